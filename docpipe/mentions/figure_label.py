"""What a figure is about, in the words of its own clause.

`В 2024 году в области отремонтировано 12 школ с охватом 3 тыс. детей` → `в области отремонтировано … школ`, `с охватом … детей`. A figure
that shares the predicate of the one before it (`… и 5 больниц`) is told with that predicate; a part of a whole with its own words only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.language import predicates
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.mentions.amount_value import Amount
    from docpipe.mentions.figure_value import Figure
    from docpipe.mentions.scene import Scene

_LONGEST = 160
_SIDE = 100
_FEW = 3
_EDGE = " ,;:.–-(«\n\t"
_ITEM = re.compile(r"\s*(?:\d{1,2}[.)]|[-–•*·]|[а-яa-z]\))\s+")
_WORD = re.compile(r"[^\W\d_]+")
_LEANS = re.compile(r"\s*(?:котор|где|что|котор|\w{3,20}(?:вш|щ|нн|м)(?:ая|ий|ый|ое|ее|ие|ые|их|ых|им|ым|ими|ыми|ей|ой|ую|юю|ему|ому|его|ого)(?:ся)?\b)", re.IGNORECASE)


def label(scene: Scene, figure: Figure) -> str | None:
    """The clause without the figure, verbatim; None where nothing but the figure is printed."""
    before, after = _before(scene, figure.clause.start, figure.amount.span.start), _after(scene, figure)
    own = f"{before} … {after}" if before and after else before or after
    if figure.whole is None and not predicates.has(own, scene.passage.language):
        return _shortened(_borrowed(scene, figure, own))
    return _shortened(own)


_DANGLING = re.compile(r"\s(?:на|до|в|с|со|от|by|to|from|of|at|свыше|более|менее|около|порядка|почти|than|more than|over|about|in)$", re.IGNORECASE)


def _shortened(text: str) -> str | None:
    text = _DANGLING.sub("", " ".join(text.split()))
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(_EDGE)
    return text if _WORD.search(text) else None


def _before(scene: Scene, start: int, end: int) -> str:
    """The words of the clause before the figure, without what only leads up to it."""
    start = _opened(scene, start, end)
    text = scene.passage.quote((start, end))
    head = text.rstrip(_EDGE)
    pieces = head.split(", ")
    kept = pieces.pop()
    while pieces and (len(_WORD.findall(kept)) < _FEW or _LEANS.match(kept)) and len(kept) < _SIDE:
        kept = f"{pieces.pop()}, {kept}"
    return kept.lstrip(_EDGE) if len(kept) <= _SIDE else kept[-_SIDE:].split(" ", 1)[-1].lstrip(_EDGE)


def _opened(scene: Scene, start: int, end: int) -> int:
    """Where the clause goes on behind its number in a list, its turns of opening and its date."""
    if item := _ITEM.match(scene.passage.folded, start, end):
        start = item.end()
    dates = {one.span.start: one.span.end for one in scene.dates_in(Span(start, end))}
    while True:
        match = _opening(scene.passage.language).match(scene.passage.folded, start, end)
        at = match.end() if match else start
        if at in dates:
            at = dates[at]
        elif match and not match["stop"] and not match["whole"]:
            return start
        if at == start or at >= end:
            return start
        start = _skipped(scene.passage.folded, at, end)


def _skipped(text: str, at: int, end: int) -> int:
    while at < end and text[at] in _EDGE:
        at += 1
    return at


@cache
def _opening(language: str) -> re.Pattern[str]:
    words = vocabulary.table("relations")["opening"][language]
    whole = [word for word in words if " " in word]
    joined, wholes = "|".join(sorted(words, key=len, reverse=True)), "|".join(sorted(whole, key=len, reverse=True))
    return re.compile(rf"(?:(?P<whole>{wholes})|(?:{joined}))(?P<stop>[,:])?\s{{1,2}}".replace(" ", r"\s"), re.IGNORECASE)


def _after(scene: Scene, figure: Figure) -> str:
    """The words of the clause behind the figure, up to a comma or a bracket that is not theirs."""
    text = scene.passage.quote((figure.amount.span.end, figure.clause.end))
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or (sign == "\n" and at > _SIDE) or (depth == 0 and text.startswith((", ", "; "), at) and at > _FEW and _ends(scene, text[:at])):
            text = text[:at]
            break
    if len(text) > _SIDE:
        text = text[:_SIDE].rsplit(" ", 1)[0]
    if suffix := re.match(r"-?(?:[^\W\d_]{1,4}|[а-яёәіңғүұқөһ]{1,4})(?=[\s,.;)]|$)", text) if text[:1] == "-" else None:
        text = text[suffix.end() :]
    return text.strip(_EDGE).removesuffix(")") if "(" not in text else text.strip(_EDGE)


def _ends(scene: Scene, text: str) -> bool:
    """Kazakh has its predicate at the end: a comma before it does not end the clause."""
    return scene.passage.language != "kk" or predicates.has(text, "kk")


def _borrowed(scene: Scene, figure: Figure, own: str) -> str:
    """The predicate of the figures before it, in Kazakh behind it, with the figure's own words."""
    amounts = _beside(scene, figure)
    at = next((index for index, one in enumerate(amounts) if one.span == figure.amount.span), 0)
    language = scene.passage.language
    sentence = scene.sentences[figure.sentence or 0].span
    if language == "kk":
        last = amounts[-1].span.end if amounts else figure.amount.span.end
        tail = scene.passage.quote((last, sentence.end)).split(", ")[0].strip(_EDGE)[:_SIDE]
        return f"{own} … {tail}" if at + 1 < len(amounts) and predicates.has(tail + ".", "kk") else own
    starts = [sentence.start, *(one.span.end for one in amounts)]
    for index in range(at - 1, -1, -1):
        lead = _before(scene, starts[index], amounts[index].span.start)
        if predicates.has(lead, language):
            return f"{lead} … {own}"
        behind = scene.passage.quote((amounts[index].span.end, figure.clause.start)).strip(_EDGE)
        if index == at - 1 and predicates.has(behind, language):
            return f"{_spoken(scene, amounts[index], behind)} … {own}"
    return own


def _spoken(scene: Scene, amount: Amount, behind: str) -> str:
    """The figure before with its words: `2089 people died`."""
    return f"{scene.passage.quote(amount.span)} {behind}"[-_SIDE:]


def _beside(scene: Scene, figure: Figure) -> list[Amount]:
    """The amounts of the figure's sentence."""
    if figure.sentence is None:
        return []
    span = scene.sentences[figure.sentence].span
    amounts = scene.found.amounts
    first = bisect_left(amounts, span.start, key=lambda one: one.span.start)
    last = bisect_left(amounts, span.end, key=lambda one: one.span.start)
    return list(amounts[first:last])
