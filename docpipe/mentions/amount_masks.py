"""Where no amount is looked for: dates, numbers of documents, telephones, articles, addresses, plates, identity numbers, list numbers.

A figure is masked for what the words and signs around it say that it is, never for its size. Each sort of name, number, place and time
has a module of its own; all give the rule with the place, and `explain` tells which won.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.mentions import amount_masks_places, amount_masks_shapes, amount_masks_time, amount_masks_titles, amount_masks_words
from docpipe.mentions.amount_masks_ground import Ground
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage
    from docpipe.mentions.dates import DateMention
    from docpipe.mentions.numbers import NumberMention
    from docpipe.mentions.references import ReferenceMention

_RULES = (amount_masks_shapes, amount_masks_words, amount_masks_places, amount_masks_time, amount_masks_titles)


def find(
    passage: Passage, dates: Sequence[DateMention], numbers: Sequence[NumberMention], references: Sequence[ReferenceMention]
) -> list[Span]:
    """The spans, in order, in which a figure is no amount: those of the mentions given and those told by the words around.

    >>> from docpipe.language.passage import Passage
    >>> text = "по ст. 480 составлено 25 протоколов, тел. 72-30-74"
    >>> [text[one.start : one.end] for one in find(Passage.of(text, "ru"), (), (), ())]
    ['480', '72-30-74']
    """
    given = {
        *(one.span for one in dates),
        *(Span(one.sign, one.span.end) for one in numbers),
        *(_named(passage, one.span) for one in references),
    }
    return sorted(given | set(told(passage)))


_MADE_OF = lazy(r" (?:из|с|состоящ\w{2,3} из|of|with) \d{1,4} [^\W\d]{4}")


def _named(passage: Passage, span: Span) -> Span:
    """A reference without what it is made of: `Дорожная карта из 25 мероприятий`."""
    match = _MADE_OF.search(passage.folded, *span)
    return Span(span.start, match.start()) if match and "«" not in passage.folded[span.start : match.start()] else span


def told(passage: Passage) -> list[Span]:
    """The spans that the words and signs around alone show to be no amounts, in order."""
    ground = Ground.of(passage)
    spans = set()
    for module in _RULES:
        for rule, span in module.find(ground):
            limited = Span(max(span.start, passage.span.start), min(span.end, passage.span.end))
            note("amount", rule, limited, won=False, why="names or orders something")
            spans.add(limited)
    return sorted(spans)
