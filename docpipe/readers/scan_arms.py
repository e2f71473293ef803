"""The arms or the badge of a letterhead, between its two columns or above them: made white before the page is read.

Read as letters their lines and dots give signs and digits that nobody printed, and tear the lines beside them. What is solid, a disc, the engine itself
knows for a picture.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from PIL import Image

    Cells = Collection[tuple[int, int]]

_CELL_DPI = 25
_INKED = 220
_TOP, _LEFT, _RIGHT = 0.36, 0.25, 0.8
_MIDDLE, _STEP = (0.38, 0.66), 5
_LEAST, _MOST = 11, 38
_ASPECT, _CORNER = 1.4, 0.12
_RULE, _DENSE, _SOLID = 0.9, 0.3, 0.65
_NEAR = 3
"""In cells of a millimetre, 25 to the inch."""

_DARK, _WHITE_ROW, _LINES = 160, 5, 3
"""A row of pixels of which less than a fiftieth, 5 of 255, is ink is white."""

_WHITE, _INK, _DONE, _FAR = 0, 255, 128, 64


def without_arms(page: Image.Image, dpi: float) -> Image.Image:
    """The page without a picture that is about as wide as high, its corners empty, near the middle of its top; the same page where there is none.

    Lines of type have white between them, frames have corners: neither is taken away, nor is what is solid.
    """
    cell = max(1, round(dpi / _CELL_DPI))
    left, right, bottom = int(_LEFT * page.width / cell), int(_RIGHT * page.width / cell), int(_TOP * page.height / cell)
    if min(right - left, bottom) < _MOST:
        return page
    cells = page.crop((left * cell, 0, right * cell, bottom * cell)).reduce(cell)
    starts = range(int(_MIDDLE[0] * page.width / cell) - left, int(_MIDDLE[1] * page.width / cell) - left, _STEP)
    cleaned = page
    for picture in _pictures(cells.point([_INK if shade < _INKED else _WHITE for shade in range(256)]), starts):
        if _is_type(page, picture, left, cell):
            continue
        cleaned = page.copy() if cleaned is page else cleaned
        for x, y in picture:
            at, down = (left + x) * cell, y * cell
            cleaned.paste(255, (at, down, at + cell, down + cell))
    return cleaned


def _pictures(ink: Image.Image, starts: range) -> Iterator[Cells]:
    """The cells of each such picture."""
    from PIL import ImageFilter

    wide, high = ink.size
    for y in range(high):
        if ink.crop((0, y, wide, y + 1)).histogram()[_INK] > _RULE * wide:
            ink.paste(_WHITE, (0, y, wide, y + 1))
    inked, near = ink.tobytes(), bytearray(ink.filter(ImageFilter.MaxFilter(_NEAR)).tobytes())
    for place in (y * wide + x for y in range(high) for x in starts):
        if near[place] == _INK:
            found = _together(near, wide, place)
            if found and _is_picture([(x, y) for x, y in found if inked[y * wide + x]]):
                yield found


def _together(near: bytearray, wide: int, start: int) -> list[tuple[int, int]]:
    """The cells that hang together with one, marked as seen; none where they reach farther than any picture does, or to an edge."""
    near[start] = _DONE
    found, low, high = [start], start % wide, start % wide
    for place in found:
        x = place % wide
        low, high = min(low, x), max(high, x)
        around = (place - 1, place + 1, place - wide, place + wide)
        inside = 0 < x < wide - 1 and wide <= place < len(near) - wide
        if not inside or high - low > _MOST + _NEAR or any(near[at] == _FAR for at in around):
            for at in found:
                near[at] = _FAR
            return []
        for at in around:
            if near[at] == _INK:
                near[at] = _DONE
                found.append(at)
    return [(place % wide, place // wide) for place in found]


def _is_picture(cells: Cells) -> bool:
    if len(cells) < _LEAST:
        return False
    columns, lines = sorted({x for x, _ in cells}), sorted({y for _, y in cells})
    wide, high = columns[-1] - columns[0] + 1, lines[-1] - lines[0] + 1
    if min(wide, high) < _LEAST or max(wide, high) > min(_MOST, _ASPECT * min(wide, high)) or len(cells) > _SOLID * wide * high:
        return False
    corner = max(1, round(_CORNER * min(wide, high)))
    if any(min(x - columns[0], columns[-1] - x) < corner and min(y - lines[0], lines[-1] - y) < corner for x, y in cells):
        return False
    full = [0] * high
    for _, y in cells:
        full[y - lines[0]] += 1
    return not any(min(one, other) == 0 and max(one, other) > _DENSE * wide for one, other in pairwise(full))


def _is_type(page: Image.Image, cells: Cells, left: int, cell: int) -> bool:
    """True for short lines of type in the middle: closer by than a cell tells, but with white between each and the next."""
    from PIL import Image as Pillow

    (x0, x1), (y0, y1) = ((min(places), max(places) + 1) for places in zip(*cells, strict=True))
    part = page.crop(((left + x0) * cell, y0 * cell, (left + x1) * cell, y1 * cell))
    dark = part.point([255 if shade < _DARK else 0 for shade in range(256)])
    rows = dark.resize((1, part.height), Pillow.Resampling.BOX).tobytes()
    inked = bytes(share > _WHITE_ROW for share in rows)
    lines = [len(line) for line in inked.split(b"\0") if line]
    return len(lines) >= _LINES and max(lines) < part.height / 2
