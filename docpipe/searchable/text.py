"""The invisible words of one page as a PDF content stream: each on its ink, with blanks between, in reading order.

Where the readers of PDF cut and order words is their own affair; what they look at decides the form. pdfium sorts what stands on one
level by its place, so that on a page that was laid askew the first word of a line may come before the last of the line above: a blank
nearly without width before and after each line keeps them apart. It reads a hyphen before a line's end as a hidden one, unless a blank
begins the next line. poppler wants the words of a line to be of one size and on one level: they are, where that leaves them on their ink.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docpipe.layout.order import Line
    from docpipe.model.text import Word

EM_WIDE = 0.5
"""How wide every character of the font is, in heights of the font."""

_THIN = 0.1
_LOW = 1.0
_LEAST = 0.1
_QUARTER = 90
_HALF_CIRCLE = 2
_ASIDE = 0.75
_ON_INK = 0.55
_UPPER = 0.75
_SLIGHT = 1.0
"""So many degrees are not to be seen in one word: it is laid straight, since poppler breaks words that are not."""
_SAME_HEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word's characters stand along its line: distances in points from the page's lower left corner, turned back by `turn`."""

    text: str
    start: float
    end: float
    foot: float
    high: float
    turn: float

    @classmethod
    def of(cls, word: Word, height: float) -> _Place:
        wide, high = word.box.x1 - word.box.x0, word.box.y1 - word.box.y0
        if round(word.turn / _QUARTER) % 2:
            wide, high = high, wide
        x, y = _rotated((word.box.x0 + word.box.x1) / 2, height - (word.box.y0 + word.box.y1) / 2, word.turn)
        wide, high = max(wide, _LEAST), max(high, _LEAST)
        return cls(word.text, x - wide / 2, x + wide / 2, y - high / 2, high, word.turn)

    def follows(self, before: _Place) -> bool:
        """True where the word stands to the right of `before` on the same level."""
        level = min(self.foot + self.high, before.foot + before.high) > max(self.foot, before.foot)
        return level and self.start > before.start and self.turn == before.turn

    def levelled(self, foot: float, high: float) -> _Place:
        """The word at that level, or where it was if too little of it would be on its ink."""
        common = min(self.foot + self.high, foot + high) - max(self.foot, foot)
        return replace(self, foot=foot, high=high) if common > _ON_INK * (self.high + high - common) else self

    def straightened(self) -> _Place:
        """The word where it was, but laid straight if it hardly leans."""
        quarters = round(self.turn / _QUARTER) * _QUARTER
        if abs(self.turn - quarters) > _SLIGHT:
            return self
        wide, high = self.end - self.start, self.high
        x, y = _rotated(self.start + wide / 2, self.foot + high / 2, quarters - self.turn)
        return replace(self, start=x - wide / 2, end=x + wide / 2, foot=y - high / 2, turn=quarters)


def content(lines: Sequence[Line], height: float, matrix: Sequence[float], font: str) -> bytes:
    r"""The content stream. `height`: the page's as it is looked at; `matrix`: from there to its own coordinates; `font`: the font's name.

    >>> content([], 842, (1, 0, 0, 1, 0, 0), "/F").decode()
    'q 1 0 0 1 0 0 cm BT /F 1 Tf 3 Tr\nET Q\n'
    """
    head = f"q {' '.join(map(_number, matrix))} cm BT {font} 1 Tf 3 Tr\n"
    placed = ([_Place.of(word, height) for _, word in line.pieces] for line in lines)
    runs = (list(_run(run)) for line in placed for run in _runs(line))
    shown = "".join(_shown(place) for run in _apart(runs) for place in run)
    return f"{head}{shown}ET Q\n".encode("ascii")


def _apart(runs: Iterable[list[_Place]]) -> Iterator[list[_Place]]:
    """The runs, the blank before one lifted where it would stand as high on the page as the blank behind the run before."""
    end: float | None = None
    for run in runs:
        first, last = run[0], run[-1]
        start = _rotated(first.start, first.foot, -first.turn)[1]
        if end is not None and abs(start - end) < _SAME_HEIGHT:
            run[0] = replace(first, foot=first.foot + 2 * _SAME_HEIGHT)
        end = _rotated(last.start, last.foot, -last.turn)[1]
        yield run


def _runs(line: Iterable[_Place]) -> Iterator[list[_Place]]:
    """The line cut where the next word stands on another level: a row of a table with cells of several lines is so."""
    run: list[_Place] = []
    for word in line:
        if run and not word.follows(run[-1]):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _run(words: Sequence[_Place]) -> Iterator[_Place]:
    """The words on one level, with the blanks around and between them."""
    foot, high = _level(words)
    words = [word.levelled(foot, high).straightened() for word in words]
    yield _edge(words[0], words[0].start - _THIN)
    for word, following in pairwise(words):
        yield word
        yield from _between(word, following)
    yield words[-1]
    yield _edge(words[-1], words[-1].end)


def _between(word: _Place, following: _Place) -> Iterator[_Place]:
    """The blank between two words that follow each other."""
    if _is_upside_down(word):
        yield _edge(word, word.end)
        return
    start = min(word.end, following.start - _THIN)
    near = word if start == word.end else following
    yield replace(near, text=" ", start=start, end=following.start)
    if near is word and word.text.endswith("-"):
        yield _edge(following, following.start - _THIN)


def _level(words: Sequence[_Place]) -> tuple[float, float]:
    """Where most words stand that hang nothing below, and how high those are that reach up: told by the upper quarter of each."""
    tallest = max(word.high for word in words)
    tall = [word for word in words if word.high > tallest / 3]
    at = round(_UPPER * (len(tall) - 1))
    foot = sorted(word.foot for word in tall)[at]
    top = sorted(word.foot + word.high for word in tall)[at]
    return foot, max(top - foot, _LEAST)


def _edge(word: _Place, start: float) -> _Place:
    """A blank that takes no room, at the beginning or the end of a line; stands aside where pdfium would turn the order round."""
    aside = _ASIDE * word.high if _is_upside_down(word) else 0.0
    return replace(word, text=" ", start=start, end=start + _THIN, foot=word.foot + aside, high=_LOW)


def _is_upside_down(word: _Place) -> bool:
    return round(word.turn / _QUARTER) % 4 == _HALF_CIRCLE


def _shown(place: _Place) -> str:
    codes = place.text.encode("utf-16-be", "replace")
    stretch = (place.end - place.start) / (len(codes) // 2) / EM_WIDE
    angle = math.radians(-place.turn)
    along, across = math.cos(angle), math.sin(angle)
    x, y = _rotated(place.start, place.foot, -place.turn)
    matrix = (stretch * along, stretch * across, -place.high * across, place.high * along, x, y)
    return f"{' '.join(map(_number, matrix))} Tm <{codes.hex()}> Tj\n"


def _rotated(x: float, y: float, degrees: float) -> tuple[float, float]:
    """The point turned against the clock around the lower left corner."""
    angle = math.radians(degrees)
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def _number(value: float) -> str:
    """As short as may be: PDF knows no exponents.

    >>> _number(12.5), _number(-0.00001), _number(3)
    ('12.5', '0', '3')
    """
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")
