"""The document's own number and date: another one in the other version.

What only one version has is no finding: one form may serve both. A number or a day that the other version prints too, beside its own
(a stamp's, the register's), is none either.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from docpipe.checks.disagreement import numbers_index
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Document, Finding, Severity

_HEAD = 1500
"""So far from its beginning a document's registration is looked for."""
_CLEARLY = 15
"""By so many days nearer to what an order is about, a date is the likelier one."""


def find(pair: Versions) -> Iterator[Finding]:
    """An error for another number, and one for another date; with the likelier date and the reason where the rest of the document tells."""
    yield from _number(pair)
    yield from _date(pair)


def _number(pair: Versions) -> Iterator[Finding]:
    left, right = pair.left.number, pair.right.number
    if left is None or right is None or numbers_index.same(left.value, right.value):
        return
    if not (_shows(pair.right, left.value) or _shows(pair.left, right.value)):
        code = "order-number-differs" if _is_order(pair) else "number-differs"
        severity: Severity = "warning" if numbers_index.begins(left.value, right.value) else "error"
        places = [(pair.left, left.span), (pair.right, right.span)]
        yield differ(code, severity, places, [left.value, right.value, *_otherwise(left.value, right.value)])


def _otherwise(left: str, right: str) -> tuple[str, ...]:
    """Where the index letters differ by language, how the right number and the left one would be printed with the other's digits."""
    by_left, by_right = numbers_index.with_digits_of(right, left), numbers_index.with_digits_of(left, right)
    return (by_left, by_right) if by_left and by_right and by_left != left and numbers_index.same(left, by_left) else ()


def _shows(document: Document, number: str) -> bool:
    """True where another registration of the document has this number."""
    return any(one.number is not None and numbers_index.same(one.number, number) for one in document.registrations)


def _date(pair: Versions) -> Iterator[Finding]:
    left, right = pair.left.date, pair.right.date
    if left is None or right is None or left.value == right.value or len(left.value) != len(right.value):
        return
    if _dated(pair.right, left.value) or _dated(pair.left, right.value):
        return
    code = "order-date-differs" if _is_order(pair) else "date-of-document-differs"
    likelier = _likelier(pair, left.value, right.value)
    yield differ(code, "error", [(pair.left, left.span), (pair.right, right.span)], [left.value, right.value, *likelier])


def _dated(document: Document, day: str) -> bool:
    """True where the document's head shows this day too, beside that of a letter answered."""
    end = document.span[0] + _HEAD
    answered = [reply.span for reply in document.in_reply_to]
    shown = [one for one in document.dates if one.value == day and one.span[0] < end]
    free = [one for one in shown if not any(start <= one.span[0] < stop for start, stop in answered)]
    return bool(free) or any(one.date == day for one in document.registrations)


def _is_order(pair: Versions) -> bool:
    return "order" in (pair.left.kind, pair.right.kind)


def _likelier(pair: Versions, left: str, right: str) -> tuple[str, ...]:
    """The date that the calendar has, that does not precede the letter answered, that is nearer to the duties laid on someone; and why."""
    if _possible(left) != _possible(right):
        return (left if _possible(left) else right, "calendar")
    if not _possible(left):
        return ()
    answered = max((one.date for side in (pair.left, pair.right) for one in side.in_reply_to if one.date), default=None)
    if answered and (left < answered) != (right < answered):
        return (max(left, right), "answer")
    begins = [duty.from_ for side in (pair.left, pair.right) for duty in side.assignments if duty.from_ and len(duty.from_) == len(left)]
    nearer = {_nearer(left, right, first) for first in begins if _possible(first)}
    told = nearer.pop() if len(nearer) == 1 else None
    return (told, "duties") if told else ()


def _nearer(left: str, right: str, first: str) -> str | None:
    """The date that is clearly nearer to the day when duties begin."""
    near, far = sorted((left, right), key=lambda day: _days(day, first))
    return near if _days(far, first) - _days(near, first) >= _CLEARLY else None


def _possible(day: str) -> bool:
    """True for a day that the calendar has."""
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
