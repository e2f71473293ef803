"""The archive: what came, what was read of it, by which versions. Originals first, then everything about a file in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256 as digest_of
from itertools import count
from typing import IO, TYPE_CHECKING, Any, TypeVar

from docpipe.archive import engine as database
from docpipe.archive import originals, tables
from docpipe.archive.indexing import added, new, reindex
from docpipe.archive.originals import Fixity, Folder, Kept
from docpipe.archive.outcome import Outcome, State, inflated
from docpipe.errors import Secret
from docpipe.model.printable import printable

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Select

    from docpipe.archive.place import Place

Found = TypeVar("Found")
LONGEST_NAME = 2500
"""Bytes of the name of a file; PostgreSQL has an index of names, and takes no row into it that is much longer."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The latest reading of a file, without its record."""

    sha256: str
    state: State
    code: str | None
    versions: str
    attempt: int
    pages: int | None
    findings: int
    at: str
    media_type: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be kept of a file: the names under which it came; its reading, the how-manieth by these versions. None where it is known already."""

    kept: Kept
    names: Sequence[str]
    outcome: Outcome | None = None
    made_with: Mapping[str, str] = field(default_factory=dict)
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive."""

    engine: Engine
    originals: Folder

    def read(self, work: Callable[[Connection], Found]) -> Found:
        """What the work finds in the database."""
        return database.reading(self.engine, work)

    def write(self, work: Callable[[Connection], Found]) -> Found:
        """The work done in one transaction."""
        return database.writing(self.engine, work)

    def close(self) -> None:
        """No connection left open."""
        self.engine.dispose()


def opened(place: Place, *, make: bool = False) -> Archive:
    """The archive at this place; a new one where there is none and `make`. `ArchiveUnavailable`, `NoSpace`."""
    engine = database.opened(place, make=make)
    try:
        originals.prepare(place.originals)
    except BaseException:
        engine.dispose()
        raise
    return Archive(engine, place.originals)


def keep_original(archive: Archive, stream: IO[bytes]) -> Kept:
    """The original, safely on the disk; the database does not know of it yet."""
    return originals.keep(archive.originals, stream)


def remembered(name: str) -> str:
    """The name as the archive keeps it: one that is longer than any index takes without its middle.

    >>> remembered("a/b.pdf"), len(remembered("я" * 9000).encode()) < LONGEST_NAME
    ('a/b.pdf', True)
    """
    data = printable(name).encode()
    if len(data) <= LONGEST_NAME:
        return data.decode()
    half = LONGEST_NAME // 2 - 2
    return f"{data[:half].decode(errors='ignore')}…{data[-half:].decode(errors='ignore')}"


def versions_digest(made_with: Mapping[str, str]) -> str:
    """Short name of a set of versions.

    >>> versions_digest({"docpipe": "1", "vocabulary": "2"}) == versions_digest({"vocabulary": "2", "docpipe": "1"})
    True
    """
    return digest_of(_versions(made_with).encode()).hexdigest()[:16]


def _versions(made_with: Mapping[str, str]) -> str:
    return json.dumps(dict(made_with), sort_keys=True, ensure_ascii=False)


def latest(archive: Archive, sha256: str) -> Extraction | None:
    """The latest reading of the file, None where there is none yet."""
    return archive.read(lambda connection: _latest(connection, sha256))


def _latest(connection: Connection, sha256: str) -> Extraction | None:
    row = connection.execute(_latest_of(), {"digest": sha256}).one_or_none()
    return Extraction(*row) if row else None


@cache
def _latest_of() -> Select[Any]:
    """Put together once: it is asked for every file that arrives."""
    from sqlalchemy import bindparam, select

    one = tables.extraction.c
    columns = (one.sha256, one.state, one.code, one.versions, one.attempt, one.pages, one.findings, one.at, one.media_type)
    return select(*columns).where(one.sha256 == bindparam("digest")).order_by(one.id.desc()).limit(1)


def keep(archive: Archive, kept: Kept, names: Sequence[str], outcome: Outcome, made_with: Mapping[str, str], attempt: int = 1) -> bool:
    """Everything about a file in one transaction; False where this reading of it is there already, put there by another run."""
    return keep_all(archive, [Entry(kept, names, outcome, made_with, attempt)]) == {kept.sha256}


