"""What the archive costs: ingest beside reading the same files without one, and beside OCRmyPDF; one more record.

    python bench/ingest.py letters [FOLDER …] [--files 200] [--runs 3] [--control]
    python bench/ingest.py scans FOLDER [--files 200] [--ocrmypdf PATH] [--control]
    python bench/ingest.py records [--files 400] [--control]

`letters`: text letters (the samples' and those of the folders, told apart by blank lines at their end) into a new archive with two
workers, against two `docpipe extract` at once, each with half of them; wall time, start-up of all processes included, in turn.
`scans`: files of a folder into a new archive, against `ocrmypdf --jobs 2` over the same files one after the other. `records`: the
writer alone, milliseconds a record, in groups as `ingest` commits them and one by one. `--control` plants a fault: one worker instead
of two, a commit for each record; the figure must then fail.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docpipe.archive.outcome import Outcome
    from docpipe.archive.store import Archive, Entry

DOCPIPE = str(Path(sys.executable).with_name("docpipe"))
SAMPLES = Path(__file__).parent.parent / "samples"
TARGETS = {"letters": 1.15, "scans": 3.0, "records": 5.0}
GROUP = 16


class Taken(NamedTuple):
    """Seconds on the clock, and of the processors."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s ({self.processor:.1f} s of the processors)"


def letters(folders: list[Path], number: int, into: Path) -> list[Path]:
    """So many different files; the texts come again and again, each time with one more blank line."""
    texts = [path.read_bytes() for folder in [SAMPLES, *folders] for path in sorted(folder.rglob("*.txt")) if "templates" not in path.parts]
    made = []
    for at in range(number):
        made.append(into / f"{at:05}.txt")
        made[-1].write_bytes(texts[at % len(texts)] + b"\n" * (at // len(texts)))
    return made


def seconds(*commands: list[str]) -> Taken:
    """How long the commands take on the clock, all at once, and how much of the processors; one that ends badly stops the bench."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    running = [subprocess.Popen(one, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for one in commands]
    said = [one.communicate()[1] for one in running]
    taken, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    for one, words in zip(running, said, strict=True):
        if one.returncode not in {0, 10}:
            sys.exit(words.decode()[-2000:])
    return Taken(taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def ingested(files: list[Path], folder: Path, jobs: int = 2) -> Taken:
    """The time for taking the files into a new archive, which is thrown away."""
    archive = folder / "archive"
    taken = seconds([DOCPIPE, "ingest", str(files[0].parent), "--archive", str(archive), "--jobs", str(jobs)])
    shutil.rmtree(archive)
    return taken


def extracted(files: list[Path], folder: Path) -> Taken:
    """The time for reading them by two processes, each half of them."""
    halves = (files[::2], files[1::2])
    return seconds(*([DOCPIPE, "extract", *map(str, half), "-o", str(folder / f"records{at}")] for at, half in enumerate(halves)))


def of_letters(given: argparse.Namespace, folder: Path) -> float:
    """The time of ingest as a multiple of that of extract, median of the runs."""
    files = letters(given.folders, given.files, _made(folder / "in"))
    pairs = []
    for _ in range(given.runs):
        pairs.append((ingested(files, folder, 1 if given.control else 2), extracted(files, folder)))
        print(f"{len(files)} letters: ingest {pairs[-1][0]}, extract {pairs[-1][1]}")
    print(f"processor: {statistics.median(ours.processor / theirs.processor for ours, theirs in pairs):.2f}")
    return statistics.median(ours.wall / theirs.wall for ours, theirs in pairs)


def of_scans(given: argparse.Namespace, folder: Path) -> float:
    """How many times as long OCRmyPDF takes over the files."""
    into = _made(folder / "in")
    files = [Path(shutil.copy(path, into)) for path in sorted(given.folders[0].rglob("*.*"))[: given.files]]
    ours = ingested(files, folder, 1 if given.control else 2)
    print(f"{len(files)} scans: ingest {ours.wall:.1f} s", flush=True)
    options = ["-q", "-l", "kaz+rus", "--jobs", "2", "--image-dpi", "300"]
    each = [seconds([given.ocrmypdf, *options, str(one), str(folder / "out.pdf")]) for one in files]
    theirs = Taken(sum(one.wall for one in each), sum(one.processor for one in each))
    print(f"{len(files)} scans: ocrmypdf {theirs.wall:.1f} s")
    return theirs.wall / ours.wall


def of_records(given: argparse.Namespace, folder: Path) -> float:
    """Milliseconds that one more record takes."""
    from docpipe.archive import store
    from docpipe.archive.place import named

    archive = store.opened(named(str(folder / "archive")), make=True)
    entries = _entries(archive, letters(given.folders, given.files, _made(folder / "in")))
    group = 1 if given.control else GROUP
    start, began = time.perf_counter(), time.process_time()
    for at in range(0, len(entries), group):
        store.keep_all(archive, entries[at : at + group])
    taken = time.perf_counter() - start
    print(f"of it the processor: {(time.process_time() - began) / len(entries) * 1000:.2f} ms a record")
    archive.close()
    return taken / len(entries) * 1000


def _entries(archive: Archive, files: list[Path]) -> list[Entry]:
    """The files read, each text once, their originals kept."""
    from docpipe import pipeline
    from docpipe.archive import store
    from docpipe.batch import task

    read: dict[bytes, Outcome] = {}
    entries = []
    for path in files:
        text = path.read_bytes()
        key = text.rstrip()
        if key not in read:
            read[key] = task.outcome(pipeline.extract([(path.name, text)]))
        entries.append(store.Entry(store.keep_original(archive, io.BytesIO(text)), [path.name], read[key], {"docpipe": "bench"}))
    return entries


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def main() -> None:
    """The figure of one kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=TARGETS)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--ocrmypdf", default=shutil.which("ocrmypdf"))
    parser.add_argument("--control", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = {"letters": of_letters, "scans": of_scans, "records": of_records}[given.kind]
        figure = work(given, Path(folder))
    most = given.kind != "scans"
    print(f"{given.kind}: {figure:.2f} (at {'most' if most else 'least'} {TARGETS[given.kind]})  load {os.getloadavg()[0]:.1f}")
    sys.exit((figure > TARGETS[given.kind]) == most)


if __name__ == "__main__":
    main()
