"""Which of the marks round a figure (dates, places) is its own: the one in its brackets, before it, or right behind it.

A sentence says its marks before the figures (`в 2020 году – 696, в 2021 – 751`) or behind them (`696 в 2020 году, 751 в 2021`); what the
first figure does, the others do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene

_BRACKET = lazy(r"[()]")
_TOUCHES = lazy(r"\s?[(–:,-]?\s?(?:было |составлял[аои]? |болған |was |were )?(?:\w{1,10}\s)?$|\s?(?:[^\W\d_]{2,20}\s){0,4}\(\s?$")
_FOLLOWS = lazy(
    r"\s(?:–\s)?(?:(?:recorded|registered|reported|posted|seen|observed|зафиксированн\w{2,3}|зарегистрированн\w{2,3})\s)?(?:(?:в|во|за|на|по|in|for|of|at)\s)?(?:(?:г\.|городе|the)\s?)?(?:(?:same|corresponding|similar)\speriod\s(?:of|in)\s|(?:аналогичн\w{2,3}|соответствующ\w{2,3}|тот\sже|этот\sже|такой\sже)\sпериод\s)?"
)
_STRETCH = lazy(
    r"(?<!\w)(?:период|квартал|полугоди|месяц|сезон|время|срок|год|кезең|тоқсан|мерзім|period|quarter|season|months|year)\w{0,5}\s$",
    re.IGNORECASE,
)
_LEADS = lazy(r"\s?(?:году|г\.|год|жылы|жыл)?\s?(?:[–:]|-\s)\s?\(?\d")
_WHEREAS = lazy(r"(?<!\w)(?:тогда как|в то время как|а|while|whereas)\s(?:[^\W\d_]{1,20}\s){0,4}$", re.IGNORECASE)
_BEHIND_DASH = lazy(r"\s?–\s?(?:(?:в|во|за|на|in|during)\s(?:the\s)?)?", re.IGNORECASE)
_RESULT = lazy(r"\s(?:до|to)\s")
"""`снизилось по сравнению с прошлым годом до 126`: what was reached is none of the year compared with."""
_CLAUSE = lazy(r"(?:\s[^\W\d_]{1,20}){1,6}\s")
_NEAR = 60
_LATE = 120
_SHORT = 24
_RELATIVE = frozenset(("%", "pp", "times", "share"))
_AROUND = 6
"""So many marks on either side of a figure are looked at."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a sentence that says when or where. `value` is None where it says that nothing more exact holds (`по стране`).

    `aside` where it belongs to a figure only that touches it: the year compared with. `members` are the values of a list.
    """

    span: Span
    value: Any
    aside: bool = False
    members: tuple[Any, ...] = ()


def starts(scene: Scene, span: Span) -> list[int]:
    """Where the amounts within the span begin, in order."""
    amounts = scene.found.amounts
    first = bisect_left(amounts, span.start, key=lambda one: one.span.start)
    last = bisect_left(amounts, span.end, key=lambda one: one.span.start)
    return [one.span.start for one in amounts[first:last]]


def own(scene: Scene, figure: Figure, within: Span, marks: Sequence[Mark], foreign: Callable[[Mark], bool] | None = None) -> Mark | None:
    """The mark that governs the figure, or None; `marks` are all of the sentence, `foreign` tells those that cannot be the figure's."""
    text, opening = scene.passage.folded, next((mark for mark in marks if not mark.aside), None)
    middle = bisect_left(marks, figure.amount.figure.start, key=lambda mark: mark.span.start)
    marks = [mark for mark in marks[max(0, middle - _AROUND) : middle + _AROUND] if not (foreign and foreign(mark))]
    around = bracket(text, within, figure.amount.figure.start)
    if around and (inside := [mark for mark in marks if around.contains(mark.span) and not _is_of_other(scene, figure, mark)]):
        return _nearest(figure.span, inside)
    if around and (leading := [mark for mark in marks if 0 <= around.start - mark.span.end <= 1]):
        return leading[0]
    if around and (base := _base(scene, figure, around, marks)):
        return base
    outer = [
        mark
        for mark in marks
        if not (hull := bracket(text, within, mark.span.start)) or _is_open(mark) or _belongs(scene, figure, hull) or _names(scene, hull)
    ]
    if touching := _touching(text, figure, outer):
        return touching
    return _of_line(scene, figure, [mark for mark in outer if not mark.aside], behind_first=_behind_first(scene, within, opening))


def _is_of_other(scene: Scene, figure: Figure, mark: Mark) -> bool:
    """True in brackets for what is compared with, and for what another figure before a semicolon has: `(2022 год – 13 506; снижение на 4,4 %)`."""
    between = Span(mark.span.end, figure.amount.span.start)
    parted = between.start < between.end and ";" in scene.passage.folded[between.start : between.end] and bool(starts(scene, between))
    return (mark.aside and figure.shift is not None) or parted


