"""Changes in Russian: `снизилось на 5 %`, `рост составил 5 %`, `в два раза больше`, `увеличилось до 120 человек`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.figures import figure_direction
from docpipe.figures.figure_move import Move, qualified, word_before, words_behind
from docpipe.language import predicates
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

if TYPE_CHECKING:
    from docpipe.figures.figure_direction import Word
    from docpipe.figures.figure_place import Place

_PACE = lazy(
    r"(?<!\w)(?:темп\w{0,3}|показател\w{1,3}|индекс\w{0,2}|процент\w{0,2}|коэффициент\w{0,2}|уров\w{2,3}|величин\w|динамик\w|с|со)\s(?:\w{3,20}\s)?$",
    re.IGNORECASE,
)
_ACCUSATIVE = lazy(r"(?<!\w)(?:на|за|под|про|о)\s(?:\w{3,20}\s)?$", re.IGNORECASE)
_TOLD = lazy(r"составил|составля|составит|достиг|равен|равн")
_GENITIVE = lazy(r"\s?(?:(?:ежегодн|годов|сезонн|реальн|процентн)\w{2,3}\s)?[^\W\d_]{3,12}[ая](?!\w)", re.IGNORECASE)
_COMPLEMENT = lazy(r"(?:\s(?:[^\d,;.()\s]{1,24}|(?:19|20)\d\d)){0,6}")
_OR = lazy(r"[^;.()]{0,20}(?:,?\s(?:или|то есть|либо)\s[^;()]{1,24},?\s|\s\((?:на\s)?[^;()]{1,24}\)\s)$", re.IGNORECASE)
_NEAR, _FAR = 70, 140


def move(place: Place) -> Move | None:
    """What the words of the figure's place say of a change."""
    before = place.before
    if qualified("на", "ru").search(before):
        return _by(place)
    if place.figure.amount.unit == "times" and (word := _side(place)):
        return Move(word.direction, "delta", "times")
    if match := qualified("до", "ru").search(before):
        word = word_before(place, place.left + match.start())
        return (
            Move(word.direction, "result", "до")
            if word and word.kind != "degree" and match.start() - (word.span.end - place.left) < _FAR
            else None
        )
    return _of(place) or _told(place)


def _by(place: Place) -> Move | None:
    """`на 5 %`: what is more or less stands before or behind."""
    word = _side(place) or _degree_before(place)
    return Move(word.direction, "delta", "на") if word else None


def _degree_before(place: Place) -> Word | None:
    """`стало дороже на 1,8 %`, `ниже прошлогоднего на 0,3 п.п.`: the comparative before the preposition, with what it compares to."""
    match = qualified("на", "ru").search(place.before)
    words = figure_direction.find(place.text, place.left, place.left + match.start(), "ru") if match else []
    between = place.text[words[-1].span.end : place.left + match.start()].rstrip() if words and match else ""
    fits = words and words[-1].kind == "degree" and _COMPLEMENT.fullmatch(between) and not predicates.has(between, "ru")
    return words[-1] if fits else None


def _side(place: Place) -> Word | None:
    behind = words_behind(place, 5)
    degree = next((word for number, word in behind if word.kind == "degree" and number <= 3), None)
    verb = next((word for _, word in behind if word.kind in ("verb", "noun")), None)
    return degree or word_before(place) or verb or _beyond(place)


def _beyond(place: Place) -> Word | None:
    """`на 1 250, или 9,1 %, меньше`, `на 1 250 (на 9,1 %) меньше`: the word stands behind the same in another unit."""
    start = place.behind.start
    words = [word for word in figure_direction.find(place.text, start, start + _NEAR, "ru") if word.kind == "degree"]
    return words[0] if words and _OR.match(place.text, start, words[0].span.start) else None


def _of(place: Place) -> Move | None:
    """`5 % роста`."""
    match = _GENITIVE.match(place.text, place.behind.start, place.behind.end)
    words = figure_direction.find(place.text, place.behind.start, match.end(), "ru") if match and place.is_relative else []
    return Move(words[0].direction, "delta", "роста") if words and words[0].kind == "oblique" else None


def _told(place: Place) -> Move | None:
    """`рост числа пожаров составил 5 %`, `темпы роста – 105 %`, `рост 5 %`."""
    word = word_before(place)
    if word is None or word.kind not in ("noun", "oblique"):
        return None
    lead, between = place.text[place.left : word.span.start], place.text[word.span.end : place.figure.amount.figure.start]
    if not (_PACE.search(lead) if word.kind == "oblique" else not _ACCUSATIVE.search(lead)):
        return None
    told = _TOLD.search(between) or (place.is_relative and (_linked().search(between) or len(between) < 4))
    return Move(word.direction, "delta", "составил") if told and len(between) < _FAR else None


@cache
def _linked() -> re.Pattern[str]:
    table = vocabulary.table("relations")
    copula, qualifiers = (
        "|".join(word for word in table["copula"]["ru"] if word not in ("на", "до", "-")),
        "|".join(table["qualifying"]["ru"]),
    )
    return compiled(rf"(?:^|\s)(?:{copula})\s(?:(?:{qualifiers})\s){{0,5}}$", re.IGNORECASE)
