"""PDF: the words of each page from its text layer, or, where it has none that can be used, from its picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docpipe.errors import Corrupt, DocpipeError, Encrypted, RasterTooLarge, TooManyPages
from docpipe.model.text import Page
from docpipe.model.words import Packed
from docpipe.readers import layer, pdf_guard, pdf_picture, pdf_stuck
from docpipe.readers.ocr_pages import Scans
from docpipe.readers.pdf_objects import Drawn, drawn
from docpipe.readers.pdf_tables import Tables
from docpipe.readers.pdf_words import Geometry, words
from docpipe.readers.plain import too_long
from docpipe.settings import limits

if TYPE_CHECKING:
    import pypdfium2

_POINTS = 72
_DPI = 300
_LEAST_DPI = 100
_A3_LONG = 1_200.0
_SMALL, _DENSE = 360.0, 700.0
"""No scanner has more dots per inch; a smaller page with more of them says its size wrongly."""
_HALF = 0.5
_NO_PAGES = re.compile(rb"/Count\s{1,9}0\b")
_PAGE = re.compile(rb"/Type\s{0,9}/Page\b")


def pages(data: bytes, meanwhile: Callable[[], object] | None = None) -> tuple[tuple[Page, ...], str | None]:
    """The pages in order and, where one was recognised, the OCR engine. Errors: `Corrupt`, `Encrypted`, `TooManyPages`, `Bomb`."""
    pdf_guard.check(data)
    with Scans(data) as scans:
        with _opened(data) as document, Tables(data) as tables:
            count = len(document)
            if not 0 < count <= limits().max_pages:
                raise _wrong_count(count)
            known = list(_pages(document, tables, scans))
        return scans.filled(known, meanwhile), scans.engine()


def _pages(document: pypdfium2.PdfDocument, tables: Tables, scans: Scans) -> Iterator[Page]:
    characters = 0
    for number in range(1, len(document) + 1):
        try:
            with _loaded(document, number) as page:
                text = page.get_textpage()
                characters += text.count_chars()
                if characters > limits().max_characters:
                    raise too_long()
                yield _page(number, page, text, tables, scans)
                text.close()
        except (Corrupt, RasterTooLarge) as error:
            scans.failed(error)
            yield Page(number, "ocr", unread=True)


def _page(number: int, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, tables: Tables, scans: Scans) -> Page:
    """The page from its text layer; or without words, which a worker begins to read."""
    geometry = Geometry.of(page)
    found = words(text, geometry)
    things = drawn(page, geometry)
    refused = layer.refusal(found, page, things)
    if not refused or (refused == layer.STAMP and not (found or things.any)):
        ruled = tables.on(number, geometry, things.lines) if things.ruled else ()
        return Page(number, "layer", geometry.width, geometry.height, Packed.of(found), ruled)
    dpi = _resolution(geometry, things)
    scans.add(number, pdf_picture.words, number, dpi)
    return Page(number, "ocr", geometry.width, geometry.height, refused=refused)


def _resolution(geometry: Geometry, things: Drawn) -> int:
    """Dots per inch to draw the page with: 300, less on a page larger than its picture or than the limits, more on one much smaller than it."""
    if max(things.pixels, default=0) > limits().max_pixels or things.longest_side > limits().max_side:
        raise _too_many_pixels()
    long_side, area = max(geometry.width, geometry.height, 1.0), geometry.width * geometry.height
    most = min(limits().max_side * _POINTS / long_side, (limits().max_pixels / max(area, 1.0)) ** 0.5 * _POINTS)
    own = max(things.longest_side * _POINTS / long_side, 1.0)
    if things.pictured >= _HALF and (long_side > _A3_LONG or (long_side < _SMALL and own > _DENSE)):
        return int(min(most, own, _DPI if long_side > _A3_LONG else own))
    if most < _LEAST_DPI:
        raise _too_many_pixels()
    return int(min(most, _DPI))


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(error, data) from error
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _loaded(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    import pypdfium2

    try:
        page = pdf_stuck.loaded(document, number)
    except pypdfium2.PdfiumError as error:
        raise pdf_picture.damaged(number) from error
    try:
        yield page
    finally:
        page.close()


def _unopened(error: Exception, data: bytes) -> DocpipeError:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return Encrypted("The PDF is locked with a password", "Save it without the password and try again")
    if _NO_PAGES.search(data) and not _PAGE.search(data):
        return _wrong_count(0)
    return Corrupt("The PDF is damaged", "Copy it again from where it came from")


def _wrong_count(count: int) -> TooManyPages:
    if not count:
        return TooManyPages("The PDF has no pages", "Copy it again from where it came from")
    return TooManyPages(f"The PDF has {count} pages, more than {limits().max_pages}", "Split it, or raise DOCPIPE_MAX_PAGES")


def _too_many_pixels() -> RasterTooLarge:
    return RasterTooLarge("A page is too large to be drawn", "Scan it at 300 dpi on A4, or print it to A4")
