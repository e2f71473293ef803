"""Where in the other version a paragraph may have its place: a corridor between anchors, so that long documents take time by their length."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.bitext.features import Features

_MARGIN = 4
_SELDOM = 3
_WHOLE = 12
"""Versions of up to so many paragraphs are compared throughout."""


def corridor(left: Sequence[Features], right: Sequence[Features]) -> list[tuple[int, int]]:
    """For each number of left paragraphs that are done, the least and the most of the right ones that may be done.

    Both grow from first to last; the corner 0, 0 and the corner of both ends lie in the corridor.
    """
    high, wide = len(left), len(right)
    if max(high, wide) <= _WHOLE:
        return [(0, wide)] * (high + 1)
    path = [(0, 0), *((i, j) for i, j in _chain(_anchors(left, right)) if 0 < i < high and 0 < j < wide), (high, wide)]
    lows, highs = [wide] * (high + 1), [0] * (high + 1)
    for (i, j), (k, m) in pairwise(path):
        for at in range(i, k + 1):
            middle = j + (m - j) * (at - i) // max(1, k - i)
            margin = _MARGIN + abs((m - j) - (k - i))
            lows[at] = min(lows[at], middle - margin)
            highs[at] = max(highs[at], middle + margin)
    for at in range(high - 1, -1, -1):
        lows[at] = min(lows[at], lows[at + 1])
    for at in range(1, high + 1):
        highs[at] = max(highs[at], highs[at - 1])
    return [(max(0, low), min(wide, most)) for low, most in zip(lows, highs, strict=True)]


def _anchors(left: Sequence[Features], right: Sequence[Features]) -> list[tuple[int, int]]:
    """Places of what occurs equally often, and seldom, in both versions: the first with the first, and so on."""
    counts = [Counter(key for one in side for key in one.keys) for side in (left, right)]
    seldom = {key for key, times in counts[0].items() if times <= _SELDOM and counts[1][key] == times}
    ours, theirs = (_places(side, seldom) for side in (left, right))
    return sorted({pair for key, places in ours.items() for pair in zip(places, theirs[key], strict=True)})


def _places(side: Sequence[Features], seldom: set[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {key: [] for key in seldom}
    for at, one in enumerate(side):
        for key in one.keys & seldom:
            found[key].append(at)
    return found


def _chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises on both sides, strictly."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(sorted(pairs, key=lambda pair: (pair[0], -pair[1]))):
        place = bisect_left(tops, j)
        before.append(ends[place - 1] if place else -1)
        ends[place:], tops[place:] = [at, *ends[place + 1 :]], [j, *tops[place + 1 :]]
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]
