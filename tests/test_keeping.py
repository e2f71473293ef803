"""What is finished together is kept together: all of a transaction or nothing, and nothing is counted before it is kept."""

from __future__ import annotations

import hashlib
import io
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy

from docpipe.archive import listing, originals, store, tables
from docpipe.archive.outcome import Outcome
from docpipe.archive.store import Archive, Entry
from docpipe.batch import ingest
from docpipe.batch.arrivals import found
from docpipe.batch.local import Local
from docpipe.batch.task import Opened
from docpipe.errors import ArchiveUnavailable, NoSpace
from tests.archives import MADE_WITH, archive, place, read_bytes, samples, server
from tests.test_archive import BAD

__all__ = ["archive", "place", "server"]


def entry(archive: Archive, text: str, outcome: Outcome | None, *names: str) -> Entry:
    return Entry(store.keep_original(archive, io.BytesIO(text.encode())), names or (f"{text}.txt",), outcome, MADE_WITH)


def test_only_what_was_not_there_is_new(archive: Archive) -> None:
    first, second, third = (entry(archive, text, BAD) for text in ("a", "b", "c"))
    assert store.keep_all(archive, [first, second]) == {first.kept.sha256, second.kept.sha256}
    known = entry(archive, "a", None, "again.txt")
    assert store.keep_all(archive, [third, second, known]) == {third.kept.sha256}
    assert {one.sha256: one.attempt for _, one in store.everything(archive)} == dict.fromkeys(
        (one.kept.sha256 for one in (first, second, third)), 1
    )


def test_of_a_transaction_that_fails_nothing_is_kept(archive: Archive) -> None:
    good = entry(archive, "good", read_bytes(samples()["letter-shared-2022"]))
    index = good.outcome.index[0] if good.outcome else None
    assert index is not None
    broken = replace(BAD, record=b"", index=(replace(index, document={**index.document, "kind": None}),))
    with pytest.raises(ArchiveUnavailable):
        store.keep_all(archive, [good, entry(archive, "broken", broken)])
    assert store.everything(archive) == []
    assert store.keep_all(archive, [good]) == {good.kept.sha256}


def test_a_name_longer_than_an_index_takes_is_kept_without_its_middle(archive: Archive) -> None:
    name = "in/" + "".join(hashlib.sha256(str(at).encode()).hexdigest() for at in range(200)) + "/letter.pdf"
    store.keep_all(archive, [entry(archive, "a", BAD, name)])
    (one,) = listing.listed(archive)
    assert one.names[0].startswith(name[:1000])
    assert one.names[0].endswith("/letter.pdf")


def test_members_of_a_container_of_a_long_name_are_named_after_its_digest(tmp_path: Path, archive: Archive) -> None:
    name = "/".join(["д" * 100] * 8) + "/a.zip"
    (tmp_path / "opened").mkdir()
    (tmp_path / "opened" / "0").write_text("1")
    with ingest.batch(archive, _Reader(tmp_path / "archive" / "originals")) as one:
        kept = store.keep_original(archive, io.BytesIO(b"zip"))
        opened = Opened("application/zip", (("x" * 60_000, str(tmp_path / "opened" / "0")),))
        ingest._open(one, ingest._Under(kept, [name]), opened)  # noqa: SLF001
        ingest.run(one, [])
    names = {each.sha256: each.names[0] for each in listing.listed(archive)}
    assert names.pop(kept.sha256) == name
    assert not (tmp_path / "opened").exists()
    assert [one[:20] for one in names.values()] == [f"{kept.sha256[:12]}/xxxxxxx"]


def test_rows_of_several_files_belong_to_their_own(archive: Archive) -> None:
    entries = [
        entry(archive, name, read_bytes(samples()[name])) for name in ("letter-shared-2022", "order-acting-2023", "letter-justice-2024")
    ]
    store.keep_all(archive, entries)
    one, person = tables.document.c, tables.person.c
    query = sqlalchemy.select(one.sha256, one.at, person.surname).join(tables.person, person.document_id == one.id)
    rows = archive.read(lambda connection: connection.execute(query).all())
    wanted = {
        (each.kept.sha256, told.document["at"], row["surname"])
        for each in entries
        for told in (each.outcome.index if each.outcome else ())
        for row in told.people
    }
    assert {tuple(row) for row in rows} == wanted


class _Reader(Local):
    """Reads nothing; sees that the original is there before its reading begins."""

    def __init__(self, folder: Path) -> None:
        super().__init__(1)
        self._folder = folder

    def begin(self, data: bytes, name: str, depth: int, scratch: str) -> Future[Outcome | Opened]:
        del name, depth, scratch
        assert originals.path(self._folder, hashlib.sha256(data).hexdigest()).read_bytes() == data
        future: Future[Outcome | Opened] = Future()
        future.set_result(BAD)
        return future

    def made_with(self) -> dict[str, str]:
        return MADE_WITH


def inbox(tmp_path: Path, files: int) -> str:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for number in range(files):
        (folder / f"{number}.txt").write_text(str(number))
    return str(folder)


def test_few_transactions_for_many_files(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    keep = store.keep_all

    def counted(archive: Archive, entries: list[Entry]) -> frozenset[str]:
        sizes.append(len(entries))
        return keep(archive, entries)

    monkeypatch.setattr(store, "keep_all", counted)
    # a slow disk must not decide how many come together
    monkeypatch.setattr(ingest, "_GROUP_SECONDS", 600)
    with ingest.batch(archive, _Reader(tmp_path / "archive" / "originals")) as one:
        tally = ingest.run(one, found([inbox(tmp_path, 100)]))
    assert (tally.files, tally.quarantined) == (100, 100)
    assert (len(sizes), sum(sizes)) == (2, 100)
    assert sizes[0] >= 64


def test_no_reading_waits_long_for_others(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "_GROUP_SECONDS", 0)
    kept: list[int] = []
    with ingest.batch(archive, _Reader(tmp_path / "archive" / "originals")) as one:
        one.tell = lambda tally: kept.append(tally.quarantined)
        ingest.run(one, found([inbox(tmp_path, 6)]))
    assert any(0 < already < 6 for already in kept)


def test_what_could_not_be_kept_is_not_counted(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Archive, __: list[Entry]) -> frozenset[str]:
        raise NoSpace("The disk is full")

    monkeypatch.setattr(store, "keep_all", full)
    with ingest.batch(archive, _Reader(tmp_path / "archive" / "originals")) as one, pytest.raises(NoSpace):
        ingest.run(one, found([inbox(tmp_path, 5)]))
    assert (one.tally.quarantined, one.tally.done, one.tally.known) == (0, 0, 0)
