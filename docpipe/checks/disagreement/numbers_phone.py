"""The telephone of who prepared the letter: another one in the other version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Finding

_OTHER = lazy(r"\D")


def find(pair: Versions) -> Iterator[Finding]:
    """A note where the numbers differ; with and without the code of the town they are the same."""
    left, right = pair.left.executor, pair.right.executor
    if left is None or right is None or not left.phone or not right.phone:
        return
    short, long = sorted((_OTHER.sub("", left.phone), _OTHER.sub("", right.phone)), key=len)
    if short and not long.endswith(short):
        yield differ("phone-differs", "note", [(pair.left, left.span), (pair.right, right.span)], [left.phone, right.phone])
