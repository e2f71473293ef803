"""Where on paper a stretch of the packet's text stands: page, one box a line, and how surely it was read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.model.text import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.layout.anchors import Anchors
    from docpipe.model.text import Anchor


_SURE = 0.7
"""A word of less confidence was read badly."""


@dataclass(frozen=True, slots=True)
class Places:
    """The words of the packet by their offsets."""

    anchors: Anchors

    def under(self, span: tuple[int, int]) -> Sequence[Anchor]:
        """The words that the span touches."""
        return list(map(self.anchors.__getitem__, self._touched(span)))

    def _touched(self, span: tuple[int, int]) -> Iterator[int]:
        starts, ends = self.anchors.starts, self.anchors.ends
        first = max(0, bisect_right(starts, span[0]) - 1)
        last = bisect_left(starts, span[1])
        return (at for at in range(first, last) if starts[at] < span[1] and span[0] < ends[at])

    def doubts(self, span: tuple[int, int]) -> list[str] | None:
        """How the doubtful words under the span may be read otherwise; None where all were read surely."""
        words = self.under(span)
        others = [word.other for word in words if word.other is not None]
        return others if others or any(word.confidence is not None and word.confidence < _SURE for word in words) else None

    def recognised(self, span: tuple[int, int]) -> bool:
        """True where a word under the span was read from a picture, not given as text."""
        return any(word.confidence is not None for word in self.under(span))

    def pages(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """The first and the last page that the span is on."""
        numbers = {page for at in self._touched(span) if (page := self.anchors.pages[at])}
        return (min(numbers), max(numbers)) if numbers else None


def page_of(words: Sequence[Anchor]) -> int | None:
    """The page of the first word."""
    return next((word.page for word in words if word.page is not None), None)


def confidence(words: Sequence[Anchor]) -> float:
    """The lowest confidence of the words; 1 where they were not recognised but given."""
    return round(min((word.confidence for word in words if word.confidence is not None), default=1.0), 4)


def boxes(words: Sequence[Anchor]) -> tuple[Box, ...]:
    """One box a line, in points, of the words on the first word's page."""
    page = page_of(words)
    lines: list[Box] = []
    for word in words:
        if word.box is None or word.page != page:
            continue
        if lines and _same_line(lines[-1], word.box):
            lines[-1] = _union(lines[-1], word.box)
        else:
            lines.append(word.box)
    return tuple(Box(*(round(side, 2) for side in line)) for line in lines)


def _same_line(line: Box, word: Box) -> bool:
    shared = min(line.y1, word.y1) - max(line.y0, word.y0)
    return shared > 0.5 * min(line.y1 - line.y0, word.y1 - word.y0) and word.x0 >= line.x0


def _union(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))
