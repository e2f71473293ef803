"""A page read the right way up: where the first reading is no text, the page is turned over and read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from docpipe.readers import ocr_engine
from docpipe.readers.scan import Ready, ready, upside_down
from docpipe.readers.scan_arms import without_arms

if TYPE_CHECKING:
    from PIL import Image

    from docpipe.readers.ocr_seen import Seen

_SURE = 70.0
_LEAST_SURE = 50.0
_LETTERS = 3
_FEW = 4
_READABLE = 0.2


def read(image: Image.Image, dpi: int) -> tuple[Ready, list[Seen]]:
    """The page made ready, the right way up, and what the engine sees on it: nothing where it is only noise."""
    whole = ready(image, dpi)
    page, seen = _seen(whole)
    if not seen or _is_text(seen):
        return page, seen
    other, turned = _seen(upside_down(whole))
    if _weight(turned) > _weight(seen):
        page, seen = other, turned
    return page, [] if _is_noise(seen) else seen


def _seen(page: Ready) -> tuple[Ready, list[Seen]]:
    page = replace(page, image=without_arms(page.image, page.dpi))
    return page, ocr_engine.read(page.image, page.dpi)


def _is_text(seen: Sequence[Seen]) -> bool:
    """Whether most words were read surely."""
    words = _words(seen)
    return len(words) >= _FEW and median(one.confidence for one in words) >= _SURE


def _weight(seen: Sequence[Seen]) -> float:
    """How much was read surely, in letters."""
    return sum(len(one.text) * (one.confidence - _LEAST_SURE) for one in _words(seen) if one.confidence > _LEAST_SURE)


def _is_noise(seen: Sequence[Seen]) -> bool:
    """Whether hardly anything of what was seen is a word that was read surely: a pattern, a photograph, handwriting."""
    sure = sum(one.confidence >= _SURE for one in _words(seen))
    return sure < _READABLE * len(seen)


def _words(seen: Sequence[Seen]) -> list[Seen]:
    return [one for one in seen if sum(map(str.isalnum, one.text)) >= _LETTERS]
