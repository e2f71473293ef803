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

_NUMBER = lazy(r"(?:(?P<n>\d{1,2})\s?[.)]|(?P<letter>[а-еa-f])\))\s{1,4}")
_ASKING = lazy(
    r"(?:прошу|просим|просьба|требу(?:ю|ем|ет)|предлага(?:ю|ем)|сұрай(?:мын|мыз)|сұраймын|өтінемі[нз]|талап\s{1,3}етемі[нз]|сізден|сауал\s{1,3}жолда|(?:мынадай|келесі|мына)\s{1,3}сұрақ|следующи\w{1,3}\s{1,3}вопрос|ответить\s{1,3}на|жауап\s{1,3}беруіңіз)[^\n]{0,200}:\s{0,3}$",
    re.IGNORECASE,
)
_QUESTION = lazy(r"[^.!?\n]{12,600}\?")
_DASHED = lazy(r"(?:^|[\n;:])[ \t\n]{0,8}[–—•▪●-][ \t]{1,4}(?P<item>[^\n;]{6,600}[^\n;\s])")
_LEADING = lazy(r":[ \t]{0,3}\n?[ \t]{0,8}[–—•▪●-][ \t]")
_AS_QUESTIONS = lazy(
    r"\s{1,3}(?:деген|туралы|бойынша)\s{1,3}(?:мынадай\s{1,3})?(?:сұрақтар|мәселелер)\w{0,6}\s[^;\n]{0,80}(?:сұрай|өтін)\w{2,4}[.!]?\s{0,3}$",
    re.IGNORECASE,
)
"""`1) …; 2) … деген сұрақтарға жауап беруіңізді сұраймыз`: Kazakh asks behind the points."""
_REQUEST = lazy(
    r"(?:(?<=[.!?]\s)|(?<=\n)|\A)[^.!?\n]{0,200}?(?<!\w)(?:прошу|просим|просьба|сұрай(?:мын|мыз)|өтінемі[нз])(?!\w)(?:[^.!?\n]|(?-i:\.(?=\d|\s?[а-яәғқңөұүһі])))*",
    re.IGNORECASE,
)
_FORMAL = lazy(
    r"(?<!\w)(?:ответ|жауап)\w{0,6}\s(?:[^.]{0,60}\s)?(?:прошу|просим|(?:дать|представить|направить|беру|жолдау|ұсыну)\w{0,6}\s)|письменн\w{2,3}|жазбаша|огласить|жариялау",
    re.IGNORECASE,
)
"""How, where and when the answer is wished for: nothing that is asked."""
_SENTENCE_END = lazy(r"[.?!]\s{1,4}(?=[А-ЯӘҒҚҢӨҰҮҺІ])")


def find(sheet: Sheet, found: Mentions, kind: str) -> list[record.Question]:
    """The questions of an inquiry: its points after the asking sentence, else its sentences with a question mark, else its requests."""
    if kind != "inquiry":
        return []
    body = sheet.zone("body", "order_verb")
    return (
        _numbered(body, found)
        or _dashed(body, found)
        or [_question(Span(*_trim(found, match.span())), None, found) for segment in body for match in _matches(_QUESTION, segment, found)]
        or _requested(body, found)
    )


def _matches(pattern: re.Pattern[str], segment: Segment, found: Mentions) -> list[re.Match[str]]:
    return list(pattern.finditer(found.passage.folded, *segment.span))


def _numbered(body: list[Segment], found: Mentions) -> list[record.Question]:
    asking = next((at for at, segment in enumerate(body) if _ASKING.search(segment.text)), None)
    points = [
        (segment, match)
        for segment in body[(-1 if asking is None else asking) + 1 :]
        if (match := _NUMBER.match(found.passage.folded, *segment.span))
    ]
    told = asking is not None or (bool(points) and bool(_AS_QUESTIONS.search(points[-1][0].text)))
    asked = [pair for pair in points if told or pair[0].text.rstrip().endswith("?")]
    return [
        _question(_less_formal(_less_asking(Span(match.end(), segment.span.end), found), found), match["n"] or match["letter"], found)
        for segment, match in asked
    ]


def _less_asking(span: Span, found: Mentions) -> Span:
    behind = _AS_QUESTIONS.search(found.passage.folded, *span)
    return Span(span.start, behind.start()) if behind else span


def _less_formal(span: Span, found: Mentions) -> Span:
    """The last point without the sentence behind it that says how the answer is wished for."""
    end = next(
        (one for one in _SENTENCE_END.finditer(found.passage.folded, *span) if _FORMAL.search(found.passage.folded, one.end(), span.end)),
        None,
    )
    return Span(span.start, end.start() + 1) if end else span


def _dashed(body: list[Segment], found: Mentions) -> list[record.Question]:
    """Points with dashes below the asking sentence, in its paragraph or the ones after it."""
    asked: list[record.Question] = []
    asking = False
    for segment in body:
        folded = found.passage.folded[segment.span.start : segment.span.end]
        lead = _LEADING.search(folded)
        start = lead.start() if lead and _ASKING.search(folded[: lead.start() + 1]) else 0 if asking else None
        asking = bool(_ASKING.search(segment.text)) or (start is not None and bool(_DASHED.match(folded, start)))
        if start is not None:
            asked += [
                _question(
                    _less_formal(Span(segment.span.start + item.start("item"), segment.span.start + item.end("item")), found), None, found
                )
                for item in _DASHED.finditer(folded, start)
            ]
    return asked


def _requested(body: list[Segment], found: Mentions) -> list[record.Question]:
    """Sentences that ask for something without a question mark; how the answer is to be given is none of it."""
    asked = [Span(*_trim(found, match.span())) for segment in body for match in _matches(_REQUEST, segment, found)]
    return [
        _question(span, None, found)
        for span in asked
        if not _FORMAL.search(found.passage.folded, *span) and not _ASKING.search(found.passage.folded[span.start : span.end])
    ]


def _question(span: Span, number: str | None, found: Mentions) -> record.Question:
    return record.Question(text=found.passage.quote(span), span=span, number=number)


def _trim(found: Mentions, span: tuple[int, int]) -> tuple[int, int]:
    piece = found.passage.folded[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[0] + len(piece.rstrip())
