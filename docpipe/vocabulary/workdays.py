"""Working days of Kazakhstan, and the day on which a term ends. The days off are the table `holidays`."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from docpipe.vocabulary import table

_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working(day: date) -> bool:
    """Whether a ministry works on that day.

    >>> [is_working(date(2024, 5, day)) for day in (4, 6, 7, 8, 9, 10)]  # a Saturday worked for a Wednesday between two holidays
    [True, True, False, False, False, True]
    """
    off, worked = _year(day.year)
    return day in worked or (day.weekday() < _SATURDAY and day not in off)


def working_on(day: date) -> date:
    """The day itself, or the first working day after it.

    >>> working_on(date(2025, 10, 25))  # a holiday on a Saturday: Monday is free for it
    datetime.date(2025, 10, 28)
    """
    while not is_working(day):
        day += _DAY
    return day


def later(day: date, working_days: int) -> date:
    """So many working days later, the day itself not counted.

    >>> later(date(2024, 3, 6), 3)
    datetime.date(2024, 3, 12)
    """
    for _ in range(working_days):
        day = working_on(day + _DAY)
    return day


def months_later(day: date, months: int) -> date:
    """The same day of a later month, its last day where it is shorter. Source: Civil Code, art. 174(3).

    >>> months_later(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    ahead = day.month - 1 + months
    year, month = day.year + ahead // 12, ahead % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def ends(received: date, term: Mapping[str, Any]) -> date:
    """The last day of a term: `working_days`, `days` or `months` after the day of receipt, which is not counted itself.

    With `to_working_day` a term that ends on a day off ends on the next working day.

    >>> ends(date(2024, 8, 1), {"working_days": 15}), ends(date(2024, 5, 9), {"months": 1, "to_working_day": True})
    (datetime.date(2024, 8, 22), datetime.date(2024, 6, 10))
    """
    if "working_days" in term:
        return later(received, term["working_days"])
    last = months_later(received, term["months"]) if "months" in term else received + term["days"] * _DAY
    return working_on(last) if term.get("to_working_day") else last


def legal(rule: str, received: date) -> date | None:
    """The last day for an answer by a rule of the table `terms`; None where the rule did not hold on the day of receipt.

    >>> legal("appeal-15-working-days", date(2024, 3, 4)), legal("appeal-15-working-days", date(2020, 3, 4))
    (datetime.date(2024, 3, 29), None)
    """
    for row in table("terms")["rule"]:
        if row["name"] == rule and row.get("since", received) <= received < row.get("until", date.max):
            return ends(received, row)
    return None


def known(first: date, last: date) -> bool:
    """Whether the moved days of all these years are known; else one day more or less may be free.

    >>> known(date(2024, 12, 20), date(2025, 1, 20)), known(date(2025, 12, 20), date(2026, 1, 20))
    (True, False)
    """
    return set(range(first.year, last.year + 1)) <= set(table("holidays")["known"])


@cache
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off that may be no Saturday or Sunday, and the Saturdays and Sundays on which one works."""
    rows = table("holidays")
    moved = [row for row in rows["moved"] if year in (row["off"].year, row["worked"].year)]
    worked = frozenset(row["worked"] for row in moved)
    holidays = _days(rows["holiday"], year)
    off = {*holidays, *_days(rows["day_off"], year), *(day for day in rows["kurban_ait"]["days"] if day.year == year)}
    off |= {row["off"] for row in moved}
    for day in holidays:
        if day.weekday() >= _SATURDAY:
            free = day + _DAY
            while free.weekday() >= _SATURDAY or free in off:
                free += _DAY
            off.add(free)
    return frozenset(off), worked


def _days(rows: list[dict[str, Any]], year: int) -> list[date]:
    """The days of the rows that hold in that year, in order."""
    holding = [row for row in rows if row.get("since", year) <= year <= row.get("until", year)]
    return sorted(date.fromisoformat(f"{year:04}-{day}") for row in holding for day in row["days"])
