"""Faults made on purpose, and the account of what came of them.

    python -m bench.faults KIND [--times N] [--files N] [--database sqlite|postgresql] [--control] [--folder FOLDER]

Each KIND prints its figures beside what they must be, and ends with 1 where one is not so. `--control` plants a fault in docpipe
that the account must show: then it ends with 1 where nothing is shown. What it works in is made in FOLDER (else TMPDIR) and thrown away.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults import copies, durable, ends, poison, quiet, room, server, stubs, together
from bench.faults.world import Addresses, Figure

KINDS: dict[str, tuple[Callable[..., list[Figure]], int, int]] = {
    "kill": (ends.kill, 500, 5000),
    "stop": (ends.stop, 100, 1000),
    "restart": (server.restart, 20, 400),
    "commit": (server.commit, 50, 400),
    "full": (room.full, 20, 60),
    "outputs": (room.outputs, 20, 200),
    "quiet": (quiet.run, 1, 250),
    "durable": (durable.run, 20, 20),
    "backup": (copies.backup, 50, 1000),
    "migrate": (copies.migrate, 50, 200),
    "flips": (copies.flips, 1000, 20),
    "same": (copies.same, 3, 40),
    "lies": (stubs.lies, 1, 1),
    "orphans": (stubs.orphans, 200, 10),
    "pairs": (together.pairs, 20, 100),
    "poison": (poison.run, 20, 200),
}
"""What each kind does, how many times and with how many files if nothing is said."""


@contextmanager
def addresses(named: str) -> Iterator[Addresses]:
    """What gives the address of a new database."""
    if named == "sqlite":
        yield lambda: None
        return
    from tests import postgres

    with postgres.running() as running:
        yield running.new


def main() -> int:
    """The account of the kind that is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("kind", choices=KINDS)
    asked.add_argument("--times", type=int)
    asked.add_argument("--files", type=int)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--folder", type=Path, default=None)
    asked.add_argument("--control", action="store_true")
    said = asked.parse_args()
    run, times, files = KINDS[said.kind]
    folder, began = Path(tempfile.mkdtemp(prefix="docpipe-faults-", dir=said.folder)), time.monotonic()
    try:
        with addresses(said.database) as new:
            found = run(folder, said.times or times, said.files or files, new, control=said.control)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for figure in found:
        print(f"{'   ' if figure.good else 'BAD'} {figure.name:<28} {figure.found!s:>12}   (must be {figure.wanted})")
    print(f"{time.monotonic() - began:.0f} s")
    return int(all(figure.good for figure in found) == said.control)


if __name__ == "__main__":
    sys.exit(main())
