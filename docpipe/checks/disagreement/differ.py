"""A finding that two places differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = str | float | int | None
Place = tuple[record.Document, tuple[int, int]]


def differ(code: str, severity: record.Severity, places: Sequence[Place], values: Sequence[Value]) -> record.Finding:
    """`places`: each a document and a span in the packet; `values`: normalised, in the order of the places."""
    where = tuple(record.Where(document=document.id, span=span) for document, span in places)
    return record.Finding(code=code, kind="disagreement", severity=severity, where=where, values=tuple(values))
