"""What the matches of the patterns in `dates_atoms` become: atoms, the pieces that dates are made of.

A builder is given a match in lower-cased text and returns an atom, or None where the match is no such piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from docpipe.language.numerals import cardinal, ordinal
from docpipe.mentions.dates_value import Point
from docpipe.mentions.dates_words import month_of, months_gone, shift_of
from docpipe.model.lazy import lazy

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


_LEAD = lazy(r"(?<!\w)(?:со?|от|from|between|между)\s{1,4}\Z")


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


def iso(m: re.Match[str]) -> Atom | None:
    """`2023-10-05`, `2023.10.05`; nothing where no calendar has the day."""
    point = Point(int(m["year"]), int(m["month"]), int(m["day"]))
    return None if point.impossible else Atom(*m.span(), "day", point, point, "year-month-day", dated=True)


def numeric(m: re.Match[str]) -> Atom | None:
    """`05.10.2023`, `05/10/2023`; a day that no calendar has stays as printed where it can only be a date."""
    day, month = int(m["day"]), int(m["month"] or m["month2"])
    if m["sep"] == "/" and month > 12 >= day:
        day, month = month, day
    if not (1 <= day <= 39 and 1 <= month <= 19):
        return None
    point = Point(full_year(m["year"]), month, day)
    return Atom(*m.span(), "day", point, point, "day-month-year", dated=True)


_ROMAN_MONTHS = {
    numeral: month for month, numeral in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
_LATIN = str.maketrans("хі", "xi")


def roman_month(m: re.Match[str]) -> Atom | None:
    """`5.X.2023`, `«5» X 2023`, `5 X 2023 г.`, `от 5/X/2023`: the month as a Roman numeral.

    Among blanks alone it may be a sign of multiplication, `10 х 2000 мм`, beside a dash or a slash a number, `решение 12-IV/2023`.
    """
    month = _ROMAN_MONTHS.get(m["roman"].translate(_LATIN))
    apart, printed = m["apart"].strip(), m["tail"] or m[0][0] in "«\"'"
    if month is None or apart != m["apart2"].strip():
        return None
    if not printed and (not apart or (apart != "." and not _led_by(_SHORT_LEAD, m))):
        return None
    point = Point(full_year(m["year"]), month, int(m["day"]))
    return None if point.impossible else Atom(*m.span(), "day", point, point, "roman-month", dated=True)


_SHORT_LEAD = lazy(r"(?<!\w)(?:от|со?|до|по|на|к|дата|күні|date)\s?:?\s{0,3}\Z")


def short_numeric(m: re.Match[str]) -> Atom | None:
    """`5.10.23 г.`; without a word beside it only where day and month have two figures."""
    point = Point(full_year(m["year"]), int(m["month"]), int(m["day"]))
    sure = bool(m["tail"]) or _led_by(_SHORT_LEAD, m) or (m["sep"] == "." and len(m["day"]) == len(m["month"]) == 2)
    return Atom(*m.span(), "day", point, point, "two-digit-year", dated=True) if sure and not point.impossible else None


def _led_by(lead: re.Pattern[str], m: re.Match[str]) -> bool:
    return bool(lead.search(m.string, max(0, m.start() - 16), m.start()))


_JOINING = frozenset({"по", "до", "на", "to", "through", "till", "until"})


def day_month(m: re.Match[str]) -> Atom | None:
    """A day or a period of days; only the second day where nothing before the first says that a period begins."""
    month = month_of(m["month"])
    if month is None:
        return None
    first = Point(None, month[0], int(m["day"]))
    if not m["join"]:
        return Atom(*m.span(), "day", first, first, "day-month", month[1])
    last = replace(first, day=int(m["day2"]))
    if (m["join"].strip() in _JOINING and not _led_by(_LEAD, m)) or int(m["day2"]) <= int(m["day"]):
        start = m.start("day2") if m.start("month") > m.start("day") else m.start()
        return Atom(start, m.end(), "day", last, last, "day-month", month[1]) if start > m.start() else None
    return Atom(*m.span(), "day", first, last, "days-month", month[1])


def form_line(m: re.Match[str]) -> Atom | None:
    """`«12» 04` or `16.07` beside a year: the day and the month that a form line holds."""
    day, month = int(m["day"] or m["day_"]), int(m["month"] or m["month_"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    point = Point(None, month, day)
    return Atom(*m.span(), "form", point, point, "form-line", weak=True)


def month_word(m: re.Match[str]) -> Atom | None:
    """A month by its name, with or without the word for month."""
    month = month_of(m["month"])
    if month is None:
        return None
    point = Point(None, month[0])
    return Atom(*m.span(), "month", point, point, "month", month[1], weak=True)


def month_which(m: re.Match[str]) -> Atom | None:
    """`last December`, `this May`."""
    month = month_of(m["month"])
    if month is None:
        return None
    point = Point(None, month[0], shift=-1 if m["which"] == "last" else 0)
    return Atom(*m.span(), "month", point, point, "month-which", "en", dated=True)


def quarter(m: re.Match[str]) -> Atom:
    """`Q1`."""
    number = int(m["q"])
    return Atom(*m.span(), "part", *_months(number * 3 - 2, number * 3), "quarter", "en", weak=True)


def part(m: re.Match[str]) -> Atom | None:
    """A half or a quarter of a year, or several: `I полугодие`, `III–IV кварталах`. Weak where the words may mean something else."""
    length = 6 if m["half"] else 3
    first, last = ordinal(m["ord"]), ordinal(m["ord2"] or m["ord"])
    if first is None or last is None or not 1 <= first <= last <= 12 // length:
        return None
    weak = not any(letter in m["noun"] for letter in ("полуг", "пол.", "п/г", "жылд", "квартал", "тоқсан"))
    weak = weak or (m["ord"][0].isdigit() and not m["half"] and not _led_by(_IN, m))
    rule = "half-year" if m["half"] else "quarter"
    return Atom(*m.span(), "part", *_months(first * length - length + 1, last * length), rule, _tongue(m["noun"]), weak)


_IN = lazy(r"(?<!\w)(?:в|во|за|на|по итогам|итогам)\s{1,4}\Z")


def _tongue(noun: str) -> str:
    """The language of a noun, as far as it tells where its year stands: before it in Kazakh."""
    return "kk" if re.match("тоқ|жар|ай", noun) else "ru"


def _months(first: int, last: int) -> tuple[Point, Point]:
    ends = {2: None, 4: 30, 6: 30, 9: 30, 11: 30}
    return Point(None, first, 1), Point(None, last, ends.get(last, 31))


def _kazakh_months(m: re.Match[str]) -> bool:
    """`9 айда 45 мектеп салынды`: in the months gone; not `соңғы 3 айда`."""
    return m["noun"] == "айда" and not re.search(
        r"(?:соңғы|кейінгі|алдағы|келесі|алғашқы|әр|әрбір|кез келген)\s{1,3}$", m.string[max(0, m.start("n") - 16) : m.start("n")]
    )


def first_months(m: re.Match[str]) -> Atom | None:
    """`9 месяцев`, `9 айында`: from January, once a year stands beside it."""
    count = cardinal(m["n"])
    if count is None or not 1 <= count <= 12:
        return None
    first, last = _months(1, count)
    lead, tail, no = months_gone()
    alone = tail.match(m.string, m.end()) or (
        count > 1
        and (lead.search(m.string, max(0, m.start("n") - 20), m.start("n")) or _kazakh_months(m))
        and not no.match(m.string, m.end())
    )
    return Atom(*m.span(), "part", first, last, "months-gone" if alone else "first-months", _tongue(m["noun"]), weak=True)


def half_a_year(m: re.Match[str]) -> Atom:
    """`первые полгода 2023 года`."""
    return Atom(*m.span(), "part", *_months(1, 6), "half-year", "ru")


_CENTURIES = {"девятнадцат": 1800, "двадцат": 1900, "20": 1900, "прошлого": 1900, "өткен": 1900}
_ROMAN = {"xv": 1400, "xvi": 1500, "xvii": 1600, "xviii": 1700, "xix": 1800, "xx": 1900, "xxi": 2000}


def decade(m: re.Match[str]) -> Atom | None:
    """Ten years, or several tens of them: of a year that is told in full, or of a century."""
    if m["decade"] or m["tens_to"]:
        first = int(m["from"] or m["from_"] or m["decade"])
        last = int(m["decade"] or first - first % 100 + int(m["tens_to"]))
    else:
        last = _century(m["century"] or m["century_kk"]) + int(m["tens"] or m["tens_kk"])
        first = last - last % 100 + int(m["tens_from"] or m["from_kk"] or last % 100)
    if not _ROMAN["xvi"] <= first <= last or (_ROMAN["xxi"] <= first < last and "жыл" in m[0]):
        return None  # 2020-2030-жылдарға арналған: years of a plan, whatever the hyphen
    return Atom(*m.span(), "year", Point(first), Point(last + 9), "decade", dated=True)


def _century(said: str) -> int:
    """The hundreds of a century; 0 where none is told."""
    roman = said.translate(str.maketrans("хі", "xi"))
    return _ROMAN.get(roman) or next((hundreds for word, hundreds in _CENTURIES.items() if said.startswith(word)), 0)


def year(m: re.Match[str]) -> Atom:
    """A number with a word for year after it."""
    point = Point(full_year(m["year"]))
    return Atom(*m.span(), "year", point, point, "year", dated=True)


def short_year(m: re.Match[str]) -> Atom:
    """`23 г.`: a year only after a day or a month."""
    point = Point(full_year(m["year"]))
    return Atom(*m.span(), "year", point, point, "short-year", weak=True, dated=True)


def bare_year(m: re.Match[str]) -> Atom:
    """Four figures, for the context to decide."""
    point = Point(int(m["year"]))
    return Atom(*m.span(), "year", point, point, "bare-year", weak=True, dated=True)


def year_pair(m: re.Match[str]) -> Atom | None:
    """`2019–2023 годы`, `2022/23 учебный год`."""
    years = _years(int(m["a"]), int(m["b"]))
    return Atom(*m.span(), "year", *years, "years", dated=True) if years else None


_LONGEST_LIFE = 110


def lifetime(m: re.Match[str]) -> Atom | None:
    """`(1866–1937)` behind a name; round figures may count something."""
    born, died = int(m["a"]), int(m["b"])
    if not 0 < died - born <= _LONGEST_LIFE or (born % 50 == 0 and died % 50 == 0):
        return None
    return Atom(*m.span(), "year", Point(born), Point(died), "years", dated=True)


def bare_pair(m: re.Match[str]) -> Atom | None:
    """`2019–2023` without a word: years of our time."""
    years = _years(int(m["a"]), int(m["b"]))
    usual = years and int(m["a"]) >= 1985 and int(m["b"]) <= 2060
    return Atom(*m.span(), "year", *years, "years", dated=True) if years and usual else None


def relative_year(m: re.Match[str]) -> Atom:
    """`т.г.`, `өткен жылы`."""
    point = Point(shift=shift_of("year", m.group()))
    return Atom(*m.span(), "year", point, point, "relative-year", dated=True)


def closed_year(m: re.Match[str]) -> Atom:
    """`в отчётном году`: the year that is over, or nearly so."""
    point = Point(unit="closed-year")
    return Atom(*m.span(), "words", point, point, "reported-year", dated=True)


def ago(m: re.Match[str]) -> Atom | None:
    """`два года назад`, `екі жыл бұрын`, `a year earlier`, `three months ago`."""
    count = 1 if m["one"] else cardinal(m["n"])
    if not count or count > _LONGEST_AGO:
        return None
    point = Point(unit="month" if m["month"] else "year", shift=-count)
    return Atom(*m.span(), "words", point, point, "ago", dated=True)


_LONGEST_AGO = 60


def relative(unit: Literal["month", "day"]) -> Callable[[re.Match[str]], Atom]:
    """A builder for the phrases of this unit: `сегодня`, `в прошлом месяце`."""

    def build(m: re.Match[str]) -> Atom:
        point = Point(unit=unit, shift=shift_of(unit, m.group()))
        return Atom(*m.span(), "words", point, point, f"relative-{unit}", dated=True)

    return build


def week(m: re.Match[str]) -> Atom:
    """From Monday to Sunday of a week told from the document."""
    shift = shift_of("week", m.group())
    return Atom(
        *m.span(), "words", Point(day=1, unit="week", shift=shift), Point(day=7, unit="week", shift=shift), "relative-week", dated=True
    )


def last_years(m: re.Match[str]) -> Atom | None:
    """`последние два года`, `соңғы 3 жылда`."""
    count = cardinal(m["n"])
    if not count:
        return None
    first, last = Point(unit="closed-year", shift=1 - count), Point(unit="closed-year")
    return Atom(*m.span(), "words", first, last, "last-years", dated=True)


def days_of_month(m: re.Match[str]) -> Atom | None:
    """`с 1 по 15 число`, `по 31 включительно`: days of the month that the document is of."""
    first = Point(day=int(m["day"]), unit="month") if m["day"] else None
    last = Point(day=int(m["day2"]), unit="month")
    return Atom(*m.span(), "words", first, last, "days-of-the-month", dated=True)


def edge(m: re.Match[str]) -> Atom:
    """`с начала года`, `до конца …`: open at one side."""
    begins = m.lastgroup == "begin"
    first = Point(None, 1, 1) if begins else None
    last = None if begins else Point(None, 12, 31)
    own = re.search(r"год|year|жыл", m.group()) is not None
    return Atom(*m.span(), "words" if own else "edge", first, last, "since-the-beginning" if begins else "until-the-end", dated=own)
