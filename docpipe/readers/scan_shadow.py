"""The shadow of the lid, of a fold, of a hand over a camera: taken away so that paper is white everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

CELL = 8
"""The side of what is one pixel of the paper's picture, in pixels of a page of 200 dots an inch."""

_REACH, _NARROW = 12, 4
_SHARP, _DEEP = 2, 8
"""A fold or the shadow beside it is narrower than the reach: it shows in a narrow one, either way of which the white between lines or letters lies."""


def without_shadow(grey: Image.Image) -> Image.Image:
    """The page's own brightness, seen without its letters, taken away: paper is white everywhere."""
    return on_white(grey, paper(grey.reduce(CELL) if min(grey.size) > 3 * CELL else grey))


def paper(small: Image.Image) -> Image.Image:
    """How bright the paper is under the letters of a small picture: the brightest of what is near, above and below or beside, smoothed."""
    import numpy as np
    from PIL import Image as Pillow
    from PIL import ImageChops, ImageFilter

    cells = np.asarray(small)
    narrow = np.minimum(_brightest(cells, _REACH, _NARROW), _brightest(cells, _NARROW, _REACH))
    wide = Pillow.fromarray(_brightest(cells, _REACH, _REACH)).filter(ImageFilter.GaussianBlur(CELL))
    fold = Pillow.fromarray(narrow).filter(ImageFilter.GaussianBlur(_SHARP))
    return ImageChops.darker(wide, fold.point([min(255, shade + _DEEP) for shade in range(256)]))


def on_white(grey: Image.Image, brightness: Image.Image) -> Image.Image:
    """The page as it would be on white paper; `brightness` is its paper's, a picture of any size."""
    from PIL import Image as Pillow
    from PIL import ImageChops

    return ImageChops.add(grey, ImageChops.invert(brightness).resize(grey.size, Pillow.Resampling.BICUBIC))


def _brightest(cells: NDArray[np.uint8], down: int, across: int) -> NDArray[np.uint8]:
    """For each cell the brightest of an upright or a flat oblong around it."""
    import numpy as np

    found = cells
    for reach in (down, across):
        high = found.shape[0]
        padded = np.pad(found, ((reach, reach), (0, 0)))
        found = padded[:high]
        for at in range(1, 2 * reach + 1):
            found = np.maximum(found, padded[at : at + high])
        found = found.T
    return np.ascontiguousarray(found)
