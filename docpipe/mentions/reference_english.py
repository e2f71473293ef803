"""Citations in English, as press releases have them: laws, codes, orders; plans and concepts named with capital letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docpipe.mentions.reference_pieces import Act, Ground, act_of, clean, heads, with_article
from docpipe.mentions.reference_walk import Found, Parts, mention, right
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

_OF_COUNTRY = r"(?:[\s*_]{1,4}of[\s*_]{1,3}(?:the[\s*_]{1,3}Republic[\s*_]{1,3}of[\s*_]{1,3})?Kazakhstan)"
_CAPITALISED = lazy(r"(?:(?<![\w-])[A-Z][\w’'-]{1,30}(?:[\s*_]{1,3}(?:and|of|for|on)(?=[\s*_]{1,3}[A-Z]))?[\s*_]{1,3}){1,6}$")
_ARTICLE_GAP = lazy(r"[\s*_]{0,3}(?:of[\s*_]{1,3})?(?:the[\s*_]{1,3})?$")
_STOP = lazy(
    r"[,;:()\n]|\.(?=\s|$)|\s{1,3}(?:was|were|is|are|has|have|had|will|which|that|as|who|in|by|from|at|with|under|it|its|this|these|been|being|where|when"
    r"|until\s{1,2}(?!20)|to\s{1,2}be|and\s{1,3}(?:the|a|other|to|also|certain|was|were)|adopted|approved|developed|signed|provides?|aims?|envisages?|dated|contains?|includes?)\s"
)  # fmt: skip
_ALONE = frozenset(
    {"The", "This", "That", "A", "An", "Its", "Our", "Their", "New", "In", "On", "At", "For", "By", "Under", "Of", "And", "Within"}
)


def find(ground: Ground) -> Iterator[Found]:
    """Candidates in the order of their claim."""
    yield from _codes(ground)
    yield from _constitution(ground)
    matches = list(ground.passage.finditer(heads("en")[0]))
    for match in matches:
        act = act_of("en", match["head"])
        if act.group == "act" and (found := _numbered(ground, match, act)):
            yield found
    for match in matches:
        act = act_of("en", match["head"])
        if act.group != "act" and (found := _document(ground, match, act)):
            yield found


def finished(ground: Ground, parts: Parts, core: Span, kind: str, rule: str, title: str | None = None) -> Found:
    """The found citation, stretched over the article or step before it."""
    made = mention(parts, kind, rule, title)
    floor = max(ground.passage.span.start, made.span.start - 14)
    for shift in (_ARTICLE_GAP.search(ground.text, floor, made.span.start),):
        for place in range(shift.start(), made.span.start + 1) if shift else ():
            if article := ground.articles.ending.get(place):
                made = with_article(made, article)
                break
    return Found(made, tuple(parts.claims), core)


@cache
def _code_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\ ", r"[\s*_]{1,3}") for name in sorted(table("acts")["codes"]["en"], key=len, reverse=True))
    return compiled(
        rf"(?<!\w)(?:(?:{names})[\s*_]{{1,3}}Code{_OF_COUNTRY}?|Code{_OF_COUNTRY}?[\s*_]{{1,3}}(?:of|on)[\s*_]{{1,3}}Administrative[\s*_]{{1,3}}(?:Offen[cs]es|Infractions|Violations))(?!\w)"
    )


def _codes(ground: Ground) -> Iterator[Found]:
    """The Criminal Procedure Code [of the Republic of Kazakhstan]."""
    for match in ground.passage.finditer(_code_pattern()):
        yield finished(ground, Parts(*match.span()), Span(*match.span()), "code", "code-by-name", clean(ground.passage.quote(match.span())))


_CONSTITUTION = lazy(rf"(?<!\w)Constitution{_OF_COUNTRY}?(?!\w)")


def _constitution(ground: Ground) -> Iterator[Found]:
    """The Constitution with the country or an article."""
    for match in ground.passage.finditer(_CONSTITUTION):
        found = finished(
            ground, Parts(*match.span()), Span(*match.span()), "constitution", "constitution", clean(ground.passage.quote(match.span()))
        )
        if " of " in match[0] or found.mention.article:
            yield found


def _numbered(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """A law, an order with its number, date or title."""
    parts = right(ground, match.end(), "en")
    lead = re.search(
        r"(?:Constitutional|Presidential|Normative|Joint|Government)[\s*_]{1,3}$",
        ground.text[max(ground.passage.span.start, match.start() - 24) : match.start()],
    )
    parts.start = match.start() - (len(lead[0]) if lead else 0)
    title = None
    if act.kind == "law" and not parts.title:
        title = _law_on(ground, parts)
    if not (parts.cites() or title):
        return None
    if not (parts.number or parts.title or title) and act.kind not in {"law", "decree", "resolution"}:
        return None
    return finished(ground, parts, Span(*match.span()), act.kind, "act-number-date-title", title)


def _law_on(ground: Ground, parts: Parts) -> str | None:
    """Law on Languages: the title without quotation marks."""
    about = re.compile(r"[\s*_]{1,3}(?=[Oo]n[\s*_]{1,3}[A-Z])").match(ground.text, parts.end, ground.passage.span.end)
    if not about:
        return None
    end = _end(ground, about.end() + 3)
    parts.end = end
    title = clean(ground.passage.quote((about.end(), end)))
    return title[:1].upper() + title[1:]


def _end(ground: Ground, start: int) -> int:
    """Where an unquoted title that goes on at `start` ends; a name in quotation marks inside it is part of it."""
    ceiling = ground.paragraph_end(start, 260)
    stop = _STOP.search(ground.text, start, ceiling)
    end = stop.start() if stop else ceiling
    quote = next((piece for piece in ground.quotes.items if start <= piece.span.start < end), None)
    end = quote.span.end if quote else end
    return start + len(ground.text[start:end].rstrip(" \n*_"))


def _document(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """National Road Safety Concept, Roadmap for …, State Programme “…”."""
    parts = right(ground, match.end(), "en", issuer=False)
    lead = _lead(ground, match.start())
    parts.start = match.start() - len(lead)
    if parts.title:
        return finished(ground, parts, Span(*match.span()), act.kind, "name-in-quotes")
    further = re.compile(r"[\s*_]{1,3}(?=(?:of|for|on|to|against|until|between)[\s*_]{1,3}\S)").match(
        ground.text, match.end(), ground.passage.span.end
    )
    wanted = further and (
        act.group == "treaty" or not re.compile(r"[\s*_]{1,3}(?:to|on)[\s*_]{1,3}(?:the\b|be\b|[a-z])").match(ground.text, match.end())
    )
    end = _end(ground, further.end() + 2) if further and wanted else match.end()
    words = len(ground.text[parts.start : end].split())
    own = len(lead.split())
    treaty = act.group == "treaty"  # the Paris Agreement: one word names it
    if not match["head"][0].isupper() or words < (2 if treaty else 3) or not (own >= (1 if treaty else 2) or end > match.end()):
        return None
    parts.end = end
    title = clean(ground.passage.quote((parts.start, end))).replace(",”", "”").replace(',"', '"')
    return finished(ground, parts, Span(*match.span()), act.kind, "title-with-capital", title)


def _lead(ground: Ground, at: int) -> str:
    """The capitalised words right before the word, without an article that begins a sentence."""
    found = _CAPITALISED.search(ground.text[ground.paragraph_start(at, 120) : at])
    if not found:
        return ""
    text = found[0]
    while text and text.split()[0] in _ALONE:
        text = text[len(text) - len(text[len(text.split()[0]) :].lstrip(" \n*_")) :] if len(text.split()) > 1 else ""
    return text
