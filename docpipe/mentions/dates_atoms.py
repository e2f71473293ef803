"""The pieces that dates are made of, each found by one pattern: a year, a month, a day with its month, a part of a year.

Patterns look at lower-cased text of the packet's length. A piece is taken by the first rule that finds it, in the order of
`RULES`; the rules of `DECOYS` take what looks like a date and is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from docpipe.language.numerals import cardinal, ordinal, pattern
from docpipe.language.passage import Passage
from docpipe.mentions.dates_value import Point
from docpipe.mentions.dates_words import NOT_IN_WORD, any_of, month_of, month_pattern, relative_pattern, shift_of, words, year_word
from docpipe.model.trace import note

Kind = Literal["day", "month", "year", "part", "form", "edge", "words"]


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece: `weak` is no date without a neighbour or a context; `dated` says that its year is settled."""

    start: int
    end: int
    kind: Kind
    first: Point | None
    last: Point | None
    rule: str
    language: str = ""
    weak: bool = False
    dated: bool = False


YEAR = r"(?:1[5-9]|20|21)\d\d"
_BROKEN_YEAR = rf"(?:{YEAR}|20\s\d\d)"
_PLAIN_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3\d)(?!\d)"
_OPEN = r"(?:[«\"'_]{1,8}\s{0,2}_{0,8})?"
_CLOSE = r"(?:[_\s]{0,8}[»\"'_]{1,8})?"
_DAY_ENDING = r"(?:\s?-?(?:го|ое|ого|е|ші|шы|нші|ншы|st|nd|rd|th)(?!\w))?"
ABLATIVE = r"(?:дан|ден|нан|нен|тан|тен|інен|ынан|сынан|сінен)"
_TO_DAY = rf"(?:\s{{0,3}}[-–]{{1,2}}\s{{0,3}}|\s{{1,3}}(?:по|до|на|to|through|till|until)\s{{1,3}}|\s?-?{ABLATIVE}\s{{1,3}}(?:бастап\s{{1,3}})?)"
_DAYS = rf"{_OPEN}(?P<day>{_DAY}){_CLOSE}{_DAY_ENDING}(?:(?P<join>{_TO_DAY}){_OPEN}(?P<day2>{_DAY}){_CLOSE}{_DAY_ENDING})?"
_LEAD = re.compile(r"(?<!\w)(?:со?|от|from|between|между)\s{1,4}\Z")


@lru_cache(maxsize=4)
def lowered(folded: str) -> str:
    """The text in small letters, of the same length."""
    lower = folded.lower()
    return lower if len(lower) == len(folded) else "".join(one.lower() if len(one.lower()) == 1 else one for one in folded)


def _years(a: int, b: int) -> tuple[Point, Point] | None:
    """From year to year, the second perhaps of two digits; None where it is no such period."""
    last = b if b > 99 else a - a % 100 + b
    return (Point(a), Point(last)) if 0 < last - a <= 60 else None


def full_year(digits: str) -> int:
    """The year that four digits (perhaps broken in two) or two say: 00–79 are of this century.

    >>> full_year("20 21"), full_year("23"), full_year("97")
    (2021, 2023, 1997)
    """
    number = int("".join(digits.split()))
    return number if number > 99 else number + (2000 if number < 80 else 1900)


# ---------------------------------------------------------------- builders: a match makes an atom, or None


def _iso(m: re.Match[str]) -> Atom | None:
    point = Point(int(m["year"]), int(m["month"]), int(m["day"]))
    return None if point.impossible else Atom(*m.span(), "day", point, point, "year-month-day", dated=True)


def _numeric(m: re.Match[str]) -> Atom | None:
    day, month = int(m["day"]), int(m["month"] or m["month2"])
    if m["sep"] == "/" and month > 12 >= day:
        day, month = month, day
    if not (1 <= day <= 39 and 1 <= month <= 19):
        return None
    point = Point(full_year(m["year"]), month, day)
    return Atom(*m.span(), "day", point, point, "day-month-year", dated=True)


_SHORT_LEAD = re.compile(r"(?<!\w)(?:от|со?|до|по|на|к|дата|күні|date)\s?:?\s{0,3}\Z")


