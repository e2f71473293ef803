"""The document's own number and date, and every registration that it shows.

A blank of a form (`20__ ж. ___ № ___`) is no value. An incoming stamp is a registration, never the document's own number.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from docpipe.layout import strips
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.layout.segments import Segment
    from docpipe.mentions.dates import DateMention
    from docpipe.mentions.survey import Mentions

_STATE = lazy(
    r"нормативті[кқ]\s{1,3}құқықтық|мемлекеттік\s{1,3}тіркеу|реестр\w*\s{1,3}государственной|государственной\s{1,3}регистрации|зарегистрирован\w{0,2}\s{1,3}в\s{1,3}министерстве\s{1,3}юстиции|әділет\s{1,3}министрлігінде",
    re.IGNORECASE,
)
_DATELINE = lazy(r"(?:^|\n|\()\s{0,3}(?:г\.\s?)?[A-ZА-ЯӘҒҚҢӨҰҮҺІ][\w-]{2,20}(?:\s{1,2}(?:қ\.|қаласы))?[.,]\s{1,3}$")
_BARE = lazy(
    r"(?:№\s{0,2}:|(?<!\w)(?i:номер|нөмірі)\s{0,2}:?)\s{0,3}(?P<value>[\w-]{0,20}\d[\w/.-]{0,40}\w)|(?<![\w/.:-])(?P<bare>(?:[\w-]{0,24}\d[\w-]{0,24}|[^\W\d_]{1,5}/[\w-]{0,24}\d[\w-]{0,24})(?:/[\w-]{1,24}){1,4}|[ЖЗ]Т-(?:[А-Я]-)?\d{4}-\d{3,10}(?:[/-]\d{1,3})?|Д[СЗ]-\d{1,5})(?![\w/])"
)
_MOST = 20
_JOINT = lazy(r"бірлескен|совместн", re.IGNORECASE)


def own_zone(sheet: Sheet, kind: str) -> list[Segment]:
    """Where the sender's own number and date stand; for a press release its first lines."""
    if kind == "press_release":
        return [part.segment for part in sheet.parts[:5]]
    strip = [segment for segment in sheet.zone("strip", "outgoing") if not _STATE.search(segment.text)] + _headed(sheet, kind)
    if strip or kind in ("annex", "report", "other"):
        return strip
    return sheet.zone("letterhead", "order_head", "inquiry_head", "contact") if kind in ("order", "inquiry", "letter") else []


def _headed(sheet: Sheet, kind: str) -> list[Segment]:
    """The words for the kind that have a number or a day beside them: `№ 5 ХАТТАМА`, `ПРИКАЗ № 12-л`."""
    headed = [segment for segment in sheet.zone("order_head", "inquiry_head") if any(ch.isdigit() for ch in segment.text)]
    return headed + [
        part.segment for part in sheet.parts if part.segment.cue == "kind_head" and "№" in part.segment.text and kind != "annex"
    ]


def number(sheet: Sheet, found: Mentions, kind: str) -> record.TextFact | None:
    """The sender's own registration number."""
    if kind == "press_release":
        return None
    for segment in [*own_zone(sheet, kind), *(sheet.act_head() if kind == "order" else [])]:
        for mention in found.numbers:
            if segment.span.contains(mention.span):
                note("number", "registration-strip", mention.span, won=True)
                return record.TextFact(text=found.passage.quote(mention.span), span=mention.span, value=mention.value)
    return _unsigned(sheet.zone("strip", "outgoing"), found)


def _unsigned(strip: Sequence[Segment], found: Mentions) -> record.TextFact | None:
    """A number that stands in the strip without its sign, or with a colon behind it."""
    for segment in strip:
        for match in _BARE.finditer(found.passage.folded, *segment.span):
            span = Span(*match.span("value" if match["value"] else "bare"))
            if not any(one.span.overlaps(span) for one in found.dates):
                note("number", "in-the-strip-without-sign", span, won=True)
                return record.TextFact(text=found.passage.quote(span), span=span, value=found.passage.quote(span))
    return None


