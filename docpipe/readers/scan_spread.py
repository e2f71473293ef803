"""Two pages side by side on one scan, an open book or two sheets on the glass: cut at the white or the fold between them.

Each half is read as a page of its own, since it lies crooked in its own way, and what stands on one level has nothing to do with
each other. A wide page that only has columns stays whole: the white between them is crossed by a title, or both sides are tables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docpipe.model.text import Box
from docpipe.readers import scan_shadow
from docpipe.readers.scan_borders import without_borders
from docpipe.readers.scan_skew import lies_on_its_side, skew

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from docpipe.model.text import Word

    Ink = NDArray[np.bool_]

_WIDE = (1.2, 1.75)
_HIGH = 400
_TIMES = 0.17
_INK = 215
_EDGE = 0.02
_CROSSED = 0.01
_BAND = 0.5
_MIDDLE = (0.4, 0.6)
_OFF = 0.06
_LEAST_GUTTER, _MOST_FOLD = 0.04, 0.04
_SOFT = 2
_GAP = 0.03
_EXTENT, _DEPTH = 0.5, 0.15
_RULE = 0.15
_LEAST_LINES, _PROSE_LINES, _LEAST_RULES = 2, 4, 2
"""Shares of the picture's width or height; a half's own where a half is looked at."""

_POINTS = 72
_A4_INCHES = 8.27
_SMALL_INCHES = 7.0


@dataclass(frozen=True, slots=True)
class Half:
    """A page cut out of a scan. `dpi`: what it is read with; a small page is read as if it were A4, since its type is small.

    `left`: where it begins on the scan, in pixels. `scanned`: the scan's own dots per inch. `number`: 0 for the left or only one.
    """

    image: Image.Image
    dpi: int
    left: int
    scanned: int
    number: int = 0

    def placed(self, word: Word) -> Word:
        """A word of this half as one of the whole scan."""
        if not self.left and self.dpi == self.scanned:
            return replace(word, half=self.number) if self.number else word
        times, moved = self.dpi / self.scanned, self.left * _POINTS / self.scanned
        x0, y0, x1, y1 = (round(edge * times, 2) for edge in word.box)
        return replace(word, box=Box(round(x0 + moved, 2), y0, round(x1 + moved, 2), y1), half=self.number)


def halves(image: Image.Image, dpi: int) -> list[Half]:
    """The pages on a scan: two where it shows two side by side, else the picture itself. A scan that is not wide costs nothing."""
    if not _WIDE[0] <= image.width / max(image.height, 1) <= _WIDE[1] or image.height < _HIGH:
        return [Half(image, dpi, 0, dpi)]
    gutter = _gutter(image)
    if gutter is None:
        return [Half(image, dpi, 0, dpi)]
    cut = round(gutter * image.width)
    sides = ((0, cut), (cut, image.width))
    return [
        Half(image.crop((left, 0, right, image.height)), _read_with(right - left, dpi), left, dpi, number)
        for number, (left, right) in enumerate(sides)
    ]


def swapped(read: list[list[Word]]) -> list[list[Word]]:
    """What was read on both halves; where both stood upside down the right one is the first page."""
    if len(read) < len((0, 1)) or not all(words and _is_turned_over(words) for words in read):
        return read
    return [[replace(word, half=1 - word.half) for word in words] for words in reversed(read)]


def _is_turned_over(words: list[Word]) -> bool:
    return sum(abs(word.turn) > 90 for word in words) * 2 > len(words)


def _read_with(wide: int, dpi: int) -> int:
    inches = wide / dpi
    return dpi if inches >= _SMALL_INCHES else max(1, round(dpi * inches / _A4_INCHES))


def _gutter(image: Image.Image) -> float | None:
    """Where to cut, as a share of the width; None where there are no two pages."""
    import numpy as np

    light = _light(image)
    if lies_on_its_side(light):
        return None
    ink = _inked(light)
    crossed = ink.mean(axis=0)
    found = _widest(crossed)
    if found is None:
        return None
    start, end = found
    folds = start + np.flatnonzero(_folds(crossed[start:end]))
    if not _are_pages((ink[:, :start], ink[:, end:]), is_folded=len(folds) > 0):
        return None
    cut = (folds[0] + folds[-1] + 1) / 2 if len(folds) else (start + end) / 2
    share = float(cut / len(crossed))
    return share if len(folds) or abs(share - 1 / 2) <= _OFF else None


def _are_pages(sides: tuple[Ink, Ink], *, is_folded: bool) -> bool:
    """Whether they look like pages: prose on one side is enough beside a fold, else the other is prose or a ruled table too."""
    prose = [_is_prose(side) for side in sides]
    if not any(prose) or min(map(_lines, sides)) < _LEAST_LINES:
        return False
    return is_folded or all(is_prose or _is_ruled(side) for is_prose, side in zip(prose, sides, strict=True))


def _light(image: Image.Image) -> Image.Image:
    """The scan small, without its shadows and dark borders."""
    from PIL import Image as Pillow

    grey = image if image.mode == "L" else image.convert("L")
    size = max(1, round(grey.width * _HIGH / grey.height)), _HIGH
    small = without_borders(grey.resize(size, Pillow.Resampling.BOX, reducing_gap=2.0), _TIMES)
    return scan_shadow.on_white(small, scan_shadow.paper(small.reduce(2)))


def _inked(light: Image.Image) -> Ink:
    """Where ink is on a small picture laid straight, its edges aside."""
    import numpy as np
    from PIL import Image as Pillow

    straight = light.rotate(skew(light), Pillow.Resampling.BILINEAR, fillcolor="white")
    edge = round(_EDGE * _HIGH)
    inked: Ink = np.less(np.asarray(straight)[edge:-edge], _INK)
    return inked


def _widest(crossed: NDArray[np.floating]) -> tuple[int, int] | None:
    """From where to where the widest stretch about the middle goes that no line of type crosses; a fold may lie in it."""
    wide = len(crossed)
    free = (crossed <= _CROSSED) | _folds(crossed)
    runs = [(start, end) for start, end in _runs(free) if start < _MIDDLE[1] * wide and end > _MIDDLE[0] * wide]
    white = [((crossed[start:end] <= _CROSSED).sum(), start, end) for start, end in runs]
    best = max(white, default=(0, 0, 0))
    if best[0] < _LEAST_GUTTER * wide or best[2] - best[1] - best[0] > _MOST_FOLD * wide:
        return None
    return best[1], best[2]


def _folds(crossed: NDArray[np.floating]) -> NDArray[np.bool_]:
    """What is dark nearly all the way down, with its soft edges."""
    import numpy as np

    dark: NDArray[np.bool_] = np.convolve(crossed >= _BAND, np.ones(2 * _SOFT + 1), "same") > 0
    return dark


def _lines(side: Ink) -> int:
    """How many lines of type one below the other."""
    inked: Ink = side.any(axis=1)  # type: ignore[assignment]
    return len(_runs(inked))


def _is_prose(side: Ink) -> bool:
    """Lines that run through from margin to margin, no columns and no upright rules."""
    import numpy as np

    crossed = side.mean(axis=0)
    columns, rows = np.flatnonzero(crossed > _CROSSED), np.flatnonzero(side.any(axis=1))
    if not len(columns) or columns[-1] - columns[0] < _EXTENT * side.shape[1] or rows[-1] - rows[0] < _DEPTH * side.shape[0]:
        return False
    white: NDArray[np.bool_] = np.asarray(crossed[columns[0] : columns[-1]] <= _CROSSED)
    gaps = [end - start for start, end in _runs(white)]
    return max(gaps, default=0) < _GAP * side.shape[1] and _lines(side) >= _PROSE_LINES and not _is_ruled(side)


def _is_ruled(side: Ink) -> bool:
    """A table with upright rules, or a framed page: ink that does not end for much longer than a letter is high."""
    import numpy as np

    long = round(_RULE * side.shape[0])
    sums = np.cumsum(side, axis=0, dtype=np.int32)
    ruled: NDArray[np.bool_] = np.asarray((sums[long:] - sums[:-long] >= long).any(axis=0))
    return len(_runs(ruled)) >= _LEAST_RULES


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """From where to where the flags are set."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
