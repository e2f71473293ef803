"""What citations are made of: dates, numbers, titles in quotation marks, entries in the register, articles, by their places.

A grammar walks from the word for the act to its neighbours and asks here what begins or ends at a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from docpipe.language.passage import Passage
from docpipe.mentions import numbers
from docpipe.mentions.numbers import LETTER
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

PARAGRAPH = lazy(r"\n[ \t*_]{0,9}\n")
LONGEST_TITLE = 900


@dataclass(frozen=True, slots=True)
class ReferenceMention:
    """An act that the text names. `date` is ISO, as exact as the text; `title` in the nominative; absent parts are None."""

    span: Span
    kind: str
    title: str | None = None
    number: str | None = None
    registry_number: str | None = None
    date: str | None = None
    article: str | None = None
    issuer: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a citation at `span` (a number's with its sign, a title's with its marks) and what it says."""

    span: Span
    value: str


class Shelf:
    """Pieces of one sort, by where they begin and by where they end."""

    __slots__ = ("ending", "items", "starting")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.items = sorted(pieces, key=lambda piece: piece.span)
        self.starting = {piece.span.start: piece for piece in reversed(self.items)}
        self.ending = {piece.span.end: piece for piece in reversed(self.items)}


@dataclass(frozen=True, slots=True)
class Ground:
    """A passage and everything on it that citations are made of."""

    passage: Passage
    dates: Shelf
    numbers: Shelf
    quotes: Shelf
    registries: Shelf
    articles: Shelf

    @property
    def text(self) -> str:
        """The folded text of the packet."""
        return self.passage.folded

    def paragraph_start(self, at: int, reach: int) -> int:
        """Where the paragraph of `at` begins, `reach` characters back at most."""
        floor = max(self.passage.span.start, at - reach)
        breaks = [match.end() for match in PARAGRAPH.finditer(self.text, floor, at)]
        return breaks[-1] if breaks else floor

    def paragraph_end(self, at: int, reach: int) -> int:
        """Where the paragraph of `at` ends, `reach` characters on at most."""
        ceiling = min(self.passage.span.end, at + reach)
        match = PARAGRAPH.search(self.text, at, ceiling)
        return match.start() if match else ceiling


def survey(passage: Passage, dates: Sequence[Any]) -> Ground:
    """The ground of `passage`; `dates` have `.span` and an ISO `.value` (or None)."""
    found_dates = _dates(passage)
    taken = {at for piece in found_dates for at in range(*piece.span)}
    others = [Piece(Span(*one.span), one.value) for one in dates if one.value and taken.isdisjoint(one.span)]
    found_numbers = [Piece(Span(one.sign, one.span.end), one.value) for one in numbers.find(passage)]
    return Ground(
        passage,
        Shelf([*found_dates, *others]),
        Shelf(found_numbers),
        Shelf(_quotes(passage)),
        Shelf(_registries(passage)),
        Shelf(_articles(passage)),
    )


# ---------------------------------------------------------------- dates
@cache
def _date_pattern() -> re.Pattern[str]:
    months = table("months")["month"]
    russian = "|".join(form for month in months for form in sorted(month["ru"], key=len, reverse=True))
    english = "|".join(form for month in months for form in month["en"])
    kazakh = "|".join(month["kk"] for month in months)
    gap, year = r"[\s*_]{1,4}", r"[\s*_]{0,3}(?:года|году|год|г\.|г(?![\w]))"
    kazakh_year = r"(?:жылғы|жылы|жылдың|ж\.|ж(?!\w))"
    return compiled(
        rf"(?<![\w./-])(?:(?P<d1>\d{{1,2}})\.(?P<m1>\d{{1,2}})\.(?P<y1>\d{{4}})(?![\d])(?:{year}|[\s*_]{{0,3}}{kazakh_year})?"
        rf"|«?(?P<d2>\d{{1,2}})»?{gap}(?P<ru>{russian}){gap}(?P<y2>\d{{4}})(?:{year})?"
        rf"|(?P<y3>\d{{4}}){gap}{kazakh_year}{gap}«?(?P<d3>\d{{1,2}})»?{gap}(?P<kk>{kazakh})(?:[{LETTER}]{{1,6}})?"
        rf"|(?P<y6>\d{{4}}){gap}{kazakh_year}{gap}(?P<d6>\d{{1,2}})\.(?P<m6>\d{{1,2}})(?!\d)"
        rf"|(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:{gap}of)?{gap}(?P<e1>{english}),?{gap}(?P<y4>\d{{4}})"
        rf"|(?P<e2>{english}){gap}(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?{gap}(?P<y5>\d{{4}}))",
        re.IGNORECASE,
    )


