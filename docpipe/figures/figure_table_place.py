"""Where a figure of a table stands, and the table as its heads tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docpipe.figures.figure_table_heads import Head, Reader
    from docpipe.figures.scene import Scene


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure of the table stands: its row among the rows below the heads, its column, and what these say.

    `opened` is the row after which `в том числе:` stood alone; `first` the first figure of the cell;
    `base` the last row above that is not listed under another.
    """

    row: int
    column: int
    beside: Head
    over: Head
    section: Head
    first: bool = True
    opened: int | None = None
    paired: bool = False
    base: Head | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid as its heads tell it: each column's head, the caption, the columns of labels and of row numbers, the headings above."""

    scene: Scene
    reader: Reader
    columns: dict[int, Head]
    labels: tuple[int, ...]
    caption: Head
    numbered: frozenset[int] = frozenset()
    headings: tuple[Head, ...] = ()
