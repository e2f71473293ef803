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
    of this picture's resolution.
    """

    image: Image.Image
    dpi: float
    turn: float
    scanned: tuple[float, float]

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

    grey = without_shadow(without_borders(_sized(_lifted(image, dpi), BEST_DPI / dpi)))
    scanned, quarter = grey.size, 0
    if lies_on_its_side(grey):
        grey, quarter = grey.transpose(Pillow.Transpose.ROTATE_90), 90
    turn = skew(grey)
    if abs(turn) < _LEAST_TURN:
        return Ready(grey, BEST_DPI, quarter, scanned)
    return Ready(_turned(grey, turn), BEST_DPI, quarter + turn, scanned)


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