@cache
def _month_numbers() -> dict[str, int]:
    return {form: month["number"] for month in table("months")["month"] for form in [*month["ru"], *month["en"], month["kk"]]}


def _dates(passage: Passage) -> list[Piece]:
    """Full dates, each with the word for the year."""
    return [Piece(Span(*match.span()), iso) for match in passage.finditer(_date_pattern()) if (iso := _iso(match))]


def _iso(match: re.Match[str]) -> str | None:
    """The ISO date of a match, or None where there is no such day."""
    parts = {name: value for name, value in match.groupdict().items() if value}
    first = {name[0]: value for name, value in parts.items()}
    word = parts.get("ru") or parts.get("kk") or parts.get("e1") or parts.get("e2")
    month = _month_numbers().get(word.lower(), 0) if word else int(first["m"])
    day = int(first["d"])
    return f"{first['y']}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


# ---------------------------------------------------------------- titles in quotation marks
def _quotes(passage: Passage) -> list[Piece]:
    """Everything in quotation marks, nested ones too; a mark left open ends where the citation goes on or the paragraph ends."""
    found: list[Piece] = []
    start = passage.span.start
    for match in [*PARAGRAPH.finditer(passage.folded, *passage.span), None]:
        end = match.start() if match else passage.span.end
        found += _quotes_of_paragraph(passage, start, end)
        start = match.end() if match else end
    return found


_MARK = lazy(r'[«»"]')


def _quotes_of_paragraph(passage: Passage, start: int, end: int) -> list[Piece]:
    text = passage.folded
    open_: list[int] = []
    closed: list[tuple[int, int]] = []
    for match in _MARK.finditer(text, start, end):
        at = match.start()
        opens = match[0] == "«" if match[0] != '"' else not (open_ and text[open_[-1]] == '"' and not _opening(text, at, start, end))
        if opens and match[0] == "«" and open_ and not _opening(text, at, start, end):
            opens = False
        if opens:
            open_ = [*open_[-7:], at]
        elif open_:
            closed.append((open_.pop(), at + 1))
    spans = [*closed, *((at, _end_of_open(text, at, end, closed[-400:])) for at in open_)]
    return [Piece(Span(*span), _inner(passage, span)) for span in spans if 3 < span[1] - span[0] <= LONGEST_TITLE]


def _opening(text: str, at: int, start: int, end: int) -> bool:
    """Whether a mark that looks the same on both sides opens: a blank or bracket before it, none behind."""
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in "([«*_") and not (behind.isspace() or behind in ".,;:)")


_GOES_ON = lazy(r"[,;]\s|\.\s{1,3}[А-ЯӘҒҚҢӨҰҮҺІA-Z]|\s{1,3}(?:от|of|dated)\s{1,3}\d|\s{1,3}№|\)|\s{1,3}(?:19|20)\d\d\s{1,3}ж")


def _end_of_open(text: str, at: int, end: int, closed: list[tuple[int, int]]) -> int:
    """Where a title whose closing mark is missing ends: at the mark of the title inside it, else where something else begins."""
    inside = [close for begin, close in closed if begin > at]
    ceiling = min(end, at + 400)
    stop = _GOES_ON.search(text, at + 1, ceiling)
    limit = stop.start() if stop else ceiling
    first = min(inside, default=limit)
    reach = first if first - at < 400 and first > limit and min(begin for begin, close in closed if begin > at) < limit else limit
    return at + len(text[at:reach].rstrip())


