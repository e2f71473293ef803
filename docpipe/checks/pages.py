"""Pages that are there and could not be read: a clerk must read them himself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Sequence


def check(unread: Sequence[Sequence[int]]) -> list[record.Finding]:
    """One error a page, given the numbers of the unread pages of each file. It points at no place: none of its text is there.

    >>> [finding.values for finding in check([(2, 5), ()])]
    [(2,), (5,)]
    """
    return [
        record.Finding(code="page-unread", kind="legibility", severity="error", where=(), values=(number,))
        for numbers in unread
        for number in numbers
    ]
