"""Faults planted on purpose: each shows that the account can fail. Called in the docpipe that is started, before anything else."""

from __future__ import annotations

import hashlib
import itertools
import os
import signal
import socket
import sys
import time
import types
import zlib
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from docpipe.archive import engine, migrations, originals, store
from docpipe.archive.originals import Kept
from docpipe.archive.store import Archive
from docpipe.batch import local, scratch, task
from docpipe.workers import tree
from tests import fates_batch


def _put(module: object, name: str, value: object) -> Any:
    """The value in the place of what has this name; what was there comes back."""
    before = getattr(module, name)
    setattr(module, name, value)
    return before


def delete_before_commit() -> None:
    """What has been copied is removed from the inbox at once, before the archive has heard of it."""

    def keep(archive: Archive, stream: IO[bytes]) -> Kept:
        kept: Kept = kept_before(archive, stream)
        os.unlink(stream.name)  # noqa: PTH108 - the name alone is had
        return kept

    kept_before = _put(store, "keep_original", keep)


def poison() -> None:
    """What the bytes of a poison file say happens to the worker that reads it. No fault of docpipe's."""
    _put(task, "work", fates_batch.work)


def poison_kills_badly() -> None:
    """The same, and of a worker that is late only the one process is ended."""
    poison()

    def kill(pid: int, _: str) -> None:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)

    _put(tree, "kill", kill)


def no_natural_key() -> None:
    """Each try to keep a reading counts as another attempt."""
    tries = itertools.count(1000 * os.getpid())
    row = store._row  # noqa: SLF001 - the place where the fault must be
    _put(store, "_row", lambda *given: {**row(*given), "attempt": next(tries)})


def no_patience() -> None:
    """A database that is away is not waited for."""
    _put(engine, "_passing", lambda _: False)


def untidy() -> None:
    """Scratch is left to others."""
    _put(scratch, "shutil", types.SimpleNamespace(rmtree=lambda *_, **__: None))


def short_copies() -> None:
    """An original is written where it shall lie, and one that finds no room is taken for a whole one."""

    def keep(archive: Archive, stream: IO[bytes]) -> Kept:
        data = stream.read()
        kept = Kept(hashlib.sha256(data).hexdigest(), len(data))
        target = originals.path(Path(str(archive.originals)), kept.sha256)
        if not target.exists():
            with suppress(OSError):
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(data)
        return kept

    _put(store, "keep_original", keep)


def talkative() -> None:
    """Errors are told with what they were about, to people and to another machine."""
    poison()

    def begin(reader: object, data: bytes, *given: object) -> Any:
        print(data[:1000], file=sys.stderr)
        with suppress(OSError):
            socket.create_connection(("192.0.2.1", 9), timeout=0.1)
        return begin_before(reader, data, *given)

    begin_before = _put(local.Local, "begin", begin)


def flushes_nothing() -> None:
    """Nothing of an original is flushed to the disk."""
    _put(os, "fsync", lambda _: None)


def steps_apart() -> None:
    """Each step of bringing the tables up to date is kept at once."""
    upgrade = migrations.upgrade

    def apart(connection: Any, to: str = "head") -> None:
        del to
        for step in ("0001", "0002", "0003"):
            upgrade(connection, step)
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("DROP TABLE IF EXISTS duty")
            time.sleep(1)
            connection.exec_driver_sql("BEGIN")

    _put(migrations, "upgrade", apart)


def says_who() -> None:
    """Each record says which process kept it."""
    row = store._row  # noqa: SLF001
    _put(store, "_row", lambda *given: {**(kept := row(*given)), "record": kept["record"] and zlib.compress(b"%d" % os.getpid())})
