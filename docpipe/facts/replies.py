"""Which letter this one answers, adds to or replaces: `К письму № … от …`, `… № … хатқа`.

It stands on a line of its own under the letterhead, or in the first sentence of the body (`рассмотрев Ваш запрос от … № …`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.mentions.dates_value import resolve
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.mentions.dates import DateMention
    from docpipe.mentions.numbers import NumberMention
    from docpipe.mentions.survey import Mentions

_LETTER = lazy(
    r"письм|запрос|обращени|жалоб|ходатайств|заявлени|представлени|поручени|указани|резолюци|телефонограмм|телеграмм|\bисх|\bна\s{1,3}№|\bк\s{1,3}№|"
    r"хат(?:қа|ы|ын|тың|та)|хат\b|сауал|сұрау|өтініш|шағым|тапсырма|нұсқау|бұрыштама|ұсыныс",
    re.IGNORECASE,
)
_ACT = lazy(
    r"приказ|постановлени|закон|указ|распоряжени|кодекс|протокол|бұйры[қғ]|қаулы|заң|жарлы[қғ]|өкім|хаттама|договор|шарт|реестр",
    re.IGNORECASE,
)
_ADDRESSED = lazy(
    r"\bваш(?!\w{1,3}\s{1,3}компетенци)|\bсіздің|рассмотре(?:в|л|н[аоы]?(?!\w))|\bна\s{1,3}(?:ваш|письм|запрос|обращени|№|исх)|\bк\s{1,3}(?:ваш|письм|запрос|№)|в\s{1,3}(?:ответ|дополнени|соответстви)|взамен|по\s{1,3}поручени|"
    r"во\s{1,3}исполнени|запрошенн\w{2,3}\s{1,3}(?:ваш|наш|письм|запрос)|повторно\s{1,3}(?:прос|обраща|направл|напомина|запрашива|сообща)|"
    r"қайталап\s{1,3}(?:сұра|жолда|жібер|хабарла|еск)|қарап|сәйкес|орындау|жауап|қосымша|орнына|тапсырмасы|ыңыз|(?:өтініш|жүгіну|үндеу)\w{0,3}іңіз",
    re.IGNORECASE,
)
_RELATIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("replaces", lazy(r"взамен|орнына|ауыстыру", re.IGNORECASE)),
    (
        "in_addition",
        lazy(r"в\s{1,3}дополнени|қосымша\s{1,3}(?:ретінде|мәлімет|ақпарат)|толықтыр|хат\w{0,6}\s{1,3}қосымша", re.IGNORECASE),
    ),
    ("by_instruction", lazy(r"по\s{1,3}поручени|во\s{1,3}исполнени|к\s{1,3}поручени|тапсырма", re.IGNORECASE)),
    ("corrects", lazy(r"в\s{1,3}уточнени|исправлени|түзету|нақтылау", re.IGNORECASE)),
    ("repeats", lazy(r"повторн|қайталап|қайта\s{1,3}жолда", re.IGNORECASE)),
)
_INSTITUTION = lazy(
    r"\s{0,2}(?:(?:жалпы|орта|негізгі|білім|беретін|қалалық|балалар)\s){0,4}(?:мектеп|емхана|аурухана|балабақша|колледж|лицей|гимназия|сайлау|учаске|үй|бағдар)",
    re.IGNORECASE,
)
"""A number before a school's or a clinic's name is none of a letter."""
_THIS_YEAR = lazy(
    r"[тс]\.\s?г|(?:текущ|сего|настоящ)\w{0,4}\s{1,3}г|(?:ағымдағы|осы|биылғы|үстіміздегі)\s{1,3}жыл|биыл|а\.\s?ж", re.IGNORECASE
)
_YOURS_RU = lazy(
    r"(?<!\w)ваш(?:е|его|ему|им|у|а|ей|и)?\s{1,3}(?:\w{4,20}\s{1,3}){0,2}(?:письм|обращени|запрос|жалоб|заявлени|ходатайств|поручени)\w{0,3}(?:\s{1,3}(?:от|датированн\w{2,3}))?\s{1,3}$",
    re.IGNORECASE,
)
_YOURS_KK = lazy(r"\s{1,3}(?:\w{4,20}\s{1,3}){0,3}(?:хат|сауал|өтініш|сұрау|шағым|тапсырма)\w{0,8}(?:ыңыз|іңіз|ңыз|ңіз)", re.IGNORECASE)
"""A letter of theirs that is known by its day alone."""
_JOINT, _REACH = 48, 200
_HALF_A_YEAR = 6
_PARTS = lazy(r"[,;]|(?<!\w)(?:и|және)(?!\w)")
_AND = lazy(r"[\s,]{1,3}(?:(?:и|және|мен|пен|бен)\s{1,3})?(?:№{1,2}\s{0,3})?")


def find(sheet: Sheet, found: Mentions, own: record.DateValue | None = None) -> list[record.ReplyReference]:
    """The letters answered, each with number, date and relation, the reply line's first; `own` tells which year `this year` is."""
    text, day = found.passage.folded, own.value if own else None
    found = replace(found, dates=tuple(resolve(one, day, None) if _THIS_YEAR.search(text, *one.span) else one for one in found.dates))
    answers = [one for span in _zones(sheet, found) for one in _pairs(span, found)]
    opening = sheet.zone("body", "order_verb")[:2] if sheet.has("salutation", "reply", "address", "letterhead") else []
    for segment in opening:
        if segment.language == sheet.language:
            answers += [one for one in _pairs(segment.span, found) if _is_answer(one, segment.span, found)]
    return _once(answers)


