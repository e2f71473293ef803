"""Changes in Kazakh: `5 пайызға артты`, `870-тен 1097-ге дейін өсті`, `1,5 есе көп`, `өсім 5 пайызды құрады`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.figures import figure_direction
from docpipe.figures.figure_move import Move, words_behind
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.figures.figure_direction import Word
    from docpipe.figures.figure_place import Place

_DATIVE = lazy(r"(?:-|%|\s|[^\W\d_]{2,})?(?:ға|ге|қа|ке|на|не)(?:\s[^\W\d_]{2,20}){0,2}\s?$", re.IGNORECASE)
_NO_CASE = lazy(r"(?<!\w)(?:теңге|тонна|машина|вакцина|өлке|арна|дана|отбасына|[^\W\d_]{2,20}хана)(?!\w)", re.IGNORECASE)
_UP_TO = lazy(r"(?<!\w)дейін(?!\w)", re.IGNORECASE)
_REACHED = lazy(r"[^,;.]{0,40}(?<!\w)жет(?:ті|кен|іп|еді|кізілді|кізілген)(?!\w)", re.IGNORECASE)
_SPOKEN = lazy(
    r"[^,;.]{0,30}(?<!\w)(?:құра\w{1,5}|болды|болған|болып|жетті|жеткен|тең|деңгейінде)(?!\w)|\s?[.;,)]|\s?$|\s(?:немесе|яғни)\s",
    re.IGNORECASE,
)
_WITH_CASE = lazy(r"[\d.,\s]{1,20}[^,;.()\d]{0,40}(?:ға|ге|қа|ке|на|не)(?!\w)", re.IGNORECASE)
_PERCENT = lazy(r"\s?(?:-?(?:ға|ге|қа|ке|дық|дік|лық|лік|тық|тік))?\s?(?:(?:тармақ|пункт)(?:қа|ке)?\s)?$", re.IGNORECASE)
FROM = lazy(r"-?\s?(?:[^\W\d_]{2,24}\s){0,2}[^\W\d_]{0,24}(?:дан|ден|тан|тен|нан|нен)(?!\w)", re.IGNORECASE)
_MULTIPLIED = lazy(r"еселен(?:іп|ді|еді|ген(?!\s?[^\W\d_]))", re.IGNORECASE)
"""`екі еселенген айыппұл` tells how great it is, of no change."""
_WORD = 10
NOTED = "noted"
_NOTED = lazy(r"\)[^.,;()\d]{0,60}?\s(?P<noun>[^\W\d_]{3,14})\s(?:байқал|тіркел|көрсет|орын\sал|болды|бар(?!\w))", re.IGNORECASE)
_LEVEL = lazy(r"(?:деңгей|үлес|көрсеткіш|қарқын|мөлшер|инфляция)[^\W\d_]{0,8}\s?\($", re.IGNORECASE)
"""`жұмыссыздық деңгейі (4,6 %) бойынша төмендеу байқалды`: what fell stands at so much."""
_NEAR = 60


def move(place: Place) -> Move | None:
    """What the words of the figure's place say of a change."""
    behind = words_behind(place, 4)
    word = behind[0][1] if behind else None
    if word is None and (direction := _behind_bracket(place)):
        return Move(direction, "delta", "bracket")
    if place.is_relative and (direction := _noted(place)):
        return Move(direction, "delta", NOTED)
    if place.figure.amount.unit == "times" and _MULTIPLIED.search(
        place.text, place.figure.amount.span.start, place.figure.amount.span.end + _WORD
    ):
        return Move("up", "delta", "еселен")
    if word is None:
        return _reached(place) or _told(place)
    between = _between(place, word)
    if word.kind != "degree" and _UP_TO.search(between):
        return Move(word.direction, "result", "дейін")
    if (
        place.figure.amount.unit == "times"
        or _DATIVE.search(between)
        or (place.is_relative and _PERCENT.fullmatch(place.after[: word.span.start - place.behind.start]))
    ):
        return Move(word.direction, "delta", "ға")
    return _told(place)


def _behind_bracket(place: Place) -> str | None:
    """`11,3 пайызға (619 млрд теңгеге) артты`: the verb stands behind the bracket that the figure fills."""
    if not place.after.startswith(")") or not in_dative(place):
        return None
    start = place.behind.start + 1
    words = figure_direction.find(place.text, start, min(start + _NEAR, place.right), "kk")
    return words[0].direction if words and not re.search(r"[,;.()]", place.text[start : words[0].span.start]) else None


def in_bracket(place: Place) -> bool:
    """True for a figure that alone fills its bracket."""
    return place.before.endswith("(") and place.after.startswith(")")


def _noted(place: Place) -> str | None:
    """`Жамбыл (11,1 %), Ақмола облыстарында (8,8 %) айтарлықтай өсім байқалды`: the noun stands behind the last bracket."""
    told = in_bracket(place) and not _LEVEL.search(place.before)
    match = _NOTED.match(place.text, place.behind.start, place.behind.end) if told else None
    words = figure_direction.find(place.text, match.start("noun"), match.end("noun"), "kk") if match else []
    return words[0].direction if words else None


def in_dative(place: Place) -> bool:
    """`120 адамға`: the figure's own words stand in the case of the measure of a change."""
    amount = place.figure.amount
    return bool(_WITH_CASE.match(_NO_CASE.sub(" ", place.text[amount.figure.start : place.right]).split(", ")[0] + " "))


def _between(place: Place, word: Word) -> str:
    """From the figure to the word, its unit too: `пайызға`."""
    return _NO_CASE.sub(" ", place.text[place.figure.amount.figure.start : word.span.start])


def _reached(place: Place) -> Move | None:
    """`өсіп, 64 пайызға жетті`."""
    if not _REACHED.match(place.text, place.behind.start, place.behind.end):
        return None
    start = max(0, place.left - _WORD)  # екі еселеніп, 12 млн теңгеге жетті: the verb is the unit of the figure before
    words = [one for one in figure_direction.find(place.text, start, place.figure.amount.span.start, "kk") if one.kind == "verb"]
    if not words:
        return None
    said, between = place.text[words[-1].span.start : words[-1].span.end], place.text[words[-1].span.end : place.figure.amount.span.start]
    goes_on = said.endswith("п") or "," not in between or not between.strip(", ")
    return Move(words[-1].direction, "result", "жетті") if goes_on else None


def _told(place: Place) -> Move | None:
    """`өсім 5 пайызды құрады`, `өсім – 5 %`."""
    start = place.figure.amount.span.start
    words = [one for one in figure_direction.find(place.text, place.left, start, "kk") if one.kind == "noun"]
    if not place.is_relative or not words or not _SPOKEN.match(place.text, place.behind.start, place.behind.end):
        return None
    between = place.text[words[-1].span.end : start]
    return (
        Move(words[-1].direction, "delta", "құрады") if len(between) < _NEAR and "," not in between and "есебінен" not in between else None
    )
