"""What is looked at in a PDF's bytes before any parser sees them: cut-off files, and streams that unfold to gigabytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from docpipe.errors import Bomb, Corrupt
from docpipe.settings import limits

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_DICTIONARY = 2_000
_TAIL = 2_048
_PIECE = 4_096


def check(data: bytes) -> None:
    """Nothing where the bytes look like a whole PDF of bearable size, else `Corrupt` or `Bomb`."""
    end = data.rfind(b"%%EOF")
    rest = data[end + 5 :] if end >= 0 else b""
    if end < 0 or (len(rest.strip(b"\x00\r\n ")) > _TAIL and b" obj" in rest):
        message = "The PDF was cut off"
        raise Corrupt(message, "Copy it again from where it came from")
    inflated = 0
    for start, rounds in _flate_streams(data):
        inflated += _unfolded(data, start, rounds, limits().max_inflated - inflated)
        if inflated > limits().max_inflated:
            message = "The PDF is small but unfolds to an enormous size"
            raise Bomb(message, "Do not open it; ask the sender for a scan")


def _flate_streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each deflated stream starts that is no picture, and how many times it is deflated."""
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _DICTIONARY) : match.start()]
        # not asked by the pattern, which then looks for its first letters, ten times as fast
        if head.endswith(b"end"):
            continue
        head = head[head.rfind(b" obj") + 1 :]
        rounds = len(_FLATE.findall(head))
        if rounds and b"/Image" not in head:
            yield match.end(), rounds


def _unfolded(data: bytes, start: int, rounds: int, most: int) -> int:
    """How many bytes come out of a stream, all rounds together, counted no further than just above `most`."""
    engines = [zlib.decompressobj() for _ in range(rounds)]
    total, at = 0, start
    try:
        while total <= most and at < len(data) and not engines[0].eof:
            piece: bytes = data[at : at + _PIECE]
            at += _PIECE
            total += _through(engines, piece, most - total)
    except zlib.error:
        return total
    return total


def _through(engines: list[zlib._Decompress], piece: bytes, most: int) -> int:
    """One piece put through the engines one after the other; every engine stops above `most`."""
    total = 0
    for engine in engines:
        piece = engine.decompress(engine.unconsumed_tail + piece, most + 1)
        total += len(piece)
        if total > most or not piece:
            break
    return total
