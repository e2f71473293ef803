"""The right to sign: acting signatures against the orders that laid the duties, and those orders against each other.

Nothing here is ever an error: an order that is not known may exist. Who signs in his own right is not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.authority import acting, orders, overlaps
from docpipe.checks.authority.duties import known
from docpipe.checks.authority.letters import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.checks.authority.duties import Duty
    from docpipe.model import record


def check(documents: Sequence[record.Document], text: str, archive: Sequence[Duty] = ()) -> list[record.Finding]:
    """Warnings of kind `authority`; `text` is the packet's, folded. `archive`: duties from earlier packets, `duties.known` with `here=False`."""
    own = known(documents, text)
    found = [finding for letter in letters(documents) for finding in acting.find(letter, (*own, *archive))]
    return [*found, *overlaps.find(own, archive), *(finding for duty in own for finding in orders.find(duty))]
