"""The shadow of the lid, of a fold, of a hand over a camera: taken away so that paper is white everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

CELL = 8
"""The side of what is one pixel of the paper's picture, in pixels of a page of 200 dots an inch."""

_REACH = 12


def without_shadow(grey: Image.Image) -> Image.Image:
    """The page's own brightness, seen without its letters, taken away: paper is white everywhere."""
    return on_white(grey, paper(grey.reduce(CELL) if min(grey.size) > 3 * CELL else grey))


def paper(small: Image.Image) -> Image.Image:
    """How bright the paper is under the letters of a small picture: the brightest of what is near, smoothed."""
    from PIL import Image as Pillow
    from PIL import ImageFilter

    return Pillow.fromarray(_brightest(small)).filter(ImageFilter.GaussianBlur(CELL))


def on_white(grey: Image.Image, brightness: Image.Image) -> Image.Image:
    """The page as it would be on white paper; `brightness` is its paper's, a picture of any size."""
    from PIL import Image as Pillow
    from PIL import ImageChops

    return ImageChops.invert(ImageChops.subtract(brightness.resize(grey.size, Pillow.Resampling.BICUBIC), grey))


def _brightest(small: Image.Image) -> Any:
    """For each pixel the brightest of a square around it: down, then across."""
    import numpy as np

    found = np.asarray(small)
    for _ in range(2):
        high = found.shape[0]
        padded = np.pad(found, ((_REACH, _REACH), (0, 0)))
        found = padded[:high]
        for at in range(1, 2 * _REACH + 1):
            found = np.maximum(found, padded[at : at + high])
        found = found.T
    return np.ascontiguousarray(found)
