"""The files of an archive, one a row, and how many there are of each state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from docpipe.archive import tables
from docpipe.archive.filters import Filters, conditions, is_latest
from docpipe.archive.narrowing import few

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

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
    marks: str | None
    """The kinds of its marks, a blank between; None where it bears none."""


_SHOWN = ("at", "kind", "language", "number", "date", "issuer", "title", "marks")
PAPER = tuple(tables.document.c[name] for name in _SHOWN)
"""The columns that make a `Paper`."""
_AT_ONCE = 500


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
    """The files that the filters let through, in the order in which they came; so many at a time that memory does not grow with the archive."""
    after: tuple[str, str] | None = None
    chosen = filters or Filters()
    while page := archive.read(partial(_page, filters=chosen, after=after)):
        yield from page
        after = (page[-1].since, page[-1].sha256)


def _page(connection: Connection, filters: Filters, after: tuple[str, str] | None) -> list[Listed]:
    from sqlalchemy import tuple_

    file = tables.file.c
    query = _files(connection, filters).order_by(file.since, file.sha256).limit(_AT_ONCE)
    if after:
        query = query.where(tuple_(file.since, file.sha256) > after)
    rows = connection.execute(query).mappings().all()
    shas = [row["sha256"] for row in rows]
    names, documents = _names(connection, shas), _papers(connection, shas)
    return [Listed(**row, names=names[row["sha256"]], documents=documents[row["sha256"]]) for row in rows]


def _files(connection: Connection, filters: Filters) -> Select[Any]:
    from sqlalchemy import select

    one, file = tables.extraction.c, tables.file.c
    columns = (file.sha256, file.size, file.since, one.state, one.code, one.pages, one.findings)
    query = select(*columns).select_from(tables.file.join(tables.extraction)).where(is_latest())
    if filters.state:
        query = query.where(one.state == filters.state)
    if filters.of_documents:
        query = query.where(_has(connection, replace(filters, state=None)))
    return query


def _has(connection: Connection, filters: Filters) -> ColumnElement[bool]:
    """Files with such a document: where few are, these are found first; else file after file is looked at, so that a page costs what is on it."""
    from sqlalchemy import select

    one, sha256 = tables.document.c, tables.file.c.sha256
    if (found := few(connection, filters)) is not None:
        return sha256.in_(select(one.sha256).where(one.id.in_(found), *conditions(filters)))
    return select(one.id).where(one.sha256 == sha256, *conditions(filters)).exists()


def _names(connection: Connection, shas: Sequence[str]) -> dict[str, list[str]]:
    from sqlalchemy import select

    one = tables.arrival.c
    found: dict[str, list[str]] = {sha256: [] for sha256 in shas}
    for sha256, name in connection.execute(select(one.sha256, one.name).where(one.sha256.in_(shas)).order_by(one.id)):
        found[sha256].append(name)
    return found


def _papers(connection: Connection, shas: Sequence[str]) -> dict[str, list[Paper]]:
    from sqlalchemy import select

    one = tables.document.c
    found: dict[str, list[Paper]] = {sha256: [] for sha256 in shas}
    for sha256, *paper in connection.execute(select(one.sha256, *PAPER).where(one.sha256.in_(shas)).order_by(one.id)):
        found[sha256].append(Paper(*paper))
    return found


def papers(archive: Archive, sha256: str) -> list[Paper]:
    """The documents of the file's latest reading."""
    return archive.read(lambda connection: _papers(connection, [sha256]))[sha256]


def counts(archive: Archive) -> list[Count]:
    """How many files there are of each state and code."""
    from sqlalchemy import func, select

    one = tables.extraction.c
    query = select(one.state, one.code, func.count()).where(is_latest()).group_by(one.state, one.code).order_by(one.state, one.code)
    return [Count(*row) for row in archive.read(lambda connection: connection.execute(query).all())]
