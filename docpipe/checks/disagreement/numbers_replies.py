"""The letter answered: another number or date of it in the other version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.matching import match
from docpipe.checks.disagreement import numbers_index
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Document, Finding, ReplyReference


_ONLY, _ONE_OF_SEVERAL = 0.1, 0.5
"""How alike two letters answered must be to be one: where either version names only one, and otherwise."""


def find(pair: Versions) -> Iterator[Finding]:
    """An error for each number and each date of a letter answered that differs; a letter that only one version names is none."""
    for ours, theirs in paired(pair):
        places = [(pair.left, ours.span), (pair.right, theirs.span)]
        if number_differs(ours, theirs) and not (_names(pair.right, ours.number) or _names(pair.left, theirs.number)):
            yield differ("reply-number-differs", "error", places, [ours.number, theirs.number])
        if date_differs(ours, theirs) and not (_dates(pair.right, ours.date) or _dates(pair.left, theirs.date)):
            yield differ("reply-date-differs", "error", places, [ours.date, theirs.date])


def paired(pair: Versions) -> tuple[tuple[ReplyReference, ReplyReference], ...]:
    """The letters answered that are one in both versions."""
    left, right = pair.left.in_reply_to, pair.right.in_reply_to
    return match(left, right, likeness, _ONLY if len(left) == len(right) == 1 else _ONE_OF_SEVERAL).pairs


def likeness(left: ReplyReference, right: ReplyReference) -> float:
    """0–1: the same number and date 1, one of both 0.8, a number misprinted 0.6, neither 0.1."""
    numbered = bool(left.number and right.number and numbers_index.same(left.number, right.number))
    dated = bool(left.date and left.date == right.date)
    if numbered and dated:
        return 1.0
    if numbered or dated:
        return 0.8
    return 0.6 if left.number and right.number and numbers_index.near(left.number, right.number) else 0.1


def number_differs(left: ReplyReference, right: ReplyReference) -> bool:
    """True where both have a number and it is not the same."""
    return left.number is not None and right.number is not None and not numbers_index.same(left.number, right.number)


def date_differs(left: ReplyReference, right: ReplyReference) -> bool:
    """True where both have a date, equally exact, and it is not the same."""
    return left.date is not None and right.date is not None and left.date != right.date and len(left.date) == len(right.date)


def _names(document: Document, number: str | None) -> bool:
    return any(one.number is not None and number is not None and numbers_index.same(one.number, number) for one in document.in_reply_to)


def _dates(document: Document, day: str | None) -> bool:
    return any(one.date == day for one in document.in_reply_to)
