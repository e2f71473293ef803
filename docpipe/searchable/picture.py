"""A picture file as a PDF that shows it: JPEG bytes and PNG data are taken over, others are packed without loss."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from docpipe.readers import picture

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

    from docpipe.model.text import Page

_POINTS = 72
_ORIENTATION = 0x0112
_FAST = 1
_BIT, _BYTE, _TWO_BYTES = 1, 8, 16
_PNG_HEAD = 8
_PNG_SPACES = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3)}
_SPACES = {"1": "/DeviceGray", "L": "/DeviceGray", "I;16": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
_TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""Where the stored picture's unit square lies on the page, by its EXIF orientation."""


def as_pdf(data: bytes, pages: Sequence[Page]) -> pikepdf.Pdf:
    """A PDF with a page for each page of the picture, each as large as it was read, turned as its EXIF says. `Corrupt`."""
    import pikepdf

    pdf = pikepdf.new()
    with picture.explained():
        image = picture.opened(io.BytesIO(data))
        for number, page in enumerate(pages):
            if not picture.turned_to(image, number):
                raise picture.damaged()
            _add(pdf, image, data, page)
    return pdf


def _add(pdf: pikepdf.Pdf, image: Image.Image, data: bytes, page: Page) -> None:
    from pikepdf import Dictionary, Name

    shown = _drawn(pdf, image, data)
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1), _TURNS[1])
    wide, high = (side * _POINTS / picture.resolution(image) for side in picture.size(image))
    if not turn[0]:
        wide, high = high, wide
    wide, high = round(page.width or wide, 2), round(page.height or high, 2)
    matrix = " ".join(f"{part * side:g}" for part, side in zip(turn, (wide, high) * 3, strict=True))
    pdf.add_blank_page(page_size=(wide, high))
    last = pdf.pages[-1].obj
    last.Resources = Dictionary(XObject=Dictionary({"/Scan": shown}))
    last.Contents = pdf.make_stream(f"q {matrix} cm {Name('/Scan')} Do Q\n".encode("ascii"))


def _drawn(pdf: pikepdf.Pdf, image: Image.Image, data: bytes) -> pikepdf.Stream:
    if image.format == "JPEG" and image.mode in _SPACES:
        inverted = image.mode == "CMYK" and "adobe" in image.info
        more: dict[str, Any] = {"Decode": [1, 0] * 4} if inverted else {}
        return _stream(pdf, data, image.size, _SPACES[image.mode], _BYTE, "/DCTDecode", **more)
    if image.format == "PNG" and (whole := _png(pdf, data)) is not None:
        return whole
    image.load()
    return _packed(pdf, image)


def _stream(pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], space: Any, bits: int, coded: str, **more: Any) -> pikepdf.Stream:
    from pikepdf import Name

    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=Name(space) if isinstance(space, str) else space,
        BitsPerComponent=bits,
        Filter=Name(coded),
        **more,
    )


def _png(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream | None:
    """The PNG's own packed data; None where PDF has no such kind: interlaced, transparent."""
    from pikepdf import Array, Dictionary, Name

    chunks = dict[bytes, bytes]()
    for kind, body in _chunks(data):
        chunks[kind] = chunks.get(kind, b"") + body if kind == b"IDAT" else body
    wide, high, bits, colours, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    palette = chunks.get(b"PLTE", b"")
    if interlaced or b"tRNS" in chunks or (colours not in _PNG_SPACES and not (colours == 3 and palette)):
        return None
    space, count = _PNG_SPACES.get(colours, ("", 1))
    how = Dictionary(Predictor=15, Colors=count, BitsPerComponent=bits, Columns=wide)
    indexed = Array([Name.Indexed, Name.DeviceRGB, len(palette) // 3 - 1, palette])
    return _stream(pdf, chunks[b"IDAT"], (wide, high), space or indexed, bits, "/FlateDecode", DecodeParms=how)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = _PNG_HEAD
    while at + _PNG_HEAD <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + _PNG_HEAD : at + _PNG_HEAD + length]
        at += length + 12


def _packed(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Stream:
    """The decoded picture deflated; what is transparent stays so."""
    if "transparency" in image.info or "A" in image.mode:
        clear = image.convert("RGBA")
        mask = _packed(pdf, clear.getchannel("A"))
        return _deflated(pdf, clear.convert("RGB"), SMask=mask)
    if image.mode.startswith("I") or image.mode == "F":
        deep = image.mode.startswith("I;16")
        return _deflated(pdf, image if deep else picture.plain(image))
    return _deflated(pdf, image if image.mode in _SPACES else image.convert("RGB"))


def _deflated(pdf: pikepdf.Pdf, image: Image.Image, **more: Any) -> pikepdf.Stream:
    deep = image.mode.startswith("I;16")
    raw = image.tobytes("raw", "I;16B") if deep else image.tobytes()
    bits = _TWO_BYTES if deep else _BIT if image.mode == "1" else _BYTE
    space = _SPACES[image.mode[:4]]
    return _stream(pdf, zlib.compress(raw, _FAST), image.size, space, bits, "/FlateDecode", **more)
