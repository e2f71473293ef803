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
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene
    from docpipe.mentions.amount_value import Amount

_LONGEST = 160
_MOST, _ITEMS = 40, 12
_SIDE = 100
_LITTLE = 5
_FEW = 3
_EDGE = " ,;:.–-(«\n\t"
_ITEM = lazy(r"\s*(?:\d{1,2}[.)]|[-–•*·]|[а-яa-z]\))\s+")
_WORD = lazy(r"[^\W\d_]+")
_THEIRS = lazy(r"^(?:оның|соның|олардың|бұлардың|солардың|олардан|бұлардан)\s?", re.IGNORECASE)
_LED_BY_THEIRS = lazy(r"^[^\n]{1,200},\s(?:олардың|оның|бұлардың|солардың|соның)(?:\sішінде)?$", re.IGNORECASE)
_OF_THEM = lazy(r"^(?:(?:из|среди) )?(?:них|которых)\s(?:–\s)?|^of (?:which|whom|them)\s", re.IGNORECASE)
_CONVERB = lazy(r"[ыі]п$")
_SAYS = lazy(r"(?:и\s)?(?:что|это|бұл|which|that)\s", re.IGNORECASE)
_MADE = lazy(r"(?:и\s)?(?:составил|достиг)[аио]?(?!\w)", re.IGNORECASE)
_HANGS = lazy(r"(?:с|со|до|на|в|во|для|по|из|за|от|к|при|in|of|for|with|by|to|at|from|on|among|worth|covering)\s", re.IGNORECASE)
_LONG_BRACKET = lazy(r"\s?\([^()]{20,400}\)")
_LEANS = lazy(
    r"\s*(?:(?:[^\W\d_]{1,14}\s){0,3}котор|где|что|(?:не\s)?\w{3,20}(?:вш|щ|нн|м)(?:ая|ий|ый|ое|ее|ие|ые|их|ых|им|ым|ими|ыми|ей|ой|ую|юю|ему|ому|его|ого)(?:ся)?\b)",
    re.IGNORECASE,
)


def label(scene: Scene, figure: Figure) -> str | None:
    """The clause without the figure, verbatim; None where nothing but the figure is printed."""
    before = _LED_BY_THEIRS.sub("", _before(scene, figure.clause.start, figure.amount.span.start))
    after = _after(scene, figure, _LONGEST - len(before))
    if figure.whole is not None:
        before = _THEIRS.sub("", before)
        after = after if before else _OF_THEM.sub("", after)
    if figure.whole is not None or scene.passage.language == "kk":
        before = _JOINED.sub("", before + " ").strip()
    own = f"{before} … {after}" if before and after else before or after
    if not _WORD.search(_ALONE.sub("", own)):
        return _shortened(_before_bracket(scene, figure))
    if figure.whole is None:
        own = _borrowed(scene, figure, own)
    alone = scene.passage.language != "kk" or not before
    if alone and figure.counted in vocabulary.table("relations")["label"]["empty"] and len(_WORD.findall(own)) <= _LITTLE:
        own = f"{_said_before(scene, figure)} … {own}".removeprefix(" … ")
    return _shortened(own)


def _said_before(scene: Scene, figure: Figure) -> str:
    """The sentence before, for a figure of mere `cases` (`The number of forgeries has increased. 1 097 cases were recorded.`)."""
    at = figure.sentence or 0
    if at == 0 or scene.sentences[at - 1].paragraph != scene.sentences[at].paragraph:
        return ""
    span = scene.sentences[at - 1].span
    text = scene.passage.quote((_opened(scene, span.start, span.end), span.end)).strip(_EDGE)
    return text if len(text) <= _SIDE + _LITTLE else text[: _SIDE + _LITTLE].rsplit(" ", 1)[0]


def _before_bracket(scene: Scene, figure: Figure) -> str:
    """`поддержаны средства (153 млн тенге)`: the words before the bracket or dash that the figure alone stands behind."""
    starts = [scene.sentences[figure.sentence or 0].span.start, *(one.span.end for one in _beside(scene, figure))]
    end = figure.amount.span.start
    for start in reversed([start for start in starts if start <= end]):
        text = _before(scene, start, end)
        if len(_WORD.findall(_ALONE.sub("", text))) > 1 or (start == starts[0] and text):
            return text
    last = _beside(scene, figure)[-1:]
    behind = Span(last[0].span.end, scene.sentences[figure.sentence or 0].span.end) if last else figure.clause
    return scene.passage.quote(behind).split(", ")[0].strip(_EDGE + ")")


