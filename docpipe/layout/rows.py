"""Words that stand on one line of the page, whatever column they belong to; and how crooked the page lies."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import NamedTuple

from docpipe.model.lazy import lazy
from docpipe.model.text import Box, Page, Word

Interval = tuple[float, float]

_STEEPEST = 50
_SLIGHT = 0.1
_FEWEST_FOR_SLOPE = 20
_SAME_LINE = 0.45
_TALLEST = 1.6
_INK_TO_TYPE = 1.3
_LETTER, _STROKE = 0.52, 0.2
_UP = lazy(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\dбёйіbdfhijklt(«\"№%/]")
_DOWN = lazy(r"[руфдцщқңұүgjpqy(,;/]")


class Item(NamedTuple):
    """A word and its box after the page was laid straight."""

    word: Word
    box: Box

    @property
    def middle(self) -> float:
        """The height at which the word's middle stands."""
        return (self.box.y0 + self.box.y1) / 2


@dataclass(frozen=True)
class Row:
    """Items of one line, left to right."""

    items: tuple[Item, ...]

    @property
    def x0(self) -> float:
        """Where the row begins."""
        return self.items[0].box.x0

    @cached_property
    def x1(self) -> float:
        """Where it ends."""
        return max(item.box.x1 for item in self.items)

    @cached_property
    def y0(self) -> float:
        """Its upper edge."""
        return min(item.box.y0 for item in self.items)

    @cached_property
    def y1(self) -> float:
        """Its lower edge."""
        return max(item.box.y1 for item in self.items)

    @cached_property
    def text(self) -> str:
        """Its words, one blank between them."""
        return " ".join(item.word.text for item in self.items)

    def gaps(self, left: float, right: float, least: float) -> list[Interval]:
        """The stretches between `left` and `right` of at least `least` points where nothing stands."""
        found, reached = [], left
        for item in self.items:
            if item.box.x0 - reached >= least:
                found.append((reached, item.box.x0))
            reached = max(reached, item.box.x1)
        if right - reached >= least:
            found.append((reached, right))
        return found


def items(page: Page) -> list[Item]:
    """The page's words, laid straight where the page was scanned."""
    if any(abs(word.turn) > _SLIGHT for word in page.words):
        return [Item(word, _turned(word, page)) for word in page.words]
    slope = _slope(page.words) if page.origin == "ocr" else 0.0
    if not slope:
        return [Item(word, word.box) for word in page.words]
    return [Item(word, _straight(word.box, slope)) for word in page.words]


def _turned(word: Word, page: Page) -> Box:
    """The word's box after the page was turned around its middle, as the word says."""
    angle = math.radians(word.turn)
    x, y = (word.box.x0 + word.box.x1 - page.width) / 2, (word.box.y0 + word.box.y1 - page.height) / 2
    at_x = x * math.cos(angle) + y * math.sin(angle)
    at_y = y * math.cos(angle) - x * math.sin(angle)
    wide, high = (word.box.x1 - word.box.x0) / 2, (word.box.y1 - word.box.y0) / 2
    middle_x, middle_y = page.width / 2, page.height / 2
    if round(word.turn / 90) % 2:
        wide, high, middle_x, middle_y = high, wide, middle_y, middle_x
    return Box(at_x + middle_x - wide, at_y + middle_y - high, at_x + middle_x + wide, at_y + middle_y + high)


def type_size(found: Sequence[Item], origin: str) -> float:
    """The height of a line of type in points: the words' median; ink boxes of scans are lower than the type."""
    heights = [item.box.y1 - item.box.y0 for item in found]
    return max(median(heights) * (_INK_TO_TYPE if origin == "ocr" else 1.0), 1.0) if heights else 1.0


def type_of(word: Word) -> float:
    """How high the word's type is, in points: what was recognised has boxes that hug the ink, low ones where no letter rises or hangs down."""
    high = word.box.y1 - word.box.y0
    if word.confidence is None:
        return high
    return high / (_LETTER + _STROKE * (bool(_UP.search(word.text)) + bool(_DOWN.search(word.text))))


def rows(found: Iterable[Item], size: float) -> list[Row]:
    """The items as rows from top to bottom, each from left to right."""
    groups: list[list[Item]] = []
    middle = height = 0.0
    for item in sorted(found, key=lambda item: (item.middle, item.box.x0)):
        tall, at = item.box.y1 - item.box.y0, item.middle
        if groups and at - middle <= _SAME_LINE * min(max(tall, height), _TALLEST * size):
            groups[-1].append(item)
            middle += (at - middle) / len(groups[-1])
            height = max(height, min(tall, _TALLEST * size))
        else:
            groups.append([item])
            middle, height = at, tall
    return [Row(tuple(sorted(group, key=lambda item: (item.box.x0, item.box.x1)))) for group in groups]


def between(upper: Sequence[Row]) -> list[float]:
    """The empty heights between neighbouring rows; negative where they overlap."""
    found, reached = [], upper[0].y1 if upper else 0.0
    for row in upper[1:]:
        found.append(row.y0 - reached)
        reached = max(reached, row.y1)
    return found


def _straight(box: Box, slope: float) -> Box:
    drop = slope * (box.x0 + box.x1) / 2
    return Box(box.x0, box.y0 - drop, box.x1, box.y1 - drop)


def _slope(words: Sequence[Word]) -> float:
    """How far lines fall a point to the right: the slope at which the words' middles bunch most."""
    if len(words) < _FEWEST_FOR_SLOPE:
        return 0.0
    middles = [((w.box.x0 + w.box.x1) / 2, (w.box.y0 + w.box.y1) / 2) for w in words]
    steps = sorted(range(-_STEEPEST, _STEEPEST + 1), key=abs)
    return max(steps, key=lambda step: _bunching(middles, step / 1000)) / 1000


def _bunching(middles: list[tuple[float, float]], slope: float) -> int:
    counts = Counter(map(round, [(y - slope * x) / 2 for x, y in middles]))
    return sum([(count + counts.get(at + 1, 0)) ** 2 for at, count in counts.items()])
