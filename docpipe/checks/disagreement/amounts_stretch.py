"""What two versions say at one place: the figures of a bead on both sides, paired step by step."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docpipe.bitext.versions import inside
from docpipe.checks.disagreement.amounts_figures import Figure, figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from docpipe.bitext.versions import Versions

Pair = tuple[Figure, Figure]
Place = tuple[int, int]

_MOST = 40
"""A number that is left alone more often tells no place."""


@dataclass(slots=True)
class Stretch:
    """A bead: its place on each side, the figures that are not paired yet, and the pairs that say the same."""

    spans: tuple[Place | None, Place | None]
    left: list[Figure]
    right: list[Figure]
    equal: list[Pair] = field(default_factory=list)

    @property
    def shared(self) -> bool:
        """False where only one version has the paragraph."""
        return None not in self.spans

    def take(self, pairs: Iterable[Pair]) -> None:
        """The pairs are figures left alone no more."""
        for one, other in pairs:
            self.left.remove(one)
            self.right.remove(other)

    def settle(self, pairs: Sequence[Pair]) -> None:
        """The pairs say the same."""
        self.take(pairs)
        self.equal += pairs


def stretches(pair: Versions) -> list[Stretch]:
    """The beads in order, figures of equal amount paired within each."""
    made = []
    for bead in pair.beads:
        left, right = pair.spans(bead)
        one = Stretch((left, right), figures(inside(pair.left.statistics, left)), figures(inside(pair.right.statistics, right)))
        for key in _EQUAL if one.left and one.right else ():
            one.settle(list(pairs(one.left, one.right, key)) if one.left and one.right else [])
        made.append(one)
    return made


def growth(figure: Figure) -> object:
    """The same for a growth in per cent and in times: `на 50 %`, `бір жарым есе`; any other figure is like itself alone."""
    change = figure.fact.change
    if change is None or change.direction == "down" or figure.kind not in ("times", "%"):
        return id(figure)
    return f"{figure.amount if figure.kind == '%' else (figure.amount - 1) * 100:.6g}"


_EQUAL: tuple[Callable[[Figure], object], ...] = (
    lambda figure: figure.key,
    growth,
    lambda figure: (figure.kind, f"{abs(figure.amount):.9g}"),
)
"""What figures that say the same have in common, surest first."""


def pairs(left: Sequence[Figure], right: Sequence[Figure], key: Callable[[Figure], object]) -> Iterator[Pair]:
    """Figures of the same key in pairs: those of the same qualifier and role first, else in the order of the text."""
    rows: dict[object, tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
    for at, side in enumerate((left, right)):
        for figure in side:
            rows[key(figure)][at].append(figure)
    for ours, theirs in rows.values():
        yield from _in_order(ours, theirs)


def _in_order(ours: list[Figure], theirs: list[Figure]) -> Iterator[Pair]:
    if len(ours) > 1 and len(ours) == len(theirs):
        yield from zip(ours, theirs, strict=True)
        return
    rest = list(theirs)
    for one in ours:
        best = max(rest, key=lambda other: (one.fact.qualifier == other.fact.qualifier) + (one.role == other.role), default=None)
        if best is not None:
            rest.remove(best)
            yield one, best


def neighbours(made: Sequence[Stretch], reach: int = 3) -> Iterator[tuple[Stretch, Figure, Stretch, Figure]]:
    """Figures left alone on one side whose equal is left alone on the other side a few beads away."""
    alone: dict[tuple[str, str], list[tuple[int, Figure]]] = defaultdict(list)
    for at, one in enumerate(made):
        for figure in one.right:
            alone[figure.key].append((at, figure))
    for at, one in enumerate(made):
        for figure in list(one.left):
            near = [(abs(there - at), there, other) for there, other in alone[figure.key][:_MOST] if 0 < abs(there - at) <= reach]
            if near:
                _, there, other = min(near, key=lambda found: found[:2])
                alone[figure.key].remove((there, other))
                yield one, figure, made[there], other
