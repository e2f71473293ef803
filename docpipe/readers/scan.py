"""A scanned page made ready for recognition: the seal's blue lifted, grey, no dark borders, no shadows, no specks, straight, at one size."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docpipe.model.text import Box
from docpipe.readers.scan_borders import without_borders
from docpipe.readers.scan_seal import without_seal
from docpipe.readers.scan_shadow import without_shadow
from docpipe.readers.scan_skew import lies_on_its_side, skew
from docpipe.readers.scan_specks import is_two_tone, without_specks

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["BEST_DPI", "Ready", "ready", "skew", "upside_down", "without_shadow"]

BEST_DPI = 200
"""Letters of 12 to 16 points are read best at so many dots per inch, and fastest."""

_POINTS = 72
_LEAST_TURN = 0.15
_CORNERS_MATTER = 2.0
_WHITE = 255


@dataclass(frozen=True, slots=True)
class Ready:
    """The picture to recognise; and how it was got.

    `turn`: by how many degrees, against the clock, the scan was turned to lie straight. `scanned`: its size before that, in pixels
    of this picture's resolution. `source`: the scan as large as it came, only grey and clean, for a closer look.
    """

    image: Image.Image
    dpi: float
    turn: float
    scanned: tuple[float, float]
    source: Image.Image

    def closer(self, box: tuple[float, float, float, float], enlarged: float) -> Image.Image:
        """What stands in a box of this picture, `enlarged` times as large as here, drawn from the scan as large as it came."""
        from PIL import Image as Pillow

        left, top, right, bottom = box
        angle, times = math.radians(self.turn), self.source.width / self.scanned[0]
        along, down = times * math.cos(angle), times * math.sin(angle)
        x, y = left - self.image.width / 2, top - self.image.height / 2
        start_x, start_y = along * x - down * y + self.source.width / 2, down * x + along * y + self.source.height / 2
        size = max(1, round((right - left) * enlarged)), max(1, round((bottom - top) * enlarged))
        matrix = (along / enlarged, -down / enlarged, start_x, down / enlarged, along / enlarged, start_y)
        return self.source.transform(size, Pillow.Transform.AFFINE, matrix, Pillow.Resampling.BICUBIC, fillcolor=_WHITE)

    def place(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of this picture, in pixels, as one on the page as it was scanned, in points."""
        x, y = (left + right - self.image.width) / 2, (top + bottom - self.image.height) / 2
        angle = math.radians(self.turn)
        at_x = x * math.cos(angle) - y * math.sin(angle) + self.scanned[0] / 2
        at_y = x * math.sin(angle) + y * math.cos(angle) + self.scanned[1] / 2
        wide, high = (right - left) / 2, (bottom - top) / 2
        if round(self.turn / 90) % 2:
            wide, high = high, wide
        edges = (at_x - wide, at_y - high, at_x + wide, at_y + high)
        return Box(*(round(edge * _POINTS / self.dpi, 2) for edge in edges))


def ready(image: Image.Image, dpi: int) -> Ready:
    """The page's picture made ready, turned by a quarter where its lines run downwards; `dpi` is what it was scanned with."""
    from PIL import Image as Pillow

    source = _lifted(image, dpi)
    grey = without_shadow(without_borders(_sized(source, BEST_DPI / dpi)))
    scanned, quarter = grey.size, 0
    if lies_on_its_side(grey):
        grey, quarter = grey.transpose(Pillow.Transpose.ROTATE_90), 90
    turn = skew(grey)
    if abs(turn) < _LEAST_TURN:
        return Ready(grey, BEST_DPI, quarter, scanned, source)
    return Ready(_turned(grey, turn), BEST_DPI, quarter + turn, scanned, source)


def upside_down(page: Ready) -> Ready:
    """The same page turned by half a circle."""
    from PIL import Image as Pillow

    return replace(page, image=page.image.transpose(Pillow.Transpose.ROTATE_180), turn=page.turn + 180)


def _lifted(image: Image.Image, dpi: int) -> Image.Image:
    if image.mode == "RGB":
        return without_seal(image, dpi)
    grey = image if image.mode == "L" else image.convert("L")
    return without_specks(grey) if is_two_tone(grey) else grey


def _sized(grey: Image.Image, scale: float) -> Image.Image:
    from PIL import Image as Pillow

    size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
    return grey.resize(size, Pillow.Resampling.BOX if scale < 1 else Pillow.Resampling.BICUBIC)


def _turned(grey: Image.Image, turn: float) -> Image.Image:
    """The picture laid straight, larger where its corners would be cut off."""
    from PIL import Image as Pillow

    return grey.rotate(turn, Pillow.Resampling.BICUBIC, expand=abs(turn) > _CORNERS_MATTER, fillcolor=_WHITE)
