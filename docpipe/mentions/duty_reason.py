"""Why a duty passes: the reason in the nominative, from the clause, its statement, or the words before."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.mentions.duty_roles import same_surname
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.mentions.duties import Charge
    from docpipe.model.text import Span


@cache
def _reasons(language: str) -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    rows = table("reasons")[language]
    return tuple((compiled(rf"(?<!\w)(?:{row['pattern']})(?!\w)", re.IGNORECASE), row["value"], bool(row.get("weak"))) for row in rows)


def said(text: str, language: str) -> str | None:
    """The reason that stands first in the text, the fullest wording of it; a weak one (absence, need) where there is no other.

    >>> said("в связи с его ежегодным трудовым отпуском", "ru")
    'ежегодный трудовой отпуск'
    """
    hits = [
        (weak, match.start(), -match.end(), at, value)
        for at, (form, value, weak) in enumerate(_reasons(language))
        if (match := form.search(text))
    ]
    return min(hits)[-1] if hits else None


def of(charge: Charge, language: str) -> str | None:
    """The reason of the charge, None where the order gives none."""
    folded = charge.near.passage.folded
    told = [value for span in _places(charge) if (value := said(folded[span.start : span.end], language))]
    first = next(iter(told), None)
    return next((value for value in told if first and " " in value and value.rsplit(" ", 1)[1].startswith(first)), first)


def _places(charge: Charge) -> Iterator[Span]:
    """Where a reason may stand, the nearest place first."""
    yield charge.clause
    yield charge.statement.span
    if charge.statement.intro:
        yield charge.statement.intro
    surname = charge.away.surname if charge.away else None
    for statement in reversed(charge.earlier[-20:] if surname else ()):
        if any(same_surname(person.surname, surname) and statement.span.contains(person.span) for person in charge.near.people):
            yield statement.span
    if charge.earlier and not charge.near.passage.folded[charge.earlier[0].span.start].isdigit():
        yield charge.earlier[0].span
