"""A place of its own for a fault: letters, an archive, scratch; a docpipe started there; what is found there afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docpipe.archive import store, tables
from docpipe.archive.place import ORIGINALS, named
from docpipe.archive.store import Archive

if TYPE_CHECKING:
    from sqlalchemy import Table

DOCPIPE = Path(sys.executable).with_name("docpipe")
_MARK = "DOCPIPE_FAULT"
_PLANT = "from bench.faults import planted; planted.{}(); from docpipe.cli import main; main()"
_LETTER = (
    "МИНИСТЕРСТВО ФИНАНСОВ\n\n№ 5-{0}/17 от 03.02.2024\n\nАкимат города Семей\n\nДеньги, {0} тысяч тенге, перечислены в срок.\n\n"
    "Министр    А. Омаров\n"
)
_DONE = {0, 10}
Addresses = Callable[[], str | None]
"""Gives the address of a new database, None where an archive is a folder."""


@dataclass(frozen=True, slots=True)
class World:
    """A folder with everything in it. `archive` is what `--archive` is given; `planted` names a fault that docpipe is started with."""

    folder: Path
    archive: str
    planted: str | None = None
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def inbox(self) -> Path:
        """What is to be taken in."""
        return self.folder / "in"

    @property
    def originals(self) -> Path:
        """Where the originals lie, whatever the database."""
        return self.folder / "archive" / "originals"

    @property
    def scratch(self) -> Path:
        """TMPDIR of everything that is started here."""
        return self.folder / "tmp"

    def environment(self, **more: str) -> dict[str, str]:
        """What docpipe is started with; all that it starts bears the mark too."""
        path = os.pathsep.join(filter(None, sys.path))
        own = {"PYTHONPATH": path, ORIGINALS: str(self.originals), "TMPDIR": str(self.scratch), _MARK: self.mark}
        return {**os.environ, **own, **more}

    def start(self, command: str, *words: str, before: Sequence[str] = (), **more: str) -> subprocess.Popen[bytes]:
        """A docpipe on this archive, what it says kept; `before` is the call of a program that starts it."""
        program = [sys.executable, "-c", _PLANT.format(self.planted)] if self.planted else [str(DOCPIPE)]
        call = [*before, *program, command, *words, "--archive", self.archive]
        return subprocess.Popen(call, env=self.environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def ingest(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """The inbox being taken in."""
        return self.start("ingest", str(self.inbox), *words, **more)

    @contextmanager
    def opened(self) -> Iterator[Archive]:
        """The archive for looking at."""
        archive = store.opened(named(self.archive, {ORIGINALS: str(self.originals)}))
        try:
            yield archive
        finally:
            archive.close()

    def processes(self) -> list[int]:
        """What was started here and is still alive."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if self.mark.encode() in (entry / "environ").read_bytes() and "\nState:\tZ" not in (entry / "status").read_text():
                    found.append(int(entry.name))
        return found

    def stragglers(self, seconds: float = 5) -> int:
        """How many of them are alive after so many seconds; they are ended then."""
        until = time.monotonic() + seconds
        while (left := self.processes()) and time.monotonic() < until:
            time.sleep(0.05)
        for one in left:
            with suppress(OSError):
                os.kill(one, signal.SIGKILL)
        return len(left)

    def arrivals(self) -> int:
        """Changes whenever an original has come."""
        with suppress(OSError):
            return sum(entry.stat().st_mtime_ns for entry in os.scandir(self.originals) if entry.is_dir())
        return 0


def made(folder: Path, archive: str | None = None, planted: str | None = None) -> World:
    """A new world; its archive is a folder in it unless an address is given."""
    world = World(folder, archive or str(folder / "archive"), planted)
    for one in (world.inbox, world.scratch):
        one.mkdir(parents=True)
    return world


