"""What two dates or periods of two versions say of each other: the same, one less exactly, another one.

A date told from the document (`т.г.`, `15 шілдеге дейін`) is compared by what it prints: its day and month, and how far from the
document's own time it points.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from docpipe.language.passage import Passage
from docpipe.mentions import dates
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.mentions.dates import Point
    from docpipe.model import record

Sense = Literal["same", "less-exact", "differs", "doubtful"]
Ends = tuple[str | None, ...]
Parts = tuple[int | None, int | None, int | None]
_FEW_YEARS, _FLOOR = 2, 0.25
_YEAR = lazy(r"(?<!\d)\d{4}(?=-|\Z|/)")


@dataclass(frozen=True, slots=True)
class Told:
    """A date; `points` are those of its text, where it is told from the document and they were asked for."""

    fact: record.DateFact
    points: tuple[Point | None, Point | None] | None = None

    @property
    def ends(self) -> Ends:
        """First and last day, month or year, ISO; the same twice for a date."""
        return (self.fact.value, self.fact.value) if self.fact.value else (self.fact.from_, self.fact.to)

    @property
    def only(self) -> str | None:
        """The date, or the one end that a half-open period has."""
        given = {end for end in self.ends if end}
        return given.pop() if len(given) == 1 else None

    @property
    def relative(self) -> bool:
        """True where it is told from the document's time."""
        return self.fact.relative


def pointed(side: Sequence[Told], text: str, span: tuple[int, int], language: str) -> tuple[Told, ...]:
    """The same with the points of those that are told from the document, read again from the paragraph at `span` of the packet."""
    if not any(one.relative for one in side):
        return tuple(side)
    found = {tuple(one.span): (one.first, one.last) for one in dates.find(Passage(text, text, Span(*span), language))}
    return tuple(Told(one.fact, found.get(one.fact.span)) if one.relative else one for one in side)


def values(left: Told, right: Told) -> list[str]:
    """The normalised values: `2021-07-14`, `2021-07-14/2021-07-31`, `2006/`; where either year is only inferred, it is the later one's."""
    halved = (left.fact.value is None) != (right.fact.value is None) and left.only and right.only
    shown = [one.fact.value or (halved and one.only) or "/".join(end or "" for end in one.ends) for one in (left, right)]
    years = {end[:4] for one in (left, right) for end in one.ends if end}
    if len(years) > 1 and all(one.points and all(point is None or _of_own_year(point) for point in one.points) for one in (left, right)):
        return [max(years).join(_YEAR.split(value)) for value in shown]
    return shown


def _of_own_year(point: Point) -> bool:
    return point.year is None and point.unit in ("year", "gone-year") and not point.shift


def same(left: Told, right: Told) -> bool:
    """True where both say the same time; `до 15 июля` and `15 июля` do, and what is equally far from either document."""
    if left.relative and right.relative and left.points is not None and left.points == right.points:
        return True
    return _bounds(left) == _bounds(right) or _one_end(left, right) or _one_end(right, left)


def _one_end(date: Told, half_open: Told) -> bool:
    """A date, and a period that only begins or only ends with it."""
    return date.fact.value is not None and date.fact.value == half_open.only


def _bounds(one: Told) -> Ends:
    first, last = one.ends
    return (first and _first_day(first), last and _last_day(last))


def _first_day(iso: str) -> str:
    return iso + "-01-01"[len(iso) - 4 :] if len(iso) in (4, 7) else iso


def _last_day(iso: str) -> str:
    if len(iso) == len("2021"):
        return f"{iso}-12-31"
    if len(iso) == len("2021-07") and 1 <= int(iso[5:7]) <= 12:
        return f"{iso}-{calendar.monthrange(int(iso[:4]), int(iso[5:7]))[1]:02}"
    return iso


def sense(left: Told, right: Told) -> Sense:
    """How two dates at one place stand to each other.

    `differs` only where what both print differs, `doubtful` where the document's own time would decide.
    """
    if same(left, right):
        return "same"
    if left.relative or right.relative:
        return _sense_of_relative(left, right)
    return "less-exact" if _within(left, right) or _within(right, left) else "differs"


def _within(fine: Told, coarse: Told) -> bool:
    """A date inside another one that is printed with fewer parts: `15 июля 2021`, `июль 2021`."""
    a, b = fine.fact.value, coarse.fact.value
    return a is not None and b is not None and len(a) > len(b) and a.startswith(b)


def _sense_of_relative(left: Told, right: Told) -> Sense:
    """Where a side's year is told from the document, the printed day and month decide; two that point equally far cannot come here."""
    ours, theirs = _printed(left), _printed(right)
    if ours is None or theirs is None:
        return "doubtful"
    apart = any(a and b and _other_day(a, b) for a, b in zip(ours, theirs, strict=True))
    return "differs" if apart or _years_apart(left, right) else "doubtful"


def _other_day(one: Parts, other: Parts) -> bool:
    """Another month where both print one, another day where both print one; the year is left aside."""
    return any(a is not None and b is not None and a != b for a, b in zip(one[1:], other[1:], strict=True))


def _years_apart(left: Told, right: Told) -> bool:
    """Both told from the document, of the same day and month, but of another year of it: `т.г.`, `прошлого года`."""
    if left.points is None or right.points is None:
        return False
    pairs = [(a, b) for a, b in zip(left.points, right.points, strict=True) if a and b]
    plain = all(a.unit == b.unit == "year" and a.year is None and b.year is None for a, b in pairs)
    return bool(pairs) and plain and any(a.shift != b.shift for a, b in pairs)


def _printed(one: Told) -> tuple[Parts | None, ...] | None:
    """Year, month and day of the ends as far as the text itself gives them; None where it counts days, weeks or months from today."""
    if not one.relative:
        return tuple(_parts(end) for end in one.ends)
    if one.points is None or any(point and point.unit not in ("year", "gone-year") for point in one.points):
        return None
    return tuple((point.year, point.month, point.day) if point else None for point in one.points)


def _parts(iso: str | None) -> Parts | None:
    if not iso:
        return None
    year, month, day, *_ = [*map(int, iso.split("-")), None, None]
    return year, month, day


def nearness(left: Told, right: Told) -> float:
    """How likely two different dates are one misprinted, 0–1: the share of parts that agree; 0 for dates of another shape."""
    if left.only and right.only:
        return _alike(left.only, right.only)
    if left.only or right.only:
        return _FLOOR if any(_alike(a, b) > _FLOOR for a in left.ends for b in right.ends if a and b and len(a) > len("2021")) else 0.0
    (a, b), (c, d) = left.ends, right.ends
    return (_alike(a or "", c or "") + _alike(b or "", d or "")) / 2


def _alike(one: str, other: str) -> float:
    """1 for the same, 0.7 and more for one part changed or the digits in another order, at least `_FLOOR`."""
    if one == other:
        return 1.0
    ours, theirs = one.split("-"), other.split("-")
    if len(ours) != len(theirs):
        return _FLOOR
    if len(ours) == 1:
        return 0.8 if abs(int(one) - int(other)) <= _FEW_YEARS else _FLOOR
    apart = sum(a != b for a, b in zip(ours, theirs, strict=True))
    return 0.8 if apart == 1 or sorted(one) == sorted(other) else _FLOOR
