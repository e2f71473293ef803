"""What is enclosed: another number of sheets or of copies in the other version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Finding


def find(pair: Versions) -> Iterator[Finding]:
    """A warning for sheets that differ, and one for copies; a number that only one version gives is none."""
    left, right = pair.left.enclosure, pair.right.enclosure
    if left is None or right is None or left.span == right.span:
        return
    for code, ours, theirs in (("sheets-differ", left.sheets, right.sheets), ("copies-differ", left.copies, right.copies)):
        if ours is not None and theirs is not None and ours != theirs:
            yield differ(code, "warning", [(pair.left, left.span), (pair.right, right.span)], [ours, theirs])
