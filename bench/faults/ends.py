"""Runs that are ended: by force, or asked to end."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, figures, finished, letters, made, summed, undisturbed

_SOONEST, _LATEST = 0.5, 3.0
_PATIENCE = 60


def kill(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """Ended by force so many times; where an archive is complete before, another one is begun.

    Half of the moments are counted from the start, half from the first new original.
    """
    chance = random.Random(times)  # noqa: S311 - moments, no secrets
    spared = made(folder / "spared")
    letters(spared, files, files // 250)
    plain = undisturbed(spared, folder / "plain")
    ended = 0
    rounds: list[list[Figure]] = []
    while ended < times:
        world = made(folder / f"killed{len(rounds)}", addresses(), "delete_before_commit" if control else None)
        inputs = letters(world, files, files // 250)
        some = _ended(world, times - ended, chance)
        finished(world.ingest(), 7200)
        rounds.append(figures(world, inputs, plain))
        if not some:
            break
        ended += some
    return [Figure("ended by force", ended, times), Figure("archives", len(rounds), len(rounds)), *summed(rounds)]


def _ended(world: World, times: int, chance: random.Random) -> int:
    """How many runs were ended by force until one was done before."""
    for number in range(times):
        if not _killed(world, chance.uniform(_SOONEST, _LATEST), working=bool(number % 2)):
            return number
    return times


def _killed(world: World, seconds: float, *, working: bool) -> bool:
    """Whether the run was ended by force; it may have been done before."""
    running = world.ingest()
    before, until = world.arrivals(), time.monotonic() + _PATIENCE
    while working and world.arrivals() == before and running.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(seconds)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    return running.returncode < 0
