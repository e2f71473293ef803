"""Which rule looked at which place and what came of it: written down only while `docpipe explain` listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from docpipe.model.text import Span


@dataclass(frozen=True, slots=True)
class Note:
    """One rule's verdict on one place: `won` tells whether it became a fact, `why` gives the reason in a clause."""

    kind: str
    rule: str
    span: Span
    won: bool
    why: str


_notes: ContextVar[list[Note] | None] = ContextVar("notes", default=None)


def note(kind: str, rule: str, span: tuple[int, int], *, won: bool, why: str = "") -> None:
    """Write a verdict down if anybody listens; costs one look-up otherwise."""
    notes = _notes.get()
    if notes is not None:
        notes.append(Note(kind, rule, Span(*span), won, why))


@contextmanager
def listening() -> Iterator[list[Note]]:
    """Collect the verdicts of everything that runs inside the block."""
    notes: list[Note] = []
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)
