"""The blue of a round seal, and of the pen beside it, lifted off what is printed under it. A blue letterhead stays.

A seal is found by its ring: blue all the way round at one distance from its middle, and none just outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Blue = NDArray[np.float32]

_CELL_MM = 0.8
_RADII_MM = (14.0, 24.0)
_MM = 25.4
_BLUE = 20
_LEAST_BLUE = 0.0008
_RING = 0.72
_OUTSIDE = 0.35
_AROUND = 1.45
_OFF = 4
_FEWEST = 40
_MOST = 2
_STRENGTH = 2.2


def without_seal(image: Image.Image, dpi: int) -> Image.Image:
    """The picture in grey, its blue lifted around each round seal."""
    grey = image.convert("L")
    cell = max(1, round(_CELL_MM * dpi / _MM))
    if min(image.size) < 40 * cell:
        return grey
    seals = _seals(image.reduce(cell), _MM / dpi * cell)
    for x, y, radius in seals:
        reach = radius * _AROUND
        box = (
            max(0, round((x - reach) * cell)),
            max(0, round((y - reach) * cell)),
            min(grey.width, round((x + reach) * cell)),
            min(grey.height, round((y + reach) * cell)),
        )
        grey.paste(_lifted(image.crop(box), grey.crop(box)), box)
    return grey


def _lifted(coloured: Image.Image, grey: Image.Image) -> Image.Image:
    """The crop in grey, what is blue in it as light as the paper, what is black as dark as it was."""
    from PIL import ImageChops

    red, _, blue = coloured.split()
    more = ImageChops.subtract(blue, red).point(lambda value: min(255, round(value * _STRENGTH)))
    # where more is added than makes paper, a white line would be drawn in place of the blue one
    paper = _median(grey)
    return ImageChops.lighter(grey, ImageChops.add(grey, more).point(lambda value: min(value, paper)))


def _median(grey: Image.Image) -> int:
    left = grey.width * grey.height / 2
    for value, count in enumerate(grey.histogram()):
        left -= count
        if left <= 0:
            return value
    return 255


def _seals(small: Image.Image, millimetres: float) -> list[tuple[float, float, float]]:
    """Middle and radius of each seal in cells; `millimetres` is the side of a cell."""
    import numpy as np

    pixels = np.asarray(small, dtype=np.int16)
    blue = ((pixels[:, :, 2] - pixels[:, :, 0]) > _BLUE).astype(np.float32)
    if blue.mean() < _LEAST_BLUE:
        return []
    return _rings(blue, millimetres)


def _rings(blue: Blue, millimetres: float) -> list[tuple[float, float, float]]:
    """The circles that blue covers best, where it is covered as a seal's ring is and the paper just outside is not."""
    import numpy as np

    least, reach = round(_RADII_MM[0] / millimetres), round(_RADII_MM[1] / millimetres) + _OFF
    places = np.flatnonzero(np.pad(blue, reach))
    shape = blue.shape[0] + 2 * reach, blue.shape[1] + 2 * reach
    if len(places) < _FEWEST:
        return []
    covered = [_covered(places, shape, radius) for radius in range(least, reach + 1)]
    scores = np.stack([np.where(off < _OUTSIDE, on, 0).reshape(shape) for on, off in zip(covered, covered[_OFF:], strict=False)])
    found: list[tuple[float, float, float]] = []
    while len(found) < _MOST and scores.max() > _RING:
        at, down, across = (int(place) for place in np.unravel_index(scores.argmax(), scores.shape))
        found.append((across - reach, down - reach, float(least + at)))
        scores[:, max(0, down - reach) : down + reach, max(0, across - reach) : across + reach] = 0
    return found


def _covered(places: NDArray[np.intp], shape: tuple[int, int], radius: int) -> Blue:
    """For each cell, which share of the circle around it is blue."""
    import numpy as np

    angles = np.arange(0, 2 * np.pi, 1 / radius)
    circle = np.unique(np.rint(radius * np.sin(angles)).astype(np.intp) * shape[1] + np.rint(radius * np.cos(angles)).astype(np.intp))
    votes = np.bincount((places[:, None] + circle[None, :]).ravel(), minlength=shape[0] * shape[1])
    covered: Blue = (votes / len(circle)).astype(np.float32)
    return covered
