"""The same number of something else: tenge and dollars, per cent and points, hectares and square metres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement.amounts_stretch import pairs
from docpipe.checks.disagreement.differ import differ
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.amounts_figures import Figure
    from docpipe.checks.disagreement.amounts_stretch import Stretch
    from docpipe.model.record import Finding


def find(pair: Versions, one: Stretch) -> Iterator[Finding]:
    """A finding for each pair of equal numbers whose units exclude each other; all equal numbers are taken as paired."""
    for left, right in list(pairs(one.left, one.right, lambda figure: f"{figure.shown:.9g}")):
        one.settle([(left, right)])
        if exclude(left, right):
            where = [(pair.left, left.fact.span), (pair.right, right.fact.span)]
            yield differ("unit-differs", "error", where, [left.fact.unit, right.fact.unit, left.shown])


def exclude(left: Figure, right: Figure) -> bool:
    """Whether the two units are both measures of one kind, and two of them."""
    kinds: dict[str, list[str]] = table("measures")["kinds"]
    one, other = left.fact.unit, right.fact.unit
    if one == other:
        return False
    return left.kind == right.kind or any(one in row and other in row for row in kinds.values())
