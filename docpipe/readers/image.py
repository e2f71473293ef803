"""Pictures of pages: PNG, JPEG, TIFF of many pages. What they say about their size is believed before anything is decoded."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docpipe.errors import Corrupt, RasterTooLarge, TooManyPages
from docpipe.model.text import Page
from docpipe.readers import ocr
from docpipe.settings import limits

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = ("PNG", "JPEG", "TIFF")
_POINTS = 72
_A4_LONG_INCHES = 11.69
_PLAUSIBLE_INCHES = (5.0, 18.0)
_SQUARE = 1.2
_MOST_BITS = 255


def pages(data: bytes) -> tuple[tuple[Page, ...], str]:
    """Every page of the picture recognised, and the OCR engine. Errors: `Corrupt`, `RasterTooLarge`, `TooManyPages`."""
    read = tuple(_page(number, image) for number, image in enumerate(_frames(data), start=1))
    return read, ocr.engine()


def _page(number: int, image: Image.Image) -> Page:
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    dpi = _resolution(upright)
    words = tuple(ocr.recognise(_grey(upright), dpi))
    return Page(number, "ocr", upright.width * _POINTS / dpi, upright.height * _POINTS / dpi, words)


def _frames(data: bytes) -> Iterator[Image.Image]:
    from PIL import Image, UnidentifiedImageError

    with _explained():
        try:
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        except UnidentifiedImageError as error:
            raise _damaged() from error
    for number in range(limits().max_pages + 1):
        with _explained():
            if not _turned_to(image, number):
                return
            _check_size(image)
            image.load()
        yield image
    message = f"The picture has more than {limits().max_pages} pages"
    raise TooManyPages(message, "Split it, or raise DOCPIPE_MAX_PAGES")


def _turned_to(image: Image.Image, number: int) -> bool:
    """The image set to its page `number` (from 0); False where there is none. Only a TIFF has more than one."""
    if number and image.format != "TIFF":
        return False
    try:
        image.seek(number)
    except EOFError:
        return False
    return True


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > limits().max_pixels or max(image.size) > limits().max_side:
        raise _too_large()


@contextmanager
def _explained() -> Iterator[None]:
    """Whatever Pillow says about a damaged or monstrous picture, as an error of ours."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except MemoryError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise _damaged() from error


def _damaged() -> Corrupt:
    return Corrupt("The picture is damaged or was cut off", "Copy it again, or scan the page anew")


def _too_large() -> RasterTooLarge:
    return RasterTooLarge("The picture has too many pixels", f"Scan it at 300 dpi: at most {limits().max_side} pixels a side")


def _resolution(image: Image.Image) -> int:
    """Dots per inch: what the file says where that makes a page of paper, else as if the longer side were A4's."""
    said: Any = image.info.get("dpi") or (0, 0)
    told = [float(side) for side in said]
    longest = max(image.size)
    dpi = told[0]
    unequal = min(told) <= 0 or max(told) / min(told) > _SQUARE
    if unequal or not _PLAUSIBLE_INCHES[0] <= longest / dpi <= _PLAUSIBLE_INCHES[1]:
        dpi = longest / _A4_LONG_INCHES
    return max(round(dpi), 1)


def _grey(image: Image.Image) -> Image.Image:
    """The picture in 8 bits of grey; what is transparent is white paper."""
    from PIL import Image as Pillow

    if image.mode.startswith("I") or image.mode == "F":
        lightest: Any = image.getextrema()[1]
        top = max(float(lightest), 1.0)
        return image.convert("F").point(lambda value: value * (_MOST_BITS / top)).convert("L")
    if "A" in image.mode or "transparency" in image.info:
        coloured = image.convert("RGBA")
        paper = Pillow.new("RGBA", coloured.size, "white")
        return Pillow.alpha_composite(paper, coloured).convert("L")
    return image.convert("L")
