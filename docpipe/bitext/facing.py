"""Two lone paragraphs that face each other between linked ones: versions of each other though their figures differ."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from docpipe.bitext.align import Bead
from docpipe.bitext.features import likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.bitext.features import Features

_FACING, _UNEVEN = 0.2, 0.4


def faced(beads: Sequence[Bead], left: Sequence[Features], right: Sequence[Features]) -> tuple[Bead, ...]:
    """The beads, those of one lone paragraph on either side, alone in their gap and somewhat alike, made one."""
    found: list[Bead] = []
    for at, bead in enumerate(beads):
        last = found[-1] if found else None
        if last is None or not _opposite(last, bead) or not (_linked(beads, at - 2) and _linked(beads, at + 1)):
            found.append(bead)
            continue
        i, j = (*last.left, *bead.left)[0], (*last.right, *bead.right)[0]
        alike = likeness(left[i], right[j])
        if alike >= _FACING and abs(log((left[i].length + 8) / (right[j].length + 8))) < _UNEVEN:
            found[-1] = Bead((i,), (j,), round(alike, 3))
        else:
            found.append(bead)
    return tuple(found)


def _opposite(one: Bead, other: Bead) -> bool:
    return (len(one.left), len(one.right), len(other.left), len(other.right)) in ((1, 0, 0, 1), (0, 1, 1, 0))


def _linked(beads: Sequence[Bead], at: int) -> bool:
    return not 0 <= at < len(beads) or bool(beads[at].left and beads[at].right and not beads[at].moved)
