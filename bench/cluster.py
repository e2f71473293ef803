"""A Dask cluster on this machine: workers ended by force, and what the cluster costs.

    python -m bench.cluster kills [--files 500] [--kills 50] [--seed 6] [--control]
    python -m bench.cluster overhead FOLDER [--files 12] [--runs 5]

`kills`: text letters, every tenth damaged, taken in by `docpipe ingest --scheduler` with two workers, of which one after the other is
ended by force after every few readings, at a chance moment, and replaced; then the account: lost, twice, originals, and whether the results are those of a run
on this machine alone. `--control` takes one file out of the archive's originals before the account, which must then fail.
`overhead`: files of a folder (scans of several pages) by two workers of a cluster against the local pool of two, in pairs that take
turns; the median of the ratios of wall time, and of processor time.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests import daskcluster, kills

MOST_OVERHEAD = 1.05


def killed(given: argparse.Namespace, folder: Path, dask: daskcluster.Cluster) -> bool:
    """One run while workers are ended; whether its account is as it must be."""
    inputs = kills.inbox(folder / "in", given.files)
    chance = random.Random(given.seed)  # noqa: S311 - moments, no secrets
    archive = folder / "archive"
    begun = time.perf_counter()
    ended = runs = 0
    while True:
        runs += 1
        running = subprocess.Popen(ingest(folder / "in", archive, "--scheduler", dask.address), stderr=subprocess.PIPE)
        while running.poll() is None and ended < given.kills:
            wanted = kept(archive) + chance.randint(1, 2 * given.files // given.kills - 3)
            while running.poll() is None and kept(archive) < wanted:
                time.sleep(0.05)
            time.sleep(chance.uniform(0, 0.5))
            dask.kill(chance.randrange(len(dask.workers)))
            ended += 1
        said = running.communicate()[1].decode()
        print(said.strip().splitlines()[-1], flush=True)
        if running.returncode in {0, 10} or runs > given.kills:
            break
    print(f"{ended} workers ended by force, {runs} runs, {time.perf_counter() - begun:.0f} s", flush=True)
    subprocess.run(ingest(folder / "in", folder / "plain"), stderr=subprocess.DEVNULL, check=False)
    if given.control:
        next((archive / "originals").glob("??/*")).unlink()
    return as_it_must_be(folder, inputs) and ended == given.kills


def kept(archive: Path) -> int:
    """How many readings there are by now."""
    if not (archive / "archive.sqlite").exists():
        return 0
    with (
        contextlib.suppress(sqlite3.OperationalError),
        contextlib.closing(sqlite3.connect(archive / "archive.sqlite", timeout=30)) as reading,
    ):
        return int(reading.execute("SELECT count(*) FROM extraction").fetchone()[0])
    return 0


def as_it_must_be(folder: Path, inputs: dict[Path, bytes]) -> bool:
    """Print the account."""
    accounts = []
    for name in ("archive", "plain"):
        archive = kills.opened(str(folder / name), folder / name / "originals")
        accounts.append(kills.account(archive, inputs))
        archive.close()
    found, plain = accounts
    same = found.results == plain.results
    print(
        f"lost {len(found.lost)}, twice {len(found.twice)}, originals {'unsound' if found.unsound else 'sound'}, results {'equal' if same else 'DIFFER'}"
    )
    return found == plain and not (found.lost or found.twice or found.unsound)


def overhead(given: argparse.Namespace, folder: Path, dask: daskcluster.Cluster) -> bool:
    """The time through the cluster as a multiple of the local pool's."""
    (folder / "in").mkdir()
    for path in sorted(one for one in given.folder.rglob("*") if one.is_file())[: given.files]:
        shutil.copy(path, folder / "in")
    ratios = []
    for number in range(given.runs):
        here = seconds(ingest(folder / "in", folder / f"here{number}", "--jobs", "2"))
        there = seconds(ingest(folder / "in", folder / f"there{number}", "--jobs", "2", "--scheduler", dask.address))
        if number:
            ratios.append(there / here)
        print(f"here {here:.1f} s, through the cluster {there:.1f} s{'' if number else ' (its workers start: not counted)'}")
    figure = statistics.median(ratios)
    print(f"overhead: {figure:.3f} (at most {MOST_OVERHEAD})  load {os.getloadavg()[0]:.1f}")
    return figure <= MOST_OVERHEAD


def ingest(files: Path, archive: Path, *more: str) -> list[str]:
    """The words of a command."""
    return [str(kills.DOCPIPE), "ingest", str(files), "--archive", str(archive), *more]


def seconds(words: list[str]) -> float:
    """How long a command takes on the clock; one that ends badly stops the bench."""
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 10}:
        sys.exit(done.stderr)
    return time.perf_counter() - start


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[daskcluster.Cluster]:
    """Two workers."""
    (folder / "dask").mkdir()
    with daskcluster.running(folder / "dask") as running:
        yield running


def main() -> None:
    """One of the two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["kills", "overhead"])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--files", type=int)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--runs", type=int, default=6)
    parser.add_argument("--control", action="store_true")
    given = parser.parse_args()
    given.files = given.files or (500 if given.kind == "kills" else 12)
    with tempfile.TemporaryDirectory() as name, cluster(Path(name)) as dask:
        work = killed if given.kind == "kills" else overhead
        sys.exit(not work(given, Path(name), dask))


if __name__ == "__main__":
    main()
