"""Columns of changes: `рост (снижение), %` with the two columns that it compares, and which way it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.figures import figure_table_words
from docpipe.figures.figure_value import Figure, Shift

if TYPE_CHECKING:
    from docpipe.figures.figure_table_place import Place, Table

Found = tuple[Figure, "Place"]
_SHORT, _STEM, _NEAR = 40, 5, 0.1
_BARE = ("%", "в %", "+/-", "%-бен")


def mark(laid: Table, found: Sequence[Found]) -> list[Found]:
    """The figures with those in columns of changes marked, and the column of the year before dated."""
    rows: dict[int, list[Found]] = {}
    for one, place in found:
        rows.setdefault(place.row, []).append((_dated(laid, one, place), place))
    marked = [_shifted(laid, item, row) if _changes(item[1]) or _grew(item, row) else item for row in rows.values() for item in row]
    return [_became(item, marked[at - 1]) if at else item for at, item in enumerate(marked)]


def _became(item: Found, left: Found) -> Found:
    """`Было` and `стало`: the second is the result of a change."""
    (one, place), (old, before) = item, left
    start, end = old.amount.value, one.amount.value
    if before.row != place.row or not (before.over.before and figure_table_words.is_after(place.over.text)) or start is None or end is None:
        return item
    return (one, place) if start == end else (replace(one, shift=Shift("up" if end > start else "down", start, end)), place)


def _changes(place: Place) -> bool:
    return place.over.kind == "change" or (place.beside.kind == "change" and place.over.kind == "figure" and not place.over.period)


def _grew(item: Found, row: Sequence[Found]) -> bool:
    """True under a bare `%` for the percentage by which the later of the two figures before it differs from the earlier."""
    one, place = item
    if place.over.text.strip() not in _BARE or one.amount.unit != "%" or (pair := _compared(item, row)) is None:
        return False
    old, new = (found.amount.value or 0.0 for found, _ in pair)
    return bool(old) and abs((one.amount.value or 0.0) - (new / old - 1) * 100) <= max(one.amount.step, _NEAR)


def _dated(laid: Table, one: Figure, place: Place) -> Figure:
    """`АППГ`: the same time a year before the column beside it."""
    if not place.over.before or place.over.period:
        return one
    beside = [head.period for head in laid.columns.values() if head.period and not head.before]
    period = beside[0] if beside else laid.caption.period
    return replace(one, period=(_year_before(period[0]), _year_before(period[1]))) if period else one


def _year_before(day: str | None) -> str | None:
    return f"{int(day[:4]) - 1:04}{day[4:]}".replace("-02-29", "-02-28") if day else None


def _shifted(laid: Table, item: Found, row: Sequence[Found]) -> Found:
    one, place = item
    pair = None if _misses_plan(laid, item, row) else _compared(item, row)
    value = one.amount.value or 0.0
    if pair is None:
        one = _of_plan(laid, item, row)
        way = (
            "down"
            if value < 0
            else figure_table_words.direction(place.over.text if place.over.kind == "change" else place.beside.text)
            or ("up" if value > 0 and (_signed(laid, one) or figure_table_words.is_difference(place.over.text)) else None)
        )
        return (replace(one, shift=Shift(way)) if way else one), place
    (old, before), (new, _) = pair
    start, end = old.amount.value or 0.0, new.amount.value or 0.0
    one = replace(_with_unit(laid, one, place, old, end - start), period=new.period or one.period)
    if start == end:
        return one, place
    return replace(one, shift=Shift("up" if end > start else "down", start, end, _versus(old, before))), place


def _misses_plan(laid: Table, item: Found, row: Sequence[Found]) -> bool:
    """True where the figure is what the fact right before it has over its own plan, not over the year before."""
    one, place = item
    left = [other for other in row if other[1].column < place.column and other[1].first and not _changes(other[1])][-2:]
    if len(left) < 2 or not all(at.over.plan for _, at in left) or left[0][0].period != left[1][0].period:
        return False
    plan, fact = (other.amount.value or 0.0 for other, _ in left)
    return any(abs((one.amount.value or 0.0) * scale - (fact - plan)) <= one.amount.step * scale for scale in _scales(laid, place))


def _of_plan(laid: Table, item: Found, row: Sequence[Found]) -> Figure:
    """A deviation from the plan in the unit of plan and fact, which stand left of it."""
    one, place = item
    left = [other for other, at in row if at.column < place.column and at.first and not _changes(at)]
    if not left or not figure_table_words.is_difference(place.over.text):
        return one
    before = left[-2] if len(left) > 1 else left[-1]
    one = replace(one, period=one.period or left[-1].period)
    return _with_unit(laid, one, place, before, (left[-1].amount.value or 0.0) - (before.amount.value or 0.0))


def _versus(old: Figure, before: Place) -> str | None:
    """What a change is against: the head of the earlier column, or only its time where the head says more."""
    return before.over.text if len(before.over.text) <= _SHORT or old.period is None else old.period[0]


def _signed(laid: Table, one: Figure) -> bool:
    return laid.scene.passage.folded[one.span.start] == "+" or "%" in (one.label or "")


def _compared(item: Found, row: Sequence[Found]) -> tuple[Found, Found] | None:
    """The nearest two figures left of a change that differ in time and in nothing else; the earlier first."""
    place = item[1]
    left = [one for one in row if one[1].column < place.column and one[1].first and not _changes(one[1])]
    alike = [one for one in left if _same_kind(one[1].over.text, place.over.text)]
    left = alike if len(alike) > 1 else left
    if len(left) < 2:
        return None
    last = left[-1]
    for other in reversed(left[:-1]):
        if other[0].amount.unit == last[0].amount.unit and _told_apart(other, last):
            return (other, last) if _order(other, last) else (last, other)
    return None


def _last(head: str) -> str:
    return head.rpartition(", ")[2]


def _same_kind(one: str, other: str) -> bool:
    """True where two heads over several columns each name the same thing: `январь–июнь, кол-во` and `Темп роста, кол-ва`."""
    stem = _last(other)[:_STEM].lower()
    return any(piece.lower().startswith(stem) for piece in one.split(", "))


def _told_apart(one: Found, other: Found) -> bool:
    if one[1].over.plan or other[1].over.plan:
        return one[0].period != other[0].period
    return one[0].period != other[0].period or one[1].over.before != other[1].over.before


def _order(one: Found, other: Found) -> bool:
    """True where the first of the two is the earlier."""
    if one[1].over.before != other[1].over.before:
        return one[1].over.before
    first, second = one[0].period, other[0].period
    return (first[1] or first[0] or "", first[0] or "") < (second[1] or second[0] or "", second[0] or "") if first and second else True


def _with_unit(laid: Table, one: Figure, place: Place, old: Figure, difference: float) -> Figure:
    """The unit of a change that names none: that of what changed where the figure is the difference, else percent."""
    amount = one.amount
    if place.over.measure is not None or amount.unit != "count" or amount.rule != "table":
        return one
    scales = _scales(laid, place)
    told = old.amount.value and abs(abs(amount.value or 0.0) - abs(difference / old.amount.value * 100)) <= amount.step / 2 + 1e-9
    fitting = [scale for scale in scales if abs(abs(amount.value or 0.0) * scale - abs(difference)) <= amount.step * scale / 2 + 1e-9]
    absolute = figure_table_words.is_difference(place.over.text)
    scale = next(iter(fitting), scales[0] if absolute and not told else None)
    if scale is None or (told and not absolute):
        return replace(one, amount=replace(amount, unit="%"), counted=None)
    unit = "pp" if old.amount.unit == "%" else old.amount.unit
    changed = replace(amount, value=(amount.value or 0.0) * scale, unit=unit, step=amount.step * scale)
    return replace(one, amount=changed, counted=old.counted if unit == "count" else None)


def _scales(laid: Table, place: Place) -> list[float]:
    """What a printed 1 may stand for: by the heads around, else itself."""
    left = sorted((column for column in laid.columns if column < place.column and column not in laid.labels), reverse=True)
    heads = (place.beside, *(laid.columns[column] for column in left), place.section, laid.caption)
    measures = [head.measure for head in heads if head.measure and head.measure.unit != "%"]
    return list(dict.fromkeys([*(measure.scale for measure in measures), 1.0]))
