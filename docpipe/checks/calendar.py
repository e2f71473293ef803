"""Dates that cannot be: the 31st of February, a period that ends before it begins."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def check(documents: Sequence[record.Document]) -> list[record.Finding]:
    """An error for each date that no calendar has, and for each period upside down."""
    return [finding for document in documents for fact in document.dates for finding in _of(document.id, fact)]


def _of(document: str, fact: record.DateFact) -> Iterator[record.Finding]:
    where = (record.Where(document=document, span=fact.span),)
    for printed in (fact.value, fact.from_, fact.to):
        if printed and not possible(printed):
            yield record.Finding(code="date-impossible", kind="arithmetic", severity="error", where=where, values=(printed,))
    if fact.from_ and fact.to and possible(fact.from_) and possible(fact.to) and fact.to < fact.from_[: len(fact.to)]:
        yield record.Finding(code="period-upside-down", kind="arithmetic", severity="error", where=where, values=(fact.from_, fact.to))


def possible(printed: str) -> bool:
    """True for a day, month or year that the calendar has.

    >>> possible("2021-02-29"), possible("2024-02-29"), possible("2021-06")
    (False, True, True)
    """
    parts = [int(part) for part in printed.split("-")]
    try:
        date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return False
    return True