def _short_numeric(m: re.Match[str]) -> Atom | None:
    point = Point(full_year(m["year"]), int(m["month"]), int(m["day"]))
    sure = bool(m["tail"]) or _led_by(_SHORT_LEAD, m) or (len(m["day"]) == len(m["month"]) == 2)
    return Atom(*m.span(), "day", point, point, "two-digit-year", dated=True) if sure and not point.impossible else None


def _led_by(lead: re.Pattern[str], m: re.Match[str]) -> bool:
    return bool(lead.search(m.string, max(0, m.start() - 16), m.start()))


def _day_month(m: re.Match[str]) -> Atom | None:
    month, language = month_of(m["month"])
    if m["join"] and m["join"].strip() in {"по", "до", "на", "to", "through", "till", "until"} and not _led_by(_LEAD, m):
        return None
    first = Point(None, month, int(m["day"]))
    last = Point(None, month, int(m["day2"])) if m["day2"] else first
    if last.day is not None and first.day is not None and last.day < first.day:
        return None
    rule = "days-month" if m["day2"] else "day-month"
    return Atom(*m.span(), "day", first, last, rule, language)


def _last_day_month(m: re.Match[str]) -> Atom | None:
    """The day beside the month where what stands before it is no beginning of a period."""
    month, language = month_of(m["month"])
    point = Point(None, month, int(m["day"]))
    return Atom(*m.span(), "day", point, point, "day-month", language)


