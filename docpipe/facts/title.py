"""The heading: of an order (`По личному составу`), a report, a press release, an annex."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.layout import announced, kinds, requisites, roles, strips
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.layout.segments import Segment
    from docpipe.mentions.survey import Mentions

_PLACE_LINE = lazy(r"(?:қаласы|қ\.)\s{0,3}$|^(?:город|г\.)\s|^\d+$|^[№\d\s./-]+$", re.IGNORECASE)
_OFFICE = lazy(r"пресс-служб|баспасөз қызметі|press (?:service|office)", re.IGNORECASE)
_DATELINE = lazy(r"\(?[^()]{3,40}\d{4}[^()]{0,20}\)|\(?[^\W\d_]{3,20}(?: қаласы)?,\s[^,]{0,20}\d{4}\D{0,8}\)?")
_IN_NAME_OF = lazy(r"именем\s{1,3}республики\s{1,3}казахстан|қазақстан\s{1,3}республикасының\s{1,3}атынан", re.IGNORECASE)
_KIND_ASIDE = lazy(r"\s{1,3}(?:\((?:депутатский запрос|депутаттық сауал)\)|депутаттық\s{1,3}сауал)$", re.IGNORECASE)
_KIND_LEADS = lazy(r"депутатский\s{1,3}запрос\s{1,3}(?=(?:об?|по)\s)", re.IGNORECASE)
_SPEAKERS = lazy(r"\s{1,9}\((?:[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{1,30}(?:\s(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?){1,2})?(?:,\s{1,3}|(?=\)))){1,20}\)$")
"""Who spoke to a point of the agenda."""
_THEME = lazy(r"(?:тема|тақырыбы?)\s{0,2}:\s{1,3}(?=\S)", re.IGNORECASE)
_COVERS = 0.85
_MIN_WORDS, _MAX_WORDS, _OFFICE_LINE, _AGENDA = 2, 40, 110, 3
_CELL, _CELLS, _ROWS = lazy(r"\t|\s{3,90}|\s?\|\s?"), 3, 2


def find(sheet: Sheet, found: Mentions, kind: str) -> record.TextFact | None:
    """The heading in the document's language; for a letter only a line that says its subject."""
    if kind in ("letter", "inquiry"):
        chosen = [segment for segment in sheet.zone("address") if roles.heads_letter(segment.text) and not roles.holds_name(segment.text)][
            :1
        ]
        if not chosen and (theme := _theme(sheet, found)):
            return theme
    elif kind == "order":
        heads = [segment for segment in sheet.zone("address", "title") if _heading(segment, sheet.language)]
        chosen = [segment for segment in heads if roles.is_subject(segment.text)][:1] or heads[:1]
        chosen = _with_above(chosen, heads, found) if sheet.language == "kk" else chosen
    else:
        chosen = _first_lines(sheet, found)
    if not chosen:
        return None
    span = _without_word(chosen, found)
    return record.TextFact(text=found.passage.quote(span), span=span, value=re.sub(r"\s+", " ", found.passage.quote(span)).strip())


def _with_above(chosen: list[Segment], heads: list[Segment], found: Mentions) -> list[Segment]:
    """A Kazakh heading with the lines right above that it goes on with: `… облысы әкімінің орынбасары / Қ. Әлімге демалыс беру туралы`."""
    at = heads.index(chosen[0]) if chosen else 0
    while at and not chosen[0].lines[0].gap and not found.passage.folded[heads[at - 1].span.end : chosen[0].span.start].strip():
        at -= 1
        chosen = [heads[at], *chosen]
    return chosen


def _theme(sheet: Sheet, found: Mentions) -> record.TextFact | None:
    """What a line of the letter's form says it is about: `Тема: О задолженности`."""
    for segment in sheet.zone("contact"):
        if label := _THEME.match(found.passage.folded, *segment.span):
            span = Span(label.end(), segment.span.end)
            return record.TextFact(text=found.passage.quote(span), span=span, value=re.sub(r"\s+", " ", found.passage.quote(span)).strip())
    return None


def _without_word(chosen: list[Segment], found: Mentions) -> Span:
    """The title's place, less the word for the kind where its capitals set it apart: `СПРАВКА о …`, `… туралы АНЫҚТАМА`."""
    span = Span(chosen[0].span.start, chosen[-1].span.end)
    text = found.passage.quote(span)
    if aside := _KIND_ASIDE.search(text) or _SPEAKERS.search(text):
        return Span(span.start, span.start + aside.start())
    if lead := _KIND_LEADS.match(text):
        return Span(span.start + lead.end(), span.end)
    if roles.is_caps(text) or not announced.kind_led(text):
        return span
    start, end = announced.title_start(text), announced.title_end(text)
    return Span(span.start + (start or 0), span.start + (len(text) if end is None else end))


def _heading(segment: Segment, language: str) -> bool:
    return (
        segment.language == language
        and not segment.text.endswith(":")
        and not _PLACE_LINE.search(segment.text)
        and not requisites.only(segment.text)
        and not _IN_NAME_OF.fullmatch(segment.text)
        and segment.words >= 2
    )


def _first_lines(sheet: Sheet, found: Mentions) -> list[Segment]:
    """The heading of a text without a letter's requisites: its first line that is none of the kind's name, the office's or the date's, and what runs on."""
    chosen: list[Segment] = []
    for part in sheet.parts[:9]:
        text = part.segment.text
        if chosen:
            if part.role not in ("address", "title") or not text[:1].islower() or announced.kind_named(text) or _is_no_heading(text):
                break
            chosen.append(part.segment)
        elif part.role == "body":
            break
        elif (
            part.role in ("address", "title")
            and _MIN_WORDS <= part.segment.words <= _MAX_WORDS
            and not _is_no_heading(text)
            and not (_only_day(part.segment.span, found) or _is_table(part.segment))
            and (part.segment.cue == "title" or not covered(part.segment.span, found))
        ):
            chosen.append(part.segment)
    return chosen


def covered(span: Span, found: Mentions) -> bool:
    """True where bodies' names are nearly all that the lines hold: who speaks, not what is said."""
    named = sum(len(found.passage.quote(one.span)) for one in found.bodies if span.contains(one.span))
    return named >= _COVERS * len(found.passage.quote(span).strip())


def _is_table(segment: Segment) -> bool:
    """True for rows of a table, that a text without a head begins with."""
    return sum(len(_CELL.split(line.folded.strip("| "))) >= _CELLS for line in segment.lines) >= _ROWS


def _only_day(span: Span, found: Mentions) -> bool:
    """True for a place and a day told in words: `Шымкент қаласы      екі мың жиырма төртінші жылғы бесінші қаңтар`."""
    text = found.passage.folded
    for one in found.dates:
        if span.contains(one.span):
            text = text[: one.span.start] + " " * (one.span.end - one.span.start) + text[one.span.end :]
    left = text[span.start : span.end]
    return left != found.passage.folded[span.start : span.end] and (
        not left.strip() or requisites.only(left) or bool(_PLACE_LINE.search(left))
    )


def _is_no_heading(text: str) -> bool:
    plain = (
        kinds.names_report(text)
        or announced.is_word(text)
        or _DATELINE.fullmatch(text)
        or _PLACE_LINE.search(text)
        or requisites.only(text)
        or strips.holds(text)
        or roles.holds("press_head", text)
        or (text.endswith(":") and len(text.split()) <= _AGENDA)
        or (":" in text and roles.holds_name(text))
    )
    return bool(plain or (_OFFICE.search(text) and len(text) < _OFFICE_LINE))
