"""Whether the pictures of a PDF page are whole: what is cut off in the middle pdfium draws as far as it goes, grey, white or noise below."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docpipe.readers import fax

if TYPE_CHECKING:
    import pypdfium2

_LARGE = 200_000
"""Pixels; smaller ones hold no page of text."""

_USUAL = 1728
_FEWER = {8: (2, 3, 4, 6), 24: (12, 16)}
"""Of dots with so many bits pdfium tells 8 and 24: of 4-bit grey, of a palette of 16 colours, of 16-bit grey."""

_BEHIND = 2

_END, _SCAN = b"\xff\xd9", b"\xff\xda"
_FILLERS = (b"", b"\x5a" * 4096)


def are_whole(page: pypdfium2.PdfPage, path: str, number: int) -> bool:
    """Whether all large pictures of page `number` of the PDF at `path` are."""
    from pypdfium2 import raw

    return all(_is_whole(one, path, number) for one in page.get_objects((raw.FPDF_PAGEOBJ_IMAGE,)))


def _is_whole(picture: Any, path: str, number: int) -> bool:
    wide, high = picture.get_px_size()
    packed = picture.get_filters()[-1:]
    if wide * high < _LARGE:
        return True
    data = bytes(picture.get_data(decode_simple=True))
    if packed == ["DCTDecode"]:
        return _jpeg_is_whole(data)
    if packed == ["CCITTFaxDecode"]:
        return fax.is_whole(data, wide, high) or _fax_is_whole(data, path, number, high)
    # what pdfium unpacks by itself
    return packed not in (["FlateDecode"], ["LZWDecode"], ["RunLengthDecode"]) or _is_full(len(data), wide, high, _bits(picture))


def _is_full(size: int, wide: int, high: int, bits: int) -> bool:
    """Whether so many bytes are all dots: those with so many bits, but for the last row, or exactly those with as few as pdfium tells the same of."""
    return size * 8 >= wide * (high - 1) * bits or any(0 <= size - high * -(-wide * few // 8) <= _BEHIND for few in _FEWER.get(bits, ()))


def _bits(picture: Any) -> int:
    """Bits of one dot as pdfium tells them: 1, 8 or 24."""
    return int(picture.get_metadata().bits_per_pixel)


def _jpeg_is_whole(data: bytes) -> bool:
    """Whether the mark of the end is there, or nothing but the mark is missing: then what stands in its place is not looked at."""
    from PIL import Image as Pillow

    if data.rfind(_END) > data.rfind(_SCAN):
        return True
    kept = data.rstrip(b"\0")
    # a byte of 255 is followed by a nought of its own
    kept += b"\0" * kept.endswith(b"\xff")
    try:
        made = [Pillow.open(io.BytesIO(kept + filler + _END), formats=("JPEG",)).tobytes() for filler in _FILLERS]
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        return True
    return made[0] == made[1]


def _fax_is_whole(data: bytes, path: str, number: int, high: int) -> bool:
    """By the parameters that stand beside the data in the file; True where it is packed in another way than T.6."""
    import pikepdf

    try:
        with pikepdf.open(path) as file:
            things: Any = file.pages[number - 1].resources.get("/XObject", {})
            for one in things.values():
                if one.get("/Subtype") == "/Image" and one.read_raw_bytes() == data:
                    said = dict(pikepdf.PdfImage(one).decode_parms[0])
                    wide, aligned = int(said.get("/Columns", _USUAL)), bool(said.get("/EncodedByteAlign", False))
                    return int(said.get("/K", 0)) >= 0 or fax.is_whole(data, wide, int(said.get("/Rows", 0)) or high, aligned=aligned)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        pass
    return True
