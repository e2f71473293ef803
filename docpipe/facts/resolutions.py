"""A resolution in print (`Бұрыштама:` / `Резолюция:`): who lays what on whom. Handwriting is left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions

_HEAD = lazy(
    r"(?:^|(?<=\n))[ \t]{0,8}(?:бұрыштама|резолюция)\s{0,3}[:–-]\s{0,3}(?P<text>[^\n]{3,400}(?:\n(?!\n)[^\n]{1,300}){0,4})", re.IGNORECASE
)


def find(sheet: Sheet, found: Mentions) -> list[record.Resolution]:
    """Every printed resolution; its first person is the main executor, its last one (after the text) the author."""
    del sheet
    return [_resolution(Span(*match.span("text")), found) for match in found.passage.finditer(_HEAD)]


def _resolution(span: Span, found: Mentions) -> record.Resolution:
    people = [person for person in found.people if span.contains(person.span)]
    names = [" ".join(part for part in (person.surname, person.initials or person.given) if part) for person in people]
    due = next((date.value or date.end for date in found.dates if span.contains(date.span)), None)
    return record.Resolution(
        text=found.passage.quote(span),
        span=span,
        author=names[-1] if len(names) > 1 else None,
        executors=tuple(names[:-1] if len(names) > 1 else names),
        due=due,
    )