def letters(world: World, files: int, scans: int = 0) -> dict[Path, bytes]:
    """Letters, all different, every tenth damaged, some of them scans; the inbox filled with them."""
    found = {world.inbox / f"{number:04}.txt": _LETTER.format(number).encode() for number in range(files - files // 10 - scans)}
    found |= {world.inbox / f"{number:04}.pdf": b"%%PDF-1.7 %d\n" % number for number in range(files // 10)}
    found |= {world.inbox / f"{number:04}.png": _scan(number) for number in range(scans)}
    for path, data in found.items():
        path.write_bytes(data)
    return found


def _scan(number: int) -> bytes:
    from tests import makers

    return makers.saved(makers.picture([f"Письмо от {number} марта", f"Перечислено {number} тысяч тенге"], (900, 400)), "PNG")


def seconds(idle: float) -> str:
    """A limit for what takes so long on an idle machine, on this one as busy as it is."""
    return str(round(idle * max(1, os.getloadavg()[0] / (os.cpu_count() or 1))))


def finished(running: subprocess.Popen[bytes], seconds: float = 3600) -> tuple[int, str]:
    """Its exit code and what it said on standard error."""
    try:
        said = running.communicate(timeout=seconds)[1].decode()
    finally:
        running.kill()
    return running.returncode, said


@dataclass(frozen=True, slots=True)
class Account:
    """What is wrong after all, and what was read."""

    lost: int
    twice: int
    half: int
    changed: int
    results: Mapping[str, Any] = field(repr=False)


def account(world: World, inputs: Mapping[Path, bytes]) -> Account:
    """The archive held against what went in: files without a reading, with two, with half of one; inputs that are not as they were."""
    digests = {hashlib.sha256(data).hexdigest() for data in inputs.values()}
    for part in world.originals.glob(".incoming-*"):
        # as if a minute had gone by: until then another run may be about to lock it
        os.utime(part, (0, 0))
    with world.opened() as archive:
        rows, index = _rows(archive, tables.extraction), _rows(archive, tables.document)
        fixity = store.verify(archive)
    documents = Counter((row["sha256"], row["at"]) for row in index)
    twice = _needless(rows) + sum(number - 1 for number in documents.values())
    half = len(fixity.changed) + len(fixity.missing) + len(fixity.untracked) + len(list(world.originals.glob(".incoming-*")))
    half += sum(not _whole(row, {one[0] for one in documents}) for row in rows)
    changed = sum(not path.is_file() or path.read_bytes() != data for path, data in inputs.items())
    return Account(len(digests - {row["sha256"] for row in rows}), twice, half, changed, _results(rows, index))


def _needless(rows: Sequence[Mapping[str, Any]]) -> int:
    """How many readings are there of a file that these versions had read before: only one that was read badly is tried again, once at a time."""
    last: dict[tuple[str, str], Mapping[str, Any]] = {}
    found = 0
    for row in sorted(rows, key=lambda row: row["id"]):
        before = last.get((row["sha256"], row["versions"]))
        found += before is not None and (before["state"] == "done" or row["attempt"] != before["attempt"] + 1)
        last[row["sha256"], row["versions"]] = row
    return found


def _rows(archive: Archive, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in archive.read(lambda connection: connection.execute(table.select()).mappings().all())]


def _whole(row: Mapping[str, Any], indexed: set[str]) -> bool:
    """Whether a reading is all there: its record can be read, and the archive can find what is in it."""
    if row["record"] is None:
        return bool(row["code"]) or row["state"] == "done"
    try:
        record = json.loads(zlib.decompress(row["record"]))
    except (zlib.error, ValueError):
        return False
    return not record["documents"] or row["sha256"] in indexed


def _results(rows: Sequence[Mapping[str, Any]], index: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """By the digest of each file: what its reading and its rows in the index say, numbers of rows and times apart."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found[row["sha256"]] = [row["state"], row["code"], zlib.crc32(zlib.decompress(row["record"] or zlib.compress(b"")))]
    for row in sorted(index, key=lambda row: (row["sha256"], row["at"])):
        found[row["sha256"]].append(zlib.crc32(repr([value for name, value in row.items() if name != "id"]).encode()))
    return found


_plain: dict[bytes, Mapping[str, Any]] = {}


def undisturbed(world: World, folder: Path) -> Mapping[str, Any]:
    """What comes of the same inbox where nothing goes wrong, in an archive of its own; of the same files it is found out once."""
    files = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in sorted(world.inbox.iterdir()))
    if files not in _plain:
        plain = World(folder, str(folder / "archive"))
        plain.scratch.mkdir(parents=True)
        code, said = finished(plain.start("ingest", str(world.inbox)), 7200)
        if code not in _DONE:
            raise RuntimeError(said)
        with plain.opened() as archive:
            _plain[files] = _results(_rows(archive, tables.extraction), _rows(archive, tables.document))
    return _plain[files]


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the account: what was found, and what must be found."""

    name: str
    found: object
    wanted: object = 0

    @property
    def good(self) -> bool:
        """Whether it is as it must be."""
        return self.found == self.wanted


def figures(world: World, inputs: Mapping[Path, bytes], plain: Mapping[str, Any] | None) -> list[Figure]:
    """The account of a world in the end."""
    found = account(world, inputs)
    lines = [Figure("lost", found.lost), Figure("twice", found.twice), Figure("half-written", found.half)]
    lines.append(Figure("inputs changed", found.changed))
    if plain is not None:
        different = sum(found.results.get(sha) != result for sha, result in plain.items())
        lines.append(Figure("other than undisturbed", different))
    return [*lines, Figure("processes left", world.stragglers()), Figure("scratch left", len(list(world.scratch.iterdir())))]


def summed(accounts: Sequence[Sequence[Figure]]) -> list[Figure]:
    """Several accounts of the same lines as one."""
    return [Figure(lines[0].name, sum(int(str(line.found)) for line in lines), lines[0].wanted) for lines in zip(*accounts, strict=True)]
