"""Compiled regular expressions kept from run to run: compiling those that one letter needs takes half a second, loading them a fiftieth of one.

They lie in the user's folder for such things (`XDG_CACHE_HOME`, else `~/.cache`), a file for each interpreter, by their texts, which are
the program's own: nothing of a document. A file that is missing, cut off or that may not be written is no error: patterns are compiled then.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import marshal
import os
import re
import sys
from array import array
from functools import cache
from pathlib import Path

_MANY = 60
"""Writing pays from so many new ones on."""

_MOST = 8_000
"""More than there are: those of earlier versions are left behind."""

_Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, groups, names of groups and their places, as the interpreter's own compiler hands them over."""

_new: dict[tuple[str, int], _Parts] = {}


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives. `re.error`."""
    try:
        asked = (pattern, int(flags))
        parts = _kept().get(asked) or _new.get(asked) or _new.setdefault(asked, _parts(*asked))
        return _built(pattern, parts)
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        # another interpreter's library: its own way is always open
        return re.compile(pattern, flags)


def _parts(pattern: str, flags: int) -> _Parts:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    read = _parser.parse(pattern, flags)
    state = read.state
    names: list[str | None] = [None] * state.groups
    for name, at in state.groupdict.items():
        names[at] = name
    code = array("I", map(int, _compiler._code(read, flags)))  # noqa: SLF001 - there is no public way
    return int(flags | state.flags), code.tobytes(), state.groups - 1, dict(state.groupdict), tuple(names)


def _built(pattern: str, parts: _Parts) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    flags, code, groups, places, names = parts
    built: re.Pattern[str] = _sre.compile(pattern, flags, array("I", code).tolist(), groups, places, names)
    return built


@cache
def _kept() -> dict[tuple[str, int], _Parts]:
    """What an earlier run has left; when this process ends, it leaves what it has added."""
    atexit.register(_keep)
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError, RuntimeError):
        digest, told = _file().read_bytes().split(b"\n", 1)
        if digest.decode("ascii") == _digest(told):
            found: dict[tuple[str, int], _Parts] = marshal.loads(told)  # noqa: S302 - lies where bytecode lies, and is as trusted
            return found
    return {}


def _keep() -> None:
    if len(_new) < _MANY:
        return
    kept = _kept() | _new
    told = marshal.dumps(kept if len(kept) <= _MOST else _new)
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
    """That of the whole file, and of the interpreter that may use it."""
    return hashlib.sha256(told + sys.version.encode()).hexdigest()


def _file() -> Path:
    folder = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(folder) / "docpipe" / f"patterns-{sys.implementation.cache_tag}.bin"
