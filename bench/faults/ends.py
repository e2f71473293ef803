"""Runs that are ended: by force, or asked to end."""

from __future__ import annotations

import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, figures, finished, letters, made, summed, undisturbed

_SOONEST, _LATEST = 0.5, 3.0
_PATIENCE = 60
_SOON = 5
_ENOUGH = "enough"


def kill(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """Ended by force so many times; where an archive is complete before, another one is begun.

    Half of the moments are counted from the start, half from the first new original. Where somebody lays a file `enough` into the
    folder, the account is drawn up of what there was until then.
    """
    chance = random.Random(times)  # noqa: S311 - moments, no secrets
    spared = made(folder / "spared")
    letters(spared, files, files // 250)
    plain = undisturbed(spared, folder / "plain")
    ended = 0
    rounds: list[list[Figure]] = []
    while ended < times and not (folder / _ENOUGH).exists():
        world = made(folder / f"killed{len(rounds)}", addresses(), "delete_before_commit" if control else None)
        inputs = letters(world, files, files // 250)
        some = _ended(world, times - ended, chance, folder / _ENOUGH)
        finished(world.ingest(), 7200)
        rounds.append(figures(world, inputs, plain))
        ended += some
    return [Figure("ended by force", ended, times), Figure("archives", len(rounds), len(rounds)), *summed(rounds)]


def _ended(world: World, times: int, chance: random.Random, enough: Path) -> int:
    """How many runs were ended by force until one was done before."""
    number = 0
    while number < times and not enough.exists() and _killed(world, chance.uniform(_SOONEST, _LATEST), working=bool(number % 2)):
        number += 1
        if not number % 10:
            print(f"{number} of {times}", file=sys.stderr)
    return number


def stop(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """Asked to end by Ctrl-C or by a service manager, at chance moments of the work, each time looked at at once."""
    chance = random.Random(times)  # noqa: S311 - moments, no secrets
    told, slowest = Counter[str](), 0.0
    world = made(folder / "stopped", addresses(), "untidy" if control else None)
    inputs = letters(world, files, files // 50)
    for number in range(times):
        sent, code = ((signal.SIGINT, 130), (signal.SIGTERM, 143))[number % 2]
        running = world.ingest()
        while not list(world.scratch.glob("docpipe-*")) and running.poll() is None:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, _LATEST))
        running.send_signal(sent)
        began = time.monotonic()
        ended, said = finished(running)
        slowest = max(slowest, time.monotonic() - began)
        told["done before"] += ended in {0, 10}
        told["wrong exit code"] += ended not in {code, 0, 10}
        told["tracebacks"] += "Traceback" in said
        told["processes left at a stop"] += world.stragglers(0.5)
        told["scratch left at a stop"] += len(list(world.scratch.iterdir()))
    finished(world.ingest(), 7200)
    lines = [Figure(name, told[name]) for name in ("wrong exit code", "tracebacks", "processes left at a stop", "scratch left at a stop")]
    seconds = [Figure("slowest, seconds", round(slowest, 1), round(slowest, 1)), Figure("within 5 s", slowest <= _SOON, wanted=True)]
    return [Figure("asked to end", times - told["done before"], times), *seconds, *lines, *figures(world, inputs, None)]


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
