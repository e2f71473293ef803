"""The database behind an archive: how it is opened, and how its own errors are told."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from docpipe.archive import mounts, tables
from docpipe.errors import ArchiveUnavailable, DocpipeError, NoSpace
from docpipe.settings import limits

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DBAPIError

    from docpipe.archive.place import Place

Found = TypeVar("Found")
_TURNS = 200
_LOCK = 0x646F6370
"""By which those who change the tables of a PostgreSQL archive wait for each other."""


def opened(place: Place, *, make: bool) -> Engine:
    """The database, its tables brought up to date; a new one where there is none and `make`. `ArchiveUnavailable`."""
    if place.file is not None and not place.file.exists() and not make:
        raise ArchiveUnavailable("There is no archive here", "Name it with --archive or DOCPIPE_ARCHIVE; `docpipe ingest` makes one")
    if place.file is not None and (kind := mounts.network(place.file.parent)):
        raise ArchiveUnavailable(
            f"The folder of the archive lies on the network ({kind}), where SQLite's locks do not hold",
            "Use a folder of this machine, or a PostgreSQL database: postgresql://user@host/database",
        )
    engine = _engine(place)
    if place.file is not None:
        _own_folder(place)
    try:
        if reading(engine, _revision) != tables.HEAD:
            writing(engine, _up_to_date)
    except BaseException:
        engine.dispose()
        raise
    return engine


def writing(engine: Engine, work: Callable[[Connection], Found]) -> Found:
    """The work done in one transaction, all of it or nothing. What is done must bear being done again: a commit may be lost from sight."""
    return _patiently(lambda: _once(engine.execution_options(docpipe_writes=True), work))


def reading(engine: Engine, work: Callable[[Connection], Found]) -> Found:
    """What the work finds, all of it at one moment."""
    return _patiently(lambda: _once(engine, work))


def _once(engine: Engine, work: Callable[[Connection], Found]) -> Found:
    with engine.begin() as connection:
        return work(connection)


def _engine(place: Place) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        if place.file is not None:
            return _sqlite(create_engine(place.url, hide_parameters=True, connect_args={"timeout": limits().archive_seconds}))
        return create_engine(place.url, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except ImportError as error:
        raise ArchiveUnavailable("PostgreSQL needs psycopg, which is not installed", "pip install 'docpipe-kz[postgresql]'") from error
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise ArchiveUnavailable("The address of the archive cannot be read", "It looks so: postgresql://user@host/database") from error


def _sqlite(engine: Engine) -> Engine:
    """A commit is on the disk when it returns; writers wait for each other from the start of a transaction on, readers wait for nobody."""
    from sqlalchemy import event

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        _in_wal(connection)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("docpipe_writes") else "BEGIN")

    return engine


def _in_wal(connection: Any) -> None:
    """Write-ahead logging; a new file is turned to it by one process alone, and SQLite lets the others fail instead of wait."""
    import sqlite3

    for left in range(_TURNS, -1, -1):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(0.05)
        else:
            return


def _own_folder(place: Place) -> None:
    """The folder and the database's file are for their owner only."""
    if place.file is None:
        return
    try:
        place.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not place.file.exists():
            place.file.touch(mode=0o600)
    except OSError as error:
        raise ArchiveUnavailable(
            f"The folder of the archive cannot be used ({error.strerror})", "Check the folder and its rights"
        ) from error


def _up_to_date(connection: Connection) -> None:
    from docpipe.archive import migrations

    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    if _revision(connection) != tables.HEAD:
        migrations.upgrade(connection)


def _revision(connection: Connection) -> str | None:
    from sqlalchemy import inspect

    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def _patiently(work: Callable[[], Found]) -> Found:
    """The work; again and again for a while where the database is away. Another error of the database is told in our words."""
    from sqlalchemy.exc import DBAPIError

    until = time.monotonic() + limits().archive_seconds
    pause = 0.1
    while True:
        try:
            return work()
        except DBAPIError as error:
            if not _passing(error) or time.monotonic() > until:
                raise told(error) from error
        time.sleep(pause)
        pause = min(2 * pause, 2.0)


def _passing(error: DBAPIError) -> bool:
    """Whether the server may be back soon: it is restarting, or two transactions stood in each other's way."""
    from sqlalchemy.exc import OperationalError

    if type(error.orig).__module__.partition(".")[0] == "sqlite3":
        return False
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if state.startswith(("28", "3D", "42", "53")):
        return False
    return error.connection_invalidated or state.startswith(("57P", "40", "08")) or isinstance(error, OperationalError)


def told(error: DBAPIError) -> DocpipeError:
    """The database's error without a word of what was being written."""
    said, state = str(error.orig).lower(), str(getattr(error.orig, "sqlstate", None) or "")
    if "disk is full" in said or "disk i/o error" in said or state == "53100":
        return NoSpace("The disk of the archive is full", "Free some space and call the same command again; it goes on where it stopped")
    if "locked" in said:
        return ArchiveUnavailable("Another docpipe has held the archive for too long", "Wait until it has finished, and try again")
    if "not a database" in said or "malformed" in said:
        return ArchiveUnavailable(
            "The file of the archive is damaged or is no archive", "Restore it from a backup; `docpipe verify` looks at the originals"
        )
    if "readonly" in said or "unable to open" in said:
        return ArchiveUnavailable("The archive may not be written to", "Check the rights of its folder and file")
    return ArchiveUnavailable(
        f"The database does not answer ({type(error.orig).__name__}{f' {state}' if state else ''})", "Check that it runs and its address"
    )