_ALONE = lazy(
    r"^(?:или|либо|то есть|т\.\s?е|до|на|в|с|со|что|из них|в том числе|яғни|немесе|or|to|that is|i\.\s?e)(?:\s(?:на|до|в|by|to))?$",
    re.IGNORECASE,
)
_DANGLING = lazy(
    r"\s(?:(?:оның|соның|олардың) ішінде|из них|в том числе|мен|бен|пен|және|или|на|до|в|с|со|от|by|to|from|of|at|свыше|более|менее|около|порядка|почти|than|more than|over|about|in)$",
    re.IGNORECASE,
)


def _shortened(text: str) -> str | None:
    text = _JOINED.sub("", _DANGLING.sub("", " ".join(text.split()).rstrip(_EDGE))).removeprefix("… ").removesuffix(" …")
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(_EDGE)
    return text if _WORD.search(text) else None


def _before(scene: Scene, start: int, end: int) -> str:
    """The words of the clause before the figure, without what only leads up to it."""
    start = _opened(scene, start, end)
    text = scene.passage.quote((start, end))
    closed = text.rfind(")")
    text = text[closed + 1 :] if closed >= 0 and text.count(")") > text.count("(") and _WORD.search(text, closed) else text
    head = text.rstrip(_EDGE)
    pieces = head.split(", ")
    kept = pieces.pop()
    while pieces and (len(_WORD.findall(kept)) < _FEW or _LEANS.match(kept) or _CONVERB.search(pieces[-1])) and len(kept) < _SIDE:
        kept = f"{pieces.pop()}, {kept}"
    kept = kept if len(kept) <= _SIDE else kept[-_SIDE:].split(" ", 1)[-1]
    return kept.lstrip(_EDGE + ")")


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
        if at >= end and match:
            return end
        if at == start:
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
    return compiled(rf"(?:(?P<whole>{wholes})|(?:{joined}))(?P<stop>[,:])?\s{{1,2}}".replace(" ", r"\s"), re.IGNORECASE)


def _after(scene: Scene, figure: Figure, most: int) -> str:
    """The words of the clause behind the figure, up to a comma or a bracket that is not theirs."""
    text = scene.passage.quote((figure.amount.span.end, figure.clause.end))
    text = _LONG_BRACKET.sub(" …", _ENDING.sub("", text[: 4 * _LONGEST]))
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or (depth == 0 and sign in ",;\n" and at > _FEW and _ends(scene, text, at)):
            text = text[:at]
            break
    if len(text) > most:
        text = text[:most].rsplit(" ", 1)[0]
    return text.strip(_EDGE)


_ENDING = lazy(r"^\s?-\s?[^\W\d_]{1,5}(?=[\s,.;)]|$)")


def _ends(scene: Scene, text: str, at: int) -> bool:
    """True where the sign at `at` ends the clause: not before a participle (`лиц, осуждённых …`), nor in Kazakh before the predicate."""
    if scene.passage.language == "kk" and text[at] == ",":
        return predicates.has(text[:at], "kk")
    return text[at] != "\n" and not (text[at] == "," and _LEANS.match(text, at + 1)) and not re.match(r",\S", text[at : at + 2])


def _borrowed(scene: Scene, figure: Figure, own: str) -> str:
    """The figure's own words; where they lean on the figures before it, with their predicate, in Kazakh with the one behind it."""
    language = scene.passage.language
    amounts = _beside(scene, figure)
    at = next((index for index, one in enumerate(amounts) if one.span == figure.amount.span), 0)
    clause = scene.passage.quote(figure.clause).lstrip(_EDGE)
    if at and language != "kk" and (_SAYS.match(clause) or _HANGS.match(clause)):
        return _after_neighbour(scene, figure, amounts, at, own)
    if at and language == "ru" and _MADE.match(own):
        return _with_lead(scene, figure, amounts, at, own)
    if (
        at
        and language == "kk"
        and _JOINED.sub("", clause).startswith(scene.passage.quote(figure.amount.span))
        and len(_WORD.findall(own)) < _FEW
        and (lead := _before_list(scene, figure, amounts, at))
    ):
        return f"{lead} … {own}"
    if predicates.has(own if language != "kk" else scene.passage.quote((figure.span.end, figure.clause.end)), language):
        return own
    return _with_tail(scene, figure, amounts, at, own) if language == "kk" else _with_lead(scene, figure, amounts, at, own)


