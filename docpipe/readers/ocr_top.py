"""The top of a page's picture read quickly, once and without second looks: enough to see what stands there in large letters."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docpipe.readers import ocr_engine, ocr_upright, scan_spread

if TYPE_CHECKING:
    from PIL import Image

_PART = 1 / 3
_MOST_TURN = 30.0


def lines(image: Image.Image, dpi: int) -> list[str] | None:
    """The lines of the upper part; None where there is no text in it or the page lies another way, so that its top is elsewhere."""
    ocr_engine.probe()
    found: list[str] = []
    for half in scan_spread.halves(image, dpi):
        top = half.image.crop((0, 0, half.image.width, int(half.image.height * _PART)))
        page, seen = ocr_upright.read(top, half.dpi)
        if not seen or abs(page.turn) > _MOST_TURN:
            return None
        found += [" ".join(word.text for word in words) for _, words in groupby(seen, key=lambda word: word.line)]
    return found
