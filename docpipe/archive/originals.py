"""The files as they came, each under the SHA-256 of its bytes. Nothing is ever changed in here, and a name from outside is never a path."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import math
import os
import re
import tempfile
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from docpipe.archive import remote
from docpipe.archive.remote import PART, PART_SUFFIX, Remote
from docpipe.errors import ArchiveUnavailable, Changed, DocpipeError, NoSpace

Folder = Path | Remote
"""Where the originals are: a folder of this machine, or a place on another."""
_CHUNK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT)
_STALE_SECONDS = 60
_AT_WORK, _ON_THE_WAY_SECONDS = ".at-work", 3600
"""Held by every run that takes files in; while one is at work, an original that nobody knows of yet has so long to become known."""
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """An original that is safely on the disk."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Fixity:
    """Originals whose bytes are no longer theirs; that are gone; that the archive knows nothing of."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    untracked: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """True where all are as they came."""
        return not (self.changed or self.missing or self.untracked)


def path(folder: Path, sha256: str) -> Path:
    """Where the original of this digest lies, or would lie.

    >>> path(Path("originals"), "ab" + "0" * 62).parent
    PosixPath('originals/ab')
    """
    if not _NAME.fullmatch(sha256):
        raise ValueError("no SHA-256")
    return folder / sha256[:2] / sha256


def prepare(folder: Folder) -> None:
    """The folder made, if need be, for the eyes of its owner only; what a killed run has left half-copied is cleared away."""
    if isinstance(folder, Remote):
        remote.prepare(folder)
        return
    with _disk_errors():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part in folder.glob(f"{PART}*{PART_SUFFIX}"):
            _clear(part)


def keep(folder: Folder, stream: IO[bytes]) -> Kept:
    """The stream copied and hashed at once. When this returns, the original is on the disk under its digest, also after a loss of power.

    `NoSpace` where there is no room; an error in reading the stream is raised as it comes.
    """
    if isinstance(folder, Remote):
        return Kept(*remote.keep(folder, stream))
    if there := _there(folder, stream):
        return there
    with _disk_errors():
        handle, name = tempfile.mkstemp(prefix=PART, suffix=PART_SUFFIX, dir=folder)
    try:
        with os.fdopen(handle, "wb") as part:
            fcntl.flock(part.fileno(), fcntl.LOCK_EX)
            kept = _copied(stream, part)
            with _disk_errors():
                _put(folder, kept, part, Path(name))
    except OSError as error:
        # what waits in the buffer is written when the copy is closed, and may find no room then
        if error.errno in _FULL:
            raise _told(error) from error
        raise
    finally:
        Path(name).unlink(missing_ok=True)
    return kept


def _there(folder: Path, stream: IO[bytes]) -> Kept | None:
    """The original that the stream is a copy of; None, and the stream at its beginning, where it is to be copied."""
    if not stream.seekable():
        return None
    kept = _copied(stream)
    target = path(folder, kept.sha256)
    with _disk_errors():
        if _is_whole(target, kept):
            _fsync(target.parent)
            return kept
    stream.seek(0)
    return None


def _is_whole(target: Path, kept: Kept) -> bool:
    return target.is_file() and target.stat().st_size == kept.size


def _copied(stream: IO[bytes], part: IO[bytes] | None = None) -> Kept:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if part:
            with _disk_errors():
                part.write(chunk)
    return Kept(digest.hexdigest(), size)


def _put(folder: Path, kept: Kept, part: IO[bytes], name: Path) -> None:
    """The finished copy under its digest. One that is there already stays, unless it has another length than it must have."""
    target = path(folder, kept.sha256)
    if not target.parent.is_dir():
        target.parent.mkdir(mode=0o700, exist_ok=True)
        _fsync(folder)
    if not _is_whole(target, kept):
        part.flush()
        os.fchmod(part.fileno(), 0o400)
        os.fsync(part.fileno())
        name.replace(target)
    _fsync(target.parent)


def _fsync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def taking_in(folder: Folder) -> Iterator[None]:
    """While it lasts, an original that nobody knows of yet may be on its way into the archive."""
    if isinstance(folder, Remote):
        yield
        return
    with _disk_errors():
        handle = os.open(folder / _AT_WORK, os.O_RDONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def _somebody_takes_in(folder: Path) -> bool:
    with contextlib.suppress(FileNotFoundError), (folder / _AT_WORK).open("rb") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


@contextlib.contextmanager
def opened(folder: Folder, sha256: str) -> Iterator[IO[bytes]]:
    """An original to read from; `ArchiveUnavailable` where it is not there."""
    with contextlib.ExitStack() as stack:
        try:
            stream = stack.enter_context(remote.opened(folder, sha256) if isinstance(folder, Remote) else path(folder, sha256).open("rb"))
        except OSError as error:
            raise _unreadable(sha256) from error
        yield stream


def read(folder: Folder, sha256: str) -> bytes:
    """The bytes of an original; `ArchiveUnavailable` where it is not there or cannot be read."""
    try:
        with opened(folder, sha256) as stream:
            return stream.read()
    except OSError as error:
        raise _unreadable(sha256) from error


def _unreadable(sha256: str) -> ArchiveUnavailable:
    return ArchiveUnavailable(f"The original {sha256[:12]} cannot be read", "Run `docpipe verify`")


def read_true(folder: Folder, sha256: str) -> bytes:
    """The bytes of an original that still are what they were; `Changed` where they are not."""
    data = read(folder, sha256)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise changed(sha256)
    return data


def changed(sha256: str) -> Changed:
    """The error for an original whose bytes are no longer its own."""
    return Changed(
        f"The original {sha256[:12]} has changed since it came", "Restore it from a backup; `docpipe verify` looks at all others"
    )


def verify(folder: Folder, known: Collection[str]) -> Fixity:
    """Every original that the archive knows against its digest, and everything else that lies in the folder."""
    wanted = frozenset(known)
    altered, missing = [], []
    for sha256 in sorted(wanted):
        try:
            if not _is_true(folder, sha256):
                altered.append(sha256)
        except FileNotFoundError:
            missing.append(sha256)
    there = {f"{sha256[:2]}/{sha256}" for sha256 in wanted}
    return Fixity(tuple(altered), tuple(missing), tuple(sorted(one for one in _lying(folder) if one not in there)))


def _is_true(folder: Folder, sha256: str) -> bool:
    """Whether the bytes are those of the digest; `FileNotFoundError` where there is no such file."""
    if isinstance(folder, Remote):
        return remote.is_true(folder, sha256)
    found = path(folder, sha256)
    if not found.is_file():
        raise FileNotFoundError
    try:
        with found.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _lying(folder: Folder) -> Iterator[str]:
    if isinstance(folder, Remote):
        yield from remote.lying(folder)
        return
    since = time.time() - _ON_THE_WAY_SECONDS if _somebody_takes_in(folder) else math.inf
    for one in folder.rglob("*"):
        if not one.is_dir() and not _is_passing(one):
            with contextlib.suppress(FileNotFoundError):
                if one.lstat().st_ctime < since:
                    yield one.relative_to(folder).as_posix()


def _is_passing(one: Path) -> bool:
    return one.name == _AT_WORK or (one.name.startswith(PART) and one.suffix == PART_SUFFIX)


def _clear(part: Path) -> None:
    """A half-copied file removed, unless it is young or somebody is still writing it."""
    with contextlib.suppress(OSError):
        if time.time() - part.stat().st_mtime < _STALE_SECONDS:
            return
        with part.open("rb") as stream:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()


@contextlib.contextmanager
def _disk_errors() -> Iterator[None]:
    """What the archive's disk says, as an error of ours."""
    try:
        yield
    except OSError as error:
        raise _told(error) from error


def _told(error: OSError) -> DocpipeError:
    if error.errno in _FULL:
        return NoSpace("The disk of the archive is full", "Free some space and call the same command again; it goes on where it stopped")
    return ArchiveUnavailable(f"The folder of the originals cannot be used ({error.strerror})", "Check the folder and its rights")
