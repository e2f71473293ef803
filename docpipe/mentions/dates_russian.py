"""Russian dates of histories and news: centuries, seasons of a year, years before 1500, days in both calendars.

`XIX век`, `летом 2010 года`, `в 988 году`, `2 (15) марта 1917 года`.
"""

from __future__ import annotations

import re

from docpipe.mentions.dates_build import Atom
from docpipe.mentions.dates_value import Point
from docpipe.mentions.dates_words import NOT_IN_WORD, month_of, month_pattern
from docpipe.model.lazy import lazy

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi")  # fmt: skip
_LETTERS = str.maketrans("іх", "ix")
_FIGURE = r"(?:[ivxіх]{1,5}|\d{1,2}(?:-?(?:й|м|го|му|е))?)"
_OLD_ERA = lazy(r"\s{0,3}(?:до\s{1,3}(?:н\.\s?э\.?|нашей\s{1,3}эры|р\.?\s?х\.?))")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_APART, _APART_OF_MONTHS = range(10, 14), range(9, 16)
"""Days between the calendars: in one month, and with a month of 28 or 31 days between."""
_COUNTED_ON = lazy(r"(?<!\w)(?:на|за|к|и)\s\d{1,2}\s[а-я]{3,9}\s\Z")
"""`на 1 мая 1200` tells how many there were on that day."""
_NUMBERED = lazy(r"(?:\A|[.;:\n]\s{0,3})[а-я]{3,15}(?:л[ои]сь|л[ои]|[нт][оы])\s(?:[а-я]{2,15}\s){0,2}\d{1,2}\s[а-я]{3,9}\s\Z")
_COUNTS_FURTHER = lazy(r",\s(?:а\s|и\s)?[а-я]{3,15}(?:л[ои]сь|л[ои]|[нт][оы])(?!\w)(?!\s(?:в\s)?\d{1,2}\s[а-я]{3,9}\s(?:1[5-9]|20)\d\d)")
"""`прибыло 1 января 1600, убыло 1500`: two counts without a noun, one verb beside the other; in `построено 1 мая 1720, освящено 2 мая 1721` they are years."""
_FOUR = 4
_SAID = {
    "десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15, "шестнадцат": 16, "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "двадцать перв": 21,
}  # fmt: skip
_SEASONS = (("весн", 3, 31), ("лет", 6, 31), ("осен", 9, 30))


def century_pattern() -> str:
    """`XIX век`, `в 19-м веке`, `XV–XVI веков`, `двадцатого столетия`."""
    said = rf"(?:(?:{'|'.join(sorted(_SAID, key=len, reverse=True))})(?:ый|ого|ому|ым|ом))"
    return rf"(?<![\w.,/–-])(?:(?P<a>{_FIGURE})(?:\s?[-–]\s?|\s(?:и|по)\s))?(?P<b>{_FIGURE}|{said})\s{{1,3}}(?:век(?:а|у|ом|е|и|ов|ам|ах)?|столети(?:е|я|ю|ем|и|й|ях)|вв?\.(?!\s(?:ед|шт|экз|тыс|млн|проц|руб)\.(?!\s?хр))){NOT_IN_WORD}"


def century(m: re.Match[str]) -> Atom | None:
    """A century or several, from the first year to the last; none before our era, which ISO 8601 has no plain year for."""
    last = _number(m["b"])
    first = _number(m["a"]) if m["a"] else last
    counted = m["b"].isdecimal() and not m["a"] and re.search(r"(?:веков|века|столетий|столетия|в\.|вв\.)\Z", m[0])
    if not 1 <= first <= last <= len(_ROMAN) or counted or _OLD_ERA.match(m.string, m.end()):
        return None
    return Atom(*m.span(), "words", Point(first * 100 - 99), Point(last * 100), "century", "ru", dated=True)


def _number(said: str) -> int:
    roman = said.translate(_LETTERS)
    if roman in _ROMAN:
        return _ROMAN.index(roman) + 1
    figure = re.match(r"\d{1,2}", said)
    return (
        int(figure[0])
        if figure
        else next((number for stem, number in _SAID.items() if said[: len(stem)] == stem and len(said) <= len(stem) + 3), 0)
    )


def decade_alone_pattern() -> str:
    """`в 90-х годах`, `60-е – 70-е годы`, `шестидесятые годы`: of which century they are nothing says."""
    said = "двадцат|тридцат|сороков|пятидесят|шестидесят|семидесят|восьмидесят|девяност"
    ending = r"-?(?:ы?[ех]|ым|ыми|м|ми)"
    figures = rf"[2-9]0(?:{ending})?(?:\s?[–-]\s?[2-9]0{ending})?(?<=[а-я])"
    return rf"(?=[2-9]0|[дтспшв][вреоя])(?<![\w№/.,–-])(?:{figures}|(?:{said})(?:ые|ых|ым|ыми))\s{{1,3}}(?:год(?:ы|ов|ах|ам|ами)|гг\.)(?![а-я])(?!\s{{1,3}}[xх]+\s)"