def _zones(sheet: Sheet, found: Mentions) -> list[Span]:
    """The reply lines; pieces of one reference that blank lines keep apart are one."""
    zones: list[Span] = []
    joined = False
    for part in sheet.parts:
        if part.role != "reply":
            joined = False
            continue
        piece = part.segment.span
        if joined and (not _holds(zones[-1], found.numbers) or not (_holds(piece, found.numbers) or _holds(zones[-1], found.dates))):
            zones[-1] = Span(zones[-1].start, piece.end)
        else:
            zones.append(piece)
        joined = True
    return zones


def _holds(span: Span, found: Sequence[NumberMention] | Sequence[DateMention]) -> bool:
    return any(span.contains(one.span) for one in found)


def _pairs(span: Span, found: Mentions) -> list[record.ReplyReference]:
    numbers = [number for number in found.numbers if span.contains(number.span)]
    dates = _days(span, found)
    used: set[int] = set()
    pairs: list[record.ReplyReference] = []
    folded = found.passage.folded
    listed = _listed(numbers, found)
    shared = dates[0] if listed and len(dates) == 1 else None
    each = dates if listed and len(dates) == len(numbers) and _beside(dates[0], numbers) is _beside(dates[-1], numbers) else []
    for at, number in enumerate(numbers):
        date = shared or (each[at] if each else _date_of(number, dates, numbers, used, folded))
        lent = bool(each) or (shared is not None and number is not _beside(shared, numbers))
        pairs.append(_reference(number, date, span, found, lent=lent))
    if not numbers and dates:
        pairs.append(_reference(None, dates[0], span, found))
    return pairs


def _listed(numbers: Sequence[NumberMention], found: Mentions) -> bool:
    """True for several numbers one after another: the one date beside them is that of all, of as many each has its own: `№ 4 и № 5 от 8 и 9 мая`."""
    return len(numbers) > 1 and all(
        _AND.fullmatch(found.passage.folded, one.span.end, other.span.start) for one, other in pairwise(numbers)
    )


def _days(span: Span, found: Mentions) -> list[DateMention]:
    """The days in the span; one without a year has that of its neighbour: `от 5 мая и от 7 мая 2024 года`."""
    days = [date for date in found.dates if span.contains(date.span) and date.granularity == "day"]
    told = [date for date in days if _is_told(date, found)]
    lent = {one.span: year for one in days if told and one not in told and _yearless(one) and (year := _year_beside(one, told))}
    return [resolve(one, None, lent[one.span]) if one.span in lent else one for one in days if one in told or one.span in lent]


def _is_told(one: DateMention, found: Mentions) -> bool:
    """True for a day with its year, in figures or as this one: `28 октября т.г.`."""
    return bool(one.value) and (not one.relative or bool(_THIS_YEAR.search(found.passage.quote(one.span))))


def _yearless(one: DateMention) -> bool:
    return one.first is not None and one.first.unit in ("year", "gone-year") and one.first.month is not None and one.first.year is None


def _year_beside(one: DateMention, told: Sequence[DateMention]) -> int | None:
    """The neighbour's year; none where they lie more than half a year apart: `29 декабря и 3 января 2024 года`."""
    at = bisect_left(told, one.span.start, key=_start)
    near = min(told[max(0, at - 1) : at + 1], key=lambda other: abs(other.span.start - one.span.start))
    months = [day.first.month if day.first else None for day in (one, near)]
    apart = abs(months[0] - months[1]) if months[0] and months[1] else 0
    return near.first.year if near.first and apart <= _HALF_A_YEAR else None


def _start(one: DateMention | NumberMention) -> int:
    return one.span.start


