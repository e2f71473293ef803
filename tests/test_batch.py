"""Batches: what arrives, what is in it, what becomes of it; no file is lost and none takes a neighbour with it."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from docpipe import errors
from docpipe.archive import listing, originals, store
from docpipe.archive.place import named
from docpipe.archive.store import Archive
from docpipe.batch import containers, ingest, local, scratch, task, zips
from docpipe.batch.arrivals import Absent, Arrival, found
from docpipe.batch.local import Local
from docpipe.batch.tally import Tally
from docpipe.workers import patience, tree
from docpipe.workers.pool import Pool
from tests import fates_batch
from tests.archives import samples

LETTER = samples()["letter-shared-2022"]
DOCPIPE = Path(sys.executable).with_name("docpipe")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = store.opened(named(str(tmp_path / "archive")), make=True)
    yield made
    made.close()


def taken(archive: Archive, *paths: object, again: bool = False, jobs: int = 2) -> Tally:
    with ingest.batch(archive, Local(jobs), again=again) as one:
        return ingest.run(one, found([str(path) for path in paths]))


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def mail(*attachments: tuple[str, bytes], text: str = "Құрметті әріптестер!", html: str | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.kz", "b@example.kz", "Хат"
    message["Message-ID"] = "<1@example.kz>"
    if html:
        message.set_content(html, subtype="html")
    else:
        message.set_content(text)
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def opened(data: bytes) -> list[tuple[str, bytes]]:
    kind = containers.kind(data)
    assert kind
    return [(one.name, one.data) for one in containers.members(data, kind, lambda _: None)]


def test_folders_patterns_and_links(tmp_path: Path) -> None:
    for name in ("in/b.txt", "in/deep/er/a.txt", "in/.hidden", "own/x", "c1.txt", "c2.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "in/round").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "c1.txt")
    (tmp_path / "in/broken").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "in/pipe")
    names = [str(tmp_path / "in"), str(tmp_path / "c?.txt"), str(tmp_path / "none"), "a\0b", str(tmp_path / "own")]
    arrivals = list(found(names, [tmp_path / "own"]))
    taken_in = [Path(one.name).relative_to(tmp_path).as_posix() for one in arrivals if isinstance(one, Arrival)]
    assert taken_in == ["in/.hidden", "in/b.txt", "in/link.txt", "in/deep/er/a.txt", "c1.txt", "c2.txt", "own/x"]
    assert len([one for one in arrivals if isinstance(one, Absent)]) == 4


NAMES = ["../../outside.txt", "/etc/outside.txt", "-rf.txt", "a\u202etxt.exe", "x" * 4000, "c:\\windows\\a.txt", "ғ.txt", "a/../../../b"]


def test_names_in_containers_are_only_remembered(archive: Archive, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    members = {name: f"a letter of some words, the {number}th".encode() for number, name in enumerate(NAMES)}
    (inbox / "a.zip").write_bytes(zipped(members))
    before = sorted(tmp_path.iterdir())
    tally = taken(archive, inbox)
    assert (tally.files, tally.done) == (len(NAMES) + 1, len(NAMES) + 1)
    assert sorted(tmp_path.iterdir()) == before
    names = {name.partition("a.zip/")[2] for row in listing.listed(archive) for name in row.names}
    assert names == {"", *(store.remembered(f"{inbox}/a.zip/{name}").partition("a.zip/")[2] for name in NAMES)}


def test_names_from_windows_are_read() -> None:
    given = zipfile.ZipInfo("Письмо.txt".encode("cp866").decode("cp437"))
    assert zips.member_name(given) == "Письмо.txt"


def test_scratch_of_a_killed_run_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "docpipe-batch-left"
    left.mkdir()
    (left / "letter").write_text("x")
    with scratch.folder() as ours, scratch.folder() as theirs:
        assert {one.name for one in tmp_path.iterdir()} == {ours.name, theirs.name}
    assert list(tmp_path.iterdir()) == []


def test_mail_gives_its_attachments_and_its_text() -> None:
    assert [name for name, _ in opened(mail(("хат.pdf", b"%PDF-"), ("a.txt", b"x")))] == ["хат.pdf", "a.txt", "message.txt"]
    page = "<html><head><style>p {color: red}</style></head><body><p>Прошу ответить</p></body></html>"
    [(_, text)] = opened(mail(html=page))
    assert text.decode().split() == ["Прошу", "ответить"]


def test_a_letter_is_no_container() -> None:
    assert containers.kind(LETTER) is None
    assert containers.kind(b"From: the Ministry\nTo: the Akimat\nDate: 3 May\n\nDear colleagues") is None
    assert containers.kind(b"PK\x03\x04 cut off") is None


def test_what_unfolds_too_far_is_refused() -> None:
    with pytest.raises(errors.Bomb):
        opened(zipped({"a": b"\0" * 20_000_000}))


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_MAX_MEMBERS", "3")
    with pytest.raises(errors.Bomb):
        opened(zipped({str(number): b"x" for number in range(4)}))


def test_a_damaged_member_hinders_no_other() -> None:
    data = zipped({"a": b"first" * 9, "b": b"second" * 9}, zipfile.ZIP_STORED)
    failed: list[errors.DocpipeError] = []
    members = list(containers.members(data.replace(b"firstfirst", b"firstFIRST", 1), containers.ZIP, failed.append))
    assert [one.name for one in members] == ["b"]
    assert [one.code for one in failed] == ["E_CORRUPT"]


def test_everything_is_accounted_for(archive: Archive, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_bytes(LETTER)
    (inbox / "b.txt").write_bytes(LETTER)
    (inbox / "cut.pdf").write_bytes(b"%PDF-1.7\n")
    (inbox / "empty").write_bytes(b"")
    (inbox / "m.eml").write_bytes(mail(("letters.zip", zipped({"c.txt": samples()["press-release-2022"], "d.txt": LETTER}))))
    before = {path: path.read_bytes() for path in inbox.iterdir()}
    first = taken(archive, inbox, tmp_path / "nowhere")
    assert (first.files, first.done, first.partial, first.quarantined, first.known, first.absent) == (9, 5, 0, 2, 2, 1)
    assert first.codes == {"E_CORRUPT": 1, "E_NO_TEXT": 1}
    assert first.exit_code == errors.USAGE
    second = taken(archive, inbox)
    assert (second.files, second.known) == (9, 9)
    assert {path: path.read_bytes() for path in inbox.iterdir()} == before
    assert store.verify(archive).sound
    [twice] = [row for row in listing.listed(archive) if row.sha256 == hashlib.sha256(LETTER).hexdigest()]
    assert len(twice.names) == 3


def test_containers_without_end_are_refused(archive: Archive, tmp_path: Path) -> None:
    data = b"a letter"
    for _ in range(5):
        data = zipped({"in.zip": data})
    (tmp_path / "deep.zip").write_bytes(data)
    tally = taken(archive, tmp_path / "deep.zip")
    assert (tally.done, tally.quarantined, dict(tally.codes)) == (3, 1, {"E_BOMB": 1})


def test_again_reads_anew_only_what_older_versions_have_read(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER)
    assert taken(archive, tmp_path / "a.txt").done == 1
    assert taken(archive, tmp_path / "a.txt", again=True).known == 1
    monkeypatch.setattr(task, "made_with", fates_batch.newer)
    assert taken(archive, tmp_path / "a.txt").known == 1
    assert taken(archive, tmp_path / "a.txt", again=True).done == 1
    assert taken(archive, tmp_path / "a.txt", again=True).known == 1


def test_retry_reads_what_was_read_badly(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER)
    monkeypatch.setenv("DOCPIPE_MAX_BYTES", "100")
    assert taken(archive, tmp_path / "a.txt").codes == {"E_SIZE": 1}
    monkeypatch.delenv("DOCPIPE_MAX_BYTES")
    with ingest.batch(archive, Local(1)) as one:
        assert ingest.retry(one, store.waiting(archive)).done == 1
    assert store.waiting(archive) == []


def test_an_original_that_has_changed_is_not_read(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER)
    kept = store.keep_original(archive, io.BytesIO(LETTER))
    flipped = originals.path(tmp_path / "archive" / "originals", kept.sha256)
    flipped.chmod(0o600)
    flipped.write_bytes(LETTER.replace(b"1", b"7"))
    first = taken(archive, tmp_path / "a.txt", jobs=1)
    assert (first.codes, first.exit_code) == ({"E_FIXITY": 1}, errors.FIXITY)
    assert store.record(archive, kept.sha256) is None
    flipped.unlink()
    lost = retried(archive)
    assert (lost.known, lost.codes, lost.exit_code) == (1, {"E_FIXITY": 1}, errors.FIXITY)
    flipped.write_bytes(LETTER)
    assert retried(archive).done == 1


def retried(archive: Archive) -> Tally:
    with ingest.batch(archive, Local(1)) as one:
        return ingest.retry(one, store.waiting(archive))


def _processes(mark: str) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "stat,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.split("\n") if mark in line and not line.startswith("Z")]


def test_poison_files_are_quarantined_and_take_nobody_with_them(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(20):
        (inbox / f"{number:02}.txt").write_bytes(fates_batch.SLOW + str(number).encode())
    for name in (fates_batch.CRASH, fates_batch.HANG, fates_batch.MEMORY):
        for number in (5, 11):
            (inbox / f"{number:02}-{name.decode()}.txt").write_bytes(name + str(number).encode())
    monkeypatch.setattr(task, "work", fates_batch.work)
    monkeypatch.setenv("DOCPIPE_DOCUMENT_SECONDS", "4")
    tally = taken(archive, inbox)
    assert (tally.done, tally.quarantined) == (20, 6)
    assert tally.codes == {"E_CRASH": 2, "E_TIMEOUT": 2, "E_MEMORY": 2}
    assert _processes(fates_batch.SLEEPER) == []
    assert taken(archive, inbox).known == 26


def test_a_task_that_asks_for_time_gets_it() -> None:
    pool = Pool(1, local.kind())
    try:
        assert pool.submit(20, fates_batch.asks, 20).result() == "done"
        with pytest.raises(errors.TimedOut):
            pool.submit(20, fates_batch.asks, 1).result()
    finally:
        pool.stop()


def test_a_limit_counts_work_and_not_the_clock() -> None:
    pool = Pool(2, replace(local.kind(), late_tries=1))
    works = f"from {fates_batch.__name__} import starved; starved(40)"
    try:
        pool.submit(20, task.ready).result()
        alone, child = pool.submit(2, fates_batch.starved, 40), pool.submit(2, fates_batch.starts, works)
        assert (alone.result(), child.result()) == ("done", "done")
        began = time.monotonic()
        alone, child = pool.submit(1, fates_batch.starved, 2000), pool.submit(1, fates_batch.starts, "while True: pass")
        with pytest.raises(errors.TimedOut):
            alone.result()
        with pytest.raises(errors.TimedOut):
            child.result()
        assert time.monotonic() - began < 1 * patience._LONGEST + 5  # noqa: SLF001 - the bound that is promised
    finally:
        pool.stop()


def test_marks_are_cumulative(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(tree.MARK, "/outer")
    assert tree.new_mark().startswith("/outer/")
