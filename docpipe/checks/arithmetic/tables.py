"""Columns that are reckoned from others: which relation holds is learnt from the rows that agree, and the few that do not are doubted.

The cells are taken as printed: what unit a column has does not matter here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, cast

from docpipe.checks.arithmetic import reckon
from docpipe.checks.arithmetic.ground import doubt, words
from docpipe.checks.arithmetic.reckon import Interval
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.model.record import Finding

_NUMBER = lazy(r"(?P<sign>[-–+]?)[ ]?(?P<whole>\d{1,3}(?:[ ,]\d{3}){0,5}|\d{1,15})(?:[.,](?P<part>\d{1,4}))?(?![\d])")
_SAMPLE = 40
"""So many rows show how a table is reckoned."""
_GAP, _COLUMNS, _AGREE, _LEAST, _TELLING = 200, 9, 0.6, 2, 10


class Cell(NamedTuple):
    """A cell as printed: its figure, the number without scale, its interval."""

    at: int
    value: float
    step: float
    range: Interval


Row = dict[int, Cell]
Reckon = Callable[[Sequence[Cell]], tuple[Interval, float] | None]


class Relation(NamedTuple):
    """A column and those that it is reckoned from; in the order in which `reckon` takes them."""

    code: str
    result: int
    operands: tuple[int, ...]
    reckon: Reckon


def find(ground: Ground) -> Iterator[Finding]:
    """A finding for each cell that is reckoned otherwise than those above and below it."""
    for rows, relations in _learnt(ground):
        for relation in relations:
            yield from (_finding(ground, relation, row) for row in _wrong(relation, rows))


def settled(ground: Ground) -> set[int]:
    """The figures in columns of which it is known how they are reckoned."""
    return {
        row[relation.result].at for rows, relations in _learnt(ground) for relation in relations for row in rows if relation.result in row
    }


def _learnt(ground: Ground) -> list[tuple[list[Row], list[Relation]]]:
    """Each table with its relations, found once."""
    if "tables" not in ground.memo:
        ground.memo["tables"] = [(rows, _relations(ground, rows)) for rows in grids(ground)]
    return cast("list[tuple[list[Row], list[Relation]]]", ground.memo["tables"])


def grids(ground: Ground) -> list[list[Row]]:
    """The rows of figures of each table, by column."""
    found: list[list[Row]] = []
    last: tuple[int, int] | None = None
    for at, one in enumerate(ground.figures):
        line = ground.lines[at]
        cell = _cell(at, one.text) if ground.in_table(at) else None
        if cell is None:
            continue
        if last is None or line[0] - last[1] > _GAP:
            found.append([])
        if line != last:
            found[-1].append({})
        found[-1][-1].setdefault(ground.column(at), cell)
        last = line
    return [rows for rows in found if len(rows) > _LEAST]


def _cell(at: int, text: str) -> Cell | None:
    match = _NUMBER.match(text.strip())
    if match is None:
        return None
    digits = re.sub(r"\D", "", match["whole"])
    value = float(f"{digits}.{match['part'] or 0}") * (-1 if match["sign"] in ("-", "–") and match["sign"] else 1)
    step = 10.0 ** -len(match["part"]) if match["part"] else 1.0
    half = step / 2 if match["part"] else 0.0
    return Cell(at, value, step, Interval(value - half, value + half))


# ---------------------------------------------------------------- relations
def _sum(cells: Sequence[Cell]) -> tuple[Interval, float]:
    return reckon.total(cell.range for cell in cells), sum(cell.value for cell in cells)


def _less(cells: Sequence[Cell]) -> tuple[Interval, float]:
    return reckon.difference(cells[0].range, cells[1].range), cells[1].value - cells[0].value


def _growth(cells: Sequence[Cell]) -> tuple[Interval, float] | None:
    range_ = reckon.growth(cells[0].range, cells[1].range)
    return (range_, (cells[1].value / cells[0].value - 1) * 100) if range_ else None


def _ratio(cells: Sequence[Cell]) -> tuple[Interval, float] | None:
    range_ = reckon.ratio(cells[1].range, cells[0].range)
    return (reckon.times(range_, 100), cells[1].value / cells[0].value * 100) if range_ else None


def _candidates(columns: Sequence[int]) -> Iterator[Relation]:
    """What may hold between columns, from left to right."""
    for first, second, third in combinations(columns, 3):
        yield Relation("change-differs", third, (first, second), _growth)
        yield Relation("share-differs", third, (first, second), _ratio)
        yield Relation("share-differs", third, (second, first), _ratio)
        yield Relation("difference-differs", third, (first, second), _less)
        yield Relation("sum-differs", third, (first, second), _sum)
        yield Relation("sum-differs", first, (second, third), _sum)
    if len(columns) > 3:
        yield Relation("sum-differs", columns[-1], tuple(columns[:-1]), _sum)
        yield Relation("sum-differs", columns[0], tuple(columns[1:]), _sum)


def _relations(ground: Ground, rows: list[Row]) -> list[Relation]:
    """For each column the relation that most rows bear out."""
    columns = sorted({column for row in rows for column in row})[:_COLUMNS]
    best: dict[int, tuple[int, Relation]] = {}
    for relation in _candidates(columns):
        worth = _worth(relation, rows[:_SAMPLE])
        if worth > best.get(relation.result, (0, relation))[0]:
            best[relation.result] = worth, relation
    return _not_twice(ground, rows, [relation for _, relation in best.values()])


def _not_twice(ground: Ground, rows: list[Row], relations: list[Relation]) -> list[Relation]:
    """`a = b + c` and `c = a - b` are one relation: a sum, unless the head of `c` says that it is a difference."""
    seen: dict[frozenset[int], Relation] = {}
    for relation in sorted(relations, key=lambda one: not _is_result(ground, rows, one)):
        seen.setdefault(frozenset((relation.result, *relation.operands)), relation)
    return list(seen.values())


def _is_result(ground: Ground, rows: list[Row], relation: Relation) -> bool:
    labels = [ground.figures[row[relation.result].at].label or "" for row in rows if relation.result in row]
    says_so = bool(words("difference_head").search(labels[0].rpartition(";")[2])) if labels else False
    return says_so if relation.reckon is _less else relation.reckon is _sum


def _worth(relation: Relation, rows: list[Row]) -> int:
    """How many rows bear the relation out; nought where they are too few, or too small to tell."""
    whole = [row for row in rows if relation.result in row and all(column in row for column in relation.operands)]
    right = [row for row in whole if _holds(relation, row)]
    telling = [row for row in right if _tells(relation, row)]
    return len(right) if len(telling) >= _LEAST and len(right) >= _AGREE * len(whole) else 0


def _tells(relation: Relation, row: Row) -> bool:
    cells = [row[column] for column in (relation.result, *relation.operands)]
    return (
        all(cell.value for cell in cells)
        and max(abs(cell.value) for cell in cells) >= _TELLING
        and abs(row[relation.result].value) >= 2 * row[relation.result].step
    )


def _holds(relation: Relation, row: Row) -> bool:
    reckoned = relation.reckon([row[column] for column in relation.operands])
    cell = row[relation.result]
    half = cell.step / 2
    return reckoned is not None and reckoned[0].sizes().meets(Interval(abs(cell.value) - half, abs(cell.value) + half))


def _wrong(relation: Relation, rows: list[Row]) -> list[Row]:
    whole = [row for row in rows if relation.result in row and all(column in row for column in relation.operands)]
    return [row for row in whole if not _holds(relation, row) and relation.reckon([row[column] for column in relation.operands])]


def _finding(ground: Ground, relation: Relation, row: Row) -> Finding:
    cell, cells = row[relation.result], [row[column] for column in relation.operands]
    reckoned = relation.reckon(cells)
    right = reckoned[1] if reckoned else 0.0
    percent = relation.code in ("change-differs", "share-differs")
    factor = 1.0 if percent else _scale(ground, cells[0])
    near = abs(abs(cell.value) - abs(right)) < cell.step * 1.000001 and cell.step <= abs(cell.value) / 10
    operands = [ground.figures[one.at].value for one in (cells[::-1] if relation.reckon is _ratio else cells)]
    shown = reckon.rounded(abs(right), cell.step) if percent else round(right * factor, 6)
    values = (abs(cell.value) if percent else cell.value * factor, shown, *operands)
    return doubt(ground, relation.code, "warning" if near else "error", [cell.at], [reckon.plain(value) for value in values])


def _scale(ground: Ground, cell: Cell) -> float:
    """How many times more a figure means than its cell prints: `млн тенге` in the head."""
    value = ground.figures[cell.at].value
    return abs(value / cell.value) if value and cell.value else 1.0