def _date_of(
    number: NumberMention, dates: Sequence[DateMention], numbers: Sequence[NumberMention], used: set[int], folded: str
) -> DateMention | None:
    """The nearest date that no other number stands between, and that no number has taken."""
    best: tuple[int, int] | None = None
    first = bisect_left(dates, number.span.start - _REACH, key=_start)
    for at in range(first, bisect_left(dates, number.span.end + _JOINT + 1, key=_start)):
        low, high = sorted((number.span, dates[at].span))
        gap = _gap(folded[low.end : min(high.start, low.end + 2 * _JOINT)])
        if at in used or gap > _JOINT or (best is not None and gap >= best[0]):
            continue
        inside = numbers[bisect_left(numbers, low.end, key=_start) : bisect_left(numbers, high.start, key=_start)]
        if not any(other.span.end <= high.start for other in inside) and not _nearer_behind(number, dates[at], numbers, gap, folded):
            best = (gap, at)
    if best is None:
        return None
    used.add(best[1])
    return dates[best[1]]


def _nearer_behind(number: NumberMention, date: DateMention, numbers: Sequence[NumberMention], gap: int, folded: str) -> bool:
    """True where the day stands closer to the number behind it: `№ 5, 2024 жылғы 3 мамырдағы № 6`."""
    if date.span.start < number.span.start:
        return False
    behind = numbers[bisect_left(numbers, date.span.end, key=_start) :][:1]
    return any(_gap(folded[date.span.end : one.span.start][: 2 * _JOINT]) < gap for one in behind)


def _gap(between: str) -> int:
    """How far apart a number and a day are: its sign is no distance, what parts two references is as far as may be."""
    return len(between.replace("№", "").strip()) + (_JOINT // 2 if _PARTS.search(between) else 0)


def _beside(date: DateMention, numbers: Sequence[NumberMention]) -> NumberMention:
    return numbers[0] if date.span.start < numbers[0].span.start else numbers[-1]


def _reference(
    number: NumberMention | None, date: DateMention | None, zone: Span, found: Mentions, *, lent: bool = False
) -> record.ReplyReference:
    """The reference at its number and its date; at its number alone where the date is `lent` from the one beside it."""
    spans = [number.span] if lent and number else [one.span for one in (number, date) if one]
    span = Span(min(one.start for one in spans), max(one.end for one in spans))
    relation = _relation(found.passage.folded, span, zone)
    note("reply", "number-and-date", span, won=True)
    return record.ReplyReference.model_validate(
        {
            "text": found.passage.quote(span),
            "span": tuple(span),
            "number": number.value if number else None,
            "date": date.value if date else None,
            "relation": relation,
        }
    )


def _relation(folded: str, span: Span, zone: Span) -> str:
    """What the last telling word before the reference says, else any around it."""
    start = max(zone.start, span.start - 90)
    before = [(said.start(), name) for name, pattern in _RELATIONS if (said := _last(pattern, folded[start : span.start]))]
    around = folded[start : min(zone.end, span.end + 60)]
    return max(before)[1] if before else next((name for name, pattern in _RELATIONS if pattern.search(around)), "reply")


def _is_answer(one: record.ReplyReference, zone: Span, found: Mentions) -> bool:
    """True where the sentence speaks of a letter, and of no act nearer to the number."""
    before = found.passage.folded[max(zone.start, one.span[0] - 110) : one.span[0]]
    after = found.passage.folded[one.span[1] : min(zone.end, one.span[1] + 45)]
    spoken = _LETTER.search(after) if found.passage.language == "kk" else None
    letter = spoken or _last(_LETTER, before) or (_LETTER.search(after))
    if one.number is None:
        return bool(_YOURS_KK.match(after) if found.passage.language == "kk" else _YOURS_RU.search(before))
    if letter is None or _INSTITUTION.match(after):
        return False
    act_after = _ACT.search(after)
    if found.passage.language == "kk" and act_after and (spoken is None or act_after.start() < spoken.start()):
        return False
    act = (_last(_ACT, before) if found.passage.language != "kk" else None) or (act_after if found.passage.language == "kk" else None)
    if act and (not spoken or act.start() < spoken.start()) and (act.string is letter.string and act.start() >= letter.start()):
        return False
    if act and letter.string is after and (act.string is before or act.start() < letter.start()):
        return False
    return bool(_ADDRESSED.search(before) or _ADDRESSED.search(after))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text):
        last = match
    return last


def _once(answers: Sequence[record.ReplyReference]) -> list[record.ReplyReference]:
    kept: dict[str | None, dict[str | None, record.ReplyReference]] = {}
    chosen = []
    for one in answers:
        known = kept.setdefault(one.number, {})
        if not known or not (one.date is None or one.date in known or None in known):
            known[one.date] = one
            chosen.append(one)
    return chosen