def _inner(passage: Passage, span: tuple[int, int]) -> str:
    """What stands between the marks, on one line."""
    quote = passage.quote(span)
    inner = quote[1:-1] if passage.folded[span[1] - 1] in '»"' else quote[1:]
    return clean(inner).rstrip(" ,;")


def clean(text: str) -> str:
    """One line, without the marks of emphasis.

    >>> clean("план  *мер* ")
    'план мер'
    """
    return " ".join(re.sub(r"[*_\\]", "", text).split())


# ---------------------------------------------------------------- register and articles
_REGISTRY = lazy(
    r"(?:зарегистрирован\w{0,3}[^()№;\n]{0,260}?№\s{0,2}(?P<ru>\d{3,7})"
    r"|(?:нормативтік\s{1,3}құқықтық|НҚА|тізілімінде|әділет\s{1,3}министрлігінде|мемлекеттік\s{1,3}тіркеу)[^()№;\n]{0,160}?№\s{0,2}(?P<kk>\d{3,7})"
    r"(?:[^()№;\n]{0,40}?(?:тіркелген|тіркелді))?|registered[^()№;\n]{0,200}?(?:№|No\.?|N)\s{0,2}(?P<en>\d{3,7}))",
    re.IGNORECASE,
)  # fmt: skip


def _registries(passage: Passage) -> list[Piece]:
    """Entries in the state's register of normative acts."""
    return [Piece(Span(*match.span()), match["ru"] or match["kk"] or match["en"]) for match in passage.finditer(_REGISTRY)]


_LIST = r"\d{1,4}(?:-\d{1,3})?(?:\(\d{1,3}\)){0,2}(?:\s{0,2}(?:,|и|и\s{1,2}ст\.|және|мен|and|–|-)\s{0,3}\d{1,4}(?:-\d{1,2})?){0,12}"
_POINT = (
    r"(?:(?:подпункт\w{0,4}|пп\.|п\.\s?п\.|пункт\w{0,4}|п\.|част\w{1,4}|ч\.|абзац\w{0,4}|подп\.)\s{0,2}"
    r"(?:\d{1,3}(?:-\d{1,2})?\)?(?:\s{0,2}[,и–-]\s{0,2}\d{1,3}\)?){0,6}|перв\w{2,3}|втор\w{2,3}|треть\w{1,3})\s{0,2},?\s{0,3}(?:и\s{1,2})?)"
)
_ARTICLES = lazy(
    rf"(?<![\w])(?:(?P<points>{_POINT}){{0,5}})(?:(?:ст\.\s?ст\.|ст\.|стат(?:ья|ьи|ье|ью|ьёй|ьей|ей|ьям|ьями|ьях))\s{{0,3}}(?P<ru>{_LIST})"
    rf"(?:\s{{0,2}},?\s{{0,2}}{_POINT}){{0,2}}"
    rf"|(?:глав(?:а|ы|е|ой)|раздел\w{{0,2}})\s{{1,3}}(?P<chapter>\d{{1,3}}))"
    rf"|(?<!\w)(?:(?:sub-?)?(?:paragraph|clause|item)s?\s{{1,3}}\d{{1,3}}\)?,?\s{{1,3}}(?:of\s{{1,3}})?){{0,3}}(?:Articles?|Art\.)\s{{1,3}}(?P<en>{_LIST})"
    rf"|(?<![\w])(?P<steps>\d{{1,3}}(?:st|nd|rd|th)?(?:\s{{0,2}}(?:,|and|и|–|-)\s{{0,3}}\d{{1,3}}(?:st|nd|rd|th)?){{0,12}})-?(?:й|го|му)?\s{{1,3}}"
    rf"(?:steps?|шаг\w{{0,3}})(?:\s{{1,3}}of(?:\s{{1,3}}the)?)?"
    rf"|(?<![\w])(?:подпункт\w{{0,4}}\s{{0,2}}\d{{1,3}}\)?\s{{0,2}})?(?:пункт\w{{0,4}}|п\.)\s{{0,2}}(?P<point>{_LIST})",
    re.IGNORECASE,
)


