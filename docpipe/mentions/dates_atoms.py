"""The pieces that dates are made of, each found by one pattern: a year, a month, a day with its month, a part of a year.

Patterns look at lower-cased text of the packet's length. A piece is taken by the first rule that finds it, in the order of
`RULES`; the rules of `DECOYS` take what looks like a date and is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from docpipe.language.numerals import pattern
from docpipe.language.passage import Passage
from docpipe.mentions import dates_build as build
from docpipe.mentions import dates_kazakh, dates_russian, dates_russian_said
from docpipe.mentions.dates_build import Atom
from docpipe.mentions.dates_words import NOT_IN_WORD, ago_pattern, any_of, month_pattern, relative_pattern, traces, words, year_word
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.model.trace import note

YEAR = r"(?:1[5-9]|20|21)\d\d"
_BROKEN_YEAR = rf"(?:{YEAR}|20\s\d\d)"
_PLAIN_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3\d)(?!\d)"
_OPEN = r"(?:[«\"'_]{1,8}\s{0,2}_{0,8})?"
_CLOSE = r"(?:[_\s]{0,8}[»\"'_]{1,8})?"
_DAY_ENDING = r"(?:\s?-?(?:го|ое|ого|е|ші|шы|нші|ншы|st|nd|rd|th)(?!\w))?"
ABLATIVE = r"(?:дан|ден|нан|нен|тан|тен|інен|ынан|сынан|сінен)"
_TO_DAY = (
    rf"(?:\s{{0,3}}[-–]{{1,2}}\s{{0,3}}|\s{{1,3}}(?:по|до|на|to|through|till|until)\s{{1,3}}|\s?-?{ABLATIVE}\s{{1,3}}(?:бастап\s{{1,3}})?)"
)
_DAYS = rf"{_OPEN}(?P<day>{_DAY}){_CLOSE}{_DAY_ENDING}(?:(?P<join>{_TO_DAY}){_OPEN}(?P<day2>{_DAY}){_CLOSE}{_DAY_ENDING})?"


@lru_cache(maxsize=4)
def lowered(folded: str) -> str:
    """The text in small letters, of the same length."""
    lower = folded.lower()
    return lower if len(lower) == len(folded) else "".join(one.lower() if len(one.lower()) == 1 else one for one in folded)


def _tail() -> str:
    return rf"(?P<tail>{year_word()}|\s?күн(?:і|гі|нен|ге|ден)?(?!\w))?"


def _part_nouns() -> tuple[str, str]:
    part = words()["part"]
    return tuple(any_of([*part[f"{what}_ru"], *part[f"{what}_kk"], *part[f"{what}_en"]]) for what in ("half", "quarter"))  # type: ignore[return-value]


def _part_pattern() -> str:
    half, quarter = _part_nouns()
    number = pattern("ordinals")
    return rf"(?<![\w.,/-])(?P<ord>{number})(?:\s?[-–]\s?(?P<ord2>{number}))?[\s-]{{1,4}}(?P<noun>(?P<half>{half})|{quarter})"


def _months_pattern() -> str:
    part, endings = words()["part"], "|".join(sorted(words()["nouns"]["ай"], key=len, reverse=True))
    noun = rf"(?:{any_of(part['months_ru'])}|{any_of(part['months_en'])}|ай(?:{endings}){NOT_IN_WORD})"
    return rf"(?<![\w.,/-])(?:(?:алғашқы|бастапқы)\s{{1,3}}(?=\w{{1,9}}\s{{0,3}}ай))?(?P<n>{pattern('cardinals')})(?:-?(?:ти|и|х|ми))?[\s-]{{0,3}}(?P<noun>{noun})"


def _decade_pattern() -> str:
    """`1990-е годы`, `2000-х`, `90-х годах XX века`, `1990-жылдары`, `өткен ғасырдың 60-жылдарында`."""
    ru = r"-?(?:ы?[ех]|ым|ыми|ми|м)(?!\w)"
    alone_ru = r"-(?:ы?[ех]|ы?ми)(?!\w)"  # `2000м` are metres, `в 2010-м` is one year
    years_ru = r"\s{1,3}(?:год(?:ы|ов|ах|ам|ами)|гг\.)"
    kk = r"\s?-\s?(?:(?:[ші]?[ыі]?н?ш[ыі])\s{1,3})?жылдар\w{0,9}"
    whole = rf"(?:(?P<from>(?:1[5-9]|20)\d0)(?:{alone_ru})?\s?[-–]\s?(?P<tens_to>[1-9]0)|(?:(?P<from_>(?:1[5-9]|20)\d0)(?:{alone_ru})?\s?[-–]\s?)?(?P<decade>(?:1[5-9]|20)\d0))"
    lead = r"(?:(?P<tens_from>[1-9]0)(?:-?ы?[ех])?\s?[-–]\s?)?"
    century = r"(?:[xх][vixіх]{0,4}|20|двадцат\w{2,3}|прошлого|девятнадцат\w{2,3}|өткен)"
    return (
        rf"(?=[1-9xхдпө])(?<![\w№/.,-])(?<!\d[-–]\s)(?<!\d,\s)(?<!және\s)(?:{whole}(?:{ru}{years_ru}|{alone_ru}|{kk})"
        rf"|{lead}(?P<tens>[1-9]0){ru}{years_ru}\s{{1,3}}(?P<century>{century})(?:-?го)?\s{{1,3}}(?:века|столетия|в\.)"
        rf"|(?P<century_kk>{century})(?:-?\s?ш?[ыі])?\s{{1,3}}ғасыр(?:дың)?\s{{1,3}}(?:(?P<from_kk>[1-9]0)\s?-\s?)?(?P<tens_kk>[1-9]0)(?:{kk}|(?<=\d0-\d0)\s{{1,3}}жылдар\w{{0,9}}))"
    )


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
    return rf"(?<!\w)(?:{lead}|по\s{{1,4}}(?={_DAY}{_DAY_ENDING}\s{{1,4}}включ)|(?<!ежемесячно )(?<!месяц )(?:до|к|не позднее)\s{{1,4}}(?={_DAY}{_DAY_ENDING}\s{{1,4}}числ))(?P<day2>{_DAY}){_DAY_ENDING}\s{{1,4}}(?:числ\w{{1,3}}|включительно)(?!\w)(?!\s{{1,3}}(?:каждого|ежемесячно|месяца,\s{{1,3}}след))"


def _reversed_day(month: str) -> str:
    """`октября 5 дня`, `қазанның 5-і`, `қазан айының 5-күні`."""
    case = r"(?:с?[іы](?:н\w{0,4})?|[ндт][ае]\w{0,3}|[кғгқ][ае]|[іы]?н?ш[іы]|күн\w{0,4}|е|го|ое|ого|о?му)"
    ending = rf"(?:\s?-\s?{case}|\s{{1,3}}(?:дня|числа|күн\w{{0,4}})){NOT_IN_WORD}"
    both = r"(?:\s?-?[іы]\w{0,2})?\s{1,3}(?:мен|бен|пен|және)\s{1,3}(?=\d{1,2}(?:\s?-?\w{1,3})?\s{1,3}арал)"
    days = rf"(?P<day>{_DAY})(?:(?P<join>\s{{0,3}}[-–]\s{{0,3}}|-?{ABLATIVE}\s{{1,3}}|{both})(?P<day2>{_DAY}))?"
    return rf"(?<![^\W_])(?P<month>{month})(?:\s{{1,4}}айы(?:ның)?)?\s{{1,4}}{days}{ending}"


def _english_day() -> str:
    days = rf"(?P<day>{_DAY}){_DAY_ENDING}(?:(?P<join>{_TO_DAY})(?P<day2>{_DAY}){_DAY_ENDING})?"
    return rf"(?<![^\W_])(?P<month>{month_pattern('en', 'short')})\s{{0,3}}{days}(?![\d%]|[.:]\d|,\d{{1,3}}(?!\d))"


def _day_pattern(days: str) -> str:
    month = month_pattern("kk", "ru", "en", "short")
    return rf"(?=[\d«\"'_])(?<![\w№])(?<!№\s)(?<!\d[.,/]){days}[\s_-]{{0,12}}(?:of\s{{1,3}})?(?P<month>{month})(?:\s{{1,4}}(?:месяца|айы\w{{0,5}}))?"


Builder = Callable[[re.Match[str]], "Atom | None"]

RULES: tuple[tuple[Callable[[], str], Builder], ...] = (
    (lambda: rf"(?=\d)(?<![\d/.-])(?P<year>{_PLAIN_YEAR})(?P<sep>[-./])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d|[-./]\d){_tail()}", build.iso),
    (
        lambda: (
            rf"(?=[\d«\"'_])(?<![\d/])(?<!\d[.,]){_OPEN}(?P<day>\d{{1,2}})(?:{_CLOSE}[ ]?\.[ ]?(?P<month>\d{{1,2}})[ ]?[.,]|(?P<sep>[/-])(?P<month2>\d{{1,2}})(?P=sep))"
            rf"[ ]?(?P<year>(?:1[89]|20)\d\d|20[ ]\d\d(?=\s?[гж]))(?!\d|[./]\d){_tail()}"
        ),
        build.numeric,
    ),
    (lambda: rf"(?=\d)(?<![\d/.,-])(?P<day>\d{{1,2}})(?P<sep>[./])(?P<month>\d{{1,2}})(?P=sep)(?P<year>\d\d)(?!\d|[.,:/]\d|-\w|\s?(?:тармақ|бап|°)){_tail()}", build.short_numeric),
    (
        lambda: rf"(?=[\d«\"'])(?<![\w./-]){_OPEN}(?P<day>{_DAY}){_CLOSE}(?P<apart>[\s./-]{{1,3}})(?P<roman>[vxхiі]{{1,4}})(?P<apart2>[\s./-]{{1,3}})(?P<year>{_PLAIN_YEAR}|\d\d(?=\s?[гж](?!\w)))(?!\d|[./-]\w){_tail()}",
        build.roman_month,
    ),
    (_of_month_pattern, build.days_of_month),
    dates_russian.RULES[0],
    (lambda: _day_pattern(_DAYS), build.day_month),
    (lambda: _reversed_day(month_pattern("ru", "kk")), build.day_month),
    (_english_day, build.day_month),
    (ago_pattern, build.ago),
    (_edge_pattern, build.edge),
    (_part_pattern, build.part),
    (lambda: r"(?<!\w)q(?P<q>[1-4])(?!\w)", build.quarter),
    (_months_pattern, build.first_months),
    (_last_pattern, build.last_years),
    (lambda: rf"(?<!\w)(?:перв\w{{2}}\s{{1,3}})?пол(?:у)?года(?=\s{{1,3}}{_PLAIN_YEAR})", build.half_a_year),
    (_decade_pattern, build.decade),
    *dates_kazakh.RULES,
    *dates_russian.RULES[1:],
    *dates_russian_said.RULES,
    (lambda: rf"(?=1[5-8])(?<=с\s)(?P<a>1[5-8]\d\d)\s(?:по|до)\s(?P<b>{YEAR}){year_word()}", build.year_pair),
    (lambda: rf"(?=\d)(?<![\d№/])(?<!№\s)(?P<a>{YEAR})\s{{0,3}}[-–/]{{1,2}}\s{{0,3}}(?P<b>{YEAR}|\d\d){year_word()}", build.year_pair),
    (lambda: rf"(?=\d)(?<![\d№/])(?<!\d\.)(?<!№\s)(?<![^\W\d]-)(?P<year>{_BROKEN_YEAR}){year_word()}", build.year),
    (lambda: rf"(?=\d)(?<![\d№/])(?<!\d\.)(?P<year>{_PLAIN_YEAR}|(?<=в\s)1[5-8]\d\d(?=-м)|(?<=(?:ар|вр|[аею][лн]|рт|ма|ст|бр)[аеуюя]\s)1[5-8]\d\d(?=-го))(?:-(?:го|му|м|ем|й|ші|шы)(?!\w|\s(?:км|метр|километр|забег|автобус|дом|полк|квартал|пикет|участк|номер|мест))|(?=\s[-–]\s(?:начал|середин|конц)\w{{1,2}}\s{_PLAIN_YEAR}))", build.year),
    (lambda: rf"(?<!\w){relative_pattern('year')}", build.relative_year),
    (lambda: rf"(?<!\w){relative_pattern('closed-year')}(?!\s?[:–-]?\s?{_PLAIN_YEAR})", build.closed_year),
    (lambda: rf"(?<!\w)(?P<which>last|this)\s{{1,3}}(?P<month>{month_pattern('en')})", build.month_which),
    (lambda: rf"(?<!\w){relative_pattern('month')}", build.relative("month")),
    (lambda: rf"(?<!\w){relative_pattern('week')}", build.week),
    (lambda: rf"(?<!\w){relative_pattern('day')}", build.relative("day")),
    (
        lambda: (
            r"(?:[«\"'_]{1,4}\s{0,2}_{0,8}(?P<day>\d{1,2})[_\s]{0,8}[»\"'_]{1,4}[\s.]{0,12}_{0,8}(?P<month>\d\d?)_{0,8}"
            r"|(?<!\d)(?<!\d[.,/])(?P<day_>\d\d)\.(?P<month_>\d\d))(?![\d%]|[.,:/-]\d)"
        ),
        build.form_line,
    ),
    (lambda: rf"(?<![^\W_])(?P<month>{month_pattern('kk', 'ru', 'en', 'short')})(?:\s{{1,4}}(?:месяц\w{{0,2}}|ай(?:ы\w{{0,5}}|лары\w{{0,5}})?{NOT_IN_WORD}))?", build.month_word),
    (lambda: r"(?<=\()(?P<a>1[5-9]\d\d|20\d\d)\s?[-–]{1,2}\s?(?P<b>1[5-9]\d\d|20\d\d)(?=[);,])", build.lifetime),
    (lambda: rf"(?=\d)(?<![\w№/.,-])(?P<a>{_PLAIN_YEAR})\s{{0,2}}[-–]\s{{0,2}}(?P<b>{_PLAIN_YEAR})(?![\w%]|[-–/.,]\d|\s?(?:руб|тенге|теңге|тг|доллар|евро|человек|адам|тонн|кг|ккал|мест|шт)\w{{0,4}}\.?(?!\w))", build.bare_pair),
    (lambda: rf"(?=\d)(?<![\d№/])(?<!\d\.)(?<!№\s)(?P<year>{_PLAIN_YEAR})(?![\d%/]|[.,:]\d)", build.bare_year),
    (lambda: r"(?<=\s)(?P<year>\d\d)\s?(?:г\.|года|ж\.|жылғы|жылы|жыл)(?!\w)", build.short_year),
)  # fmt: skip
"""The order in which the pieces are taken."""


DECOYS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("address-on-the-net", lambda: r"(?=[\w+-]{0,40}+[.:@])(?:https?://\S{1,300}|www\.\S{1,200}|[\w.+-]{1,40}@[\w.-]{1,60}|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d))"),
    ("telephone", lambda: (
            r"(?<!\w)(?:тел(?:ефон\w{0,4})?|факс\w{0,3}|tel|fax|phone)\.?\s?:?\s{0,3}\+?[\d(][\d ()-]{4,20}\d(?!\d|\.\d)"
            r"|(?<!\d)(?:8|\+?7)[ ]?\(\d{3,5}\)[\d -]{5,12}\d(?!\d|\.\d)"
        )),
    (
        "document-number",
        lambda: (
            rf"№\s{{0,3}}(?!\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|{YEAR}{year_word()}|\d{{1,2}}[»\"]?\s{{0,3}}{month_pattern('kk', 'ru', 'en')})"
            r"[\w./-]{0,12}\d[\w./-]{0,20}"
        ),
    ),
    ("clause", lambda: r"(?<!\w)(?:пункт\w{0,3}|подпункт\w{0,3}|пп?\.|стать\w{1,3}|ст\.|раздел\w{0,3}|глав\w{1,3}|верси\w|version|v\.?)\s{0,2}\d{1,4}(?:\.\d{1,4}){1,4}"),
    (
        "blank-form",
        lambda: (
            rf"(?:[»\"']\s{{0,3}}_{{2,40}}|(?<![_№])(?<!№\s)_{{3,40}})[ ]{{0,3}}{_BROKEN_YEAR}{year_word()}(?!\s{{0,3}}[«\"]?\d)"
            rf"|{_BROKEN_YEAR}{year_word()}\s{{0,3}}(?:[«\"']\s?_{{1,40}}\s?[»\"']\s{{0,3}}_{{2,40}}|_{{3,40}})"
        ),
    ),
)  # fmt: skip
"""What looks like a date and is none."""


@cache
def _compiled() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], tuple[tuple[re.Pattern[str], Builder], ...]]:
    return (
        tuple((rule, compiled(make())) for rule, make in DECOYS),
        tuple((compiled(make()), builder) for make, builder in RULES),
    )


_AROUND = 150


def _places(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches of text around what may belong to a date, in order, apart from each other."""
    first, last = start, start
    for match in traces().finditer(text, start, end):
        if match.start() - _AROUND > last:
            if last > first:
                yield Span(first, min(last, end))
            first = max(start, match.start() - _AROUND)
        last = match.end() + _AROUND
    if last > first:
        yield Span(first, min(last, end))


def atoms(passage: Passage) -> list[Atom]:
    """The pieces in the passage, in order, none overlapping another."""
    text = lowered(passage.folded)
    found = [atom for place in _places(text, *passage.span) for atom in _atoms(text, place)]
    return sorted(found, key=lambda atom: atom.start)


def _atoms(text: str, place: Span) -> Iterator[Atom]:
    """The pieces in one stretch, rule by rule."""
    taken = bytearray(place.end - place.start)
    decoys, rules = _compiled()
    for rule, decoy in decoys:
        for match in decoy.finditer(text, *place):
            _take(taken, place, match.span())
            note("date", rule, match.span(), won=False, why="looks like a date and is none")
    for form, make in rules:
        for match in form.finditer(text, *place):
            atom = make(match) if taken.find(1, match.start() - place.start, match.end() - place.start) < 0 else None
            if atom is not None:
                _take(taken, place, (atom.start, atom.end))
                yield atom


def _take(taken: bytearray, place: Span, span: tuple[int, int]) -> None:
    taken[span[0] - place.start : span[1] - place.start] = b"\x01" * (span[1] - span[0])
