"""What is made of the program's own texts, kept from run to run: compiled patterns, tables. Making it anew would be half a second of each start.

It lies in the user's folder for such things (`XDG_CACHE_HOME`, else `~/.cache`), a file for each interpreter: nothing of a document.
A file that is missing, cut off, another user's or that may not be written is no error: everything is made anew then.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import marshal
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_MANY = 60
"""Writing pays from so many new ones on."""

_FORM = "3"
"""Another one whenever patterns or tables are made otherwise: what was left before is then made anew."""

_MOST = 8_000
"""More than there are: those of earlier versions are left behind."""

_new: dict[tuple[str, int], Any] = {}


def kept(text: str, kind: int, make: Callable[[], Any]) -> Any:
    """What an earlier run has made of the text; else what `make` gives, left for the next run where it is made of plain values."""
    asked = (text, kind)
    found = _kept().get(asked) or _new.get(asked)
    if found is None:
        found = make()
        with contextlib.suppress(ValueError):
            marshal.dumps(found)
            _new[asked] = found
    return found


@cache
def _kept() -> dict[tuple[str, int], Any]:
    """What an earlier run has left; when this process ends, it leaves what it has added."""
    atexit.register(_keep)
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError, RuntimeError):
        file = _file()
        if hasattr(os, "geteuid") and file.stat().st_uid != os.geteuid():
            return {}
        digest, told = file.read_bytes().split(b"\n", 1)
        if digest.decode("ascii") == _digest(told):
            found: dict[tuple[str, int], Any] = marshal.loads(told)  # noqa: S302 - lies where bytecode lies, and is as trusted
            return found
    return {}


def _keep() -> None:
    if len(_new) < _MANY:
        return
    both = _kept() | _new
    told = marshal.dumps(both if len(both) <= _MOST else _new)
    with contextlib.suppress(OSError, RuntimeError):
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}")
        try:
            part.write_bytes(_digest(told).encode("ascii") + b"\n" + told)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


def _digest(told: bytes) -> str:
    """That of the whole file, of what it was made like and of the interpreter that may use it."""
    return hashlib.sha256(told + _FORM.encode() + sys.version.encode()).hexdigest()


def _file() -> Path:
    told = Path(os.environ.get("XDG_CACHE_HOME", ""))
    folder = told if told.is_absolute() else Path.home() / ".cache"
    return folder / "docpipe" / f"kept-{sys.implementation.cache_tag}.bin"
