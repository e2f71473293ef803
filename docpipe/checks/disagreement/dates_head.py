"""Which dates belong to the head: they are compared there, whatever paragraph they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model import record

Span = tuple[int, int]


def head(pair: Versions) -> frozenset[Span]:
    """The spans of the dates of either version that the running text's comparison leaves alone."""
    return frozenset((*_told_apart(pair.left, pair.right), *_told_apart(pair.right, pair.left)))


def _told_apart(one: record.Document, other: record.Document) -> Iterator[Span]:
    places = [*_strip(one), *_strip(other)]
    for fact in one.dates:
        if any(fact.span[0] < end and start < fact.span[1] for start, end in places):
            yield fact.span


def _strip(document: record.Document) -> list[Span]:
    return [one.span for one in (document.date, *document.registrations) if one is not None]
