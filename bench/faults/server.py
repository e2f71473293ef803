"""A PostgreSQL server that is stopped, started, and whose processes are ended while a batch is under way."""

from __future__ import annotations

import random
import subprocess
import time
from collections import Counter
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, figures, finished, letters, made, undisturbed
from tests import postgres

_WAITING = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
_SHORT = 3


def restart(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """The server stopped as if its machine had lost power, and started again, so many times; then once for good."""
    del addresses
    chance = random.Random(times)  # noqa: S311 - moments, no secrets
    with postgres.running() as server:
        world, inputs, plain = _begun(folder, server, files, "no_patience" if control else None)
        stopped, told = 0, Counter[str]()
        running = world.ingest()
        while stopped < times and running.poll() is None:
            _let_work(world, running)
            time.sleep(chance.uniform(0, 1))
            if running.poll() is None:
                server.stop("immediate")
                time.sleep(chance.uniform(0.1, 2))
                server.start()
                stopped += 1
        _heard(running, told, 10)
        found = figures(world, inputs, plain)
        server.stop("immediate")
        began = time.monotonic()
        _heard(world.start("status", DOCPIPE_ARCHIVE_SECONDS=str(_SHORT)), told, 4)
        waited = _SHORT <= time.monotonic() - began < 10 * _SHORT
        server.start()
    lines = [Figure(name, told[name]) for name in ("wrong exit code", "tracebacks")]
    return [Figure("restarts", stopped, times), *lines, Figure("waits, then 4", waited, wanted=True), *found]


def commit(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """Processes of the server ended in the middle of a commit, that is when it is done and its answer is not yet sent.

    The server is told to wait with each answer for a second server, which there is not; so every commit is caught there.
    """
    del addresses
    with postgres.running() as server:
        world, inputs, plain = _begun(folder, server, files, "no_natural_key" if control else None)
        _said(server, "ALTER SYSTEM SET synchronous_standby_names = '*'")
        _said(server, "SELECT pg_reload_conf()")
        running, ended, told = world.ingest(), 0, Counter[str]()
        while ended < times and running.poll() is None:
            ended += _said(server, _WAITING).count("t")
            time.sleep(0.05)
        _said(server, "ALTER SYSTEM RESET synchronous_standby_names")
        _said(server, "SELECT pg_reload_conf()")
        _heard(running, told, 10)
        found = figures(world, inputs, plain)
    lines = [Figure(name, told[name]) for name in ("wrong exit code", "tracebacks")]
    return [Figure("ended during a commit", min(ended, times), times), *lines, *found]


def _begun(folder: Path, server: postgres.Server, files: int, planted: str | None) -> tuple[World, dict[Path, bytes], dict[str, object]]:
    spared = made(folder / "spared")
    letters(spared, files)
    plain = undisturbed(spared, folder / "plain")
    world = made(folder / "world", server.new(), planted)
    return world, letters(world, files), dict(plain)


def _let_work(world: World, running: subprocess.Popen[bytes]) -> None:
    """Waits until another original has come, so that the next stop is in the middle of the work however slow the machine is."""
    before = world.arrivals()
    while world.arrivals() == before and running.poll() is None:
        time.sleep(0.05)


def _heard(running: subprocess.Popen[bytes], told: Counter[str], wanted: int) -> None:
    code, said = finished(running, 900)
    told["wrong exit code"] += code != wanted
    told["tracebacks"] += said.count("Traceback")


def _said(server: postgres.Server, query: str) -> str:
    """What the server answers, a line a row."""
    call: list[str | Path] = [server.programs / "psql", "-h", server.folder, "-U", "docpipe", "-d", "postgres", "-AtXc", query]
    return subprocess.run(call, capture_output=True, text=True, check=True).stdout
