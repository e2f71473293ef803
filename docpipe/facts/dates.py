"""Every date and period of the document, also a day of a month whose year nothing tells; not those of an electronic signature's footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.layout import roles
from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions


def find(sheet: Sheet, found: Mentions) -> Iterator[record.DateFact]:
    """The dates in the order of the text."""
    footers = [segment.span for segment in sheet.zone("mark") if "eds" in roles.marks(segment.text)]
    return (
        record.DateFact.model_validate(
            {
                "text": found.passage.quote(one.span),
                "span": tuple(one.span),
                "value": one.value,
                "from": one.start,
                "to": one.end,
                "granularity": one.granularity,
                "relative": one.relative,
            }
        )
        for one in sorted((*found.dates, *found.undated), key=lambda one: one.span)
        if not any(footer.contains(one.span) for footer in footers)
    )
