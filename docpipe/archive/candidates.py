"""Documents out of the full-text index that have all of some words: the newest that there are, as many as are asked for.

A frequent word is never followed through the whole archive: first the newest months are looked at, then eight times as many, and so on until there
are enough. Only what is written here differs between the two databases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from docpipe.archive import facets, tables
from docpipe.archive.filters import Filters, conditions, wanted
from docpipe.archive.query import Word
from docpipe.archive.spelling import beginning_so

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, FromClause, Select, TextClause

_MOST_FORMS = 300
_PREFIXES = range(3, 8)
"""Beginnings of so many letters are in the index of SQLite."""
SHORTEST = _PREFIXES.start
"""The index tells nothing of beginnings that are shorter."""
_CUT = 5
"""So many letters of every longer word are in the index of PostgreSQL."""
_BY_FORMS = 48
_FIRST, _WIDER, _LONGEST = 4000, 8, 1200
_AT_ONCE = 2000
_Group = tuple[list[str], "ColumnElement[bool] | None"]
"""Words as the index writes them, of which a document has one; and what must be looked at besides, where they let too much through."""


class Index:
    """The index as one search asks it, within the filters."""

    def __init__(self, connection: Connection, filters: Filters) -> None:
        """Asks the calendar before the planner is bound."""
        self.connection, self.filters = connection, filters
        if connection.dialect.name == "postgresql":
            release(connection)
            _ = self.calendar
            prepare(connection)

    @cached_property
    def calendar(self) -> Calendar:
        """Looked up once, where it is asked for."""
        return _calendar(self.connection, self.filters)

    def newest(self, words: Sequence[Word], most: int, phrases: Sequence[str] = ()) -> tuple[list[int], bool]:
        """The ids of documents that have all of the words, the newest first, and whether these are all that there are."""
        groups = [_resolved(self.connection, one) for one in words]
        groups += [_resolved(self.connection, Word("", whole, begins)) for whole, begins in wanted(self.filters)]
        if any(not keys for keys, _ in groups):
            return [], True
        besides = [extra for _, extra in groups if extra is not None]
        besides += [spells(self.connection, f" {phrase} ") for phrase in phrases]
        # a year or a month is told by the index alone
        since, until = (day if day and len(day) > len("2024-01") else None for day in (self.filters.since, self.filters.until))
        besides += conditions(Filters(since=since, until=until, state=self.filters.state))
        return _gathered(self, [keys for keys, _ in groups], besides, most)


def prepare(connection: Connection) -> None:
    """What a planner who knows nothing of the words must not try: reading every document."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"
        )


def release(connection: Connection) -> None:
    """A planner that may try everything again, within the same transaction."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")


def every(connection: Connection, words: Sequence[Word]) -> Select[Any]:
    """The ids of all documents that have all of the words, at least one, as a query."""
    from sqlalchemy import false, select

    groups = [_resolved(connection, one) for one in words]
    if any(not keys for keys, _ in groups):
        return select(tables.document.c.id).where(false())
    query = (_sqlite if connection.dialect.name == "sqlite" else _postgresql)([keys for keys, _ in groups])
    return query.where(*(extra for _, extra in groups if extra is not None))


def _gathered(index: Index, groups: list[list[str]], besides: list[Any], most: int) -> tuple[list[int], bool]:
    """SQLite stops by itself when it has enough: where it has not, these are all."""
    connection = index.connection
    if connection.dialect.name == "sqlite":
        found = _asked(connection, groups, besides, _all_months(index), most + 1)
        if len(found) <= most:
            return found, True
    kept: dict[int, None] = {}
    for months in _windows(index):
        kept.update(dict.fromkeys(_asked(connection, groups, besides, months, most + 1 + len(kept))))
        if len(kept) > most:
            return list(kept)[:most], False
    return list(kept), True


def _asked(connection: Connection, groups: list[list[str]], besides: list[Any], months: Sequence[str] | None, most: int) -> list[int]:
    if months is not None and not months:
        return []
    every = [*groups, *([_written(connection, months)] if months else [])]
    if connection.dialect.name == "sqlite":
        if not besides:
            return list(connection.execute(_plain(), {"asked": _match(every), "most": most}).scalars())
        return list(connection.execute(_sqlite(every).where(*besides).limit(most)).scalars())
    found = connection.execute(_postgresql(every).where(*besides).limit(max(most, _AT_ONCE))).scalars()
    return sorted(found, reverse=True)[:most]


def _written(connection: Connection, keys: Sequence[str]) -> list[str]:
    quote = '"' if connection.dialect.name == "sqlite" else "'"
    return [f"{quote}{one}{quote}" for one in keys]


def _windows(index: Index) -> Iterator[Sequence[str] | None]:
    """Months, the newest first, each time more of them; last everything, what bears no date too."""
    calendar = index.calendar
    if calendar.begins is not None:
        oldest, latest = _month(calendar.oldest), _month(calendar.latest)
        first, last = max(_month(calendar.begins), oldest), latest
        width = _month(calendar.soon or calendar.begins) - first + 1
        while first > oldest and width < _LONGEST:
            yield facets.months(_named(first), _named(last))
            last, width = first - 1, width * _WIDER
            first = last - width + 1
    yield _all_months(index)


def _all_months(index: Index) -> Sequence[str] | None:
    """Those that the filters let through; None where they ask for no date."""
    if not (index.filters.since or index.filters.until):
        return None
    return facets.months(index.calendar.oldest, index.calendar.latest)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The oldest and the newest date that a document may have; the dates that so many newer documents stand before, None where there are fewer."""

    oldest: str
    latest: str
    begins: str | None
    soon: str | None


