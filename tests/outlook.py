"""Messages in Outlook's form, written by the tests: a compound file of 512-byte sectors with property streams in it."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_CLASS, _BODY, _HTML, _RTF, _CODEPAGE, _DATA, _NAME, _METHOD = 0x001A, 0x1000, 0x1013, 0x1009, 0x3FFD, 0x3701, 0x3707, 0x3705
Tree = dict[str, "bytes | Tree"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: what was written, and what is attached by name, a file or another message. `codepage` where it is not in Unicode."""

    text: str | None = None
    page: bytes | None = None
    rtf: bytes | None = None
    attached: Sequence[tuple[str, bytes | Letter | None]] = ()
    codepage: int | None = None


def message(letter: Letter) -> bytes:
    """The file."""
    named: Tree = {f"__substg1.0_{number:04X}0102": b"" for number in (2, 3, 4)}
    return compound(_storage(letter, 32) | {"__nameid_version1.0": named})


def _storage(letter: Letter, header: int) -> Tree:
    streams: Tree = {}
    rows = [_number(_CODEPAGE, letter.codepage)] if letter.codepage else []
    rows.append(_text(streams, _CLASS, "IPM.Note", letter.codepage))
    if letter.text is not None:
        rows.append(_text(streams, _BODY, letter.text, letter.codepage))
    for pid, data in ((_HTML, letter.page), (_RTF, letter.rtf)):
        if data is not None:
            rows.append(_bytes(streams, pid, data))
    for number, (name, content) in enumerate(letter.attached):
        streams[f"__attach_version1.0_#{number:08X}"] = _attachment(name, content, letter.codepage)
    count = len(letter.attached)
    streams["__properties_version1.0"] = struct.pack("<8x4I", 0, count, 0, count).ljust(header, b"\0") + b"".join(rows)
    return streams


def _attachment(name: str, content: bytes | Letter | None, codepage: int | None) -> Tree:
    streams: Tree = {}
    rows = [_text(streams, _NAME, name, codepage), _number(_METHOD, 5 if isinstance(content, Letter) else 1)]
    if isinstance(content, Letter):
        rows.append(struct.pack("<HHIII", 0x000D, _DATA, 6, _FREE, 1))
        streams[f"__substg1.0_{_DATA:04X}000D"] = _storage(content, 24)
    elif content is not None:
        rows.append(_bytes(streams, _DATA, content))
    streams["__properties_version1.0"] = bytes(8) + b"".join(rows)
    return streams


def _number(pid: int, value: int) -> bytes:
    return struct.pack("<HHIII", 0x0003, pid, 6, value, 0)


def _text(streams: Tree, pid: int, text: str, codepage: int | None) -> bytes:
    kind, data = (0x001E, text.encode(f"cp{codepage}")) if codepage else (0x001F, text.encode("utf-16-le"))
    streams[f"__substg1.0_{pid:04X}{kind:04X}"] = data
    return struct.pack("<HHIII", kind, pid, 6, len(data) + (1 if codepage else 2), 0)


def _bytes(streams: Tree, pid: int, data: bytes) -> bytes:
    streams[f"__substg1.0_{pid:04X}0102"] = data
    return struct.pack("<HHIII", 0x0102, pid, 6, len(data), 0)


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    start: int = _END
    next: int = _FREE
    child: int = _FREE


def compound(tree: Tree) -> bytes:
    """A compound file of these streams and storages."""
    entries = [_Entry("Root Entry", 5)]
    _listed(tree, entries[0], entries)
    large: list[int] = []
    body = bytearray()
    small, small_fat = bytearray(), list[int]()
    for one in entries[1:]:
        if one.kind == 2 and len(one.data) >= _CUTOFF:
            one.start = _chained(one.data, body, large, _SECTOR)
        elif one.kind == 2 and one.data:
            one.start = _chained(one.data, small, small_fat, _SMALL)
    entries[0].data = bytes(small)
    entries[0].start = _chained(bytes(small), body, large, _SECTOR)
    mini = b"".join(struct.pack("<I", one) for one in small_fat)
    mini_start = _chained(mini, body, large, _SECTOR, b"\xff")
    directory = b"".join(map(_packed, entries))
    directory_start = _chained(directory, body, large, _SECTOR)
    blocks = -(-(len(large) + 1) // 127)
    where = [len(large) + number for number in range(blocks)]
    large += [_FAT] * blocks
    fat = b"".join(struct.pack("<I", one) for one in large).ljust(blocks * _SECTOR, b"\xff")
    header = struct.pack("<8s16xHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, blocks, directory_start, 0, _CUTOFF, mini_start, -(-len(mini) // _SECTOR), _END, 0)
    header += b"".join(struct.pack("<I", one) for one in [*where, *[_FREE] * (109 - blocks)])
    return header + bytes(body) + fat


def _listed(tree: Tree, parent: _Entry, entries: list[_Entry]) -> None:
    """The entries of a storage, each the right-hand neighbour of the one before."""
    before: _Entry | None = None
    for name, content in sorted(tree.items(), key=lambda one: (len(one[0]), one[0].upper())):
        one = _Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1)
        entries.append(one)
        if before is None:
            parent.child = len(entries) - 1
        else:
            before.next = len(entries) - 1
        before = one
        if not isinstance(content, bytes):
            _listed(content, one, entries)


def _chained(data: bytes, body: bytearray, fat: list[int], size: int, filled: bytes = b"\0") -> int:
    """The data put into sectors one after the other; the number of the first."""
    if not data:
        return _END
    first, count = len(fat), -(-len(data) // size)
    body += data.ljust(count * size, filled)
    fat += [*range(first + 1, first + count), _END]
    return first


def _packed(one: _Entry) -> bytes:
    name = one.name.encode("utf-16-le")
    head = name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name) + 2, one.kind, 1, _FREE, one.next, one.child)
    return head + bytes(36) + struct.pack("<IQ", one.start, len(one.data))
