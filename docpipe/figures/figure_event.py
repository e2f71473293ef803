"""Whether a date belongs to another thing that the sentence tells by the way: `проверка, начатая 5 мая`, `2019 жылы құрылған орталықта`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene

_REACH = 80
_NEAR = 32
_OF_THESE = lazy(r"\W{0,3}(?:из|of)\s[^,;()]{0,60}\d", re.IGNORECASE)
_PLACE = lazy(r"(?:облыс|қала|аудан|республика)\w{0,12}\s$", re.IGNORECASE)
_ATTACHED = lazy(r"\s?(?:[^\d,.;()\s]{1,24}\s){0,2}$")


def is_event(scene: Scene, date: Span, figure: Figure, within: Span) -> bool:
    """True where the date is inside a participle's or a relative's words that are not the figure's."""
    language = scene.passage.language
    if _OF_THESE.match(scene.passage.folded, within.start, within.end):
        return False
    if language == "kk":
        return _kazakh(scene.passage.folded, date, figure, within)
    return _apart(scene, date, figure, within) or (language == "ru" and _fronted(scene, date, figure, within))


@cache
def _participle() -> str:
    event = table("periods")["event"]
    return rf"(?!{'|'.join(event['no_participle_ru'])}){event['participle_ru']}"


@cache
def _clause(language: str) -> re.Pattern[str]:
    event = table("periods")["event"]
    if language == "ru":
        words = rf",\s(?:[^\d,.;()]{{0,30}}\s)?(?:котор\w{{2,3}}|где)\s[^,.;()]{{0,60}}$|,\s(?:[а-яё]{{1,20}}\s){{0,2}}{_participle()}\s[^\d,.;()]{{0,60}}$"
    else:
        words = rf"(?:,\s(?:which|that|who|where)\s[^,.;()]{{0,60}}|(?<!\swas)(?<!\swere)(?<!\sbeen)(?<!\s(?:has|had))(?:\s|,\s){event['participle_en']}\s[^\d,.;()]{{0,30}})$"
    return compiled(words, re.IGNORECASE)


def _apart(scene: Scene, date: Span, figure: Figure, within: Span) -> bool:
    """Behind a comma: the date is the figure's where the figure is in the same clause or just before the comma."""
    text = scene.passage.folded
    match = _clause(scene.passage.language).search(text, max(within.start, date.start - _REACH), date.start)
    if match is None:
        return False
    closed = text.find(",", date.end, within.end)
    clause = Span(match.start(), within.end if closed < 0 else closed)
    if clause.start < figure.amount.figure.start < clause.end:
        return False
    return not 0 <= clause.start - figure.amount.span.end <= _NEAR


@cache
def _lead() -> re.Pattern[str]:
    event = table("periods")["event"]
    prepositions = "|".join(event["prepositions"]).replace(" ", r"\s")
    return compiled(rf"(?<!\w)(?:{prepositions})\s(?:[а-яё-]{{2,20}}\s)?{_participle()}\s(?:[а-яё]{{1,20}}\s){{0,2}}$", re.IGNORECASE)


def _fronted(scene: Scene, date: Span, figure: Figure, within: Span) -> bool:
    """`в созданном в 2019 году центре`: another's, unless the figure itself follows."""
    text = scene.passage.folded
    if not _lead().search(text, max(within.start, date.start - _REACH), date.start):
        return False
    return not (
        figure.span.start >= date.end
        and _ATTACHED.fullmatch(text, date.end, figure.span.start)
        and not _noun_between(text, date.end, figure.span.start)
    )


def _noun_between(text: str, start: int, end: int) -> bool:
    return re.search(r"[^\W\d_]{4,}", text[start:end]) is not None


@cache
def _carrier() -> re.Pattern[str]:
    event = table("periods")["event"]
    measured, carried = "|".join(event["measured_kk"]), "|".join(event["carried_kk"])
    word = rf"(?!(?:{measured})\s)[^\W\d_][\w«»-]{{1,24}}\s"
    locative = r"[^\W\d_]{2,24}(?<!ған)(?<!ген)(?<!қан)(?<!кен)(?:да|де|та|те|дағы|дегі)"
    return compiled(
        rf"\s(?:{word}){{0,4}}?(?!арналған\s)[^\W\d_]{{2,24}}(?:ған|ген|қан|кен)\s(?:{word}){{0,4}}?(?:{carried}|{locative})\s",
        re.IGNORECASE,
    )


def _kazakh(text: str, date: Span, figure: Figure, within: Span) -> bool:
    """A participle behind the date, its noun in the locative or with a postposition, all before the figure."""
    if figure.span.start < date.end:
        return False
    match = _carrier().match(text, date.end, min(within.end, date.end + 2 * _REACH))
    return match is not None and match.end() <= figure.span.start and not _PLACE.search(text, match.start(), match.end())
