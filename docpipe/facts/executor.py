"""Who wrote the letter and can be telephoned: `Исп. …`, `Орын.: …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.mentions import who
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions

_PHONE = lazy(
    r"(?<![\d№/])\+?[78][\s(-]{1,3}\d{3,5}(?:\)[\s-]{0,3}|[\s-]{1,3})\d(?:[\s-]\d{2}){2,3}(?!-?\d)|"
    r"(?<![\d№/])(?:\+?[78][\s(-]{0,3}\(?\d{3,5}\)?[\s)-]{0,3})?(?:\(\d{2,5}\)|\d{2,5})(?:[\s-]\d{2,4}){1,3}(?!\d)|(?<![\d№/])\+?[78]\d{10}(?!\d)|(?<![\d№/])\+?[78]\s?\(\d{3,5}\)\s?\d{5,7}(?!\d)|"
    r"(?:вн\.?|ішкі|тел\.?|(?<!\w)т\.|ауд\.?|☎)\s{0,2}[:№]?\s{0,2}(?P<short>\d{3,7}|\d{1,2}(?:-\d{2,4}){1,2})(?![\d-])",
    re.IGNORECASE,
)
_EMAIL = lazy(r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3}")


def find(sheet: Sheet, found: Mentions) -> record.Person | None:
    """The executor with telephone and e-mail; None where none is printed."""
    zone = _zone(sheet)
    if not zone:
        return None
    person = next((person for span in zone for person in found.people if span.contains(person.span)), None)
    if person is None:
        return None
    reach = Span(person.span.start, zone[-1].end)
    folded = found.passage.folded
    phone = _PHONE.search(folded, person.span.end, reach.end) or _PHONE.search(folded, zone[0].start, person.span.start)
    email = _EMAIL.search(folded, reach.start, reach.end)
    fields = who.parts(
        person,
        who.post_beside(person, [p for p in found.posts if p.span.start >= zone[0].start], found.people, found.passage),
        found.passage,
    )
    return record.Person(
        **{**fields, "phone": (phone["short"] or phone.group()).strip() if phone else None, "email": email.group() if email else None}
    )


def _zone(sheet: Sheet) -> list[Span]:
    """From the executor's line to the end of the telephone lines after it."""
    zone: list[Span] = []
    for part in sheet.parts:
        if part.role == "executor":
            zone = zone or []
            zone.append(part.segment.span)
        elif zone and part.role in ("phone", "contact", "signature") and len(zone) <= 3:
            zone.append(part.segment.span)
        elif zone:
            break
    return zone
