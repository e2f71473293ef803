"""From the page as it is looked at to the page as PDF describes it: crop box and quarter turns taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docpipe.model.text import Page
from docpipe.readers.pdf_words import Geometry


def measured(pages: Sequence[Page], data: bytes | None) -> Iterator[tuple[Geometry, bool]]:
    """For each page its geometry, and whether text stands on it already. `data`: the PDF; None where a picture becomes one."""
    if data is None:
        yield from ((Geometry(0.0, 0.0, page.width, page.height, 0), False) for page in pages)
        return
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(pages):
            yield _measured(document, number) if page.words and page.origin == "ocr" else (Geometry(0.0, 0.0, 0.0, 0.0, 0), False)
    finally:
        document.close()


def _measured(document: object, number: int) -> tuple[Geometry, bool]:
    page = document[number]  # type: ignore[index]
    text = page.get_textpage()
    found = Geometry.of(page), text.count_chars() > 0
    text.close()
    page.close()
    return found


def from_sight(geometry: Geometry) -> tuple[float, ...]:
    """The matrix from points counted from the lower left corner of the page as it is looked at to the page's own coordinates.

    >>> from_sight(Geometry(10, 20, 605, 862, 0))
    (1, 0, 0, 1, 10, 20)
    """
    left, bottom, right, top = geometry.left, geometry.bottom, geometry.right, geometry.top
    return (
        (1, 0, 0, 1, left, bottom),
        (0, 1, -1, 0, right, bottom),
        (-1, 0, 0, -1, right, top),
        (0, -1, 1, 0, left, top),
    )[geometry.turns]
