"""What is drawn on a PDF page besides text: how much of it pictures cover, and whether lines suggest a table."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from docpipe.model.text import Box
from docpipe.readers.pdf_lines import straight

if TYPE_CHECKING:
    import pypdfium2

    from docpipe.readers.pdf_words import Geometry

_MOST_OBJECTS = 100_000
_MOST_PATHS = 5_000
_THIN = 3.0
_LONG = 12.0
_GRID_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class Drawn:
    """`pictured`: the share of the page under pictures; `pixels`, `longest_side`: the pictures' own sizes.

    `ruled`: lines like a table's; `lines`: these lines, None where they cannot be told.
    """

    any: bool
    pictured: float
    pixels: tuple[int, ...]
    longest_side: int
    ruled: bool
    lines: tuple[Box, ...] | None


def drawn(page: pypdfium2.PdfPage, geometry: Geometry) -> Drawn:
    """A look at the page's objects, none of them decoded."""
    import pypdfium2.raw as pdfium

    objects = list(islice(page.get_objects(max_depth=3), _MOST_OBJECTS))
    pictures = [thing for thing in objects if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    paths = [thing for thing in objects if thing.type == pdfium.FPDF_PAGEOBJ_PATH]
    shading = any(thing.type == pdfium.FPDF_PAGEOBJ_SHADING for thing in objects)
    sizes = [_pixels(thing.raw) for thing in pictures]
    covered = sum(_area(box) for box in _boxes(pictures, geometry)) / max(geometry.width * geometry.height, 1.0)
    ruled = len(paths) <= _MOST_PATHS and _suggest_table(list(_boxes(paths, geometry)), max(map(_segments, paths), default=0))
    longest = max((side for size in sizes for side in size), default=0)
    return Drawn(
        bool(pictures or paths or shading),
        min(covered, 1.0),
        tuple(w * h for w, h in sizes),
        longest,
        ruled,
        straight(paths, geometry) if ruled else (),
    )


def _boxes(objects: list[pypdfium2.PdfObject], geometry: Geometry) -> Iterator[Box]:
    import pypdfium2.raw as pdfium

    for thing in objects:
        edges = [ctypes.c_float() for _ in range(4)]
        if pdfium.FPDFPageObj_GetBounds(thing.raw, *map(ctypes.byref, edges)):
            box = geometry.place(*(edge.value for edge in edges))
            yield Box(max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, geometry.width), min(box.y1, geometry.height))


def _pixels(raw: object) -> tuple[int, int]:
    import pypdfium2.raw as pdfium

    wide, high = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(raw, ctypes.byref(wide), ctypes.byref(high))
    return wide.value, high.value


def _segments(thing: pypdfium2.PdfObject) -> int:
    import pypdfium2.raw as pdfium

    return int(pdfium.FPDFPath_CountSegments(thing.raw))


def _area(box: Box) -> float:
    return max(box.x1 - box.x0, 0.0) * max(box.y1 - box.y0, 0.0)


def _suggest_table(boxes: list[Box], segments: int) -> bool:
    """Lines both ways, several frames, or one path with many corners."""
    across = sum(box.x1 - box.x0 >= _LONG and box.y1 - box.y0 <= _THIN for box in boxes)
    down = sum(box.y1 - box.y0 >= _THIN and box.x1 - box.x0 <= _THIN for box in boxes)
    frames = sum(box.y1 - box.y0 > _THIN and box.x1 - box.x0 > _LONG for box in boxes)
    return (across >= 2 and down >= 2) or frames >= 4 or (frames >= 1 and segments >= _GRID_SEGMENTS)