def _before_list(scene: Scene, figure: Figure, amounts: list[Amount], at: int) -> str:
    """The words before the first of the figures that the list goes on from."""
    starts = _starts(scene, figure, amounts)
    for index in range(at - 1, max(at - _ITEMS, 0) - 1, -1):
        between = scene.passage.quote((starts[index], amounts[index].span.start)).rstrip()
        if index == 0 or not (between.endswith((",", ";")) or between.count("(") > between.count(")")):
            return _before(scene, starts[index], amounts[index].span.start)
    return ""


def _after_neighbour(scene: Scene, figure: Figure, amounts: list[Amount], at: int, own: str) -> str:
    """`заключено 85 соглашений с … государствами`: the clause of the figure before and then this one's."""
    start = max(_starts(scene, figure, amounts)[at - 1], amounts[at - 1].span.start - _SIDE)
    lead = scene.passage.quote((start, amounts[at - 1].span.start))
    lead = "" if lead.rstrip()[-1:] in (",", ";", ":", ")") else _before(scene, start, amounts[at - 1].span.start)
    said = " ".join(scene.passage.quote((amounts[at - 1].span.start, figure.clause.start)).split())
    room = _LONGEST - len(own) - 1
    return (
        f"{f'{lead} {said}'[-room:].split(' ', 1)[-1] if len(lead) + len(said) >= room else f'{lead} {said}'.strip()} {own}"
        if room > _SIDE / 2
        else own
    )


def _starts(scene: Scene, figure: Figure, amounts: list[Amount]) -> list[int]:
    return [scene.sentences[figure.sentence or 0].span.start, *(one.span.end for one in amounts)]


def _with_tail(scene: Scene, figure: Figure, amounts: list[Amount], at: int, own: str) -> str:
    """Kazakh has the predicate of a list behind its last item: the nearest one behind that is not in brackets."""
    end = scene.sentences[figure.sentence or 0].span.end
    ends = [*(one.span.start for one in amounts[1:]), end]
    told = scene.passage.folded[figure.amount.span.end : amounts[-1].span.end if amounts else end]
    if at + 1 >= len(amounts) or any(predicates.has(piece, "kk") for piece in re.findall(r"\([^()]{1,160}\)", told)):
        return own
    for index in range(at + 1, len(amounts)):
        tail = scene.passage.quote((amounts[index].span.end, ends[index])).split(", ")[0]
        tail = (tail.split(")", 1)[1] if ")" in tail and "(" not in tail.split(")", 1)[0] else tail).strip(_EDGE + ")")[:_SIDE]
        tail = tail.split(" ", 1)[1] if amounts[index].unit == "count" and " " in tail else tail
        if predicates.has(tail + ".", "kk"):
            return f"{own} … {tail}"
    return own


def _with_lead(scene: Scene, figure: Figure, amounts: list[Amount], at: int, own: str) -> str:
    """`Охват составил … школ`: the nearest words before a figure before that have a predicate."""
    starts, language = _starts(scene, figure, amounts), scene.passage.language
    own = _JOINED.sub("", own)
    for index in range(at - 1, max(at - _ITEMS, 0) - 1, -1):
        if index == at - 1:
            behind = scene.passage.quote((amounts[index].span.end, figure.clause.start)).strip(_EDGE)
            if predicates.has(behind, language):
                return f"{scene.passage.quote(amounts[index].span)} {behind}"[-_SIDE:] + f" … {own}"
        if scene.passage.quote((starts[index], amounts[index].span.start)).rstrip()[-1:] not in (",", ";"):
            lead = _before(scene, starts[index], amounts[index].span.start)
            if predicates.has(lead, language):
                return f"{lead} … {own}"
    return own


_JOINED = lazy(r"^(?:и|а также|да|или|либо|and|or|as well as|және|әрі|ал|немесе|сондай-ақ|сонымен|сонымен қатар)\s(?:… )?", re.IGNORECASE)


def _beside(scene: Scene, figure: Figure) -> list[Amount]:
    """The amounts of the figure's sentence."""
    if figure.sentence is None:
        return []
    span = scene.sentences[figure.sentence].span
    amounts = scene.found.amounts
    first = bisect_left(amounts, span.start, key=lambda one: one.span.start)
    last = bisect_left(amounts, span.end, key=lambda one: one.span.start)
    own = bisect_left(amounts, figure.amount.span.start, key=lambda one: one.span.start)
    return list(amounts[max(first, own - _MOST) : min(last, own + _MOST)])
