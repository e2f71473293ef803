"""Whether a date is what a figure is compared with: `по сравнению с 2020 годом`, `өткен жылмен салыстырғанда`, `than in 2015`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.mentions.dates import DateMention
    from docpipe.model.text import Span

_REACH = 70
_GAP = r"\s?(?:[^\d,.;()\s]{1,20}\s){0,4}$"
_WITH_FIGURE = r"(?<!\w)(?:против|against|versus|vs\.?)\s(?:[^,;()]|(?<=\d),(?=\d)){1,60}$"
_ABLATIVE = lazy(r"(?:дан|ден|тан|тен|нан|нен)$", re.IGNORECASE)
_BASE = lazy(
    r"(?:%|процент\w{0,3}|раза?|тенге|млн|млрд)\s(?:к|to)\s$|(?:рост|прирост|снижени|увеличени|темп)\w{0,3}\s(?:[а-яё]{2,20}\s)?к\s$",
    re.IGNORECASE,
)
_THAN = lazy(
    r"\s(?:[^\W\d]{1,20}\s){0,2}[^\W\d]{2,24}(?:дан|ден|тан|тен|нан|нен)\s(?:[^\W\d]{3,12}\s)?\d[^.;()]{1,30}?\s(?:көп|аз|артық|кем|жоғары|төмен|асып)",
    re.IGNORECASE,
)
"""`2021 жылғы көрсеткіштен 1,2 есе көп`."""
_BY = lazy(r"(?<!\w)(?:к|ко)\s$", re.IGNORECASE)


def is_compared(passage: Passage, one: DateMention, within: Span, year: int | None) -> bool:
    """True where the date is the one compared with; `year` is that of the document."""
    text, span, language = passage.folded, one.span, passage.language
    if spans_both(passage, one, within):
        return False
    start = max(within.start, span.start - _REACH)
    itself = _itself(language)
    if itself and itself.fullmatch(text, span.start, span.end):
        return True
    if (before := _before(language)) and before.search(text, start, span.start):
        return True
    if language == "kk":
        behind = _after().match(text, span.end, within.end) or _THAN.match(text, span.end, within.end)
        return behind is not None or (one.rule != "since" and _ABLATIVE.search(text, span.start, span.end) is not None)
    return _is_base(text, one, start, year)


def _is_base(text: str, one: DateMention, start: int, year: int | None) -> bool:
    """`105 % к 2020 году`, `к 2020 году` in a later document; an aim lies ahead."""
    if _BASE.search(text, start, one.span.start):
        return True
    gone = one.value is not None and year is not None and int(one.value[:4]) < year
    return gone and _BY.search(text, start, one.span.start) is not None


@cache
def _itself(language: str) -> re.Pattern[str] | None:
    words = table("periods")["compared_itself"].get(language)
    return compiled("|".join(words).replace(" ", r"\s"), re.IGNORECASE) if words else None


@cache
def _before(language: str) -> re.Pattern[str] | None:
    words = table("periods")["compared"].get(language)
    either = "|".join(words).replace(" ", r"\s")
    return compiled(rf"(?<!\w)(?<!более\s)(?<!менее\s)(?:{either})(?!\w){_GAP}|{_WITH_FIGURE}", re.IGNORECASE) if words else None


@cache
def _after() -> re.Pattern[str]:
    either = "|".join(table("periods")["compared_after"]["kk"]).replace(" ", r"\s")
    return compiled(rf"\s(?:[^\d,.;()\s]{{1,20}}\s){{0,4}}(?:{either})(?!\w)", re.IGNORECASE)


def spans_both(passage: Passage, one: DateMention, within: Span) -> bool:
    """`за аналогичный период 2020 – 2021 года`: both years at once, the second is the one reported."""
    ends = (one.start, one.end)
    return all(end is not None and len(end) == len("2021") for end in ends) and is_same_stretch(passage, one.span, within)


def is_same_stretch(passage: Passage, span: Span, within: Span) -> bool:
    """True where the words beside the date speak of the same part of another year."""
    kazakh = passage.language == "kk"
    start, end = (span.start, min(within.end, span.end + 30)) if kazakh else (max(within.start, span.start - 45), span.end)
    return _same().search(passage.folded, start, end) is not None


@cache
def _same() -> re.Pattern[str]:
    return compiled("|".join(table("periods")["same_stretch"]["all"]).replace(" ", r"\s"), re.IGNORECASE)
