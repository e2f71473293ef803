"""Sums that their parts do not make: total rows and columns of tables, lists in running text that are plainly complete."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from docpipe.checks.arithmetic import reckon
from docpipe.checks.arithmetic.ground import doubt, words
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.checks.arithmetic.reckon import Interval
    from docpipe.model.record import Finding, Severity

_SLIP_OF_TWO = (-0.01, 0.05)
_SLIP_OF_MANY = (-0.02, 0.1)
"""A list of which the sum is as near as this to the whole was meant to be complete."""
_EXCERPT = 0.8
"""Rows below a country or a region that make less than this of it are some of its parts, whatever another column does."""
_STRANGE = lazy(r"\d{1,3}[ ]\d{3}|\d,\d|(?<![\d.])\d{1,9}(?![\d).]|[ -]?(?:год|г\.|жыл|ж\.))")
_NOT_ADDED = frozenset(("pp", "times", "share", "per 1000", "per 10000", "per 100000", "month", "year", "day", "hour"))


class _Parts(NamedTuple):
    """A whole, its parts and their sum."""

    whole: int
    parts: tuple[int, ...]
    sum: Interval
    value: float


def find(ground: Ground) -> Iterator[Finding]:
    """A finding for each whole that is not the sum of its parts."""
    groups = [one for (whole, _), parts in _by_whole(ground).items() if (one := _added(ground, whole, parts))]
    rows: dict[tuple[int, int], list[_Parts]] = defaultdict(list)
    for one in groups:
        if ground.in_table(one.whole) and all(ground.in_table(part) for part in one.parts):
            rows[ground.lines[one.whole]].append(one)
        elif not ground.in_table(one.whole):
            yield from _listed(ground, one)
    for row in rows.values():
        yield from _tabled(ground, row)


def _by_whole(ground: Ground) -> dict[tuple[int, bool], list[int]]:
    """The parts of each whole; in a table those of its own row apart from those of its column."""
    groups: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for at, one in enumerate(ground.figures):
        if one.part_of is not None and one.unit not in _NOT_ADDED and one.change is None:
            groups[one.part_of, ground.in_table(at) and ground.lines[at] == ground.lines[one.part_of]].append(at)
    return groups


def _added(ground: Ground, whole: int, parts: Sequence[int]) -> _Parts | None:
    total = ground.figures[whole]
    figures = [ground.figures[part] for part in parts]
    ranges = [reckon.of(one) for one in figures]
    alike = all(one.unit == total.unit and one.value is not None for one in figures)
    if len(parts) < 2 or not alike or total.value is None or (total.unit == "%" and total.value != 100):
        return None
    known = [one for one in ranges if one is not None]
    return _Parts(whole, tuple(parts), reckon.total(known), sum(one.value or 0.0 for one in figures)) if len(known) == len(parts) else None


def _agrees(ground: Ground, one: _Parts) -> bool:
    return reckon.fits(ground.figures[one.whole], one.sum)


def _finding(ground: Ground, one: _Parts, severity: Severity) -> Finding:
    total = ground.figures[one.whole].value
    grain = min(ground.figures[part].step for part in one.parts)
    value = reckon.plain(round(one.value / grain) * grain if grain >= 1 else round(one.value, 6))
    values = (reckon.plain(total), value, *(reckon.plain(ground.figures[part].value) for part in one.parts))
    return doubt(ground, "sum-differs", severity, [one.whole], values)


# ---------------------------------------------------------------- tables
def _tabled(ground: Ground, row: list[_Parts]) -> Iterator[Finding]:
    """The totals of one row, each of its column or of its row's other cells."""
    right = [one for one in row if _agrees(ground, one)]
    most = max(len(one.parts) for one in row)
    for one in row:
        if (
            one in right
            or _has_subtotals(ground, one)
            or (len(row) > 2 and not right)
            or _is_made_early(ground, one)
            or _is_mean(ground, one)
        ):
            continue
        complete = bool(right) or not _is_open(ground, one)
        whole = ground.figures[one.whole].value or 0.0
        if one.sum.high < whole and (len(one.parts) < most or (not complete and one.value < whole * (1 + _SLIP_OF_MANY[0]))):
            continue
        if one.value < whole * _EXCERPT and _is_open(ground, one):
            continue
        yield _finding(ground, one, "error" if complete and (len(row) == 1 or right) and _mostly_counts(ground, one) else "warning")


def _mostly_counts(ground: Ground, one: _Parts) -> bool:
    """Percentages of a hundred are rounded each by itself; they may miss it."""
    return ground.figures[one.whole].unit != "%"


