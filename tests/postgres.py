"""A PostgreSQL server of the tests' own: Debian's programs, a temporary folder, a socket in it and no port, run by somebody who is not root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    programs: Path
    folder: Path

    def url(self, database: str = "postgres") -> str:
        """The address of a database."""
        return f"postgresql://docpipe@/{database}?host={self.folder}"

    def new(self) -> str:
        """The address of a new, empty database."""
        name = f"letters{next(_NUMBERS)}"
        command = [str(self.programs / "createdb"), "-h", str(self.folder), "-U", "docpipe", name]
        subprocess.run(command, check=True, capture_output=True)
        return self.url(name)

    def start(self) -> None:
        """The server, ready to answer."""
        options = f"-k {self.folder} -c listen_addresses='' -c shared_buffers=16MB -c max_connections=20"
        _as_other(
            self.folder, self.programs / "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", options, "start"
        )

    def stop(self, how: str = "fast") -> None:
        """The server stopped, `immediate` as if its machine had lost power."""
        _as_other(self.folder, self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-m", how, "stop")


def _as_other(folder: Path, *command: object) -> None:
    other = "nobody" if os.geteuid() == 0 else None
    group = pwd.getpwnam("nobody").pw_gid if other else None
    extra: list[str] | None = [] if other else None
    words = [str(word) for word in command]
    subprocess.run(
        words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, user=other, group=group, extra_groups=extra
    )


def programs() -> Path | None:
    """The folder of the server's programs, None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    every = [*found, *([Path(on_path)] if on_path else [])]
    return next((one.parent for one in every if all((one.parent / name).exists() for name in ("pg_ctl", "postgres", "createdb"))), None)


@contextmanager
def running() -> Iterator[Server]:
    """A server for the time being; the test is skipped, and says why, where there can be none."""
    where = programs()
    if where is None:
        pytest.skip("PostgreSQL's programs are not installed (apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'docpipe-kz[postgresql]')")
    folder = Path(tempfile.mkdtemp(prefix="docpipe-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
        server = Server(where, folder)
        _as_other(folder, where / "initdb", "-D", folder / "data", "-U", "docpipe", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        server.start()
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):
                server.stop("immediate")
            time.sleep(0.1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
