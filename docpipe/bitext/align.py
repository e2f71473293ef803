"""Paragraphs of two versions held against each other: 1-1, 1-0, 0-1, 1-2, 2-1, 2-2, by dynamic programming."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.bitext.paragraphs import Paragraph

_FIGURE = lazy(r"\d+")
_STEPS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2))
_COST = {(1, 1): 0.0, (1, 0): 1.2, (0, 1): 1.2, (1, 2): 0.5, (2, 1): 0.5, (2, 2): 0.9}


@dataclass(frozen=True, slots=True)
class Bead:
    """Paragraphs that say the same, by their indices in each version; one side is empty where only one version has it."""

    left: tuple[int, ...]
    right: tuple[int, ...]


def align(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> tuple[Bead, ...]:
    """The beads in the order of the left version; every paragraph stands in exactly one."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if (i, j) == (0, 0):
                continue
            options = [
                (best[i - a, j - b][0] + _cost(left[i - a : i], right[j - b : j]), (a, b)) for a, b in _STEPS if (i - a, j - b) in best
            ]
            best[i, j] = min(options)
    beads: list[Bead] = []
    i, j = len(left), len(right)
    while (i, j) != (0, 0):
        a, b = best[i, j][1]
        beads.append(Bead(tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return tuple(reversed(beads))


def _cost(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> float:
    shape = _COST[len(left), len(right)]
    if not left or not right:
        return shape
    ours, theirs = (" ".join(one.text for one in side) for side in (left, right))
    longest = max(len(ours), len(theirs))
    apart = abs(len(ours) - len(theirs)) / longest
    mine, others = set(_FIGURE.findall(ours)), set(_FIGURE.findall(theirs))
    unlike = 1 - len(mine & others) / len(mine | others) if mine | others else 0.5
    return shape + apart + 1.5 * unlike
