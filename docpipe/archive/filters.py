"""Which documents are meant: from, to, kind, issuer, person, number, language, state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.archive import facets, tables
from docpipe.archive.words import fold, stem, words
from docpipe.language.correspondence import skeleton

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

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
    from sqlalchemy import literal

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
        yield one.number_key == facets.number_key(filters.number)
    for word, _, _ in words(filters.issuer or ""):
        yield (literal(" ") + one.issuer_key).contains(f" {stem(word)}", autoescape=True)
    if filters.person:
        yield _names(filters.person)
    if filters.state:
        yield in_state(filters.state)


def wanted(filters: Filters) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each filter the facets of which a document has one, whole ones and beginnings. Dates and state are left to `conditions`."""
    if filters.state == "partial":
        yield (facets.PARTIAL,), ()
    if filters.kind:
        yield (facets.KIND + filters.kind,), ()
    if filters.language:
        yield (facets.LANGUAGE + filters.language,), ()
    if filters.number:
        yield (facets.NUMBER + facets.number_key(filters.number),), ()
    if filters.person:
        yield (facets.name(facets.surname(filters.person)),), ()
    for word, _, _ in words(filters.issuer or ""):
        yield (), (facets.ISSUER + stem(word),)


def _names(person: str) -> ColumnElement[bool]:
    """Documents that name somebody of this surname, in whatever spelling or form."""
    from sqlalchemy import select

    asked, one = facets.surname(person), tables.person.c
    known = one.skeleton == skeleton(asked) if len(skeleton(asked)) >= facets.FEWEST else one.folded == fold(asked)
    return tables.document.c.id.in_(select(one.document_id).where(known))


def in_state(state: str) -> ColumnElement[bool]:
    """The document is of a file whose latest reading has this state."""
    from sqlalchemy import select

    one = tables.extraction.c
    return select(one.id).where(one.sha256 == tables.document.c.sha256, one.state == state, is_latest()).exists()


def is_latest() -> ColumnElement[bool]:
    """No later reading of the same file is there."""
    from sqlalchemy import select

    one, later = tables.extraction.c, tables.extraction.alias("later")
    return ~select(later.c.id).where(later.c.sha256 == one.sha256, later.c.id > one.id).exists()
