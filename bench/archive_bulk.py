"""An archive of any size in minutes: the rows of `archive_letters` written straight into the tables, the full-text index made once at the end."""
# ruff: noqa: S608 - the statements are put together from our own words

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from bench.archive_letters import DAYS, Letters, spelled
from docpipe.archive import tables
from docpipe.archive.outcome import deflated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Table

    from bench.archive_letters import Letter
    from docpipe.archive.store import Archive

_AT_ONCE = 5_000
_RECORD = deflated('{"schema": "docpipe/1"}' * 20)
_OFF = {
    "sqlite": ("DROP TRIGGER document_in", "INSERT INTO search(search, rank) VALUES ('hashsize', 67108864)"),
    "postgresql": ("DROP INDEX ix_document_search", "SET maintenance_work_mem = '512MB'"),
}
_OWN = 50_000
_LATER = {"sqlite": "date(date, '+{months} months')", "postgresql": "to_char(date::date + interval '{months} months', 'YYYY-MM-DD')"}
_MONTH = {
    "sqlite": "strftime('zy%Y zm%Y%m', date, '+{months} months')",
    "postgresql": "to_char(date::date + interval '{months} months', '\"zy\"YYYY \"zm\"YYYYMM')",
}
_INDEX = "CREATE INDEX ix_document_search ON document USING gin (docpipe_lexemes(words)) WITH (gin_pending_list_limit = 256)"
_ON = {
    "sqlite": (
        "INSERT INTO search(search) VALUES ('rebuild')",
        "INSERT INTO search(search, rank) VALUES ('hashsize', 1048576)",
        "CREATE TRIGGER document_in AFTER INSERT ON document BEGIN INSERT INTO search(rowid, words) VALUES (new.id, new.words); END",
    ),
    "postgresql": (
        "SET maintenance_work_mem = '512MB'",
        _INDEX,
        "SELECT setval('document_id_seq', (SELECT max(id) FROM document))",
        "ANALYZE",
    ),
}


def filled(archive: Archive, size: int) -> None:
    """So many letters put into an empty archive: at most fifty thousand of their own, and these again with other days, numbers and digests."""
    copies = -(-size // _OWN)
    letters = Letters(size // copies, DAYS // copies)
    dialect = archive.engine.dialect.name
    _told(archive, _OFF[dialect])
    for number, some in enumerate(_batches(letters.all())):
        archive.write(lambda connection, some=some, number=number: _put(connection, some, number * _AT_ONCE + 1))  # type: ignore[misc]
    for words in _batches(spelled(letters.used)):
        rows = [{"word": word, "bones": bones} for word, bones in words]
        archive.write(lambda connection, rows=rows: _add(connection, tables.word, rows))  # type: ignore[misc]
    for copy in range(1, copies):
        _told(archive, list(_copied(dialect, letters.size, copy, 120 // copies * copy)))
    _told(archive, _ON[dialect])


def _copied(dialect: str, many: int, copy: int, months: int) -> Iterator[str]:
    """The first `many` letters once more, so many months later."""
    day, month = _LATER[dialect].format(months=months), _MONTH[dialect].format(months=months)
    was = "'zy' || substr(date, 1, 4) || ' zm' || substr(date, 1, 4) || substr(date, 6, 2)"
    words = f"replace(replace(words, {was}, {month}), ' ' || 'zn' || number_key, ' zn' || number_key || '{copy}')"
    digest = f"'x{copy:02}' || substr(sha256, 4)"
    first = f"(SELECT sha256 FROM document WHERE id <= {many})"
    yield f"INSERT INTO file SELECT {digest}, size, substr(since, 1, 10) || 'T{copy:02}' || substr(since, 12) FROM file WHERE sha256 IN {first}"
    yield f"INSERT INTO arrival (sha256, name, since) SELECT {digest}, name, since FROM arrival WHERE sha256 IN {first}"
    read = ", ".join(one.name for one in tables.extraction.c if one.name not in ("id", "sha256"))
    yield f"INSERT INTO extraction (sha256, {read}) SELECT {digest}, {read} FROM extraction WHERE sha256 IN {first}"
    kept = ", ".join(one.name for one in tables.document.c if one.name not in ("id", "sha256", "date", "words", "number", "number_key"))
    made = f"id + {copy * many}, {digest}, {day}, {words}, number || '{copy}', number_key || '{copy}', {kept}"
    yield f"INSERT INTO document (id, sha256, date, words, number, number_key, {kept}) SELECT {made} FROM document WHERE id <= {many}"
    for table in (tables.person, tables.demand):
        rest = ", ".join(one.name for one in table.c if one.name != "document_id")
        yield f"INSERT INTO {table} (document_id, {rest}) SELECT document_id + {copy * many}, {rest} FROM {table} WHERE document_id <= {many}"
    yield from _duties(dialect, many, copy, months)


def _duties(dialect: str, many: int, copy: int, months: int) -> Iterator[str]:
    moved = ", ".join(
        _LATER[dialect].format(months=months).replace("date,", f'"{one}",').replace("date::", f'"{one}"::') for one in ("from", "to")
    )
    rest = ", ".join(one.name for one in tables.duty.c if one.name not in ("document_id", "from", "to"))
    yield f'INSERT INTO duty (document_id, "from", "to", {rest}) SELECT document_id + {copy * many}, {moved}, {rest} FROM duty WHERE document_id <= {many}'


def _batches(every: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(every)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _told(archive: Archive, statements: Sequence[str]) -> None:
    def work(connection: Connection) -> None:
        for one in statements:
            connection.exec_driver_sql(one)

    archive.write(work)


def _put(connection: Connection, letters: Sequence[Letter], number: int) -> None:
    sizes = [{"sha256": one.sha256, "size": 1000, "since": one.since} for one in letters]
    _add(connection, tables.file, sizes)
    _add(connection, tables.arrival, [{"sha256": one.sha256, "name": f"{one.sha256[:8]}.pdf", "since": one.since} for one in letters])
    reading = {"versions": "v", "attempt": 1, "made_with": "{}", "state": "done", "pages": 1, "findings": 0, "record": _RECORD}
    _add(connection, tables.extraction, [{**reading, "sha256": one.sha256, "at": one.since} for one in letters])
    numbered = list(enumerate(letters, number))
    _add(connection, tables.document, [{"id": at, "sha256": one.sha256, **one.one.document} for at, one in numbered])
    _add(connection, tables.person, [{"document_id": at, **row} for at, one in numbered for row in one.one.people])
    _add(connection, tables.duty, [{"document_id": at, **row} for at, one in numbered for row in one.one.duties])
    _add(connection, tables.demand, [{"document_id": at, **one.one.demand} for at, one in numbered if one.one.demand])


def _add(connection: Connection, table: Table, rows: Sequence[Any]) -> None:
    if rows:
        connection.execute(insert(table), rows)
