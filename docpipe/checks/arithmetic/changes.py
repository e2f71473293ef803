"""Changes that do not follow from their two ends: a percentage, percentage points, times, a difference."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from docpipe.checks.arithmetic import ends, reckon, tables
from docpipe.checks.arithmetic.ground import doubt, words
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.arithmetic.ends import Ends
    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.checks.arithmetic.reckon import Interval
    from docpipe.model.record import Finding, Statistic

_BY = lazy(r"(?<!\w)(?:на|by)[ ]\Z", re.IGNORECASE)
_TABLE_ROWS = 3


class Reckoned(NamedTuple):
    """One way to reckon a change: its interval and its value."""

    range: Interval
    value: float


def find(ground: Ground) -> Iterator[Finding]:
    """A finding for each change that is none of what its two ends give."""
    known = {at: pair for at in range(len(ground.figures)) if (pair := ends.find(ground, at))}
    misread = _misread_columns(ground, known) | tables.settled(ground) | _lent_ends(ground, known)
    for at, pair in known.items():
        ways = _ways(ground, at, pair)
        if (
            ways
            and at not in misread
            and (not any(reckon.fits(ground.figures[at], way.range) for way in ways) or _loose_points(ground, at, pair))
        ):
            yield from _wrong(ground, at, pair, ways[0])


def _wrong(ground: Ground, at: int, pair: Ends, way: Reckoned) -> Iterator[Finding]:
    one = ground.figures[at]
    if not pair.sure and not ground.in_table(at) and _another_pair(ground, at):
        return
    sure = pair.sure or ground.in_table(at)
    loose = one.qualifier != "exact" or not sure or pair.unit in reckon.RELATIVE or reckon.within_a_step(one, way.value)
    loose = loose or reckon.fits(one, way.range)
    right = reckon.rounded(abs(way.value), one.step)
    values = (reckon.plain(abs(one.value or 0.0)), right, reckon.plain(pair.old), reckon.plain(pair.new))
    code = (
        "change-differs"
        if one.unit == "%"
        else "points-differ"
        if one.unit == "pp"
        else "times-differ"
        if one.unit == "times"
        else "difference-differs"
    )
    yield doubt(ground, code, "warning" if loose else "error", [at], values)


def _loose_points(ground: Ground, at: int, pair: Ends) -> bool:
    """`с 21 до 26 %, на 6 п.п.`: rounding may excuse it, the reader stumbles all the same; in tables it is usual."""
    one = ground.figures[at]
    off = abs(abs(one.value or 0.0) - abs(pair.new - pair.old))
    return one.unit == "pp" and one.qualifier == "exact" and not ground.in_table(at) and off >= one.step * 0.999


def _ways(ground: Ground, at: int, pair: Ends) -> list[Reckoned]:
    """What the figure may be, the strict reading first; empty where it cannot be reckoned."""
    one = ground.figures[at]
    differs = Reckoned(reckon.difference(pair.was, pair.now), pair.new - pair.old)
    if one.unit == "pp":
        return [differs] if pair.unit == "%" else []
    if one.unit == "times":
        return _times(pair)[: 2 if ground.document.language == "en" else 1]
    if one.unit == "%":
        return _percent(ground, at, pair, differs)
    return [differs] if one.unit == pair.unit else []


def _times(pair: Ends) -> list[Reckoned]:
    low, high = sorted((pair.was, pair.now))
    range_ = reckon.ratio(high, low)
    more, less = max(pair.old, pair.new), min(pair.old, pair.new)
    if range_ is None:
        return []
    by = Reckoned(reckon.Interval(range_.low - 1, range_.high - 1), more / less - 1)
    return [Reckoned(range_, more / less), by]


def _percent(ground: Ground, at: int, pair: Ends, differs: Reckoned) -> list[Reckoned]:
    range_ = reckon.growth(pair.was, pair.now)
    if range_ is None:
        return []
    ways = [Reckoned(range_, (pair.new / pair.old - 1) * 100)]
    if pair.unit == "%":
        return [differs, *ways]
    share = reckon.ratio(pair.now, pair.was)
    if share and _may_be_ratio(ground, at, pair):
        ways.append(Reckoned(reckon.times(share, 100), pair.new / pair.old * 100))
    return ways


def _may_be_ratio(ground: Ground, at: int, pair: Ends) -> bool:
    """`темп роста 105 %`, `105 % к уровню 2020 года`: the new as a percentage of the old; never `на 105 %`."""
    one = ground.figures[at]
    if _BY.search(ground.before(at)):
        return False
    if pair.new > pair.old and (one.value or 0) >= 100:
        return True
    around = one.label or "" if ground.in_table(at) else f"{ground.before(at)} {one.text} {ground.after(at, 30)}"
    return bool(words("ratio").search(around))


def _another_pair(ground: Ground, at: int) -> bool:
    """Whether two other figures of the sentence give the printed one."""
    printed = ground.figures[at]
    near = [one for i in ground.near(at) if i != at and (one := ground.figures[i]).unit not in reckon.RELATIVE and one.value]
    return any(_gives(one, other, printed) for one in near for other in near if one is not other and one.unit == other.unit)


def _gives(one: Statistic, other: Statistic, printed: Statistic) -> bool:
    first, second = reckon.of(one), reckon.of(other)
    if first is None or second is None:
        return False
    if printed.unit == "%":
        range_ = reckon.growth(first, second)
    elif printed.unit == "times":
        range_ = reckon.ratio(first, second)
    else:
        range_ = reckon.difference(first, second)
    return range_ is not None and reckon.fits(printed, range_)


def _lent_ends(ground: Ground, known: dict[int, Ends]) -> set[int]:
    """`на 15,2 % (с 116 101 до 98 454), в том числе тяжкие на 4,1 %`: two ends serve one change of each unit, the one that they give."""
    groups: dict[tuple[tuple[int, int], float, float, str], list[int]] = defaultdict(list)
    for at, pair in known.items():
        if not ground.in_table(at):
            groups[ground.lines[at], pair.old, pair.new, ground.figures[at].unit].append(at)
    lent: set[int] = set()
    for members in groups.values():
        right = [at for at in members if any(reckon.fits(ground.figures[at], way.range) for way in _ways(ground, at, known[at]))]
        lent.update(set(members) - set(right or members[:1]))
    return lent


def _misread_columns(ground: Ground, known: dict[int, Ends]) -> set[int]:
    """The changes of columns of which not one figure is what its row gives: there the column is something else."""
    columns: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at in known:
        if ground.in_table(at):
            columns[ground.column(at), ground.figures[at].unit].append(at)
    doubtful: set[int] = set()
    for members in columns.values():
        right = [at for at in members if any(reckon.fits(ground.figures[at], way.range) for way in _ways(ground, at, known[at]))]
        if len(members) >= _TABLE_ROWS and not right:
            doubtful.update(members)
    return doubtful
