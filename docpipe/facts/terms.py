"""By when an answer is wanted: the term that the text states, and the one that the law sets."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table, workdays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions

_DAYS = lazy(
    r"в\s{1,3}(?:течение\s{1,3})?(?:\d{1,3}|трех|трёх|пяти|десяти|\w{3,14})\s?[-–]?\s?(?:ти|х|и)?\s?(?:дневн\w{1,3}|месячн\w{1,3})\s{1,3}срок|"
    r"в\s{1,3}течение\s{1,3}\d{1,3}\s{1,3}(?:рабочих\s{1,3}|календарных\s{1,3})?(?:дней|дня)|\d{1,3}\s{1,3}(?:жұмыс\s{1,3}|күнтізбелік\s{1,3})?күн(?:дік)?\s{1,3}(?:ішінде|мерзімде)|весьма\s{1,3}срочно|өте\s{1,3}шұғыл",
    re.IGNORECASE,
)  # fmt: skip
_ASKED = lazy(r"срок|представ|направ|сообщ|ответ|просим|прошу|жауап|ұсын|жолда|мерзім|сұрай|хабарла|беруіңіз", re.IGNORECASE)
_UNTIL = lazy(r"(?:до|не\s{1,2}позднее|к)\s{1,3}$", re.IGNORECASE)
_UNTIL_KK = lazy(r"\s{0,2}(?:\w{0,4}\s)?(?:дейін|кешіктірмей)", re.IGNORECASE)


def stated(sheet: Sheet, found: Mentions, kind: str) -> record.TextFact | None:
    """`до 15 июля`, `15 шілдеге дейін`, `в 3-дневный срок`, `весьма срочно`: the date where it can be told, else the words."""
    if kind not in ("letter", "inquiry"):
        return None
    for segment in [*sheet.zone("mark"), *sheet.zone("body", "order_verb")]:
        match = _DAYS.search(found.passage.folded, *segment.span)
        if match and (segment.cue == "mark" or _ASKED.search(segment.text)):
            return record.TextFact(
                text=found.passage.quote(match.span()), span=match.span(), value=re.sub(r"\s+", " ", match.group()).lower()
            )
        for mention in found.dates:
            if segment.span.contains(mention.span) and _is_term(mention, found) and _ASKED.search(segment.text):
                value = mention.value or mention.end
                if value:
                    return record.TextFact(text=found.passage.quote(mention.span), span=mention.span, value=value)
    return None


def _is_term(mention: Any, found: Mentions) -> bool:
    before = found.passage.folded[max(0, mention.span.start - 16) : mention.span.start]
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
