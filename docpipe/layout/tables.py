"""Tables in a document's lines: cells apart by tabs, heads above, rows that a heading of their own stands over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty: its place in the text, its row and column from 0."""

    span: Span
    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `span` from its first to its last cell, `caption` the line above that names it, `heads` the first rows, that name the columns."""

    span: Span
    cells: tuple[Cell, ...]
    heads: int
    caption: Span | None = None


def find(sheet: Sheet) -> list[Grid]:
    """The tables of a document, in order."""
    del sheet
    return []
