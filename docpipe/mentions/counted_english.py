"""The counted noun beside a figure in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.mentions.amount_value import Amount

_WORD = re.compile(r"\s?(?P<word>[^\W\d_]{2,40})")


def find(passage: Passage, amount: Amount) -> tuple[Span, str] | None:
    """The span of the counted phrase and its head in dictionary form, or None."""
    match = _WORD.match(passage.folded, amount.span.end, passage.span.end)
    return (Span(*match.span("word")), match["word"].lower()) if match else None
