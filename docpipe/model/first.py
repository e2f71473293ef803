"""The characters a match of a regular expression can begin with, told to the engine: it passes over all others several times as fast.

The standard library tells them of a pattern that begins with a letter or a set; most of docpipe's begin with what may not stand before.
What is told may be more than what is true, never less: a match is looked for wherever one can begin.
"""

from __future__ import annotations

from re import _compiler, _constants  # type: ignore[attr-defined]
from typing import Any

from docpipe.model.branches import alike

_Set = list[tuple[Any, Any]]
"""What stands between the brackets of a set, as the interpreter's own reader hands it over."""

_HEAD = 5
"""So many numbers the engine's own information takes where it tells nothing of the beginning."""

_FOLD = _constants.SRE_FLAG_IGNORECASE
_OTHER = _constants.SRE_FLAG_LOCALE | _constants.SRE_FLAG_ASCII | _constants.SRE_FLAG_UNICODE
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_NO_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)


def told(code: list[int], read: Any, flags: int) -> list[int]:
    """The code of a pattern that was read, with what it can begin with if that is a set and is not told yet."""
    kind, length, mask, shortest = code[:4]
    if kind != _constants.INFO or mask or not shortest or flags & _constants.SRE_FLAG_LOCALE:
        return code
    found, empty = _first(read, flags)
    if not found or empty:
        return code
    charset: list[int] = []
    _compiler._compile_charset(_compiler._optimize_charset(found)[0], flags, charset)  # noqa: SLF001 - there is no public way
    return [kind, length + len(charset), _constants.SRE_INFO_CHARSET, *code[3:_HEAD], *charset, *code[_HEAD:]]


def _first(read: Any, flags: int) -> tuple[_Set | None, bool]:
    """What a match can begin with, None for anything, and whether it can be empty."""
    found: list[_Set | None] = []
    for kind, parts in read:
        here, empty = _of_one(kind, parts, flags)
        found.append(here)
        if not empty:
            return _either(found), False
    return _either(found), True


def _of_one(kind: Any, parts: Any, flags: int) -> tuple[_Set | None, bool]:
    if kind is _constants.LITERAL or kind is _constants.IN:
        items = [(kind, parts)] if kind is _constants.LITERAL else list(parts)
        return _folded(items) if flags & _FOLD else items, False
    if kind is _constants.BRANCH:
        each = [_first(one, flags) for one in parts[1]]
        return _either([one for one, _ in each]), any(empty for _, empty in each)
    if kind is _constants.SUBPATTERN:
        _, added, removed, inner = parts
        return (None, False) if (added | removed) & _OTHER else _first(inner, flags | added)
    if kind is _constants.ATOMIC_GROUP:
        return _first(parts, flags)
    if kind in _REPEATS:
        found, empty = _first(parts[2], flags)
        return found, empty or not parts[0]
    if kind is _constants.ASSERT and parts[0] > 0:
        found, empty = _first(parts[1], flags)
        return ([], True) if not found or empty else (found, False)
    return ([] if kind in _NO_WIDTH else None), kind in _NO_WIDTH


def _either(sets: list[_Set | None]) -> _Set | None:
    """One set of all; a set of what it is not stands for itself only."""
    given = [one for one in sets if one != []]
    if any(one is None or one[0][0] is _constants.NEGATE for one in given):
        return given[0] if all(one == given[0] for one in given) else None
    return [item for one in given for item in one or ()]


def _folded(items: _Set) -> _Set | None:
    """The set with the small and the great letters of each letter in it."""
    found: _Set = []
    for kind, part in items:
        if kind is _constants.CATEGORY:
            found.append((kind, part))
        elif kind in (_constants.LITERAL, _constants.RANGE):
            start, last = (part, part) if kind is _constants.LITERAL else part
            found += [(_constants.LITERAL, letter) for one in range(start, last + 1) for letter in alike(one)]
        else:
            return None
    return found
