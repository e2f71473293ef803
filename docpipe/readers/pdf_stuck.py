"""A PDF page with what was stuck on it: stamps, typed notes and filled fields are no part of its content, and yet stand on the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

_EMPTY = 2
"""Bytes of a text without letters."""


def loaded(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """Page `number` (from 1), what is stuck on it and to be seen made a part of it. `PdfiumError`."""
    from pypdfium2 import raw

    page = document[number - 1]
    seen = [_is_seen(page, at) for at in range(raw.FPDFPage_GetAnnotCount(page))]
    if not any(seen):
        return page
    # pdfium would forget boxes that stand with all pages, not with this one
    box = page.get_bbox()
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    # from the last on, or the others' places would change
    for at in reversed([at for at, one in enumerate(seen) if not one]):
        raw.FPDFPage_RemoveAnnot(page, at)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number - 1]


def _is_seen(page: pypdfium2.PdfPage, at: int) -> bool:
    """Whether it stands on the paper or the screen: no link, no note that opens when it is clicked, nothing that is neither printed nor shown.

    Nor is the print of an electronic signature, which programs lay over the page wherever there is room.
    """
    from pypdfium2 import raw

    one = raw.FPDFPage_GetAnnot(page, at)
    kind, flags = raw.FPDFAnnot_GetSubtype(one), raw.FPDFAnnot_GetFlags(one)
    signs = kind == raw.FPDF_ANNOT_WIDGET and _holds_signature(one)
    raw.FPDFPage_CloseAnnot(one)
    unseen = flags & raw.FPDF_ANNOT_FLAG_HIDDEN or (flags & raw.FPDF_ANNOT_FLAG_NOVIEW and not flags & raw.FPDF_ANNOT_FLAG_PRINT)
    return not unseen and not signs and kind not in {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT}


def _holds_signature(field: object) -> bool:
    """Whether the field's value is a dictionary, as a signature is; others are texts, names, lists."""
    from pypdfium2 import raw

    kind = raw.FPDFAnnot_GetValueType(field, b"V")
    is_text = raw.FPDFAnnot_GetStringValue(field, b"V", None, 0) > _EMPTY
    return kind == raw.FPDF_OBJECT_DICTIONARY or (kind == raw.FPDF_OBJECT_REFERENCE and not is_text)
