"""What is enclosed: `Приложение на 12 листах`, `Қосымша: 5 парақта, 2 данада`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.language import numerals
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions

_WORDS = r"[а-яёәғқңөұүһі]{2,16}(?:\s{1,2}[а-яёәғқңөұүһі]{2,16}){0,2}"
_SHEETS = lazy(
    rf"(?:(?P<n>\d{{1,4}})(?:[-–](?:х|[её]х|ти|ми|м))?(?:\s{{0,2}}\([^()\n]{{1,40}}\))?|(?P<w>{_WORDS}))\s{{0,3}}(?:листах|листа|листов|лист[еу]|лист\b|л\.|л\b|парақта|парақтан|парақпен|парақ\b|п\.|бетте|бет\b|стр\.|страниц\w{{0,3}}|sheets?|pages?)",
    re.IGNORECASE,
)  # fmt: skip
_COPIES = lazy(
    rf"(?:(?P<n>\d{{1,3}})(?:[-–](?:х|[её]х|ти|ми|м))?(?:\s{{0,2}}\([^()\n]{{1,40}}\))?|(?P<w>{_WORDS}))\s{{0,3}}(?:экземпляр\w{{0,3}}|экз\.?|данада|данамен|дана\b)",
    re.IGNORECASE,
)
_TOGETHER = lazy(
    r"(?<!\w)(?:всего|итого|общим\s{1,3}(?:объ[её]мом|количеством)|барлығы|жалпы\s{1,3}саны|жиыны)[\s:–-]{1,4}(?:на\s{1,3})?(?=\S{1,16}\s)",
    re.IGNORECASE,
)
_SAID = lazy(r"(?<=[.!?][ \n])(?:Приложени[ея]|Қосымша(?:лар)?)\s{0,2}[:–-]\s[^\n]{5,300}")
_ENCLOSES = lazy(
    r"(?:^|(?<=[.!?][ \n])|(?<=\n))(?![^.;\n]{0,200}(?<!\w)(?:[Кк]\s(?:нему|не[йм]|ним|заявлени|жалоб|ходатайств|иску|заявк|деклараци)|(?:[Өө]тініш|[Шш]ағым|[Аа]рыз|[Өө]тінім)(?:і?не|ге|ы?на|ға)\s|[Оо]ған\s))"
    r"[А-ЯӘҒҚҢӨҰҮҺІ][^.;\n]{3,200}\s(?:прилага[ею]тся|(?:қоса\s(?:беріл|жолдан|тіркел)\w{2,6}))[^.;\n]{0,80}",
    re.MULTILINE,
)
"""What lies with another's paper, `к заявлению прилагается справка`, is no enclosure of the letter."""
_ITEM = lazy(r"(?:^|\n|;)\s{0,4}\d{1,2}[.)]\s{1,3}([^\n;]{3,200})")


def find(sheet: Sheet, found: Mentions) -> record.Enclosure | None:
    """The enclosure line's sheets (summed where items are listed), copies and items; None where nothing is enclosed."""
    zone = sheet.zone("enclosure")
    span = Span(zone[0].span.start, zone[-1].span.end) if zone else _said(sheet, found)
    if span is None:
        return None
    folded = found.passage.folded[span.start : span.end]
    sheets = [value for match in _SHEETS.finditer(folded) if (value := _amount(match)) is not None]
    copies = [value for match in _COPIES.finditer(folded) if (value := _amount(match)) is not None]
    return record.Enclosure(
        text=found.passage.quote(span),
        span=span,
        sheets=_total(folded) or (sum(sheets) if sheets else None),
        copies=copies[0] if copies else None,
        items=tuple(re.sub(r"\s+", " ", match.group(1)).strip(" .") for match in _ITEM.finditer(folded)),
    )


def _said(sheet: Sheet, found: Mentions) -> Span | None:
    """What a sentence of a paragraph encloses: `Приложение: смета на 3 листах`, `Выписка прилагается на 2 л.`."""
    for segment in reversed(sheet.zone("body")):
        for pattern in (_SAID, _ENCLOSES):
            told = next(iter(pattern.finditer(found.passage.folded, *segment.span)), None)
            if told and _SHEETS.search(told.group()):
                return Span(*told.span())
    return None


def _total(folded: str) -> int | None:
    """The sheets of all together where the line says so: `всего на 5 листах`, `барлығы 3 парақ`."""
    said = _TOGETHER.search(folded)
    match = _SHEETS.search(folded, said.end()) if said else None
    return _amount(match) if match else None


def _amount(match: re.Match[str]) -> int | None:
    if match["n"]:
        return int(match["n"])
    words = match["w"].lower().split()
    values = (numerals.cardinal(" ".join(words[start:])) for start in range(len(words)))
    return next((value for value in values if value is not None), None)
