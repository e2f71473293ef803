"""Pages of one bit, as a fax or a copier sends them: single specks taken away, single holes closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_TWO_TONE = 0.995
_ALONE = 1
_HOLE = 7
_SOFT = 0.8


def is_two_tone(grey: Image.Image) -> bool:
    """Whether nearly everything is either black or white."""
    counts = grey.histogram()
    return counts[0] + counts[255] >= _TWO_TONE * sum(counts) and counts[0] > 0


def without_specks(grey: Image.Image) -> Image.Image:
    """Black pixels with at most one black neighbour made white, white ones with at most one white neighbour black; steps smoothed.

    No stroke of a letter is as thin as that; what a median filter takes away besides is the thin stroke of `№`.
    """
    from PIL import ImageChops, ImageFilter

    # of the nine pixels of a square each counts 28: 252 where all are white
    white = grey.point(lambda value: 28 if value > 127 else 0)
    around = white.filter(ImageFilter.Kernel((3, 3), (1, 1, 1, 1, 0, 1, 1, 1, 1), scale=1))
    lit = around.point(lambda value: 255 if value >= (8 - _ALONE) * 28 else 0)
    filled = around.point(lambda value: 255 if value > (8 - _HOLE) * 28 else 0)
    clean = ImageChops.darker(ImageChops.lighter(grey.point(lambda value: 255 if value > 127 else 0), lit), filled)
    return clean.filter(ImageFilter.GaussianBlur(_SOFT))
