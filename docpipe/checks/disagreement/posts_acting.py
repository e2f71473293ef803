"""Whether the one who signs holds the post or stands in for another: so in one version, otherwise in the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model import record

_BEFORE, _BEHIND = 160, 40
_ACTING = lazy(
    r"(?<!\w)(?:и\.? ?о\.?|врио|врип|исполня\w{3,6}|исполнени\w|міндет\w{2,6}|м\.? ?а\.|м\.? ?у\.? ?а\.|acting)(?!\w)",
    re.IGNORECASE,
)


def acting(pair: Versions) -> Iterator[record.Finding]:
    """An error where one version alone has the signatory stand in for another; values: the post as each version has it, marked м.а., и.о."""
    left, right = pair.left.signatory, pair.right.signatory
    if left is None or right is None or not (left.post and right.post) or left.acting == right.acting:
        return
    held, document = (right, pair.right) if left.acting else (left, pair.left)
    near = pair.text[max(document.span[0], held.span[0] - _BEFORE) : min(document.span[1], held.span[1] + _BEHIND)]
    if _ACTING.search(near) is None:
        values = [f"{left.post} м.а." if left.acting else left.post, f"и.о. {right.post}" if right.acting else right.post]
        yield differ("acting-differs", "error", [(pair.left, left.span), (pair.right, right.span)], values)
