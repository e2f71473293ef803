"""Compiled regular expressions, kept from run to run: compiling those that one letter needs takes half a second, loading them a fiftieth of one."""

from __future__ import annotations

import re
from array import array

from docpipe.model.kept import kept

_Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, groups, names of groups and their places, as the interpreter's own compiler hands them over."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives. `re.error`."""
    try:
        return _built(pattern, kept(pattern, int(flags), lambda: _parts(pattern, int(flags))))
    except (ImportError, AttributeError, LookupError, TypeError, ValueError, RuntimeError):
        # another interpreter's library: its own way is always open
        return re.compile(pattern, flags)


def _parts(pattern: str, flags: int) -> _Parts:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    from docpipe.model.branches import group
    from docpipe.model.first import told

    read = _parser.parse(pattern, flags)
    state = read.state
    group(read, int(flags | state.flags))
    names: list[str | None] = [None] * state.groups
    for name, at in state.groupdict.items():
        names[at] = name
    code = array("I", map(int, told(_compiler._code(read, flags), read, int(flags | state.flags))))  # noqa: SLF001 - there is no public way
    return int(flags | state.flags), code.tobytes(), state.groups - 1, dict(state.groupdict), tuple(names)


def _built(pattern: str, parts: _Parts) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    flags, code, groups, places, names = parts
    built: re.Pattern[str] = _sre.compile(pattern, flags, array("I", code).tolist(), groups, places, names)
    return built
