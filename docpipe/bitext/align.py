"""Paragraphs of two versions held against each other: 1-1, 1-0, 0-1, 1-2, 2-1, 2-2, by dynamic programming."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf, log
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
_ROUNDING = 1e-6
_BEST = _ALIKE * (1 - _HALFWAY) + _GROUND
"""More is gained by nothing."""


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
    best: list[dict[int, _Cell]] = []
    grid = _Grid(left, right)
    for i, (low, high) in enumerate(band):
        row: dict[int, _Cell] = {} if i else {0: (0.0, (0, 0), 0.0)}
        best.append(row)
        grid.scores.append({})
        for j in range(low if i else 1, high + 1):
            options: list[_Cell] = []
            if i and j in best[i - 1]:
                options.append((best[i - 1][j][0] + _LONE, (1, 0), 0.0))
            if j - 1 in row:
                options.append((row[j - 1][0] + _LONE, (0, 1), 0.0))
            if i and j:
                grid.link(best, i, j, options)
            if options:
                row[j] = max(options)
    return _traced(best, len(left), len(right))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Both versions, how alike their paragraphs are as far as they were compared, and paragraphs taken together, by the last and how many."""

    left: Sequence[Features]
    right: Sequence[Features]
    scores: list[dict[int, float]] = field(default_factory=list)
    joined: tuple[dict[tuple[int, int], Features], dict[tuple[int, int], Features]] = field(default_factory=lambda: ({}, {}))

    def link(self, best: Sequence[dict[int, _Cell]], i: int, j: int, options: list[_Cell]) -> None:
        """Add the beads with both sides that may end here.

        Several paragraphs are taken together only where each has something of the other side, and where that may be better than the options.
        """
        ours, theirs = self.left[i - 1], self.right[j - 1]
        alike = self.scores[i][j] = features.likeness(ours, theirs)
        if j - 1 in best[i - 1]:
            options.append((best[i - 1][j - 1][0] + gain(alike, ours, theirs), (1, 1), alike))
        if alike <= _TOUCHING:
            return
        least = max(options)[0] - _ROUNDING if options else -inf
        for (a, b), shape in _SHAPE.items():
            if i >= a and j - b in best[i - a]:
                before = best[i - a][j - b][0] + shape
                if before + _BEST >= least and self._touching(i, j, a, b) and before + self._most(i, j, a, b) >= least:
                    ours, theirs = self._together(0, i, a), self._together(1, j, b)
                    both = features.likeness(ours, theirs)
                    options.append((before + gain(both, ours, theirs), (a, b), both))

    def _together(self, side: int, end: int, number: int) -> Features:
        known = self.joined[side]
        if (end, number) not in known:
            paragraphs = (self.left, self.right)[side][end - number : end]
            known[end, number] = paragraphs[0] if number == 1 else sum(paragraphs, Features())
        return known[end, number]

    def _touching(self, i: int, j: int, a: int, b: int) -> bool:
        return sum([self.scores[i - k].get(j - m, 0.0) > _TOUCHING for k in range(a) for m in range(b)]) >= max(a, b)

    def _most(self, i: int, j: int, a: int, b: int) -> float:
        """No less than what would be gained by taking so many paragraphs together: they are alike in what any two of them are alike in."""
        ours, theirs = self.left[i - a : i], self.right[j - b : j]
        weights = sum([one.weight for one in ours]), sum([one.weight for one in theirs])
        alike = sum(
            self.scores[i - a + 1 + k].get(j - b + 1 + m, 1.0) * (one.weight + other.weight)
            for k, one in enumerate(ours)
            for m, other in enumerate(theirs)
        )
        sure, apart = _weighed(min(weights), sum([one.length for one in ours]), sum([one.length for one in theirs]))
        return max(_whole(min(1.0, alike / (sum(weights) or 1.0)), sure, apart), _held(1.0, sure) if apart >= _UNEVEN else -inf)


def _traced(best: Sequence[dict[int, _Cell]], i: int, j: int) -> list[Bead]:
    """The beads of the best way to the end."""
    found: list[Bead] = []
    while (i, j) != (0, 0):
        _, (a, b), alike = best[i][j]
        found.append(Bead(tuple(range(i - a, i)), tuple(range(j - b, j)), round(alike, 3)))
        i, j = i - a, j - b
    return found[::-1]


def gain(alike: float, ours: Features, theirs: Features) -> float:
    """How much speaks for two stretches being versions of each other; what says little tells little by being unlike.

    Where one is much shorter, they are versions too if the longer one says all that it says.
    """
    sure, apart = _weighed(min(ours.weight, theirs.weight), ours.length, theirs.length)
    whole = _whole(alike, sure, apart)
    if apart < _UNEVEN or not alike:
        return whole
    short, long = (ours, theirs) if ours.length < theirs.length else (theirs, ours)
    return max(whole, _held(short.found_in(long) / max(short.weight, _TELLING / 2), sure))


def _weighed(weight: float, ours: int, theirs: int) -> tuple[float, float]:
    """How sure a likeness is, 0–1, by the lesser weight; how far apart two lengths are."""
    return min(1.0, weight / _TELLING), abs(log((ours + 8) / (theirs + 8)))


def _whole(alike: float, sure: float, apart: float) -> float:
    return _ALIKE * (alike - _HALFWAY) * sure - _LENGTH * min(_LONGEST, apart) + _GROUND


def _held(share: float, sure: float) -> float:
    return _ALIKE * (_PART * share - _HALFWAY) * sure - _PART_OF


def _reunited(found: list[Bead], left: Sequence[Features], right: Sequence[Features]) -> tuple[Bead, ...]:
    """Lone paragraphs of both versions that are strongly alike are one bead, though they stand elsewhere, joined or split."""
    ours = {bead.left[0] for bead in found if not bead.right}
    theirs = {bead.right[0] for bead in found if not bead.left}
    united: dict[int, Bead] = {}
    for _, bead in sorted(_strays(ours, theirs, left, right), key=lambda one: (-one[0], one[1].left, one[1].right)):
        if ours.issuperset(bead.left) and theirs.issuperset(bead.right):
            united[bead.left[0]] = bead
            ours -= set(bead.left)
            theirs -= set(bead.right)
    kept = (united.get(bead.left[0], bead) if bead.left and not bead.right else bead for bead in found)
    return tuple(bead for bead in kept if (bead.left and bead.right) or not ours.isdisjoint(bead.left) or not theirs.isdisjoint(bead.right))


def _strays(ours: set[int], theirs: set[int], left: Sequence[Features], right: Sequence[Features]) -> Iterator[tuple[float, Bead]]:
    """What may be a bead of lone paragraphs, one to three on a side, with how much of them it joins."""
    touching = {(i, j) for i in ours for j in theirs if not left[i].keys.isdisjoint(right[j].keys)}
    for i, j in touching:
        for a, b in ((1, 1), *_SHAPE):
            run, other = tuple(range(i, i + a)), tuple(range(j, j + b))
            if all((x, y) in touching for x in run for y in other):
                one, two = sum(left[i : i + a], Features()), sum(right[j : j + b], Features())
                alike = features.likeness(one, two)
                if alike >= _STRONG and min(one.weight, two.weight) >= _RICH:
                    yield alike * (one.weight + two.weight), Bead(run, other, round(alike, 3), moved=True)
