"""The files of a packet as one text, every word of paged input anchored to its place on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from itertools import chain, takewhile

from docpipe.layout import sides
from docpipe.layout.anchors import Anchors
from docpipe.layout.order import Line, lines
from docpipe.model.text import Page, Reading, Span

PAGE_BREAK = "\n\f"
"""What stands between pages and between files; and between two pages on one scan."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The packet's text before it is mended.

    `anchors`: one a word on paged input, none for flowing text. `sources`: each file's span of the text.
    `pages`: span, number of the source, number of the page. `readings`: the files without what stands in the text now.
    """

    text: str
    anchors: Anchors
    sources: tuple[Span, ...]
    pages: tuple[tuple[Span, int, int], ...]
    readings: tuple[Reading, ...]


class _Writer:
    """Text that grows piece by piece and knows how long it is."""

    def __init__(self) -> None:
        self.text = StringIO()
        self.length = 0

    def write(self, text: str) -> Span:
        start = self.length
        self.text.write(text)
        self.length += len(text)
        return Span(start, self.length)


def compose(readings: Sequence[Reading]) -> Draft:
    """One text of all files in their order; a flowing text stands in it unchanged.

    >>> compose([Reading("a.txt", "", 2, "text/plain", (Page(None, "text", text="Hi"),))]).text
    'Hi'
    """
    writer = _Writer()
    anchors = Anchors()
    sources: list[Span] = []
    pages: list[tuple[Span, int, int]] = []
    for source, reading in enumerate(readings):
        if source:
            writer.write(PAGE_BREAK)
        start = writer.length
        before = None
        for at, page in _in_order(reading.pages):
            if before is not None:
                writer.write("\n\n" if at == before else PAGE_BREAK)
            before = at
            span = _page(writer, anchors, source, page)
            if page.number is not None:
                pages.append((span, source, page.number))
        sources.append(Span(start, writer.length))
    return Draft(writer.text.getvalue(), anchors, tuple(sources), tuple(pages), tuple(map(_written, readings)))


def _written(reading: Reading) -> Reading:
    return replace(reading, pages=tuple(replace(page, words=(), tables=(), text="") for page in reading.pages))


def _in_order(pages: Sequence[Page]) -> Iterator[tuple[int, Page]]:
    """The pages with their places; those of neighbours that hold two languages side by side in pieces, first all of the one, then all of the other."""
    at = 0
    while at < len(pages):
        first = _unpacked(pages[at])
        both = list(takewhile(bool, map(sides.cut, chain((first,), map(_unpacked, pages[at + 1 :])))))
        if not both:
            yield at, first
        pieces = [(at + number, piece) for side in (0, 1) for number, cut in enumerate(both) if cut for piece in cut[side]]
        yield from ((number, piece) for number, piece in pieces if piece.words)
        at += len(both) or 1


def _unpacked(page: Page) -> Page:
    return replace(page, words=tuple(page.words))


def _page(writer: _Writer, anchors: Anchors, source: int, page: Page) -> Span:
    start = writer.length
    if page.number is None:
        writer.write(page.text)
    for at, half in enumerate(_halves(page)):
        if at:
            writer.write(PAGE_BREAK)
        _lines(writer, anchors, half, source)
    return Span(start, writer.length)


def _halves(page: Page) -> list[Page]:
    """The pages on it: two where it is a scan of two side by side."""
    numbers = sorted({word.half for word in page.words})
    return [replace(page, words=tuple(word for word in page.words if word.half == one)) for one in numbers] if len(numbers) > 1 else [page]


def _lines(writer: _Writer, anchors: Anchors, page: Page, source: int) -> None:
    for at, line in enumerate(lines(page)):
        if at:
            writer.write("\n\n" if line.gap_before else "\n")
        _line(writer, anchors, line, source, page.number)


def _line(writer: _Writer, anchors: Anchors, line: Line, source: int, page: int | None) -> None:
    for separator, word in line.pieces:
        writer.write(separator)
        anchors.add(writer.write(word.text.replace("\ufffe", "-")), source, page, word)
