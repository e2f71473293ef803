"""The two ends of a change, where the figures beside it are these ends, and what it is compared with."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.figures import figure_direction, figure_shift_kazakh
from docpipe.figures.figure_move import Move, same
from docpipe.figures.figure_place import RELATIVE
from docpipe.figures.figure_subject import is_another
from docpipe.figures.figure_value import Shift
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

if TYPE_CHECKING:
    from docpipe.figures.figure_place import Place
    from docpipe.figures.scene import Scene

_WAS, _NOW = (
    lazy(r"(?<!\w)(?:было|была|был|was)\s?(?:–\s)?$", re.IGNORECASE),
    lazy(r"(?<!\w)(?:стало|стала|стал|now|became)\s?(?:–\s)?(?:is\s)?$", re.IGNORECASE),
)
_FROM = {"ru": lazy(r"(?<!\w)(?:с|со|от)\s$", re.IGNORECASE), "en": lazy(r"(?<!\w)from\s$", re.IGNORECASE)}
_RELATIVE = lazy(r",\s(?:что|это|бұл|which|that)(?!\w)|(?<!\w)(?:что|which)\s", re.IGNORECASE)
_SO = lazy(r"[^,;.]{0,40}[ыі]п,\s(?:[^\W\d_]{2,20}\s){0,3}$|[,–]\s(?:бұл|это)\s(?:–\s)?$", re.IGNORECASE)
_LEAD = lazy(r"^(?:бұл|ал|және|сонымен қатар|оның ішінде)\s", re.IGNORECASE)
_MAKES = lazy(r"[^,;.]{0,60}?[\s,]\s?(?:(?:и|and|что)\s)?(?:составил|достиг|reached|amounted|made|totall?ed)\w{0,3}\s", re.IGNORECASE)
_MADE_KK = lazy(r"[^,;.]{0,40}(?<!\w)(?:құра|жетті|жеткен|болды)", re.IGNORECASE)
_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKET = lazy(r"\((?P<inside>[^()]{0,60})$")
_WAS_KK = lazy(r"(?:-?[^\W\d_]{0,24}\s){0,2}(?:болған|болды|болатын|еді)(?!\w)", re.IGNORECASE)
_PERIOD = lazy(r".{0,60}?(?:период\w{0,2} (?:прошлого|предыдущего|\d{4}) год\w{0,2}|год\w{0,2}|(?<=the )year)(?!\w)", re.IGNORECASE)
_NOTED = lazy(
    r"(?:[,;]|\s–)\s(?:это\s|an?\s|the\s)?[^\W\d_]{2,14}(?:\s–)?(?:\s(?:на|of|by|составил[аио]?|was|более|почти|чем|свыше|около|almost|nearly|about|over)){0,4}\s[+–-]?$",
    re.IGNORECASE,
)
_SIGNED = lazy(r"[^,;.(]{0,30}[,(]\s?[+–-]?", re.IGNORECASE)
"""`67 доллардан 64,5 долларға дейін арзандады, -3,7%`: the same way told again by its sign."""
_REACH, _VIEW = 60, 200


def settle(scene: Scene, around: list[Place], moves: list[Move | None]) -> list[Shift | None]:
    """The shift of each place: by its move, with the ends that stand beside it; and of figures that are compared with the next."""
    shifts = [_own(around, moves, at) for at in range(len(around))]
    for at, move in enumerate(moves):
        if move and move.part == "delta":
            shifts[at] = _ended(around, moves, shifts, at)
    for at in range(1, len(around)):
        if shifts[at - 1] is None and (shift := _compared(scene, around[at - 1], around[at], moves[at])):
            shifts[at - 1] = shift
        elif shifts[at] is None and (shift := _was_now(around[at - 1], around[at])):
            shifts[at] = shift
    return [_versus(scene, place, shift) if shift else None for place, shift in zip(around, shifts, strict=True)]


def _own(around: list[Place], moves: list[Move | None], at: int) -> Shift | None:
    move, amount = moves[at], around[at].figure.amount
    if move is None or move.part == "delta":
        return Shift(move.direction) if move else None
    if move.rule == "range":
        start, end = (amount.low, amount.high) if move.direction == "up" else (amount.high, amount.low)
        return Shift(move.direction, start, end)
    return Shift(move.direction, amount.start if move.part == "both" else _start(around, at), amount.value)


def _start(around: list[Place], at: int) -> float | None:
    """`с 120 млн тенге в 2021 году до 150 млн`: the first end is the figure before."""
    if at == 0 or around[at - 1].figure.amount.unit != around[at].figure.amount.unit or len(around[at].before) > _REACH:
        return None
    before = around[at - 1]
    pattern = _FROM.get(before.language)
    leads = (
        pattern.search(before.before)
        if pattern
        else figure_shift_kazakh.FROM.match(before.text, before.figure.amount.figure.end, before.right)
    )
    return before.figure.amount.value if leads else None


def _ended(around: list[Place], moves: list[Move | None], shifts: list[Shift | None], at: int) -> Shift | None:
    """A difference with the ends beside it."""
    shift = shifts[at]
    if shift is None:
        return None
    for near in (at + 1, at - 1):
        if 0 <= near < len(around) and (move := moves[near]) and move.part in ("both", "result") and move.direction == shift.direction:
            gap = around[max(at, near)].before
            signed = near < at and move.part == "both" and (moves[at] or move).rule == "sign" and _SIGNED.fullmatch(gap)
            told = signed or same(around[at].language).search(gap) or (near < at and (_SO.fullmatch(gap) or _is_noted(around[at], gap)))
            if told or (near > at and len(gap) < _REACH and not is_another(around[at].before, gap, around[at].language)):
                other = shifts[near]
                return Shift(shift.direction, other.start, other.end) if other else shift
    return _after_counts(around, moves, at, shift) or _before_result(around, at, shift) or shift


def _after_counts(around: list[Place], moves: list[Move | None], at: int, shift: Shift) -> Shift | None:
    """`610 …, 696 …, что составляет 14 % роста`; `2089 people died, which is 1.5 % less`; `120 случаев (+5 %)`."""
    if at == 0 or not around[at].is_relative or moves[at - 1]:
        return None
    last, gap = around[at - 1].figure.amount, around[at].before
    noted = _RELATIVE.search(gap) or _BRACKET.search(gap) or _is_noted(around[at], gap)
    if last.unit in RELATIVE or not noted or len(gap) > 2 * _REACH:
        return None
    first = around[at - 2].figure.amount if at > 1 and not moves[at - 2] and around[at - 2].figure.amount.unit == last.unit else None
    if first is None:
        return Shift(shift.direction, None, last.value)
    for start, end in ((first.value, last.value), (last.value, first.value)):
        if _agrees(shift.direction, start, end) and _is_rate(around[at], start, end):
            return Shift(shift.direction, start, end)
    return None


def _is_noted(place: Place, gap: str) -> bool:
    """`…, рост – на 17,4 %`, `… – снижение на 9 %`: behind the figure a noun of change and nothing else."""
    if not place.is_relative or place.language == "kk" or not _NOTED.search(gap):
        return False
    words = figure_direction.find(place.text, place.left, place.figure.amount.figure.start, place.language)
    return any(word.kind == "noun" or place.text[word.span.start : word.span.end].lower() in ("up", "down") for word in words)


def _agrees(direction: str, start: float | None, end: float | None) -> bool:
    return start is not None and end is not None and start != end and (end > start) == (direction == "up")


def _is_rate(place: Place, start: float | None, end: float | None) -> bool:
    """True where the figure is, within a percent, the growth from `start` to `end` or their ratio."""
    value = place.figure.amount.value
    if value is None or not start or end is None:
        return False
    if place.figure.amount.unit == "share":
        value *= 100
    if place.figure.amount.unit == "times":
        return any(abs(value - ratio) <= 0.06 * value for ratio in (end / start, start / end if end else 0.0))
    return any(abs(value - rate) <= 1 for rate in (abs(end / start - 1) * 100, end / start * 100))


def _before_result(around: list[Place], at: int, shift: Shift) -> Shift | None:
    """`выросло на 5 % и составило 120 млрд тенге`, `5 пайызға артып, 120 млрд теңгені құрады`."""
    if at + 2 < len(around) and around[at + 1].is_relative and same(around[at].language).search(around[at + 1].before):
        at += 1
    if at + 1 >= len(around):
        return None
    unit = around[at + 1].figure.amount.unit
    if unit in RELATIVE and not (unit == "%" and around[at].figure.amount.unit == "pp"):
        return None
    behind = around[at + 1]
    made = _MADE_KK.match(behind.text, behind.behind.start, behind.behind.end) if behind.language == "kk" else _MAKES.match(behind.before)
    return Shift(shift.direction, None, behind.figure.amount.value) if made and len(behind.before) < 2 * _REACH else None


def _compared(scene: Scene, main: Place, earlier: Place, move: Move | None) -> Shift | None:
    """`1097 случаев против 870 в 2015 году`, `1097 cases (870 in 2015)`."""
    new, old = main.figure.amount, earlier.figure.amount
    if move or new.unit != old.unit or new.value is None or old.value is None or new.value == old.value:
        return None
    way = "up" if new.value > old.value else "down"
    if (_against().search(earlier.before) and _is_of_same(main, earlier)) or (_of_year(earlier) and way in _ways(scene, main)):
        return Shift(way, old.value, new.value)
    return None


_VOTES = lazy(r"(?<!\w)(?:против|against)\s?[–:(]\s?$", re.IGNORECASE)
_CASES = 5


def _is_of_same(main: Place, earlier: Place) -> bool:
    """`19 за, против – 6`, `187 students from 11 countries`, `1 512 residents against 1 700 requests` compare nothing."""
    new, old = main.figure.counted, earlier.figure.counted
    if _VOTES.search(earlier.before):
        return False
    return not new or not old or new[:_CASES].lower() == old[:_CASES].lower()


def _of_year(earlier: Place) -> bool:
    """The figure stands in a bracket with its year, or Kazakh `2022 жылы 870 болған`."""
    bracket = _BRACKET.search(earlier.before)
    if bracket:
        return bool(
            _YEAR.search(bracket["inside"])
            or _YEAR.search(earlier.after[:30])
            or re.search(r"прошл|өткен|last|АППГ|былтыр", bracket["inside"])
        )
    return earlier.language == "kk" and bool(_YEAR.search(earlier.before) and _WAS_KK.match(earlier.after))


def _ways(scene: Scene, main: Place) -> set[str]:
    """The directions that the sentence and the one before it in the paragraph speak of."""
    at = main.figure.sentence or 0
    sentences = scene.sentences
    first = at - 1 if at and sentences[at - 1].paragraph == sentences[at].paragraph else at
    words = figure_direction.find(main.text, sentences[first].span.start, sentences[at].span.end, main.language)
    return {word.direction for word in words if word.kind != "degree"}


@cache
def _against() -> re.Pattern[str]:
    words = "|".join(vocabulary.table("relations")["versus"]["against"])
    return compiled(rf"(?<!\w)(?:{words})(?!\w)[^,;.]{{0,40}}$".replace(" ", r"\s"), re.IGNORECASE)


def _was_now(was: Place, now: Place) -> Shift | None:
    """`было 14 %, стало 7,9 %`."""
    start, end = was.figure.amount.value, now.figure.amount.value
    if not (_WAS.search(was.before) and _NOW.search(now.before)) or start is None or end is None or start == end:
        return None
    return Shift("up" if end > start else "down", start, end)


def _versus(scene: Scene, place: Place, shift: Shift) -> Shift:
    """The shift with what it is compared with: the year, or the words."""
    end = place.figure.amount.span.end
    last = min(scene.sentences[place.figure.sentence or 0].span.end, end + _VIEW)
    compare = _compare(place.language)
    match = compare.search(place.text, end, last) or compare.search(place.text, place.left, place.right)
    if match is None:
        return shift
    words = _LEAD.sub("", " ".join(scene.passage.quote(match.span("what")).split()))
    years = _YEAR.findall(words)
    if period := _PERIOD.match(words):
        words = period.group()
    return Shift(shift.direction, shift.start, shift.end, years[0] if len(years) == 1 else words)


@cache
def _compare(language: str) -> re.Pattern[str]:
    table = vocabulary.table("relations")["versus"]
    if language == "kk":
        return compiled(rf"(?P<what>[^,;.()]{{3,60}}?)\s?(?:{'|'.join(table['versus_after'])})".replace(" ", r"\s"), re.IGNORECASE)
    return compiled(
        rf"(?<!\w)(?:{'|'.join(table[language])})(?P<what>[^,;.()]{{3,70}}?)(?=\s(?:и|а|and|–|составил\w{{0,2}}|достиг\w{{0,3}}|на)\s|[,;.()]|$)".replace(
            " ", r"\s"
        ),
        re.IGNORECASE,
    )
