"""A PDF page with what was stuck on it: stamps, typed notes and filled fields are no part of its content, and yet stand on the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2


def loaded(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """Page `number` (from 1), what is stuck on it and to be seen made a part of it. `PdfiumError`."""
    from pypdfium2 import raw

    page = document[number - 1]
    if not _has_any(page):
        return page
    # pdfium would forget boxes that stand with all pages, not with this one
    box = page.get_bbox()
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number - 1]


def _has_any(page: pypdfium2.PdfPage) -> bool:
    """Whether there is anything but links, and notes that open when they are clicked."""
    from pypdfium2 import raw

    return any(
        _kind(page, at) not in {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT}
        for at in range(raw.FPDFPage_GetAnnotCount(page))
    )


def _kind(page: pypdfium2.PdfPage, at: int) -> int:
    from pypdfium2 import raw

    one = raw.FPDFPage_GetAnnot(page, at)
    found: int = raw.FPDFAnnot_GetSubtype(one)
    raw.FPDFPage_CloseAnnot(one)
    return found
