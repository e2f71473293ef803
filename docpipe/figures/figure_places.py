"""Where in a sentence a region, a town, a district, the country is named, in any case, as the vocabulary calls it.

A bare name is a town's only where the sentence says a place by it: after a preposition, in the Kazakh locative, before a dash and a figure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docpipe.figures import figure_marks, figure_place_names
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docpipe.language.passage import Passage

_RANK = ("whole", "country", "region", "city", "district")
_LIST_RU = r"(?:(?:,\s|\sи\s|\sили\s)[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{3,30}){0,18}"
_LIST_KK = (
    r"(?:\s\([^()]{1,16}\))?(?:(?:,\s|\s(?:және|мен|бен|пен|әрі)\s)[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,20}(?:\sҚазақстан)?(?:\s\([^()]{1,16}\))?){0,18}"
)
"""`Маңғыстау (52,1 %), Алматы (64,4 %) облыстарында`: the figure of each may stand behind it."""
_LIST_EN = r"(?:(?:,\s(?:and\s)?|\sand\s)[A-Z][\w-]{2,20}(?:\sKazakhstan)?){0,18}"
_TO_FIGURE = r"\s?(?:–|:|\(|-\s)\s?(?:[+–-]?\s?\d|\w{3,12}\s\d)"
_BEHIND = {
    "region": {
        "ru": rf"{_LIST_RU}\s?(?:обл(?:\.|аст\w{{1,4}}))|{_TO_FIGURE}|\s?–\s|(?=[.,;)])",
        "kk": rf"{_LIST_KK}\s(?:облыс\w{{0,14}}|обл\.)|{_TO_FIGURE}",
        "en": rf"{_LIST_EN}\s(?:regions?|oblasts?|provinces?)(?!\w)|{_TO_FIGURE}",
    },
    "city": {
        "ru": _TO_FIGURE,
        "kk": rf"{_LIST_KK}\s(?:қала(?:сы|лар)\w{{0,10}}|қ\.)|{_TO_FIGURE}|{_LIST_KK.replace('{0,18}', '{1,18}')}(?<=да|де|та|те)(?!\w)",
        "en": rf"\scity(?!\w)|{_TO_FIGURE}",
    },
    "district": {
        "ru": rf"{_LIST_RU}\s(?:район\w{{0,3}}|р-н\w{{0,3}})(?!\w)",
        "kk": rf"{_LIST_KK}\sаудан(?:ы|дар)\w{{0,12}}",
        "en": rf"{_LIST_EN}\sdistricts?(?!\w)",
    },
}
_SIGN = {
    "ru": r"(?:(?<!\w)(?:г\.|гг\.|гор\.|город\w{0,3})\s?)$",
    "kk": r"(?!)",
    "en": r"(?:(?:city|cities|town)\sof\s)$",
}
_PREPOSITION = {"ru": r"(?<!\w)(?:в|во|по|из|под|около)\s$", "kk": r"(?!)", "en": r"(?<!\w)(?:in|from|within|at|across|near)\s$"}
_OF = {"ru": r"(?<!\w)[А-ЯЁа-яё][а-яё-]{3,30}\s$", "kk": r"(?!)", "en": r"(?<!\w)of\s$"}
_REGION_OF = lazy(r"(?:region|oblast|province)\sof\s$")
_ROUTE, _ROUTE_BEFORE = lazy(r"[–-](?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])"), lazy(r"\w[–-]$")
_CAPITAL = lazy(r"\s[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ«]")
_JOINT = lazy(r",\s|\s(?:и|және|мен|бен|пен|and)\s|,\sand\s")
_REACH = 24


class Place(NamedTuple):
    """A place named in the text; `kind` is region, city, district, country, or whole for the country without its name.

    `doubted` where nothing but a list behind a sure place makes it one.
    """

    span: Span
    name: str | None
    kind: str
    doubted: bool = False


def find(passage: Passage, within: Span) -> list[Place]:
    """The places within the span, in order, none overlapping another; of a town and its region printed side by side the town.

    >>> from docpipe.language.passage import Passage
    >>> text = "В г. Темиртау Карагандинской области – 25, в Астане – 12"
    >>> [one.name for one in find(Passage.of(text, "ru"), Span(0, len(text)))]
    ['Темиртау', 'Астана']
    """
    found = sorted(_all(passage, within), key=lambda one: (one.span.start, -one.span.end))
    kept: list[Place] = []
    for one in found:
        if kept and one.span.start < kept[-1].span.end:
            continue
        if one.doubted and not (kept and kept[-1].name and _JOINT.fullmatch(passage.folded, kept[-1].span.end, one.span.start)):
            continue
        if kept and _is_same_place(passage.folded, kept[-1], one):
            kept[-1] = max(kept[-1], one, key=lambda place: _RANK.index(place.kind))._replace(span=Span(kept[-1].span.start, one.span.end))
        else:
            kept.append(one)
    return _among_regions(passage, within, kept)


def _among_regions(passage: Passage, within: Span, places: list[Place]) -> list[Place]:
    """`Ақмола – 4,1, Қостанай – 3,65`: in a list of regions by their bare names the one that is called like its town is a region too."""
    text, language = passage.folded, passage.language
    if language == "ru" or not any(one.kind == "region" and one.name and " " not in text[one.span.start : one.span.end] for one in places):
        return places
    return [_as_region(text, within, one, language) if one.kind == "city" else one for one in places]


def _as_region(text: str, within: Span, one: Place, language: str) -> Place:
    name = figure_place_names.region_of(text[one.span.start : one.span.end], language)
    listed = name is not None and compiled(_TO_FIGURE).match(text, one.span.end, within.end)
    return one._replace(name=name, kind="region") if listed else one


def _is_same_place(text: str, before: Place, one: Place) -> bool:
    """`Алакольский район Алматинской области`, `Қарағанды облысының Теміртау қаласында`."""
    pair = {before.kind, one.kind}
    return (
        len(pair) == 2
        and not pair & {"whole", "country"}
        and re.fullmatch(r"\s|,\s|\s\(", text[before.span.end : one.span.start]) is not None
    )


def _all(passage: Passage, within: Span) -> Iterator[Place]:
    text, language = passage.folded, passage.language
    for match in _whole(language).finditer(text, within.start, within.end):
        yield Place(Span(*match.span()), None, "whole")
    for match in figure_place_names.country(language).finditer(text, within.start, within.end):
        yield Place(Span(*match.span()), table("places")["country"][language], "country")
    for kind in ("region", "city", "district"):
        yield from _named(text, within, kind, language)
    for match in figure_place_names.short(language).finditer(text, within.start, within.end):
        yield Place(Span(*match.span()), table("places")["short"][language][match["short"]], "region")


@cache
def _whole(language: str) -> re.Pattern[str]:
    return figure_marks.pattern(table("places")["whole"][language])


def _named(text: str, within: Span, kind: str, language: str) -> Iterable[Place]:
    for match in figure_place_names.pattern(kind, language).finditer(text, within.start, within.end):
        name = figure_place_names.nominative(match, kind, language)
        behind = _behind(kind, language).match(text, match.end(), within.end)
        if name is None or _is_address(text, match.end(), within.end) or _is_route(text, match, kind):
            continue
        if (
            behind
            and kind == "region"
            and figure_place_names.is_town(name, language)
            and not behind.group().strip()[:1].isalpha()
            and "обл" not in behind.group().lower()
            and language != "ru"
        ):
            continue
        of = kind == "region" and language == "en" and _REGION_OF.search(text, within.start, match.start())
        there = kind == "region" and match.groupdict().get("locative") and not figure_place_names.is_town(name, language)
        if behind or of or there or match["whole"] or (kind == "city" and _is_said(text, match, within, language)):
            yield Place(Span(match.start(), _end_of(match.end(), behind)), name, kind)
        elif kind == "city":
            yield Place(Span(*match.span()), name, kind, doubted=True)


def _end_of(start: int, behind: re.Match[str] | None) -> int:
    """Behind the word for region where it stands beside the name, else behind the name."""
    if behind is None or not behind.group()[:1].isspace() or not behind.group().strip()[:1].isalpha():
        return start
    return behind.end() if re.fullmatch(r"\s?[\w-]{1,24}\.?", behind.group()) else start


@cache
def _behind(kind: str, language: str) -> re.Pattern[str]:
    return compiled(_BEHIND[kind][language], re.IGNORECASE if kind == "region" else 0)


def _is_said(text: str, match: re.Match[str], within: Span, language: str) -> bool:
    """A town's name without the word for town behind it, as a place."""
    start = max(within.start, match.start() - _REACH)
    if compiled(_SIGN[language], re.IGNORECASE).search(text, start, match.start()):
        return True
    name = figure_place_names.base(match, language)
    locative = (
        bool(match["locative"]) if language == "kk" else compiled(_PREPOSITION[language], re.IGNORECASE).search(text, start, match.start())
    )
    if locative:
        return name not in _doubtful(language) or _is_plain(text, match, start, language)
    return name not in _doubtful(language) and _is_owner(text, match, start, language)


