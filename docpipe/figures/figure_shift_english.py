"""Changes in English: `rose by 5 %`, `1.5 % less`, `decreased from 20 to 6`, `growth of 5 %`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.figures.figure_move import Move, qualified, word_before, words_behind
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

if TYPE_CHECKING:
    from docpipe.figures.figure_place import Place

_FAR = 140
_TIMES = lazy(
    r"\s(?:the|that of|those of|its|last year's)\s(?:\d{4}\s)?(?:amount|level|number|figure|value|volume|sum|rate|previous|same|last|year)|\s(?:that of|those of|as (?:many|much|high|large))(?!\w)",
    re.IGNORECASE,
)
_ARTICLE = lazy(r"(?<!\w)(?:an?|the)\s$", re.IGNORECASE)


def move(place: Place) -> Move | None:
    """What the words of the figure's place say of a change."""
    return _by(place) or _to(place) or _behind(place) or _told(place) or _times(place)


def _times(place: Place) -> Move | None:
    """`two and a half times the amount of 2023`."""
    more = place.figure.amount.unit == "times" and _TIMES.match(place.text, place.figure.amount.span.end, place.right)
    return Move("up", "delta", "times the") if more else None


def _by(place: Place) -> Move | None:
    if not qualified("by", "en").search(place.before):
        return None
    behind = words_behind(place, 3)
    word = word_before(place) or (behind[0][1] if behind else None)
    return Move(word.direction, "delta", "by") if word else None


def _to(place: Place) -> Move | None:
    match = qualified("up to|to", "en").search(place.before)
    if match is None:
        return None
    word = word_before(place, place.left + match.start())
    near = word is not None and place.left + match.start() - word.span.end < _FAR
    return Move(word.direction, "result", "to") if word and near and word.kind != "degree" else None


def _behind(place: Place) -> Move | None:
    """`1.5 % less`, `a 5 % increase`, `30 fewer than`."""
    for number, word in words_behind(place, 1):
        if number == 0 and word.kind == "verb" and place.is_relative and _ARTICLE.search(place.before):
            return Move(word.direction, "delta", "a … increase")
        than = re.match(r"\s(?:than|in|of)\b|[\s,.)]*$", place.text[word.span.end : place.right])
        if word.kind in ("degree", "noun") and number == 0 and (place.is_relative or (than and word.kind == "degree")):
            return Move(word.direction, "delta", "less")
        if word.kind == "degree" and than and "than" in than.group():
            return Move(word.direction, "delta", "less than")
    return None


def _told(place: Place) -> Move | None:
    """`growth was 5 %`, `rose 5 %`, `has increased one and a half times`."""
    word = word_before(place) if place.is_relative else None
    if word is None or word.kind == "degree":
        return None
    between = place.text[word.span.end : place.figure.amount.figure.start]
    told = (between.strip() == "of" or _linked().search(between)) if word.kind == "noun" else _bare().fullmatch(between)
    return Move(word.direction, "delta", "was") if told or not between.strip() else None


@cache
def _linked() -> re.Pattern[str]:
    table = vocabulary.table("relations")
    return compiled(
        rf"(?:^|\s)(?:{'|'.join(table['copula']['en'])})\s(?:(?:{'|'.join(table['qualifying']['en'])})\s){{0,5}}$", re.IGNORECASE
    )


@cache
def _bare() -> re.Pattern[str]:
    return compiled(rf"\s(?:(?:{'|'.join(vocabulary.table('relations')['qualifying']['en'])})\s){{0,5}}", re.IGNORECASE)
