"""The paragraphs of a document: what one blank line, list sign or cell row sets apart from the next."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from docpipe.language.passage import PARAGRAPH_END
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model import record

L = TypeVar("L", bound="record.Located")

_LINE = lazy(rf"[^\S\n\f]*(?P<text>\S[^\n\f{PARAGRAPH_END}]*)")
_ITEM = lazy(r"\s{0,20}(?:[-–•·●▪*+]\s|\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)]\s|\(?[a-zа-яәғқңөұүһі]\)\s|[IVXІ]{1,5}[.)]\s)")
_ENDS = lazy(r"[.;:!?…][»)\s]{0,3}$")
_NARROW, _WIDE = 60, 90


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the packet: its place, and its folded text of the same length.

    `facts` are what the record found in it, said alike in every language: days and periods as ISO dates, figures as plain numbers.
    """

    span: tuple[int, int]
    text: str
    facts: tuple[str, ...] = ()


def paragraphs(document: record.Document, folded: str) -> tuple[Paragraph, ...]:
    """The paragraphs of one document in the order of the text; `folded` is the packet's folded text, wrapped lines already joined."""
    return cut(document, list(_blocks(document.span, folded)), folded)


def cut(document: record.Document, spans: Sequence[tuple[int, int]], folded: str) -> tuple[Paragraph, ...]:
    """Stretches of a document, in the order of the text, as paragraphs with their facts."""
    found: list[list[str]] = [[] for _ in spans]
    starts = [start for start, _ in spans]
    for at, said in _facts(document, starts[0], spans[-1][1]) if spans else ():
        place = bisect_left(starts, at + 1) - 1
        if place >= 0 and at < spans[place][1]:
            found[place].append(said)
    return tuple(Paragraph(span, folded[slice(*span)], tuple(facts)) for span, facts in zip(spans, found, strict=True))


def _blocks(span: tuple[int, int], folded: str) -> Iterator[tuple[int, int]]:
    """Lines, those that only go on with the line above joined to it: a letterhead, an address, a heading of two lines."""
    start = end = -1
    for match in _LINE.finditer(folded, *span):
        if start < 0 or not _goes_on(folded, (start, end), match.span("text")):
            if start >= 0:
                yield start, end
            start = match.start("text")
        end = match.end()
    if start >= 0:
        yield start, end


def _goes_on(folded: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    if folded.count("\n", before[1], line[0]) > 1 or any(sign in folded[before[1] : line[0]] for sign in ("\f", PARAGRAPH_END)):
        return False
    above, now = folded[folded.rfind("\n", *before) + 1 if "\n" in folded[slice(*before)] else before[0] : before[1]], folded[slice(*line)]
    if any(sign in above + now for sign in "\t|") or _ITEM.match(now) or _ENDS.search(above):
        return False
    return not (len(above) < _NARROW and len(now) > _WIDE)


def _facts(document: record.Document, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Those between two places of the text."""
    for day in _between(document.dates, start, end):
        for value in (day.value, day.from_, day.to):
            if value and len(value) > len("2021"):
                yield day.span[0], value
    for figure in _between(document.statistics, start, end):
        for number in (figure.value, figure.low, figure.high, figure.change and figure.change.from_, figure.change and figure.change.to):
            if number is not None:
                yield figure.span[0], f"{number:.12g}"


def _between(facts: Sequence[L], start: int, end: int) -> Sequence[L]:
    first, last = (bisect_left(facts, place, key=lambda one: one.span[0]) for place in (start, end))
    return facts[first:last]
