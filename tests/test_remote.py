"""Originals on another machine, reached through fsspec: what is not there as it was sent never counts as kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from docpipe.archive import originals, remote, store
from docpipe.archive.place import ORIGINALS, Place, named
from docpipe.archive.remote import Remote
from docpipe.archive.store import Archive
from docpipe.errors import ArchiveUnavailable, Changed, WrongCall
from tests.archives import put, read, server

__all__ = ["server"]
DATA = "Құрметті әріптестер!".encode() * 1000


class Unsound(MemoryFileSystem):  # type: ignore[misc]
    """A store that answers well and does as it likes with what it gets."""

    protocol = "unsound"
    store: dict[str, Any] = {}  # noqa: RUF012 - the library's own way
    pseudo_dirs = [""]  # noqa: RUF012
    fault = ""

    def pipe_file(self, path: str, value: bytes, **more: Any) -> None:
        super().pipe_file(path, value, **more)

    def _open(self, path: str, mode: str = "rb", *given: Any, **more: Any) -> Any:
        if self.fault == "away":
            raise ConnectionError("secret-address")
        if mode == "rb" and self.fault in {"flips", "cuts"}:
            data = self.cat_file(path, fault=False)
            return io.BytesIO(data[:-1] if self.fault == "cuts" else b"?" + data[1:])
        return super()._open(path, mode, *given, **more)

    def cat_file(self, path: str, **_: Any) -> bytes:
        return bytes(self.store[self._strip_protocol(path)].getvalue())


@pytest.fixture
def unsound(monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    fsspec.register_implementation("unsound", Unsound, clobber=True)
    monkeypatch.setenv("DOCPIPE_ARCHIVE_SECONDS", "1")
    Unsound.fault, Unsound.store = "", {}
    made = Remote("unsound://letters")
    remote.prepare(made)
    yield made
    Unsound.fault = ""


@pytest.fixture
def kept(request: pytest.FixtureRequest) -> Iterator[Archive]:
    """An archive in PostgreSQL with its originals in a store."""
    fsspec.filesystem("memory").store.clear()
    place = named(request.getfixturevalue("server").new(), {ORIGINALS: "memory://letters/of/ours"})
    archive = store.opened(place, make=True)
    yield archive
    archive.close()


def test_an_archive_with_its_originals_elsewhere(kept: Archive) -> None:
    one = put(kept, DATA, read("x"))
    again = store.keep_original(kept, io.BytesIO(DATA))
    assert (one, again.size) == (again, len(DATA))
    assert originals.read_true(kept.originals, one.sha256) == DATA
    assert store.verify(kept).sound
    files = fsspec.filesystem("memory")
    assert files.find("/letters") == [f"/letters/of/ours/{one.sha256[:2]}/{one.sha256}"]
    other = put(kept, b"two", read("x"))
    files.pipe_file(f"/letters/of/ours/{one.sha256[:2]}/{one.sha256}", DATA[:-1] + b"?")
    files.rm_file(f"/letters/of/ours/{other.sha256[:2]}/{other.sha256}")
    files.pipe_file("/letters/of/ours/note.txt", b"x")
    found = store.verify(kept)
    assert (found.changed, found.missing, found.untracked) == ((one.sha256,), (other.sha256,), ("note.txt",))
    with pytest.raises(Changed):
        originals.read_true(kept.originals, one.sha256)
    with pytest.raises(ArchiveUnavailable):
        originals.read(kept.originals, other.sha256)


@pytest.mark.parametrize("fault", ["flips", "cuts", "away"])
def test_what_cannot_be_read_back_as_it_was_sent_does_not_count(unsound: Remote, fault: str) -> None:
    Unsound.fault = fault
    with pytest.raises(ArchiveUnavailable) as error:
        originals.keep(unsound, io.BytesIO(DATA))
    assert "secret" not in str(error.value)
    Unsound.fault = ""
    assert remote.lying(unsound) == frozenset()
    assert Unsound.store == {}
    sound = originals.keep(unsound, io.BytesIO(DATA))
    assert originals.read_true(unsound, sound.sha256) == DATA


def test_a_half_copy_under_a_digest_is_replaced(unsound: Remote) -> None:
    sound = originals.keep(unsound, io.BytesIO(DATA))
    files = fsspec.filesystem("unsound")
    files.pipe_file(f"letters/{sound.sha256[:2]}/{sound.sha256}", DATA[:500])
    assert originals.keep(unsound, io.BytesIO(DATA)) == sound
    assert originals.read_true(unsound, sound.sha256) == DATA


def test_where_originals_are(tmp_path: Path) -> None:
    def at(said: str) -> Place:
        return named("postgresql://db/letters", {ORIGINALS: said})

    assert at(str(tmp_path)).originals == tmp_path
    assert at(f"file://{tmp_path}").originals == tmp_path
    assert at("s3://user:password@letters").originals == Remote("s3://user:password@letters")
    assert "password" not in repr(at("s3://user:password@letters").originals)
    with pytest.raises(WrongCall):
        at("a\0b")


def test_a_store_that_there_is_no_library_for() -> None:
    with pytest.raises(ArchiveUnavailable, match=r"pip install|Check DOCPIPE_ORIGINALS"):
        originals.prepare(Remote("nowhere://letters"))
