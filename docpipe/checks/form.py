"""Requisites that the form has a place for and that are blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Sequence


def check(documents: Sequence[record.Document], blanks: dict[str, tuple[int, int]]) -> list[record.Finding]:
    """A warning for each document whose registration strip (`blanks`: document id to its place) bears neither number nor date."""
    return [
        record.Finding(
            code="registration-blank",
            kind="form",
            severity="warning",
            where=(record.Where(document=document.id, span=blanks[document.id]),),
            values=(None,),
        )
        for document in documents
        if document.id in blanks and document.number is None and document.date is None
    ]
