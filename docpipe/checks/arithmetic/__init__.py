"""Figures that do not follow from those beside them: changes, shares, sums, parts, directions, numbers said twice.

Only the record is read: a document's statistics and the text of the packet. A figure stands for an interval, as wide as its rounding,
and is doubted only where no value of its neighbours gives it (`reckon`). What stands beside it is told by `ground` and `ends`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.arithmetic import changes, directions, limits, multiples, repeats, shares, spelled, table_shares, tables, totals
from docpipe.checks.arithmetic.ground import Ground
from docpipe.language.passage import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.model import record

_CHECKS = (
    changes.find,
    directions.find,
    shares.find,
    multiples.find,
    tables.find,
    table_shares.find,
    totals.find,
    limits.find,
    spelled.find,
)


def check(documents: Sequence[record.Document], text: str) -> list[record.Finding]:
    """The findings of all documents, in the order of the text; `text` is the packet's, folded or not.

    The same wrong figure in several places is one finding. `values`: printed, right, then what it was reckoned from.
    """
    folded = fold(text).replace("|", "\t")
    return repeats.across([finding for document in documents for finding in _of(Ground.of(document, folded))])


def _of(ground: Ground) -> list[record.Finding]:
    found = [finding for one in _CHECKS for finding in one(ground)]
    return sorted(repeats.together(ground, found), key=lambda finding: finding.where[0].span)
