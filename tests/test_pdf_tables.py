"""Tables made of the lines that pdfium gives are those that pdfplumber finds when it reads the page itself."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from docpipe.model.text import Table
from docpipe.readers.pdf_objects import drawn
from docpipe.readers.pdf_tables import Tables
from docpipe.readers.pdf_words import Geometry

SAMPLES = Path(__file__).parent.parent / "samples"


def rounded(tables: tuple[Table, ...]) -> list[list[list[tuple[int, ...] | None]]]:
    return [[[tuple(map(round, cell)) if cell else None for cell in row] for row in table.cells] for table in tables]


@pytest.mark.parametrize(("sample", "count"), [("report-tables-2022", 3), ("letter-health-2023", 2), ("order-acting-2023", 0)])
def test_same_tables_from_the_lines_alone(sample: str, count: int) -> None:
    data = (SAMPLES / sample / "packet.pdf").read_bytes()
    document, found = pypdfium2.PdfDocument(data), 0
    with Tables(data) as tables:
        for number, page in enumerate(document, 1):
            geometry = Geometry.of(page)
            things = drawn(page, geometry)
            if things.ruled:
                assert things.lines is not None
                made = tables.on(number, geometry, things.lines)
                assert rounded(made) == rounded(tables.on(number, geometry))
                found += len(made)
    assert found == count
    document.close()
