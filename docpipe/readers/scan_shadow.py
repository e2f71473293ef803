"""The shadow of the lid, of a fold, of a hand over a camera: taken away so that paper is white everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_CELL = 8
_ROUNDS = 6


def without_shadow(grey: Image.Image) -> Image.Image:
    """The page's own brightness, seen without its letters, taken away: paper is white everywhere."""
    from PIL import Image as Pillow
    from PIL import ImageChops, ImageFilter

    small = grey.reduce(_CELL) if min(grey.size) > 3 * _CELL else grey
    paper = small
    for _ in range(_ROUNDS):
        paper = paper.filter(ImageFilter.MaxFilter(5))
    paper = paper.filter(ImageFilter.GaussianBlur(_CELL))
    return ImageChops.invert(ImageChops.subtract(paper.resize(grey.size, Pillow.Resampling.BICUBIC), grey))
