"""Columns of shares in tables: of the whole that a row is a part of, or of the row which is the hundred percent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from docpipe.checks.arithmetic import reckon
from docpipe.checks.arithmetic.ground import doubt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.checks.arithmetic.reckon import Interval
    from docpipe.model.record import Finding

_AGREE = 0.6
_LEAST = 2


class _Sum(NamedTuple):
    """A way to reckon one cell: the interval, the value and the two cells that it comes from."""

    range: Interval
    value: float
    first: int
    second: int


def find(ground: Ground) -> Iterator[Finding]:
    """A finding for each percentage that is reckoned otherwise than those above and below it."""
    for column in _columns(ground):
        ways = [{at: one for at in column if (one := way(ground, at, column))} for way in _WAYS]
        best = max(ways, key=lambda way: len(_right(ground, way)))
        right = _right(ground, best)
        if len(right) >= _LEAST and len(right) >= _AGREE * len(best):
            for at in best.keys() - right:
                yield _finding(ground, at, best[at])


def _right(ground: Ground, way: dict[int, _Sum]) -> set[int]:
    return {at for at, one in way.items() if reckon.fits(ground.figures[at], one.range)}


def _finding(ground: Ground, at: int, one: _Sum) -> Finding:
    printed = ground.figures[at]
    values = [
        printed.value,
        reckon.rounded(abs(one.value), printed.step),
        ground.figures[one.first].value,
        ground.figures[one.second].value,
    ]
    near = reckon.within_a_step(printed, one.value)
    return doubt(ground, "share-differs", "warning" if near else "error", [at], [reckon.plain(value) for value in values])


def _columns(ground: Ground) -> list[list[int]]:
    """The percentages of tables, column by column; changes whose ends are known are looked at elsewhere."""
    columns: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at, one in enumerate(ground.figures):
        if one.unit == "%" and one.value is not None and ground.in_table(at) and not (one.change and one.change.to is not None):
            columns[ground.column(at), (one.label or "").rpartition(";")[2]].append(at)
    return list(columns.values())


def _cells(ground: Ground, at: int) -> list[int]:
    """The figures of the row left of a percentage that may be its operands, the nearest last."""
    row = [i for i in ground.beside(at) if i < at and ground.figures[i].unit not in reckon.RELATIVE and ground.figures[i].value is not None]
    return [i for i in row if ground.figures[i].unit == ground.figures[row[-1]].unit]


def _of_whole(ground: Ground, at: int, _: list[int]) -> _Sum | None:
    """The share of the cell beside it in the whole that this is a part of."""
    cells = _cells(ground, at)
    whole = ground.figures[cells[-1]].part_of if cells else None
    return _share(ground, cells[-1], whole) if whole is not None else None


def _of_hundred(ground: Ground, at: int, column: list[int]) -> _Sum | None:
    """The share of the cell beside it in that of the row which is the hundred percent."""
    hundred = [i for i in column if ground.figures[i].value == 100]
    cells, total = _cells(ground, at), _cells(ground, hundred[0]) if len(hundred) == 1 else []
    return _share(ground, cells[-1], total[-1]) if cells and total and at != hundred[0] else None


def _share(ground: Ground, part: int, whole: int) -> _Sum | None:
    one, other = ground.figures[part], ground.figures[whole]
    stands, base = reckon.of(one), reckon.of(other)
    share = reckon.ratio(stands, base) if stands and base and one.unit == other.unit else None
    if share is None or one.value is None or not other.value:
        return None
    return _Sum(reckon.times(share, 100), one.value / other.value * 100, part, whole)


_WAYS: tuple[Callable[[Ground, int, list[int]], _Sum | None], ...] = (_of_whole, _of_hundred)
