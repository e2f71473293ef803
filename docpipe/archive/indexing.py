"""The index of the latest extractions in its tables: the rows of one file put in the place of its older ones, or those of all made again."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docpipe.archive import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from docpipe.archive.index import Indexed

_COUNTED = {"preserve_rowcount": True}


def reindex(connection: Connection, sha256: str, index: Sequence[Indexed]) -> None:
    """The rows of the latest reading in the place of those of an older one."""
    from sqlalchemy import delete, insert

    connection.execute(delete(tables.document).where(tables.document.c.sha256 == sha256))
    for one in index:
        made = connection.execute(insert(tables.document).values(sha256=sha256, **one.document)).inserted_primary_key
        owner = {"document_id": made[0] if made else None}
        owned = ((tables.person, one.people), (tables.duty, one.duties), (tables.answer, one.answers))
        for table, rows in (*owned, (tables.demand, (one.demand,) if one.demand else ())):
            if rows:
                connection.execute(insert(table), [{**row, **owner} for row in rows])
        added(connection, tables.word, [{"word": word, "bones": bones} for word, bones in one.words])


def again(connection: Connection) -> None:
    """The rows of every file made again from its latest record, as this docpipe makes them."""
    from sqlalchemy import func, select

    from docpipe.archive.index import indexed
    from docpipe.model.record import Packet

    one = tables.extraction.c
    newest = select(func.max(one.id)).where(one.record.is_not(None)).group_by(one.sha256)
    for number in connection.execute(select(one.id).where(one.id.in_(newest)).order_by(one.id)).scalars().all():
        sha256, data = connection.execute(select(one.sha256, one.record).where(one.id == number)).one()
        reindex(connection, sha256, indexed(Packet.model_validate_json(inflated(data))))


def added(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """How many of the rows were new."""
    if not rows:
        return 0
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as sqlite_insert

        return connection.execute(sqlite_insert(table).on_conflict_do_nothing(), rows, execution_options=_COUNTED).rowcount
    from sqlalchemy.dialects.postgresql import insert as postgresql_insert

    return connection.execute(postgresql_insert(table).on_conflict_do_nothing(), rows, execution_options=_COUNTED).rowcount


def inflated(data: bytes) -> str:
    """A record as it was before `store.deflated`."""
    return zlib.decompress(data).decode()
