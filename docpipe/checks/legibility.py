"""What was read unsurely from a scan: digits that a second reading does not confirm, faint names, lines that nothing was read from.

Nothing is corrected here. The values say what was read, how else it may be read, and what stands at that place in the other language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from docpipe.layout.twin_numbers import Twins
from docpipe.model import record
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.layout.places import Places
    from docpipe.model.text import Anchor, Box

_RUN = lazy(r"\d+")
_SET_APART = lazy(r"(?<=\d) (?=\d)")
_UNSURE_NAME = 0.7
_STEM = 4
_MANY = 8
"""More doubtful words than this on one page are told line by line."""

Missed = Mapping[tuple[int, int], Sequence["Box"]]
"""By number of the file and of the page: the lines of ink that nothing was read from."""

Values = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Doubt:
    code: str
    where: record.Where
    values: Values
    line: int | None


def check(text: str, places: Places, documents: Sequence[record.Document], missed: Missed) -> list[record.Finding]:
    """One warning a doubtful reading, a doubtful name, a page with unread lines; the same reading several times is one."""
    found = [*_grouped(list(_digits(text, places, documents))), *_grouped(list(_names(text, places, documents)))]
    on = places.anchors.by_page() if missed else {}
    near = ((key[1], [places.anchors[at] for at in on.get(key, ())], boxes) for key, boxes in missed.items() if boxes)
    return [*found, *(_unread(words, documents, page, boxes) for page, words, boxes in near)]


def _digits(text: str, places: Places, documents: Sequence[record.Document]) -> Iterator[_Doubt]:
    doubted = [anchor for anchor in places.anchors.doubtful() if anchor.span.start < anchor.span.end]
    twins = Twins(text, documents) if doubted else None
    for _, page in groupby(doubted, key=lambda anchor: (anchor.source, anchor.page)):
        words = list(page)
        for anchor in words:
            line = text.rfind("\n", 0, anchor.span.start) if len(words) > _MANY else None
            for span, other in _differing(text, anchor):
                document = _document(span, documents)
                twin = twins.other(span) if twins else None
                code = "date-unsure" if document and _is_date(span, document) else "digit-unsure"
                where = record.Where(document=document.id if document else None, span=span)
                yield _Doubt(code, where, (text[slice(*span)], other or None, twin), line)


def _differing(text: str, anchor: Anchor) -> list[tuple[tuple[int, int], str]]:
    """The runs of digits in which the two readings of a word differ, each with its other reading; else the whole word."""
    start, end = anchor.span
    word, other = text[start:end], anchor.other or ""
    runs, others = [match.span() for match in _RUN.finditer(word)], _RUN.findall(_SET_APART.sub("", other))
    if len(runs) == len(others):
        pairs = [((start + a, start + b), read) for (a, b), read in zip(runs, others, strict=True) if word[a:b] != read]
        if pairs:
            return pairs
    return [((start, end), other)]


def _is_date(span: tuple[int, int], document: record.Document) -> bool:
    dates = [*document.dates, *([document.date] if document.date else [])]
    return any(fact.span[0] <= span[0] and span[1] <= fact.span[1] for fact in dates)


def _names(text: str, places: Places, documents: Sequence[record.Document]) -> Iterator[_Doubt]:
    """Surnames read unsurely, wherever a person is named."""
    for document in documents:
        for person in document.people:
            stem = (person.surname or "")[:_STEM].lower()
            for anchor in places.under(person.span) if stem else ():
                word = text[slice(*anchor.span)]
                if stem in word.lower() and anchor.confidence is not None and anchor.confidence < _UNSURE_NAME:
                    yield _Doubt("name-unsure", record.Where(document=document.id, span=anchor.span), (word, None, None), None)


def _grouped(doubts: Sequence[_Doubt]) -> Iterator[record.Finding]:
    groups: dict[tuple[object, ...], list[_Doubt]] = {}
    for doubt in doubts:
        key = (doubt.code, doubt.line) if doubt.line is not None else (doubt.code, doubt.values)
        groups.setdefault(key, []).append(doubt)
    for group in groups.values():
        yield record.Finding(
            code=group[0].code,
            kind="legibility",
            severity="warning",
            where=tuple(doubt.where for doubt in group),
            values=_joined([doubt.values for doubt in group]),
        )


def _joined(group: Sequence[Values]) -> Values:
    """One reading of several places; of several readings on a line each value in its order."""
    if len(set(group)) == 1:
        return group[0]
    return tuple("; ".join(value or "?" for value in column) if any(column) else None for column in zip(*group, strict=True))


def _unread(words: Sequence[Anchor], documents: Sequence[record.Document], page: int, boxes: Sequence[Box]) -> record.Finding:
    """A page's unread lines: each points at the nearest word, and has its own box."""
    where = tuple(_near(words, documents, page, box) for box in boxes)
    return record.Finding(code="line-unread", kind="legibility", severity="warning", where=where, values=(page, len(boxes)))


def _near(words: Sequence[Anchor], documents: Sequence[record.Document], page: int, box: Box) -> record.Where:
    def apart(word: Anchor) -> float:
        return abs(word.box.y0 - box.y0) + abs(word.box.x0 - box.x0) / 4 if word.box else 0.0

    nearest = min(words, key=apart, default=None)
    span: tuple[int, int] = nearest.span if nearest else (0, 0)
    document = _document(span, documents)
    return record.Where(document=document.id if document else None, span=(span[0], span[1]), page=page, boxes=((*box,),))


def _document(span: tuple[int, int], documents: Sequence[record.Document]) -> record.Document | None:
    return next((one for one in documents if one.span[0] <= span[0] < one.span[1]), None)
