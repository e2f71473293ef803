"""Figures of archives of growing size written to files: time and memory by size and kind of file.

    python bench/stats.py [--sizes 1000,10000] [--kinds csv,xlsx,parquet,jsonl] [--control]

An archive of so many records (copies of one sample, eight figures each) is made on SQLite; `docpipe stats -o` writes its figures in a process of its own.
The last line is the largest process of the largest archive over that of the smallest. `--control` holds all rows before it writes them: the ratio must grow.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "letter-shared-2022" / "packet.txt"
HOARD = "from docpipe.archive import statistics as s; kept = s._figures; s._figures = lambda *given: iter(list(kept(*given)))\n"
CALL = "import sys; from docpipe.cli import main\n{}sys.argv = ['docpipe', 'stats', '-o', {!r}, '--archive', {!r}]; main()"


def made(folder: Path, records: int) -> None:
    """An archive of so many files, written by the table."""
    from sqlalchemy import insert

    from docpipe import pipeline
    from docpipe.archive import outcome, store, tables
    from docpipe.archive.place import named

    archive = store.opened(named(str(folder)), make=True)
    packet = pipeline.extract([("letter.txt", SAMPLE.read_bytes())])
    kept = {"record": outcome.deflated(packet.to_json()), "state": "done", "findings": 0, "versions": "v", "attempt": 1, "made_with": "{}"}
    for start in range(0, records, 1000):
        names = [f"{at:064x}" for at in range(start, min(start + 1000, records))]
        with archive.engine.begin() as connection:
            connection.execute(insert(tables.file), [{"sha256": name, "size": 1, "since": name[-12:]} for name in names])
            connection.execute(insert(tables.extraction), [{"sha256": name, "at": "2024", **kept} for name in names])
            papers = [{"kind": one.kind, "language": one.language, "at": one.id, "words": "x"} for one in packet.documents]
            connection.execute(insert(tables.document), [{"sha256": name, **paper} for name in names for paper in papers])
    archive.close()


def run(archive: Path, kind: str, *, control: bool) -> tuple[float, int, int]:
    """Seconds of the processor, megabytes of the process, bytes written."""
    target = archive.with_suffix(f".{kind}")
    process = subprocess.Popen([sys.executable, "-c", CALL.format(HOARD if control else "", str(target), str(archive))], cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"docpipe stats ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, target.stat().st_size


def main() -> None:
    """The table and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--kinds", default="csv,xlsx,parquet,jsonl")
    parser.add_argument("--control", action="store_true")
    parser.add_argument("--make", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        made(Path(given.make), int(given.sizes))
        return
    most: dict[int, int] = {}
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        for size in map(int, given.sizes.split(",")):
            # in a process of its own: a child is told to be as large as what it was forked from
            subprocess.run([sys.executable, __file__, "--make", f"{folder}/{size}", "--sizes", f"{size}"], check=True)
            for kind in given.kinds.split(","):
                seconds, megabytes, written = run(Path(folder) / str(size), kind, control=given.control)
                most[size] = max(most.get(size, 0), megabytes)
                print(f"{size:>9} records  {kind:<8} {seconds:7.1f} s  {megabytes:5} MB  {written / 1e6:8.1f} MB written", flush=True)
    print(f"memory, largest over smallest archive: {most[max(most)] / most[min(most)]:.2f}")


if __name__ == "__main__":
    main()
