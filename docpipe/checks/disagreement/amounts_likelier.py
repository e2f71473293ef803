"""Which of two numbers is likelier: the one that its neighbours sum up to, or that stands elsewhere too."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.amounts_figures import Figure
    from docpipe.model.record import Statistic

_NEAR = 8


class Likelier:
    """What the statistics of two versions say of a number of theirs; each version is looked through once, when it is first asked for."""

    def __init__(self, pair: Versions) -> None:
        self._documents = (pair.left, pair.right)

    def of(self, left: Figure, right: Figure) -> list[float | str]:
        """The likelier number and why (`sum`, `share`, `repeated`); nothing where neither is, or both are."""
        sides = ((self._left, left), (self._right, right))
        for reason, holds in (("sum", _sums), ("share", _shares), ("repeated", _repeated)):
            ours, theirs = (holds(known, figure) for known, figure in sides)
            if ours != theirs:
                return [(left if ours else right).shown, reason]
        return []

    @cached_property
    def _left(self) -> _Known:
        return _known(self._documents[0].statistics)

    @cached_property
    def _right(self) -> _Known:
        return _known(self._documents[1].statistics)


@dataclass(frozen=True, slots=True)
class _Known:
    """The statistics of a version, in the order of the text; the parts of each whole; how often each number of each unit stands there."""

    facts: Sequence[Statistic]
    parts: dict[int, list[Statistic]]
    times: Counter[tuple[float | None, str]]

    def at(self, figure: Figure) -> int:
        """The index of a figure's fact."""
        first = bisect_left(self.facts, figure.fact.span[0], key=lambda one: one.span[0])
        return next((at for at in range(first, len(self.facts)) if self.facts[at] is figure.fact), -1)


def _known(facts: Sequence[Statistic]) -> _Known:
    parts: defaultdict[int, list[Statistic]] = defaultdict(list)
    for one in facts:
        if one.part_of is not None:
            parts[one.part_of].append(one)
    return _Known(facts, dict(parts), Counter((one.value, one.unit) for one in facts))


def _sums(known: _Known, figure: Figure) -> bool:
    """Whether the figure is the sum of its parts, or makes up the sum with the other parts of its whole."""
    at = known.at(figure)
    whole = at if at in known.parts else figure.fact.part_of
    if whole is None or whole < 0:
        return False
    said = known.facts[whole]
    parts = [one.value for one in known.parts.get(whole, ()) if one.unit == said.unit and one.value is not None]
    return len(parts) > 1 and said.value is not None and abs(sum(parts) - (said.value or 0.0)) < 1e-6 * sum(parts)


def _shares(known: _Known, figure: Figure) -> bool:
    """Whether a percentage, a part and a whole among the neighbours go together, this figure being one of them."""
    at = known.at(figure)
    near = known.facts[max(0, at - _NEAR) : at + _NEAR + 1]
    percents, counts = [one for one in near if one.unit == "%" and one.value], [one for one in near if one.unit == "count" and one.value]
    return any(
        _goes(percent, part, whole)
        for percent in percents
        for part, whole in permutations(counts, 2)
        if figure.fact is percent or figure.fact is part or figure.fact is whole
    )


def _goes(percent: Statistic, part: Statistic, whole: Statistic) -> bool:
    if not percent.value or not part.value or not whole.value or part.value >= whole.value:
        return False
    return abs(100 * part.value / whole.value - percent.value) <= percent.step / 2 + 1e-9


def _repeated(known: _Known, figure: Figure) -> bool:
    """Whether the document has the number of the same measure once more; small and round ones tell nothing."""
    if abs(figure.shown) < 100 or figure.shown % 100 == 0:
        return False
    return known.times[figure.shown, figure.fact.unit] > 1
