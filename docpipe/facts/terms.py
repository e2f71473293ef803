"""By when an answer is wanted: the term that the text states, and the one that the law sets."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from docpipe.language import asking, durations
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table, workdays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.layout.segments import Segment
    from docpipe.mentions.survey import Mentions

_URGENT = lazy(r"весьма\s{1,3}срочно|өте\s{1,3}шұғыл", re.IGNORECASE)
_ASKED = lazy(r"срок|представ|направ|сообщ|ответ|просим|прошу|жауап|ұсын|жолда|мерзім|сұрай|хабарла|беруіңіз", re.IGNORECASE)
_UNTIL = lazy(r"(?<!\w)(?:до|не\s{1,2}позднее|к)\s{1,3}(?:\d{1,2}[.:]\d\d\s{1,3}(?:час(?:ов|а)\s{1,3})?)?$", re.IGNORECASE)
_UNTIL_KK = lazy(r"\s{0,2}(?:\w{0,4}\s)?(?:дейін|кешіктірмей)", re.IGNORECASE)


def stated(sheet: Sheet, found: Mentions, kind: str) -> record.TextFact | None:
    """`до 15 июля`, `15 шілдеге дейін`, `в 3-дневный срок`, `весьма срочно`: the date where it can be told, else the words."""
    if kind not in ("letter", "inquiry"):
        return None
    for segment in [*sheet.zone("mark"), *sheet.zone("body", "order_verb")]:
        if told := _urgent(segment, found) or _length(segment, found):
            return record.TextFact(
                text=found.passage.quote(told), span=told, value=re.sub(r"\s+", " ", found.passage.folded[slice(*told)]).lower()
            )
        for mention in found.dates:
            if segment.span.contains(mention.span) and _is_term(mention, found) and _is_asked(mention, segment, found):
                value = mention.value or mention.end
                if value:
                    return record.TextFact(text=found.passage.quote(mention.span), span=mention.span, value=value)
    return None


def _urgent(segment: Segment, found: Mentions) -> tuple[int, int] | None:
    match = _URGENT.search(found.passage.folded, *segment.span)
    return match.span() if match and (segment.cue == "mark" or _ASKED.search(segment.text)) else None


def _length(segment: Segment, found: Mentions) -> tuple[int, int] | None:
    """The first term told by its length within which something is asked for."""
    text = found.passage.folded
    terms = sorted((one.span, language) for language in ("ru", "kk") for one in durations.find(text, *segment.span, language) if one.within)
    return next(
        (span for span, language in terms if segment.cue == "mark" or asking.within(text, segment.span, span, language, counted=True)), None
    )


def _is_asked(mention: Any, segment: Segment, found: Mentions) -> bool:
    """Whether something is asked for until that day."""
    if segment.cue == "mark":
        return _ASKED.search(segment.text) is not None
    return asking.within(found.passage.folded, segment.span, mention.span, found.passage.language, counted=False)


def _is_term(mention: Any, found: Mentions) -> bool:
    before = found.passage.folded[max(0, mention.span.start - 30) : mention.span.start]
    inside = found.passage.quote(mention.span).lower()
    after = found.passage.folded[mention.span.end : mention.span.end + 20]
    open_start = mention.granularity == "period" and not mention.start and mention.end
    exact = mention.granularity == "day" and (
        _UNTIL.search(before) or _UNTIL_KK.match(after) or inside.startswith("до ") or inside.endswith("дейін")
    )
    return bool(open_start or exact)


def due(kind: str, genre: str | None, registrations: Sequence[record.Registration]) -> record.ReplyDue | None:
    """The legal term, counted in working days from the incoming stamp's day; without one only the rule can be told."""
    rule = next((rule for rule in table("terms")["rule"] if rule.get("kind") == kind or genre in rule.get("genres", ())), None)
    if rule is None:
        return None
    received = next((one.date for one in registrations if one.role == "incoming" and one.date), None)
    day = _day(received or "")
    last = workdays.legal(rule["name"], day) if day else None
    return record.ReplyDue(date=last.isoformat() if last else None, from_=received, rule=rule["name"])


def _day(told: str) -> date | None:
    """None for a month, and for a day that no calendar has: a stamp may be read badly."""
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
