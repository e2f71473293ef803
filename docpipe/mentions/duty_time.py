"""For how long a duty passes: the period of its clause, else of its statement, its list, or of the leave granted before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from docpipe.mentions.duty_roles import same_surname
from docpipe.mentions.duty_words import pattern
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.mentions.dates import DateMention
    from docpipe.mentions.duties import Charge
    from docpipe.mentions.survey import Mentions
    from docpipe.model.text import Span

_DATED = lazy(r"(?:(?:^|\s)от|№\s?\S{1,14}|приказ\w{0,3}|рапорт\w{0,2}|заявлени\w{1,2})\s{1,4}$", re.IGNORECASE)
_DATED_KK = lazy(r"\s{0,3}(?:№|күнгі|(?:өтініш|бұйры|баянат|хаттама|шешім)\w{1,8})", re.IGNORECASE)
_LEFT_OPEN = lazy(r"до\s{1,3}(?!особого)\S|дейін", re.IGNORECASE)
_INCLUDED = lazy(r"включительно|қоса\s{1,3}алғанда|(?:^|\s)по\s", re.IGNORECASE)
_OPEN_RU = lazy(r"^(?:с|со|начиная\s{1,3}с)\s", re.IGNORECASE)
_OPEN_KK = lazy(r"(?:нан|нен|дан|ден|тан|тен)$", re.IGNORECASE)
_CALENDAR_DAYS = lazy(
    r"(?:на|сроком\s{1,3}на)\s{1,3}(\d{1,3})\s{0,3}(?:\([\w\s-]{2,30}\)\s{0,3})?календарн\w{2}\s{1,3}д[ен]|күнтізбелік\s{1,3}(\d{1,3})\s{1,3}күн",
    re.IGNORECASE,
)
_OF_HIM = lazy(r"(?<!\w)(?:его|е[её]|их|оның|олардың)(?!\w)", re.IGNORECASE)
_LEAVE = lazy(r"отпуск|демалыс", re.IGNORECASE)
_WORKED_KK = lazy(r"\s{0,3}(?:аралығындағы\s{1,3})?(?:жұмыс\s{1,3}(?:кезеңі|жылы|істеген)|жұмыс\s{1,3}уақыты)", re.IGNORECASE)
_WORKED_RU = lazy(r"\s{0,3}рабоч\w{2,3}\s{1,3}(?:год|период)", re.IGNORECASE)
_FOR_YEARS = lazy(r"(?<!\w)за\s{1,3}$", re.IGNORECASE)
"""A leave is granted for the years that were worked: `за 2023-2024 годы`."""
_NEXT_TO = lazy(r"\s{0,3}(?:и|,|және|мен|пен|бен)\s{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """Both ends ISO 8601, inclusive, None where open; `inclusive` None where the text leaves the last day open."""

    span: Span
    start: str | None
    end: str | None
    inclusive: bool | None


def of(charge: Charge, language: str, last: Period | None) -> Period | None:
    """The period of the charge; `last` is that of the charge before, which `на тот же период` repeats."""
    found = charge.near
    fitting = [one for one in found.dates if one.granularity in ("period", "day") and not _another(one, found, language)]
    same = pattern(language, "same_period").search(found.passage.folded, *charge.clause)
    own = _best([one for one in fitting if charge.clause.contains(one.span)])
    if own is None and same and last:
        return last
    chosen = own or _best([one for one in fitting if charge.statement.span.contains(one.span)]) or _around(charge, fitting)
    return _period(chosen, fitting, charge, found, language) if chosen else None


def _another(one: DateMention, found: Mentions, language: str) -> bool:
    """A date of a paper that is named, or a period that was worked for."""
    folded = found.passage.folded
    before, after = folded[max(0, one.span.start - 40) : one.span.start], folded[one.span.end : one.span.end + 40]
    if one.granularity == "day" and (_DATED_KK.match(after) if language == "kk" else _DATED.search(before)):
        return True
    if any(reference.span.contains(one.span) for reference in found.references):
        return True
    worked = [match for match in pattern(language, "worked").finditer(before) if len(before) - match.end() <= 3]
    years = len(one.start or "") == len("2024") and _FOR_YEARS.search(before)
    return bool(worked or years or (_WORKED_KK if language == "kk" else _WORKED_RU).match(after))


def _best(dates: Sequence[DateMention]) -> DateMention | None:
    """The first period with two ends, else the first with one, else the first day."""
    periods = [one for one in dates if one.granularity == "period"]
    whole = [one for one in periods if one.start and one.end]
    return next(iter(whole or [one for one in periods if one.start] or periods or dates), None)


def _around(charge: Charge, fitting: Sequence[DateMention]) -> DateMention | None:
    """The period of the words that opened the list, of an earlier statement about the one who is away, the only one before."""
    intro = charge.statement.intro
    if intro and (one := _best([date_ for date_ in fitting if intro.contains(date_.span)])):
        return one
    earlier = [one for one in fitting if one.span.end <= charge.statement.span.start and one.granularity == "period" and one.start]
    surname = charge.away.surname if charge.away else None
    for statement in reversed(charge.earlier if surname else ()):
        named = any(same_surname(person.surname, surname) and statement.span.contains(person.span) for person in charge.near.people)
        inside = [one for one in earlier if statement.span.contains(one.span)]
        if named and inside:
            return _best(inside)
    if charge.earlier and _OF_HIM.search(charge.near.passage.folded, *charge.statement.span):
        inside = [one for one in earlier if charge.earlier[-1].span.contains(one.span)]
        if inside:
            return _best(inside)
    return earlier[0] if len(earlier) == 1 else None


def _period(one: DateMention, fitting: Sequence[DateMention], charge: Charge, found: Mentions, language: str) -> Period:
    printed = found.passage.folded[one.span.start : one.span.end]
    if one.granularity == "day":
        open_ = _OPEN_KK.search(printed) if language == "kk" else _OPEN_RU.search(printed)
        last = None if open_ else _last_day(one, fitting, found)
        return Period(one.span, one.value, last, True if last else None)
    shown = found.passage.folded[one.span.start : min(one.span.end + 16, found.passage.span.end)]
    doubtful = _LEFT_OPEN.search(printed) and not _INCLUDED.search(shown)
    end = one.end or _counted(one, charge, found)
    return Period(one.span, one.start, end, True if end and not doubtful else None)


def _last_day(one: DateMention, fitting: Sequence[DateMention], found: Mentions) -> str | None:
    """`5 и 6 июня`: the last of the days that stand side by side; else the day itself."""
    last = one
    for other in fitting:
        if (
            other.granularity == "day"
            and other.span.start > last.span.end
            and _NEXT_TO.fullmatch(found.passage.folded, last.span.end, other.span.start)
        ):
            last = other
    return last.value


def _counted(one: DateMention, charge: Charge, found: Mentions) -> str | None:
    """`на 5 календарных дней с 3 июня`; a leave is longer by the holidays in it, so its end is not counted."""
    match = _CALENDAR_DAYS.search(found.passage.folded, *charge.clause)
    if match is None or not one.start or len(one.start) < len("2024-01-01") or _LEAVE.search(found.passage.folded, *charge.statement.span):
        return None
    try:
        return (date.fromisoformat(one.start) + timedelta(days=int(match[1] or match[2]) - 1)).isoformat()
    except (ValueError, OverflowError):
        return None
