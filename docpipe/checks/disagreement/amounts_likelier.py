"""Which of two numbers is likelier: the one that its neighbours sum up to, or that stands elsewhere too."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.amounts_figures import Figure
    from docpipe.model.record import Document, Statistic

_NEAR = 8


def likelier(pair: Versions, left: Figure, right: Figure) -> list[float | str]:
    """The likelier number and why (`sum`, `share`, `repeated`); nothing where neither is, or both are."""
    sides = ((pair.left, left), (pair.right, right))
    for reason, holds in (("sum", _sums), ("share", _shares), ("repeated", _repeated)):
        ours, theirs = (holds(document, figure) for document, figure in sides)
        if ours != theirs:
            return [(left if ours else right).shown, reason]
    return []


def _at(document: Document, figure: Figure) -> int:
    return next((at for at, one in enumerate(document.statistics) if one is figure.fact), -1)


def _sums(document: Document, figure: Figure) -> bool:
    """Whether the figure is the sum of its parts, or makes up the sum with the other parts of its whole."""
    at, facts = _at(document, figure), document.statistics
    whole = at if any(one.part_of == at for one in facts) else figure.fact.part_of
    if whole is None or whole < 0:
        return False
    parts = [one.value for one in facts if one.part_of == whole and one.unit == facts[whole].unit and one.value is not None]
    return len(parts) > 1 and facts[whole].value is not None and abs(sum(parts) - (facts[whole].value or 0.0)) < 1e-6 * sum(parts)


def _shares(document: Document, figure: Figure) -> bool:
    """Whether a percentage, a part and a whole among the neighbours go together, this figure being one of them."""
    at = _at(document, figure)
    near = list(document.statistics[max(0, at - _NEAR) : at + _NEAR + 1])
    return any(
        _goes(percent, part, whole)
        for percent in near
        if percent.unit == "%" and percent.value
        for part, whole in permutations([one for one in near if one.unit == "count" and one.value], 2)
        if figure.fact in (percent, part, whole)
    )


def _goes(percent: Statistic, part: Statistic, whole: Statistic) -> bool:
    if not percent.value or not part.value or not whole.value or part.value >= whole.value:
        return False
    return abs(100 * part.value / whole.value - percent.value) <= percent.step / 2 + 1e-9


def _repeated(document: Document, figure: Figure) -> bool:
    """Whether the document has the number of the same measure once more; small and round ones tell nothing."""
    if abs(figure.shown) < 100 or figure.shown % 100 == 0:
        return False
    return sum(one.value == figure.shown and one.unit == figure.fact.unit for one in document.statistics) > 1
