"""The facts of a document as they are marked in its text: dates, figures, people, references, numbers, each told in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docpipe.reports.messages import words
from docpipe.reports.values import number, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.model.record import DateFact, Document, Located, Person, Reference, Statistic

SURE = 0.7
"""What was read with less confidence is doubtful."""
KINDS = ("date", "figure", "person", "reference", "number")


@dataclass(frozen=True, slots=True)
class Fact:
    """A stretch of the packet's text that says something, of one of `KINDS`; `told` is what it says."""

    span: tuple[int, int]
    kind: str
    told: str
    sure: bool


def facts(document: Document, language: str) -> list[Fact]:
    """All facts that stand in the document's own text, in its order, the same place and kind once."""
    say = words(language).say
    once: dict[tuple[object, ...], Fact] = {}
    for kind, one, text in _found(document, say):
        if document.span[0] <= one.span[0] < one.span[1] <= document.span[1]:
            label = f"{say['facts'][kind]}: {text}" if text else say["facts"][kind]
            once.setdefault((one.span, kind), Fact(one.span, kind, label, one.confidence >= SURE))
    return sorted(once.values(), key=lambda fact: (fact.span[0], -fact.span[1]))


def _found(document: Document, say: dict[str, Any]) -> Iterator[tuple[str, Located, str]]:
    language = say["language"]
    if document.number:
        yield "number", document.number, document.number.value
    if document.date:
        yield "date", document.date, told(document.date.value, language)
    for reply in document.in_reply_to:
        yield "reference", reply, _joined(_numbered(reply.number), told(reply.date or "", language))
    for day in document.dates:
        yield "date", day, _date(day, language)
    for figure in document.statistics:
        yield "figure", figure, _figure(figure, say)
    for law in document.references:
        yield "reference", law, _reference(law, language)
    executor = (document.executor,) if document.executor else ()
    for person in (*document.addressees, *document.copies_to, *document.salutation, *document.signatories, *executor, *document.people):
        yield "person", person, _person(person)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _numbered(printed: str | None) -> str:
    return f"№ {printed}" if printed else ""


def _date(day: DateFact, language: str) -> str:
    if day.value:
        return told(day.value, language)
    if not (day.from_ or day.to):
        return day.text
    return " – ".join("…" if end is None else told(end, language) for end in (day.from_, day.to))


def _figure(figure: Statistic, say: dict[str, Any]) -> str:
    ends = (figure.value,) if figure.value is not None else (figure.low, figure.high)
    value = "–".join("…" if end is None else number(end, say["language"]) for end in ends)
    unit = figure.counted or "" if figure.unit == "count" else say["units"].get(figure.unit, figure.unit)
    qualifier = "" if figure.qualifier == "exact" else say["qualifiers"].get(figure.qualifier, figure.qualifier)
    return " ".join(part for part in (value, unit, f"({qualifier})" if qualifier else "") if part)


def _reference(law: Reference, language: str) -> str:
    return _joined(law.title, _numbered(law.number), told(law.date or "", language), law.article)


def _person(person: Person) -> str:
    name = " ".join(part for part in (person.surname, person.given or person.initials, person.patronymic) if part)
    return _joined(name, person.post, person.rank, person.organisation)
