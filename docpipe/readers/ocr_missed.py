"""Ink that lies in a line as type does, and that nothing was read from: looked at alone; what stays unread is a faint line of a form, a fax's small print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, NamedTuple

from docpipe.readers import ocr_closer
from docpipe.readers.ocr_seen import Seen

if TYPE_CHECKING:
    from PIL import Image

    from docpipe.readers.scan import Ready

Area = tuple[float, float, float, float]

_CELL = 0.76
"""In millimetres: 6 pixels at 200 dots an inch."""

_MM = 25.4
_DARK, _FAINTEST, _PALER, _SOME = 160, 200, 70, 40
"""Ink is darker than the first; in pale print than the darkest of its words and so much more, the second at most."""

_INKED = 7
_BLANK, _INK = b"0", b"1"
_RUN = re.compile(rb"1{1,400}+(?:0{1,8}1{1,400}+){0,200}+")
_LEAST_RUN = 3
_LEAST_WIDE, _LEAST_HIGH, _MOST_HIGH = 24, 3, 12
_LEAST_ASPECT, _LARGE_ASPECT = 5.0, 3.5
_LEAST_FILL, _SOLID = 0.18, 200
_RULE, _THIN = 0.95, 2.0
_EDGE = 4
"""In cells: lines of type at least 18 mm long and 2 to 9 mm high, with white between the letters."""

_SMALL, _WIDER, _NEAR = (4, 6), 1.2, 4
"""A number in a cell: at least 3 mm long and at most 4.5 high, longer than high, its neighbours above and below so many times its height away."""

_GAP, _FILLED, _ROWS = (1.5, 12.0), 0.6, 1.5
"""A gap in a line of prose, in heights of its type, of whose columns so many have ink, and so many cells of it each."""

_FEW, _MORE = 3, 4
"""Words on the two sides of such a gap: a signature between a post and a name has fewer behind it."""

_NUMBER = re.compile(r"\(?\d[\d.,%-]{0,20}\)?")
_COVERED = 0.5
_MOST = 8
_SURE, _LETTERS = 80.0, 4


class _Grid(NamedTuple):
    """The page in cells: their size in pixels, how much ink is where no word is, what counts as ink, and its pieces in cells."""

    cell: int
    shares: list[bytes]
    cells: list[bytes]
    pieces: list[tuple[int, int, int, int]]

    def area(self, piece: tuple[int, int, int, int]) -> Area:
        return piece[0] * self.cell, piece[1] * self.cell, piece[2] * self.cell, piece[3] * self.cell


def read(page: Ready, seen: Sequence[Seen]) -> tuple[list[Seen], list[Area]]:
    """The words with those of such lines that are read surely when each is looked at alone, and where the others lie."""
    found, unread = list(seen), []
    grid = _grid(page.image, page.dpi, seen)
    for at, area in enumerate(one for one in _lines(grid, _LARGE_ASPECT) if not _is_covered(one, seen)):
        again = ocr_closer.block(page, [Seen("", 0.0, *area, 0)], 1 + max((one.line for one in found), default=0)) if at < _MOST else []
        if _is_read(again):
            found += _new(again, found)
        elif _is_long(area):
            unread.append(area)
    for at, (line, area) in enumerate(_gaps(grid, seen)):
        again = ocr_closer.read(page, [Seen("", 0.0, *area, line)]) if at < _MOST else []
        if _is_read(again):
            found += again
        else:
            unread.append(area)
    for at, area in enumerate(_numbers(grid, seen)):
        again = ocr_closer.read(page, [Seen("", 0.0, *area, 1 + max(one.line for one in found))]) if at < _MOST else []
        if again and all(_NUMBER.fullmatch(one.text) and one.confidence >= _SURE for one in again):
            found += again
        else:
            unread.append(area)
    return found, unread


def _is_covered(area: Area, seen: Sequence[Seen]) -> bool:
    """Whether words stand in most of it: what is left is the rules of a table."""
    inside = [one for one in seen if area[1] < (one.top + one.bottom) / 2 < area[3]]
    return sum(max(0.0, min(one.right, area[2]) - max(one.left, area[0])) for one in inside) > _COVERED * (area[2] - area[0])


def _new(again: Sequence[Seen], found: Sequence[Seen]) -> list[Seen]:
    """Those that do not lie where a word was read already."""
    return [one for one in again if not any(_lies_on(one, other) for other in found)]


def _lies_on(one: Seen, other: Seen) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    return other.top < (one.top + one.bottom) / 2 < other.bottom and wide > _COVERED * (one.right - one.left)


def _is_read(words: Sequence[Seen]) -> bool:
    letters = [sum(map(str.isalnum, one.text)) for one in words]
    return sum(letters) >= _LETTERS and fmean([one.confidence for one in words], [each + 1 for each in letters]) >= _SURE


def _is_long(area: Area, aspect: float = _LEAST_ASPECT) -> bool:
    return area[2] - area[0] >= aspect * (area[3] - area[1])


def missed(grey: Image.Image, dpi: float, seen: Sequence[Seen], aspect: float = _LEAST_ASPECT) -> list[Area]:
    """Where such lines lie, in pixels: left, top, right, bottom; so many times as long as high. Time grows with the page."""
    return _lines(_grid(grey, dpi, seen), aspect)


def _grid(grey: Image.Image, dpi: float, seen: Sequence[Seen]) -> _Grid:
    cell = max(1, round(_CELL * dpi / _MM))
    shares = _shares(grey, seen, cell)
    inked = bytes.maketrans(bytes(range(256)), bytes(_INK[0] if share >= _INKED else _BLANK[0] for share in range(256)))
    cells = [row.translate(inked) for row in shares]
    return _Grid(cell, shares, cells, _pieces(cells))


def _lines(grid: _Grid, aspect: float) -> list[Area]:
    found = [one for one in grid.pieces if _is_long(one, aspect) and _is_type(grid.cells, one) and not _is_solid(grid.shares, one)]
    return [grid.area(one) for one in found]


def _numbers(grid: _Grid, seen: Sequence[Seen]) -> list[Area]:
    """Where ink as small as a number lies in a row and a column of a table's numbers, or of other such ink."""
    small = [grid.area(one) for one in grid.pieces if _is_small(*one)]
    read = [(one.left, one.top, one.right, one.bottom) for one in seen if _NUMBER.fullmatch(one.text)] if small else []

    def is_cell(area: Area) -> bool:
        others = [one for one in small if one != area]
        row, column = any(_in_row(area, one) for one in read), any(_in_column(area, one) for one in read)
        return (row and (column or any(_in_column(area, one) for one in others))) or (column and any(_in_row(area, one) for one in others))

    return list(filter(is_cell, small))


