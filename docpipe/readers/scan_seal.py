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
    found: list[tuple[float, float, float]] = []
    while len(found) < _MOST:
        best = _ring(blue, millimetres)
        if best is None:
            break
        found.append(best)
        _wipe(blue, best)
    return found


def _wipe(blue: Blue, seal: tuple[float, float, float]) -> None:
    import numpy as np

    down, across = np.ogrid[: blue.shape[0], : blue.shape[1]]
    blue[(across - seal[0]) ** 2 + (down - seal[1]) ** 2 <= (seal[2] * 1.1) ** 2] = 0


def _ring(blue: Blue, millimetres: float) -> tuple[float, float, float] | None:
    """The circle that blue covers best, where it is covered as a seal's ring is and the paper just outside is not."""
    import numpy as np

    places = np.flatnonzero(np.pad(blue, reach := round(_RADII_MM[1] / millimetres) + _OFF))
    wide = blue.shape[1] + 2 * reach
    if len(places) < _FEWEST:
        return None
    best, where = _RING, None
    covered = [
        _covered(places, (blue.shape[0] + 2 * reach, wide), radius) for radius in range(round(_RADII_MM[0] / millimetres), reach + 1)
    ]
    for at, (on, off) in enumerate(zip(covered, covered[_OFF:], strict=False)):
        score = np.where(off < _OUTSIDE, on, 0)
        middle = int(score.argmax())
        if (value := float(score[middle])) > best:
            radius = round(_RADII_MM[0] / millimetres) + at
            best, where = value, (middle % wide - reach, middle // wide - reach, float(radius))
    return where


def _covered(places: NDArray[np.intp], shape: tuple[int, int], radius: int) -> Blue:
    """For each cell, which share of the circle around it is blue."""
    import numpy as np

    angles = np.arange(0, 2 * np.pi, 1 / radius)
    circle = np.unique(np.rint(radius * np.sin(angles)).astype(np.intp) * shape[1] + np.rint(radius * np.cos(angles)).astype(np.intp))
    votes = np.bincount((places[:, None] + circle[None, :]).ravel(), minlength=shape[0] * shape[1])
    covered: Blue = (votes / len(circle)).astype(np.float32)
    return covered
