"""Kazakh dates whose figure is said in words, centuries, and years before 1500: `он сегізінші шілде`, `XIX ғасырда`, `1219 жылы`."""

from __future__ import annotations

import re
from functools import cache

from docpipe.language.numerals_words import read
from docpipe.mentions.dates_build import Atom
from docpipe.mentions.dates_value import Point
from docpipe.mentions.dates_words import NOT_IN_WORD, month_of, month_pattern
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_ROMAN = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
    "xxi",
]
_LETTERS = str.maketrans("іхӏ", "ixi")
_ROMAN_SIGNS = r"[ivxіхӏ]{1,5}"
_CENTURY_ENDING = r"(?:лар(?:да|дың|дан|ға|дағы)?|да|дың|дан|ға|ды|дағы|мен)?"
_ENDING = r"(?:\s?-?\s?(?:ші|шы|інші|ыншы|нші|ншы)(?!\w))?"
_YEAR = r"жыл(?:ы|ғы|дың|дан|ға|дары|дардағы|дар)"
_OLD_ERA = lazy(r"(?:б\.\s?з\.\s?[дб]\.|заманымыз\w{0,3}\s(?:дейінгі|бұрынғы)|дәуірге\sдейінгі|эрамызға\sдейінгі)\s{0,2}\Z")
_HALF = lazy(r"\s(?P<half>бірінші|екінші)\sжарты(?:сы(?:нда(?:ғы)?|нан|на|ның|н|мен)?)?(?![^\W\d_])")
_LAST = lazy(r"(?<!\w)(?:соңғы|алғашқы|кейінгі|алдағы)\s\Z")
_LATEST_YEAR, _FOUR_FIGURES = 2100, 1000
_WARM = lazy(r"\s(?:көрпе|киім|төсек|күрте|жамылғы|шатыр|бөлме|орын|тамақ|аяқ|қолғап|шұлық)")
"""`300 жылы көрпе` are warm blankets."""
_PLACE = lazy(r"\s{1,3}(?:ауыл|көше|ауданы|округ|шағын|кент|елді)")
_TENS = {"он": 10, "жиырма": 20, "отыз": 30}
_DAYS = {
    "бірі": 1, "екісі": 2, "үші": 3, "төрті": 4, "бесі": 5, "алтысы": 6, "жетісі": 7, "сегізі": 8, "тоғызы": 9, "онында": 10, "онына": 10, "онынан": 10, "жиырмасы": 20, "отызы": 30,
}  # fmt: skip
_LAST_DAY = 31
_WORD_TOO = lazy(r"маусым|қазан", re.IGNORECASE)
"""`ең сәтті маусымның бірі` is one of the seasons, `қазанның бірі` of the cauldrons."""
_SEASON = lazy(r"(?!(?:он|жиырма|отыз)\s)\S+\s+маусым\w*")
"""`Екінші маусымы` is a second season of something: of the day one says `маусым айының екінші күні`."""


@cache
def _ordinals() -> dict[str, int]:
    return {word: int(number) for number, word in table("numerals")["kk"]["ordinals"].items()}


@cache
def _said(before: str) -> str:
    """An ordinal in words, with `before` as what may stand before its last word."""
    last = "|".join(sorted(_ordinals(), key=len, reverse=True))
    return rf"(?<![\w-]){before}(?:{last})"


def day_pattern() -> str:
    """`он сегізінші шілде`, `жиырма бесінші желтоқсанда`."""
    tens = r"(?:(?:он|жиырма|отыз)\s{1,3})?"
    return rf"(?P<said>{_said(tens)})\s{{1,3}}(?P<month>{month_pattern('kk')})(?:\s{{1,3}}айы\w{{0,5}})?"


def day(m: re.Match[str]) -> Atom | None:
    """A day of a month."""
    month, number = month_of(m["month"]), _ordinal(m["said"])
    if month is None or not 1 <= number <= 31 or _PLACE.match(m.string, m.end()) or _SEASON.fullmatch(m[0]):
        return None
    point = Point(None, month[0], number)
    return Atom(*m.span(), "day", point, point, "day-month", "kk")


