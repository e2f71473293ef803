"""One proposed change of a text: what every rule of repair hands in."""

from __future__ import annotations

from typing import NamedTuple

from docpipe.model.text import Span


class Edit(NamedTuple):
    """`text[span]` of the text before is to become `after`; the span is never empty."""

    span: Span
    after: str
    rule: str


def edit(start: int, end: int, after: str, rule: str) -> Edit:
    """The change of `text[start:end]` into `after`."""
    return Edit(Span(start, end), after, rule)
