"""The two ends that a change is reckoned from: those that the record names, else those that plainly stand beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docpipe.checks.arithmetic import reckon
from docpipe.checks.arithmetic.ground import words
from docpipe.figures.figure_subject import is_another
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.checks.arithmetic.reckon import Interval
    from docpipe.model.record import Statistic

_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LAST_YEAR = lazy(r"прошл\w{2,4}|АППГ|аналогичн\w{2,3}|былтыр|өткен жыл|last year", re.IGNORECASE)
_ASIDE = lazy(r"\((?:[^()\d]{0,40}(?:19|20)\d\d[^()\d]{0,20}|[^()\d]{3,40})\Z|(?<!\w)(?:против|against|versus)(?!\w)", re.IGNORECASE)
_OPENS = lazy(r"[^.;()\d]{0,40}(?:\(|: )(?:[^.;()]|г\.|ж\.){0,30}")
_REACH = 160


class Ends(NamedTuple):
    """What a figure changed from and to: indices of the two figures where they are figures of their own, their intervals and unit.

    `sure`: no other figure of that unit in the sentence could be meant.
    """

    old: float
    new: float
    was: Interval
    now: Interval
    unit: str
    sure: bool


def find(ground: Ground, at: int) -> Ends | None:
    """The ends of the change that figure `at` tells of; None where it is itself an end, or the ends are not plain."""
    one = ground.figures[at]
    change = one.change
    if change is None or one.value is None or (change.to is not None and one.value == change.to):
        return None
    if change.from_ is not None and change.to is not None:
        return _named(ground, at, change.from_, change.to)
    if ground.in_table(at) or one.unit not in ("%", "pp", "times"):
        return None
    return _of_neighbour(ground, at) or _around(ground, at) or _dated_pair(ground, at) or _of_row(ground, at)


def _of_another(ground: Ground, one: int, other: int) -> bool:
    """Whether the later of two figures of a sentence has a subject of its own."""
    first, second = sorted((one, other))
    said = ground.text[ground.lines[first][0] : ground.figures[first].span[1]]
    return is_another(said, ground.between(first, second), ground.document.language)


def _named(ground: Ground, at: int, old: float, new: float) -> Ends | None:
    """Both ends as the record has them, if they are figures of the same sentence or row."""
    old_at, new_at = _spot(ground, at, old), _spot(ground, at, new)
    now = None if new_at is None else ground.figures[new_at]
    was = None if old_at is None else ground.figures[old_at]
    if now is None or new_at is None or not _joined(ground, at, new_at):
        return None
    new_range = reckon.of(now)
    old_range = reckon.of(was) if was is not None else _width(old, now)
    if new_range is None or old_range is None:
        return None
    return Ends(old, new, old_range, new_range, now.unit, _alone(ground, at, now.unit))


def _joined(ground: Ground, at: int, other: int) -> bool:
    """Whether nothing parts two figures: no semicolon, and at most one figure, the other end."""
    first, second = sorted((at, other))
    return second - first <= 2 and (
        ground.in_table(at) or ";" not in ground.text[ground.figures[first].span[1] : ground.figures[second].span[0]]
    )


def _spot(ground: Ground, at: int, value: float) -> int | None:
    """The figure of that value in the sentence or row, the nearest."""
    spots = [other for other in ground.beside(at) if other != at and ground.figures[other].value == value]
    return min(spots, key=lambda other: abs(other - at), default=None)


def _width(value: float, like: Statistic) -> Interval:
    """The interval of an end that is printed in the same phrase as the other (`с 51 до 64 %`)."""
    return reckon.of(like.model_copy(update={"value": value, "change": None})) or reckon.Interval(value, value)


def _alone(ground: Ground, at: int, unit: str) -> bool:
    same = [other for other in ground.beside(at) if ground.figures[other].unit == unit]
    return len(same) <= 2


def _of_row(ground: Ground, at: int) -> Ends | None:
    """`снижение в Акмолинской области составило 52,4 %`: the row of that region in which the same percentage stands behind two figures."""
    one = ground.figures[at]
    if one.unit != "%" or one.region is None or one.change is None or one.change.to is not None:
        return None
    rows = [i for i in ground.percents(one.value or 0.0) if ground.in_table(i) and ground.figures[i].region == one.region]
    left = [i for i in ground.beside(rows[0]) if i < rows[0]][-2:] if len(rows) == 1 else []
    if len(left) < 2:
        return None
    first, second = (ground.figures[i] for i in left)
    was, now = reckon.of(first), reckon.of(second)
    if first.unit != second.unit or first.unit in reckon.RELATIVE or not was or not now or not first.value or second.value is None:
        return None
    falls = second.value < first.value
    return Ends(first.value, second.value, was, now, first.unit, sure=True) if falls == (one.change.direction == "down") else None


def _of_neighbour(ground: Ground, at: int) -> Ends | None:
    """`896 дел (в 2020 году – 1710), что на 52,4 % меньше`: the ends of the result beside the change."""
    best: tuple[int, int] | None = None
    for other in ground.beside(at):
        change = ground.figures[other].change
        if other == at or change is None or change.from_ is None or ground.figures[other].value != change.to:
            continue
        gap = len(ground.between(*sorted((other, at))))
        crossed = any(_is_delta(ground.figures[i]) for i in range(min(other, at) + 1, max(other, at)))
        alike = ground.figures[other].unit not in reckon.RELATIVE or (ground.figures[other].unit == "%" and ground.figures[at].unit == "pp")
        other_end = ground.figures[at].change
        same_end = other_end is None or other_end.to in (None, change.to)
        fits = gap <= _REACH and not crossed and alike and same_end and (best is None or gap < best[0])
        if fits and _joined(ground, at, other) and not _of_another(ground, at, other):
            best = gap, other
    if best is None:
        return None
    one = ground.figures[best[1]]
    change = one.change
    assert change is not None  # noqa: S101 - the loop above took only such
    return _pair_of(ground, at, best[1], change.from_ or 0.0, change.to or 0.0)


def _pair_of(ground: Ground, at: int, result: int, old: float, new: float) -> Ends | None:
    one = ground.figures[result]
    first = _spot(ground, result, old)
    was = reckon.of(ground.figures[first]) if first is not None else _width(old, one)
    now = reckon.of(one)
    return Ends(old, new, was, now, one.unit, _alone(ground, at, one.unit)) if was and now else None


def _is_delta(one: Statistic) -> bool:
    return one.change is not None and one.unit in reckon.RELATIVE


def _dated_pair(ground: Ground, at: int) -> Ends | None:
    """`в 2020 году – 1710, в 2021 – 896 (снижение на 52,4 %)`: the two figures before the change or in the bracket behind it."""
    before = [i for i in ground.beside(at) if i < at and ground.figures[i].unit not in reckon.RELATIVE][-2:]
    if len(before) == 2 and before[1] == at - 1 and len(ground.between(before[1], at)) <= _REACH and not _of_another(ground, before[1], at):
        return _pair(ground, at, before[0], before[1], _order(ground, *before))
    behind = [i for i in (at + 1, at + 2) if i in ground.beside(at)]
    if len(behind) == 2 and _OPENS.fullmatch(ground.between(at, behind[0])):
        return _pair(ground, at, behind[0], behind[1], _order(ground, *behind))
    return None


def _around(ground: Ground, at: int) -> Ends | None:
    """`1 800 преступлений, что на 15 % меньше, чем в 2023 году (2 000)`: the new figure before the change, the old one behind it."""
    first, second = at - 1, at + 1
    beside = ground.beside(at)
    if first not in beside or second not in beside or len(ground.between(first, at)) > _REACH or ";" in ground.between(first, at):
        return None
    if ground.figures[second].part_of is not None or not words("compared", before="").fullmatch(ground.between(at, second)):
        return None
    return _pair(ground, at, first, second, -1)


def _pair(ground: Ground, at: int, first: int, second: int, order: int | None) -> Ends | None:
    """The two figures as the ends of a change, if they are of one kind; `order` below nought where the second is the earlier."""
    one, other = ground.figures[first], ground.figures[second]
    if (
        one.unit != other.unit
        or one.unit in reckon.RELATIVE
        or one.change
        or other.change
        or (one.counted != other.counted and one.counted and other.counted)
    ):
        return None
    was, now = (one, other) if (order or 0) > 0 else (other, one)
    ranges = reckon.of(was), reckon.of(now)
    if None in (order, was.value, now.value) or ranges[0] is None or ranges[1] is None:
        return None
    return Ends(was.value or 0.0, now.value or 0.0, ranges[0], ranges[1], one.unit, _alone(ground, at, one.unit))


def _order(ground: Ground, first: int, second: int) -> int | None:
    """Above nought where the second figure is later in time, below where it is earlier; None where nothing tells."""
    years, gap = (_year_of(ground, first), _year_of(ground, second)), ground.between(first, second)
    if years[0] is None and (years[1] is not None or "(" in gap) and (_ASIDE.search(gap) or (_LAST_YEAR.search(gap) and ")" not in gap)):
        return -1
    return None if years[0] is None or years[1] is None or years[0] == years[1] else years[1] - years[0]


def _year_of(ground: Ground, at: int) -> int | None:
    """The year that stands with a figure in its own piece of the sentence, one year alone; last year is year nought."""
    start = ground.figures[at - 1].span[1] if at - 1 in ground.beside(at) else ground.lines[at][0]
    before = ground.text[max(start, ground.figures[at].span[0] - 50) : ground.figures[at].span[0]]
    after = re.split(r"[,;()]", ground.after(at, 24))[0]
    years = {int(found) for found in _YEAR.findall(before)} or {int(found) for found in _YEAR.findall(after)}
    if len(years) == 1:
        return years.pop()
    return 0 if not years and _LAST_YEAR.search(before + after) else None
