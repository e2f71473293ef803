"""What an amount counts: the noun phrase beside the figure, and its head in dictionary form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.mentions import counted_english, counted_kazakh, counted_russian

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.mentions.amount_value import Amount
    from docpipe.model.text import Span


@dataclass(frozen=True, slots=True)
class Counted:
    """`head` is the head noun in dictionary form (`осуждённый`, `адам`), `span` the phrase from its first word to its head."""

    span: Span
    head: str


def find(passage: Passage, amount: Amount) -> Counted | None:
    """What `amount` counts, read off the words beside it; None where the words beside it name nothing that is counted.

    The passage is the amount's own clause: nothing outside `passage.span` is looked at.
    """
    reader = {"kk": counted_kazakh, "ru": counted_russian, "en": counted_english}[passage.language]
    found = reader.find(passage, amount)
    return Counted(*found) if found else None
