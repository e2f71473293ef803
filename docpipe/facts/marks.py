"""Stamps and lines that are no text of the letter: control, electronic signature, restriction, draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.layout import roles
from docpipe.model import record
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.layout.segments import Segment
    from docpipe.mentions.survey import Mentions


def find(sheet: Sheet, found: Mentions) -> list[record.Mark]:
    """Every mark in the order of the text; lines that make one mark together are one."""
    marks: list[tuple[str, Span]] = []
    for part in sheet.parts:
        if part.role in ("body", "order_verb"):
            continue
        for kind, span in _of_segment(part.segment):
            if marks and marks[-1][0] == kind and not found.passage.folded[marks[-1][1].end : span.start].strip():
                marks[-1] = (kind, Span(marks[-1][1].start, span.end))
            else:
                marks.append((kind, span))
    return [record.Mark.model_validate({"kind": kind, "text": found.passage.quote(span), "span": tuple(span)}) for kind, span in marks]


def _of_segment(segment: Segment) -> list[tuple[str, Span]]:
    """The footer of an electronic signature is a whole paragraph, the other marks are lines."""
    if "eds" in roles.marks(segment.text):
        return [("eds", segment.span)]
    return [(kind, line.span) for line in segment.lines for kind in roles.marks(line.folded)]
