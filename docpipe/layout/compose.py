"""The files of a packet as one text, every word of paged input anchored to its place on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docpipe.layout.order import Line, lines
from docpipe.model.text import Anchor, Page, Reading, Span

PAGE_BREAK = "\n\f"
"""What stands between pages and between files."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The packet's text before it is mended.

    `anchors`: one a word on paged input, none for flowing text. `sources`: each file's span of the text.
    `pages`: span, number of the source, number of the page.
    """

    text: str
    anchors: tuple[Anchor, ...]
    sources: tuple[Span, ...]
    pages: tuple[tuple[Span, int, int], ...]


class _Writer:
    """Text that grows piece by piece and knows how long it is."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def write(self, text: str) -> Span:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return Span(start, self.length)


def compose(readings: Sequence[Reading]) -> Draft:
    """One text of all files in their order; a flowing text stands in it unchanged.

    >>> compose([Reading("a.txt", "", 2, "text/plain", (Page(None, "text", text="Hi"),))]).text
    'Hi'
    """
    writer = _Writer()
    anchors: list[Anchor] = []
    sources: list[Span] = []
    pages: list[tuple[Span, int, int]] = []
    for source, reading in enumerate(readings):
        if source:
            writer.write(PAGE_BREAK)
        start = writer.length
        for at, page in enumerate(reading.pages):
            if at:
                writer.write(PAGE_BREAK)
            span = _page(writer, anchors, source, page)
            if page.number is not None:
                pages.append((span, source, page.number))
        sources.append(Span(start, writer.length))
    return Draft("".join(writer.pieces), tuple(anchors), tuple(sources), tuple(pages))


def _page(writer: _Writer, anchors: list[Anchor], source: int, page: Page) -> Span:
    start = writer.length
    if page.number is None:
        writer.write(page.text)
    for at, line in enumerate(lines(page)):
        if at:
            writer.write("\n\n" if line.gap_before else "\n")
        _line(writer, anchors, line, source, page.number)
    return Span(start, writer.length)


def _line(writer: _Writer, anchors: list[Anchor], line: Line, source: int, page: int | None) -> None:
    for separator, word in line.pieces:
        writer.write(separator)
        span = writer.write(word.text.replace("\ufffe", "-"))
        anchors.append(Anchor(span, source, page, word.box, word.confidence, word.other))
