"""Russian days and years said in words, as powers of attorney and courts write them: `двадцать второе мая две тысячи двадцать четвёртого года`."""

from __future__ import annotations

import re
from functools import cache

from docpipe.language.numerals_words import read
from docpipe.mentions.dates_build import Atom
from docpipe.mentions.dates_value import Point
from docpipe.mentions.dates_words import NOT_IN_WORD, month_of, month_pattern
from docpipe.vocabulary import table

_ENDING = r"(?:ое|ого|ому|ом|ый|ой|ым|ье|ьего|ьему|ьем|ий)"
_LAST_DAY = 31


@cache
def _stems() -> dict[str, int]:
    """The stems of ordinals with their numbers, without the dots of ё."""
    rows = {stem.replace("ё", "е"): int(number) for number, stem in table("numerals")["ru"]["ordinals"].items()}
    return {**rows, "трет": 3}


@cache
def _ordinal_pattern(*, year: bool) -> str:
    stems = sorted((stem for stem, number in _stems().items() if number < (100 if year else _LAST_DAY)), key=len, reverse=True)
    return rf"(?:{'|'.join(stems)}){_ENDING}".replace("е", "[её]")


def day_pattern() -> str:
    """`двадцать второе мая`, `пятого апреля`: of a month in the genitive; not `второй май подряд`."""
    return rf"(?<![\w-])(?P<said>(?:(?:двадцать|тридцать)\s{{1,3}})?{_ordinal_pattern(year=False)})\s{{1,3}}(?P<month>{month_pattern('ru')}(?<=[ая]))"


def day(m: re.Match[str]) -> Atom | None:
    """A day of a month."""
    month, number = month_of(m["month"]), _number(m["said"])
    if month is None or not 1 <= number <= _LAST_DAY:
        return None
    point = Point(None, month[0], number)
    return Atom(*m.span(), "day", point, point, "day-month", "ru")


def year_pattern() -> str:
    """`две тысячи двадцать четвёртого года`, `тысяча девятьсот девяносто первом году`."""
    before = r"(?:две\s{1,3}тысячи|(?:одна\s{1,3})?тысяча\s{1,3}(?:семьсот|восемьсот|девятьсот))\s{1,3}(?:[а-яё]{4,12}\s{1,3})?"
    return rf"(?<![\w-])(?P<said>{before}{_ordinal_pattern(year=True)})\s{{1,3}}год(?:а|у|ом|е)?{NOT_IN_WORD}"


def year(m: re.Match[str]) -> Atom | None:
    """A year in words."""
    number = _number(m["said"])
    return Atom(*m.span(), "year", Point(number), Point(number), "year", "ru", dated=True) if number else None


def _number(said: str) -> int:
    """What an ordinal in words says; 0 where its words make no number."""
    *before, last = said.split()
    stem = re.sub(rf"{_ENDING}\Z", "", last.replace("ё", "е"))
    number = _stems().get(stem, 0)
    if not number or not before:
        return number
    lead = read(" ".join(before), "ru")
    whole = isinstance(lead, int) and lead % (10 if number < 10 else 100) == 0
    return lead + number if whole and isinstance(lead, int) else 0


RULES = ((day_pattern, day), (year_pattern, year))
"""Patterns and builders in the order in which they are tried."""
