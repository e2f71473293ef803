"""A scanned page made ready for recognition: the seal's blue lifted, grey, no dark borders, no shadows, no specks, straight, at one size."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docpipe.model.text import Box
from docpipe.readers import scan_shadow
from docpipe.readers.scan_borders import without_borders
from docpipe.readers.scan_seal import without_seal
from docpipe.readers.scan_shadow import without_shadow
from docpipe.readers.scan_skew import lie, skew
from docpipe.readers.scan_specks import is_two_tone, without_specks
from docpipe.readers.scan_turn import turned
from docpipe.readers.scan_type import BEST_DPI, resolution

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Ready", "ready", "skew", "upside_down", "without_shadow"]

_POINTS = 72
_LEAST_TURN = 0.15
_CORNERS_MATTER = 2.0
_SLID = 2.0
_WHITE = 255
_SMALL_DPI = 50
_CELL = 2


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
        size = max(1, round((right - left) * enlarged)), max(1, round((bottom - top) * enlarged))
        times = self.source.width / self.scanned[0]
        corner = left - self.image.width / 2, top - self.image.height / 2
        return _drawn(self.source, size, corner, self.turn, (times, enlarged), Pillow.Resampling.BICUBIC)

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
    clean = without_borders(source, dpi / BEST_DPI)
    small = clean.reduce(max(1, round(dpi / _SMALL_DPI))) if min(clean.size) > _SMALL_DPI else clean
    paper = scan_shadow.paper(small.reduce(_CELL) if min(small.size) > 3 * _CELL else small)
    light = scan_shadow.on_white(small, paper)
    best = resolution(clean, dpi)
    scanned, quarter = _size(source, best / dpi), 0
    sideways, turn = lie(light)
    if sideways:
        clean, paper = (one.transpose(Pillow.Transpose.ROTATE_90) for one in (clean, paper))
        quarter = 90
    if abs(turn) < _LEAST_TURN:
        turn = 0.0
    page = scan_shadow.on_white(_straight(clean, turn, dpi / best), _laid(paper, turn))
    return Ready(page, best, quarter + turn, scanned, source)


def upside_down(page: Ready) -> Ready:
    """The same page turned by half a circle."""
    from PIL import Image as Pillow

    return replace(page, image=page.image.transpose(Pillow.Transpose.ROTATE_180), turn=page.turn + 180)


def _lifted(image: Image.Image, dpi: int) -> Image.Image:
    if image.mode == "RGB":
        return without_seal(image, dpi)
    grey = image if image.mode == "L" else image.convert("L")
    return without_specks(grey) if is_two_tone(grey) else grey


def _size(grey: Image.Image, scale: float) -> tuple[int, int]:
    return max(1, round(grey.width * scale)), max(1, round(grey.height * scale))


def _straight(grey: Image.Image, turn: float, times: float) -> Image.Image:
    """The picture `times` as small and laid straight; what lies very crooked is drawn over."""
    from PIL import Image as Pillow

    size = _size(grey, 1 / times)
    if size != grey.size:
        grey = grey.resize(size, Pillow.Resampling.BOX if times > 1 else Pillow.Resampling.BICUBIC)
    if abs(turn) <= _SLID:
        return turned(grey, turn) if turn else grey
    wide, high = _around(size, turn)
    return _drawn(grey, (wide, high), (-wide / 2, -high / 2), turn, (1.0, 1.0), Pillow.Resampling.BILINEAR)


def _laid(paper: Image.Image, turn: float) -> Image.Image:
    """The picture of the paper turned as the page is, its corners white."""
    from PIL import Image as Pillow

    wide, high = _around(paper.size, turn)
    return _drawn(paper, (wide, high), (-wide / 2, -high / 2), turn, (1.0, 1.0), Pillow.Resampling.BILINEAR) if turn else paper


def _around(size: tuple[int, int], turn: float) -> tuple[int, int]:
    """The size of a page that is turned: larger where its corners would be cut off."""
    if abs(turn) <= _CORNERS_MATTER:
        return size
    along, down = math.cos(math.radians(turn)), abs(math.sin(math.radians(turn)))
    return math.ceil(size[0] * along + size[1] * down), math.ceil(size[0] * down + size[1] * along)


def _drawn(
    source: Image.Image,
    size: tuple[int, int],
    corner: tuple[float, float],
    turn: float,
    scales: tuple[float, float],
    resampling: Image.Resampling,
) -> Image.Image:
    """A part of a picture turned straight.

    `corner`: its upper left, counted from the middle of the straight page. `scales`: how many pixels of the source are one of the
    straight page, and how many times larger than there the part is drawn.
    """
    from PIL import Image as Pillow

    times, enlarged = scales
    along, down = times * math.cos(math.radians(turn)), times * math.sin(math.radians(turn))
    x, y = corner
    start_x, start_y = along * x - down * y + source.width / 2, down * x + along * y + source.height / 2
    matrix = (along / enlarged, -down / enlarged, start_x, down / enlarged, along / enlarged, start_y)
    return source.transform(size, Pillow.Transform.AFFINE, matrix, resampling, fillcolor=_WHITE)
