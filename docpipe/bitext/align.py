"""Paragraphs of two versions held against each other: 1-1, 1-0, 0-1, 1-2, 2-1, 2-2, by dynamic programming."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from docpipe.bitext import features
from docpipe.bitext.corridor import corridor
from docpipe.bitext.features import Features

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.paragraphs import Paragraph

_SHAPE = {(1, 2): -0.8, (2, 1): -0.8, (2, 2): -2.0, (1, 3): -1.4, (3, 1): -1.4}
_LONE = -0.3
_ALIKE, _HALFWAY, _TELLING = 8.0, 0.42, 8.0
_LENGTH, _GROUND = 1.6, 0.6
_LONGEST, _UNEVEN = 1.4, 0.5
_PART, _PART_OF = 0.8, 0.6
_STRONG, _RICH = 0.55, 12.0
_TOUCHING = 0.12


@dataclass(frozen=True, slots=True)
class Bead:
    """Paragraphs that say the same, by their indices in each version; one side is empty where only one version has it.

    `likeness` is 0–1. `moved`: its paragraphs stand elsewhere in the other version's order.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float = 0.0
    moved: bool = False


def align(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> tuple[Bead, ...]:
    """The beads in the order of the left version; every paragraph stands in exactly one."""
    weighed = features.of(left, right)
    return beads(weighed.left, weighed.right)


def beads(left: Sequence[Features], right: Sequence[Features]) -> tuple[Bead, ...]:
    """The beads of anything that has features; time and room grow with the length, not with its square."""
    return _reunited(_path(left, right, corridor(left, right)), left, right)


_Cell = tuple[float, tuple[int, int], float]


def _path(left: Sequence[Features], right: Sequence[Features], band: Sequence[tuple[int, int]]) -> list[Bead]:
    best: dict[tuple[int, int], _Cell] = {(0, 0): (0.0, (0, 0), 0.0)}
    scores: dict[tuple[int, int], float] = {}
    for i, (low, high) in enumerate(band):
        for j in range(low, high + 1):
            if (i, j) == (0, 0):
                continue
            options: list[_Cell] = []
            if (i - 1, j) in best:
                options.append((best[i - 1, j][0] + _LONE, (1, 0), 0.0))
            if (i, j - 1) in best:
                options.append((best[i, j - 1][0] + _LONE, (0, 1), 0.0))
            if i and j:
                scores[i, j] = features.likeness(left[i - 1], right[j - 1])
                options += _linked(best, scores, left, right, (i, j))
            if options:
                best[i, j] = max(options)
    return _traced(best, len(left), len(right))


def _linked(
    best: dict[tuple[int, int], _Cell],
    scores: dict[tuple[int, int], float],
    left: Sequence[Features],
    right: Sequence[Features],
    end: tuple[int, int],
) -> Iterator[_Cell]:
    """The beads with both sides that may end here; several paragraphs are taken together only where each has something of the other side."""
    i, j = end
    if (i - 1, j - 1) in best:
        alike = scores[end]
        yield best[i - 1, j - 1][0] + gain(alike, left[i - 1], right[j - 1]), (1, 1), alike
    for (a, b), shape in _SHAPE.items() if scores[end] > _TOUCHING else ():
        if (i - a, j - b) in best and _touching(scores, end, (a, b)):
            ours, theirs = sum(left[i - a : i], Features()), sum(right[j - b : j], Features())
            alike = features.likeness(ours, theirs)
            yield best[i - a, j - b][0] + gain(alike, ours, theirs) + shape, (a, b), alike


def _touching(scores: dict[tuple[int, int], float], end: tuple[int, int], step: tuple[int, int]) -> bool:
    (i, j), (a, b) = end, step
    pairs = [scores.get((i - k, j - m), 0.0) for k in range(a) for m in range(b)]
    return sum(score > _TOUCHING for score in pairs) >= max(a, b)


def _traced(best: dict[tuple[int, int], _Cell], i: int, j: int) -> list[Bead]:
    """The beads of the best way to the end."""
    found: list[Bead] = []
    while (i, j) != (0, 0):
        _, (a, b), alike = best[i, j]
        found.append(Bead(tuple(range(i - a, i)), tuple(range(j - b, j)), round(alike, 3)))
        i, j = i - a, j - b
    return found[::-1]


def gain(alike: float, ours: Features, theirs: Features) -> float:
    """How much speaks for two stretches being versions of each other; what says little tells little by being unlike.

    Where one is much shorter, they are versions too if the longer one says all that it says.
    """
    apart = abs(log((ours.length + 8) / (theirs.length + 8)))
    sure = min(1.0, min(ours.weight, theirs.weight) / _TELLING)
    whole = _ALIKE * (alike - _HALFWAY) * sure - _LENGTH * min(_LONGEST, apart) + _GROUND
    if apart < _UNEVEN or not alike:
        return whole
    short, long = (ours, theirs) if ours.length < theirs.length else (theirs, ours)
    held = short.found_in(long) / max(short.weight, _TELLING / 2)
    return max(whole, _ALIKE * (_PART * held - _HALFWAY) * sure - _PART_OF)


def _reunited(found: list[Bead], left: Sequence[Features], right: Sequence[Features]) -> tuple[Bead, ...]:
    """Lone paragraphs of both versions that are strongly alike are one bead, though they stand elsewhere."""
    ours = [bead.left[0] for bead in found if not bead.right]
    theirs = {bead.right[0] for bead in found if not bead.left}
    pairs = sorted(
        ((features.likeness(left[i], right[j]), -i, -j) for i in ours for j in theirs if not left[i].keys.isdisjoint(right[j].keys)),
        reverse=True,
    )
    united: dict[int, tuple[int, float]] = {}
    for alike, i, j in pairs:
        if alike >= _STRONG and -i not in united and -j in theirs and min(left[-i].weight, right[-j].weight) >= _RICH:
            united[-i] = (-j, alike)
            theirs.discard(-j)
    kept = [bead for bead in found if bead.left or bead.right[0] in theirs]
    return tuple(
        Bead(bead.left, (united[bead.left[0]][0],), round(united[bead.left[0]][1], 3), moved=True)
        if not bead.right and bead.left[0] in united
        else bead
        for bead in kept
    )
