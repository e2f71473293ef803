"""A PDF page that is nothing but one picture, as a scanner makes it: that picture itself, not drawn over again.

Drawing it would cost more than decoding it, and blur it: every dot would be mixed with its neighbours.
"""

from __future__ import annotations

import ctypes
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

_POINTS = 72
_OFF = 2.0
"""By so many points a picture may miss the edges of its page."""

_CORNERS = 5
_UNEVEN = 0.003
_DPI = (60, 700)
_INVISIBLE = 3
_DARK = 110
_ONE_OF = 8
"""Of so many dots across and down one is looked at."""

_PLAIN_MODES = ("L", "RGB")


def scanned(page: pypdfium2.PdfPage) -> tuple[Image.Image, int] | None:
    """The picture, grey or in colour, and its dots per inch; None where the page is anything else, or something about it is odd."""
    image = _only_picture(page)
    dpi = image and _resolution(page, image)
    if not dpi:
        return None
    decoded = _decoded(image)
    if decoded is None or decoded.mode not in _PLAIN_MODES or _is_negative(decoded):
        return None
    turn = page.get_rotation()
    return (decoded.rotate(-turn, expand=True) if turn else decoded), dpi


def _only_picture(page: pypdfium2.PdfPage) -> Any:
    """The one picture of the page, on which nothing lies but the invisible letters of an earlier recognition."""
    from pypdfium2 import raw

    found = None
    for thing in page.get_objects(max_depth=1):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE and found is None:
            found = thing
        elif thing.type != raw.FPDF_PAGEOBJ_TEXT or raw.FPDFTextObj_GetTextRenderMode(thing.raw) != _INVISIBLE:
            return None
    return found


def _resolution(page: pypdfium2.PdfPage, image: Any) -> int | None:
    """Dots per inch where the picture stands upright on the whole page and is as dense across as down."""
    across, skewed, slanted, down, left, low = image.get_matrix().get()
    box = page.get_bbox()
    edges = (left, low, left + across, low + down)
    if skewed or slanted or max(abs(one - other) for one, other in zip(edges, box, strict=True)) > _OFF or _hides_some(image, box):
        return None
    wide, high = image.get_px_size()
    dpi = wide * _POINTS / across
    whole = round(dpi)
    if not _DPI[0] <= whole <= _DPI[1] or abs(dpi / whole - 1) > _UNEVEN or abs(high * _POINTS / down / whole - 1) > _UNEVEN:
        return None
    return int(whole)


def _hides_some(image: Any, box: tuple[float, ...]) -> bool:
    """Whether the page shows it paler than it is, or has a part of it cut away: what nobody sees is not read."""
    from pypdfium2 import raw

    clip = raw.FPDFPageObj_GetClipPath(image.raw)
    return bool(raw.FPDFPageObj_HasTransparency(image.raw)) or any(
        not _is_around(clip, path, box) for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0))
    )


def _is_around(clip: Any, path: int, box: tuple[float, ...]) -> bool:
    """Whether the path is a rectangle with the whole page in it."""
    from pypdfium2 import raw

    corners = raw.FPDFClipPath_CountPathSegments(clip, path)
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for at in range(min(corners, _CORNERS + 1)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, at), ctypes.byref(x), ctypes.byref(y))
        points.append((x.value, y.value))
    across, down = zip(*points, strict=True) if points else ((0.0,), (0.0,))
    within = min(across) <= box[0] + _OFF and max(across) >= box[2] - _OFF and min(down) <= box[1] + _OFF and max(down) >= box[3] - _OFF
    return corners <= _CORNERS and len(set(across)) == len(set(down)) == 2 and within


def _decoded(image: Any) -> Image.Image | None:
    import pypdfium2
    from PIL import Image as Pillow

    try:
        if image.get_filters() != ["DCTDecode"]:
            bitmap = image.get_bitmap(render=False)
            copied: Image.Image = bitmap.to_pil().copy()
            bitmap.close()
            return copied
        # Pillow decodes a JPEG four times as fast as pdfium
        data = io.BytesIO()
        image.extract(data)
        decoded = Pillow.open(data, formats=("JPEG",))
        decoded.load()
    except (pypdfium2.PdfiumError, OSError, SyntaxError, ValueError):
        return None
    return decoded if decoded.size == image.get_px_size() else None


def _is_negative(image: Image.Image) -> bool:
    """A picture whose colours the PDF turns round shows itself by dark paper; so does a dark page, which is then drawn."""
    from PIL import Image as Pillow
    from PIL import ImageStat

    few = image.resize((max(1, image.width // _ONE_OF), max(1, image.height // _ONE_OF)), Pillow.Resampling.NEAREST)
    return bool(ImageStat.Stat(few.convert("L")).median[0] < _DARK)
