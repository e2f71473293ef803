"""An answer says what it answers: by number and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.checks.form.found import found
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.form.look import Look
    from docpipe.model import record

_OPENING = 500
_AROUND = 70
_NUMBER = lazy(r"№|\d{1,4}[-/]\d|[A-ZА-ЯӘҒҚҢӨҰҮҺІ]{2,4}-\d")
_YEAR = lazy(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}")


def find(look: Look) -> Iterator[record.Finding]:
    """A warning where an answer has no reference at all, or one without its number or its date; the other version's reference serves."""
    given = [reply for version in look.versions for reply in version.in_reply_to]
    if not given and look.asks("reply-reference-missing"):
        yield from _none(look)
    if len(given) == sum(bool(version.in_reply_to) for version in look.versions) and look.document.in_reply_to:
        reply = look.document.in_reply_to[0]
        if reply.relation == "reply" and look.asks("reply-date-missing"):
            yield from _half(look, reply, [one.number for one in given], [one.date for one in given])


def _none(look: Look) -> Iterator[record.Finding]:
    words = table("requisites")["answers"]
    start, end = look.head[1], min(look.document.span[1], look.head[1] + _OPENING)
    said = (
        re.compile(words[look.document.language], re.IGNORECASE).search(look.text, start, end) if look.document.language in words else None
    )
    if said is None:
        return
    head = look.without(look.head, _own(look))
    opening = look.text[slice(*look.line(said.span()))]
    if not _NUMBER.search(head) and not _NUMBER.search(opening) and not re.search(words["aloud"], opening, re.IGNORECASE):
        yield found("reply-reference-missing", [(look.document, said.span())], [None])


def _half(look: Look, reply: record.ReplyReference, numbers: list[str | None], dates: list[str | None]) -> Iterator[record.Finding]:
    reach = max(look.document.span[0], reply.span[0] - _AROUND), reply.span[1] + _AROUND
    around = look.without(reach, _own(look)).replace(reply.number or "\n", " ")
    if any(numbers) and not any(dates) and not _YEAR.search(around):
        yield found("reply-date-missing", [(look.document, reply.span)], [reply.number or next(filter(None, numbers))])
    elif any(dates) and not any(numbers) and not _NUMBER.search(around) and not _is_of_citizen(around):
        yield found("reply-number-missing", [(look.document, reply.span)], [reply.date or next(filter(None, dates))])


def _is_of_citizen(around: str) -> bool:
    return re.search(table("requisites")["answers"]["unnumbered"], around, re.IGNORECASE) is not None


def _own(look: Look) -> list[tuple[int, int]]:
    """The lines of the letter's own number and date."""
    return [look.line(one.span) for one in (look.document.number, look.document.date) if one]
