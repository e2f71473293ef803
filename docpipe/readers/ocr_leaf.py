"""The number of a page, alone at its foot or its head: layout analysis passes over so little ink, so it is looked at by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.readers import ocr_engine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.scan import Ready

_STRIPS = ((0.02, 0.08), (0.92, 0.999))
_DARK = 140
_MM = 25.4
_HIGH, _WIDEST = (1.8, 5.0), 14.0
_AROUND = 6
_SURE = 80.0
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
        left, upper, right, lower = ink
        box = left - _AROUND, top + upper - _AROUND, right + _AROUND, top + lower + _AROUND
        again = ocr_engine.reread(page.image, box, page.dpi, (ocr_engine.SECOND,))
        if again and _NUMBER.fullmatch(" ".join(one.text for one in again)) and min(one.confidence for one in again) >= _SURE:
            line = 1 + max((one.line for one in found), default=0)
            found += [replace(one, line=line) for one in again]
    return found


def _is_small(ink: tuple[int, int, int, int], dpi: float) -> bool:
    left, top, right, bottom = (edge * _MM / dpi for edge in ink)
    return _HIGH[0] <= bottom - top <= _HIGH[1] and right - left <= _WIDEST