def _base(scene: Scene, figure: Figure, around: Span, marks: Sequence[Mark]) -> Mark | None:
    """`рост к I кварталу 2024 года на 11,8 % (401 210 тенге)`: alone in the brackets behind a change, the figure of the year compared with."""
    if figure.shift or figure.amount.unit in _RELATIVE or len(starts(scene, around)) != 1:
        return None
    before = [mark for mark in marks if mark.span.end <= around.start]
    between = starts(scene, Span(before[-1].span.end, around.start)) if before else []
    if not before or not before[-1].aside or len(between) != 1 or around.start - between[0] > _SHORT:
        return None
    if not _has_unit(scene, figure, before[-1].span.start):
        return None
    return before[-1]


def _has_unit(scene: Scene, figure: Figure, end: int) -> bool:
    """True where a figure of the same unit stands not far before `end`."""
    amounts = scene.found.amounts
    last = bisect_left(amounts, end, key=lambda one: one.span.start)
    return any(one.unit == figure.amount.unit and end - one.span.end < 2 * _LATE for one in amounts[max(0, last - 3) : last])


def bracket(text: str, within: Span, at: int) -> Span | None:
    """The round brackets in which the offset stands, None outside."""
    depth_open = text.rfind("(", within.start, at)
    if depth_open < 0 or text.rfind(")", depth_open, at) >= 0:
        return None
    end = text.find(")", at, within.end)
    return Span(depth_open, within.end if end < 0 else end + 1)


def _names(scene: Scene, hull: Span) -> bool:
    """`за отчётный квартал (июль–сентябрь 2025 года)`: the brackets say which stretch of time the words before them mean."""
    return _STRETCH.search(scene.passage.folded, max(0, hull.start - 20), hull.start) is not None and not starts(scene, hull)


def _nearest(span: Span, marks: Sequence[Mark]) -> Mark:
    before = [mark for mark in marks if mark.span.end <= span.end]
    return before[-1] if before else marks[0]


def _is_open(mark: Mark) -> bool:
    """`с начала программы (с 2017 года)`: a beginning in brackets holds outside them."""
    return isinstance(mark.value, tuple) and mark.value[0] is not None and mark.value[1] is None


def _belongs(scene: Scene, figure: Figure, hull: Span) -> bool:
    """True where the brackets hold no figure and stand right behind the figure's words."""
    gap = hull.start - figure.span.end
    return 0 <= gap <= _NEAR and not starts(scene, hull) and not starts(scene, Span(figure.span.end, hull.start))


def _touching(text: str, figure: Figure, marks: Sequence[Mark]) -> Mark | None:
    """`больше, чем в 2020 году (696)`: also what is compared with has the figure that touches it."""
    for mark in marks:
        ahead = mark.span.end <= figure.amount.span.start
        start, end = (mark.span.end, figure.amount.span.start) if ahead else (figure.span.end, mark.span.start)
        if ahead and _RESULT.fullmatch(text, start, end):
            continue
        if (
            mark.aside
            and end - start <= _NEAR
            and _may_be_earlier(text, figure, mark)
            and ((_TOUCHES if ahead else _FOLLOWS).fullmatch(text, start, end) or (ahead and _is_set_apart(text, mark, end)))
        ):
            return mark
    return None


def _is_set_apart(text: str, mark: Mark, end: int) -> bool:
    """`тогда как за тот же период прошлого года экспорт составил 204`: the clause is about the year compared with."""
    led = _WHEREAS.search(text, max(0, mark.span.start - _NEAR), mark.span.start)
    return led is not None and _CLAUSE.fullmatch(text, mark.span.end, end) is not None


def _may_be_earlier(text: str, figure: Figure, mark: Mark) -> bool:
    """A percentage beside the year compared with is the change, unless the words give it as the earlier figure."""
    told = figure.shift is not None and figure.shift.end != figure.amount.value and figure.amount.start is None
    if figure.amount.unit not in {"%", "pp", "times"} and not told:
        return True
    return pattern(table("periods")["earlier"]["all"]).search(text, max(0, mark.span.start - _NEAR), mark.span.start) is not None


def _of_line(scene: Scene, figure: Figure, marks: Sequence[Mark], *, behind_first: bool) -> Mark | None:
    before = [mark for mark in marks if mark.span.end <= figure.amount.figure.end]
    behind = marks[len(before) :]
    if behind and _is_beside(scene, figure, behind[0]):
        return behind[0]
    if behind and (not before or behind_first) and _is_behind(scene, figure, behind[0]):
        return behind[0]
    if before:
        return before[-1]
    return behind[0] if behind and _is_said_late(scene, figure, behind[0], alone=len(marks) == 1) else None


