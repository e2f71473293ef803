"""The index of the latest extractions in its tables: the rows of files put in the place of their older ones, or those of all made again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table

from docpipe.archive import tables
from docpipe.errors import Secret

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from docpipe.archive.index import Indexed

_COUNTED = {"preserve_rowcount": True}
_Rows = Callable[["Indexed"], Sequence[Mapping[str, Any]]]
_OWNED: tuple[tuple[Table, _Rows], ...] = (
    (tables.person, lambda one: one.people),
    (tables.duty, lambda one: one.duties),
    (tables.answer, lambda one: one.answers),
    (tables.demand, lambda one: (one.demand,) if one.demand else ()),
)
"""The tables whose rows belong to a document."""
_WORDS = {
    "sqlite": "INSERT INTO word (word, bones) VALUES (?, ?) ON CONFLICT DO NOTHING",
    "postgresql": "INSERT INTO word (word, bones) VALUES (%s, %s) ON CONFLICT DO NOTHING",
}
"""In each database's own words: a record has hundreds of them, and SQLAlchemy would take longer over a row than the database."""


def reindex(connection: Connection, readings: Mapping[str, Sequence[Indexed]]) -> None:
    """For every file, by its digest, the rows of its latest reading in the place of those of an older one."""
    from sqlalchemy import delete, insert

    connection.execute(delete(tables.document).where(tables.document.c.sha256.in_(readings)))
    every = [(sha256, one) for sha256, index in readings.items() for one in index]
    if not every:
        return
    query = insert(tables.document).returning(tables.document.c.id, sort_by_parameter_order=True)
    made = connection.execute(query, [{"sha256": sha256, **one.document} for sha256, one in every]).scalars().all()
    owned = list(zip(made, (one for _, one in every), strict=True))
    for table, of in _OWNED:
        rows = [{**row, "document_id": owner} for owner, one in owned for row in of(one)]
        if rows:
            connection.execute(insert(table), rows)
    # in one order, so that two who write at once wait for each other and never in a circle
    words = sorted({pair for _, one in every for pair in one.words})
    if words:
        connection.exec_driver_sql(_WORDS[connection.dialect.name], words)


def again(connection: Connection) -> None:
    """The rows of every file made again from its latest record, as this docpipe makes them. What an older one told of a secret document is hidden."""
    from sqlalchemy import func, or_, select

    from docpipe.archive.index import indexed, is_secret
    from docpipe.archive.outcome import inflated
    from docpipe.model.record import Packet

    one = tables.extraction.c
    # of a file that was found secret the latest that counts has no record
    newest = select(func.max(one.id)).where(or_(one.record.is_not(None), one.code == Secret.code)).group_by(one.sha256)
    kept = one.record.is_not(None)
    for number in connection.execute(select(one.id).where(one.id.in_(newest), kept).order_by(one.id)).scalars().all():
        sha256, data = connection.execute(select(one.sha256, one.record).where(one.id == number)).one()
        packet = Packet.model_validate_json(inflated(data))
        if is_secret(packet):
            _hide(connection, sha256)
        reindex(connection, {sha256: () if is_secret(packet) else indexed(packet)})


def _hide(connection: Connection, sha256: str) -> None:
    """One more reading by the versions of the latest: the file is secret."""
    from sqlalchemy import insert, select

    one = tables.extraction.c
    last = connection.execute(select(tables.extraction).where(one.sha256 == sha256).order_by(one.id.desc()).limit(1)).mappings().one()
    told = {"attempt": last["attempt"] + 1, "state": "quarantined", "code": Secret.code, "findings": 0, "record": None}
    told["at"] = datetime.now(UTC).isoformat(timespec="milliseconds")
    connection.execute(insert(tables.extraction).values({**{name: last[name] for name in last if name != "id"}, **told}))


def added(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """How many of the rows were new."""
    if not rows:
        return 0
    return connection.execute(_unless_there(connection, table), rows, execution_options=_COUNTED).rowcount


def new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], column: str) -> frozenset[str]:
    """The rows added that were not there yet, by what they have in a column."""
    if not rows:
        return frozenset()
    return frozenset(connection.execute(_unless_there(connection, table).returning(table.c[column]), rows).scalars().all())


def _unless_there(connection: Connection, table: Table) -> Any:
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as sqlite_insert

        return sqlite_insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects.postgresql import insert as postgresql_insert

    return postgresql_insert(table).on_conflict_do_nothing()