def _gaps(grid: _Grid, seen: Sequence[Seen]) -> Iterator[tuple[int, Area]]:
    """Where a line of prose has ink between two words farther apart than words are: under a stamp; with the line's number."""
    for line, group in groupby(sorted(seen, key=lambda one: (one.line, one.left)), key=lambda one: one.line):
        words = list(group)
        if len(words) < _FEW + _MORE:
            continue
        high = median(one.bottom - one.top for one in words)
        for at, (one, other) in enumerate(pairwise(words), 1):
            sides = sorted((at, len(words) - at))
            if sides >= [_FEW, _MORE] and _GAP[0] * high < other.left - one.right < _GAP[1] * high:
                area = one.right, min(one.top, other.top), other.left, max(one.bottom, other.bottom)
                if _is_filled(grid, area):
                    yield line, area


def _is_filled(grid: _Grid, area: Area) -> bool:
    """Type, more than the rule of a form or of a table."""
    x0, y0, x1, y1 = (round(edge / grid.cell) for edge in area)
    columns = list(zip(*(row[x0 + 2 : x1 - 2] for row in grid.cells[y0:y1]), strict=True))
    inked = [count for column in columns if (count := column.count(_INK[0]))]
    return bool(columns) and len(inked) >= _FILLED * len(columns) and sum(inked) >= _ROWS * len(inked)


