"""Several docpipes at work on one archive."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, figures, finished, letters, made, summed, undisturbed

_BESIDE = (("retry",), ("search", "деньги"), ("list",), ("status",), ("verify",), ("acting",))


def pairs(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """Two take the same letters in at once, so many times, each time into a new archive, and others look at it meanwhile."""
    spared = made(folder / "spared")
    letters(spared, files)
    plain = undisturbed(spared, folder / "plain")
    rounds, told = [], Counter[str]()
    for number in range(times):
        world = made(folder / f"world{number}", addresses(), "no_natural_key" if control else None)
        inputs = letters(world, files)
        told += _pair(world)
        rounds.append(figures(world, inputs, plain))
    said = [Figure(name, told[name], 0) for name in ("tracebacks", "locked", "wrong exit code", "wrong beside")]
    return [Figure("pairs", len(rounds), times), *said, *summed(rounds)]


def _pair(world: World) -> Counter[str]:
    """What was wrong with what the two, and those beside them, said."""
    both = [world.ingest("--jobs", "1") for _ in range(2)]
    told = Counter[str]()
    while not world.arrivals() and any(one.poll() is None for one in both):
        time.sleep(0.05)
    while any(one.poll() is None for one in both):
        for words in _BESIDE:
            told["wrong beside"] += _wrong(world.start(*words), told)
    for one in both:
        told["wrong exit code"] += _wrong(one, told)
    return told


def _wrong(running: subprocess.Popen[bytes], told: Counter[str]) -> bool:
    code, said = finished(running)
    told["tracebacks"] += said.count("Traceback")
    told["locked"] += "locked" in said
    if code not in {0, 10}:
        print(code, running.args, said, file=sys.stderr)
    return code not in {0, 10}
