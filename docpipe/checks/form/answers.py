"""An answer against the term of the letter that it answers, where both are in the packet."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from docpipe.checks.form.found import found
from docpipe.model.lazy import lazy
from docpipe.vocabulary import workdays

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model import record

_DAY = lazy(r"\d{4}-\d{2}-\d{2}")
_MOVED = 1
"""So many days are let pass where it is not known which days were moved."""


def find(documents: Sequence[record.Document]) -> Iterator[record.Finding]:
    """A warning for each letter dated after the term; both versions of it make one."""
    late: dict[tuple[str, str], list[tuple[record.Document, tuple[int, int]]]] = {}
    for letter in documents:
        for asked in documents:
            due = _due(asked, documents) if letter.kind == "letter" and letter.date and _answers(letter, asked) else None
            if letter.date and due and letter.date.value > due:
                late.setdefault((letter.date.value, due), []).append((letter, letter.date.span))
    for values, places in late.items():
        yield found("reply-late", places, values)


def _answers(letter: record.Document, asked: record.Document) -> bool:
    """True where the letter refers to the other by number, and by date where both have one."""
    if asked.number is None or asked.kind not in ("letter", "inquiry") or asked.language != letter.language:
        return False
    number, day = _folded(asked.number.value), asked.date.value if asked.date else None
    return any(
        reply.number and _folded(reply.number) == number and (not reply.date or not day or reply.date == day)
        for reply in letter.in_reply_to
        if reply.relation in ("reply", "by_instruction")
    )


def _folded(number: str) -> str:
    return re.sub(r"\W", "", number).lower()


def _due(asked: record.Document, documents: Sequence[record.Document]) -> str | None:
    """The last day for the answer: the one that is printed, else the legal one, the days off after it let pass."""
    twin = next((one for one in documents if one.id == asked.counterpart), None)
    versions = [one for one in (asked, twin) if one]
    stated = [one.due_stated.value for one in versions if one.due_stated and _DAY.fullmatch(one.due_stated.value)]
    if stated:
        return max(stated)
    legal = next((one.reply_due for one in versions if one.reply_due and one.reply_due.date), None)
    if legal is None or legal.from_ is None or legal.date is None or not _DAY.fullmatch(legal.date):
        return None
    last = workdays.working_on(date.fromisoformat(legal.date))
    sure = workdays.known(date.fromisoformat(legal.from_), last)
    return (last if sure else workdays.later(last, _MOVED)).isoformat()
