"""The last day for an answer: the earliest of the one that the document states and the one that the law sets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from docpipe.vocabulary import table, workdays

STATED = "stated"
"""The rule of a term that the document itself sets."""

_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


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

    >>> length("в течение 10 рабочих дней"), length("3 күндік мерзімде"), length("в месячный срок"), length("весьма срочно")
    ({'working_days': 10}, {'days': 3}, {'months': 1}, None)
    """
    low = told.lower()
    unit = next((name for name, pattern in _units() if pattern.search(low)), None)
    number = _number(low)
    if unit is None or number is None:
        return None
    if unit == "day" and re.search(r"рабоч|жұмыс", low):
        return {"working_days": number}
    return {"months": number} if unit == "month" else {"days": number * (7 if unit == "week" else 1)}


def _number(low: str) -> int | None:
    """In digits, in the word itself (`трехдневный`), or one where none is told: `в месячный срок`."""
    if digits := _DIGITS.search(low):
        return int(digits[0])
    words = re.findall(r"[^\W\d_]+", low)
    prefixes: dict[str, int] = table("durations")["ru"]["prefixes"]
    longest = sorted(prefixes, key=len, reverse=True)
    told = next((prefixes[prefix] for word in words for prefix in longest if word.startswith(prefix)), None)
    return told or (1 if any(word.startswith(("месячн", "недельн")) for word in words) else None)


@cache
def _units() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Month, week and day in both languages."""
    rows = table("durations")
    words = {
        name: [rows["ru"]["units"][name], rows["ru"]["adjectives"][name], rows["kk"]["units"][name]] for name in ("month", "week", "day")
    }
    return tuple(
        (name, re.compile("|".join(rf"(?<![^\W\d_])(?:{one})" if one == "ай" else one for one in told))) for name, told in words.items()
    )
