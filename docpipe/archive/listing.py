"""The files of an archive, one a row, and how many there are of each state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docpipe.archive import tables
from docpipe.archive.filters import Filters, conditions

if TYPE_CHECKING:
    from docpipe.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as a list shows it."""

    at: str
    kind: str
    language: str
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A file with its latest reading, the names under which it came, and its documents."""

    sha256: str
    size: int
    since: str
    state: str
    code: str | None
    pages: int | None
    findings: int
    names: list[str] = field(default_factory=list)
    documents: list[Paper] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Count:
    """How many files have this state and code."""

    state: str
    code: str | None
    files: int


def listed(archive: Archive, filters: Filters | None = None) -> Iterator[Listed]:
    """The files that the filters let through, in the order in which they came."""
    from sqlalchemy import func, select

    chosen = filters or Filters()
    one, file = tables.extraction.c, tables.file.c
    newest = select(func.max(one.id)).group_by(one.sha256)
    columns = (file.sha256, file.size, file.since, one.state, one.code, one.pages, one.findings)
    query = select(*columns).select_from(tables.file.join(tables.extraction)).where(one.id.in_(newest)).order_by(file.since, file.sha256)
    if chosen.state:
        query = query.where(one.state == chosen.state)
    if chosen.of_documents:
        query = query.where(file.sha256.in_(select(tables.document.c.sha256).where(*conditions(chosen))))
    for row in archive.read(lambda connection: connection.execute(query).all()):
        yield Listed(*row, names=_names(archive, row[0]), documents=papers(archive, row[0]))


def _names(archive: Archive, sha256: str) -> list[str]:
    from sqlalchemy import select

    query = select(tables.arrival.c.name).where(tables.arrival.c.sha256 == sha256).order_by(tables.arrival.c.id)
    return list(archive.read(lambda connection: connection.execute(query).scalars().all()))


def papers(archive: Archive, sha256: str) -> list[Paper]:
    """The documents of the file's latest reading."""
    from sqlalchemy import select

    one = tables.document.c
    query = select(one.at, one.kind, one.language, one.number, one.date, one.issuer, one.title).where(one.sha256 == sha256).order_by(one.id)
    return [Paper(*row) for row in archive.read(lambda connection: connection.execute(query).all())]


def counts(archive: Archive) -> list[Count]:
    """How many files there are of each state and code."""
    from sqlalchemy import func, select

    one = tables.extraction.c
    newest = select(func.max(one.id)).group_by(one.sha256)
    query = select(one.state, one.code, func.count()).where(one.id.in_(newest)).group_by(one.state, one.code).order_by(one.state, one.code)
    return [Count(*row) for row in archive.read(lambda connection: connection.execute(query).all())]
