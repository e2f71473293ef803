"""The font of searchable PDFs, made: one glyph, a full block half as wide as high, that stands for every character and is never painted.

`python -m tests.glyphless` writes it to where the program takes it from.
"""

from __future__ import annotations

import io

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

from tests.conftest import ROOT

PLACE = ROOT / "docpipe" / "searchable" / "glyphless.ttf"
_UNITS, _WIDE, _EPOCH = 1000, 500, 0


def font() -> bytes:
    """The same bytes each time it is made."""
    made = FontBuilder(_UNITS, isTTF=True)
    made.font.recalcTimestamp = False
    made.setupGlyphOrder([".notdef", "any"])
    made.setupCharacterMap({0x20: "any"})
    made.setupGlyf({".notdef": Glyph(), "any": _block()})
    made.setupHorizontalMetrics({".notdef": (_WIDE, 0), "any": (_WIDE, 0)})
    made.setupHorizontalHeader(ascent=_UNITS, descent=0)
    made.setupNameTable({"familyName": "Glyphless", "styleName": "Regular", "psName": "Glyphless"}, mac=False)
    made.setupOS2(sTypoAscender=_UNITS, sTypoDescender=0, usWinAscent=_UNITS, usWinDescent=0)
    made.setupPost(keepGlyphNames=False)
    made.updateHead(created=_EPOCH, modified=_EPOCH)
    out = io.BytesIO()
    made.font.save(out)
    return out.getvalue()


def _block() -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, _UNITS), (_WIDE, _UNITS), (_WIDE, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    PLACE.write_bytes(font())
