"""The counted noun beside a figure in English: `185 businesses`, `20 of the schools`, `the number of convicts reached 29,061`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.mentions.amount_value import Amount

_REACH, _MOST_WORDS = 100, 7
_WORD = lazy(r"[ «]{0,3}(?P<word>[A-Za-z][A-Za-z'-]{0,40})(?![\w-])»?")
_OPENING = lazy(r"\s{0,2}(?:\([^()\d]{2,60}\)\s{0,2})?(?:of\s{1,2}(?:the|these|those|all|our|its|their)\s{1,2}(?=[a-z]))?(?:\d\s)?")
_COMMA = lazy(r",\s(?=[a-z-]{3,24}\s[a-z])|\sand\s(?=[a-z])")
_NUMBER_OF = lazy(r"\b(?:number|count|amount|totals?)\s{1,2}of\s{1,2}(?:the\s{1,2}|all\s{1,2})?(?=[A-Za-z])", re.IGNORECASE)
_FILLER = lazy(r"(?:total|including|of (?:them|which|these)|number of)\s{1,2}(?:the\s)?", re.IGNORECASE)
_POPULATION = lazy(
    r"(?<![\w-])population(?=\s(?:of\s[\w' -]{2,40}\s)?(?:is|was|reached|rose|grew|stood|exceed\w{0,2}|totall?ed|amount\w{0,2}))",
    re.IGNORECASE,
)
_LABEL = lazy(r"(?:^|[.,;:()\n]\s{0,2}|\s[–-]\s)(?P<label>[A-Za-z][A-Za-z' -]{1,60}?)\s{0,2}(?:\s[–-]|:)\s{0,2}$")


def find(passage: Passage, amount: Amount) -> tuple[Span, str] | None:
    """The span of the counted phrase and its head in dictionary form, or None."""
    opening = _OPENING.match(passage.folded, amount.span.end, passage.span.end)
    start = opening.end() if opening else amount.span.end
    one = amount.value == 1
    return _phrase(passage.folded, start, min(passage.span.end, start + _REACH), one=one) or _before(passage, amount)


def _phrase(text: str, start: int, end: int, *, one: bool = False) -> tuple[Span, str] | None:
    """The words from `start` to the head: the last plural of the first run of plurals; beside a 1 the last word of the phrase."""
    first, head = -1, None
    at = start
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, at, end)
        if match is None or _ends(match["word"]):
            break
        plural = _singular(match["word"])
        if head and not one and plural is None:
            break
        first = match.start("word") if first < 0 else first
        if plural or (one and not _participle(match["word"])):
            head = match.end("word"), plural or match["word"].lower()
        comma = _COMMA.match(text, match.end(), end) if head is None else None
        at = comma.end() - 1 if comma else match.end()
    return (Span(first, head[0]), head[1]) if head else None


def _ends(word: str) -> bool:
    return word.lower() in _listed("stops")


def _participle(word: str) -> bool:
    return word.lower().endswith("ed")


def _before(passage: Passage, amount: Amount) -> tuple[Span, str] | None:
    """`schools – 25`, `the number of convicts was 29,061`."""
    start, end = max(passage.span.start, amount.span.start - 140), amount.span.start
    text = passage.folded
    measured = [match.end() for match in _NUMBER_OF.finditer(text, start, end) if not re.search(r"[.;!?]\s", text[match.end() : end])]
    if measured:
        return _phrase(text, measured[-1], end)
    for match in reversed(list(_POPULATION.finditer(text, start, end))):
        return Span(*match.span()), "population"
    label = _LABEL.search(text, start, end)
    return _phrase(text, _past_filler(text, label), label.end("label")) if label else None


def _past_filler(text: str, label: re.Match[str]) -> int:
    filler = _FILLER.match(text, label.start("label"), label.end("label"))
    return filler.end() if filler else label.start("label")


def _singular(word: str) -> str | None:
    """One of the many, None for what is no plural.

    >>> _singular("facilities"), _singular("children"), _singular("businesses"), _singular("was")
    ('facility', 'child', 'business', None)
    """
    if re.fullmatch(r"[A-Z]{2,6}s", word):
        return word[:-1]
    low = word.lower()
    head, _, last = low.rpartition("-")
    if last in _irregular():
        return f"{head}-{_irregular()[last]}" if head else _irregular()[last]
    if last in _listed("not_plural") or not re.search(r"[a-z]{2}s$|^[a-z]-?s$", last) or last.endswith(("ss", "us", "is", "'s")):
        return None
    return _without_s(low)


def _without_s(low: str) -> str:
    if low.endswith("lves"):
        return low[:-3] + "f"
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes", "buses", "viruses", "campuses")):
        return low[:-2]
    return low[:-1]


@cache
def _irregular() -> dict[str, str]:
    rows: dict[str, str] = table("counted")["english"]["irregular"]
    return rows


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in table("counted")["english"][name])
