"""What people say of demands: when one came in, by what it was answered. Rows are only added; a later one corrects an earlier one."""

from __future__ import annotations

import getpass
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from docpipe.archive import due, tables
from docpipe.archive.facets import number_key
from docpipe.errors import WrongCall

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from docpipe.archive.due import Demand
    from docpipe.archive.store import Archive


def receive(archive: Archive, sha256: str, at: str | None, day: date | None, number: str | None = None) -> Demand | None:
    """The day on which a demand came in, under the number of the incoming register; without a day the last such row is taken back.

    A document that wants nothing, as far as it was read, is a demand from then on. The demand as it stands now, None where
    nothing is wanted any more. `at` is its id in the record, None where the file has one only. `WrongCall`.
    """

    def work(connection: Connection) -> Demand | None:
        if day is not None and not _all(connection, sha256, at):
            _past(day)
            _add(connection, tables.receipt, _paper(connection, sha256, at), day, number)
            return _one(connection, sha256, at)
        asked = _one(connection, sha256, at)
        if day is None and not asked.recorded:
            raise WrongCall("No receipt was recorded for it", "`docpipe due` shows what is known of it")
        if day is not None:
            _past(day)
            if asked.closed and day.isoformat() > asked.closed:
                raise WrongCall(
                    f"It was answered before that day, on {asked.closed}", "Check the date; `docpipe close ID --undo` opens it again"
                )
        _add(connection, tables.receipt, _key(asked), day, number)
        return next(iter(_all(connection, *asked.versions[0])), None)

    return archive.write(work)


def close(archive: Archive, sha256: str, at: str | None, day: date | None, number: str | None = None) -> Demand:
    """The registered final answer, which alone ends a demand; without a day the demand is open again. As `receive`."""

    def work(connection: Connection) -> Demand:
        asked = _one(connection, sha256, at)
        if day is None and not asked.closed:
            raise WrongCall("It is not closed", "`docpipe due` shows what is open")
        if day is not None:
            _may_close(connection, asked, day, number or "")
        _add(connection, tables.closing, _key(asked), day, number)
        return _one(connection, *asked.versions[0])

    return archive.write(work)


_Key = tuple[str, str, str | None]
"""A document as a journal names it: its file, its id in the record, its number as it is compared."""


def _all(connection: Connection, sha256: str, at: str | None) -> list[Demand]:
    """The demands that may be meant."""
    from sqlalchemy import select

    # two who say something of one file wait for each other
    connection.execute(select(tables.file.c.sha256).where(tables.file.c.sha256 == sha256).with_for_update())
    every = due.found(connection, _today(), closed=True, sha256=sha256)
    return [one for one in every if any(v[0] == sha256 and at in (None, v[1]) for v in one.versions)]


def _one(connection: Connection, sha256: str, at: str | None) -> Demand:
    """The demand that is meant."""
    found = _all(connection, sha256, at)
    if not found:
        raise WrongCall(
            "Nothing in it wants an answer, as far as it was read",
            "`docpipe receive ID/N --on DATE` says that it does; `docpipe show ID` what was read",
        )
    if len(found) > 1:
        raise _several(sha256, [v[1] for one in found for v in one.versions[:1]])
    return found[0]


def _paper(connection: Connection, sha256: str, at: str | None) -> _Key:
    """The document that is meant, whatever was read of it."""
    from sqlalchemy import select

    one = tables.document.c
    query = select(one.at, one.number_key).where(one.sha256 == sha256).order_by(one.id)
    rows = [row for row in connection.execute(query) if at in (None, row.at)]
    if not rows:
        raise WrongCall("There is no such document in the file, or none could be read", "`docpipe list` shows what is in it")
    if len(rows) > 1:
        raise _several(sha256, [row.at for row in rows])
    return sha256, rows[0].at, rows[0].number_key


def _several(sha256: str, ids: list[str]) -> WrongCall:
    return WrongCall("More than one document in it may be meant", f"Say which: {', '.join(f'{sha256[:12]}/{at}' for at in ids)}")


def _key(asked: Demand) -> _Key:
    return (*asked.versions[0], number_key(asked.number) if asked.number else None)


def _may_close(connection: Connection, asked: Demand, day: date, number: str) -> None:
    _past(day)
    if asked.closed:
        raise WrongCall(f"It is closed already: № {asked.closed_by} of {asked.closed}", "`docpipe close ID --undo` opens it again")
    if asked.received and day.isoformat() < asked.received:
        raise WrongCall(
            f"It came in after that day, on {asked.received}", "Check the date of the answer; `docpipe receive` corrects the other one"
        )
    if asked.date and not asked.received and day.isoformat() < asked.date:
        raise WrongCall(
            f"It was written after that day, on {asked.date}",
            "Check the date of the answer; where the other one was read wrongly, `docpipe receive ID --on DATE` says when it came",
        )
    if _puts_off(connection, day, number):
        raise WrongCall(
            "The letter of that number and date is a draft or an interim answer", "Only the registered final answer closes an inquiry"
        )


def _puts_off(connection: Connection, day: date, number: str) -> bool:
    """Whether the archive has that letter and it is no final one."""
    from sqlalchemy import select

    one = tables.document.c
    query = select(one.genre, one.marks).where(one.number_key == number_key(number), one.date == day.isoformat())
    return any(row.genre in due.INTERIM or "draft" in (row.marks or "").split() for row in connection.execute(query))


def _past(day: date) -> None:
    if day > _today():
        raise WrongCall(f"{day} is still to come", "Check the date")


def _add(connection: Connection, table: Table, key: _Key, day: date | None, number: str | None) -> None:
    from sqlalchemy import insert

    who = None
    with suppress(OSError, KeyError, ImportError):
        who = getpass.getuser()
    told = {
        "day": day.isoformat() if day else None,
        "number": number,
        "who": who,
        "since": datetime.now(UTC).isoformat(timespec="milliseconds"),
    }
    connection.execute(insert(table).values(sha256=key[0], at=key[1], asked=key[2], **told))


def _today() -> date:
    return datetime.now().astimezone().date()
