"""What an inquiry asks: each question apart, numbered or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.layout.segments import Segment
    from docpipe.mentions.survey import Mentions

_NUMBER = lazy(r"(?P<n>\d{1,2})\s?[.)]\s{1,4}")
_ASKING = lazy(
    r"(?:прошу|просим|просьба|сұрай(?:мын|мыз)|өтінемі[нз]|сауал\s{1,3}жолда|мынадай\s{1,3}сұрақ|следующи\w{1,3}\s{1,3}вопрос|ответить\s{1,3}на|жауап\s{1,3}беруіңіз)[^\n]{0,200}:\s{0,3}$",
    re.IGNORECASE,
)
_QUESTION = lazy(r"[^.!?\n]{12,600}\?")


def find(sheet: Sheet, found: Mentions, kind: str) -> list[record.Question]:
    """The questions of an inquiry: its numbered points after the asking sentence, else its sentences with a question mark."""
    if kind != "inquiry":
        return []
    body = sheet.zone("body", "order_verb")
    numbered = _numbered(body, found)
    if numbered:
        return numbered
    return [
        _question(Span(*_trim(found, match.span())), None, found)
        for segment in body
        for match in _QUESTION.finditer(found.passage.folded, *segment.span)
    ]


def _numbered(body: list[Segment], found: Mentions) -> list[record.Question]:
    asking = next((at for at, segment in enumerate(body) if _ASKING.search(segment.text)), None)
    points = [(segment, match) for segment in body[(asking or -1) + 1 :] if (match := _NUMBER.match(found.passage.folded, *segment.span))]
    asked = [pair for pair in points if asking is not None or pair[0].text.rstrip().endswith("?")]
    return [_question(Span(match.end(), segment.span.end), match["n"], found) for segment, match in asked]


def _question(span: Span, number: str | None, found: Mentions) -> record.Question:
    return record.Question(text=found.passage.quote(span), span=span, number=number)


def _trim(found: Mentions, span: tuple[int, int]) -> tuple[int, int]:
    piece = found.passage.folded[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[1]
