"""A page as it was read: words with boxes; and the places that facts point at.

Offsets are Unicode code points, ends exclusive. Boxes are PDF points, origin at the top left of the page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A piece of the packet's text: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        """True where the two share at least one character."""
        return self.start < other[1] and other[0] < self.end

    def contains(self, other: tuple[int, int]) -> bool:
        """True where `other` lies wholly inside."""
        return self.start <= other[0] and other[1] <= self.end


def holds(spans: Sequence[Span], one: Span) -> bool:
    """True where one of the spans, in order and none over another, has all of `one`; found without a walk through them.

    >>> holds([Span(0, 4), Span(6, 9)], Span(6, 8)), holds([Span(0, 4), Span(6, 9)], Span(3, 5))
    (True, False)
    """
    at = bisect_right(spans, one.start, key=_start) - 1
    return at >= 0 and spans[at].contains(one)


def meets(spans: Sequence[Span], one: Span) -> bool:
    """True where one of the spans, in order and none over another, has a part of `one`."""
    at = bisect_left(spans, one.end, key=_start) - 1
    return at >= 0 and spans[at].overlaps(one)


def _start(span: Span) -> int:
    return span.start


class Box(NamedTuple):
    """A rectangle on a page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it stands on the page. `confidence` is 0–1, None where the text was not recognised but given.

    `turn`: by how many degrees, against the clock, the page must be turned for the word to lie straight. `other`: where its digits are
    in doubt, how they may be read otherwise, "" where no other reading is likely; None where they are not in doubt. `half`: on a scan
    that shows two pages side by side, 0 on the first of them and 1 on the second.
    """

    text: str
    box: Box
    confidence: float | None = None
    turn: float = 0.0
    other: str | None = None
    half: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table's outline and its cells, row by row; None where a cell is merged into its neighbour."""

    box: Box
    cells: tuple[tuple[Box | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page (`number` from 1, `words` in any order), or a flowing text (`number` None, `text` in reading order).

    `unread` says that the page is there and could not be read: it hung, fell or is damaged. `missed`: lines of ink that nothing was
    read from. `refused`: why the page's own text layer was not used, "" where it was or where there is none.
    """

    number: int | None
    origin: Literal["text", "layer", "ocr"]
    width: float = 0.0
    height: float = 0.0
    words: Sequence[Word] = ()
    tables: tuple[Table, ...] = ()
    text: str = ""
    unread: bool = False
    missed: tuple[Box, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read: what it was and its pages. `engine` names the OCR engine and models where a page was recognised."""

    name: str
    sha256: str
    size: int
    media_type: str
    pages: tuple[Page, ...]
    engine: str | None = None

    @property
    def page_count(self) -> int | None:
        """How many pages, None for a flowing text."""
        return len(self.pages) if self.pages and self.pages[0].number is not None else None

    @property
    def unread_pages(self) -> tuple[int, ...]:
        """The numbers of the pages that could not be read."""
        return tuple(page.number for page in self.pages if page.unread and page.number is not None)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a stretch of the packet's text stands on paper."""

    span: Span
    source: int
    page: int | None
    box: Box | None
    confidence: float | None
    other: str | None = None
