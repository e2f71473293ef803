"""Figures that the two versions give differently: other numbers, scales, units, letters among digits, figures that one version lacks.

Two figures are called different only where both stand at the same place of the versions, and neither number is printed in the other
version in whatever spelling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement import amounts_exchanged, amounts_letters, amounts_marks, amounts_missing, amounts_units
from docpipe.checks.disagreement.amounts_figures import rounds
from docpipe.checks.disagreement.amounts_likelier import Likelier
from docpipe.checks.disagreement.amounts_partners import LEAST, STRONG, partners
from docpipe.checks.disagreement.amounts_places import Places
from docpipe.checks.disagreement.amounts_stretch import Stretch, neighbours, stretches
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.amounts_figures import Figure
    from docpipe.model.record import Finding

_SELDOM = 100
"""Smaller numbers stand in every paragraph."""
_SCALES = tuple(10.0**power for power in (3, 6, 9, -3, -6, -9))


def find(pair: Versions) -> Iterator[Finding]:
    """The findings of all figures, place by place."""
    made, places, likelier = stretches(pair), Places(pair), Likelier(pair)
    yield from amounts_exchanged.between(pair, made)
    strayed = []
    for one, figure, there, other in neighbours(made):
        one.left.remove(figure)
        there.right.remove(other)
        strayed += [(figure, other)] if abs(figure.shown) >= _SELDOM else []
    yield from amounts_marks.find(pair, Stretch((None, None), [], [], strayed), ())
    for at, one in enumerate(made):
        if one.shared:
            yield from amounts_letters.find(pair, one, places)
            yield from amounts_units.find(pair, one)
            exchanged = list(amounts_exchanged.within(pair, one))
            yield from exchanged
            yield from amounts_marks.find(pair, one, {where.span for finding in exchanged for where in finding.where})
            if one.left or one.right:
                around = (*made[max(0, at - 1) : at], *made[at + 1 : at + 2])
                yield from _left_over(pair, one, around, places, likelier)


def _left_over(pair: Versions, one: Stretch, around: tuple[Stretch, ...], places: Places, likelier: Likelier) -> Iterator[Finding]:
    """What is said of the figures that have no equal at their place."""
    yield from _rounded(pair, one)
    amounts_missing.forget_run_together(one)
    for least, near in ((STRONG, ()), (LEAST, around)):
        places.forgive(one, near, all_=least == LEAST)
        found = list(partners(pair.text, one, least))
        one.take((left, right) for left, right, _ in found)
        for left, right, sure in found:
            yield _different(pair, left, right, likelier.of(left, right), sure=sure)
    yield from amounts_missing.find(pair, one, places)


def _rounded(pair: Versions, one: Stretch) -> Iterator[Finding]:
    for left in list(one.left):
        right = next((other for other in one.right if rounds(left, other)), None)
        if right is not None:
            one.settle([(left, right)])
            if "share" in (left.fact.unit, right.fact.unit):
                continue
            where = [(pair.left, left.fact.span), (pair.right, right.fact.span)]
            yield differ("rounded-differently", "note", where, [left.shown, right.shown])


def _different(pair: Versions, left: Figure, right: Figure, likelier: list[float | str], *, sure: bool) -> Finding:
    where = [(pair.left, left.fact.span), (pair.right, right.fact.span)]
    values = [left.shown, right.shown, *likelier]
    return differ(_code(left, right), "error" if sure else "warning", where, values)


def _code(left: Figure, right: Figure) -> str:
    if left.role == "from" or right.role == "from":
        return "amount-before-differs"
    if left.amount and right.amount and any(abs(right.amount / left.amount / scale - 1) < 1e-9 for scale in _SCALES):
        return "scale-differs"
    return "amount-differs"
