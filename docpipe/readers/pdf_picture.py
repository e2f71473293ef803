"""A page of a PDF drawn and recognised; done by a worker, which opens the file itself and keeps it open for its next page."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.errors import Corrupt
from docpipe.model.text import Box
from docpipe.readers import ocr, pdf_stuck, pdf_whole
from docpipe.readers.pdf_scan import scanned
from docpipe.readers.scan_type import BEST_DPI
from docpipe.settings import limits

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

    from docpipe.model.text import Word

_POINTS = 72
_PAGES_AT_ONCE = 50
"""pdfium keeps what it has read of a file; after so many pages the file is opened anew."""
_A4_LONG, _A3_LONG = 11.69, 16.7
_LIKELY = (100, 700)
"""Dots per inch of a scan; others are those of a page that says its size wrongly: many programs take each dot of a picture for a point."""


def words(path: str, number: int, dpi: int) -> list[Word]:
    """The words of page `number` (from 1) of the PDF at `path`; drawn with `dpi` dots per inch where it is not just a scan. `Corrupt`, `TimedOut`."""
    picture, dots = image(path, number, dpi)
    told = _on_paper(picture, dots)
    found = ocr.recognise(picture, told)
    return found if told == dots else [replace(word, box=Box(*(edge * told / dots for edge in word.box))) for word in found]


def _on_paper(picture: Image.Image, dots: int) -> int:
    """Dots per inch to read the picture with: the page's, or as if its longer side were A4's; never so few that it would be drawn over too large."""
    longest = max(picture.size)
    if dots > _LIKELY[1] or (dots < _LIKELY[0] and longest / dots > _A3_LONG):
        return max(round(longest / _A4_LONG), 1)
    return max(dots, round(BEST_DPI * math.sqrt(picture.width * picture.height / limits().max_pixels)))


def image(path: str, number: int, dpi: int) -> tuple[Image.Image, int]:
    """The picture of the page and its dots per inch."""
    import pypdfium2

    try:
        page = _kept.page(path, number)
        if not pdf_whole.are_whole(page, path, number):
            raise damaged(number)
        found = scanned(page) or (_drawn(page, number, dpi), dpi)
        page.close()
    except pypdfium2.PdfiumError as error:
        raise damaged(number) from error
    return found


def _drawn(page: pypdfium2.PdfPage, number: int, dpi: int) -> Image.Image:
    """The page as a picture in colour. `Corrupt` where pdfium says it has drawn it and has not."""
    found: Image.Image = page.render(scale=dpi / _POINTS).to_pil()
    if not _shown(page, found, dpi):
        raise damaged(number)
    return found


def _shown(page: pypdfium2.PdfPage, drawn: Image.Image, dpi: int) -> bool:
    """Whether that is the page: it has its size; and where nothing is on it, no picture was passed over as undecodable."""
    wide, high = (side * dpi / _POINTS for side in page.get_size())
    if abs(drawn.width - wide) > 2 or abs(drawn.height - high) > 2:
        return False
    least, most = drawn.convert("L").getextrema()
    return least != most or not _undecodable(page)


def _undecodable(page: pypdfium2.PdfPage) -> bool:
    import pypdfium2
    from pypdfium2 import raw

    for picture in page.get_objects((raw.FPDF_PAGEOBJ_IMAGE,)):
        try:
            picture.get_bitmap().close()
        except pypdfium2.PdfiumError:
            return True
    return False


def damaged(number: int) -> Corrupt:
    """The error for a page that cannot be drawn or opened."""
    return Corrupt(f"Page {number} of the PDF is damaged", "Copy the file again, or print the page and scan it")


class _Kept:
    """The file that was opened last."""

    def __init__(self) -> None:
        self._path = ""
        self._document: pypdfium2.PdfDocument | None = None
        self._left = 0

    def page(self, path: str, number: int) -> pypdfium2.PdfPage:
        import pypdfium2

        if self._document is None or path != self._path or not self._left:
            if self._document is not None:
                self._document.close()
            self._document = None
            self._path, self._document, self._left = path, pypdfium2.PdfDocument(path), _PAGES_AT_ONCE
        self._left -= 1
        return pdf_stuck.loaded(self._document, number)


_kept = _Kept()