def _is_plain(text: str, match: re.Match[str], start: int, language: str) -> bool:
    """A doubtful name in the case of place: `в Семее`, `Оралда`; not `по Абая`, `in Abai District`."""
    if language == "ru":
        within = compiled(r"(?<!\w)во?\s$", re.IGNORECASE).search(text, start, match.start())
        return within is not None and match["name"][-1] in "еоуиым"
    return language == "kk" or not _CAPITAL.match(text, match.end())


def _is_owner(text: str, match: re.Match[str], start: int, language: str) -> bool:
    """`жителей Алматы`, `бюджета Астаны`: the genitive behind a common noun, nothing named in the name of something else."""
    if language == "kk" or _CAPITAL.match(text, match.end()):
        return language == "kk" and bool(match["genitive"])
    of = compiled(_OF[language]).search(text, start, match.start())
    return (
        of is not None and not _name_before().search(text, start, match.start()) and not figure_place_names.is_nominative(match, language)
    )


@cache
def _doubtful(language: str) -> frozenset[str]:
    return frozenset(table("places")["doubtful"][language])


@cache
def _name_before() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{'|'.join(table('places')['name_before']['ru'])})\s$", re.IGNORECASE)


def _is_route(text: str, match: re.Match[str], kind: str) -> bool:
    """`на участке Актобе–Кандыагаш`: a road between two towns is in neither."""
    return (
        kind == "city"
        and (_ROUTE.match(text, match.end()) or _ROUTE_BEFORE.search(text, max(0, match.start() - 2), match.start())) is not None
    )


@cache
def _address() -> re.Pattern[str]:
    return compiled("|".join(table("places")["address_behind"]["all"]), re.IGNORECASE)


def _is_address(text: str, start: int, end: int) -> bool:
    return _address().match(text, start, min(end, start + 60)) is not None
