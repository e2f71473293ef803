"""A PostgreSQL server for measuring: as the tests start theirs, in a folder that stays, with memory that a small server has."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres

_OPTIONS = "-c listen_addresses='' -c shared_buffers=1GB -c max_wal_size=4GB -c random_page_cost=1.1 -c effective_cache_size=8GB"


@contextmanager
def running(folder: Path) -> Iterator[Callable[[int], str]]:
    """The address of the database for archives of a size, made where it is not there."""
    programs = postgres.programs()
    if programs is None:
        raise SystemExit("PostgreSQL's programs are not installed (apt-get install postgresql)")
    folder.mkdir(parents=True, exist_ok=True)
    owner = "nobody" if os.geteuid() == 0 else None
    if owner:
        os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)

    def run(*words: object) -> None:
        subprocess.run([str(one) for one in words], check=True, stdout=subprocess.DEVNULL, cwd=folder, user=owner)

    if not (folder / "data").exists():
        run(programs / "initdb", "-D", folder / "data", "-U", "docpipe", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
    run(programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", f"-k {folder} {_OPTIONS}", "start")

    def database(size: int) -> str:
        subprocess.run([str(programs / "createdb"), "-h", str(folder), "-U", "docpipe", f"letters{size}"], check=False, capture_output=True)
        return f"postgresql://docpipe@/letters{size}?host={folder}"

    try:
        yield database
    finally:
        run(programs / "pg_ctl", "-D", folder / "data", "-w", "-m", "fast", "stop")
