"""A few words of a page looked at more closely: cut out of the scan as large as it came, enlarged to the size that reads best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
    left, top = min(one.left for one in words) - _MARGIN, min(one.top for one in words) - _MARGIN
    right, bottom = max(one.right for one in words) + _MARGIN, max(one.bottom for one in words) + _MARGIN
    enlarged = max(1.0, min(_LARGEST, _BEST_HEIGHT / max(1.0, bottom - top - 2 * _MARGIN)))
    crop = page.closer((left, top, right, bottom), enlarged)
    found = ocr_engine.read(crop, page.dpi * enlarged, languages, ocr_engine.LINE)
    return [
        replace(
            one,
            left=left + one.left / enlarged,
            top=top + one.top / enlarged,
            right=left + one.right / enlarged,
            bottom=top + one.bottom / enlarged,
            line=words[0].line,
        )
        for one in found
    ]
