"""Stamps and lines that are no text of the letter: control, electronic signature, restriction, draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.layout import roles
from docpipe.model import record

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions


def find(sheet: Sheet, found: Mentions) -> list[record.Mark]:
    """Every mark, in order, once a line."""
    return [
        record.Mark.model_validate({"kind": kind, "text": found.passage.quote(segment.span), "span": tuple(segment.span)})
        for part in sheet.parts
        if part.role not in ("body", "order_verb")
        for segment in [part.segment]
        for kind in roles.marks(segment.text)
        if len(segment.text) < 600
    ]