def _articles(passage: Passage) -> list[Piece]:
    """Articles (else points, steps) with what stands before them, each ending where the act's name must begin."""
    found = []
    for match in passage.finditer(_ARTICLES):
        value = match["ru"] or match["en"] or match["steps"] or match["point"]
        end = match.start() + len(match[0].rstrip(" ,\n"))
        if value:
            found.append(Piece(Span(match.start(), end), article_value(value)))
    return found


def article_value(printed: str) -> str:
    """The list of articles, the way it is written: `12, 15`, `28-34`.

    >>> article_value("28,30 и 34"), article_value("28 – 34"), article_value("32nd")
    ('28, 30, 34', '28-34', '32')
    """
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)|\s{0,3}ст\.", "", printed)
    plain = re.sub(r"\s{0,3}(?:,|и|және|мен|and)\s{0,3}", ", ", plain)
    return re.sub(r"\s{0,3}[–-]\s{0,3}", "-", plain).strip(" ,")


# ---------------------------------------------------------------- words for acts
@dataclass(frozen=True, slots=True)
class Act:
    """A kind of act: how a citation of it is recognised (`group`) and how its word stands in the nominative."""

    kind: str
    group: str
    nominative: str


_KAZAKH_CASE = r"(?P<case>нің|ның|нде|нда|нен|нан|не|на|ндегі|ндағы|н|мен|пен|бен)?"


@cache
def heads(language: str) -> tuple[re.Pattern[str], dict[str, Act]]:
    """The pattern that finds words for acts (group `head`), and what each lower-cased form is."""
    forms: dict[str, Act] = {}
    for row in table("acts")["act"]:
        words = [word.replace("_", " ") for word in row[language].split()]
        for word in words:
            nominative = word if language == "kk" else words[0]
            forms[word.lower()] = Act(row["kind"], row["group"], nominative)
    body = "|".join(re.escape(form).replace(r"\ ", r"\s{1,3}") for form in sorted(forms, key=len, reverse=True))
    case = _KAZAKH_CASE if language == "kk" else ""
    first = "".join(sorted({form[0] for form in forms}))
    return compiled(rf"(?=[{first}])(?<![{LETTER}-])(?P<head>{body}){case}(?![{LETTER}])", re.IGNORECASE), forms


def act_of(language: str, head: str) -> Act:
    """The act that the found word stands for."""
    return heads(language)[1][" ".join(head.lower().split())]


def begins(word: str, name: str, language: str | None = None) -> bool:
    """Whether `word` begins like one of the vocabulary's `issuers.NAME` (or the language's list)."""
    rows = table("acts")["issuers"][language or name]
    return word.lower().startswith(tuple(rows))


COUNTRY = r"(?:Республик(?:и|а|е|у|ой)\s{1,3}Казахстан|РК|ҚР|Қазақстан\s{1,3}Республикасы(?:ның)?)"


def with_article(mention: ReferenceMention, piece: Piece) -> ReferenceMention:
    """The mention stretched over its article."""
    span = Span(min(mention.span.start, piece.span.start), max(mention.span.end, piece.span.end))
    return replace(mention, span=span, article=piece.value)


_JOINED = lazy(r"(?:,|\s(?:и|а[\s*_]{1,3}также))[\s*_]{1,4}\Z")
_OF_LAW = lazy(r"стат|ст\.", re.IGNORECASE)


def with_former(ground: Ground, article: Piece) -> Piece:
    """The article with those that stand before it: `части 3 статьи 190 и пункту 1) части 2 статьи 188 …`."""
    while joined := _JOINED.search(ground.text, max(ground.passage.span.start, article.span.start - 16), article.span.start):
        former = ground.articles.ending.get(joined.start())
        if former is None or not all(_OF_LAW.search(ground.text, *one.span) for one in (former, article)):
            break
        article = Piece(Span(former.span.start, article.span.end), f"{former.value}, {article.value}")
    return article