def decade_alone(m: re.Match[str]) -> Atom:
    """Ten years or more whose value is not told."""
    return Atom(*m.span(), "words", None, None, "decade-alone", "ru", dated=True)


def season_pattern() -> str:
    """`летом 2010 года`, `весна 1945 г.`; not the winter, which lies in two years."""
    return r"(?<!\w)(?P<season>весн(?:ой|а|ы|у|е)|лет(?:ом|о|а|у)|осень(?:ю)?|осени)\s{1,3}(?P<year>(?:1[5-9]|20|21)\d\d)(?:-го)?\s{0,3}(?:года|год|г\.)"


def season(m: re.Match[str]) -> Atom:
    """The three months of a season."""
    first, days = next((month, days) for stem, month, days in _SEASONS if m["season"].startswith(stem))
    year = int(m["year"])
    return Atom(*m.span(), "words", Point(year, first, 1), Point(year, first + 2, days), "season", "ru", dated=True)


def early_pattern() -> str:
    """`в 988 году`, `1147 год`, `в 1237–1240 годах`; from 1500 on a year is told by other words too."""
    return rf"(?<![\d№/.,–-])(?P<a>[1-9]\d{{2,3}})(?:\s?[-–]\s?(?P<b>[1-9]\d{{2,3}}))?\s{{1,3}}(?:год(?:а|у|ом|е|ы|ах|ов)?){NOT_IN_WORD}"


def early(m: re.Match[str]) -> Atom | None:
    """A year before 1500, or a period that begins with one; nothing before our era."""
    first, last = int(m["a"]), int(m["b"] or m["a"])
    if not first < 1500 or last < first or last > 2100 or _OLD_ERA.match(m.string, m.end()) or _counts_years(m):
        return None
    return Atom(*m.span(), "year", Point(first), Point(last), "year" if first == last else "years", "ru", dated=True)


def _counts_years(m: re.Match[str]) -> bool:
    """`исполнился 121 год`, `за 104 года`: what is counted has the form that the last figure asks for; no year is named so but with a preposition."""
    last = "" if m["a"][-2:-1] == "1" else m["a"][-1]
    form = m[0].split()[-1].lower()
    return (form == "год" and last == "1") or (form == "года" and last in ("2", "3", "4") and len(m["a"]) < _FOUR)


def both_calendars_pattern() -> str:
    """`2 (15) марта`, `21 сентября (3 октября)`."""
    month = month_pattern("ru")
    return (
        rf"(?<![\w№.,/-])(?P<old>{_DAY})\s(?:(?P<month>{month})\s)?\((?P<new>{_DAY})(?:\s(?P<within>{month}))?\)(?:\s(?P<behind>{month}))?"
    )


def both_calendars(m: re.Match[str]) -> Atom | None:
    """The day of our calendar, which stands in brackets, ten to thirteen days later."""
    month = month_of(m["within"] or m["behind"] or m["month"] or "")
    apart = (int(m["new"]) - int(m["old"])) % 30
    if month is None or not (m["behind"] or (m["month"] and m["within"])) or apart not in (_APART_OF_MONTHS if m["within"] else _APART):
        return None
    point = Point(None, month[0], int(m["new"]))
    return Atom(*m.span(), "day", point, point, "day-month", "ru")


def old_year_pattern() -> str:
    """`21 сентября 1812.`: four figures that end a phrase, no word for year; from 1500 on, since fewer are likelier a count; those from 1900 on are told by themselves."""
    return r"(?<=[а-я)]\s)(?P<year>1[5-8]\d\d)(?=\s?(?:[.,;)(–—\n]|\Z))(?![.,]\d)"


def old_year(m: re.Match[str]) -> Atom | None:
    """The year of the day before it."""
    before = re.search(r"(?:([а-я]{3,9})|\(\d{1,2}\s([а-я]{3,9})\))\s\Z", m.string[max(0, m.start() - 24) : m.start()])
    month = month_of(before[1] or before[2]) if before else None
    start = max(0, m.start() - 60)
    if month is None or _COUNTED_ON.search(m.string, max(start, m.start() - 20), m.start()):
        return None
    if _COUNTS_FURTHER.match(m.string, m.end()) and _NUMBERED.search(m.string, start, m.start()):
        return None
    return Atom(*m.span(), "year", Point(int(m["year"])), Point(int(m["year"])), "bare-year", weak=True, dated=True)


RULES = (
    (both_calendars_pattern, both_calendars),
    (season_pattern, season),
    (decade_alone_pattern, decade_alone),
    (century_pattern, century),
    (early_pattern, early),
    (old_year_pattern, old_year),
)
"""Patterns and builders in the order in which they are tried."""
