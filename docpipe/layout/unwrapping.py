"""The lines of a running paragraph joined, and the paragraphs that follow each other without a blank line told apart."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.language.passage import PARAGRAPH_END
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.layout.lines import Line

_FULL_LINE, _LONGEST_LINE, _SLACK = 30, 130, 6
_ITEM = lazy(rf"\d{{1,2}}[.)]\s{{1,3}}[{UPPER}A-Z]")
_LISTED = lazy(rf"(?:[•·●▪]|[-–—*]|\(?\d{{1,2}}[.)]|[{LOWER}a-z]\))\s")
_STOP = lazy(r"[.;:!?…][»\")]{0,2}$")
_SENTENCE = lazy(rf"[«\"(]{{0,2}}[{UPPER}A-Z\d№]")


def unwrapped(folded: str, sheets: Sequence[Sheet]) -> str:
    """The folded text with the line ends inside a running paragraph as blanks, and those between two as `PARAGRAPH_END`.

    Both are white space of the same length: how a page is wrapped changes no fact.
    """
    pieces, at = [], 0
    for span, gap in sorted(_gaps(sheets)):
        pieces += [folded[at : span.start], gap]
        at = span.end
    return "".join([*pieces, folded[at:]])


def _gaps(sheets: Sequence[Sheet]) -> Iterator[tuple[Span, str]]:
    """Where lines of running paragraphs end, and what stands there instead."""
    for sheet in sheets:
        segments = sheet.zone("body", "order_verb")
        width = max((len(line.folded) for segment in segments for line in segment.lines), default=0)
        for segment in segments:
            for line, following in pairwise(segment.lines):
                if len(line.folded) >= _FULL_LINE and "\t" not in line.folded + following.folded and not _ITEM.match(following.folded):
                    gap = Span(line.span.end, following.span.start)
                    yield gap, (PARAGRAPH_END if _apart(line, following, width) else " ").ljust(gap.end - gap.start)


def _apart(line: Line, following: Line, width: int) -> bool:
    """True where a line ends its paragraph: a stop, and a new sentence or item whose first word the line had room for."""
    if not _STOP.search(line.folded):
        return False
    if _LISTED.match(following.folded):
        return True
    if not _SENTENCE.match(following.folded):
        return False
    return width > _LONGEST_LINE or len(line.folded) + len(following.folded.split(maxsplit=1)[0]) + _SLACK < width
