"""Where an order or a press release was given: `город Астана`, `Астана қаласы`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.layout.segments import Segment
    from docpipe.mentions.survey import Mentions

_NAME = rf"[{UPPER}][{LOWER}]{{2,20}}(?:[- ][{UPPER}][{LOWER}]{{2,20}}){{0,2}}"
_CITY = rf"[{UPPER}][{LOWER}{UPPER}]{{2,20}}(?:-[{UPPER}][{LOWER}{UPPER}]{{2,20}})?"
_HOUSE = r",\s{1,3}(?:Дом\s|Үкімет\s|Ақорда|Акорда|Резиденция)"
_MONTHS_EN = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_CITY_EN = rf"(?!{_MONTHS_EN})[A-Z][A-Za-z]{{2,15}}(?:[- ][A-Z][A-Za-z]{{2,15}})?"
_PLACE = {
    "ru": lazy(
        rf"(?<=\n){_CITY}(?=[.,]\s{{1,3}}\d{{1,2}}\s{{1,3}}[{LOWER}]{{3,8}}[\s.,])|(?<![\w.])(?:город|г\.|пос[её]лок|село|аул)\s{{0,3}}{_NAME}"
        rf"|(?<=\d{{4}}, ){_CITY}(?=\s{{0,3}}(?:\n|\Z))|(?<=\n){_CITY}(?={_HOUSE})"
    ),
    "kk": lazy(
        rf"(?<=\n){_CITY}(?=[.,]\s{{1,3}}(?:\d{{4}}\s{{1,3}}жыл|\d{{1,2}}\s{{1,3}}[{LOWER}]{{3,9}}[\s.,]))|{_NAME}\s{{1,3}}(?:қаласы|қ\.|кенті|ауылы)(?![{LOWER}])|(?<=\n){_CITY}(?={_HOUSE})"
    ),
    "en": lazy(rf"(?<!\w){_CITY_EN}(?=[.,]\s{{1,3}}(?:\d{{1,2}}\s{{1,3}})?{_MONTHS_EN}\s)|(?<=\d{{4}}, ){_CITY_EN}(?=\s{{0,3}}(?:\n|\Z))"),
}
_AT_END = lazy(rf"(?<=\s\s\s){_CITY}(?=\s{{0,3}}(?:\n|\Z))|(?<=\t){_CITY}(?=\s{{0,3}}(?:\n|\Z))")
"""The town alone at the end of the line that bears the date and the number."""
_DATELINE = 60
"""How far into running text the line of place and date may reach."""


def find(sheet: Sheet, found: Mentions, kind: str, twin: Sheet | None = None) -> record.TextFact | None:
    """The place, in the document's language first; None for letters, whose address is no place of issue.

    An order without a head that stands on one form with its other-language version (`twin`) has that one's.
    """
    if kind not in ("order", "press_release", "report", "other"):
        return None
    if kind == "order" and twin is not None and twin.source == sheet.source and not sheet.has("letterhead", "strip"):
        sheet, own = twin, sheet.language
    else:
        own = sheet.language
    zone = sheet.zone("strip", "contact", "address", "order_head", "letterhead", "title") if kind == "order" else _head(sheet)
    for language in dict.fromkeys((own, "kk", "ru") if kind == "order" else (own,)):
        for segment in zone:
            match = _PLACE[language].search(found.passage.folded, *_searched(sheet, segment))
            if match is None and kind == "order" and segment in sheet.zone("strip"):
                match = next((one for one in _AT_END.finditer(found.passage.folded, *segment.span) if one[0].lower() in _towns()), None)
            if match:
                return record.TextFact(text=found.passage.quote(match.span()), span=match.span(), value=re.sub(r"\s+", " ", match.group()))
    return None


def _head(sheet: Sheet) -> list[Segment]:
    """What stands over the running text, and the first of that."""
    at = next((at for at, part in enumerate(sheet.parts) if part.role == "body"), 6)
    return [part.segment for part in sheet.parts[: min(at + 1, 8)] if part.role != "letterhead"]


def _searched(sheet: Sheet, segment: Segment) -> Span:
    """The whole of a line over the text, the beginning of the text itself."""
    body = next((part.segment for part in sheet.parts if part.role == "body"), None)
    return Span(segment.span.start, min(segment.span.end, segment.span.start + _DATELINE)) if segment is body else segment.span


@cache
def _towns() -> frozenset[str]:
    """The towns of the country as both languages write them, lower-case."""
    names = [row[language] for row in table("regions")["city"] for language in ("kk", "ru")]
    return frozenset(name.lower() for row in ([names], table("places")["towns"]["rows"]) for told in row for name in told)
