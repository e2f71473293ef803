"""Folders watched: what comes in whatever way is taken once it is complete; none is lost, none is read by half."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docpipe.archive import listing, store
from docpipe.archive.place import named
from docpipe.batch import complete, ingest, task, watch
from docpipe.batch.arrivals import Absent, Arrival
from docpipe.batch.local import Local
from docpipe.batch.tally import Tally
from docpipe.batch.watch import Watch
from docpipe.errors import WrongCall
from tests import fates_watch
from tests.kills import DOCPIPE

BODY = "АКИМАТ ГОРОДА СЕМЕЙ\n\n№ 7-{0}/3 от 05.03.2024\n\nСообщаем, что отремонтировано {0} домов.\n\n" + "Работы идут по графику. " * 40
FOLDERS = ("", "new", "new/deeper", "moved")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_SETTLED", 0.2)
    monkeypatch.setattr(watch, "_DOUBTFUL", 1.5)
    monkeypatch.setattr(watch, "_LOOK", 0.5)


def come(one: Watch, seconds: float) -> list[str]:
    """The names of what is taken in so many seconds."""
    until, names = time.monotonic() + seconds, []
    while time.monotonic() < until:
        names += [found.name for found in one if isinstance(found, Arrival)]
    return names


@pytest.mark.usefixtures("quick")
def test_a_file_is_taken_once_and_again_when_it_is_another(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    one = Watch([str(tmp_path)])
    assert come(one, 1.0) == [str(tmp_path / "a.txt")]
    assert come(one, 1.0) == []
    (tmp_path / "a.txt").write_text("two")
    assert come(one, 1.0) == [str(tmp_path / "a.txt")]


@pytest.mark.usefixtures("quick")
def test_what_is_being_written_waits_until_it_is_closed(tmp_path: Path) -> None:
    one = Watch([str(tmp_path)])
    with (tmp_path / "a.txt").open("w") as file:
        file.write("the beginning of a letter")
        file.flush()
        assert complete.is_written(tmp_path / "a.txt")
        assert come(one, 1.0) == []
    assert not complete.is_written(tmp_path / "a.txt")
    assert come(one, 1.0) == [str(tmp_path / "a.txt")]


@pytest.mark.usefixtures("quick")
def test_what_looks_cut_off_is_given_time(tmp_path: Path) -> None:
    for name, data in {"a.pdf": b"%PDF-1.7\nhalf", "b.txt": b"", "c.docx": b"PK\x03\x04half", "d.bin": b"x" + b"\0" * 5000}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "whole.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    one = Watch([str(tmp_path)])
    assert come(one, 1.0) == [str(tmp_path / "whole.pdf")]
    assert len(come(one, 1.5)) == 4


@pytest.mark.usefixtures("quick")
def test_temporary_names_are_left_until_they_are_renamed(tmp_path: Path) -> None:
    names = ["~$letter.docx", "a.pdf.part", "b.crdownload", "c.filepart", ".d.txt.Xk3a9Z", ".~lock.e.odt#", "F.PARTIAL"]
    for name in names:
        (tmp_path / name).write_text(name)
    one = Watch([str(tmp_path)])
    assert come(one, 1.0) == []
    assert {Path(name).name for name in one.unfinished} == set(names)
    (tmp_path / "b.crdownload").rename(tmp_path / "b.txt")
    assert come(one, 1.0) == [str(tmp_path / "b.txt")]
    assert len(one.unfinished) == len(names) - 1


@pytest.mark.usefixtures("quick")
def test_without_a_word_from_the_system_it_looks_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_hints", lambda _: iter([set()] * 1000))
    one = Watch([str(tmp_path)])
    assert come(one, 0.3) == []
    (tmp_path / "a.txt").write_text("one")
    assert come(one, 1.5) == [str(tmp_path / "a.txt")]


@pytest.mark.usefixtures("quick")
def test_names_that_are_no_text_and_links_and_pipes(tmp_path: Path) -> None:
    outside, inbox = tmp_path / "outside", tmp_path / "in"
    outside.mkdir()
    inbox.mkdir()
    one = Watch([str(inbox)])
    assert come(one, 0.5) == []
    (outside / "a.txt").write_text("not meant")
    (inbox / "link").symlink_to(outside, target_is_directory=True)
    (inbox / "broken").symlink_to(tmp_path / "nowhere")
    os.mkfifo(inbox / "pipe")
    (outside / "b.txt").write_text("not meant")
    Path(os.fsdecode(os.fsencode(inbox) + b"/\xff\xfe.txt")).write_text("meant")
    until, found = time.monotonic() + 3, []
    while time.monotonic() < until:
        found += list(one)
    assert [os.fsencode(each.path) for each in found if isinstance(each, Arrival)] == [os.fsencode(inbox) + b"/\xff\xfe.txt"]
    assert sorted(Path(each.name).name for each in found if isinstance(each, Absent)) == ["broken", "pipe"]


@pytest.mark.usefixtures("quick")
def test_a_folder_that_goes_and_comes_back(tmp_path: Path) -> None:
    said: list[str] = []
    inbox = tmp_path / "in"
    inbox.mkdir()
    one = Watch([str(inbox)], tell=said.append)
    assert come(one, 0.5) == []
    inbox.rmdir()
    assert come(one, 1.5) == []
    inbox.mkdir()
    assert come(one, 1.0) == []
    (inbox / "a.txt").write_text("one")
    assert come(one, 1.5) == [str(inbox / "a.txt")]
    assert len(said) == 2


@pytest.mark.usefixtures("quick")
def test_what_could_not_be_copied_comes_again_after_longer_pauses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_PAUSE", 0.8)
    said: list[str] = []
    path = tmp_path / "a.txt"
    path.write_text("one")
    one = Watch([str(tmp_path)], tell=said.append)
    assert come(one, 1.0) == [str(path)]
    assert one.missed(str(path))
    assert come(one, 0.5) == []
    assert come(one, 1.5) == [str(path)]
    assert not one.missed(str(path))
    assert come(one, 1.2) == []
    assert come(one, 2.0) == [str(path)]
    assert come(one, 1.0) == []
    path.write_text("two")
    assert come(one, 1.5) == [str(path)]
    assert one.missed(str(path))
    assert len(said) == 2
    path.unlink()
    assert come(one, 2.5) == []
    assert one.missed("letters.zip/a.txt")


@pytest.mark.usefixtures("quick")
def test_what_the_disk_does_not_give_is_said_once_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_PAUSE", 0.1)
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").symlink_to("/proc/self/mem")
    archive = store.opened(named(str(tmp_path / "archive")), make=True)
    complaints, tries = [], []

    class Ended(Exception):
        pass

    class Counted(Watch):
        def missed(self, name: str) -> bool:
            tries.append(name)
            return super().missed(name)

    def check() -> None:
        if len(tries) > 2:
            raise Ended

    try:
        with Path("/proc/self/mem").open("rb"), ingest.batch(archive, Local(1)) as one:
            one.complain, one.check = lambda name, _: complaints.append(name), check
            with pytest.raises(Ended):
                watch.follow(one, Counted([str(inbox)]), lambda _: None)
    finally:
        archive.close()
    assert complaints == [str(inbox / "a.txt")]


@pytest.mark.usefixtures("quick")
def test_the_archive_within_the_folder_is_spared(tmp_path: Path) -> None:
    one = Watch([str(tmp_path)], [tmp_path / "archive"])
    assert come(one, 0.5) == []
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "archive.sqlite").write_text("ours")
    (tmp_path / "a.txt").write_text("one")
    assert come(one, 1.5) == [str(tmp_path / "a.txt")]


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    with pytest.raises(WrongCall):
        Watch([str(tmp_path / "a.txt"), "a\0b"])


@pytest.mark.usefixtures("quick")
def test_what_comes_while_a_slow_file_is_read_does_not_wait_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "slow").write_bytes(fates_watch.SLOW)
    monkeypatch.setattr(task, "work", fates_watch.work)
    archive = store.opened(named(str(tmp_path / "archive")), make=True)
    try:
        with ingest.batch(archive, Local(2)) as one:

            def drop(_: Tally) -> None:
                if one.under and not (inbox / "quick").exists():
                    (inbox / "quick").write_bytes(b"quick")

            one.tell = drop
            ingest.run(one, Watch([str(inbox)]))
        order = [row.names[0] for row in listing.listed(archive)]
    finally:
        archive.close()
    assert order == [str(inbox / "quick"), str(inbox / "slow")]


def letter(number: int) -> bytes:
    return BODY.format(number).encode()


def in_pieces(target: Path, data: bytes, pause: float) -> None:
    """As a slow program writes: piece by piece, standing still for longer than a file must be quiet."""
    with target.open("wb") as file:
        for start in range(0, len(data), 400):
            file.write(data[start : start + 400])
            file.flush()
            time.sleep(pause)


def by_rename(target: Path, data: bytes, pause: float) -> None:
    part = target.with_name(target.name + ".part")
    in_pieces(part, data, pause)
    part.rename(target)


def at_once(target: Path, data: bytes, _: float) -> None:
    target.write_bytes(data)


WAYS = (in_pieces, by_rename, at_once)


def drop(inbox: Path, numbers: range) -> None:
    """Letters into folders that appear meanwhile, in all ways; one of ten stands still for a while."""
    for number in numbers:
        folder = inbox / FOLDERS[number % 3]
        folder.mkdir(parents=True, exist_ok=True)
        WAYS[number % len(WAYS)](folder / f"{number:03}.txt", letter(number), 0.4 if number % 10 == 0 else 0.002)


def started(inbox: Path, archive: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TMPDIR": str(archive.parent)}
    words = [str(DOCPIPE), "ingest", str(inbox), "--archive", str(archive), "--watch"]
    return subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.fixture
def dropping() -> Iterator[Callable[[Path], list[threading.Thread]]]:
    threads: list[threading.Thread] = []

    def start(inbox: Path) -> list[threading.Thread]:
        threads.extend(threading.Thread(target=drop, args=(inbox, range(first, 190, 4))) for first in range(4))
        for one in threads:
            one.start()
        return threads

    yield start
    for one in threads:
        one.join()


def held(place: Path) -> set[str]:
    archive = store.opened(named(str(place)))
    try:
        return {row.sha256 for row in listing.listed(archive)}
    finally:
        archive.close()


def test_200_files_dropped_while_it_runs_and_is_ended_by_force(tmp_path: Path, dropping: Callable[[Path], list[threading.Thread]]) -> None:
    inbox, place, aside = tmp_path / "in", tmp_path / "archive", tmp_path / "moved"
    inbox.mkdir()
    aside.mkdir()
    for number in range(190, 200):
        (aside / f"{number}.txt").write_bytes(letter(number))
    wanted = {hashlib.sha256(letter(number)).hexdigest() for number in range(200)}
    running = started(inbox, place)
    threads = dropping(inbox)
    until = time.monotonic() + 120
    while len(list(place.glob("originals/??/*"))) < 40 and time.monotonic() < until:
        time.sleep(0.1)
    running.kill()
    running.communicate()
    running = started(inbox, place)
    shutil.move(aside, inbox)
    for one in threads:
        one.join()
    while not (place / "archive.sqlite").exists() or (held(place) != wanted and time.monotonic() < until):
        time.sleep(0.5)
    running.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    said = running.communicate(timeout=30)[1].decode()
    assert time.monotonic() - begun < 5
    assert running.returncode == 143, said
    assert "Traceback" not in said
    assert held(place) == wanted
    assert "files in: " in said.splitlines()[-1]
    assert len([path for path in inbox.rglob("*.txt") if path.read_bytes() == letter(int(path.stem))]) == 200
