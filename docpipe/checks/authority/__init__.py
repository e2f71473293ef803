"""The right to sign: acting signatures against the orders that laid the duties, and those orders against each other.

Nothing here is ever an error: an order that is not known may exist. Who signs in his own right is not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.authority import acting, orders, overlaps
from docpipe.checks.authority.duties import known
from docpipe.checks.authority.letters import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docpipe.checks.authority.duties import Duty
    from docpipe.model import record

    Doubts = Callable[[tuple[int, int]], Sequence[str] | None]

_BY_NAME = ("acting-other-person", "acting-no-order")


def check(
    documents: Sequence[record.Document], text: str, doubts: Doubts = lambda _: None, archive: Sequence[Duty] = ()
) -> list[record.Finding]:
    """Warnings of kind `authority`; `text` is the packet's, folded. `archive`: duties from earlier packets, `duties.known` with `here=False`.

    `doubts(span)` is None where everything was read surely, else how doubtful digits may be read otherwise: what rests on them is not said.
    """
    own = known(documents, text)
    found = [finding for letter in letters(documents) for finding in acting.find(letter, (*own, *archive))]
    found += [*overlaps.find(own, archive), *(finding for duty in own for finding in orders.find(duty))]
    return [finding for finding in found if not _doubtful(finding, doubts)]


def _doubtful(finding: record.Finding, doubts: Doubts) -> bool:
    """True where a digit may be read otherwise; where names are compared, also a word read badly."""
    told = [doubts(place.span) for place in finding.where]
    return any(told) or (finding.code in _BY_NAME and any(one is not None for one in told))
