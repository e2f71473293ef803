"""At how many dots an inch a page is read best, by how large its type is: that is told by how long its upright strokes are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

BEST_DPI = 200
"""Letters of every size are read well at so many dots per inch."""

LARGE_DPI = 170
"""A page full of letters of 10 points and more as well at so many, and a twelfth faster; a 7 or an 8 of small type is not."""

_FINE_DPI = 250
"""A coarser scan is not drawn over to a size so near its own, which would blur it."""

_POINTS = 72
_DARK = 150
_LOOKED_AT = 20
"""Columns an inch."""

_FEW_SHADES = 64
"""A page of two tones has no more, softened or not; its strokes are too ragged to be made any coarser."""

_SHORTEST, _LONGEST, _SHARE, _FULL = 2.2, 14.0, 0.7, 5
"""In points; `_FULL` is so many strokes a column: a page with fewer is a letter with its head and foot, which are in small type."""

_LARGE = 4.4
"""In points. Of all upright runs of ink about seven tenths are no longer than a small letter is high: 4.6 at 10 points, 6.2 at 14."""


def resolution(grey: Image.Image, dpi: int) -> int:
    """The dots per inch for a scan of so many; `BEST_DPI` where no large type fills the page."""
    return LARGE_DPI if dpi >= _FINE_DPI and _height(grey, dpi) >= _LARGE else BEST_DPI


def _height(grey: Image.Image, dpi: int) -> float:
    """How high the page's small letters are, in points; 0 where they do not fill it, or are only black and white."""
    import numpy as np
    from PIL import Image as Pillow

    few = grey.resize((max(1, grey.width * _LOOKED_AT // dpi), grey.height), Pillow.Resampling.NEAREST)
    if sum(map(bool, few.histogram())) <= _FEW_SHADES:
        return 0.0
    ink = np.pad(np.asarray(few).T < _DARK, ((0, 0), (1, 1)))
    edges = np.flatnonzero(np.diff(ink.ravel()))
    heights = (edges[1::2] - edges[::2]) * _POINTS / dpi
    strokes = heights[(heights > _SHORTEST) & (heights < _LONGEST)]
    return float(np.quantile(strokes, _SHARE)) if len(strokes) >= _FULL * few.width else 0.0
