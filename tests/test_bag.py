"""Files handed on as a bag: another program finds it whole, nothing leaves that must not, and no half bag is ever there."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result

from docpipe.archive import bag, originals, store
from docpipe.archive.bag_check import checked
from docpipe.archive.filters import Filters
from docpipe.archive.outcome import Outcome
from docpipe.archive.place import named
from docpipe.archive.store import Archive
from docpipe.cli import group
from docpipe.errors import Changed, NoSpace, Secret, WrongCall
from tests.archives import filled, folder, put, read, samples
from tests.kills import DOCPIPE

LETTER = "АКИМАТ ГОРОДА СЕМЕЙ\n{}\n№ 7-1/3 от 05.03.2024\n\nМинистерству финансов\n\nСообщаем, что отремонтировано 12 домов.\n\nАким    А. Омаров\n"
RESTRICTED = read(LETTER.format("Для служебного пользования\nЭкз. № 1"))
OPEN = read(LETTER.format(""))
OPENED = Outcome("done", media_type="application/zip")
BAD = Outcome("quarantined", "E_CORRUPT")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = store.opened(named(str(tmp_path / "archive")), make=True)
    yield made
    made.close()


def said(tmp_path: Path, *words: str) -> Result:
    return CliRunner().invoke(group, ["export", *words, "--archive", str(tmp_path / "archive")], standalone_mode=False)


def names(target: Path) -> list[str]:
    return [json.loads(line)["names"][0] for line in (target / "data/index.jsonl").read_text().splitlines()]


def test_another_program_finds_the_bag_whole(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(archive)
    monkeypatch.setenv("DOCPIPE_ORGANISATION", "Қаржы министрлігі\nBagging-Date: never")
    done = said(tmp_path, "--bag", str(tmp_path / "out"), "--json", "--include-restricted")
    assert done.return_value == 0, done.exception
    assert json.loads(done.stdout)["files"] == len(samples())
    found = bagit.Bag(str(tmp_path / "out"))
    assert found.validate(processes=1)
    assert found.info["Source-Organization"] == "Қаржы министрлігі Bagging-Date: never"
    [inquiry] = (tmp_path / "out/data/2023").glob("*inquiry*.txt")
    assert inquiry.read_bytes() == samples()["inquiry-health-2023"]
    record = json.loads(Path(f"{inquiry}.json").read_text())
    assert record["sources"][0]["sha256"] == hashlib.sha256(inquiry.read_bytes()).hexdigest()
    assert {one.stat().st_mode & 0o077 for one in (tmp_path / "out").rglob("*")} == {0}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["archive", "out"]


def test_filters_choose(archive: Archive, tmp_path: Path) -> None:
    filled(archive)
    said(tmp_path, "--bag", str(tmp_path / "out"), "--kind", "inquiry")
    assert names(tmp_path / "out") == ["inquiry-health-2023.txt"]
    assert isinstance(said(tmp_path, "--bag", str(tmp_path / "none"), "--number", "no such").exception, WrongCall)
    assert not (tmp_path / "none").exists()


def test_what_must_not_leave_stays_with_all_around_it(archive: Archive, tmp_path: Path) -> None:
    put(archive, b"open", OPEN, "in/open.txt")
    put(archive, b"restricted", RESTRICTED, "in/a.zip/b.eml/r.txt")
    put(archive, b"secret", Outcome("quarantined", Secret.code), "in/s.zip/s.txt")
    put(archive, b"unread", BAD, "in/u.zip/u.pdf")
    for name in ("in/a.zip", "in/a.zip/b.eml", "in/s.zip", "in/u.zip", "in/open.zip"):
        put(archive, name.encode(), OPENED, name)
    put(archive, b"sealed", Outcome("partial", "E_ENCRYPTED", "application/zip"), "in/sealed.zip")
    done = said(tmp_path, "--bag", str(tmp_path / "out"))
    assert sorted(names(tmp_path / "out")) == ["in/open.txt", "in/open.zip"]
    assert "3 restricted, 3 never read and so perhaps restricted, 2 secret" in done.stderr
    done = said(tmp_path, "--bag", str(tmp_path / "more"), "--include-restricted")
    assert {"in/s.zip", "in/s.zip/s.txt"}.isdisjoint(names(tmp_path / "more"))
    assert len(names(tmp_path / "more")) == 8
    assert "left out: 2 secret" in done.stderr


def test_an_original_that_has_changed_or_is_missing_ends_it(archive: Archive, tmp_path: Path) -> None:
    one, _ = put(archive, b"one", OPEN, "1"), put(archive, b"two", OPEN, "2")
    found = originals.path(folder(archive), one.sha256)
    found.chmod(0o600)
    found.write_bytes(b"onE")
    assert isinstance(said(tmp_path, "--bag", str(tmp_path / "out")).exception, Changed)
    found.unlink()
    assert isinstance(said(tmp_path, "--bag", str(tmp_path / "out")).exception, Changed)
    assert [one.name for one in tmp_path.iterdir()] == ["archive"]


def test_the_place_must_be_new_or_empty(archive: Archive, tmp_path: Path) -> None:
    put(archive, b"one", OPEN)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    for wrong in ("full", "file", "link", "a\0b"):
        assert isinstance(said(tmp_path, "--bag", str(tmp_path / wrong)).exception, WrongCall)
    (tmp_path / ".new.docpipe-part").symlink_to(tmp_path / "full")
    assert isinstance(said(tmp_path, "--bag", str(tmp_path / "new")).exception, WrongCall)
    assert (tmp_path / "full" / "x").read_text() == "x"
    assert said(tmp_path, "--bag", str(tmp_path / "empty")).return_value == 0
    assert bagit.Bag(str(tmp_path / "empty")).validate(processes=1)


def test_without_a_bag_it_says_what_is_missing(archive: Archive, tmp_path: Path) -> None:
    del archive
    words = ["export", "--archive", str(tmp_path / "archive")]
    done = CliRunner().invoke(group, words)
    assert (done.exit_code, "--bag" in done.stderr) == (2, True)


def test_names_are_safe_and_short(archive: Archive, tmp_path: Path) -> None:
    evil = LETTER.format("").replace("№ 7-1/3", "№ ../../7-1/3")
    put(archive, b"evil", read(evil), "../../etc/\nx")
    put(archive, b"odd", Outcome("done", media_type="text/../x"), "=cmd")
    bag.write(archive, Filters(), tmp_path / "out")
    assert bagit.Bag(str(tmp_path / "out")).validate(processes=1)
    assert all(len(one.name.encode()) < 160 for one in (tmp_path / "out").rglob("*"))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["archive", "out"]


def test_a_bag_that_does_not_hold_is_found(archive: Archive, tmp_path: Path) -> None:
    put(archive, b"one", OPEN)
    bag.write(archive, Filters(), tmp_path / "out")
    checked(tmp_path / "out")
    [letter] = [one for one in (tmp_path / "out/data").glob("*/*.*") if not one.name.endswith(".json")]
    for spoil in (lambda: letter.write_bytes(b"onE"), (letter.parent / "stray").touch, letter.unlink):
        before = letter.read_bytes()
        spoil()
        with pytest.raises(Changed):
            checked(tmp_path / "out")
        letter.write_bytes(before)
        (letter.parent / "stray").unlink(missing_ok=True)
    (tmp_path / "out/bag-info.txt").write_text("Payload-Oxum: 1.1\n")
    with pytest.raises(Changed):
        checked(tmp_path / "out")


def test_a_full_disk_leaves_no_bag(archive: Archive, tmp_path: Path) -> None:
    for number in range(6):
        put(archive, os.urandom(60_000), OPEN, str(number))
    small = tmp_path / "small"
    small.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", small], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no file system can be mounted here (this test needs root)")
    try:
        with pytest.raises(NoSpace):
            bag.write(archive, Filters(), small / "out")
        assert list(small.iterdir()) == []
        subprocess.run(["mount", "-o", "remount,size=64m", small], check=True)
        assert bag.write(archive, Filters(), small / "out").files == 6
        assert bagit.Bag(str(small / "out")).validate(processes=1)
    finally:
        subprocess.run(["umount", "-l", small], check=False)


def test_ended_by_force_it_leaves_no_bag_and_the_next_run_clears_away(archive: Archive, tmp_path: Path) -> None:
    for number in range(8):
        put(archive, os.urandom(8_000_000), OPEN, str(number))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    words = [str(DOCPIPE), "export", "--archive", str(tmp_path / "archive"), "--bag", str(tmp_path / "out")]
    running = subprocess.Popen(words, env=environment, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".out.docpipe-part/data/*/*")) and time.monotonic() < until:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert sorted(one.name for one in tmp_path.iterdir()) == [".out.docpipe-part", "archive"]
    assert bag.write(archive, Filters(), tmp_path / "out").files == 8
    assert sorted(one.name for one in tmp_path.iterdir()) == ["archive", "out"]


def test_memory_does_not_grow_with_the_archive(archive: Archive, tmp_path: Path) -> None:
    def peak(files: int) -> int:
        entries = []
        for number in range(files):
            kept = store.keep_original(archive, io.BytesIO(f"{files}-{number}".encode() * 2000))
            entries.append(store.Entry(kept, [str(number)], Outcome("done", media_type="text/plain"), {"docpipe": "test"}))
        store.keep_all(archive, entries)
        tracemalloc.start()
        bag.write(archive, Filters(), tmp_path / f"out{files}")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(120) < peak(30) + 1_000_000


def test_a_zip_of_the_bag_still_holds(archive: Archive, tmp_path: Path) -> None:
    filled(archive)
    bag.write(archive, Filters(), tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "bag.zip", "w") as packed:
        for one in (tmp_path / "out").rglob("*"):
            packed.write(one, one.relative_to(tmp_path))
    with zipfile.ZipFile(tmp_path / "bag.zip") as packed:
        packed.extractall(tmp_path / "far")
    checked(tmp_path / "far/out")
