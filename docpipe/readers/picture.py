"""One page of a picture file, decoded: what it says about its size is believed before anything is unpacked; and recognised."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from typing import IO, TYPE_CHECKING, Any

from docpipe.errors import Corrupt, RasterTooLarge
from docpipe.readers import fax, ocr
from docpipe.settings import limits

if TYPE_CHECKING:
    from PIL import Image

    from docpipe.model.text import Word

_FORMATS = ("PNG", "JPEG", "TIFF")
_A4_LONG_INCHES = 11.69
_PLAUSIBLE_INCHES = (5.0, 18.0)
_SQUARE = 1.2
_PAPER = (1.25, 1.75)
_MOST_BITS = 255
_GREY_MODES = ("1", "L")
_WIDE, _HIGH, _COMPRESSION, _GROUP_4, _FILL_ORDER, _LOWEST_FIRST, _OFFSETS, _ROWS, _LENGTHS = 256, 257, 259, 4, 266, 2, 273, 278, 279
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5
_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def words(path: str, number: int) -> list[Word]:
    """The words of page `number` (from 1) of the picture at `path`. `Corrupt`, `RasterTooLarge`, `TimedOut`."""
    return ocr.recognise(*image(path, number))


def image(path: str, number: int) -> tuple[Image.Image, int]:
    """The picture of the page and its dots per inch."""
    with open(path, "rb") as stream:  # noqa: PTH123 - a stream, so that it is closed whatever Pillow says
        return upright(stream, number)


def upright(stream: IO[bytes], number: int) -> tuple[Image.Image, int]:
    """Page `number` in 8 bits of grey or of each colour, its dots square, the way up that its EXIF says; and its dots per inch."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    with explained():
        image = opened(stream)
        if not turned_to(image, number - 1):
            raise damaged()
        check_size(image)
        if not tiff_is_whole(stream, image):
            raise damaged()
        dpi, whole = resolution(image), size(image)
        image.load()
        squared = image if whole == image.size else image.resize(whole, Pillow.Resampling.NEAREST)
        return plain(ImageOps.exif_transpose(squared)), dpi


def tiff_is_whole(stream: IO[bytes], image: Image.Image) -> bool:
    """False where the picture is packed as faxes are and its code words do not go to its end: such data are decoded to noise, without an error."""
    tags: Any = getattr(image, "tag_v2", {})
    if tags.get(_COMPRESSION) != _GROUP_4 or _OFFSETS not in tags:
        return True
    # as they are stored: of a picture on its side Pillow tells them after turning
    wide, whole = tags[_WIDE], tags[_HIGH]
    high = tags.get(_ROWS, whole)
    for at, (offset, length) in enumerate(zip(tags[_OFFSETS], tags[_LENGTHS], strict=False)):
        stream.seek(offset)
        data = stream.read(length)
        if tags.get(_FILL_ORDER) == _LOWEST_FIRST:
            data = data.translate(_TURNED)
        if not fax.is_whole(data, wide, min(high, whole - at * high)):
            return False
    return True


def opened(stream: IO[bytes]) -> Image.Image:
    """The picture, nothing of it decoded."""
    from PIL import Image, UnidentifiedImageError

    with explained():
        try:
            return Image.open(stream, formats=_FORMATS)
        except UnidentifiedImageError as error:
            raise damaged() from error


def turned_to(image: Image.Image, number: int) -> bool:
    """The image set to its page `number` (from 0); False where there is none. Only a TIFF has more than one."""
    if number and image.format != "TIFF":
        return False
    try:
        image.seek(number)
    except EOFError:
        return False
    return True


def check_size(image: Image.Image) -> None:
    """`RasterTooLarge` where the picture has more pixels than the limits allow."""
    if not _is_within(*image.size):
        raise _too_large()


def _is_within(wide: int, high: int) -> bool:
    return wide * high <= limits().max_pixels and max(wide, high) <= limits().max_side


@contextmanager
def explained() -> Iterator[None]:
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
        raise damaged() from error


def damaged() -> Corrupt:
    """The error for a picture that cannot be decoded."""
    return Corrupt("The picture is damaged or was cut off", "Copy it again, or scan the page anew")


def _too_large() -> RasterTooLarge:
    return RasterTooLarge("The picture has too many pixels", f"Scan it at 300 dpi: at most {limits().max_side} pixels a side")


def resolution(image: Image.Image) -> int:
    """Dots per inch: what the file says where that makes a page of paper, else as if the longer side were A4's.

    Of a picture whose dots are not square it is that of the denser side.
    """
    told, whole = _told(image), size(image)
    longest, dpi = max(whole), max(told)
    unequal = min(told) <= 0 or (dpi > _SQUARE * min(told) and whole == image.size)
    if unequal or not _PLAUSIBLE_INCHES[0] <= longest / dpi <= _PLAUSIBLE_INCHES[1]:
        dpi = longest / _A4_LONG_INCHES
    return max(round(dpi), 1)


def size(image: Image.Image) -> tuple[int, int]:
    """Its size in square dots: a fax of the coarse kind has half as many down the page as across, and says so."""
    told, (wide, high) = _told(image), image.size
    if min(told) <= 0 or max(told) <= _SQUARE * min(told):
        return wide, high
    across, down = (round(side * max(told) / dots) for side, dots in zip(image.size, told, strict=True))
    paper = _PAPER[0] <= max(across, down) / min(across, down) <= _PAPER[1]
    return (across, down) if paper and _is_within(across, down) else (wide, high)


def is_on_its_side(image: Image.Image) -> bool:
    """Whether the EXIF of a picture, nothing of it decoded, says that it is to be turned by a quarter."""
    from PIL import Image as Pillow

    # a PNG would be decoded by its own getexif
    return bool(Pillow.Image.getexif(image).get(_ORIENTATION, 1) >= _ON_ITS_SIDE)


def _told(image: Image.Image) -> tuple[float, float]:
    """Dots per inch, across and down, as the file says; 0 where it does not."""
    across, down = (float(side) for side in image.info.get("dpi") or (0, 0))
    # of a TIFF Pillow tells the size after turning, the dots before
    if image.format == "TIFF" and is_on_its_side(image):
        across, down = down, across
    # 0/0 is written by some scanners: no number, and greater or less than none
    return (across, down) if isfinite(across) and isfinite(down) else (0.0, 0.0)


def plain(image: Image.Image) -> Image.Image:
    """The picture in 8 bits of grey, or of red, green and blue where it has colours; what is transparent is white paper."""
    from PIL import Image as Pillow

    if image.mode.startswith("I") or image.mode == "F":
        lightest: Any = image.getextrema()[1]
        top = max(float(lightest), 1.0)
        return image.convert("F").point(lambda value: value * (_MOST_BITS / top)).convert("L")
    if "A" in image.mode or "transparency" in image.info:
        coloured = image.convert("RGBA")
        paper = Pillow.new("RGBA", coloured.size, "white")
        return Pillow.alpha_composite(paper, coloured).convert("RGB")
    return image.convert("L" if image.mode in _GREY_MODES else "RGB")
