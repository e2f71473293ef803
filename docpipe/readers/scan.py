"""A scanned page made ready for recognition: grey, without shadows, straight, at the size that reads best."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.model.text import Box

if TYPE_CHECKING:
    from PIL import Image

_POINTS = 72
_BEST_DPI = 200
_SHADOW_CELL = 8
_SHADOW_ROUNDS = 6
_SMALL = 600
_STEEPEST = 3.0
_STEPS = (0.5, 0.1)
_LEAST_TURN = 0.15
_DARKEST = 255


@dataclass(frozen=True, slots=True)
class Ready:
    """The picture to recognise; and how it was got: dots per inch, and the turn in degrees around its middle."""

    image: Image.Image
    dpi: float
    turn: float

    def place(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of this picture, in pixels, as one on the page as it was scanned, in points."""
        middle_x, middle_y = self.image.width / 2, self.image.height / 2
        x, y = (left + right) / 2 - middle_x, (top + bottom) / 2 - middle_y
        angle = math.radians(self.turn)
        at_x = x * math.cos(angle) - y * math.sin(angle) + middle_x
        at_y = x * math.sin(angle) + y * math.cos(angle) + middle_y
        wide, high = (right - left) / 2, (bottom - top) / 2
        edges = (at_x - wide, at_y - high, at_x + wide, at_y + high)
        return Box(*(round(edge * _POINTS / self.dpi, 2) for edge in edges))


def ready(image: Image.Image, dpi: int) -> Ready:
    """The page's picture made ready; `dpi` is what it was scanned with."""
    from PIL import Image as Pillow

    scale = _BEST_DPI / dpi
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    method = Pillow.Resampling.BOX if scale < 1 else Pillow.Resampling.BICUBIC
    grey = without_shadow(image.convert("L").resize(size, method))
    turn = skew(grey)
    if abs(turn) < _LEAST_TURN:
        return Ready(grey, _BEST_DPI, 0.0)
    return Ready(grey.rotate(turn, Pillow.Resampling.BICUBIC, fillcolor=_DARKEST), _BEST_DPI, turn)


def without_shadow(grey: Image.Image) -> Image.Image:
    """The page's own brightness, seen without its letters, taken away: paper is white everywhere."""
    from PIL import Image as Pillow
    from PIL import ImageChops, ImageFilter

    small = grey.reduce(_SHADOW_CELL) if min(grey.size) > 3 * _SHADOW_CELL else grey
    paper = small
    for _ in range(_SHADOW_ROUNDS):
        paper = paper.filter(ImageFilter.MaxFilter(5))
    paper = paper.filter(ImageFilter.GaussianBlur(_SHADOW_CELL))
    return ImageChops.invert(ImageChops.subtract(paper.resize(grey.size, Pillow.Resampling.BICUBIC), grey))


def skew(grey: Image.Image) -> float:
    """By how many degrees, against the clock, the page must be turned to lie straight; at most 3 either way."""
    from PIL import ImageChops

    small = ImageChops.invert(grey)
    small.thumbnail((_SMALL, _SMALL))
    best = 0.0
    for step, reach in ((_STEPS[0], _STEEPEST), (_STEPS[1], _STEPS[0])):
        steps = round(reach / step)
        turns = sorted((best + step * at for at in range(-steps, steps + 1)), key=abs)
        best = max(turns, key=lambda turn: _sharpness(small, turn))
    return round(best, 2)


def _sharpness(ink: Image.Image, turn: float) -> int:
    """How much neighbouring lines of pixels differ in their ink: most where lines of type lie straight."""
    from PIL import Image as Pillow

    turned = ink.rotate(turn, Pillow.Resampling.BILINEAR, fillcolor=0)
    profile = turned.resize((1, turned.height), Pillow.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(profile))
