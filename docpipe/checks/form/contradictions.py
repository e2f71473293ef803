"""Requisites of one document that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.form.found import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.form.look import Look
    from docpipe.model import record

_FULL = len("2021-07-14")


def find(look: Look) -> Iterator[record.Finding]:
    """Dated before the letter it answers; received before it was dated; a draft with number and date."""
    one = look.document
    if one.date is None or len(one.date.value) != _FULL:
        return
    for reply in one.in_reply_to:
        if reply.date and len(reply.date) == _FULL and one.date.value < reply.date:
            yield found("reply-before-inquiry", [(one, one.date.span), (one, reply.span)], [one.date.value, reply.date])
    for stamp in one.registrations:
        if stamp.role == "incoming" and stamp.date and len(stamp.date) == _FULL and stamp.date < one.date.value:
            yield found("received-before-sent", [(one, one.date.span), (one, stamp.span)], [one.date.value, stamp.date])
    draft = next((mark for mark in one.marks if mark.kind == "draft"), None)
    if draft and one.number and look.inside(one.number.span):
        yield found("draft-registered", [(one, draft.span), (one, one.number.span)], [one.number.value, one.date.value])
