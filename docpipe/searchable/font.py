"""The font of the invisible words: one glyph for all characters, and the table that says which character each code is.

A code is a character's number in UTF-16, so that every alphabet can be copied and searched. The font file is made by
`tests/glyphless.py`: a full block half as wide as high. An empty glyph would do for the eye, but pdfium drops one that stands alone.
"""

from __future__ import annotations

import zlib
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

_NAME = "/Glyphless"
_HIGH, _WIDE = 1000, 500
_MOST_RANGES = 100
_ONE_GLYPH = b"\x00\x01" * 0x10000
_FIXED_PITCH_SYMBOLS = 0b101


def embedded(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font as an object of this PDF, with everything that belongs to it."""
    from pikepdf import Dictionary, Name

    program = files(__package__).joinpath("glyphless.ttf").read_bytes()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(_NAME),
        Flags=_FIXED_PITCH_SYMBOLS,
        FontBBox=[0, 0, _WIDE, _HIGH],
        ItalicAngle=0,
        Ascent=_HIGH,
        Descent=0,
        CapHeight=_HIGH,
        StemV=80,
        FontFile2=packed(pdf, program, Length1=len(program)),
    )
    glyphs = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(_NAME),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=_WIDE,
        CIDToGIDMap=packed(pdf, _ONE_GLYPH),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name(_NAME),
        Encoding=Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(glyphs)],
        ToUnicode=packed(pdf, _to_unicode()),
    )
    return pdf.make_indirect(font)


def packed(pdf: pikepdf.Pdf, data: bytes, **keys: int) -> pikepdf.Stream:
    """A deflated stream of this PDF."""
    from pikepdf import Name

    return pdf.make_stream(zlib.compress(data), Filter=Name.FlateDecode, **keys)


def _to_unicode() -> bytes:
    """Every code is its own character; a range may only differ in its last byte."""
    ranges = [f"<{row:02X}00> <{row:02X}FF> <{row:02X}00>\n" for row in range(0x100)]
    blocks = (ranges[at : at + _MOST_RANGES] for at in range(0, len(ranges), _MOST_RANGES))
    table = "".join(f"{len(block)} beginbfrange\n{''.join(block)}endbfrange\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{table}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
