"""A hostile file takes neither `extract` nor `check` with it: what falls, hangs or eats memory is a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.faults.poison import endless_page
from docpipe import errors, readers
from docpipe.readers import apart
from docpipe.workers import tree
from tests import fates
from tests.makers import pdf_of, shown, stream

DOCPIPE = Path(sys.executable).with_name("docpipe")
GOOD = "МИНИСТЕРСТВО ФИНАНСОВ\n\n№ 5 от 03.02.2024\n\nАкимат города Семей\n\nСообщаем, что мост открыт.\n\nМинистр    А. Омаров\n"
MARK = "/a-test-of-hostile-files"
SAID = ("fell, twice", "took longer than", "more memory than")
"""What is said of a page without an end, whichever limit it comes to first."""


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    apart.stop()
    yield
    apart.stop()


def test_a_plain_text_needs_no_other_process_and_a_pdf_is_the_same_by_one() -> None:
    assert apart.read(GOOD.encode(), "a.txt") == readers.read(GOOD.encode(), "a.txt")
    assert apart._pools == []  # noqa: SLF001 - none was started
    data, meanwhile = pdf_of([stream(shown("Dear colleagues, the bridge is open"))]), []
    assert apart.read(data, "a.pdf", lambda: meanwhile.append(1)) == readers.read(data, "a.pdf")
    assert meanwhile == [1]


def test_what_ends_the_process_is_told_and_the_next_file_is_read() -> None:
    with pytest.raises(errors.Crashed):
        apart.call(os.abort)
    with pytest.raises(errors.OutOfMemory):
        apart.call(bytearray, 20_000_000_000)
    assert apart.read(pdf_of([stream(shown("Dear colleagues"))]), "a.pdf").pages[0].words
    with pytest.raises(errors.Corrupt):
        apart.read(b"%PDF-1.7\nno more of it", "a.pdf")


def test_a_request_to_end_does_not_wait_for_the_file() -> None:
    call = (
        "import signal, time\nfrom docpipe.readers import apart\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\nprint('asked', flush=True)\napart.call(time.sleep, 60)"
    )
    with subprocess.Popen([sys.executable, "-c", call], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as asked:
        assert asked.stdout is not None
        assert asked.stdout.readline() == b"asked\n"
        time.sleep(1)
        asked.send_signal(signal.SIGINT)
        assert asked.wait(timeout=20) != 0


@pytest.mark.parametrize("limits", [{"DOCPIPE_WORKER_MEMORY": "400000000"}, {"DOCPIPE_DOCUMENT_SECONDS": "1", "DOCPIPE_PAGE_SECONDS": "1"}])
def test_a_page_without_an_end_is_an_error_of_its_file(tmp_path: Path, limits: dict[str, str]) -> None:
    (tmp_path / "endless.pdf").write_bytes(endless_page(1))
    (tmp_path / "good.txt").write_text(GOOD)
    environment = {**os.environ, **limits, tree.MARK: MARK, "DOCPIPE_LANG": "ru"}
    for words in (["extract", "endless.pdf", "good.txt", "-o", "out"], ["check", "endless.pdf", "good.txt"]):
        done = subprocess.run([DOCPIPE, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == errors.REVIEW, done.stderr
        [line] = [line for line in done.stderr.splitlines() if "endless.pdf" in line]
        assert any(said in line for said in SAID), line
        assert "Traceback" not in done.stderr
        assert list(tree._marked(MARK)) == []  # noqa: SLF001 - none is left
    assert "endless.pdf: файл не прочитан" in done.stdout
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.json"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_of_the_file_is_left_on_the_disk(tmp_path: Path, sent: int) -> None:
    call = (
        "import sys, signal\nfrom docpipe.readers import apart\nfrom tests import fates\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\napart.call(fates.copied)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", call], env=environment, stderr=subprocess.DEVNULL) as asked:
        assert soon(lambda: any(path.is_file() for path in tmp_path.rglob("*")))
        asked.send_signal(sent)
        assert asked.wait(timeout=20) != 0
    assert soon(lambda: not list(tmp_path.iterdir()))


def test_a_process_that_is_ended_for_its_file_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("DOCPIPE_DOCUMENT_SECONDS", "2")
    with pytest.raises(errors.TimedOut):
        apart.call(fates.copied)
    assert list(tmp_path.iterdir()) == []


def test_a_process_whose_folder_was_cleared_away_meanwhile_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert apart.call(fates.kept).startswith(str(tmp_path))
    for path in tmp_path.iterdir():
        shutil.rmtree(path)
    assert apart.call(fates.kept).startswith(str(tmp_path))
    apart.stop()
    assert list(tmp_path.iterdir()) == []


def soon(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()
