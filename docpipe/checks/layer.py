"""Text layers that were not used, and texts set in old Kazakh fonts that were mapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.language.legacy import RULE
from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.places import Places

_NO_LAYER = ("", "stamp")


def check(
    refused: Sequence[tuple[int, str]], repairs: Sequence[record.Repair], places: Places, documents: Sequence[record.Document]
) -> list[record.Finding]:
    """A warning for each page (number, why) whose layer was refused; a note for each page or text whose letters were mapped."""
    unusable = [
        record.Finding(code="text-layer-unusable", kind="text", severity="warning", where=(), values=(number, why))
        for number, why in refused
        if why not in _NO_LAYER
    ]
    mapped: dict[tuple[int, int] | None, record.Repair] = {}
    for repair in repairs:
        if repair.rule == RULE:
            anchor = next(iter(places.under(repair.span)), None)
            mapped.setdefault((anchor.source, anchor.page or 0) if anchor else None, repair)
    return [*unusable, *(_mapped(page, repair, documents) for page, repair in mapped.items())]


def _mapped(page: tuple[int, int] | None, repair: record.Repair, documents: Sequence[record.Document]) -> record.Finding:
    document = next((one.id for one in documents if one.span[0] <= repair.span[0] < one.span[1]), None)
    where = (record.Where(document=document, span=repair.span),)
    return record.Finding(code="text-layer-mapped", kind="text", severity="note", where=where, values=(page[1] if page else None,))
