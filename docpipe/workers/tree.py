"""A worker and all that it has started, ended together: also what has put itself into a session of its own, and what its starter has left behind.

All of them carry the worker's mark in their environment. Where the system does not show environments (no /proc), the worker's own group is ended.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import uuid
from collections.abc import Iterator
from pathlib import Path

MARK = "WORKER_OF_DOCPIPE"
SCRATCH = "SCRATCH_OF_DOCPIPE"
"""By this variable a worker knows the folder that goes with it."""
_PASSES = 5


def new_mark() -> str:
    """A mark for a worker; it holds the mark of the process that starts it."""
    return f"{os.environ.get(MARK, '')}/{uuid.uuid4().hex}"


def kill(pid: int, mark: str) -> None:
    """The worker, its group and all that bears its mark, ended at once."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
    _kill(pid)
    kill_marked(mark)


def kill_marked(mark: str) -> None:
    """All processes that bear the mark, this one apart; looked for again while there are some, since they may start others."""
    for _ in range(_PASSES):
        found = list(_marked(mark))
        for one in found:
            _kill(one)
        if not found:
            return


def clear(scratch: str) -> None:
    """What the worker has written on its way is gone: a copy of a letter may be among it."""
    if scratch:
        shutil.rmtree(scratch, ignore_errors=True)


def _kill(pid: int) -> None:
    with contextlib.suppress(OSError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _marked(mark: str) -> Iterator[int]:
    sought = mark.encode()
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if sought in (entry / "environ").read_bytes() and int(entry.name) != os.getpid():
                yield int(entry.name)
