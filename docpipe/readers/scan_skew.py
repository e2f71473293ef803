"""How crooked a page lies: by the turn at which its lines of type stand out most sharply from the white between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_PASSES = ((300, 1.0, 9.0), (600, 0.5, 1.0), (600, 0.1, 0.5))
"""The longer side of the picture that is turned, the step and the reach in degrees: from coarse to fine."""

_MUCH = 3


def skew(grey: Image.Image) -> float:
    """By how many degrees, against the clock, the page must be turned to lie straight; at most 9 and a half either way."""
    ink, best = _ink(grey), 0.0
    for side, step, reach in _PASSES:
        best = _sharpest(_small(ink, side), best, step, reach)[1]
    return round(best, 2)


def lies_on_its_side(grey: Image.Image) -> bool:
    """Whether the lines of type run from top to bottom: the page turned by a quarter has the sharper lines."""
    from PIL import Image as Pillow

    small = _small(_ink(grey), _PASSES[0][0])
    upright, _ = _sharpest(small, 0.0, *_PASSES[0][1:])
    turned, _ = _sharpest(small.transpose(Pillow.Transpose.ROTATE_90), 0.0, *_PASSES[0][1:])
    return turned > _MUCH * upright


def _ink(grey: Image.Image) -> Image.Image:
    from PIL import ImageChops

    return ImageChops.invert(grey)


def _small(ink: Image.Image, side: int) -> Image.Image:
    small = ink.copy()
    small.thumbnail((side, side), reducing_gap=2.0)
    return small


def _sharpest(ink: Image.Image, around: float, step: float, reach: float) -> tuple[int, float]:
    """The highest sharpness and the turn that gives it, the smallest turn among equals."""
    steps = round(reach / step)
    turns = sorted((around + step * at for at in range(-steps, steps + 1)), key=abs)
    return max(((_sharpness(ink, turn), turn) for turn in turns), key=lambda one: one[0])


def _sharpness(ink: Image.Image, turn: float) -> int:
    """How much neighbouring lines of pixels differ in their ink: most where lines of type lie straight."""
    from PIL import Image as Pillow

    turned = ink.rotate(turn, Pillow.Resampling.BILINEAR, fillcolor=0)
    profile = turned.resize((1, turned.height), Pillow.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(profile))
