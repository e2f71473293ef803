"""The straight lines that a PDF page draws, across and down: sides of frames, rules of tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.model.text import Box

if TYPE_CHECKING:
    import pypdfium2

    from docpipe.readers.pdf_words import Geometry

_MOST_SEGMENTS = 20_000
_STRAIGHT = 0.05

Point = tuple[float, float]


def straight(paths: Sequence[pypdfium2.PdfObject], geometry: Geometry) -> tuple[Box, ...] | None:
    """Each line as a box without width or without height; None where a path is drawn inside another object, or has too many corners."""
    import pypdfium2.raw as pdfium

    if any(path.level for path in paths) or sum(pdfium.FPDFPath_CountSegments(path.raw) for path in paths) > _MOST_SEGMENTS:
        return None
    sides = (geometry.place(*start, *end) for path in paths for line in _polygons(path) for start, end in pairwise(line))
    return tuple(box for side in sides if (box := _levelled(side)))


def _levelled(side: Box) -> Box | None:
    """The side made exactly level or upright; None for a slanting one."""
    if side.y1 - side.y0 <= _STRAIGHT:
        return Box(side.x0, side.y0, side.x1, side.y0)
    return Box(side.x0, side.y0, side.x0, side.y1) if side.x1 - side.x0 <= _STRAIGHT else None


def _polygons(path: pypdfium2.PdfObject) -> Iterator[list[Point]]:
    """The corners of each part of a path, in the page's coordinates; a curve parts it."""
    import pypdfium2.raw as pdfium

    matrix = path.get_matrix()
    corners: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO:
            yield corners
            corners = []
        corners.append(matrix.on_point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    yield corners
