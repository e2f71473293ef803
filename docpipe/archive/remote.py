"""Originals on another machine: an object store, SFTP, whatever fsspec reaches. Each counts as kept once it has been read back and is what was sent."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import IO, Any, TypeVar

from docpipe.errors import ArchiveUnavailable, DocpipeError, NoSpace
from docpipe.settings import limits

Found = TypeVar("Found")
_CHUNK = 1 << 20
PART, PART_SUFFIX = ".incoming-", ".part"
_STALE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Remote:
    """An address as fsspec understands it: `s3://bucket/letters`. It may hold a password: it is never shown."""

    url: str = field(repr=False)


@cache
def _opened(url: str) -> tuple[Any, str]:
    import fsspec

    files, root = fsspec.core.url_to_fs(url, skip_instance_cache=True)
    return files, root.rstrip("/")


def _patiently(remote: Remote, work: Callable[[Any, str], Found]) -> Found:
    """What the work does with the store; again and again for a while where the store is away. `ArchiveUnavailable` without a word of the address."""
    until, pause = time.monotonic() + limits().archive_seconds, 0.2
    while True:
        try:
            return work(*_opened(remote.url))
        except (FileNotFoundError, DocpipeError):
            raise
        except ImportError as error:
            told = "The store of the originals needs a library that is not installed"
            raise ArchiveUnavailable(told, "pip install 'docpipe-kz[remote]' and the one for it: s3fs, gcsfs, adlfs, paramiko") from error
        except Exception as error:  # each library of a store has errors of its own
            if isinstance(error, ValueError | PermissionError) or time.monotonic() > until:
                told = f"The store of the originals does not answer ({type(error).__name__})"
                raise ArchiveUnavailable(told, "Check DOCPIPE_ORIGINALS, the rights, and that it runs") from error
        # a connection that was lost is made anew
        _opened.cache_clear()
        time.sleep(pause)
        pause = min(2 * pause, 2.0)


def _place(root: str, sha256: str) -> str:
    return f"{root}/{sha256[:2]}/{sha256}"


def prepare(remote: Remote) -> None:
    """The place made, if need be; what a killed run has left half-copied is cleared away after a day."""
    _patiently(remote, lambda files, root: files.makedirs(root, exist_ok=True))
    with contextlib.suppress(Exception):
        # only tidying; not every store tells when a file came
        files, root = _opened(remote.url)
        for one in files.glob(f"{root}/{PART}*{PART_SUFFIX}"):
            if files.modified(one) < datetime.now(UTC) - _STALE:
                files.rm_file(one)


def keep(remote: Remote, stream: IO[bytes]) -> tuple[str, int]:
    """The stream copied, hashed, sent, read back. Its digest and size; it lies under its digest when this returns, and never did in part."""
    with tempfile.TemporaryFile() as copy:
        digest, size = hashlib.sha256(), 0
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            with _room():
                copy.write(chunk)
        with _room():
            copy.flush()
        sha256 = digest.hexdigest()
        try:
            _patiently(remote, lambda files, root: _put(files, root, copy, sha256, size))
        except FileNotFoundError as error:
            raise ArchiveUnavailable("The place of the originals is not there", "Check DOCPIPE_ORIGINALS") from error
    return sha256, size


@contextlib.contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoSpace("The disk for what is on its way is full", "Free some space, or set TMPDIR to a disk that has some") from error


def _put(files: Any, root: str, copy: IO[bytes], sha256: str, size: int) -> None:
    target = _place(root, sha256)
    if _size(files, target) == size:
        return
    part = f"{root}/{PART}{uuid.uuid4().hex}{PART_SUFFIX}"
    try:
        copy.seek(0)
        with files.open(part, "wb") as sent:
            shutil.copyfileobj(copy, sent, _CHUNK)
        if _digest(files, part) != sha256:
            raise OSError
        files.makedirs(target.rpartition("/")[0], exist_ok=True)
        files.mv(part, target)
        if _size(files, target) != size:
            raise OSError
    finally:
        with contextlib.suppress(Exception):
            files.rm_file(part)


def _size(files: Any, path: str) -> int | None:
    files.invalidate_cache()
    try:
        found: int | None = files.info(path)["size"]
    except FileNotFoundError:
        return None
    return found


def _digest(files: Any, path: str) -> str:
    digest = hashlib.sha256()
    with files.open(path, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def is_true(remote: Remote, sha256: str) -> bool:
    """Whether the original still is what its digest says; `FileNotFoundError` where it is not there."""
    return _patiently(remote, lambda files, root: _digest(files, _place(root, sha256)) == sha256)


@contextlib.contextmanager
def opened(remote: Remote, sha256: str) -> Iterator[IO[bytes]]:
    """An original, fetched, to read from; `FileNotFoundError` where it is not there."""
    with tempfile.TemporaryFile() as copy:
        _patiently(remote, lambda files, root: _fetch(files, _place(root, sha256), copy))
        yield copy


def _fetch(files: Any, path: str, copy: IO[bytes]) -> None:
    copy.seek(0)
    copy.truncate()
    with files.open(path, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            with _room():
                copy.write(chunk)
    copy.seek(0)


def lying(remote: Remote) -> frozenset[str]:
    """The names of all that lies there, as paths below the place; half-copied files left out."""
    found = _patiently(remote, _found)
    return frozenset(one for one in found if not one.startswith(PART))


def _found(files: Any, root: str) -> list[str]:
    files.invalidate_cache()
    return [one.removeprefix(f"{root}/") for one in files.find(root)]
