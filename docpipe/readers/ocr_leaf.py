"""The number of a page, alone at its foot or its head: layout analysis passes over so little ink, so it is looked at by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.readers import ocr_closer, ocr_engine
from docpipe.readers.ocr_seen import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

    from docpipe.readers.scan import Ready

_STRIPS = ((0.02, 0.08), (0.92, 0.999))
_DARK = 140
_MM = 25.4
_HIGH, _WIDEST = (1.8, 5.0), 14.0
_FLAT = 0.35
_AROUND = 6
_SURE = 80.0
_COLUMNS = re.compile(rb"\x01+")
_NUMBER = lazy(r"(?:[-–—] ?)?\d{1,3}(?: ?[-–—])?")


def read(page: Ready, seen: Sequence[Seen]) -> list[Seen]:
    """The words with such a number where `eng` surely reads one; costs a call where a strip of the page has ink as large as a number and no words."""
    found = list(seen)
    if ocr_engine.SECOND not in ocr_engine.languages():
        return found
    for share, end in _STRIPS:
        top, bottom = int(share * page.image.height), int(end * page.image.height)
        if any(one.bottom > top and one.top < bottom for one in seen):
            continue
        ink = page.image.crop((0, top, page.image.width, bottom)).point([255 if shade < _DARK else 0 for shade in range(256)]).getbbox()
        if ink is None or not _is_small(ink, page.dpi):
            continue
        number = _number(page, Seen("", 0.0, ink[0], top + ink[1], ink[2], top + ink[3], 1 + max((one.line for one in found), default=0)))
        found += [number] if number else []
    return found


def _number(page: Ready, ink: Seen) -> Seen | None:
    """The number read surely, its dashes left out while it is read: beside so few digits they are taken for letters."""
    between = _between_dashes(page.image.crop((int(ink.left), int(ink.top), int(ink.right), int(ink.bottom))))
    left, right = (ink.left + edge for edge in between or (-_AROUND, ink.right - ink.left + _AROUND))
    box = left, ink.top - _AROUND, right, ink.bottom + _AROUND
    for again in _looks(page, box):
        text, sure = " ".join(one.text for one in again), min((one.confidence for one in again), default=0.0)
        if sure >= _SURE and _NUMBER.fullmatch(text):
            return replace(ink, text=f"-{text}-" if between else text, confidence=sure)
    return None


def _looks(page: Ready, box: tuple[float, float, float, float]) -> Iterator[list[Seen]]:
    """As the page is read, and as large as it was scanned: either may fail with one digit."""
    yield ocr_engine.reread(page.image, box, page.dpi, (ocr_engine.SECOND,))
    yield ocr_closer.read(page, [Seen("", 0.0, *box, 0)], (ocr_engine.SECOND,))


def _between_dashes(crop: Image.Image) -> tuple[int, int] | None:
    """From where to where a number stands between two flat pieces of ink; None where there are none."""
    ink = crop.point([255 if shade < _DARK else 0 for shade in range(256)])
    runs = [run.span() for run in _COLUMNS.finditer(bytes(ink.getprojection()[0]))]
    flat = [_is_flat(ink.crop((start, 0, end, ink.height)).getbbox(), ink.height) for start, end in runs]
    return (runs[1][0], runs[-2][1]) if len(runs) > 2 and flat[0] and flat[-1] and not any(flat[1:-1]) else None


def _is_flat(box: tuple[int, int, int, int] | None, high: int) -> bool:
    return box is not None and box[3] - box[1] <= _FLAT * high


def _is_small(ink: tuple[int, int, int, int], dpi: float) -> bool:
    left, top, right, bottom = (edge * _MM / dpi for edge in ink)
    return _HIGH[0] <= bottom - top <= _HIGH[1] and right - left <= _WIDEST
