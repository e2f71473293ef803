"""Requisites that the rules of correspondence ask for: what is blank, what is missing, what contradicts.

A version lacks nothing that the other version has: one number, signature or executor serves both. A document that is not surely a letter
or an order with a head of its own, or whose text shows that the requisite stands there in some shape, lacks nothing either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.form import answers, contradictions, people, references, registration, sheets
from docpipe.checks.form.look import looks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docpipe.model import record

    Span = tuple[int, int]


def check(
    documents: Sequence[record.Document],
    text: str,
    blanks: Mapping[str, Span],
    doubts: Callable[[Span], Sequence[str] | None] = lambda _: None,
    pages: Callable[[Span], Span | None] | None = None,
) -> list[record.Finding]:
    """The findings of kind `form`; `text` is the packet's, folded.

    `blanks`: by the id of a document the place of its registration strip, where that has blanks. `doubts(span)` is None where
    everything was read surely, else how doubtful digits may be read otherwise: what rests on them is not said. `pages(span)`: first and last page
    of a stretch of text; without it nothing is said about sheets: there are no pages, or not all were read.
    """
    seen = looks(documents, text, blanks)
    found: list[record.Finding] = []
    for one in seen:
        for find in (registration.find, people.find, references.find, contradictions.find):
            found += find(one)
    found += [*answers.find(documents), *(sheets.find(documents, pages) if pages else ())]
    return _joined([one for one in found if not _told(one) or not any(doubts(place.span) for place in one.where)])


def _joined(findings: Sequence[record.Finding]) -> list[record.Finding]:
    """What both versions contradict alike is one finding with all its places; each blank or missing requisite has its own."""
    joined: dict[tuple[object, ...], record.Finding] = {}
    for at, one in enumerate(findings):
        key = (one.code, one.values) if _told(one) else (one.code, at)
        known = joined.get(key)
        joined[key] = known.model_copy(update={"where": tuple(dict.fromkeys((*known.where, *one.where)))}) if known else one
    return list(joined.values())


def _told(finding: record.Finding) -> bool:
    """True where something that is printed contradicts, False where something is not there."""
    return any(value is not None for value in finding.values)
