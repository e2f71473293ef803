"""Where a paragraph's sentences end: at a full stop that is none of an abbreviation, an initial, a list's number or a date."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    import re

    from docpipe.language.passage import Passage

_END = lazy(
    rf"(?P<stop>[.!?…]{{1,4}})[»\")\]*]{{0,3}}\s{{1,4}}(?=[«\"(*–-]{{0,2}}\s?(?:[A-Z{UPPER}]|(?P<digit>\d)))|(?<=[{LOWER}»)]{{3}})(?P<glued>\.)(?=[{UPPER}][{LOWER}])"
)
_INITIAL = lazy(rf"(?<!\w)(?:[{UPPER}A-Z](?:ж|з)?|[{UPPER}A-Z]-[{UPPER}A-Z])\.$")
_NUMBER_OF_LIST = lazy(r"[\s*«–-]{0,6}(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVX]{1,5}|[а-яa-z])\.")
_DATE = lazy(r"(?<!\d)\d{1,2}\.$")
_DAY_MONTH = lazy(r"(?<![\d.])\d{1,2}\.\s?\d{1,2}\.$")
_MONTH_AHEAD = lazy(r"\s{1,2}\d{1,2}\s?[.)]\s?(?:\d|[^\W\d])")
_YEAR_AHEAD = lazy(r"\s{1,4}(?:19|20)\d\d\s?-?(?:жыл|год(?!\w))")
"""`24,9 мың км. 2024 жылы …`: what a sentence begins with, no rest of the number."""
_SCALE = lazy(r"\d\s?(?:тыс|млн|млрд)\.$")
_COUNTED_CAPITALS = lazy(rf"[{UPPER}A-Z]{{2,6}}(?=[,.;)]|\s(?:в|во|на|и|по|за|до|для|или)\s|\s?$)")
"""`912,6 тыс. ДФЭ, в том числе`: the abbreviation is what is counted."""
_WINDOW = 14


def of(passage: Passage, span: Span) -> list[Span]:
    """The sentences of the paragraph at `span`, in order, none empty.

    >>> text = "В г. Алматы на ул. Абая открыто 5 тыс. мест. Из них 12 млн. тенге. 25 школ."
    >>> from docpipe.language.passage import Passage
    >>> [text[one.start : one.end] for one in of(Passage.of(text, "ru"), Span(0, len(text)))]
    ['В г. Алматы на ул. Абая открыто 5 тыс. мест.', 'Из них 12 млн. тенге.', '25 школ.']
    """
    pieces, start = [], span.start
    for match in _END.finditer(passage.folded, span.start, span.end):
        if _ends(passage.folded, start, match):
            end = match.start() + len(match.group().rstrip())
            pieces.append(Span(start, end))
            start = match.end()
    return [one for one in (*pieces, Span(start, span.end)) if one.end > one.start]


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the full stop ends the sentence that begins at `start`."""
    stop = match["stop"]
    if stop != ".":
        return True
    at = match.start("stop") + 1
    before = text[max(start, at - _WINDOW) : at]
    if _INITIAL.search(before) or _NUMBER_OF_LIST.fullmatch(text[start:at][:_WINDOW] if at - start <= _WINDOW else "…"):
        return False
    if match["digit"]:
        if _either().search(before.lower()) and _YEAR_AHEAD.match(text, at):
            return True
        return not (
            _abbreviated().search(before.lower()) or (_DATE.search(before) and _MONTH_AHEAD.match(text, at)) or _DAY_MONTH.search(before)
        )
    if _SCALE.search(before.lower()) and _COUNTED_CAPITALS.match(text, match.end()):
        return False
    if _either().search(before.lower()) or _behind_figure().search(before.lower()):
        return not text.startswith(_joined(), match.end())
    return not _never().search(before.lower())


@cache
def _never() -> re.Pattern[str]:
    return lazy(rf"(?<![\w])(?:{'|'.join(table('sentences')['never'])}|(?<!-)[^\W\d])\.$")


@cache
def _either() -> re.Pattern[str]:
    return lazy(rf"(?<![\w])(?:{'|'.join(table('sentences')['either'])})\.$")


@cache
def _abbreviated() -> re.Pattern[str]:
    rows = table("sentences")
    return lazy(rf"(?<![\w])(?:{'|'.join([*rows['never'], *rows['either']])}|(?<!-)[^\W\d])\.$")


@cache
def _behind_figure() -> re.Pattern[str]:
    return lazy(rf"\d\s?(?:{'|'.join(table('sentences')['behind_figure'])})\.$")


@cache
def _joined() -> tuple[str, ...]:
    return tuple(table("sentences")["joined"])
