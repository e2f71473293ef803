"""Figures put into lines over time: of one unit, of periods of one length, one line a region and thing that is counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from docpipe.archive.figure_rows import place
from docpipe.archive.reckoning import exact
from docpipe.archive.words import stem, words

if TYPE_CHECKING:
    from docpipe.archive.figure_rows import Row

Length = tuple[str, int]
"""How long a period is: `("month", 12)`, `("day", 1)`."""
_MOST, _MOST_BARS = 8, 30
_TIME = ("полугод", "кварт", "месяц", "года", "жылды", "жарты", "токса", "аилы", "month", "итого", "всего", "барлы")
"""How folded words begin that say when, or that all is summed up."""


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one region and thing, one a period, in the order of time; `others` are told differently by older documents."""

    region: str | None
    counted: str | None
    measure: str | None
    points: tuple[Row, ...]
    others: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """What can be drawn on one pair of axes, and how many figures are not, by the reason: `range`, `change`, `period`, `unit`, `length`, `line`."""

    unit: str
    length: Length
    lines: tuple[Line, ...]
    left_out: Mapping[str, int]


def of(rows: Iterable[Row]) -> Series | None:
    """The unit and the length of period of which most can be drawn, at most eight lines of it, or thirty bars where there is one period; None where no figure has a period and a value."""
    left: Counter[str] = Counter()
    groups: defaultdict[tuple[str, Length], list[Row]] = defaultdict(list)
    for row in rows:
        reason = _not_drawn(row)
        if reason:
            left[reason] += 1
        elif row.since and row.until:
            groups[row.unit, length(row.since, row.until)].append(row)
    if not groups:
        return None
    lines = {key: sorted(_lines(group), key=lambda one: -len(one.points)) for key, group in groups.items()}
    best = max(groups, key=lambda key: (sum(len(one.points) for one in lines[key] if len(one.points) > 1), len(groups[key])))
    for key, group in groups.items():
        if key != best:
            left["length" if key[0] == best[0] else "unit"] += len(group)
    periods = {point.since for one in lines[best] for point in one.points}
    most = _MOST if len(periods) > 1 else _MOST_BARS
    left["line"] = sum(len(one.points) + len(one.others) for one in lines[best][most:])
    return Series(*best, tuple(lines[best][:most]), +left)


def _not_drawn(row: Row) -> str | None:
    if row.value is None:
        return "range"
    if row.direction and row.value != row.change_to:
        return "change"
    # a letter may name a day that no calendar has
    return None if exact(row.since) and exact(row.until) else "period"


def length(since: str, until: str) -> Length:
    """How long the period is: in months where it begins and ends with one, else in days.

    >>> length("2023-01-01", "2023-12-31"), length("2023-08-01", "2023-08-01"), length("2022-03-01", "2022-11-30")
    (('month', 12), ('day', 1), ('month', 9))
    """
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    after = last + timedelta(days=1)
    if first.day == after.day == 1 and after > first:
        return "month", (after.year - first.year) * 12 + after.month - first.month
    return "day", (after - first).days


def _lines(rows: Iterable[Row]) -> Iterator[Line]:
    groups: defaultdict[object, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.region and place(row.region, row.language), frozenset(map(stem, _words(row.counted)))].append(row)
    for group in groups.values():
        if _clashes(group):
            yield from _apart(group)
        else:
            yield _line(group, None)


def _clashes(rows: Iterable[Row]) -> bool:
    """Whether one document says two things of one period: then it speaks of several things."""
    said: defaultdict[tuple[str, str, str | None], set[float | None]] = defaultdict(set)
    for row in rows:
        said[row.sha256, row.at, row.since].add(row.value)
    return any(len(values) > 1 for values in said.values())


def _apart(rows: Iterable[Row]) -> Iterator[Line]:
    """Lines by what the labels say beside region and time."""
    groups: defaultdict[frozenset[str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[_measure(row)].append(row)
    for group in groups.values():
        yield _line(group, _told(group))


def _measure(row: Row) -> frozenset[str]:
    where = {stem(word) for word in _words(row.region)}
    return frozenset(stem(word) for word in _words(row.label) if _says(word) and stem(word) not in where)


def _told(rows: Sequence[Row]) -> str | None:
    """What the labels say alike: of a table's heads those that are not of one region or time alone."""
    where = {stem(word) for word in _words(rows[0].region)}
    heads = [(row.label or "").split("; ") for row in rows]
    alike = [head for head in heads[0] if all(head in each for each in heads)]
    return "; ".join(head for head in alike if any(_says(word) and stem(word) not in where for word in _words(head))) or rows[0].label


def _says(word: str) -> bool:
    return len(word) > 3 and not word.isdigit() and not word.startswith(_TIME)


def _words(text: str | None) -> list[str]:
    return [word for word, _, _ in words(text or "")]


def _line(rows: list[Row], measure: str | None) -> Line:
    """The newest document's figure for each period; what older ones say otherwise beside it."""
    points: dict[str, Row] = {}
    others: list[Row] = []
    for row in sorted(rows, key=lambda one: (not one.draft, one.date or ""), reverse=True):
        known = points.setdefault(row.since or "", row)
        if known.value != row.value:
            others.append(row)
    ordered = tuple(points[since] for since in sorted(points))
    return Line(ordered[-1].region, ordered[-1].counted, measure, ordered, tuple(others))
