"""The dark that surrounds a page smaller than the scanner's glass: made white as far as it reaches in from the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_CELL = 8
_DARK = 0.45
_LEAST = 3
_MOST = 0.6
_GROWN = 3


def without_borders(grey: Image.Image, times: float = 1.0) -> Image.Image:
    """The page with the dark at its edges as white as its paper; untouched where there is none.

    `times`: how many pixels are one of a page of 200 dots an inch.
    """
    from PIL import Image as Pillow
    from PIL import ImageFilter

    cell = max(1, round(_CELL * times))
    if min(grey.size) <= 3 * cell:
        return grey
    small = grey.reduce(cell)
    paper = _paper(small)
    dark = small.point(lambda value: 255 if value < paper * _DARK else 0)
    # thin things, letters and lines that touch the edge, are no border
    solid = dark.filter(ImageFilter.MinFilter(_LEAST)).filter(ImageFilter.MaxFilter(_LEAST))
    border = _from_the_edges(solid)
    covered = border.histogram()[128]
    if not covered or covered > _MOST * border.width * border.height:
        return grey
    mask = border.point(lambda value: 255 if value == 128 else 0).filter(ImageFilter.MaxFilter(_GROWN))
    cleaned = grey.copy()
    cleaned.paste(paper, mask=mask.resize(grey.size, Pillow.Resampling.NEAREST))
    return cleaned


def _paper(small: Image.Image) -> int:
    """The brightness of most of what is bright."""
    counts = small.histogram()
    bright = sum(counts[96:]) / 2
    for value in range(255, 95, -1):
        bright -= counts[value]
        if bright <= 0:
            return value
    return 255


def _from_the_edges(dark: Image.Image) -> Image.Image:
    """The dark cells that hang together with the picture's edge, marked 128."""
    from PIL import ImageDraw

    wide, high = dark.size
    edge = [(x, y) for x in range(wide) for y in (0, high - 1)] + [(x, y) for y in range(high) for x in (0, wide - 1)]
    marked = dark.copy()
    pixels = marked.load()
    for place in edge:
        if pixels and pixels[place] == 255:
            ImageDraw.floodfill(marked, place, 128)
    return marked
