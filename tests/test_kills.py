"""Ended by force in the middle, again and again: nothing is lost, nothing is done twice, nothing is half there."""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from docpipe.archive import originals
from tests import kills, postgres

FILES = 120


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as running:
        yield running


def _undisturbed(tmp_path: Path, inputs: dict[Path, bytes]) -> kills.Account:
    plain = tmp_path / "plain"
    assert kills.ingest(tmp_path / "in", str(plain), plain / "originals") == 10
    archive = kills.opened(str(plain), plain / "originals")
    try:
        return kills.account(archive, inputs)
    finally:
        archive.close()


def _killed(tmp_path: Path, where: str, times: int) -> None:
    inputs = kills.inbox(tmp_path / "in", FILES)
    folder = tmp_path / "archive" / "originals"
    seed = int(os.environ.get("DOCPIPE_TEST_SEED", "6"))
    ended = kills.killed(tmp_path / "in", where, folder, times, random.Random(seed))  # noqa: S311 - moments, no secrets
    print(f"{ended} runs ended by force")  # noqa: T201
    assert kills.ingest(tmp_path / "in", where, folder) in {0, 10}
    archive = kills.opened(where, folder)
    try:
        found = kills.account(archive, inputs)
        assert ended > 2
        assert (found.lost, found.twice, found.unsound) == ((), (), False)
        assert found == _undisturbed(tmp_path, inputs)
        gone = originals.path(folder, next(iter(found.results)))
        gone.unlink()
        assert kills.account(archive, inputs) == replace(found, unsound=True)
        more = {**inputs, tmp_path / "in" / "0000.txt": b"another"}
        assert len(kills.account(archive, more).lost) == 1
    finally:
        archive.close()


@pytest.mark.timeout(900)
def test_ended_by_force_sqlite(tmp_path: Path) -> None:
    _killed(tmp_path, str(tmp_path / "archive"), 20)


@pytest.mark.timeout(900)
def test_ended_by_force_postgresql(tmp_path: Path, server: postgres.Server) -> None:
    _killed(tmp_path, server.new(), 6)


@pytest.mark.timeout(300)
def test_a_database_that_restarts_is_waited_for(tmp_path: Path, server: postgres.Server) -> None:
    inputs = kills.inbox(tmp_path / "in", 60)
    where, folder = server.new(), tmp_path / "archive" / "originals"
    words = [str(kills.DOCPIPE), "ingest", str(tmp_path / "in"), "--archive", where]
    running = subprocess.Popen(words, env=kills.environment(folder), stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list(folder.glob("??/*")) and time.monotonic() < until:
        time.sleep(0.1)
    for _ in range(2):
        time.sleep(1)
        server.stop("immediate")
        time.sleep(1)
        server.start()
    said = running.communicate(timeout=200)[1].decode()
    assert running.returncode == 10, said
    archive = kills.opened(where, folder)
    try:
        found = kills.account(archive, inputs)
        assert (found.lost, found.twice, found.unsound) == ((), (), False)
    finally:
        archive.close()
