"""A Dask cluster of the tests' own: a scheduler and workers, each a process, on the loopback interface; workers can be ended by force and replaced."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest


@dataclass(slots=True)
class Cluster:
    """A running cluster."""

    address: str
    folder: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, number: int = 1) -> None:
        """More workers, each of one thread and without a nanny."""
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(self.folder))
        self.workers += [_dask(self.folder, "worker", self.address, *options) for _ in range(number)]

    def kill(self, at: int = 0) -> None:
        """One worker ended by force, another in its place."""
        _end(self.workers.pop(at))
        self.start()


def _dask(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "TMPDIR": str(folder),
        "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    }
    with (folder / "log").open("ab") as log:
        return subprocess.Popen([sys.executable, "-m", "dask", *words], env=environment, stdout=log, stderr=log)


def _wait(port: int) -> None:
    """Until somebody listens there."""
    until = time.monotonic() + 100
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


@contextlib.contextmanager
def running(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster for the time being; the test is skipped, and says why, where Dask is not installed."""
    pytest.importorskip("distributed", reason="Dask is not installed (pip install 'docpipe-kz[cluster]')")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    scheduler = _dask(folder, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    made = Cluster(f"tcp://127.0.0.1:{port}", folder, scheduler)
    try:
        _wait(port)
        made.start(workers)
        yield made
    finally:
        for process in (*made.workers, scheduler):
            _end(process)
