"""What a figure's own words say of a change, in whichever language; and what it takes over from the figure beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.language import predicates
from docpipe.mentions import figure_direction, figure_shift_english, figure_shift_kazakh, figure_shift_russian
from docpipe.mentions.figure_move import Move, qualified
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.mentions.figure_place import Place
    from docpipe.mentions.figure_value import Figure

_SIGN = re.compile(r"[(,;]\s?(?P<sign>[+–-])\s?$|(?:^|\s)(?P<plus>\+)\s?$")
_DATIVE = re.compile(r"\s?-?[^\W\d_]{0,24}(?:ға|ге|қа|ке|на|не)(?!\w)", re.IGNORECASE)
_READERS = {"ru": figure_shift_russian.move, "kk": figure_shift_kazakh.move, "en": figure_shift_english.move}
_LEADS = {"ru": "на|в", "en": "by"}


def move(place: Place) -> Move | None:
    """The change that the figure is, or None."""
    amount = place.figure.amount
    if amount.start is not None:
        return _from_to(place)
    sign = _SIGN.search(place.text, place.left, amount.figure.start) or re.match(r"(?P<sign>\+)(?P<plus>)", place.text[amount.figure.start : amount.figure.start + 1])
    if sign and (place.is_relative or (sign["sign"] == "+" or sign["plus"])):
        return Move("up" if "+" in sign.group() else "down", "delta", "sign")
    return _READERS[place.language](place)


def _from_to(place: Place) -> Move | None:
    """Both ends are in the amount: the nearest word of change tells the way, else the ends themselves."""
    amount = place.figure.amount
    if amount.value is None or amount.start is None or amount.value == amount.start:
        return None
    words = figure_direction.find(place.text, place.left, amount.figure.start, place.language)
    behind = figure_direction.find(place.text, place.behind.start, place.behind.end, place.language)
    told = [word for word in (*reversed(words), *behind) if word.kind != "degree"]
    by_ends = "up" if amount.value > amount.start else "down"
    return Move(told[0].direction if told else by_ends, "both", "from-to")


def like_before(place: Place, before: Move) -> Move | None:
    """`экспорт вырос на 5 %, импорт – на 7 %`, `на 120 человек (5 %)`: the way of the figure before."""
    if before.part == "result":
        return None
    same = place.is_relative and _same(place.language).search(place.before)
    leads = _LEADS.get(place.language)
    led = before.part == "delta" and leads and qualified(leads, place.language).search(place.before) and not predicates.has(place.before, place.language)
    return Move(before.direction, "delta", "as-before") if same or led else None


def like_behind(place: Place, behind: Move) -> Move | None:
    """`ұрлық 5 пайызға, тонау 7 пайызға азайды`: Kazakh has the verb behind the last."""
    if place.language != "kk" or behind.part != "delta" or predicates.has(place.after, "kk"):
        return None
    tail = place.text[place.figure.amount.figure.end : place.right]
    return Move(behind.direction, "delta", "as-behind") if _DATIVE.match(tail) or re.match(r"\s?(?:%|пайыз\w{0,4}),", tail) else None


@cache
def _same(language: str) -> re.Pattern[str]:
    table = vocabulary.table("relations")
    words, qualifiers = "|".join(table["part"]["same"]), "|".join(table["qualifying"][language])
    return re.compile(rf"(?:^|[\s,])(?:{words})\s?(?:(?:на|by|{qualifiers})\s){{0,5}}$".replace(" ", r"\s"), re.IGNORECASE)


def without_limit(place: Place, move: Move) -> Figure:
    """The figure; where it is the result of a change, `до` before it is no limit and no part of it."""
    figure, amount = place.figure, place.figure.amount
    if move.part != "result" or amount.qualifier != "up_to":
        return figure
    start = amount.figure.start
    span = Span(start if figure.span.start == amount.span.start else figure.span.start, figure.span.end)
    return replace(figure, amount=replace(amount, qualifier="exact", span=Span(start, amount.span.end)), span=span)
