"""The figures of an archive: all that the filters let through, one after the other, or the few that answer a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from docpipe.archive import tables
from docpipe.archive.figure_rows import Row, Said, days, place, said
from docpipe.archive.filters import Filters
from docpipe.archive.narrowing import having, narrowed
from docpipe.archive.words import beginning, stem, words
from docpipe.errors import WrongCall

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

    from docpipe.archive.store import Archive

_AT_ONCE = 200
_MOST_DOCUMENTS = 200
"""Of how many documents, the best for the words of a question, the figures are looked at."""
_RESTRICTED = "restricted"


def rows(archive: Archive, filters: Filters | None = None, query: str | None = None, *, restricted: bool = False) -> Iterator[Row]:
    """The figures of the documents, in the order in which their files came; with a query only those about all of its words, in any form and either language.

    What two versions of a document both say comes once. A file that holds a restricted document is left out unless `restricted`.
    Nothing is held but the record at hand; all is read as it was at one moment.
    """
    asked = _asked(query)

    def chosen(connection: Connection) -> list[ColumnElement[bool]]:
        return [*_chosen(connection, filters, asked), *([] if restricted else [~_is_restricted()])]

    return (one.row for one in _figures(archive, chosen) if _is_about(one, asked))


def left_out(archive: Archive, filters: Filters | None = None, query: str | None = None) -> int:
    """How many documents `rows` leaves out, since they or another of their file are restricted."""
    from sqlalchemy import func, select

    counted = select(func.count()).select_from(tables.document).where(_is_restricted())
    return archive.read(lambda connection: connection.execute(counted.where(*_chosen(connection, filters, _asked(query)))).scalar()) or 0


def pick(
    archive: Archive,
    query: str,
    *,
    period: str | None = None,
    region: str | None = None,
    language: str | None = None,
    restricted: bool = False,
) -> list[Row]:
    """The figures about all words of the query, the best first: those of exactly the period, then those whose label has the words, then the newest.

    `period` is a year, a month, a day or two of them (`2023-01/2023-06`): figures that hold for it or for a part of it. `region` in either language.
    `language`: the version that tells a figure where both do. Whether a figure may be passed on is for the caller to see: `Row.grave`.
    `WrongCall` where the period is none.
    """
    from docpipe.archive.search import search

    asked, when = _asked(query), _period(period)
    # a year need not be printed beside its figures
    told = " ".join(query[start:end] for word, start, end in words(query) if not word.isdigit()) or query
    files = {hit.sha256 for hit in search(archive, told, limit=_MOST_DOCUMENTS)} if asked else set()
    chosen = [tables.document.c.sha256.in_(files), *([] if restricted else [~_is_restricted()])]
    found = [one for one in _figures(archive, lambda _: chosen, language) if _is_about(one, asked)]
    fit = [one for one in found if (when is None or _within(one.row, when)) and (region is None or _there(one.row, region))]
    fit.sort(key=lambda one: one.row.date or "", reverse=True)
    surely = [stem(word) for word, _, _ in words(query)]
    fit.sort(key=lambda one: _rank(one, surely, asked, when, language))
    return [one.row for one in fit]


def _rank(one: Said, surely: Sequence[str], asked: Sequence[str], when: tuple[str, str] | None, language: str | None) -> tuple[bool, ...]:
    """False before true. A word is surely meant where no more than an ending is cut off."""
    row = one.row
    return (
        when is not None and (row.since, row.until) != when,
        row.draft,
        not _about(one.label, surely),
        not _about(one.label, asked),
        not any(word.startswith(each) for each in asked for word in one.counted),
        language is not None and row.language != language,
    )


def _asked(query: str | None) -> list[str]:
    return [beginning(word) for word, _, _ in words(query or "")]


def _is_about(one: Said, asked: Sequence[str]) -> bool:
    return not asked or _about(one.label | one.sentence, asked)


def _about(there: frozenset[str], asked: Sequence[str]) -> bool:
    return all(each in there if each.isdigit() else any(word.startswith(each) for word in there) for each in asked)


def _period(told: str | None) -> tuple[str, str] | None:
    if told is None:
        return None
    start, _, end = told.partition("/")
    try:
        first, last = days(start, end or start)
        return date.fromisoformat(first or "").isoformat(), date.fromisoformat(last or "").isoformat()
    except ValueError as error:
        raise WrongCall(f"{told!r} is no period", "Write it so: 2023, 2023-08 or 2023-01/2023-06") from error


def _within(row: Row, when: tuple[str, str]) -> bool:
    return row.since is not None and row.until is not None and when[0] <= row.since and row.until <= when[1]


def _there(row: Row, region: str) -> bool:
    return row.region is not None and place(row.region, row.language) == place(region)


def _chosen(connection: Connection, filters: Filters | None, asked: Sequence[str]) -> list[ColumnElement[bool]]:
    """The documents that the filters let through, of files that have the words; a year need not be printed."""
    return [*narrowed(connection, filters or Filters()), *having(connection, [each for each in asked if not each.isdigit()])]


def _is_restricted() -> ColumnElement[bool]:
    """Files of which a document is marked restricted: what belongs to it says the same."""
    from sqlalchemy import select

    other = tables.document.alias("other")
    return select(other.c.id).where(other.c.sha256 == tables.document.c.sha256, other.c.marks.contains(_RESTRICTED)).exists()


def _figures(
    archive: Archive, chosen: Callable[[Connection], Sequence[ColumnElement[bool]]], language: str | None = None
) -> Iterator[Said]:
    """The figures of these documents, file by file, within one reading of the database."""
    from sqlalchemy import select
    from sqlalchemy.exc import DBAPIError

    from docpipe.archive.engine import told
    from docpipe.archive.outcome import inflated
    from docpipe.model.record import Packet

    one, file = tables.document.c, tables.file.c
    query = select(one.sha256, one.at).join(tables.file).order_by(file.since, file.sha256, one.id)
    query, record = query.execution_options(stream_results=True, yield_per=_AT_ONCE), _newest_record()
    try:
        with archive.engine.connect() as connection:
            query = query.where(*chosen(connection))
            for sha256, group in groupby(connection.execute(query), key=itemgetter(0)):
                kept = connection.execute(record, {"file": sha256}).scalar()
                if kept is not None:
                    yield from said(Packet.model_validate_json(inflated(kept)), sha256, {at for _, at in group}, language)
    except DBAPIError as error:
        raise told(error) from error


def _newest_record() -> Select[Any]:
    """Of the file that is given as `file`."""
    from sqlalchemy import bindparam, select

    one = tables.extraction.c
    return select(one.record).where(one.sha256 == bindparam("file"), one.record.is_not(None)).order_by(one.id.desc()).limit(1)
