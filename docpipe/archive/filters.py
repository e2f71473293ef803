"""Which documents are meant: from, to, kind, issuer, person, number, language, state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.archive import tables
from docpipe.archive.index import number_key
from docpipe.archive.words import stem, words
from docpipe.language.correspondence import skeleton

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

_LAST = "~"
"""Sorts after every digit: `2024` as an end takes in the whole year."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a document must be like; None where anything will do. `since` and `until` are ISO dates, as exact as one likes."""

    since: str | None = None
    until: str | None = None
    kind: str | None = None
    issuer: str | None = None
    person: str | None = None
    number: str | None = None
    language: str | None = None
    state: str | None = None

    @property
    def of_documents(self) -> bool:
        """True where something is asked that only a document has, no file that could not be read."""
        return any((self.since, self.until, self.kind, self.issuer, self.person, self.number, self.language))


def conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The conditions on the table of documents."""
    one = tables.document.c
    if filters.since:
        yield one.date >= filters.since
    if filters.until:
        yield one.date <= filters.until + _LAST
    if filters.kind:
        yield one.kind == filters.kind
    if filters.language:
        yield one.language == filters.language
    if filters.number:
        yield one.number_key == number_key(filters.number)
    for word, _, _ in words(filters.issuer or ""):
        yield one.issuer_key.contains(stem(word), autoescape=True)
    if filters.person:
        yield _names(filters.person)
    if filters.state:
        yield one.sha256.in_(in_state(filters.state))


def _names(person: str) -> ColumnElement[bool]:
    """Documents that name somebody of this surname, in whatever spelling or form."""
    from sqlalchemy import or_, select

    surname = max((word for word in person.replace(".", " ").split()), key=len, default="")
    folded = next((word for word, _, _ in words(surname)), "")
    one = tables.person.c
    alike = one.skeleton == skeleton(surname) if skeleton(surname) else one.folded == folded
    query = select(one.document_id).where(or_(one.folded.startswith(stem(folded), autoescape=True), alike))
    return tables.document.c.id.in_(query)


def in_state(state: str) -> Select[tuple[str]]:
    """The files whose latest reading has this state."""
    from sqlalchemy import func, select

    one = tables.extraction.c
    newest = select(func.max(one.id)).group_by(one.sha256)
    return select(one.sha256).where(one.id.in_(newest), one.state == state)
