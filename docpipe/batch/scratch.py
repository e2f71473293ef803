"""The folder for what a run writes on its way. Its owner holds a lock in it; a folder whose owner was ended by force is cleared away by the next run."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX, _LOCK = "docpipe-batch-", "lock"


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder of our own, gone afterwards."""
    _clear()
    own = Path(tempfile.mkdtemp(prefix=f".{_PREFIX}"))
    try:
        with (own / _LOCK).open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # visible to others under this name only when it is locked
            own = own.rename(own.with_name(own.name.removeprefix(".")))
            yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _clear() -> None:
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if left.stat().st_uid == os.getuid() and not left.is_symlink():
                _clear_unless_held(left)


def _clear_unless_held(left: Path) -> None:
    with (left / _LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left, ignore_errors=True)
