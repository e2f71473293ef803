"""Every law, order, plan or instruction that the document names; not those of an electronic signature's footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.layout import roles
from docpipe.model import record
from docpipe.model.text import Span, holds, meets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.documents import Placed, Sheet
    from docpipe.mentions.reference_pieces import ReferenceMention
    from docpipe.mentions.survey import Mentions


_HEAD = frozenset({"reply", "strip", "outgoing", "incoming", "salutation", "address", "annex_head", "order_head"})


def find(sheet: Sheet, found: Mentions) -> list[record.Reference]:
    """The references in the order of the text; the letter that is answered is none, nor the act whose head it is.

    What a heading cites (`О внесении изменений в приказ … № 5`) is one where the text does not cite it again.
    """
    outside = [part for part in sheet.parts if _is_head(part)]
    headings = [part.segment.span for part in outside if part.role == "address" and roles.is_subject(part.segment.text)]
    inside = [part.segment.span for part in sheet.parts if not _is_head(part)]
    heads = [part.segment.span for part in sheet.parts if part.role == "order_head" or part.segment.cue == "kind_head"]
    kept = [one for one in found.references if meets(inside, one.span) and not _of_head(one, heads)]
    numbers = {one.number for one in kept}
    cited = [one for one in found.references if one.number and one.number not in numbers and holds(headings, one.span)]
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
        for one in sorted([*kept, *cited], key=lambda one: one.span.start)
    ]


def _is_head(part: Placed) -> bool:
    """True for what stands in the head of a letter or an act, and for an electronic signature's footer."""
    return part.role in _HEAD or (part.role == "mark" and "eds" in roles.marks(part.segment.text))


def _of_head(one: ReferenceMention, heads: Sequence[Span]) -> bool:
    """True for the act itself, its title or its body's name above the word for its kind: `… кеңесінің / № 5 ХАТТАМАСЫ`."""
    return meets(heads, Span(max(one.span.start, one.span.end - 1), one.span.end))
