"""Files written whole or not at all: beside their place, flushed to disk, then renamed."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from docpipe.errors import DocpipeError, NoSpace, WrongCall


def check(target: Path, files: Sequence[str], option: str) -> None:
    """`WrongCall` where what is written there would take the place of a folder or of one of the files that are read (`-`: standard input)."""
    try:
        if target.is_dir():
            raise WrongCall(f"{option} names a folder", "Give it the name of a file")
        if target.exists() and any(name != "-" and Path(name).exists() and target.samefile(name) for name in files):
            raise WrongCall(f"{option} names a file that is read; it is never overwritten", "Give it another name")
    except (OSError, ValueError) as error:
        raise _disk(error, option) from error


@contextmanager
def whole(target: Path, option: str) -> Iterator[BinaryIO]:
    """A file to write to that becomes `target` if nothing goes wrong. `option`: by which the place was named. `NoSpace`, `WrongCall`."""
    try:
        if target.exists() and not (target.is_file() or target.is_dir()):
            raise WrongCall(f"{option} names no ordinary file", "Give it another name")
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=".docpipe-", suffix=".part")
    except (OSError, ValueError) as error:
        raise _disk(error, option) from error
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(target)
    except OSError as error:
        raise _disk(error, option) from error
    finally:
        Path(part).unlink(missing_ok=True)


def _disk(error: OSError | ValueError, option: str) -> DocpipeError:
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT):
        return NoSpace("the disk is full", f"Free some space, or name another folder with {option}")
    if code == errno.ENAMETOOLONG:
        return WrongCall("the name is too long", f"Give {option} a shorter one")
    why = error.strerror if isinstance(error, OSError) else "this is no path"
    return WrongCall(f"the folder cannot be written to ({why})", f"Name another folder with {option}")
