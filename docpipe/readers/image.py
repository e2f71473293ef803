"""Pictures of pages: PNG, JPEG, TIFF of many pages. Here they are counted and measured; workers decode and recognise them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from docpipe.errors import Corrupt, DocpipeError, RasterTooLarge, TooManyPages
from docpipe.model.text import Page
from docpipe.readers import picture
from docpipe.readers.ocr_pages import Scans
from docpipe.settings import limits

if TYPE_CHECKING:
    from PIL import Image

_POINTS = 72


def pages(data: bytes, meanwhile: Callable[[], object] | None = None) -> tuple[tuple[Page, ...], str | None]:
    """Every page of the picture recognised, and the OCR engine. Errors: `Corrupt`, `RasterTooLarge`, `TooManyPages`."""
    with Scans(data) as scans:
        read = scans.filled(list(_pages(data, scans)), meanwhile)
        return read, scans.engine()


def _pages(data: bytes, scans: Scans) -> Iterator[Page]:
    with picture.explained():
        image = picture.opened(io.BytesIO(data))
    for number in range(1, limits().max_pages + 1):
        try:
            with picture.explained():
                if not picture.turned_to(image, number - 1):
                    return
        except Corrupt as error:
            # cut off in the middle: the pages before are read, this one is named, and where others begin nobody knows
            yield _unread(number, scans, error)
            return
        yield _page(number, image, scans)
    if picture.turned_to(image, limits().max_pages):
        raise TooManyPages(f"The picture has more than {limits().max_pages} pages", "Split it, or raise DOCPIPE_MAX_PAGES")


def _page(number: int, image: Image.Image, scans: Scans) -> Page:
    """The page without its words, which a worker begins to read."""
    try:
        picture.check_size(image)
    except RasterTooLarge as error:
        return _unread(number, scans, error)
    dpi = picture.resolution(image)
    scans.add(number, picture.words, number)
    wide, high = (side * _POINTS / dpi for side in picture.size(image))
    # of a TIFF Pillow tells the size after turning, of others before
    across = image.format != "TIFF" and picture.is_on_its_side(image)
    return Page(number, "ocr", high if across else wide, wide if across else high)


def _unread(number: int, scans: Scans, error: DocpipeError) -> Page:
    scans.failed(error)
    return Page(number, "ocr", unread=True)
