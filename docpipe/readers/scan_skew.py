"""How crooked a page lies: by the turn at which its lines of type stand out most sharply from the white between them.

Nothing is turned for that: the page is cut into narrow upright slices, each of them only a column of sums, and these are slid.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Sums = NDArray[np.float32]

_COARSE = (300, 1.0, 9.0)
"""The longer side of the picture that is looked at, the step and the reach in degrees."""

_FINE, _FINER = 600, ((0.5, 1.0), (0.1, 0.5))
"""The same for closer looks, from coarse to fine."""

_SLICE = 6
_MUCH = 3


def lie(grey: Image.Image) -> tuple[bool, float]:
    """Whether the lines of type run from top to bottom; and the `skew` of the page, turned by a quarter against the clock where they do.

    A thumbnail of 600 pixels is enough.
    """
    from PIL import Image as Pillow

    ink = _ink(grey, _COARSE[0])
    upright, sideways = _sharpest(_slices(ink), 0.0, *_COARSE[1:]), _sharpest(_slices(ink.T), 0.0, *_COARSE[1:])
    if sideways[0] > _MUCH * upright[0]:
        return True, skew(grey.transpose(Pillow.Transpose.ROTATE_90))
    return False, _finer(grey, upright[1])


def lies_on_its_side(grey: Image.Image) -> bool:
    """Whether the lines of type run from top to bottom: the page turned by a quarter has the sharper lines."""
    return lie(grey)[0]


def skew(grey: Image.Image) -> float:
    """By how many degrees, against the clock, the page must be turned to lie straight; at most 9 and a half either way."""
    side, step, reach = _COARSE
    return _finer(grey, _sharpest(_slices(_ink(grey, side)), 0.0, step, reach)[1])


def _finer(grey: Image.Image, turn: float) -> float:
    slices = _slices(_ink(grey, _FINE))
    for step, reach in _FINER:
        turn = _sharpest(slices, turn, step, reach)[1]
    return round(turn, 2)


def _ink(grey: Image.Image, side: int) -> Sums:
    """How dark each pixel of a small picture is."""
    import numpy as np

    small = grey.copy()
    small.thumbnail((side, side), reducing_gap=2.0)
    return 255 - np.asarray(small, dtype=np.float32)


def _slices(ink: Sums) -> Sums:
    """The picture's lines of pixels, each summed up in steps of a slice's width, as shares of the whole width."""
    import numpy as np

    sums: Sums = np.add.reduceat(ink, np.arange(0, ink.shape[1], _SLICE), axis=1) / ink.shape[1]
    return sums


def _sharpest(slices: Sums, around: float, step: float, reach: float) -> tuple[float, float]:
    """The highest sharpness and the turn that gives it, the smallest turn among equals."""
    import numpy as np

    steps = round(reach / step)
    turns = sorted((around + step * at for at in range(-steps, steps + 1)), key=abs)
    most = math.ceil(slices.shape[1] * _SLICE / 2 * math.tan(math.radians(abs(around) + reach))) + 1
    padded = np.pad(slices, ((most, most), (0, 0)))
    return max(((_sharpness(padded, most, turn), turn) for turn in turns), key=lambda one: one[0])


def _sharpness(padded: Sums, most: int, turn: float) -> float:
    """How much neighbouring lines of pixels differ in their ink: most where lines of type lie straight. `most`: the lines of white above and below."""
    import numpy as np

    count = padded.shape[1]
    slid = (np.arange(count) - (count - 1) / 2) * _SLICE * math.tan(math.radians(turn))
    whole = np.floor(slid).astype(np.intp)
    part = (slid - whole).astype(np.float32)
    rows, columns = np.arange(most, len(padded) - most)[:, None] + whole[None, :], np.arange(count)
    line = padded[rows, columns] @ (1 - part) + padded[rows + 1, columns] @ part
    return float(np.square(np.diff(line)).sum())