def _is_said_late(scene: Scene, figure: Figure, mark: Mark, *, alone: bool) -> bool:
    """True where the mark at the end speaks of all the figures before it, and of none behind it."""
    between = Span(figure.span.end, mark.span.start)
    if _is_apart(scene, *between) or (not alone and starts(scene, between)):
        return False
    parted = scene.passage.language == "kk" or "," in scene.passage.folded[between.start : between.end]
    end = scene.sentences[figure.sentence].span.end if figure.sentence is not None else mark.span.end
    return not (parted and starts(scene, Span(mark.span.end, min(end, mark.span.end + _LATE))))


def _is_beside(scene: Scene, figure: Figure, mark: Mark) -> bool:
    """`47 тыс. пользователей по стране`: right behind the figure's noun, where that is how the language orders its words."""
    text = scene.passage.folded
    return (
        scene.passage.language != "kk"
        and _FOLLOWS.fullmatch(text, figure.span.end, mark.span.start) is not None
        and not _LEADS.match(text, mark.span.end)
    )


def _behind_first(scene: Scene, within: Span, opening: Mark | None) -> bool:
    """True where the sentence begins with a figure and its first mark is behind that one."""
    first = bisect_left(scene.found.amounts, within.start, key=lambda one: one.span.start)
    leading = [one for one in scene.found.amounts[first : first + 2] if opening and one.span.start < opening.span.start]
    return len(leading) == 1


def _is_behind(scene: Scene, figure: Figure, mark: Mark) -> bool:
    """True where nothing parts the figure from the mark, and the mark leads no figure of its own."""
    text, language = scene.passage.folded, scene.passage.language
    between = Span(figure.span.end, mark.span.start)
    if starts(scene, between) or _LEADS.match(text, mark.span.end) or re.search(r"[,;(]", text[between.start : between.end]):
        return False
    return between.end - between.start <= 2 * _NEAR and not _apart(language).search(text, between.start, between.end)


def _is_apart(scene: Scene, start: int, end: int) -> bool:
    return ";" in scene.passage.folded[start:end] or _apart(scene.passage.language).search(scene.passage.folded, start, end) is not None


def behind_dash(scene: Scene, figure: Figure, marks: Sequence[Mark]) -> Mark | None:
    """What alone stands behind the figure's dash: `4 800 – в первом полугодии, 5 200 – во втором`, `(1 870 – в Астане, 2 250 – в Абайской области)`."""
    text, end = scene.passage.folded, figure.span.end
    return next((mark for mark in marks if mark.value and not mark.aside and _BEHIND_DASH.fullmatch(text, end, mark.span.start)), None)


def member(scene: Scene, figure: Figure, within: Span, mark: Mark) -> Any:
    """What the mark says of the figure: its own member of a list, where as many figures follow as it has members."""
    if len(mark.members) > 1 and mark.span.end <= figure.amount.figure.start:
        following = starts(scene, Span(mark.span.end, within.end))
        place = bisect_left(following, figure.amount.span.start)
        if place < len(mark.members) <= len(following) and _is_set_against(scene, mark, within, len(following)):
            return mark.members[place]
    return mark.value


def _is_set_against(scene: Scene, mark: Mark, within: Span, following: int) -> bool:
    text = scene.passage.folded
    said = pattern(table("periods")["respectively"]["all"]).search(text, within.start, within.end)
    return said is not None or (following == len(mark.members) and _LEADS.match(text, mark.span.end) is not None)


def in_title(scene: Scene, mark: Span, within: Span) -> bool:
    """True inside quotation marks that hold no figure."""
    text = scene.passage.folded
    opened = text.rfind("«", within.start, mark.start)
    if opened < 0 or text.rfind("»", opened, mark.start) >= 0:
        return False
    closed = text.find("»", mark.end, within.end)
    return closed >= 0 and not starts(scene, Span(opened, closed))


@cache
def parted(language: str) -> re.Pattern[str]:
    """What ends in a turn of parts and up to a few words behind it: `в том числе в`."""
    either = "|".join(table("periods")["apart"][language]).replace(" ", r"\s")
    return compiled(rf"(?<!\w)(?:{either})\s(?:\d[\d\s,.]{{0,12}}\s?–\s)?(?:[^\d.;]|(?<=г)\.){{0,20}}$", re.IGNORECASE)


@cache
def _apart(language: str) -> re.Pattern[str]:
    return pattern(table("periods")["apart"][language])


def pattern(words: Sequence[str]) -> re.Pattern[str]:
    """The words of a table as one pattern, whole words only."""
    either = "|".join(words).replace(" ", r"\s")
    return compiled(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
