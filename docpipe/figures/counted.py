"""What an amount counts: the noun phrase beside the figure, and its head in dictionary form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.figures import counted_english, counted_kazakh, counted_russian
from docpipe.mentions.amount_value import Amount
from docpipe.model import trace
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.language.passage import Passage

_LINK = 4
"""How many characters a dash or colon with its blanks takes."""


@dataclass(frozen=True, slots=True)
class Counted:
    """`head` is the head noun in dictionary form (`осуждённый`, `адам`), `span` the phrase from its first word to its head."""

    span: Span
    head: str

    def with_figure(self, amount: Amount) -> Span:
        """The span of figure and phrase together; of the figure alone where more than a dash parts them (`число школ в области достигло 25`)."""
        far = amount.span.start - self.span.end > (_LINK if amount.start is None else 0)
        if self.span.start < amount.span.start and far:
            return amount.span
        return Span(min(amount.span.start, self.span.start), max(amount.span.end, self.span.end))


def find(passage: Passage, amount: Amount) -> Counted | None:
    """What `amount` counts, read off the words beside it; None where the words beside it name nothing that is counted.

    The passage is the amount's own clause: nothing outside `passage.span` is looked at.
    """
    reader = {"kk": counted_kazakh, "ru": counted_russian, "en": counted_english}[passage.language]
    found = reader.find(passage, amount)
    if found is None:
        trace.note("statistics", "counted", amount.span, won=False, why="no noun beside the figure agrees with it")
        return None
    trace.note("statistics", "counted", found[0], won=True, why=found[1])
    return Counted(*found)


def announced(passage: Passage) -> str | None:
    """What the items of a list count by the line that opens it, in dictionary form: `Выявлено нарушений:`, `Шағымдар саны:`.

    >>> from docpipe.language.passage import Passage
    >>> announced(Passage.of("Количество жалоб на судей:", "ru"))
    'жалоба'
    """
    place = Span(passage.span.end, passage.span.end)
    found = find(passage, Amount(place, place, 5.0)) if passage.folded[passage.span.start : place.end].rstrip().endswith(":") else None
    return found.head if found else None
