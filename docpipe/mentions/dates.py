"""Dates and periods in Kazakh, Russian and English: `с 14 по 31 июля 2021 года`, `2023 жылғы «5» қазан`, `т.г.`, `since 2014`.

The pieces are found first (`dates_atoms`), then put together (`dates_join`, `dates_open`), then what is no date in its context is left out
(`dates_context`). What is told from the document ("this year") waits for `resolve`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from docpipe.language.passage import Passage
from docpipe.mentions import dates_context, dates_join, dates_kazakh, dates_open
from docpipe.mentions.dates_atoms import atoms, lowered
from docpipe.mentions.dates_build import Atom
from docpipe.mentions.dates_value import DateMention, Point, mention, resolve
from docpipe.model.text import Span
from docpipe.model.trace import note

__all__ = ["DateMention", "Point", "anchor", "find", "resolve", "resolve_all"]


def find(passage: Passage) -> list[DateMention]:
    """The dates and periods of the passage, in order, none overlapping another; a date inside a period is the period.

    >>> [(one.start, one.end) for one in find(Passage.of("с 14 по 31 июля 2021 года", "ru"))]
    [('2021-07-14', '2021-07-31')]
    """
    text = lowered(passage.folded)
    pieces = dates_join.share_month(text, dates_context.without_initials(passage.packet, atoms(passage)))
    pieces = dates_join.chain_years(text, dates_join.attach_years(text, pieces))
    pieces = dates_join.share_years(text, dates_join.join_periods(text, pieces))
    pieces = dates_context.settle(text, passage.packet, pieces)
    pieces = dates_open.open_ends(text, pieces)
    return list(_mentions(dates_context.gone(text, dates_context.inherit(text, pieces)), passage.span))


def _mentions(pieces: Iterable[Atom], limits: Span) -> Iterator[DateMention]:
    for piece in pieces:
        span = Span(max(piece.start, limits.start), min(piece.end, limits.end))
        note("date", piece.rule, span, won=True)
        yield mention(span, piece.first, piece.last, piece.rule)


def resolve_all(mentions: Iterable[DateMention], day: str | None, year: int | None) -> list[DateMention]:
    """The mentions resolved against the document's date or year, without those that nothing can be told from.

    >>> found = find(Passage.of("Сегодня, как и в прошлом году,", "ru"))
    >>> [one.value for one in resolve_all(found, None, 2023)]
    ['2022']
    """
    return [one for one in (resolve(one, day, year) for one in mentions) if _told(one)]


def _told(one: DateMention) -> bool:
    return bool(one.value or one.start or one.end)


def _printed(one: DateMention) -> bool:
    """Whether every end of it is a month, or a day of one, without a year; or it is told from no year at all: 90-жылдардың аяғы."""
    if one.rule in dates_kazakh.UNTOLD:
        return True
    if one.rule in ("quarter", "half-year", "first-months", "months-gone"):
        return False
    points = [point for point in (one.first, one.last) if point]
    return bool(points) and all(point.year is None and point.month and point.unit in ("year", "gone-year") for point in points)


def untold(mentions: Iterable[DateMention], day: str | None, year: int | None) -> list[DateMention]:
    """Those that print a month or a day of one whose year nothing tells: their value stays None.

    >>> [one.value for one in untold(find(Passage.of("Вышел 14 июля, сегодня", "ru")), None, None)]
    [None]
    """
    return [one for one in mentions if _printed(one) and not _told(resolve(one, day, year))]


_PLANS = frozenset({"by-year", "year-ahead", "until", "until-the-end", "since"})
_SELDOM = 4
"""A year named less often than one in so many of the most named is no year of the report: a term, a plan."""


def anchor(mentions: Iterable[DateMention]) -> int | None:
    """The likely year of an undated document: the latest that exact dates name more than seldom, plans and beginnings left aside; None without any.

    >>> anchor(find(Passage.of("План на 2019 – 2023 годы утверждён 5 июня 2019 года, в 2021 году исполнен", "ru")))
    2021
    """
    exact = [one for one in mentions if not one.relative and _told(one)]
    past = Counter(_latest(one) for one in exact if one.rule not in _PLANS and one.rule != "years" and not one.printed_impossible)
    often = max(past.values(), default=0)
    ahead = [_latest(one) for one in exact]
    return max((year for year, times in past.items() if times * _SELDOM >= often), default=None) or min(ahead, default=None)


def _latest(one: DateMention) -> int:
    """The year that a mention ends in."""
    return int((one.value or one.end or one.start or "0")[:4])
