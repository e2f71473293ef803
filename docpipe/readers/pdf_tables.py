"""The tables of a PDF page, found by pdfplumber from their lines; asked only about pages whose lines suggest one.

pdfplumber reads a page's lines only together with all its letters, which takes longer than everything else that is done with the
page; so it is given the lines, and reads the page itself only where they could not be told.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from docpipe.model.text import Box, Table

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

    from docpipe.readers.pdf_words import Geometry

_log = logging.getLogger(__name__)
_LEAST = 2
_SHORTEST = 1.0


class Tables:
    """The tables of one PDF; opened with pdfplumber at the first page that is asked about."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: PDF | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def on(self, number: int, geometry: Geometry, lines: tuple[Box, ...] | None = None) -> tuple[Table, ...]:
        """The tables on page `number` (from 1), top first, made of the given lines; none where pdfplumber cannot read the page."""
        try:
            found = self._read(number) if lines is None else _made(lines)
        except Exception as error:  # noqa: BLE001 - a page without its tables is still a page
            _log.info("page %d: no tables, %s", number, type(error).__name__)
            return ()
        fitting = (table for table in found if _is_table(table) and geometry.shows(table.box))
        return tuple(sorted(fitting, key=lambda table: (table.box.y0, table.box.x0)))

    def _read(self, number: int) -> list[Table]:
        page = self._opened().pages[number - 1]
        found = [_table(table.rows, page.bbox) for table in page.find_tables()]
        page.close()
        return found

    def _opened(self) -> PDF:
        import pdfplumber

        if self._pdf is None:
            self._pdf = pdfplumber.open(io.BytesIO(self._data))
        return self._pdf


def _made(lines: tuple[Box, ...]) -> list[Table]:
    from pdfplumber.table import TableFinder

    edges = [_edge(line) for line in lines if max(line.x1 - line.x0, line.y1 - line.y0) >= _SHORTEST]
    across, down = ([edge for edge in edges if edge["orientation"] == way] for way in "hv")
    settings = {"vertical_strategy": "explicit", "horizontal_strategy": "explicit"}
    no_page: Any = None  # it is asked for its text only
    finder = TableFinder(no_page, settings | {"explicit_vertical_lines": down, "explicit_horizontal_lines": across})
    return [_table(table.rows, (0.0, 0.0, 0.0, 0.0)) for table in finder.tables]


def _edge(line: Box) -> dict[str, object]:
    width, height = line.x1 - line.x0, line.y1 - line.y0
    return {
        "object_type": "rect_edge", "orientation": "v" if height else "h", "x0": line.x0, "x1": line.x1, "top": line.y0,
        "bottom": line.y1, "doctop": line.y0, "width": width, "height": height,
    }  # fmt: skip


def _table(rows: Sequence[object], origin: tuple[float, float, float, float]) -> Table:
    left, top = origin[0], origin[1]
    cells = tuple(
        tuple(Box(c[0] - left, c[1] - top, c[2] - left, c[3] - top) if c else None for c in getattr(row, "cells", ())) for row in rows
    )
    boxes = [cell for row in cells for cell in row if cell]
    hull = Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
    return Table(hull, cells)


def _is_table(table: Table) -> bool:
    return len(table.cells) >= _LEAST and max(map(len, table.cells)) >= _LEAST
