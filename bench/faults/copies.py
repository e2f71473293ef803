"""Copies, moves and damage of an archive: backups while it is written to, tables brought up to date, bits that flip."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, account, figures, finished, letters, made, undisturbed
from docpipe.archive import engine, migrations, originals, store
from docpipe.archive.place import named

_BITS = 8


def backup(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """Copies made while letters are taken in: the database first, by SQLite's own means, then the originals. `control`: the other way round."""
    del addresses
    world, told, number = made(folder / "world"), Counter[str](), 0
    letters(world, files)
    running = world.ingest()
    while not world.arrivals():
        time.sleep(0.05)
    while number < times and running.poll() is None:
        copy = World(folder / f"copy{number}", str(folder / f"copy{number}" / "archive"))
        (copy.folder / "archive").mkdir(parents=True)
        for step in reversed(_COPYING) if control else _COPYING:
            step(world, copy, number)
        with copy.opened() as archive:
            found = store.verify(archive)
        told["changed"] += len(found.changed)
        told["missing"] += len(found.missing)
        told["database unsound"] += _integrity(copy) != "ok"
        number += 1
    finished(running)
    return [Figure("copies", number, times), *[Figure(name, told[name]) for name in ("changed", "missing", "database unsound")]]


def _copy_database(world: World, copy: World, number: int) -> None:
    target = copy.folder / "archive" / "archive.sqlite"
    with closing(sqlite3.connect(world.folder / "archive" / "archive.sqlite", timeout=60)) as source:
        if number % 2:
            source.execute("VACUUM INTO ?", (str(target),))
        else:
            with closing(sqlite3.connect(target)) as to:
                source.backup(to)


def _copy_originals(world: World, copy: World, _: int) -> None:
    shutil.copytree(world.originals, copy.originals, ignore=shutil.ignore_patterns(".incoming-*"))


_COPYING = (_copy_database, _copy_originals)


def _integrity(world: World) -> str:
    with closing(sqlite3.connect(world.folder / "archive" / "archive.sqlite")) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def migrate(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """An archive with the tables of the first docpipe, ended by force again and again while they are brought up to date; then one from the future.

    `control`: the steps are taken outside of a transaction.
    """
    chance = random.Random(times)  # noqa: S311 - moments, no secrets
    world = made(folder / "world", addresses(), "steps_apart" if control else None)
    inputs = letters(world, files)
    finished(world.ingest())
    before = account(world, inputs)
    ended, wrong = 0, 0
    for _ in range(times):
        _made_old(world)
        running = world.start("status")
        time.sleep(chance.uniform(0.3, 2.5))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        ended += running.returncode < 0
        code, _said = finished(world.start("status"))
        wrong += code not in {0, 10}
    after = account(world, inputs)
    newer, said = _newer(world)
    return [
        Figure("ended by force", ended, ended),
        Figure("not opened afterwards", wrong),
        Figure("readings lost or changed", sum(after.results.get(sha, [])[:3] != found[:3] for sha, found in before.results.items())),
        Figure("index other than before", sum(after.results.get(sha) != found for sha, found in before.results.items())),
        Figure("a newer archive", newer, 4),
        Figure("tracebacks", said.count("Traceback")),
    ]


def _made_old(world: World) -> None:
    """The archive as the first docpipe would have left it: the same readings in its tables."""
    kept = {}
    with world.opened() as archive, archive.engine.begin() as connection:
        for table in ("file", "arrival", "extraction"):
            kept[table] = [dict(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()]  # noqa: S608
    place = named(world.archive, {"DOCPIPE_ORIGINALS": str(world.originals)})
    if place.file is not None:
        for suffix in ("", "-wal", "-shm"):
            place.file.with_name(place.file.name + suffix).unlink(missing_ok=True)
        place.file.touch(mode=0o600)
    made_anew = engine._engine(place)  # noqa: SLF001 - without bringing it up to date
    with made_anew.begin() as connection:
        migrations.upgrade(connection, "0001")
        from sqlalchemy import MetaData, insert

        found = MetaData()
        found.reflect(connection)
        for table, rows in kept.items():
            connection.execute(insert(found.tables[table]), rows)
    made_anew.dispose()


def _newer(world: World) -> tuple[int, str]:
    with world.opened() as archive, archive.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    return finished(world.start("status"))


def flips(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """One bit of one original turned, and turned back: `verify` must name that original and no other. `control`: it looks at sizes alone."""
    chance = random.Random(times)  # noqa: S311 - places, no secrets
    world = made(folder / "world", addresses())
    letters(world, files)
    finished(world.ingest())
    paths = sorted(path for path in world.originals.glob("??/*"))
    found = 0
    with world.opened() as archive:
        if control:
            originals._is_true = lambda *_: True  # noqa: SLF001
        for _ in range(times):
            path = chance.choice(paths)
            data = path.read_bytes()
            at = chance.randrange(len(data) * _BITS)
            turned = bytearray(data)
            turned[at // _BITS] ^= 1 << at % _BITS
            _put(path, bytes(turned))
            seen = store.verify(archive)
            found += seen.changed == (path.name,) and not (seen.missing or seen.untracked)
            _put(path, data)
        sound = store.verify(archive).sound
    return [Figure("flips found", found, times), Figure("sound when turned back", sound, wanted=True)]


def _put(path: Path, data: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(data)
    path.chmod(0o400)


def same(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """The same files taken in so many times by one worker and by two: the same bytes in every record."""
    spared = made(folder / "spared")
    inputs = letters(spared, files, files // 4)
    plain = undisturbed(spared, folder / "plain")
    different = 0
    for number in range(2 * times):
        world = made(folder / f"world{number}", addresses(), "says_who" if control else None)
        for path, data in inputs.items():
            (world.inbox / path.name).write_bytes(data)
        finished(world.ingest("--jobs", str(1 + number % 2)))
        line = next(line for line in figures(world, {}, plain) if line.name.startswith("other"))
        different += int(str(line.found))
    return [Figure("runs", 2 * times, 2 * times), Figure("records", len(plain), len(plain)), Figure("records that differ", different)]
