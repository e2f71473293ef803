"""Pages of one bit, as a fax or a copier sends them: lone specks taken away, the steps of their letters smoothed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_TWO_TONE = 0.995
_AROUND = 8
_LEAST_INK = 9
_BESIDE = 0.46
"""How much of a pixel's ink its neighbours get, before all is made up to one: a bell of 0.8 pixels."""

_MIDDLE = 127


def is_two_tone(grey: Image.Image) -> bool:
    """Whether nearly everything is either black or white."""
    counts = grey.histogram()
    return counts[0] + counts[255] >= _TWO_TONE * sum(counts) and counts[0] > 0


def without_specks(grey: Image.Image) -> Image.Image:
    """Ink made white where hardly any other is near: ten pixels of it in a square of seventeen a side.

    Letters of a faint print fall into pieces as small as specks; but there are many of them together.
    """
    from PIL import ImageChops, ImageFilter

    plain = grey.point(lambda value: 255 if value > _MIDDLE else 0)
    near = ImageChops.invert(plain).filter(ImageFilter.BoxBlur(_AROUND))
    alone = near.point(lambda value: 255 if value < _LEAST_INK else 0)
    corner = _BESIDE**2
    bell = ImageFilter.Kernel((3, 3), (corner, _BESIDE, corner, _BESIDE, 1, _BESIDE, corner, _BESIDE, corner))
    return ImageChops.lighter(plain, alone).filter(bell)
