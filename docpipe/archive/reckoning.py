"""The last day for an answer: the earliest of the one that the document states and the one that the law sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from docpipe.language import durations
from docpipe.vocabulary import workdays

STATED = "stated"
"""The rule of a term that the document itself sets."""

_DAYS_IN = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The last day, by which rule, and whether the calendar of the time between is known; no day where it cannot be told."""

    day: date | None
    rule: str | None
    calendar_known: bool = True


def last_day(rules: list[str], stated: list[str], written: date | None, received: date | None) -> Reckoned:
    """By the rules of `terms` and the terms that the versions of a document state, received on that day.

    >>> last_day(["deputy-inquiry-one-month"], ["в 10-дневный срок"], None, date(2024, 3, 4))
    Reckoned(day=datetime.date(2024, 3, 14), rule='stated', calendar_known=True)
    >>> last_day(["deputy-inquiry-one-month"], ["весьма срочно"], None, None)
    Reckoned(day=None, rule='deputy-inquiry-one-month', calendar_known=True)
    """
    printed = [(day, STATED) for told in stated if (day := exact(told)) and (written is None or day >= written)]
    counted: list[tuple[date, str]] = []
    if received:
        counted = [(day, rule) for rule in rules if (day := workdays.legal(rule, received))]
        counted += [(workdays.ends(received, term), STATED) for told in stated if (term := length(told))]
    if not printed and not counted:
        return Reckoned(None, rules[0] if rules else None)
    day, rule = min(printed + counted)
    return Reckoned(day, rule, (day, rule) not in counted or workdays.known(received or day, day))


def exact(told: str | None) -> date | None:
    """A day; None for a month, a year, words, nothing.

    >>> exact("2024-03-11"), exact("2024-03")
    (datetime.date(2024, 3, 11), None)
    """
    try:
        return date.fromisoformat(told or "")
    except ValueError:
        return None


def length(told: str) -> dict[str, Any] | None:
    """A term told by its length, as `workdays.ends` takes it; days that are not called working days are calendar days, which end sooner.

    None where it cannot be counted for sure: `1,5-месячный`, `5-7 рабочих дней`, hours, banking days.

    >>> length("в течение 10 рабочих дней"), length("3 күндік мерзімде"), length("в месячный срок"), length("весьма срочно")
    ({'working_days': 10}, {'days': 3}, {'months': 1}, None)
    """
    found = [term for language in ("ru", "kk") for term in durations.find(told, 0, len(told), language)]
    term = found[0] if len(found) == 1 and found[0].within else None
    number = term.number if term else None
    if term is None or number is None:
        return None
    if term.kind in ("working", "banking"):
        return {"working_days": number} if (term.unit, term.kind) == ("day", "working") else None
    if term.unit == "month":
        return {"months": number}
    return {"days": number * _DAYS_IN[term.unit]} if term.unit in _DAYS_IN else None
