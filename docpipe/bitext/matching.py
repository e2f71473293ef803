"""Facts of two versions put in pairs: the likest first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")
_MOST, _AROUND = 40_000, 100


@dataclass(frozen=True, slots=True)
class Matching(Generic[T]):
    """The pairs in the order of the left side, and what is left alone on either side."""

    pairs: tuple[tuple[T, T], ...]
    left: tuple[T, ...]
    right: tuple[T, ...]


def match(
    left: Sequence[T],
    right: Sequence[T],
    likeness: Callable[[T, T], float],
    least: float = 0.5,
    among: Iterable[tuple[int, int]] | None = None,
) -> Matching[T]:
    """One-to-one pairs of at least this likeness (0–1), the likest first; among equals those that stand in the same order.

    `among`: the indices of the pairs that may be so alike; all where it is not given, of very many those at about the same place of their rows.

    >>> match([1, 5], [5, 1, 7], lambda a, b: float(a == b)).right
    (7,)
    """
    if not left or not right:
        return Matching((), tuple(left), tuple(right))
    places = _places(len(left), len(right)) if among is None else among
    scored = ((-likeness(left[i], right[j]), abs(i * len(right) - j * len(left)), i, j) for i, j in places)
    taken: dict[int, int] = {}
    used: set[int] = set()
    for score, _, i, j in sorted(one for one in scored if -one[0] >= least):
        if score and i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return Matching(
        tuple((left[i], right[taken[i]]) for i in sorted(taken)),
        tuple(one for i, one in enumerate(left) if i not in taken),
        tuple(one for j, one in enumerate(right) if j not in used),
    )


def _places(ours: int, theirs: int) -> Iterator[tuple[int, int]]:
    if ours * theirs <= _MOST:
        yield from product(range(ours), range(theirs))
        return
    for at in range(ours):
        middle = at * theirs // ours
        yield from ((at, other) for other in range(max(0, middle - _AROUND), min(theirs, middle + _AROUND + 1)))