def _is_open(ground: Ground, one: _Parts) -> bool:
    """Whether the parts may be some of the whole and not all of it: no word of a total, or `из них` before them."""
    line = ground.line(one.whole)
    head = line.partition("\t")[0]
    named = head if re.search(r"[^\W\d_]", head) else f"{ground.figures[one.whole].label or ''} {line}"
    if ground.lines[one.whole] == ground.lines[one.parts[0]]:
        return any(words("incomplete").search(ground.figures[part].label or "") for part in one.parts)
    start, end = min(ground.lines[one.whole][0], ground.lines[one.parts[0]][0]), ground.lines[one.parts[-1]][1]
    return not words("total").search(named) or bool(words("incomplete").search(ground.text, start, end))


def _is_mean(ground: Ground, one: _Parts) -> bool:
    """Whether the last row has the average of the column, as of pay, prices and rates: it lies among the parts, or the head says so."""
    whole = ground.figures[one.whole]
    values = [ground.figures[part].value or 0.0 for part in one.parts]
    return min(values) <= (whole.value or 0.0) <= max(values) or bool(words("mean").search(whole.label or ""))


def _is_made_early(ground: Ground, one: _Parts) -> bool:
    """Whether the first parts alone make the whole: what follows is said beside it (`из них повторно – 35`)."""
    running = 0.0
    for count, part in enumerate(one.parts[:-1], 1):
        running += ground.figures[part].value or 0.0
        if count > 1 and abs(running - (ground.figures[one.whole].value or 0.0)) <= 1e-6 * running:
            return True
    return False


def _has_subtotals(ground: Ground, one: _Parts) -> bool:
    """Whether one of the parts is itself the sum of parts that follow it: then they must not all be added."""
    values = [ground.figures[part].value or 0.0 for part in one.parts]
    for at, value in enumerate(values):
        running = 0.0
        for count, following in enumerate(values[at + 1 :], 1):
            running += following
            if count > 1 and value and abs(running - value) <= 1e-6 * value:
                return True
            if running > value:
                break
    return False


# ---------------------------------------------------------------- running text
def _listed(ground: Ground, one: _Parts) -> Iterator[Finding]:
    whole = ground.figures[one.whole]
    if _agrees(ground, one) or whole.qualifier != "exact" or not whole.value or _spread(ground, one) or _has_subtotals(ground, one):
        return
    if _another_whole(ground, one) or _is_made_early(ground, one) or _has_strangers(ground, one):
        return
    off = one.value / whole.value - 1
    least, most = _SLIP_OF_TWO if len(one.parts) == 2 else _SLIP_OF_MANY
    slip = least <= off <= most
    if slip or _are_sexes(ground, one) or (off > 0 and _are_regions(ground, one)):
        yield _finding(ground, one, "warning")


def _another_whole(ground: Ground, one: _Parts) -> bool:
    """Whether the parts make another figure nearby, which is then their whole."""
    unit = ground.figures[one.whole].unit
    others = [i for i in ground.near(one.parts[0]) if i not in (one.whole, *one.parts) and ground.figures[i].unit == unit]
    return any(reckon.fits(ground.figures[i], one.sum) for i in others)


def _has_strangers(ground: Ground, one: _Parts) -> bool:
    """Whether numbers stand in the list that are no parts: one of them may be a part that was not read."""
    first, last = min(one.whole, *one.parts), max(one.whole, *one.parts)
    unit = ground.figures[one.whole].unit
    if any(i not in one.parts and ground.figures[i].unit == unit for i in range(first + 1, last)):
        return True
    return any(_STRANGE.search(ground.between(i, i + 1)) for i in range(first, last))


def _spread(ground: Ground, one: _Parts) -> bool:
    """Whether the parts stand in several sentences, where they may have been divided in several ways."""
    return any(part not in ground.beside(one.parts[0]) and not _is_item(ground, part) for part in one.parts)


def _is_item(ground: Ground, at: int) -> bool:
    return len(ground.line(at)) < 160


def _are_sexes(ground: Ground, one: _Parts) -> bool:
    """Two parts, men and women: nobody is left."""
    if len(one.parts) != 2:
        return False
    near = [f"{ground.before(part, 25)} {ground.figures[part].text} {ground.after(part, 25)}" for part in one.parts]
    own = [f"{ground.figures[part].text} {ground.figures[part].counted or ''}" for part in one.parts]
    sexes = [(bool(words("men").search(text)), bool(words("women").search(text))) for text in own]
    return sexes in ([(True, False), (False, True)], [(False, True), (True, False)]) and len(near) == 2


def _are_regions(ground: Ground, one: _Parts) -> bool:
    regions = [ground.figures[part].region for part in one.parts]
    return None not in regions and len(set(regions)) == len(regions)
