"""Acts that a letter has given a short name: `(далее – Кодекс)`, and then `статьи 88 Кодекса`; `(бұдан әрі – Заң)`, `Заңның 39-бабы`.

Without an article the short name adds nothing and is no citation of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.mentions.numbers import LETTER
from docpipe.mentions.reference_kazakh import article_behind
from docpipe.mentions.reference_pieces import Ground, ReferenceMention
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

_GIVEN = lazy(
    rf"\((?:[\s*_]{{0,3}})(?:далее(?:[\s*_]{{1,3}}по[\s*_]{{1,3}}тексту)?|бұдан[\s*_]{{1,3}}әрі|hereinafter)[\s*_]{{0,3}}[–-]?[\s*_]{{0,3}}"
    rf"(?P<name>(?:Закон|Кодекс|Правила|Положени|Заң|Кодекс|Қағида|Ереже|Law|Code|Rules)[{LETTER}]{{0,6}})[\s*_]{{0,3}}\)"
)  # fmt: skip
_ENDING = lazy(r"(?:а|у|ом|е|ы|ам|ами|ах|я|и|ю|ем|лар|лер|дың|нің|ның|дің|тің|ге|ға|ке|де|те|да)$")


def find(ground: Ground, mentions: Sequence[ReferenceMention]) -> Iterator[ReferenceMention]:
    """Citations by the short name with an article, behind the place where the name was given."""
    taken = {at for one in mentions for at in range(*one.span)}
    by_end = {one.span.end: one for one in mentions}
    known: set[str] = set()
    for given in ground.passage.finditer(_GIVEN):
        whole = next((by_end[at] for at in range(given.start(), given.start() - 4, -1) if at in by_end), None)
        if whole is None or given["name"] in known:
            continue
        known.add(given["name"])
        again = re.compile(rf"(?<!\w){_ENDING.sub('', given['name'])}[{LETTER}]{{0,5}}(?!\w)")
        for match in again.finditer(ground.text, given.end(), ground.passage.span.end):
            found = None if match.start() in taken else _cited(ground, match, whole)
            if found:
                taken.update(range(*found.span))
                yield found


def _cited(ground: Ground, match: re.Match[str], whole: ReferenceMention) -> ReferenceMention | None:
    """The short name with the article before (ru, en) or behind (kk) it."""
    bare = replace(whole, span=Span(*match.span()), registry_number=None, rule="short-name")
    if ground.passage.language == "kk":
        stretched = article_behind(ground, replace(bare, article=None))
        return stretched if stretched.article else None
    lead = re.search(
        r"[\s*_]{1,4}(?:of[\s*_]{1,3}(?:the[\s*_]{1,3})?)?$",
        ground.text[max(ground.passage.span.start, match.start() - 14) : match.start()],
    )
    article = ground.articles.ending.get(match.start() - len(lead[0])) if lead else None
    return replace(bare, span=Span(article.span.start, match.end()), article=article.value) if article else None
