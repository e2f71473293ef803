"""The alternatives of a regular expression that begin with one letter, put together: the engine asks for the letter once, not once for each word.

`кас(?:са|сы)|бюджет|кассир` is looked for as `кас(?:са|сы|сир)|бюджет`. Alternatives that begin with other letters exclude each other,
so what is found stays the same.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import sys
from functools import cache
from re import _casefix, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from docpipe.model.kept import kept

_FOLD, _ASCII = _constants.SRE_FLAG_IGNORECASE, _constants.SRE_FLAG_ASCII
_INNER = {
    _constants.SUBPATTERN: 3,
    _constants.MAX_REPEAT: 2,
    _constants.MIN_REPEAT: 2,
    _constants.POSSESSIVE_REPEAT: 2,
    _constants.ASSERT: 1,
    _constants.ASSERT_NOT: 1,
}
"""Where the parts of a piece hold a pattern of their own."""

_FEW = 2
"""So many alternatives are asked one after the other as fast."""

_LETTERS = -2
"""The kind of what is kept of letters."""


def group(read: Any, flags: int) -> None:
    """Puts together what begins alike in a pattern that was read, and in the patterns inside it."""
    for at, (kind, parts) in enumerate(read.data):
        if kind is _constants.BRANCH:
            for one in parts[1]:
                group(one, flags)
            read.data[at] = (kind, (parts[0], _together(parts[1], flags)))
        elif kind is _constants.ATOMIC_GROUP:
            group(parts, flags)
        elif kind in _INNER:
            group(parts[_INNER[kind]], (flags | parts[1]) & ~parts[2] if kind is _constants.SUBPATTERN else flags)


def _together(alternatives: list[Any], flags: int) -> list[Any]:
    """The alternatives with those of one first letter in one; they stay on their side of what begins with no letter."""
    found: list[tuple[tuple[int, ...] | None, list[Any]]] = []
    places: dict[tuple[int, ...], list[Any]] = {}
    for one in alternatives:
        letters = _letter(one, flags)
        if letters is None:
            places = {}
            found.append((None, [one]))
        elif letters in places:
            places[letters].append(one)
        else:
            places[letters] = [one]
            found.append((letters, places[letters]))
    many = len(found) > _FEW
    return [_joined(letters if many else letters[:1], same, flags) if letters else same[0] for letters, same in found]


def _letter(one: Any, flags: int) -> tuple[int, ...] | None:
    """What it begins with: a letter, with those that are looked for alike."""
    if not one.data or one.data[0][0] is not _constants.LITERAL or (flags & _FOLD and flags & _ASCII):
        return None
    letter: int = one.data[0][1]
    return alike(letter) if flags & _FOLD else (letter,)


def _joined(letters: tuple[int, ...], same: list[Any], flags: int) -> Any:
    state = same[0].state
    rests = _together([_parser.SubPattern(state, one.data[1:]) for one in same], flags) if len(same) > 1 else []
    first, *rest = same[0].data
    if rests:
        rest = rests[0].data if len(rests) == 1 else [(_constants.BRANCH, (None, rests))]
    if len(letters) > 1:  # a set that the engine looks at before it begins with the alternative
        either = _parser.SubPattern(state, [(_constants.IN, [(_constants.LITERAL, letter) for letter in letters])])
        first = (_constants.SUBPATTERN, (None, 0, _FOLD, either))
    return _parser.SubPattern(state, [first, *rest])


@cache
def alike(letter: int) -> tuple[int, ...]:
    """The letters that are looked for as this one where their size does not matter."""
    small = _sre.unicode_tolower(letter)
    lower = {small, *_casefix._EXTRA_CASES.get(small, ())}  # noqa: SLF001 - there is no public way
    capitals = kept("capitals", _LETTERS, _capitals)
    return tuple(sorted({*lower, *(great for one in lower for great in capitals.get(one, ()))}))


def _capitals() -> dict[int, list[int]]:
    """The great letters of each small one that has any."""
    found: dict[int, list[int]] = {}
    for letter, small in enumerate(map(_sre.unicode_tolower, range(sys.maxunicode + 1))):
        if small != letter:
            found.setdefault(small, []).append(letter)
    return found
