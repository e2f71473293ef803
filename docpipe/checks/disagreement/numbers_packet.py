"""Papers of one packet that speak of each other: a letter that answers another one, a paper that cites an order.

The number or the date by which one names the other is held against what the other bears itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement import numbers_index
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model.record import Document, Finding, Reference, ReplyReference


def find_packet(documents: Sequence[Document], text: str) -> Iterator[Finding]:
    """An error where a letter answers a paper of the packet by another number or date, a warning where an order is cited by another date."""
    del text
    papers = [one for one in documents if one.number and one.date]
    asked = [one for one in papers if one.kind in ("inquiry", "letter")]
    orders = [one for one in papers if one.kind == "order"]
    by_id = {one.id: one for one in documents}
    for document in documents:
        twin = by_id.get(document.counterpart or "")
        for reply in document.in_reply_to:
            yield from _answered(document, reply, [one for one in asked if one.id not in (document.id, document.counterpart)], twin)
        for reference in document.references:
            yield from _cited(document, reference, [one for one in orders if one.id not in (document.id, document.counterpart)])


def _answered(document: Document, reply: ReplyReference, asked: Sequence[Document], twin: Document | None) -> Iterator[Finding]:
    """What the letter answered bears otherwise; where the twin already names it otherwise, that is told of the two versions."""
    if reply.number is None or reply.date is None or any(_is(one, reply.number, reply.date) for one in asked):
        return
    if twin is not None and twin.in_reply_to and not any(_agrees(one, reply) for one in twin.in_reply_to):
        return
    for one in asked:
        number, date = one.number, one.date
        if number is None or date is None:
            continue
        if numbers_index.same(number.value, reply.number) and (
            len(numbers_index.parts(number.value)) > 1 or _one_part(reply.date, date.value)
        ):
            yield differ("reply-date-differs", "error", [(document, reply.span), (one, date.span)], [reply.date, date.value])
            return
        if date.value == reply.date and numbers_index.near(number.value, reply.number):
            yield differ("reply-number-differs", "error", [(document, reply.span), (one, number.span)], [reply.number, number.value])
            return


def _is(document: Document, number: str, date: str) -> bool:
    return bool(document.number and document.date and document.date.value == date and numbers_index.same(document.number.value, number))


def _agrees(one: ReplyReference, other: ReplyReference) -> bool:
    return one.date == other.date and bool(one.number and other.number and numbers_index.same(one.number, other.number))


def _cited(document: Document, reference: Reference, orders: Sequence[Document]) -> Iterator[Finding]:
    """An order of the packet that is cited by its number, index letters and all, with a date of which one part is another."""
    if reference.kind != "order" or reference.number is None or reference.date is None:
        return
    known = [one for one in orders if one.number and numbers_index.same(one.number.value, reference.number)]
    if any(one.date and one.date.value == reference.date for one in known):
        return
    for one in known:
        if one.date is not None and _one_part(reference.date, one.date.value):
            yield differ(
                "cited-date-differs", "warning", [(document, reference.span), (one, one.date.span)], [reference.date, one.date.value]
            )


def _one_part(cited: str, own: str) -> bool:
    """True where two days differ in the day, the month or the year alone."""
    ours, theirs = cited.split("-"), own.split("-")
    return len(ours) == len(theirs) == len(("year", "month", "day")) and sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1
