"""The posts of people who sign side by side: each stands above its name, in the name's column of the text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.language.passage import Passage
from docpipe.mentions import posts
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention

_APART = lazy(r"[^\S\n]{3,200}|\t")
_CELL = lazy(r"[^\s_](?:[^\S\n\t]{0,2}[^\s])*")
_LINES, _BLANK, _LONGEST, _SHIFT = 6, 2, 240, 8


def post_above(person: PersonMention, people: Sequence[PersonMention], passage: Passage) -> PostMention | None:
    """The post in the cells above the name, None where no other name stands beside it on its line.

    `people` stand in the order of the text; the post's span is the name's, since its words are parted by those of the other column.
    """
    if not _beside(person, people, passage):
        return None
    name = _line(passage, person.span.start)
    own = _cells(passage, name)
    column = next((at for at, cell in enumerate(own) if cell.start <= person.span.start < cell.end), None)
    if column is None or len(own) < _BLANK:
        return None
    said = list(_above(passage, name, own, column, people))
    phrase = " ".join(passage.folded[cell.start : cell.end] for cell in reversed(said))
    found = next((post for post in posts.find(Passage.of(phrase, passage.language)) if post.post), None) if phrase else None
    return replace(found, span=person.span) if found else None


def _beside(person: PersonMention, people: Sequence[PersonMention], passage: Passage) -> bool:
    """True where another name stands on the line, a wide gap between the two."""
    at = bisect_left(people, person.span.start, key=lambda one: one.span.start)
    pairs = [(people[at - 1], person)] if at else []
    pairs += [(person, people[at + 1])] if at + 1 < len(people) else []
    return any(
        right.span.start - left.span.end <= _LONGEST
        and "\n" not in (between := passage.packet[left.span.end : right.span.start])
        and _APART.search(between)
        for left, right in pairs
    )


def _line(passage: Passage, at: int) -> Span:
    """The line of the text at a place; no more of a long one than its reach."""
    start = passage.packet.rfind("\n", max(passage.span.start, at - _LONGEST), at) + 1
    end = passage.packet.find("\n", at, at + _LONGEST)
    return Span(start or max(passage.span.start, at - _LONGEST), end if end >= 0 else min(passage.span.end, at + _LONGEST))


def _cells(passage: Passage, line: Span) -> list[Span]:
    return [Span(*match.span()) for match in _CELL.finditer(passage.packet, *line)]


def _above(passage: Passage, name: Span, own: Sequence[Span], column: int, people: Sequence[PersonMention]) -> Iterator[Span]:
    """The cells of the column, from the name's line upwards, up to a line with a name, a whole line or a wider gap of blank lines."""
    here, blank = name, 0
    offset = own[column].start - name.start
    for _ in range(_LINES):
        if here.start <= passage.span.start:
            return
        here = _line(passage, here.start - 1)
        cells = _cells(passage, here)
        blank = 0 if cells else blank + 1
        if blank > _BLANK or _named(here, people):
            return
        if len(cells) == len(own):
            yield cells[column]
            offset = cells[column].start - here.start
        elif cells:
            near = min(cells, key=lambda cell: abs(cell.start - here.start - offset))
            if abs(near.start - here.start - offset) > _SHIFT or len(cells) > len(own):
                return
            yield near


def _named(line: Span, people: Sequence[PersonMention]) -> bool:
    at = bisect_left(people, line.start, key=lambda one: one.span.start)
    return at < len(people) and people[at].span.start < line.end
