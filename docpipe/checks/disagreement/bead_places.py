"""What names stand in which bead, and which of them only one side has."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docpipe.bitext.versions import Versions

_UNLIKE = 0.3
_NEAR = 2
"""A name may stand this many beads away in the other version and is no difference."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What says `code`, where, in which bead; code None where it is not known what it says."""

    code: str | None
    span: tuple[int, int]
    bead: int


@dataclass(frozen=True, slots=True)
class Rest:
    """What a bead has on one side alone, each code once, and what both sides have."""

    bead: int
    left: tuple[Placed, ...]
    right: tuple[Placed, ...]
    shared: frozenset[str]


def bead_at(pair: Versions, side: int) -> Callable[[int], int]:
    """From a place on a side to the number of its bead; what stands between two belongs to the first."""
    rows = sorted((span[0], number) for number, bead in enumerate(pair.beads) if (span := pair.spans(bead)[side]))
    starts = [start for start, _ in rows]
    return lambda place: rows[max(0, bisect_right(starts, place) - 1)][1] if rows else -1


def doubtful(pair: Versions, bead: int) -> bool:
    """Whether the two sides of a bead have little in common: perhaps they are no translation of each other."""
    return pair.beads[bead].likeness < _UNLIKE


def rests(left: Iterable[Placed], right: Iterable[Placed]) -> list[Rest]:
    """The beads in which a side names what the other does not, there or near by; none in which something is not surely known."""
    ours, theirs = _by_bead(left), _by_bead(right)
    found = []
    for bead in sorted(ours.keys() | theirs.keys()):
        mine, others = ours.get(bead, []), theirs.get(bead, [])
        if any(one.code is None for one in (*mine, *others)):
            continue
        alone = _alone(mine, theirs, bead), _alone(others, ours, bead)
        if any(alone):
            shared = frozenset(one.code for one in mine if one.code) & frozenset(one.code for one in others if one.code)
            found.append(Rest(bead, *alone, shared))
    return found


def _by_bead(side: Iterable[Placed]) -> dict[int, list[Placed]]:
    found: dict[int, list[Placed]] = {}
    for one in side:
        found.setdefault(one.bead, []).append(one)
    return found


def _alone(mine: list[Placed], others: dict[int, list[Placed]], bead: int) -> tuple[Placed, ...]:
    there = {one.code for near in range(bead - _NEAR, bead + _NEAR + 1) for one in others.get(near, ())}
    once: dict[str, Placed] = {}
    for one in mine:
        if one.code and one.code not in there:
            once.setdefault(one.code, one)
    return tuple(once.values())
