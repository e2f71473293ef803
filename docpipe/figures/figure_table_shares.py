"""Columns of shares that their head does not call so, told by the numbers: 100 in the total's row, and each row its part of the total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.figures.figure_value import Figure

if TYPE_CHECKING:
    from docpipe.figures.figure_table_place import Place

Found = tuple[Figure, "Place"]
_WHOLE, _FEWEST = 100.0, 3


def mark(found: Sequence[Found]) -> list[Found]:
    """The figures with those of such columns in percent."""
    columns: dict[int, dict[int, Found]] = defaultdict(dict)
    for one, place in found:
        if place.first:
            columns[place.column][place.row] = (one, place)
    shares = {
        column
        for column, cells in columns.items()
        if _may_share(cells) and any(_parts(cells, columns[left]) for left in columns if left < column)
    }
    return [(_percent(one), place) if place.column in shares else (one, place) for one, place in found]


def _percent(one: Figure) -> Figure:
    return replace(one, amount=replace(one.amount, unit="%"), counted=None)


def _may_share(cells: dict[int, Found]) -> bool:
    """True for bare numbers up to the total's 100 under a head without a unit."""
    plain = all(one.amount.unit == "count" and one.amount.rule == "table" and place.over.measure is None for one, place in cells.values())
    return plain and len(cells) >= _FEWEST and any(place.beside.total and one.amount.value == _WHOLE for one, place in cells.values())


def _parts(cells: dict[int, Found], others: dict[int, Found]) -> bool:
    """True where each number is the percentage that the other column's figure in its row is of the total there."""
    total = next((row for row, (one, place) in cells.items() if place.beside.total and one.amount.value == _WHOLE), -1)
    whole = others[total][0].amount.value if total in others else None
    if not whole or whole == _WHOLE or set(cells) - set(others):
        return False
    return all(_agree(one, others[row][0], whole) for row, (one, _) in cells.items())


def _agree(one: Figure, part: Figure, whole: float) -> bool:
    value, other = one.amount.value, part.amount.value
    return value is not None and other is not None and abs(value - other / whole * _WHOLE) <= one.amount.step