def date(sheet: Sheet, found: Mentions, kind: str) -> record.DateValue | None:
    """The sender's own registration date, a day."""
    days = _days(own_zone(sheet, kind), found) or _days(_elsewhere(sheet, kind), found) or _days(_contacts(sheet, kind), found)
    lined = [
        one
        for one in days
        if kind == "press_release" and _DATELINE.search(found.passage.folded[max(0, one.span.start - 40) : one.span.start])
    ]
    if kind == "press_release" and not lined:
        days = _heading_days(sheet, found, days)
    chosen = next(iter(lined or days), None)
    if chosen is None or chosen.value is None:
        return None
    note("date", "dateline" if lined else "registration-strip", chosen.span, won=True)
    return record.DateValue(text=found.passage.quote(chosen.span), span=chosen.span, value=chosen.value)


def _days(zone: Sequence[Segment], found: Mentions) -> list[DateMention]:
    return [
        one
        for one in found.dates
        if one.granularity == "day"
        and one.value
        and not one.relative
        and not _is_as_of(one, found)
        and any(segment.span.contains((one.span.start, one.span.start)) for segment in zone)
    ]


def _is_as_of(one: DateMention, found: Mentions) -> bool:
    """True for the day that figures hold for: `на 1 июля 2024 года`, `2024 жылғы 1 шілдеге`."""
    text = found.passage.folded
    if _STANDS_KK.match(text, one.span.end):
        return True
    return bool(_ON_DAY.search(text[max(0, one.span.start - 8) : one.span.start]) or _TO_DAY_KK.search(text[one.span.start : one.span.end]))


def _elsewhere(sheet: Sheet, kind: str) -> list[Segment]:
    """Where the day stands when no strip bears it: beside the word for an order, over the text of minutes, on a line below the signature."""
    if kind == "order":
        head = sheet.act_head()
    elif kind == "other" and any(part.segment.cue == "kind_head" for part in sheet.parts):
        head = [part.segment for part in takewhile(lambda part: part.role != "body", sheet.parts) if not _CITES.search(part.segment.text)]
    else:
        head = []
    return [*head, *(segment for segment in sheet.zone("signature") if kind != "annex" and strips.dated(segment.text))]


def _contacts(sheet: Sheet, kind: str) -> list[Segment]:
    """The sender's address, beside which the day may stand: `ул. Орынбор, 8      16 июля 2024 г.`."""
    return sheet.zone("contact") if kind in ("letter", "inquiry") and sheet.has("strip", "outgoing") else []


def _heading_days(sheet: Sheet, found: Mentions, days: list[DateMention]) -> list[DateMention]:
    """The days of a press release in the order of their worth: alone on a line at its head, at its end, in its text outside a citation."""
    alone = [one for one in found.dates if one.value and one.granularity == "day" and not one.relative and _alone(one, found)]
    ends = [one for one in alone if one.span.start >= sheet.parts[-1].segment.span.start]
    free = [one for one in days if not any(cited.span.overlaps(one.span) for cited in found.references)]
    return [*(one for one in days if one in alone), *ends, *free]


def _alone(one: DateMention, found: Mentions) -> bool:
    text = found.passage.folded
    before, after = text[max(0, one.span.start - 40) : one.span.start], text[one.span.end : one.span.end + 40]
    return not before.rpartition("\n")[2].strip(" \t(,.") and not _WORD.search(after.partition("\n")[0])


