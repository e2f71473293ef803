"""In which order things reach the disk, as the system itself saw it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, finished, letters, made

_CALLS = "trace=fsync,fdatasync,rename,renameat,renameat2,pwrite64,unlink"
_STEPS = ("copy flushed", "renamed", "folder flushed", "reading written", "commit flushed")


def run(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """One letter at a time: its original flushed, renamed, its folder flushed, and only then the transaction that tells of it, flushed."""
    world = made(folder / "world", addresses(), "flushes_nothing" if control else None)
    every = letters(world, files)
    for path in every:
        path.unlink()
    finished(world.ingest())
    found = [_steps(world, folder / f"calls{number}", data) for number, data in zip(range(times), every.values(), strict=False)]
    return [Figure("letters", len(found), times), *[Figure(step, sum(step in one for one in found), times) for step in _STEPS]]


def _steps(world: World, log: Path, data: bytes) -> list[str]:
    """The steps that were seen in their order, up to the first that was not."""
    letter = world.inbox / "letter.txt"
    letter.write_bytes(data)
    tracing = ["strace", "-f", "--seccomp-bpf", "-y", "-o", str(log), "-e", _CALLS]
    finished(world.start("ingest", str(letter), "--jobs", "1", before=tracing))
    sha = hashlib.sha256(data).hexdigest()
    home = re.escape(str(world.originals / sha[:2]))
    wanted = (r"fsync\(\d+<[^>]*\.incoming-[^>]*>\)", rf'rename\(.*"{home}/{sha}"\)', rf"fsync\(\d+<{home}>\)")
    commit = (r"pwrite64\(\d+<[^>]*archive\.sqlite-wal>", r"f(?:data)?sync\(\d+<[^>]*archive\.sqlite-wal>\)")
    calls, at, seen = log.read_text("utf-8", "replace"), 0, []
    for step, pattern in zip(_STEPS, (*wanted, *commit), strict=True):
        match = re.compile(pattern).search(calls, at)
        if match is None or (step == "reading written" and re.search(commit[0], calls[:at])):
            break
        at = match.end()
        seen.append(step)
    return seen
