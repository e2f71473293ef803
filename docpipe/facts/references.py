"""Every law, order, plan or instruction that the document names; not those of an electronic signature's footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.layout import roles
from docpipe.model import record

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions


def find(sheet: Sheet, found: Mentions) -> list[record.Reference]:
    """The references in the order of the text; the letter that is answered is none, nor the order whose head it is."""
    outside = [segment.span for segment in sheet.zone("mark") if "eds" in roles.marks(segment.text)] + [
        segment.span for segment in sheet.zone("reply", "strip", "outgoing", "incoming", "salutation", "address", "annex_head")
    ]
    heads = [segment.span for segment in sheet.zone("order_head")]
    return [
        record.Reference(
            text=found.passage.quote(one.span),
            span=one.span,
            kind=one.kind,
            title=one.title,
            number=one.number,
            registry_number=one.registry_number,
            date=one.date,
            article=one.article,
            issuer=one.issuer,
        )
        for one in found.references
        if not any(zone.contains(one.span) for zone in outside) and not any(head.start <= one.span.start < head.end for head in heads)
    ]
