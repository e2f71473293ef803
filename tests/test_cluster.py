"""Files read by a Dask cluster: the same results as here, whatever becomes of its workers; what bears a mark stays on this machine."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from docpipe import errors
from docpipe.archive import store
from docpipe.archive.place import named
from docpipe.archive.store import Archive
from docpipe.batch import cluster, ingest, task
from docpipe.batch.arrivals import found
from docpipe.batch.local import Local, Reader
from docpipe.batch.tally import Tally
from tests import daskcluster, fates_batch, kills
from tests.archives import samples
from tests.makers import pdf_of, shown, stream
from tests.test_batch import zipped

LETTER = samples()["letter-shared-2022"]
RESTRICTED = "МИНИСТЕРСТВО ФИНАНСОВ\n\nДля служебного пользования\nЭкз. № 1\n\n№ 5-ДСП от 03.02.2024\n\nАкимат города Семей\n\nСредства перечислены.\n\nМинистр    А. Омаров\n"
SECRET = RESTRICTED.replace("Для служебного пользования", "Секретно")


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[daskcluster.Cluster]:
    with daskcluster.running(tmp_path_factory.mktemp("dask")) as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = store.opened(named(str(tmp_path / "archive")), make=True)
    yield made
    made.close()


def taken(archive: Archive, reader: Reader, *paths: Path) -> Tally:
    with ingest.batch(archive, reader) as one:
        return ingest.run(one, found([str(path) for path in paths]))


def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that go to the cluster, filled as they do."""
    gone: list[str] = []
    call = cluster.Cluster._call  # noqa: SLF001 - the one door through which bytes leave this machine

    def watched(self: cluster.Cluster, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        gone.append(arguments[1] if isinstance(arguments[1], str) else "pages")
        return call(self, function, *arguments)

    monkeypatch.setattr(cluster.Cluster, "_call", watched)
    return gone


def inbox(folder: Path) -> Path:
    folder.mkdir()
    (folder / "letter.txt").write_bytes(LETTER)
    (folder / "letters.zip").write_bytes(zipped({"press.txt": samples()["press-release-2022"]}))
    (folder / "layer.pdf").write_bytes(pdf_of([stream(shown("The Ministry of Finance informs of 18 900 tenge"))] * 2))
    (folder / "restricted.txt").write_text(RESTRICTED)
    (folder / "secret.txt").write_text(SECRET)
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7\n")
    return folder


def test_results_are_those_of_this_machine_and_what_is_marked_stays_here(
    dask: daskcluster.Cluster, tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = inbox(tmp_path / "in")
    inputs = {path: path.read_bytes() for path in folder.iterdir()}
    gone = sent(monkeypatch)
    with cluster.workers(dask.address, 1) as reader:
        tally = taken(archive, reader, folder)
    assert sorted(gone) == ["layer.pdf", "letter.txt", "press.txt"]
    assert (tally.files, tally.done, tally.quarantined) == (7, 5, 2)
    plain = store.opened(named(str(tmp_path / "plain")), make=True)
    try:
        taken(plain, Local(1), folder)
        assert kills.account(archive, inputs) == kills.account(plain, inputs)
    finally:
        plain.close()


def test_restricted_files_go_where_that_is_wished_secret_ones_never(
    dask: daskcluster.Cluster, tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = inbox(tmp_path / "in")
    gone = sent(monkeypatch)
    with cluster.workers(dask.address, 1, include_restricted=True) as reader:
        taken(archive, reader, folder)
    assert "restricted.txt" in gone
    assert not {"secret.txt", "damaged.pdf", "letters.zip"} & set(gone)


def test_poison_ends_the_child_and_not_the_worker(
    dask: daskcluster.Cluster, tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_bytes(fates_batch.SLOW + str(number).encode())
    for name in (fates_batch.CRASH, fates_batch.HANG, fates_batch.MEMORY):
        (folder / f"2-{name.decode()}.txt").write_bytes(name)
    monkeypatch.setattr(task, "work", fates_batch.work)
    monkeypatch.setenv("DOCPIPE_DOCUMENT_SECONDS", "4")
    with cluster.workers(dask.address, 1) as reader:
        tally = taken(archive, reader, folder)
    assert (tally.done, tally.codes) == (6, Counter({"E_CRASH": 1, "E_TIMEOUT": 1, "E_MEMORY": 1}))
    assert [worker.poll() for worker in dask.workers] == [None, None]


def test_workers_ended_by_force_lose_nothing_and_do_nothing_twice(dask: daskcluster.Cluster, tmp_path: Path, archive: Archive) -> None:
    inputs = kills.inbox(tmp_path / "in", 30)
    words = [str(kills.DOCPIPE), "ingest", str(tmp_path / "in"), "--archive", str(tmp_path / "archive"), "--scheduler", dask.address]
    running = subprocess.Popen(words, env=kills.environment(tmp_path / "archive" / "originals"), stderr=subprocess.PIPE)
    ended = 0
    until = time.monotonic() + 60
    while not list((tmp_path / "archive" / "originals").glob("??/*")) and time.monotonic() < until:
        time.sleep(0.1)
    while running.poll() is None and ended < 4:
        time.sleep(1)
        dask.kill()
        ended += 1
    said = running.communicate(timeout=200)[1].decode()
    assert running.returncode == 10, said
    assert ended > 1
    found = kills.account(archive, inputs)
    assert (found.lost, found.twice, found.unsound) == ((), (), False)


def test_a_worker_with_other_versions_is_refused(
    dask: daskcluster.Cluster, tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER)
    monkeypatch.setattr(task, "made_with", fates_batch.newer)
    with cluster.workers(dask.address, 1) as reader, pytest.raises(errors.ClusterUnavailable, match=r"docpipe .* there, 999 here"):
        taken(archive, reader, tmp_path / "a.txt")
    assert store.latest(archive, hashlib.sha256(LETTER).hexdigest()) is None


def test_logs_of_the_cluster_tell_nothing_of_a_letter(dask: daskcluster.Cluster) -> None:
    log = (dask.folder / "log").read_text(errors="replace")
    assert "scheduler" in log
    assert not [word for word in ("перечислен", "Омаров", "CRASH", "letter.txt") if word in log]


def test_a_scheduler_that_does_not_answer_is_said(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (pip install 'docpipe-kz[cluster]')")
    (tmp_path / "a.txt").write_bytes(LETTER)
    words = [str(kills.DOCPIPE), "ingest", str(tmp_path / "a.txt"), "--archive", str(tmp_path / "archive"), "--scheduler"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for address, code, hint in (
        ("tcp://127.0.0.1:9", 4, "dask scheduler"),
        ("tls://127.0.0.1:9", 4, "certificates"),
        ("nonsense", 2, "tls://"),
    ):
        done = subprocess.run([*words, address], capture_output=True, text=True, check=False, env=environment)
        assert (done.returncode, done.stderr.count("\n")) == (code, 1), done.stderr
        assert hint in done.stderr


def test_a_scheduler_that_goes_away_ends_the_run_with_4(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    kills.inbox(tmp_path / "in", 30)
    originals = tmp_path / "archive" / "originals"
    with daskcluster.running(tmp_path_factory.mktemp("passing"), 1) as passing:
        words = [str(kills.DOCPIPE), "ingest", str(tmp_path / "in"), "--archive", str(tmp_path / "archive"), "--scheduler", passing.address]
        running = subprocess.Popen(words, env=kills.environment(originals), stderr=subprocess.PIPE)
        until = time.monotonic() + 60
        while not list(originals.glob("??/*")) and time.monotonic() < until:
            time.sleep(0.1)
        passing.scheduler.kill()
        said = running.communicate(timeout=100)[1].decode()
    assert (running.returncode, said.count("\n")) == (4, 1), said
    assert "goes on where it stopped" in said
