"""The tables of a PDF page, found by pdfplumber from their lines; asked only about pages whose lines suggest one."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from docpipe.model.text import Box, Table

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

    from docpipe.readers.pdf_words import Geometry

_log = logging.getLogger(__name__)
_LEAST = 2


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

    def on(self, number: int, geometry: Geometry) -> tuple[Table, ...]:
        """The tables on page `number` (from 1), top first; none where pdfplumber cannot read the page."""
        try:
            page = self._opened().pages[number - 1]
            found = [_table(table.rows, page.bbox) for table in page.find_tables()]
            page.close()
        except Exception as error:  # noqa: BLE001 - a page without its tables is still a page
            _log.info("page %d: no tables, %s", number, type(error).__name__)
            return ()
        fitting = (table for table in found if _is_table(table) and geometry.shows(table.box))
        return tuple(sorted(fitting, key=lambda table: (table.box.y0, table.box.x0)))

    def _opened(self) -> PDF:
        import pdfplumber

        if self._pdf is None:
            self._pdf = pdfplumber.open(io.BytesIO(self._data))
        return self._pdf


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