def keep_all(archive: Archive, entries: Sequence[Entry]) -> frozenset[str]:
    """Everything about several files, no two alike, in one transaction. The digests of those whose reading was not there yet."""
    now, tries = _now(), count()

    def work(connection: Connection) -> frozenset[str]:
        # in one order, so that two who write at once wait for each other and never in a circle
        ordered = sorted(entries, key=lambda one: one.kept.sha256)
        added(connection, tables.file, [{"sha256": one.kept.sha256, "size": one.kept.size, "since": now} for one in ordered])
        named = [{"sha256": one.kept.sha256, "name": remembered(name), "since": now} for one in ordered for name in one.names]
        added(connection, tables.arrival, named)
        news = new(connection, tables.extraction, [_row(one, one.outcome, now) for one in ordered if one.outcome], "sha256")
        read = [(one.kept.sha256, one.outcome) for one in ordered if one.kept.sha256 in news]
        reindex(
            connection,
            {sha256: outcome.index for sha256, outcome in read if outcome and (outcome.record is not None or outcome.code == Secret.code)},
        )
        # of a try before, the commit may have been done and its answer lost: what it has put there is ours all the same
        return news | _kept_at(connection, now, [one.kept.sha256 for one in ordered if one.outcome]) if next(tries) else news

    return archive.write(work)


def _kept_at(connection: Connection, now: str, digests: Sequence[str]) -> frozenset[str]:
    from sqlalchemy import select

    one = tables.extraction.c
    return frozenset(connection.execute(select(one.sha256).where(one.at == now, one.sha256.in_(digests))).scalars().all())


def _row(one: Entry, outcome: Outcome, now: str) -> dict[str, Any]:
    return {
        "sha256": one.kept.sha256,
        "versions": versions_digest(one.made_with),
        "attempt": one.attempt,
        "made_with": _versions(one.made_with),
        **{name: getattr(outcome, name) for name in ("state", "code", "media_type", "pages", "findings", "record")},
        "at": now,
    }


def record(archive: Archive, sha256: str) -> str | None:
    """The record of the file as JSON, of its latest reading that gave one; None where none did, or where the latest has found it secret."""
    from sqlalchemy import or_, select

    one = tables.extraction.c
    told = select(one.record).where(one.sha256 == sha256, or_(one.record.is_not(None), one.code == Secret.code))
    found: bytes | None = archive.read(lambda connection: connection.execute(told.order_by(one.id.desc()).limit(1)).scalar())
    return None if found is None else inflated(found)


def waiting(archive: Archive, states: Sequence[State] = ("quarantined", "partial")) -> list[tuple[Kept, Extraction]]:
    """The files whose latest reading has one of these states."""
    return [(kept, last) for kept, last in everything(archive) if last.state in states]


def everything(archive: Archive) -> list[tuple[Kept, Extraction]]:
    """Every file that was read, with its latest reading, in the order in which they came."""
    from sqlalchemy import func, select

    one, file = tables.extraction.c, tables.file.c
    newest = select(func.max(one.id)).group_by(one.sha256)
    columns: list[Any] = [
        file.size,
        one.sha256,
        one.state,
        one.code,
        one.versions,
        one.attempt,
        one.pages,
        one.findings,
        one.at,
        one.media_type,
    ]
    joined = tables.extraction.join(tables.file, file.sha256 == one.sha256)
    query = select(*columns).select_from(joined).where(one.id.in_(newest)).order_by(file.since, one.id)
    rows = archive.read(lambda connection: connection.execute(query).all())
    return [(Kept(row[1], row[0]), Extraction(*row[1:])) for row in rows]


def resolve(archive: Archive, beginning: str) -> list[str]:
    """The digests that begin so."""
    from sqlalchemy import select

    sha256 = tables.file.c.sha256
    begins = sha256.startswith(beginning, autoescape=True)
    return list(archive.read(lambda connection: connection.execute(select(sha256).where(begins).limit(2)).scalars().all()))


def verify(archive: Archive) -> Fixity:
    """Every original against its digest. What is lying there is held against the database once more at the end: files may come meanwhile."""
    found = originals.verify(archive.originals, _known(archive))
    if not found.untracked:
        return found
    since = {f"{sha256[:2]}/{sha256}" for sha256 in _known(archive)}
    return Fixity(found.changed, found.missing, tuple(one for one in found.untracked if one not in since))


def _known(archive: Archive) -> list[str]:
    from sqlalchemy import select

    return list(archive.read(lambda connection: connection.execute(select(tables.file.c.sha256)).scalars().all()))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
