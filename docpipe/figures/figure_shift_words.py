"""What a figure's own words say of a change, in whichever language; and what it takes over from the figure beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.figures import figure_direction, figure_part, figure_shift_english, figure_shift_kazakh, figure_shift_russian
from docpipe.figures.figure_move import Move, qualified, same
from docpipe.language import predicates
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.figures.figure_place import Place
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene

_SIGN = lazy(r"[(,;]\s?(?P<sign>[+–-])\s?$|(?:^|\s)(?P<plus>\+)\s?$")
_DATIVE = lazy(
    r"[\d.,\s]{1,20}(?:(?:мың|млн|млрд|миллион|миллиард)\w{0,4}\s)?(?:%|пайыз)?(?:\s?-\s?)?[^\W\d_]{0,24}(?:ға|ге|қа|ке|на|не)?(?:,|\sнемесе\s|\sжәне\s|\sал\s|(?<=ға)\s|(?<=ге)\s|(?<=қа)\s|(?<=ке)\s)",
    re.IGNORECASE,
)
_READERS = {"ru": figure_shift_russian.move, "kk": figure_shift_kazakh.move, "en": figure_shift_english.move}
_FROM = lazy(r"(?<!\w)(?:с|со|от|from)\s|\d-?(?:дан|ден|тан|тен|нан|нен)(?!\w)|[^\W\d_](?:дан|ден|тан|тен|нан|нен)\s", re.IGNORECASE)
_RESULTS = {"ru": "до", "en": "to"}
_HANGING = lazy(r"[\d.,]{1,8}\s?(?:%|пайыз)?\s?-?\s?(?:ға|ге|қа|ке)[,;]?\s*$", re.IGNORECASE)
_LIMIT = lazy(r"(?:up to|до|to)\s{1,2}", re.IGNORECASE)
_COMPARED = lazy(r"\s(?:по сравнению|в сравнении|к|относительно|чем|compared)\s[^,;.()]{0,90}(?:,\s[^,;.()]{0,8})?$", re.IGNORECASE)
_LISTED = lazy(r",\s|\sжәне\s")
_BRACKETED = lazy(r"(?:-?[^\W\d_]{1,24})?(?:\s[^\W\d_]{2,24}){0,2}\s\(")
_AGAINST = lazy(r"\s?қарсы(?!\w)", re.IGNORECASE)
_CLOSE, _REACH = 24, 120
_APART = lazy(r"[;(]|,\s|\s–\s")
_DASH = lazy(r"[–-]\s$")
_LETTERS = lazy(r"[^\W\d_]")
_SUFFIX = lazy(r"^-?[^\W\d_]{1,3}(?!\w)")
_LEADS = {"ru": "на|в", "en": "by"}


def move(place: Place) -> Move | None:
    """The change that the figure is, or None."""
    amount = place.figure.amount
    if amount.start is not None or (amount.value is None and _FROM.search(place.text, amount.span.start, amount.figure.end)):
        return _from_to(place)
    if amount.value is not None and amount.value < 0 and place.is_relative:
        return Move("down", "delta", "sign")
    sign = _SIGN.search(place.text, place.left, amount.figure.start) or re.match(
        r"(?P<sign>\+)(?P<plus>)", place.text[amount.figure.start : amount.figure.start + 1]
    )
    if sign and (place.is_relative or (sign["sign"] == "+" or sign["plus"])):
        return Move("up" if "+" in sign.group() else "down", "delta", "sign")
    return _READERS[place.language](place)


def _from_to(place: Place) -> Move | None:
    """Both ends are in the amount: the nearest word of change tells the way, else the ends themselves."""
    amount = place.figure.amount
    words = figure_direction.find(place.text, place.left, amount.figure.start, place.language)
    behind = figure_direction.find(place.text, place.behind.start, _clause_end(place), place.language)
    if place.language == "kk" and any(word.kind == "verb" for word in behind):
        words = [word for word in words if "," not in place.text[word.span.end : amount.figure.start]]
    told = [word for word in (*reversed(words), *behind) if word.kind != "degree"]
    if amount.value is None or amount.start is None:
        told = [word for word in told if word.kind == "verb"]
        return Move(told[0].direction, "both", "range") if told else None
    by_ends = "up" if amount.value > amount.start else "down"
    return Move(told[0].direction if told else by_ends, "both", "from-to") if amount.value != amount.start else None


def _clause_end(place: Place) -> int:
    """Where what stands behind the figure is no longer its own clause; Kazakh has its verb behind whatever stands between."""
    stop = None if place.language == "kk" else _APART.search(place.text, place.behind.start, place.behind.end)
    return stop.start() if stop else place.behind.end


def like_before(place: Place, former: Place, before: Move) -> Move | None:
    """`экспорт вырос на 5 %, импорт – на 7 %`, `на 120 человек (5 %)`: the way of the figure before."""
    if (
        before.part == "delta"
        and (len(place.before) < _CLOSE or _COMPARED.match(place.before))
        and qualified(_RESULTS.get(place.language, "(?!)"), place.language).search(place.before)
    ):
        return Move(before.direction, "result", "result-of")
    told = same(place.language).search(place.before)
    if told and "(" in told.group() and former.figure.amount.unit == "pp" and place.figure.amount.unit == "%":
        return None
    equal = (
        told
        and before.part != "result"
        and (place.is_relative or (former.is_relative and before.part == "delta" and "(" not in told.group()))
    )
    if told and "(" in told.group() and before.part == "delta" and place.language == "kk" and figure_shift_kazakh.in_dative(place):
        return Move(before.direction, "delta", "as-before")
    leads = _LEADS.get(place.language)
    led = leads and qualified(leads, place.language).search(place.before) and not predicates.has(place.before, place.language)
    return Move(before.direction, "delta", "as-before") if equal or led or _is_listed(place, former, before) else None


def _is_listed(place: Place, former: Place, before: Move) -> bool:
    """`снижение на 4,2 %, в том числе тяжких – 3,1 %`: an item behind a turn of parts, with a dash for the preposition."""
    if before.part != "delta" or place.figure.amount.unit != "%" or former.figure.amount.unit != "%" or not _DASH.search(place.before):
        return False
    start = max(place.left - _REACH, 0)
    return figure_part.has_marker(place.text, start, place.figure.amount.span.start, place.language) and not predicates.has(
        place.before, place.language
    )


def like_behind(place: Place, behind: Move) -> Move | None:
    """`ұрлық 5 пайызға, тонау 7 пайызға азайды`: Kazakh has the verb behind the last; `1240-тан 1141-ге дейін, яғни 8 пайызға азайды`."""
    amount = place.figure.amount
    if behind.rule == figure_shift_kazakh.NOTED and place.is_relative and figure_shift_kazakh.in_bracket(place):
        return behind
    if amount.value is None and behind.part == "delta" and _FROM.search(place.text, amount.span.start, amount.figure.end):
        joined = same(place.language).search(place.text, amount.span.end, place.right)
        near = joined and len(place.text[amount.span.end : joined.start()].split()) <= 1
        return Move(behind.direction, "both", "range") if near else None
    if _is_range_before(place, behind):
        return Move(behind.direction, "both", "range")
    if place.is_relative and behind.part == "both" and not _LETTERS.search(_SUFFIX.sub("", place.after)):
        return Move(behind.direction, "delta", "as-behind")
    if place.language == "kk" and behind.part == "both" and _BRACKETED.fullmatch(place.after) and figure_shift_kazakh.in_dative(place):
        return Move(behind.direction, "delta", "as-behind")
    if behind.rule == "дейін" and amount.qualifier == "up_to" and _LISTED.match(place.after) and not predicates.has(place.after, "kk"):
        return Move(behind.direction, "result", "дейін")
    told = place.is_relative and same(place.language).search(place.text, amount.span.end, place.right)
    if place.language != "kk" or (behind.part != "delta" and not told) or predicates.has(place.after, "kk"):
        return None
    if ")" in place.after or (not place.is_relative and not figure_shift_kazakh.in_dative(place)):
        return None
    tail = place.text[amount.figure.start : place.right]
    part = "result" if amount.qualifier == "up_to" else "delta"
    return Move(behind.direction, part, "as-behind") if _DATIVE.match(tail) and not _AGAINST.match(place.after) else None


def _is_range_before(place: Place, behind: Move) -> bool:
    """`ең төменгісі 65 пайыздан 70 пайызға дейін, ең жоғарысы 105-тен 110 пайызға дейін өсті`: the verb stands behind the last."""
    amount = place.figure.amount
    if place.language != "kk" or amount.value is not None or behind.part != "both":
        return False
    left = _FROM.search(place.text, amount.span.start, amount.figure.end)
    return bool(left) and place.after.startswith(",") and not predicates.has(place.after, "kk")


def hangs_over(scene: Scene, figure: Figure) -> bool:
    """`- базалық зейнетақы 6,5 %-ға,` as an item of a list: the verb stands in an item behind."""
    if scene.passage.language != "kk" or figure.amount.unit not in ("%", "pp") or figure.sentence is None:
        return False
    return bool(_HANGING.match(scene.passage.folded, figure.amount.figure.start, scene.sentences[figure.sentence].span.end))


def without_limit(place: Place, move: Move) -> Figure:
    """The figure; where it is the result of a change, `до` before it is no limit and no part of it, and two ends are no range."""
    figure, amount = place.figure, place.figure.amount
    if move.rule == "range":
        start, end = (amount.low, amount.high) if move.direction == "up" else (amount.high, amount.low)
        return replace(figure, amount=replace(amount, value=end, start=start, low=None, high=None))
    if move.part != "result" or amount.qualifier != "up_to":
        return figure
    limit = _LIMIT.match(place.text, amount.span.start, amount.figure.start)
    start = limit.end() if limit else amount.figure.start
    span = Span(start if figure.span.start == amount.span.start else figure.span.start, figure.span.end)
    return replace(figure, amount=replace(amount, qualifier="exact", span=Span(start, amount.span.end)), span=span)