def _is_small(x0: int, y0: int, x1: int, y1: int) -> bool:
    wide, high = x1 - x0, y1 - y0
    return _SMALL[0] <= wide < _LEAST_WIDE and _LEAST_HIGH <= high <= _SMALL[1] and wide >= _WIDER * high


def _in_row(area: Area, other: Area) -> bool:
    return other[1] < (area[1] + area[3]) / 2 < other[3] and (other[2] < area[0] or other[0] > area[2])


def _in_column(area: Area, other: Area) -> bool:
    return other[0] < area[2] and area[0] < other[2] and abs(other[1] - area[1]) < _NEAR * (area[3] - area[1])


def _shares(grey: Image.Image, seen: Sequence[Seen], cell: int) -> list[bytes]:
    """The page in cells, row by row: how much ink there is where no word is, 0–255."""
    from PIL import ImageDraw

    dark = _dark(grey, seen)
    ink = grey.point([255 if shade < dark else 0 for shade in range(256)])
    draw = ImageDraw.Draw(ink)
    for one in seen:
        draw.rectangle((one.left - 2 * cell, one.top - cell, one.right + 2 * cell, one.bottom + cell), fill=0)
    small = ink.reduce(cell)
    flat = small.tobytes()
    return [flat[at : at + small.width] for at in range(0, len(flat), small.width)]


def _dark(grey: Image.Image, seen: Sequence[Seen]) -> int:
    """What is ink, told by the darkest of some words."""
    some = [grey.crop((int(one.left), int(one.top), int(one.right) + 1, int(one.bottom) + 1)) for one in seen[:: len(seen) // _SOME + 1]]
    darkest: list[Any] = [crop.getextrema()[0] for crop in some]
    return int(max(_DARK, min(_FAINTEST, median(darkest or [0]) + _PALER)))


def _pieces(cells: Sequence[bytes]) -> list[tuple[int, int, int, int]]:
    """Runs of ink, small gaps in them aside, put together with those that they touch in the row below."""
    done: list[tuple[int, int, int, int]] = []
    open_: list[tuple[int, int, int, int]] = []
    for y, row in enumerate(cells):
        rest = open_
        open_ = []
        for start, end in _runs(row):
            touched = [piece for piece in rest if piece[0] < end and start < piece[2]]
            rest = [piece for piece in rest if piece not in touched]
            piece = (start, y, end, y + 1)
            for other in touched:
                piece = (min(piece[0], other[0]), min(piece[1], other[1]), max(piece[2], other[2]), y + 1)
            open_.append(piece)
        done.extend(rest)
    return done + open_


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(row):
        if len(match[0]) >= _LEAST_RUN:
            yield match.span()


def _is_type(cells: Sequence[bytes], piece: tuple[int, int, int, int]) -> bool:
    """As long and as high as a line of type; not a rule, a picture, or the edge of the paper."""
    x0, y0, x1, y1 = piece
    wide, high = x1 - x0, y1 - y0
    if wide < _LEAST_WIDE or not _LEAST_HIGH <= high <= _MOST_HIGH:
        return False
    if x0 < _EDGE or y0 < _EDGE or x1 > len(cells[0]) - _EDGE or y1 > len(cells) - _EDGE:
        return False
    rows = [cells[y][x0:x1] for y in range(y0, y1)]
    inked = sum(row.count(_INK) for row in rows)
    columns = sum(_INK[0] in column for column in zip(*rows, strict=True))
    is_rule = columns >= _RULE * wide and inked <= _THIN * columns
    return inked >= _LEAST_FILL * wide * high and not is_rule


def _is_solid(shares: Sequence[bytes], piece: tuple[int, int, int, int]) -> bool:
    """Mostly black all over: a bar, the head of a table."""
    x0, y0, x1, y1 = piece
    found = [share for y in range(y0, y1) for share in shares[y][x0:x1] if share >= _INKED]
    return sum(found) > _SOLID * len(found)
