"""A few words of a page looked at more closely: cut out of the scan as large as it came, enlarged to the size that reads best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from docpipe.readers import ocr_engine

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.scan import Ready

_BEST_HEIGHT = 42
_LARGEST = 2.5
_MARGIN = 5


def read(page: Ready, words: Sequence[Seen], languages: Sequence[str] = ocr_engine.LANGUAGES) -> list[Seen]:
    """The words of one line read again; edges are those of the page's picture. Small type is enlarged."""
    high = max(one.bottom for one in words) - min(one.top for one in words)
    return [replace(one, line=words[0].line) for one in _read(page, words, high, (languages, ocr_engine.LINE))]


def block(page: Ready, words: Sequence[Seen], line: int) -> list[Seen]:
    """The words of a few lines under one another read again as one block, the lines numbered from `line`."""
    high = median(one.bottom - one.top for one in words)
    return [replace(one, line=one.line + line) for one in _read(page, words, high, (ocr_engine.LANGUAGES, ocr_engine.BLOCK))]


def _read(page: Ready, words: Sequence[Seen], high: float, how: tuple[Sequence[str], int]) -> list[Seen]:
    """What stands in the box of the words, their lines so high."""
    left, top = min(one.left for one in words) - _MARGIN, min(one.top for one in words) - _MARGIN
    right, bottom = max(one.right for one in words) + _MARGIN, max(one.bottom for one in words) + _MARGIN
    enlarged = max(1.0, min(_LARGEST, _BEST_HEIGHT / max(1.0, high)))
    found = ocr_engine.read(page.closer((left, top, right, bottom), enlarged), page.dpi * enlarged, *how)
    return [
        replace(
            one,
            left=left + one.left / enlarged,
            top=top + one.top / enlarged,
            right=left + one.right / enlarged,
            bottom=top + one.bottom / enlarged,
        )
        for one in found
    ]
