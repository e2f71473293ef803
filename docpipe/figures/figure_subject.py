"""Whether a change has a subject of its own: `краж – с 200 до 180, ущерб уменьшился на 12 %` are ends and change of two things."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.figures import figure_direction
from docpipe.figures.figure_label_lent import is_hollow
from docpipe.language import predicates, russian
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTED = lazy(r"[,;]\s|\s(?:и|а|но|при этом|және|ал)\s")
_WORD = lazy(r"[^\W\d_]{2,40}(?:-[^\W\d_]{1,40}){0,2}")
_OBLIQUE = lazy(r".{2,}(?:[ғқн]а|[гкн]е|[дтн][ае]н|[мбп]ен|[дт][ае]|ша|ше|ның|нің|[дт]ың|[дт]ің|[дтн]ағы|[дтн]егі)", re.IGNORECASE)
_STEM = 5


def is_another(said: str, between: str, language: str) -> bool:
    """True where `between`, the words from one figure to the next, names a thing that `said`, the words before both, does not.

    >>> is_another("число краж", ", ущерб уменьшился на ", "ru"), is_another("число краж", ", или на ", "ru")
    (True, False)
    """
    clause = _PARTED.split(between)
    if len(clause) < 2 or _again().match(clause[-1]) or is_hollow(clause[-1], language):
        return False
    known = {word[:_STEM].lower() for word in _WORD.findall(said)}
    return any(word[:_STEM].lower() not in known for word in _things(clause[-1], language))


@cache
def _again() -> re.Pattern[str]:
    return compiled(rf"\s?(?:{'|'.join(vocabulary.table('relations')['subject']['again'])})(?!\w)".replace(" ", r"\s"), re.IGNORECASE)


@cache
def _nobody() -> re.Pattern[str]:
    return compiled("|".join(vocabulary.table("relations")["subject"]["nobody"]), re.IGNORECASE)


def _things(text: str, language: str) -> Iterator[str]:
    """The nouns that may be the subject of the clause: none behind a preposition (`по сравнению с годом`), in Kazakh none in another case."""
    moves = [word.span for word in figure_direction.find(text, 0, len(text), language)]
    led = False
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if any(span.contains(match.span()) for span in moves) or _nobody().fullmatch(word) or is_hollow(word, language):
            led = led or word in ("по", "с", "со", "к", "ко", "чем")
        elif language == "kk":
            if not _OBLIQUE.fullmatch(word) and not predicates.has(word + ",", "kk"):
                yield word
        elif language == "ru" and (reading := next(iter(russian.readings(word)), None)):
            led = "PREP" in reading.labels or (led and not reading.labels & {"VERB", "PRTS"})
            if reading.kind == "noun" and not led:
                yield word
