"""A finding of kind `form`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.model import record
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = str | int | None
Place = tuple[record.Document, tuple[int, int]]


def found(code: str, places: Sequence[Place], values: Sequence[Value]) -> record.Finding:
    """`places`: each a document and a span of the packet; the severity is the requisite's, a contradiction is a warning."""
    severity: record.Severity = next((row["severity"] for row in table("requisites")["requisite"] if row["code"] == code), "warning")
    where = tuple(dict.fromkeys(record.Where(document=document.id, span=span) for document, span in places))
    return record.Finding(code=code, kind="form", severity=severity, where=where, values=tuple(values))