_WORD = lazy(r"[^\W\d_]{3,}")
_ON_DAY = lazy(r"(?<!\w)на\s{1,3}$", re.IGNORECASE)
_STANDS_KK = lazy(r"\s{1,3}жағдай(?:ы|ға)?\s{1,3}(?:бойынша|негізінде)", re.IGNORECASE)
_TO_DAY_KK = lazy(r"[а-яәіңғүұқө]{3}(?:ға|ге|қа|ке)$")
_CITES = lazy(
    r"^(?:об?|по)\s|(?:письм|приказ|поручени|договор|распоряжени|решени|постановлени|запрос|обращени)\w{0,3}\s(?:[^\n]{0,80}\s)?от\s|"
    r"[дт](?:ағы|егі)\s{1,3}(?:№\s?[\w/-]{1,20}\s{1,3})?(?:хат|бұйры|тапсырма|шарт|өкім|шешім|қаулы|сауал|өтініш)",
    re.IGNORECASE,
)
"""A day of another document."""


def registrations(sheet: Sheet, found: Mentions, kind: str) -> list[record.Registration]:
    """Every registration: the sender's own, the receiver's stamp, the state register."""
    shown = [*sheet.zone("strip", "outgoing"), *_headed(sheet, kind)] or (sheet.act_head() if kind == "order" else [])
    own = [_registration("outgoing", segment, found) for segment in shown[:_MOST]] if kind not in ("annex", "press_release") else []
    stamps = [_registration("incoming", segment, found) for segment in sheet.zone("incoming")[:_MOST]]
    return [one for one in (_merged([one for one in own if one]), *_joint(sheet, found, kind), *stamps, *_state(found)) if one]


def _joint(sheet: Sheet, found: Mentions, kind: str) -> Iterator[record.Registration]:
    """The numbers that the other bodies gave to a joint order, each with the day before it."""
    heads = [*_headed(sheet, kind), *sheet.zone("strip")] or sheet.act_head() if kind == "order" else []
    if not any(_JOINT.search(segment.text) for segment in [*sheet.zone("order_head"), *heads]):
        return
    numbers = [one for one in found.numbers for segment in heads if segment.span.contains(one.span)]
    for before, one in pairwise(numbers):
        if _STATE.search(found.passage.folded, before.span.end, one.span.start):
            return
        days = [day for day in found.dates if before.span.end <= day.span.start < one.span.start and day.granularity == "day"]
        span = Span(days[-1].span.start if days else one.span.start, one.span.end)
        yield record.Registration(
            role="joint", number=one.value, date=days[-1].value if days else None, text=found.passage.quote(span), span=span
        )


def _registration(role: str, segment: Segment, found: Mentions) -> record.Registration | None:
    number_ = next((m for m in found.numbers if segment.span.contains(m.span)), None)
    date_ = next((m for m in found.dates if segment.span.contains(m.span) and m.granularity == "day" and m.value), None)
    if not number_ and not date_:
        return None
    spans = [m.span for m in (number_, date_) if m]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return record.Registration.model_validate(
        {
            "role": role,
            "number": number_.value if number_ else None,
            "date": date_.value if date_ else None,
            "text": found.passage.quote(span),
            "span": tuple(span),
        }
    )


def _merged(found: list[record.Registration]) -> record.Registration | None:
    """The date on the left and the number on the right of a strip are one registration, located at its first part."""
    if not found:
        return None
    first = next((one for one in found if one.number), found[0])
    return first.model_copy(update={"date": next((one.date for one in found if one.date), None)})


def _state(found: Mentions) -> Iterator[record.Registration]:
    """A registered order shows the register's number beside its own: only in the head of a normative order."""
    for match in found.passage.finditer(_STATE):
        if match.start() - found.passage.span.start > 600:
            return
        number_ = next((m for m in found.numbers if 0 <= m.span.start - match.end() <= 120), None)
        if number_:
            days = [m for m in found.dates if match.start() - 80 <= m.span.start <= number_.span.end + 40 and m.granularity == "day"]
            date_ = next((m for m in days if m.span.start >= match.start()), days[-1] if days else None)
            yield record.Registration(
                role="state",
                number=number_.value,
                date=date_.value if date_ else None,
                text=found.passage.quote(number_.span),
                span=number_.span,
            )
            return
