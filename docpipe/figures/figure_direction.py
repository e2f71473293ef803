"""Words of growth and fall: `снизилось`, `рост`, `на 5 % больше`, `артты`, `төмендеді`, `fewer`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from docpipe import vocabulary
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span

_KINDS = ("verb", "noun", "oblique", "degree")
_NOT_BEFORE = lazy(r"(?:(?<!\w)не|\bnot|\bno|n't|\bwithout(?: an?)?)\s(?:\w{1,12}\s)?$", re.IGNORECASE)
_NOT_AFTER = lazy(
    r"[^,.;]{0,40}\s(?:не (?:наблюда|отмеч|допу|зафикс|произо|выявл|было)\w*|жоқ|емес|байқалмайды|байқалмады|болған жоқ|болмады)",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A word of change: where, `up` or `down`, and which of verb, noun, oblique (another case of the noun), degree it is."""

    span: Span
    direction: str
    kind: str


def find(text: str, start: int, end: int, language: str) -> list[Word]:
    """The words of change between two offsets in order; denied ones (`не снизилось`) are none.

    >>> [(one.direction, one.kind) for one in find("рост цен и не снизилась доля", 0, 28, "ru")]
    [('up', 'noun')]
    """
    found = []
    for match in _pattern(language).finditer(text, start, end):
        if not _NOT_BEFORE.search(text, max(start, match.start() - 20), match.start()) and not _NOT_AFTER.match(
            text, match.end(), match.end() + 80
        ):
            direction, kind = str(match.lastgroup).split("_")
            found.append(Word(Span(*match.span()), direction, kind))
    return found


@cache
def _pattern(language: str) -> re.Pattern[str]:
    table = vocabulary.table("relations")["change"][language]
    groups = [f"(?P<{side}_{kind}>{'|'.join(table[side][kind])})" for kind in _KINDS for side in ("up", "down") if table[side][kind]]
    return compiled(rf"(?<![\w-])(?:{'|'.join(groups)})(?!\w)".replace(" ", r"\s"), re.IGNORECASE)
