"""A page's characters, as pdfium gives them with their boxes, put together into words."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.model.text import Box, Word

if TYPE_CHECKING:
    import pypdfium2

_LINE_END_HYPHENS = {0xFFFE, 0x0002}
_OVERLAP = 0.3
_GAP = 0.35
_QUARTER = 90


@dataclass(frozen=True, slots=True)
class Geometry:
    """The page as it is looked at: its visible box and its turn, and from there its size in points."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Geometry:
        """The crop box inside the media box, both also where all pages share them, and the page's rotation in quarter turns clockwise."""
        left, bottom, right, top = page.get_bbox()
        return cls(left, bottom, right, top, page.get_rotation() // _QUARTER % 4)

    @property
    def width(self) -> float:
        """The visible width in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The visible height in points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def place(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box in PDF's own coordinates as one with its origin at the top left of the page as it is looked at."""
        first, second = self._point(x0, y0), self._point(x1, y1)
        xs, ys = sorted((first[0], second[0])), sorted((first[1], second[1]))
        return Box(xs[0], ys[0], xs[1], ys[1])

    def _point(self, x: float, y: float) -> tuple[float, float]:
        u, v = x - self.left, y - self.bottom
        wide, high = self.right - self.left, self.top - self.bottom
        return ((u, high - v), (v, u), (wide - u, v), (high - v, wide - u))[self.turns]

    def shows(self, box: Box) -> bool:
        """True where the middle of the box lies on the page."""
        return 0 <= box.x0 + box.x1 <= 2 * self.width and 0 <= box.y0 + box.y1 <= 2 * self.height


def words(page: pypdfium2.PdfTextPage, geometry: Geometry) -> tuple[Word, ...]:
    """The words that stand on the page, in the order of the file; a hyphen at a line's end is "-"."""
    made = (_word(characters) for characters in _groups(page, geometry))
    return tuple(word for word in made if word.text and geometry.shows(word.box))


def _groups(page: pypdfium2.PdfTextPage, geometry: Geometry) -> Iterator[list[tuple[int, Box]]]:
    group: list[tuple[int, Box]] = []
    for index, code, box in _characters(page, geometry):
        blank = box is None
        if group and (blank or _apart(page, index, geometry, group[-1][1], box)):
            yield group
            group = []
        if box is None:
            continue
        group.append((code, box))
        if code in _LINE_END_HYPHENS:
            yield group
            group = []
    if group:
        yield group


def _characters(page: pypdfium2.PdfTextPage, geometry: Geometry) -> Iterator[tuple[int, int, Box | None]]:
    """Each character's index, code and box; no box where it is a blank."""
    import pypdfium2.raw as pdfium

    rectangle = pdfium.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code in _LINE_END_HYPHENS or not (code < 0x21 or chr(code).isspace()):
            pdfium.FPDFText_GetLooseCharBox(page, index, pointer)
            yield index, code, geometry.place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        else:
            yield index, code, None


def _apart(page: pypdfium2.PdfTextPage, index: int, geometry: Geometry, before: Box, box: Box | None) -> bool:
    """True where two characters that follow each other in the file stand too far apart to be one word."""
    if box is None:
        return True
    if _follows(before, box):
        return False
    turns = _direction(page, index, geometry)
    return not turns or not _follows(_turned(before, turns), _turned(box, turns))


def _follows(before: Box, box: Box) -> bool:
    """True where `box` continues a line of type that runs to the right."""
    high = min(before.y1 - before.y0, box.y1 - box.y0)
    level = min(before.y1, box.y1) - max(before.y0, box.y0) >= _OVERLAP * high
    return level and -high <= box.x0 - before.x1 <= _GAP * high


def _direction(page: pypdfium2.PdfTextPage, index: int, geometry: Geometry) -> int:
    """In which direction the character's line runs on the page as it is looked at: quarter turns clockwise from "to the right"."""
    import pypdfium2.raw as pdfium

    clockwise = round(pdfium.FPDFText_GetCharAngle(page, index) / (math.pi / 2))
    return int(geometry.turns + clockwise) % 4


def _turned(box: Box, turns: int) -> Box:
    """The box on a page turned back so that a line running in that direction runs to the right."""
    for _ in range(turns):
        box = Box(box.y0, -box.x1, box.y1, -box.x0)
    return box


def _word(characters: list[tuple[int, Box]]) -> Word:
    text = "".join("-" if code in _LINE_END_HYPHENS else chr(code) for code, _ in characters)
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    boxes = [box for _, box in characters]
    hull = Box(min(box.x0 for box in boxes), min(box.y0 for box in boxes), max(box.x1 for box in boxes), max(box.y1 for box in boxes))
    return Word(text, Box(*(round(edge, 2) for edge in hull)))
