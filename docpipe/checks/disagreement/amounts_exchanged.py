"""Two figures that have changed places in one version: in a sentence, or in the cells of a table."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.amounts_kinship import kinship, same_thing, stems
from docpipe.checks.disagreement.amounts_stretch import neighbours
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.amounts_stretch import Pair, Stretch
    from docpipe.model.record import Finding

_MOST = 24
"""Of more figures in one paragraph only neighbours are held against each other."""
_AGAINST = -0.4
"""Less speaks for an order of words that the languages do not share."""
_CLEAR = 1.0
_VERY_CLEAR = 2.5


def within(pair: Versions, one: Stretch) -> Iterator[Finding]:
    """A finding for two figures of a paragraph that stand the other way round in the other version.

    An error where what is said of the figures shows it, a warning where only these two of all figures of the kind are out of order.
    """
    for row in _rows(one):
        order = sorted(range(len(row)), key=lambda at: row[at][1].fact.span)
        moved = [at for at, place in enumerate(order) if at != place]
        if len(moved) == 2 and _counts_straight(row[moved[0]], row[moved[1]]):
            continue
        if len(moved) == 2:
            gain = crossed(pair.text, row[moved[0]], row[moved[1]])
            if gain > _AGAINST:
                yield _finding(pair, row[moved[0]], row[moved[1]], sure=gain >= _CLEAR)
        else:
            yield from _told(pair, row)


def _rows(one: Stretch) -> list[list[Pair]]:
    """Pairs of figures that could stand for each other, in the order of the left version."""
    rows: dict[str, list[Pair]] = defaultdict(list)
    for found in sorted(one.equal, key=lambda found: found[0].fact.span):
        if found[0].role == found[1].role == "value":
            rows[found[0].kind if found[0].kind == found[1].kind else "count"].append(found)
    return [row for row in rows.values() if len(row) > 1]


def _told(pair: Versions, row: list[Pair]) -> Iterator[Finding]:
    """Figures that what is said of them shows to be exchanged, whatever their order."""
    taken: list[Pair] = []
    for first, second in combinations(row, 2) if len(row) <= _MOST else pairwise(row):
        if first in taken or second in taken or first[0].key == second[0].key:
            continue
        turned = first[1].fact.span > second[1].fact.span
        if not turned and not _counts_cross(first, second):
            continue
        gain = crossed(pair.text, first, second)
        if gain >= (_CLEAR if turned else _VERY_CLEAR):
            taken += [first, second]
            yield _finding(pair, first, second, sure=turned and gain >= _VERY_CLEAR)


def _counts_cross(first: Pair, second: Pair) -> bool:
    """Whether each figure counts what the other one does in the other version, and not what it does itself."""
    (a, b), (c, d) = ((one.fact.counted, other.fact.counted) for one, other in (first, second))
    return same_thing(a, d) > 0 and same_thing(c, b) > 0 and same_thing(a, b) <= 0 and same_thing(c, d) <= 0


def _counts_straight(first: Pair, second: Pair) -> bool:
    """Whether a figure counts the same in both versions, and not what the other does: 5 округтің 11 мекені is 11 пунктов пяти округов."""
    (a, b), (c, d) = ((one.fact.counted, other.fact.counted) for one, other in (first, second))
    return max(same_thing(a, b), same_thing(c, d)) > 0 and max(same_thing(a, d), same_thing(c, b)) <= 0


def crossed(text: str, first: Pair, second: Pair) -> float:
    """How much better each figure goes with the place of the other one."""
    straight = kinship(text, *first) + kinship(text, *second)
    return kinship(text, first[0], second[1]) + kinship(text, second[0], first[1]) - straight


def _finding(pair: Versions, first: Pair, second: Pair, *, sure: bool) -> Finding:
    where = [
        (document, figure.fact.span) for found in (first, second) for document, figure in zip((pair.left, pair.right), found, strict=True)
    ]
    return differ("figures-exchanged", "error" if sure else "warning", where, [first[0].shown, second[0].shown])


def between(pair: Versions, made: Sequence[Stretch]) -> Iterator[Finding]:
    """A finding for two figures that stand in each other's row or paragraph; they are left alone no more.

    Where the rows themselves have changed places, or nothing else holds them, nothing is said.
    """
    found = list(neighbours(made, reach=len(made)))
    there = {(id(one), id(other)): (figure, twin) for one, figure, other, twin in found}
    done: set[tuple[int, int]] = set()
    for one, figure, other, twin in found:
        back = there.get((id(other), id(one)))
        if back is None or (id(other), id(one)) in done or not _held(pair, one, other):
            continue
        done.add((id(one), id(other)))
        ours, theirs = back
        one.take([(figure, theirs)])
        other.take([(ours, twin)])
        where = [(pair.left, figure.fact.span), (pair.right, twin.fact.span), (pair.left, ours.fact.span), (pair.right, theirs.fact.span)]
        yield differ("figures-exchanged", "error", where, [figure.shown, ours.shown])


def _held(pair: Versions, one: Stretch, other: Stretch) -> bool:
    """Whether the two rows go with their own counterparts by what else they say."""
    if not one.shared or not other.shared:
        return False
    (a, b), (c, d) = ((stems(pair.text[slice(*span)]) if span else set() for span in found.spans) for found in (one, other))
    own = len(one.equal) + len(other.equal) + len(a & b) + len(c & d)
    return own > len(a & d) + len(c & b)
