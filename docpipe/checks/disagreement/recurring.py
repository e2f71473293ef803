"""What stands in both versions by fixed words: how often, per what time, at what time of day, in which month, in which house."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.bead_places import Placed, bead_at, doubtful, rests
from docpipe.checks.disagreement.differ import differ
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Finding, Severity

_SORTS: tuple[tuple[str, str, Severity], ...] = (
    ("day_of_month", "day-of-month-differs", "error"),
    ("clock", "clock-differs", "error"),
    ("often", "frequency-differs", "warning"),
    ("rate", "frequency-differs", "warning"),
    ("month", "date-differs", "warning"),
    ("house", "address-differs", "warning"),
    ("flat", "address-differs", "warning"),
)
_WORDED = ("often", "rate", "month")
_IN_PLACE = ("rate", "month")
"""Compared paragraph by paragraph alone."""
_NUMBERED = ("day_of_month", "house", "flat")
_DAY = lazy(r"\d{1,2}(?:\s?-\s?\w{1,5})?[»\s]{1,3}$")


def find(pair: Versions) -> Iterator[Finding]:
    """A finding where one of a sort is left over on each side of a bead; values: the day, `17:00`, the words for how often."""
    if {pair.left.language, pair.right.language} != {"kk", "ru"}:
        return
    for sort, code, severity in _SORTS:
        sides = [_untold(pair, at, sort) for at in (0, 1)]
        lone = [(rest.left[0], rest.right[0]) for rest in rests(*sides) if len(rest.left) == len(rest.right) == 1]
        for one, other in lone or (() if sort in _IN_PLACE else _only(*sides)):
            if sort == "month" and _are_dates(pair, one, other):
                continue
            surely = one.bead == other.bead and not doubtful(pair, one.bead)
            values = [_value(pair, one, sort), _value(pair, other, sort)]
            yield differ(code, severity if surely else "warning", [(pair.left, one.span), (pair.right, other.span)], values)


def _untold(pair: Versions, at: int, sort: str) -> list[Placed]:
    """What one side says, less a rate that the other tells as how often: `в год`, `жыл сайын`."""
    side = _of_side(pair, at, sort)
    often = {(one.bead, one.code) for one in _of_side(pair, 1 - at, "often")} if sort == "rate" and side else frozenset()
    return [one for one in side if (one.bead, one.code) not in often]


def _only(left: list[Placed], right: list[Placed]) -> list[tuple[Placed, Placed]]:
    """The only one of a sort in each version, wherever it stands, where they differ."""
    return [(left[0], right[0])] if len(left) == len(right) == 1 and left[0].code != right[0].code else []


def _value(pair: Versions, one: Placed, sort: str) -> str | int | None:
    """The day as a number, how often in the version's own words."""
    if sort in _WORDED:
        return " ".join(pair.text[slice(*one.span)].lower().split())
    return int(one.code) if one.code and one.code.isdecimal() else one.code


def _of_side(pair: Versions, at: int, sort: str) -> list[Placed]:
    document, place = (pair.left, pair.right)[at], bead_at(pair, at)
    pattern = _pattern(sort, document.language)
    return [
        Placed(_said(match, sort), match.span(), place(match.start()))
        for match in pattern.finditer(pair.text, *document.span)
        if sort != "month" or not _DAY.search(pair.text, max(0, match.start() - 12), match.start())
    ]


def _are_dates(pair: Versions, one: Placed, other: Placed) -> bool:
    """Whether both stand in dates whose value was read: these are compared as such."""
    return all(
        any(fact.span[0] <= placed.span[0] < fact.span[1] and (fact.value or fact.from_ or fact.to) for fact in document.dates)
        for document, placed in ((pair.left, one), (pair.right, other))
    )


def _said(match: re.Match[str], sort: str) -> str:
    """The day, the time as `HH:MM`, or the unit of time."""
    if sort in _WORDED:
        return str(match.lastgroup).replace("half_year", "half-year")
    said = match.groupdict()
    if sort in _NUMBERED:
        return str(int(said["n"]))
    hour = said.get("h") or said.get("q") or said.get("o") or "0"
    return f"{int(hour):02}:{said.get('m') or said.get('p') or '00'}"


@cache
def _pattern(sort: str, language: str) -> re.Pattern[str]:
    rows = table("recurring")[sort]
    if sort not in _WORDED:
        return compiled(rows[language], re.IGNORECASE)
    body = "|".join(f"(?P<{row['code'].replace('-', '_')}>{row[language]})" for row in rows)
    return compiled(rf"(?<!\w)(?:{body})", re.IGNORECASE)