def day_behind_pattern() -> str:
    """`мамырдың он бесінде`, `қазан айының екісі`."""
    units = "|".join(sorted(_DAYS, key=len, reverse=True))
    return (
        rf"(?<![\w-])(?P<month>{month_pattern('kk')})(?:(?<=ның)|(?<=нің)|(?<=дың)|(?<=дің)|(?<=тың)|(?<=тің)|\s{{1,3}}айының)"
        rf"\s{{1,3}}(?P<tens>он|жиырма|отыз)?\s{{0,3}}(?!үшін(?!\w))(?P<unit>{units})(?:н\w{{0,5}})?{NOT_IN_WORD}"
    )


def day_behind(m: re.Match[str]) -> Atom | None:
    """A day behind its month, possessed by it."""
    month, tens, unit = month_of(m["month"]), _TENS.get(m["tens"], 0), _DAYS[m["unit"]]
    if month is None or tens + unit > _LAST_DAY or (tens and unit >= _TENS["он"]):
        return None
    if not tens and _WORD_TOO.match(m[0]) and "айы" not in m[0] and not m.string.endswith("жылғы ", 0, m.start()):
        return None
    point = Point(None, month[0], tens + unit)
    return Atom(*m.span(), "day", point, point, "day-month", "kk")


def year_pattern() -> str:
    """`екі мың он сегізінші жылы`."""
    before = r"(?:(?:бір|екі)\s)?мың\s(?:[а-яәғқңөұүһі]{2,9}\s){0,4}?"
    return rf"(?P<said>{_said(before)})\s{{1,3}}{_YEAR}{NOT_IN_WORD}"


def year(m: re.Match[str]) -> Atom | None:
    """A year in words."""
    number = _ordinal(m["said"])
    return _year(m, number, number) if number else None


def early_pattern() -> str:
    """`1219 жылы`, `751 жылғы`, `1219–1221 жылдары`; years from 1500 on are told by other words too."""
    return rf"(?<![\d№/.,–-])(?P<a>[1-9]\d{{2,3}})(?:\s?[-–]\s?(?P<b>[1-9]\d{{2,3}}))?(?:\s?-\s?)?\s{{0,3}}жыл(?:ы|ғы|дары|дардағы){NOT_IN_WORD}"


def early(m: re.Match[str]) -> Atom | None:
    """A year before 1500, or a period that begins with one."""
    first, last = int(m["a"]), int(m["b"] or m["a"])
    lasting = m["b"] is None and first < _FOUR_FIGURES and "жылғы" in m[0]  # 120 жылғы тарих
    if (
        not first < 1500
        or (last < first and not _OLD_ERA.search(m.string, max(0, m.start() - 30), m.start()))
        or lasting
        or _WARM.match(m.string, m.end())
        or _LAST.search(m.string, max(0, m.start() - 12), m.start())
    ):
        return None
    return _year(m, first, last)


def century_pattern() -> str:
    """`XIX ғасырда`, `15-ғасырдың`, `XIX ғ.`, `он тоғызыншы ғасыр`, `XV–XVIII ғасырларда`."""
    figure = rf"(?:{_ROMAN_SIGNS}|\d{{1,2}}){_ENDING}"
    tens = r"(?:(?:он|жиырма)\s{1,3})?"
    return (
        rf"(?<![\w«\"'.,/-])(?:(?:(?P<a>{figure})\s?[-–]\s?)?(?P<b>{figure})|(?P<said>{_said(tens)}))"
        rf"\s?-?\s{{0,3}}(?:ғасыр(?P<form>{_CENTURY_ENDING}){NOT_IN_WORD}(?!\s{{1,3}}(?:бойы|бұрын))|ғғ?\.)"
    )


