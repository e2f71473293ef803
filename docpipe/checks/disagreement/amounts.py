"""Figures: another number, scale, unit or qualifier in the other version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.matching import match
from docpipe.bitext.versions import inside
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model import record


def find(pair: Versions) -> Iterator[record.Finding]:
    """An error for each figure whose value differs from the one at its place in the other version."""
    for bead in pair.beads:
        left, right = pair.spans(bead)
        ours, theirs = inside(pair.left.statistics, left), inside(pair.right.statistics, right)
        alone = match(ours, theirs, lambda a, b: float((a.value, a.low, a.high, a.unit) == (b.value, b.low, b.high, b.unit)))
        if len(alone.left) == len(alone.right) == 1:
            one, other = alone.left[0], alone.right[0]
            yield differ("amount-differs", "error", [(pair.left, one.span), (pair.right, other.span)], [one.value, other.value])
