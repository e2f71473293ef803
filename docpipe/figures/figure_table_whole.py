"""Totals of a table as wholes of their rows and columns; `в том числе`, `из них` as parts of the row or column before."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docpipe.figures import figure_table_words

if TYPE_CHECKING:
    from docpipe.figures.figure_table_place import Place
    from docpipe.figures.figure_value import Figure

_ROUGHLY = 1.001
_DASHES = ("–", "-", "•")
_NO_SUM = frozenset(("%", "pp", "times", "share"))


def wholes(figures: Sequence[Figure], places: Sequence[Place]) -> list[int | None]:
    """For each figure the index of the one that it is a part of, None where it is of none."""
    at = {(place.row, place.column): index for index, place in enumerate(places) if place.first}
    rows = _parents_of_rows(figures, places, at)
    told, added = _parents_of_columns(places)
    found: list[int | None] = []
    for index, (one, place) in enumerate(zip(figures, places, strict=True)):
        options = [(place.row, told.get(place.column)), (rows.get(place.row), place.column), (place.row, added.get(place.column))]
        wanted = [at.get((row, column)) for row, column in options if row is not None and column is not None]
        found.append(next((whole for whole in wanted if whole is not None and whole != index and _fits(one, figures[whole], place)), None))
    return found


def _fits(one: Figure, whole: Figure, place: Place) -> bool:
    """A part has the unit of its whole and is no more than it; shares, changes and averages add up to nothing."""
    same = one.amount.unit == whole.amount.unit and place.over.kind == "figure" and place.first and place.beside.kind == "figure"
    if not same or one.amount.unit in _NO_SUM or "/" in one.amount.unit or one.amount.unit.startswith("per "):
        return False
    heads = (place.over.text, place.section.text, place.beside.text)
    if any(map(figure_table_words.is_average, heads)) or (not place.over.measure and figure_table_words.is_average(one.label or "")):
        return False
    return one.amount.value is not None and whole.amount.value is not None and abs(one.amount.value) <= abs(whole.amount.value)


# ---------------------------------------------------------------- rows
def _parents_of_rows(figures: Sequence[Figure], places: Sequence[Place], at: dict[tuple[int, int], int]) -> dict[int, int]:
    """Row to the row that it is a part of."""
    labels = {place.row: place for place in places}
    order = sorted(labels)
    first = _first_values(figures, at)
    parents = _listed_parts(order, labels, first)
    parents |= {row: base for row, base in _dashed(order, labels, first).items() if row not in parents and base not in parents}
    totals = [row for row in order if labels[row].beside.total and row not in parents]
    if not totals:
        return parents
    free = [row for row in order if row not in parents and row not in totals]
    if totals[0] == order[0] and (len(totals) == 1 or totals[-1] != order[-1]):
        return {**{row: totals[bisect_left(totals, row) - 1] for row in free if row > totals[0]}, **parents}
    return {**_above(totals, free), **parents}


def _above(totals: Sequence[int], free: Sequence[int]) -> dict[int, int]:
    """Totals below their rows; the last one adds up the totals before it."""
    parents: dict[int, int] = {}
    start = -1
    for total in totals:
        parents.update({row: total for row in free if start < row < total})
        start = total
    if len(totals) > 1:
        parents.update(dict.fromkeys(totals[:-1], totals[-1]))
    return parents


def _first_values(figures: Sequence[Figure], at: dict[tuple[int, int], int]) -> dict[int, float]:
    """The size of each row's first figure."""
    values: dict[int, float] = defaultdict(float)
    for row, column in sorted(at, reverse=True):
        values[row] = abs(figures[at[row, column]].amount.value or 0.0)
    return values


def _listed_parts(order: Sequence[int], labels: dict[int, Place], first: dict[int, float]) -> dict[int, int]:
    """Rows that `в том числе` or `из них` makes parts of the row before: one row, or all below that word until they add up to it."""
    parents: dict[int, int] = {}
    base: int | None = None
    left, opened = 0.0, None
    for row in order:
        place = labels[row]
        listed = figure_table_words.is_listed(place.beside.text)
        if place.opened is not None and place.opened != opened and base is not None:
            opened, left = place.opened, first[base]
        begins = place.beside.part is not None
        if begins and base is not None and opened is None:
            left = max(left, first[base])
        if base is not None and (begins or (left > 0 and (listed or place.opened is not None) and first[row] <= left * _ROUGHLY)):
            parents[row] = base
            left -= first[row]
        else:
            base, left = row, 0.0
    return parents


def _dashed(order: Sequence[int], labels: dict[int, Place], first: dict[int, float]) -> dict[int, int]:
    """Rows with dashes before their labels that add up to the row above them."""
    parents: dict[int, int] = {}
    base: int | None = None
    run: list[int] = []
    for row in [*order, -1]:
        if row in labels and labels[row].beside.text[:1] in _DASHES:
            run.append(row)
            continue
        if base is not None and len(run) > 1 and abs(sum(first[one] for one in run) - first[base]) <= first[base] * (_ROUGHLY - 1):
            parents.update(dict.fromkeys(run, base))
        base, run = row, []
    return parents


# ---------------------------------------------------------------- columns
def _parents_of_columns(places: Sequence[Place]) -> tuple[dict[int, int], dict[int, int]]:
    """Column to the one that it is a part of: because the head says so, and because a total stands beside it."""
    heads = {place.column: place.over for place in places if place.over.kind == "figure"}
    order = sorted(heads)
    told: dict[int, int] = {}
    base: int | None = None
    for column in order:
        if heads[column].part is None:
            base = column
        elif base is not None:
            told[column] = base
    totals = [column for column in order if heads[column].total and heads[column].part is None]
    plain = [column for column in order if column not in totals and column not in told]
    added: dict[int, int] = {}
    if totals and totals[0] == order[0]:
        added = {column: max(total for total in totals if total < column) for column in plain}
    elif totals:
        added = {column: totals[0] for column in plain if column < totals[0]}
    return told, added