def century(m: re.Match[str]) -> Atom | None:
    """A century or several, from its first year to its last, or a half of one; two centuries ago are none."""
    last = _ordinal(m["said"]) if m["said"] else _number(m["b"])
    first = _number(m["a"]) if m["a"] else last
    counted = not m["said"] and m["b"].isdecimal() and not m["form"]
    if not 1 <= first <= last <= len(_ROMAN) or counted:
        return None
    if era := _OLD_ERA.search(m.string, max(0, m.start() - 30), m.start()):
        return _before_our_era(m, era)
    half = _HALF.match(m.string, m.end()) if first == last else None
    if half:
        begun = first * 100 - (99 if half["half"] == "бірінші" else 49)
        return Atom(m.start(), half.end(), "words", Point(begun), Point(begun + 49), "century", "kk", dated=True)
    return Atom(*m.span(), "words", Point(first * 100 - 99), Point(last * 100), "century", "kk", dated=True)


def _before_our_era(m: re.Match[str], era: re.Match[str]) -> Atom:
    """A date without a value: ISO 8601 has no plain year for it."""
    return Atom(era.start(), m.end(), "words", None, None, "before-our-era", "kk", dated=True)


def _year(m: re.Match[str], first: int, last: int) -> Atom | None:
    if last > _LATEST_YEAR:
        return None
    if era := _OLD_ERA.search(m.string, max(0, m.start() - 30), m.start()):
        return _before_our_era(m, era)
    return Atom(*m.span(), "year", Point(first), Point(last), "year" if first == last else "years", "kk", dated=True)


def decade_alone_pattern() -> str:
    """`90-жылдардың аяғында`, `алпысыншы жылдардың басында`: of which century they are nothing says."""
    tens = "|".join(word for word, number in _ordinals().items() if number in range(20, 100, 10))
    return (
        rf"(?<![\w№/.,–-])(?:(?P<past>өткен\sғасырдың\s)(?={tens})|(?<!ғасырдың\s))(?:[1-9]0\s?-\s?(?:(?:шы|ші|ыншы|інші)\s)?|(?P<tens>{tens})\s)"
        r"жылдар(?:ы|да|дың|дан|ға|дағы|ында|ының|ынан)?(?![^\W\d_])"
    )


def decade_alone(m: re.Match[str]) -> Atom:
    """Ten years whose century is not told, or is the one gone: өткен ғасырдың қырқыншы жылдары."""
    if m["past"]:
        first = 1900 + _ordinals()[m["tens"]]
        return Atom(*m.span(), "year", Point(first), Point(first + 9), "decade", "kk", dated=True)
    return Atom(*m.span(), "words", None, None, "decade-alone", "kk", dated=True)


UNTOLD = frozenset({"decade-alone", "before-our-era"})
"""Rules of what is a date though its value cannot be told."""


def _number(said: str) -> int:
    """What a figure, Roman or not, says; 0 where it says none."""
    figure = re.match(rf"\d{{1,2}}|{_ROMAN_SIGNS}", said)
    if figure is None or figure[0].isdecimal():
        return int(figure[0]) if figure else 0
    roman = figure[0].translate(_LETTERS)
    return _ROMAN.index(roman) + 1 if roman in _ROMAN else 0


def _ordinal(said: str) -> int:
    """What an ordinal in words says; 0 where its words make no number."""
    *before, last = said.split()
    number = _ordinals()[last]
    if not before:
        return number
    lead = read(" ".join(before), "kk")
    whole = isinstance(lead, int) and lead % (10 if number < 10 else 100 if number < 100 else 1000) == 0
    return lead + number if whole and isinstance(lead, int) else 0


RULES = (
    (day_pattern, day),
    (day_behind_pattern, day_behind),
    (year_pattern, year),
    (early_pattern, early),
    (century_pattern, century),
    (decade_alone_pattern, decade_alone),
)
"""Patterns and builders in the order in which they are tried."""
