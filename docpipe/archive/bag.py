"""Files of the archive as a bag (BagIt 1.0, RFC 8493): the originals under readable names, each with its record, and digests of everything.

It is written beside its place, looked through, and only then renamed: a bag that is there is whole. Nothing is held in memory but one file's record.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from docpipe import __version__
from docpipe.archive import leaving, listing, originals, store
from docpipe.archive.bag_check import checked
from docpipe.errors import ArchiveUnavailable, Changed, NoSpace, WrongCall
from docpipe.model.lazy import lazy
from docpipe.readers.sniff import MEDIA_TYPES

if TYPE_CHECKING:
    from docpipe.archive.filters import Filters
    from docpipe.archive.leaving import Reason
    from docpipe.archive.listing import Listed
    from docpipe.archive.store import Archive

_CHUNK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT)
_ENDINGS = {media: ending for ending, media in MEDIA_TYPES.items()} | {
    "text/plain": "txt",
    "application/zip": "zip",
    "application/x-tar": "tar",
    "message/rfc822": "eml",
    "application/vnd.ms-outlook": "msg",
}
_UNSAFE = lazy(r"[^\w-]+")
_LONGEST, _ID = 40, 16


@dataclass(slots=True)
class Account:
    """How many files are in the bag, their bytes with those of the records, and how many were left out, by the reason."""

    files: int = 0
    size: int = 0
    left_out: dict[Reason, int] = field(default_factory=lambda: {"secret": 0, "restricted": 0, "unread": 0})


def write(archive: Archive, chosen: Filters, target: Path, *, restricted: bool = False, source: str | None = None) -> Account:
    """The files that the filters let through, as a bag at `target`, which must be new or an empty folder; `source` is the body that gives it out.

    `Changed` where an original is no longer what came, `NoSpace`, `WrongCall` where the place cannot be used; then no bag is there.
    """
    with _disk(), _beside(target) as folder:
        account = _filled(archive, chosen, folder, restricted=restricted)
        if not account.files:
            raise WrongCall("No file is meant, or none may leave the archive", "`docpipe list` with the same filters shows the files")
        _described(folder, account, source)
        checked(folder)
        _flush(folder)
        folder.rename(target)
        _flush(target.parent)
    return account


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """The folder to write to; whatever happens, nothing is left of it. What a run that was ended by force has left is cleared away first."""
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise WrongCall("The place for the bag is not empty", "Name a new folder, or an empty one, with --bag")
    folder = target.parent / f".{target.name}.docpipe-part"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WrongCall("Another docpipe is writing this bag", "Wait until it has finished, or name another folder") from error
        for left in folder.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def _filled(archive: Archive, chosen: Filters, folder: Path, *, restricted: bool) -> Account:
    """The payload and its manifest."""
    stays, account = leaving.kept(archive), Account()
    (folder / "data").mkdir(mode=0o700)
    with (
        _new(folder / "manifest-sha256.txt") as manifest,
        _new(folder / "data" / "index.jsonl") as index,
    ):
        for one in listing.listed(archive, chosen):
            reason = stays.reason(one)
            if reason == "secret" or (reason and not restricted):
                account.left_out[reason] += 1
                continue
            record = store.record(archive, one.sha256)
            name = _name(one, _ending(archive, one.sha256, record))
            _put(archive, one.sha256, folder / name, account)
            manifest.write(f"{one.sha256}  {name}\n".encode())
            if record:
                manifest.write(f"{_written(folder / f'{name}.json', record, account)}  {name}.json\n".encode())
            index.write(json.dumps({"path": name, **asdict(one)}, ensure_ascii=False).encode() + b"\n")
            account.files += 1
        index.flush()
        account.size += index.tell()
        manifest.write(f"{_digest(folder / 'data' / 'index.jsonl')}  data/index.jsonl\n".encode())
    return account


def _ending(archive: Archive, sha256: str, record: str | None) -> str:
    """What the name ends in, told by the kind of the file, never by the name under which it came."""
    if record:
        return _ENDINGS.get(json.loads(record)["sources"][0]["media_type"], "bin")
    last = store.latest(archive, sha256)
    return _ENDINGS.get((last and last.media_type) or "", "bin")


def _name(one: Listed, ending: str) -> str:
    """Where the original lies in the bag, told by its first document: year, date, kind, number, languages, the beginning of its digest."""
    paper = next(iter(one.documents), None)
    if paper is None:
        return f"data/undated/{ending}_{one.sha256[:_ID]}.{ending}"
    languages = "-".join(dict.fromkeys(each.language for each in one.documents))
    parts = (paper.date, paper.kind, safe(paper.number or ""), languages, one.sha256[:_ID])
    return f"data/{paper.date[:4] if paper.date else 'undated'}/{'_'.join(filter(None, parts))}.{ending}"


def safe(word: str) -> str:
    """Words of a document as part of a file's name on any system.

    >>> safe("08-11/2640"), safe("../ДС № 219"), safe("?")
    ('08-11-2640', 'ДС-219', '')
    """
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", word))[:_LONGEST].strip("-_")


def _put(archive: Archive, sha256: str, target: Path, account: Account) -> None:
    """The original copied, and found to be what came."""
    digest = hashlib.sha256()
    target.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        with originals.opened(archive.originals, sha256) as stream, _new(target) as copy:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                copy.write(chunk)
                account.size += len(chunk)
    except ArchiveUnavailable as error:
        if isinstance(error.__cause__, FileNotFoundError):
            raise Changed(
                f"The original {sha256[:12]} is missing", "Restore it from a backup; `docpipe verify` names all that are"
            ) from error
        raise
    if digest.hexdigest() != sha256:
        raise originals.changed(sha256)


def _written(target: Path, text: str, account: Account) -> str:
    """A text as a file of the bag; its digest."""
    data = text.encode()
    with _new(target) as file:
        file.write(data)
    account.size += len(data)
    return hashlib.sha256(data).hexdigest()


def _described(folder: Path, account: Account, source: str | None) -> None:
    """The tag files, that which makes it a bag the last."""
    payload = 1 + account.files + sum(1 for _ in (folder / "data").glob("*/*.json"))
    told: Mapping[str, str | None] = {
        "Source-Organization": source,
        "External-Description": f"{account.files} files as they came, each with its record where it was read; index.jsonl names them all",
        "Bagging-Date": datetime.now(UTC).astimezone().date().isoformat(),
        "Bag-Software-Agent": f"docpipe {__version__}",
        "Payload-Oxum": f"{account.size}.{payload}",
    }
    _tag(folder, "bag-info.txt", "".join(f"{name}: {value}\n" for name, value in told.items() if value))
    _tag(folder, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    tags = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
    _tag(folder, "tagmanifest-sha256.txt", "".join(f"{_digest(folder / name)}  {name}\n" for name in tags))


def _tag(folder: Path, name: str, text: str) -> None:
    with _new(folder / name) as file:
        file.write(text.encode())


def _new(target: Path) -> IO[bytes]:
    """A file that must not be there yet, for the eyes of its owner only."""
    return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _flush(folder: Path) -> None:
    """All that was written to the disk of the folder is on it: one flush for many files."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
    finally:
        os.close(handle)


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoSpace("The disk for the bag is full", "Free some space, or name a folder on another disk with --bag") from error
        raise WrongCall(
            f"The bag cannot be written ({error.strerror})", "Check the folder and its rights, or name another with --bag"
        ) from error
