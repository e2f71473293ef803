"""Archives for tests: on both databases, and one with the samples in it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from docpipe.archive import store
from docpipe.archive.originals import Kept
from docpipe.archive.outcome import Outcome
from docpipe.archive.place import Place, named
from docpipe.archive.store import Archive
from docpipe.batch import task
from tests import postgres
from tests.conftest import ROOT

MADE_WITH = {"docpipe": "test"}


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server for the tests of a file."""
    with postgres.running() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where an archive may be made, on either database."""
    if request.param == "sqlite":
        return named(str(tmp_path / "archive"))
    return named(request.getfixturevalue("server").new(), {"DOCPIPE_ORIGINALS": str(tmp_path / "archive" / "originals")})


@pytest.fixture
def archive(place: Place) -> Iterator[Archive]:
    """An open, empty archive."""
    made = store.opened(place, make=True)
    yield made
    made.close()


def folder(of: Archive | Place) -> Path:
    """Where its originals lie."""
    assert isinstance(of.originals, Path)
    return of.originals


def put(archive: Archive, data: bytes, outcome: Outcome, name: str = "letter.txt", attempt: int = 1) -> Kept:
    """A file with its reading in the archive."""
    kept = store.keep_original(archive, io.BytesIO(data))
    store.keep(archive, kept, [name], outcome, MADE_WITH, attempt)
    return kept


def read(text: str) -> Outcome:
    """What comes of a text."""
    return read_bytes(text.encode())


@cache
def read_bytes(data: bytes) -> Outcome:
    """What comes of the bytes, in this process."""
    from docpipe import pipeline

    return task.outcome(pipeline.extract([("letter.txt", data)]))


@cache
def samples() -> dict[str, bytes]:
    """The packets of the samples by their folders."""
    return {path.parent.name: path.read_bytes() for path in sorted((ROOT / "samples").glob("*-*/packet.txt"))}


def filled(archive: Archive) -> dict[str, str]:
    """All samples put into the archive; their folders by the digests of the packets."""
    for name, data in samples().items():
        put(archive, data, read_bytes(data), f"{name}.txt")
    return {hashlib.sha256(data).hexdigest(): name for name, data in samples().items()}
