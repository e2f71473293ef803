"""A page's words in the order in which a person reads them, as lines.

The letterhead is cut at its gutter, the Kazakh column first; a table is read row by row, its cells a tab apart; a wide blank
inside a line is a tab too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from docpipe.layout.columns import NAME, arrange
from docpipe.layout.rows import Item, Row, between, items, rows, type_size
from docpipe.layout.unruled import Cells, carve
from docpipe.model.text import Page, Table, Word

_TAB = 2.2
_SPREAD = 5.0
_SPREAD_TWO = 8.0
_BLANK = 0.4
_EXACT_BLANK = 0.2
_INDENT = (0.8, 6.0)
_SHORT = 3.0
_MOST = 0.7
_UPRIGHT = 2.5
_UPRIGHT_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line: each word with what stands before it ("", " ", or a tab for each column passed).

    `gap_before` tells that a new paragraph or block begins here.
    """

    pieces: tuple[tuple[str, Word], ...]
    gap_before: bool

    @property
    def text(self) -> str:
        """The line as it is written into the packet's text."""
        return "".join(separator + word.text for separator, word in self.pieces)


def lines(page: Page) -> list[Line]:
    """The lines of a page in reading order; nothing for a page without words. Time grows with the number of words.

    >>> from docpipe.model.text import Box
    >>> page = Page(1, "layer", 595, 842, (Word("Dear", Box(50, 50, 80, 62)), Word("all", Box(84, 50, 99, 62))))
    >>> lines(page)[0].text
    'Dear all'
    """
    every = items(page)
    size = type_size(every, page.origin)
    upright = [item for item in every if _is_upright(item)]
    level, cells = _split(page.tables, [item for item in every if not _is_upright(item)])
    found: list[Line] = []
    for number, section in enumerate(level):
        for plain, unruled in carve(section, size):
            found.extend(_flow(plain, size, _BLANK if page.origin == "ocr" else _EXACT_BLANK))
            found.extend(_table(unruled, size))
        if number < len(page.tables):
            found.extend(_table(cells[number], size))
    found.extend(Line((("", item.word),), gap_before=True) for item in sorted(upright, key=lambda item: item.box))
    return found


def _is_upright(item: Item) -> bool:
    """A word written along the edge of the page."""
    wide, high = item.box.x1 - item.box.x0, item.box.y1 - item.box.y0
    return high > _UPRIGHT * wide and len(item.word.text) >= _UPRIGHT_LETTERS


def _split(tables: Sequence[Table], found: list[Item]) -> tuple[list[list[Item]], list[Cells]]:
    """The items before, between and after the tables; and each table's items by row and column."""
    level: list[list[Item]] = [[] for _ in range(len(tables) + 1)]
    cells: list[Cells] = [{} for _ in tables]
    for item in found:
        home = next(((n, at) for n, table in enumerate(tables) if (at := _cell(table, item)) is not None), None)
        if home:
            cells[home[0]].setdefault(home[1], []).append(item)
        else:
            level[sum((table.box.y0 + table.box.y1) / 2 < item.middle for table in tables)].append(item)
    return level, cells


def _cell(table: Table, item: Item) -> tuple[int, int] | None:
    x, y = (item.word.box.x0 + item.word.box.x1) / 2, (item.word.box.y0 + item.word.box.y1) / 2
    if not (table.box.x0 <= x <= table.box.x1 and table.box.y0 <= y <= table.box.y1):
        return None
    for number, row in enumerate(table.cells):
        for column, box in enumerate(row):
            if box and box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
                return number, column
    return None


def _table(cells: Cells, size: float) -> Iterator[Line]:
    first = True
    for number in sorted({row for row, _ in cells}):
        pieces: list[tuple[str, Word]] = []
        passed = 0
        for column in sorted(column for row, column in cells if row == number):
            words = [item.word for row in rows(cells[number, column], size) for item in row.items]
            pieces.extend(("\t" * (column - passed) if at == 0 else " ", word) for at, word in enumerate(words))
            passed = column
        yield Line(tuple(pieces), first)
        first = False


def _flow(section: list[Item], size: float, blank: float) -> Iterator[Line]:
    for block in arrange(section, size):
        starts = _starts(block, size, blank)
        right = max(row.x1 for row in block)
        for at, (row, start) in enumerate(zip(block, starts, strict=True)):
            below = block[at + 1] if at + 1 < len(block) and not starts[at + 1] else None
            yield Line(_pieces(row, size, right, below), start)


def _pieces(row: Row, size: float, right: float, below: Row | None) -> tuple[tuple[str, Word], ...]:
    blanks = [item.box.x0 - before.box.x1 for before, item in pairwise(row.items)]
    widest = max(blanks, default=0.0)
    spread = right - row.x1 < size and (
        widest < min(_SPREAD * size, 1.5 * min(blanks)) if len(blanks) > 1 else widest < _SPREAD_TWO * size and _runs_on(row, below, size)
    )
    separators = ["", *("\t" if blank > _TAB * size and not spread else " " for blank in blanks)]
    return tuple(zip(separators, (item.word for item in row.items), strict=True))


def _runs_on(row: Row, below: Row | None, size: float) -> bool:
    """Two words far apart are a line spread over the width where the sentence goes on below and no column stands there."""
    second = row.items[-1]
    if below is None or not below.text[:1].islower() or NAME.fullmatch(second.word.text):
        return False
    return all(abs(item.box.x0 - second.box.x0) > size / 4 for item in below.items)


def _starts(block: list[Row], size: float, blank: float) -> list[bool]:
    """For each row of a block whether a paragraph begins with it: more white above it than usual, an indent, or the other side of the page.

    `blank` is the least such white in heights of type: boxes of a scan hug the ink and differ by a descender.
    """
    white = between(block)
    usual = max(median(white), 0.0) if white else 0.0
    limit = max(blank * size, 1.5 * usual + 0.15 * size)
    left = _left_edge(block, size)
    right = max(row.x1 for row in block)
    indented = [_is_indented(row, left, right, size) for row in block]
    if any(indented) and _is_centred(block, size):
        indented = [False] * len(block)
    starts = [True]
    for at, gap in enumerate(white, start=1):
        after_short = right - block[at - 1].x1 > _SHORT * size
        starts.append(gap > limit or _is_beside(block[at - 1], block[at], size) or (indented[at] and (after_short or not indented[at - 1])))
    return starts


def _is_beside(above: Row, row: Row, size: float) -> bool:
    """Whether nothing of the row stands under the one above: the addressee at the right below the number at the left."""
    return row.x0 - above.x1 > size or above.x0 - row.x1 > _INDENT[1] * size


def _is_centred(block: list[Row], size: float) -> bool:
    """Most rows share one middle, and it is not that they all begin at one place."""
    middles = [(row.x0 + row.x1) / 2 for row in block]
    usual = median(middles)
    same_middle = sum(abs(middle - usual) < size / 2 for middle in middles)
    same_start = sum(abs(row.x0 - block[0].x0) < size / 2 for row in block)
    return same_middle >= _MOST * len(block) and same_start < _MOST * len(block)


def _left_edge(block: list[Row], size: float) -> float:
    """Where most rows of the block begin, the leftmost such place."""
    counts = Counter(round(row.x0 / (size / 2)) for row in block)
    most = max(counts.values())
    return min(at for at, count in counts.items() if count == most) * size / 2


def _is_indented(row: Row, left: float, right: float, size: float) -> bool:
    """A first line's indent, not a centred line."""
    before, after = row.x0 - left, right - row.x1
    centred = abs(before - after) < size and before > 2 * size
    return _INDENT[0] * size <= before <= _INDENT[1] * size and not centred
