"""A move: which way a figure's words say that something went, and what the figure is in it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docpipe import vocabulary
from docpipe.figures import figure_direction
from docpipe.language import predicates
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

if TYPE_CHECKING:
    from docpipe.figures.figure_direction import Word
    from docpipe.figures.figure_place import Place

_STOP = lazy(r"[,;:()]|\s–\s|$")
_WORD = lazy(r"[^\W\d_]+")


class Move(NamedTuple):
    """`part` is `delta` (the difference), `result` (what came of it) or `both` (the amount has both ends)."""

    direction: str
    part: str
    rule: str


@cache
def qualified(words: str, language: str) -> re.Pattern[str]:
    """What ends in one of `words`, with nothing but qualifiers behind: `на почти …`."""
    qualifiers = "|".join(vocabulary.table("relations")["qualifying"][language])
    return compiled(rf"(?<!\w)(?P<word>{words})\s(?:(?:{qualifiers})\s){{0,5}}[+–-]?\s?$", re.IGNORECASE)


def word_before(place: Place, end: int | None = None) -> Word | None:
    """The nearest word of change before the figure that no other predicate parts from it."""
    end = place.figure.amount.figure.start if end is None else end
    for word in reversed(figure_direction.find(place.text, place.left, end, place.language)):
        if word.kind != "degree" or end - word.span.end < 4:
            between = _copula(place.language).sub(" ", place.text[word.span.end : end])
            return None if ";" in between or predicates.has(between, place.language) else word
    return None


def words_behind(place: Place, most: int) -> list[tuple[int, Word]]:
    """Words of change behind the figure, up to a comma or bracket, with the number of words before each (at most `most`)."""
    stop = _STOP.search(place.text, place.behind.start, place.behind.end)
    end = stop.start() if stop else place.behind.end
    found = figure_direction.find(place.text, place.behind.start, end, place.language)
    counted = [(len(_WORD.findall(place.text, place.behind.start, word.span.start)), word) for word in found]
    return [(number, word) for number, word in counted if number <= most]


@cache
def _copula(language: str) -> re.Pattern[str]:
    words = [word for word in vocabulary.table("relations")["copula"].get(language, []) if word[0].isalpha()]
    return compiled(rf"(?<!\w)(?:{'|'.join(words) or '(?!)'})(?!\w)", re.IGNORECASE)


@cache
def same(language: str) -> re.Pattern[str]:
    """What ends in `или`, `то есть на`, an open bracket: the figure behind says the same in another unit."""
    table = vocabulary.table("relations")
    words, qualifiers = "|".join(table["part"]["same"]), "|".join(table["qualifying"][language])
    return compiled(rf"(?:^|[\s,–])(?:{words})\s?(?:–\s)?(?:(?:на|в|by|{qualifiers})\s){{0,5}}$".replace(" ", r"\s"), re.IGNORECASE)
