"""What the items of a list leave out: `Акмолинская – 4,1 млрд тенге, Костанайская – 3,65`, `оның 3,7 млрд-ы`, `школы на 900 и 1 200 мест`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language import kazakh, russian
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.figures.figure_place import Place
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene
    from docpipe.mentions.amount_value import Amount

_BARE = ("count", "times", "pp", "share")
_ITEM = lazy(r"[,;]\s(?:(?:и|а|ал|және|and)\s)?[^\W\d_][^\d,;.()]{1,60}(?:\s–|:|\()\s?$")
_ITEM_BEFORE = lazy(r"(?:^|[\s:,;])[^\W\d_][^\d,;.()]{1,60}(?:\s–|:|\()\s?$")
_ELSEWHERE = lazy(
    r"(?:[^\W\d_]|\s){0,16}\)?[,;]\s(?:(?:и|а|то|ал|және)\s)?(?:(?:среди|у|в|во|на|для)\s[^\d,;.():]{2,40}|[^\d,;.():]{2,40}(?:да|де|та|те))\s–\s(?:на\s)?$",
    re.IGNORECASE,
)
_ADJECTIVE_ITEM = lazy(r"[,;]\s(?:(?:и|а)\s)?[а-яё]{3,30}(?:[аяо]я|[ыои]й|[ое]е|[ыи]е)\s–\s", re.IGNORECASE)
_PRINTED = lazy(r"\d[\d\s]{0,12}(?:,\d{1,4})?")
_ALL = 100
"""`охвачено 95 % детей (в 2023 году – 1 240)`: a number of them, no percentage."""
_OWNED = lazy(r"(?:млрд|млн|трлн|мың|миллиард|миллион)\.?-?(?:[ыі]|сы|сі)н?(?:а|е|ың|ің)?(?!\w)", re.IGNORECASE)
_LIST = lazy(r",\s|\s(?:и|или|және|мен|пен|бен|and|or)\s")
_LED = lazy(r"(?<!\w)(?:на|по|для|до|от|с|в|for|with)\s$|(?:,|\sи)\s$", re.IGNORECASE)
_NEAR = 60
_TOPIC = {
    "ru": lazy(r"(?:^|[,;.]\s?)(?P<noun>[^\W\d_]{4,30}[ыиа])\s?:\s(?:[^\W\d_]{3,20}н[ыоа]\s)?$", re.IGNORECASE),
    "kk": lazy(r"(?:^|[,;.]\s?)(?P<noun>[^\W\d_]{3,30}[лдт][ае]р)\s?:\s$", re.IGNORECASE),
}


def goes_on(scene: Scene, before: Figure, one: Figure) -> bool:
    """True where the figure is of the measure told with the one before: another item of a list of fractions, or a part told by its scale."""
    if one.amount.unit != "count" or before.amount.unit in _BARE or before.amount.unit.startswith("per ") or one.counted is not None:
        return False
    text = scene.passage.folded
    if _OWNED.search(text, one.amount.figure.start, one.amount.span.end):
        return before.amount.unit != "%" and (one.sentence or 0) - (before.sentence or 0) <= 1
    if one.sentence != before.sentence or one.amount.span.end != one.amount.figure.end:
        return False
    level = before.shift is None or before.shift.end == before.amount.value
    level = level and not (before.amount.unit == "%" and (before.amount.value or 0) <= _ALL < (one.amount.value or 0))
    if level and _earlier().fullmatch(text, before.amount.span.end, one.amount.figure.start):
        return True
    if one.amount.step >= 1:
        return False
    if is_elsewhere(text, before, one):
        return True
    items = _ITEM.fullmatch(text, before.amount.span.end, one.amount.figure.start)
    start = max(scene.sentences[one.sentence or 0].span.start, before.amount.span.start - _NEAR)
    return bool(items and _ITEM_BEFORE.search(text, start, before.amount.figure.start))


def is_of_same_head(scene: Scene, before: Figure, one: Figure) -> bool:
    """`средняя зарплата – 392 тыс. тенге, медианная – 285 тыс.`: an adjective alone stands for the noun told of before."""
    return one.amount.step >= 1 and bool(_ADJECTIVE_ITEM.fullmatch(scene.passage.folded, before.amount.span.end, one.amount.span.start))


@cache
def _earlier() -> re.Pattern[str]:
    """`8,5 % (в 2022 году – 20,3)`: the same a year before."""
    words = "|".join(table("relations")["versus"]["earlier"]).replace(" ", r"\s")
    return compiled(
        rf"(?:-?[^\W\d_]{{1,20}})?(?:\s[^\W\d_]{{2,20}})?\s?\([^()\d;]{{0,30}}(?:{words})[^()\d;]{{0,30}}[–:-]\s?", re.IGNORECASE
    )


def is_elsewhere(text: str, before: Figure, one: Figure) -> bool:
    """`75,1 года, среди женщин – 79,1`, `75,1 жасқа жетті, әйелдерде – 79,1`: the same of others."""
    return _ELSEWHERE.fullmatch(text, before.amount.span.end, one.amount.figure.start) is not None


def measured(scene: Scene, before: Figure, one: Figure) -> Figure:
    """The figure in the unit of the one before, and in its scale where it is bare."""
    text = scene.passage.folded
    scale = 1.0 if _OWNED.search(text, one.amount.figure.start, one.amount.span.end) else _scale(text, before.amount)
    value = None if one.amount.value is None else round(one.amount.value * scale, 6)
    amount = replace(one.amount, unit=before.amount.unit, value=value, step=one.amount.step * scale)
    return replace(one, amount=amount, counted=None)


def _scale(text: str, amount: Amount) -> float:
    """What the words of scale behind the figure make of it: a thousand for `4,1 тыс. тонн`."""
    printed = _PRINTED.match(text, amount.figure.start, amount.figure.end)
    if printed is None or amount.value is None:
        return 1.0
    said = float("".join(printed.group().split()).replace(",", "."))
    return float(round(amount.value / said)) if said and amount.value / said > 1 else 1.0


def shares_noun(text: str, figure: Figure, behind: Figure) -> bool:
    """True for all but the last of `школы на 900 и 1 200 мест`: what stands before the list is not what it counts."""
    if figure.counted is None or behind.counted is None or figure.amount.span.end < figure.span.end:
        return False
    joined = _LIST.fullmatch(text, figure.amount.span.end, behind.amount.span.start)
    led = _LED.search(text, max(0, figure.amount.span.start - 8), figure.amount.span.start)
    return bool(joined and led) and behind.span.start == behind.amount.span.start


def topic(place: Place) -> str | None:
    """What is told of behind a colon: `Котлы: отремонтированы 38 из 63`, `турбиналар: 44-тен 27-сі`."""
    match = _TOPIC[place.language].search(place.before) if place.language in _TOPIC else None
    if match is None:
        return None
    word = match["noun"].lower()
    if place.language == "kk":
        return kazakh.singular(word)
    many = [one for one in russian.readings(word) if one.kind == "noun" and one.case == "nom" and one.number == "plur"]
    return many[0].lemma if many else None