def _form_line(m: re.Match[str]) -> Atom | None:
    """`«12» 04` or `16.07` beside a year: the day and the month that a form line holds."""
    day, month = int(m["day"] or m["day_"]), int(m["month"] or m["month_"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    point = Point(None, month, day)
    return Atom(*m.span(), "form", point, point, "form-line", weak=True)


def _month(m: re.Match[str]) -> Atom | None:
    month, language = month_of(m["month"])
    point = Point(None, month)
    return Atom(*m.span(), "month", point, point, "month", language, weak=True)


def _part(m: re.Match[str]) -> Atom | None:
    length = 6 if m["half"] else 3
    first, last = ordinal(m["ord"]), ordinal(m["ord2"] or m["ord"])
    if first is None or last is None or not 1 <= first <= last <= 12 // length:
        return None
    weak = not any(letter in m["noun"] for letter in ("полуг", "п/г", "жылд", "квартал", "тоқсан"))
    weak = weak or (m["ord"][0].isdigit() and not m["half"] and not _led_by(_IN, m))
    rule = "half-year" if m["half"] else "quarter"
    return Atom(*m.span(), "part", *_months(first * length - length + 1, last * length), rule, _tongue(m["noun"]), weak)


_IN = re.compile(r"(?<!\w)(?:в|во|за|на|по итогам|итогам)\s{1,4}\Z")


def _tongue(noun: str) -> str:
    """The language of a noun, as far as it tells where its year stands: before it in Kazakh."""
    return "kk" if re.match("тоқ|жар|ай", noun) else "ru"


def _months(first: int, last: int) -> tuple[Point, Point]:
    ends = {2: None, 4: 30, 6: 30, 9: 30, 11: 30}
    return Point(None, first, 1), Point(None, last, ends.get(last, 31))


def _first_months(m: re.Match[str]) -> Atom | None:
    count = cardinal(m["n"])
    if count is None or not 1 <= count <= 12:
        return None
    first, last = _months(1, count)
    return Atom(*m.span(), "part", first, last, "first-months", _tongue(m["noun"]), weak=True)


def _year(m: re.Match[str]) -> Atom:
    point = Point(full_year(m["year"]))
    return Atom(*m.span(), "year", point, point, "year", dated=True)


def _short_year(m: re.Match[str]) -> Atom:
    point = Point(full_year(m["year"]))
    return Atom(*m.span(), "year", point, point, "short-year", weak=True, dated=True)


def _bare_year(m: re.Match[str]) -> Atom:
    point = Point(int(m["year"]))
    return Atom(*m.span(), "year", point, point, "bare-year", weak=True, dated=True)


def _year_pair(m: re.Match[str]) -> Atom | None:
    years = _years(int(m["a"]), int(m["b"]))
    return Atom(*m.span(), "year", *years, "years", dated=True) if years else None


def _bare_pair(m: re.Match[str]) -> Atom | None:
    years = _years(int(m["a"]), int(m["b"]))
    usual = years and int(m["a"]) >= 1985 and int(m["b"]) <= 2060
    return Atom(*m.span(), "year", *years, "years", dated=True) if years and usual else None


def _relative_year(m: re.Match[str]) -> Atom:
    point = Point(shift=shift_of("year", m.group()))
    return Atom(*m.span(), "year", point, point, "relative-year", dated=True)


def _relative(unit: Literal["month", "day"]) -> Callable[[re.Match[str]], Atom]:
    def build(m: re.Match[str]) -> Atom:
        point = Point(unit=unit, shift=shift_of(unit, m.group()))
        return Atom(*m.span(), "words", point, point, f"relative-{unit}", dated=True)

    return build


def _week(m: re.Match[str]) -> Atom:
    shift = shift_of("week", m.group())
    return Atom(*m.span(), "words", Point(day=1, unit="week", shift=shift), Point(day=7, unit="week", shift=shift), "relative-week", dated=True)


def _last_years(m: re.Match[str]) -> Atom | None:
    count = cardinal(m["n"])
    if not count:
        return None
    first, last = Point(unit="closed-year", shift=1 - count), Point(unit="closed-year")
    return Atom(*m.span(), "words", first, last, "last-years", dated=True)


def _days_of_month(m: re.Match[str]) -> Atom | None:
    first = Point(day=int(m["day"]), unit="month") if m["day"] else None
    last = Point(day=int(m["day2"]), unit="month")
    return Atom(*m.span(), "words", first, last, "days-of-the-month", dated=True)


def _edge(m: re.Match[str]) -> Atom:
    begins = m.lastgroup == "begin"
    first = Point(None, 1, 1) if begins else None
    last = None if begins else Point(None, 12, 31)
    return Atom(*m.span(), "edge", first, last, "since-the-beginning" if begins else "until-the-end")


# ---------------------------------------------------------------- patterns


def _tail() -> str:
    return rf"(?P<tail>{year_word()}|\s?күн(?:і|гі|нен|ге|ден)?(?!\w))?"


def _part_nouns() -> tuple[str, str]:
    part = words()["part"]
    return tuple(any_of([*part[f"{what}_ru"], *part[f"{what}_kk"], *part[f"{what}_en"]]) for what in ("half", "quarter"))  # type: ignore[return-value]


def _part_pattern() -> str:
    half, quarter = _part_nouns()
    number = pattern("ordinals")
    return rf"(?<![\w.,/])(?P<ord>{number})(?:\s?[-–]\s?(?P<ord2>{number}))?[\s-]{{1,4}}(?P<noun>(?P<half>{half})|{quarter})"


def _months_pattern() -> str:
    part, endings = words()["part"], "|".join(sorted(words()["nouns"]["ай"], key=len, reverse=True))
    noun = rf"(?:{any_of(part['months_ru'])}|{any_of(part['months_en'])}|ай(?:{endings}){NOT_IN_WORD})"
    return rf"(?<![\w.,/-])(?P<n>{pattern('cardinals')})(?:-?(?:ти|и|х|ми))?[\s-]{{0,3}}(?P<noun>{noun})"


def _last_pattern() -> str:
    last = words()["last"]
    return rf"(?<!\w){any_of([*last['ru'], *last['kk'], *last['en']])}\s{{1,4}}(?P<n>{pattern('cardinals')})(?:-?[хти]{{1,2}})?[\s-]{{1,4}}{any_of(last['years'])}"


def _edge_pattern() -> str:
    edge = words()["edge"]
    own = r"(?:\s{1,4}(?:года|the\syear))?"
    return (
        rf"(?<!\w)(?:(?P<begin>{any_of(edge['begin'])}{own}|(?<!\d\s)(?<!ғы\s)(?<!дағы\s)жыл(?:дың)?\s{{1,4}}{any_of(edge['begin_kk'])})"
        rf"|(?P<end>{any_of(edge['end'])}{own}|(?<!\d\s)(?<!ғы\s)жыл(?:дың)?\s{{1,4}}{any_of(edge['end_kk'])}))"
    )


def _of_month_pattern() -> str:
    lead = rf"со?\s{{1,4}}(?P<day>{_DAY}){_DAY_ENDING}\s{{1,4}}(?:по|до)\s{{1,4}}"
    return rf"(?<!\w)(?:{lead}(?P<day2>{_DAY}){_DAY_ENDING}\s{{1,4}}(?:числ\w{{1,3}}|включительно)(?!\w))"


def _reversed_day(month: str) -> str:
    """`октября 5 дня`, `қазанның 5-і`, `қазан айының 5-күні`."""
    ending = rf"(?:\s?-\s?[а-яәғқңөұүһі]{{1,7}}|\s{{1,3}}(?:дня|числа|күн\w{{0,4}})){NOT_IN_WORD}"
    days = rf"(?P<day>{_DAY})(?:(?P<join>\s{{0,3}}[-–]\s{{0,3}}|-?{ABLATIVE}\s{{1,3}})(?P<day2>{_DAY}))?"
    return rf"(?<![^\W_])(?P<month>{month})(?:\s{{1,4}}айы(?:ның)?)?\s{{1,4}}{days}{ending}"


def _english_day() -> str:
    days = rf"(?P<day>{_DAY}){_DAY_ENDING}(?:(?P<join>{_TO_DAY})(?P<day2>{_DAY}){_DAY_ENDING})?"
    return rf"(?<![^\W_])(?P<month>{month_pattern('en', 'short')})\s{{0,3}}{days}(?![\d%]|[.:]\d|,\d{{1,3}}(?!\d))"


def _day_pattern(days: str) -> str:
    month = month_pattern("kk", "ru", "en", "short")
    return rf"(?<![\w№])(?<!№\s)(?<!\d[.,/]){days}[\s-]{{0,4}}(?:of\s{{1,3}})?(?P<month>{month})(?:\s{{1,4}}(?:месяца|айы\w{{0,5}}))?"


Builder = Callable[[re.Match[str]], "Atom | None"]

RULES: tuple[tuple[Callable[[], str], Builder], ...] = (
    (lambda: rf"(?<![\d/.-])(?P<year>{_PLAIN_YEAR})(?P<sep>[-./])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d|[-./]\d){_tail()}", _iso),
    (
        lambda: (
            rf"(?<![\d/])(?<!\d[.,]){_OPEN}(?P<day>\d{{1,2}})(?:{_CLOSE}[ ]?\.[ ]?(?P<month>\d{{1,2}})[ ]?[.,]|(?P<sep>[/-])(?P<month2>\d{{1,2}})(?P=sep))"
            rf"[ ]?(?P<year>(?:1[89]|20)\d\d|20[ ]\d\d(?=\s?[гж]))(?!\d|[./]\d){_tail()}"
        ),
        _numeric,
    ),
    (lambda: rf"(?<![\d/.,-])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d\d)(?!\d|[.,:]\d|-\w|\s?(?:тармақ|бап|°)){_tail()}", _short_numeric),
    (_of_month_pattern, _days_of_month),
    (lambda: _day_pattern(_DAYS), _day_month),
    (lambda: _day_pattern(rf"{_OPEN}(?P<day>{_DAY}){_CLOSE}{_DAY_ENDING}"), _last_day_month),
    (lambda: _reversed_day(month_pattern("ru", "kk")), _day_month),
    (_english_day, _day_month),
    (_edge_pattern, _edge),
    (_part_pattern, _part),
    (_months_pattern, _first_months),
    (_last_pattern, _last_years),
    (lambda: rf"(?<![\d№/])(?<!№\s)(?P<a>{YEAR})\s{{0,3}}[-–/]{{1,2}}\s{{0,3}}(?P<b>{YEAR}|\d\d){year_word()}", _year_pair),
    (lambda: rf"(?<![\d№/])(?<!\d\.)(?<!№\s)(?<![^\W\d]-)(?P<year>{_BROKEN_YEAR}){year_word()}", _year),
    (lambda: rf"(?<!\w){relative_pattern('year')}", _relative_year),
    (lambda: rf"(?<!\w){relative_pattern('month')}", _relative("month")),
    (lambda: rf"(?<!\w){relative_pattern('week')}", _week),
    (lambda: rf"(?<!\w){relative_pattern('day')}", _relative("day")),
    (
        lambda: (
            r"(?:[«\"'_]{1,4}\s{0,2}_{0,8}(?P<day>\d{1,2})[_\s]{0,8}[»\"'_]{1,4}[\s.]{0,4}_{0,8}(?P<month>\d\d?)_{0,8}"
            r"|(?<![\d.,/])(?P<day_>\d\d)\.(?P<month_>\d\d))(?![\d%]|[.,:/-]\d)"
        ),
        _form_line,
    ),
    (lambda: rf"(?<![^\W_])(?P<month>{month_pattern('kk', 'ru', 'en', 'short')})(?:\s{{1,4}}(?:месяц\w{{0,2}}|ай(?:ы\w{{0,5}}|лары\w{{0,5}})?{NOT_IN_WORD}))?", _month),
    (lambda: rf"(?<![\w№/.,-])(?P<a>{_PLAIN_YEAR})\s{{0,2}}[-–]\s{{0,2}}(?P<b>{_PLAIN_YEAR})(?![\w%]|[-–/.,]\d)", _bare_pair),
    (lambda: rf"(?<![\d№/])(?<!\d\.)(?<!№\s)(?P<year>{_PLAIN_YEAR})(?![\d%/]|[.,:]\d)", _bare_year),
    (lambda: r"(?<=\s)(?P<year>\d\d)\s?(?:г\.|года|ж\.|жылғы|жылы|жыл)(?!\w)", _short_year),
)  # fmt: skip
"""The order in which the pieces are taken."""


DECOYS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("address-on-the-net", lambda: r"https?://\S{1,300}|www\.\S{1,200}|[\w.+-]{1,40}@[\w.-]{1,60}|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)"),
    ("telephone", lambda: r"(?:тел|факс|tel|fax|phone)\w{0,8}\.?\s?:?\s{0,3}\+?[\d(][\d\s()-]{4,20}\d|(?<!\d)(?:8|\+?7)\s?\(\d{3,5}\)[\d\s-]{5,12}\d"),
    (
        "document-number",
        lambda: (
            rf"№\s{{0,3}}(?!\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|{YEAR}{year_word()}|{_DAYS}[\s-]{{0,3}}{month_pattern('kk', 'ru', 'en')})"
            r"[\w./-]{0,12}\d[\w./-]{0,20}"
        ),
    ),
    ("clause", lambda: r"(?<!\w)(?:пункт\w{0,3}|подпункт\w{0,3}|пп?\.|стать\w{1,3}|ст\.|раздел\w{0,3}|глав\w{1,3}|верси\w|version|v\.?)\s{0,2}\d{1,4}(?:\.\d{1,4}){1,4}"),
    ("blank-form", lambda: rf"[»\"'_]\s{{0,3}}_{{2,40}}\s{{0,3}}{_BROKEN_YEAR}{year_word()}|{_BROKEN_YEAR}{year_word()}\s{{0,3}}[«\"']?\s?_{{1,40}}\s?[»\"']?\s{{0,3}}_{{2,40}}"),
)  # fmt: skip
"""What looks like a date and is none."""


@cache
def _compiled() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], tuple[tuple[re.Pattern[str], Builder], ...]]:
    return (
        tuple((rule, re.compile(make())) for rule, make in DECOYS),
        tuple((re.compile(make()), build) for make, build in RULES),
    )


def atoms(passage: Passage) -> list[Atom]:
    """The pieces in the passage, in order, none overlapping another."""
    text = lowered(passage.folded)
    base, end = passage.span
    taken = bytearray(max(0, end - base))
    decoys, rules = _compiled()
    for rule, decoy in decoys:
        for match in decoy.finditer(text, base, end):
            _take(taken, match.start() - base, match.end() - base)
            note("date", rule, match.span(), won=False, why="looks like a date and is none")
    found = [atom for form, build in rules for match in form.finditer(text, base, end) if (atom := _new(taken, base, match, build))]
    return sorted(found, key=lambda atom: atom.start)


def _new(taken: bytearray, base: int, match: re.Match[str], build: Builder) -> Atom | None:
    """The atom that the match makes where nothing is taken yet."""
    start, end = match.start() - base, match.end() - base
    if taken.find(1, start, end) >= 0:
        return None
    atom = build(match)
    if atom is not None:
        _take(taken, start, end)
    return atom


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\x01" * (end - start)