def _calendar(connection: Connection, filters: Filters) -> Calendar:
    from sqlalchemy import func, select

    day = tables.document.c.date
    oldest, latest = (connection.execute(select(most(day))).scalar() or "2000" for most in (func.min, func.max))
    begins, soon = (_day_of(connection, filters, place) for place in (_FIRST, _FIRST // 10))
    until = filters.until and filters.until + "-12" * (len(filters.until) == len("2024"))
    return Calendar(max(oldest, filters.since or oldest), min(latest, until or latest), begins, soon)


def _day_of(connection: Connection, filters: Filters, place: int) -> str | None:
    """The date of the document that so many newer ones stand before; None where there are fewer."""
    from sqlalchemy import select

    day = tables.document.c.date
    query = select(day).where(day.is_not(None), *conditions(Filters(since=filters.since, until=filters.until)))
    found: str | None = connection.execute(query.order_by(day.desc()).offset(place).limit(1)).scalar()
    return found


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7] or 1) - 1


def _named(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _resolved(connection: Connection, one: Word) -> _Group:
    """The word as the index has it: whole words, and beginnings as words too."""
    sqlite = connection.dialect.name == "sqlite"
    keys, loose = dict.fromkeys(_written(connection, one.whole)), False
    for start in one.begins:
        more, exact = (_begins_sqlite if sqlite else _begins_postgresql)(connection, start)
        keys.update(dict.fromkeys(more))
        loose |= not exact
    return list(keys), _holds(connection, one) if loose else None


def _begins_sqlite(connection: Connection, start: str) -> tuple[list[str], bool]:
    if len(start) in _PREFIXES:
        return [f'"{start}"*'], True
    if len(start) < _PREFIXES.start:
        return [], True
    forms = beginning_so(connection, start, _MOST_FORMS + 1)
    if len(forms) <= _MOST_FORMS:
        return _written(connection, forms), True
    return [f'"{start[: _PREFIXES.stop - 1]}"*'], False


def _begins_postgresql(connection: Connection, start: str) -> tuple[list[str], bool]:
    if len(start) < _PREFIXES.start:
        return [], True
    if len(start) < _CUT:
        cuts = _cuts(connection, start)
        return (cuts, True) if len(cuts) <= _BY_FORMS else ([f"'{start}':*"], True)
    if len(start) == _CUT:
        return [f"'{facets.CUT}{start}'"], True
    forms = beginning_so(connection, start, _BY_FORMS + 1)
    if len(forms) <= _BY_FORMS:
        return _written(connection, forms), True
    return [f"'{facets.CUT}{start[:_CUT]}'"], False


def _cuts(connection: Connection, start: str) -> list[str]:
    """The beginnings of five letters that words which begin so have, and the shorter words themselves."""
    from sqlalchemy import func, select

    from docpipe.archive.spelling import LAST

    by = tables.word.c.word
    query = select(func.left(by, _CUT)).distinct().where(by >= start, by < start + LAST).limit(_BY_FORMS + 1)
    found = connection.execute(query).scalars()
    return [f"'{facets.CUT}{one}'" if len(one) == _CUT else f"'{one}'" for one in found]


def _holds(connection: Connection, one: Word) -> ColumnElement[bool]:
    """What the index cannot tell, looked at in the words of the document."""
    from sqlalchemy import or_

    return or_(*(spells(connection, f" {word} ") for word in one.whole), *(spells(connection, f" {start}") for start in one.begins))


def spells(connection: Connection, piece: str, documents: FromClause = tables.document) -> ColumnElement[bool]:
    """The words of a document hold the piece, blanks around them."""
    from sqlalchemy import func, literal

    within = func.instr if connection.dialect.name == "sqlite" else func.strpos
    held: ColumnElement[bool] = within(literal(" ") + documents.c.words + literal(" "), piece) > 0
    return held


def _sqlite(groups: Sequence[Sequence[str]]) -> Select[Any]:
    """FTS5 goes backwards through the documents as they came, and stops where it has enough. Words are letters and digits, so quoting them is enough."""
    from sqlalchemy import column, literal_column, select, table

    index = table("search", column("rowid"))
    joined = index.join(tables.document, tables.document.c.id == index.c.rowid)
    match = literal_column("search", type_=tables.document.c.words.type).op("MATCH")(_match(groups))
    return select(index.c.rowid).select_from(joined).where(match).order_by(index.c.rowid.desc())


def _match(groups: Sequence[Sequence[str]]) -> str:
    return " AND ".join("(" + " OR ".join(one) + ")" for one in groups)


@cache
def _plain() -> TextClause:
    """The same where the index alone decides, put together once: a search asks this up to thirty times."""
    from sqlalchemy import text

    return text("SELECT rowid FROM search WHERE search MATCH :asked ORDER BY rowid DESC LIMIT :most")


def _postgresql(groups: Sequence[Sequence[str]]) -> Select[Any]:
    """A tsquery written out, so that no parser of the server's locale comes between."""
    from sqlalchemy import cast, func, select
    from sqlalchemy.dialects.postgresql import TSQUERY

    asked = " & ".join("(" + " | ".join(one) + ")" for one in groups)
    one = tables.document.c
    return select(one.id).where(func.docpipe_lexemes(one.words).op("@@")(cast(asked, TSQUERY)))
