"""What a date says: points of time, exact or told from the document, and the mention that holds one or two of them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from docpipe.model.text import Span

Unit = Literal["year", "month", "week", "day", "closed-year", "gone-year"]
Granularity = Literal["day", "month", "year", "period"]


@dataclass(frozen=True, slots=True)
class Point:
    """A day, a month or a year. Where `year` is None it is told from the document's date: `shift` units from it.

    `unit` says what the shift counts: "year" (the month and day may be named), "month" (the day may be named), "week" (`day` is
    the weekday, Monday 1), "day"; "closed-year" is the last year that is over or nearly so ("the last two years");
    "gone-year" the last one in which the month and day that `begins` says (month × 100 + day) have come.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    unit: Unit = "year"
    shift: int = 0
    begins: int = 0

    @property
    def exact(self) -> bool:
        """True where the text itself gives the year."""
        return self.year is not None

    @property
    def impossible(self) -> bool:
        """True for a day that no calendar has; 29 February without a year is possible."""
        if self.month is None:
            return False
        return not 1 <= self.month <= 12 or not 1 <= (self.day or 1) <= _length(self.year or 2000, self.month)

    @property
    def granularity(self) -> Literal["day", "month", "year"]:
        """How exact the point is."""
        if self.day is not None or self.unit == "day":
            return "day"
        return "month" if self.month is not None or self.unit == "month" else "year"

    def iso(self, day: date | None, year: int | None) -> str | None:
        """ISO 8601 as exact as the text, None where it cannot be told from the document's `day` or `year`."""
        if self.year is not None:
            return _iso(self.year, self.month, self.day)
        if self.unit in {"year", "closed-year", "gone-year"}:
            own = day.year if day else year
            early = day is not None and self._early(day)
            return None if own is None else _iso(own + self.shift - early, self.month, self.day)
        return None if day is None else self._shifted(day)

    def _early(self, day: date) -> bool:
        """True where the year before the document's is meant."""
        if self.unit == "closed-year":
            return day.month <= 3
        return self.unit == "gone-year" and self.begins > day.month * 100 + day.day

    def _shifted(self, day: date) -> str:
        if self.unit == "month":
            months = day.year * 12 + day.month - 1 + self.shift
            return _iso(months // 12, months % 12 + 1, self.day)
        days = self.shift if self.unit == "day" else self.shift * 7 + (self.day or 1) - day.isoweekday()
        return _iso(*(day + timedelta(days=days)).timetuple()[:3])


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _iso(year: int, month: int | None, day: int | None) -> str:
    parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date (`value`) or a period (`start`, `end`, inclusive, either None where open), ISO 8601 as exact as the text.

    `relative` where it is told from the document; then `value`, `start`, `end` are None until `resolve` fills them in.
    `first` and `last` are the points behind them: the same point for a date, None for an open end.
    """

    span: Span
    value: str | None
    start: str | None
    end: str | None
    granularity: Granularity
    relative: bool
    rule: str
    printed_impossible: bool = False
    first: Point | None = None
    last: Point | None = None


def mention(
    span: Span, first: Point | None, last: Point | None, rule: str, day: date | None = None, year: int | None = None
) -> DateMention:
    """The mention that these points make: a date where both are the same, else a period."""
    points = [point for point in (first, last) if point is not None]
    one = first is not None and first == last
    start, end = (point.iso(day, year) if point else None for point in (first, last))
    return DateMention(
        span=span,
        value=start if one else None,
        start=None if one else start,
        end=None if one else end,
        granularity=first.granularity if one and first else "period",
        relative=not all(point.exact for point in points),
        rule=rule,
        printed_impossible=any(point.impossible for point in points),
        first=first,
        last=last,
    )


def resolve(found: DateMention, day: str | None, year: int | None) -> DateMention:
    """The mention with what it tells from the document's date filled in: `day` (ISO), or where that is not known its `year`.

    What can be told from neither stays None.

    >>> today = mention(Span(0, 5), Point(unit="day"), Point(unit="day"), "today")
    >>> resolve(today, "2023-10-05", None).value, resolve(today, None, 2023).value
    ('2023-10-05', None)
    """
    if not found.relative:
        return found
    known, own = _read(day)
    return mention(found.span, found.first, found.last, found.rule, known, own or year)


def _read(day: str | None) -> tuple[date | None, int | None]:
    """An ISO day as a date, and its year, which a day that no calendar has still tells."""
    if not day:
        return None, None
    try:
        return date.fromisoformat(day), int(day[:4])
    except ValueError:
        return None, int(day[:4]) if day[:4].isdecimal() and day[:4].isascii() else None


def with_year(point: Point, source: Point, shift: int = 0) -> Point:
    """`point` in the year of `source`, or in one `shift` years from it."""
    if source.year is not None:
        return replace(point, year=source.year + shift)
    return replace(point, year=None, shift=source.shift + shift)
