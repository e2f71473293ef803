"""Tables without lines on a page, or with lines that a scan does not tell: rows of figures that stand over one another.

Found before the page's blocks are read, so that every cell keeps its column: a head over several columns, a label of several lines, an
empty place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from docpipe.layout.rows import Item, Row, rows
from docpipe.model.lazy import lazy

Cells = dict[tuple[int, int], list[Item]]
_CHUNK, _TEXT_CHUNK, _FAR, _HEAD_ROWS, _BETWEEN = 0.5, 1.0, 2.6, 7, 4
_HEAD_GAP = 1.1
_FIGURE = lazy(r"\(?[<>~≈+–—-]?\s?\d{1,3}(?:[ .,]?\d{1,3}){0,7}\s?%?(?:\s?\([+–-]?\d[\d .,]{0,12}%?\))?\)?|[–—-]|[хxXХ]|\.{3}|н/д")
_YEAR = lazy(r"(?:19|20)\d\d")
_PLACE = lazy(r"\d{1,3}[.)]?")
_NUMBERED = 2
_SENTENCE, _ENDS = 5, (".", ";", ":")
_STROKES = "|[]¦!‚"
_MOST = 0.75
_TITLE = lazy(r"(?:таблица|кесте|table)(?!\w)|\d{1,3}\s?[-–]\s?кесте", re.IGNORECASE)


@dataclass(frozen=True)
class Chunk(Row):
    """Words of one row that stand close together."""

    @cached_property
    def text(self) -> str:
        """The words without the strokes that a scanned rule leaves."""
        return " ".join(item.word.text for item in self.items).strip(f"{_STROKES} ")

    @cached_property
    def figure(self) -> bool:
        """True for a number, a share, a dash that stands for one."""
        return bool(_FIGURE.fullmatch(self.text))


@dataclass(frozen=True)
class _Line:
    row: Row
    chunks: tuple[Chunk, ...]

    @cached_property
    def data(self) -> bool:
        """Figures in two columns or more, nothing but figures after the first of them, and not years alone."""
        first = next((at for at, chunk in enumerate(self.chunks) if chunk.figure and at < len(self.chunks)), None)
        if first is None or first > 2 or not all(chunk.figure for chunk in self.chunks[first:]):
            return False
        numbers = [chunk.text for chunk in self.chunks[first:] if any(sign.isdigit() for sign in chunk.text)]
        several = len(self.chunks) - first - (first == 0) > 1 and len(numbers) > (first == 0)
        return several and not all(_YEAR.fullmatch(text) for text in numbers)


def carve(found: Sequence[Item], size: float) -> list[tuple[list[Item], Cells]]:
    """The items before each table with the table's cells by row and column, and the items after the last with none."""
    lines = [_Line(row, _chunks(row, size)) for row in rows(found, size)]
    done: list[tuple[list[Item], Cells]] = []
    reached = at = 0
    while at < len(lines):
        end = _end(lines, at, size) if lines[at].data else at
        columns = _columns(lines[at:end], size)
        if columns:
            heads = [_split(line, columns, size) for line in lines[reached:at]]
            top = _top([*heads, lines[at]], columns, size)
            end = _with_label(lines, end, columns, size)
            done.append((_items(lines[reached : reached + top]), _cells(heads[top:], lines[at:end], columns)))
            reached = end
        at = max(end, at + 1)
    return [*done, (_items(lines[reached:]), {})] if done else [(list(found), {})]


def _items(lines: Sequence[_Line]) -> list[Item]:
    return [item for line in lines for item in line.row.items]


def _chunks(row: Row, size: float) -> tuple[Chunk, ...]:
    """The row cut at its blanks; between two texts the blank must be wider than between figures."""
    parts: list[list[Item]] = [[row.items[0]]]
    reached = row.items[0].box.x1
    for before, item in pairwise(row.items):
        if item.box.x0 - reached > _CHUNK * size or before.word.text == "|":
            parts.append([])
            reached = item.box.x1
        parts[-1].append(item)
        reached = max(reached, item.box.x1)
    chunks = [chunk for part in parts if (chunk := Chunk(tuple(part))).text]
    joined: list[Chunk] = chunks[:1]
    for chunk in chunks[1:]:
        last = joined[-1]
        if not chunk.figure and not last.figure and chunk.x0 - last.x1 < _TEXT_CHUNK * size and not _ruled(last, chunk):
            joined[-1] = Chunk((*last.items, *chunk.items))
        else:
            joined.append(chunk)
    return tuple(_with_place(joined))


def _with_place(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks, a row's place in the list as one with its label: `3 | Абай 486 38 915`."""
    counted = len(chunks) > _NUMBERED and chunks[_NUMBERED].figure and not chunks[1].figure and _PLACE.fullmatch(chunks[0].text)
    return [Chunk((*chunks[0].items, *chunks[1].items)), *chunks[_NUMBERED:]] if counted else chunks


def _ruled(one: Chunk, other: Chunk) -> bool:
    return one.items[-1].word.text == "|" or other.items[0].word.text == "|"


def _end(lines: Sequence[_Line], start: int, size: float) -> int:
    """Behind the last row of figures of the table that begins at `start`."""
    last = start
    for at in range(start + 1, len(lines)):
        gap = lines[at].row.y0 - lines[at - 1].row.y1
        if gap > _FAR * size or at - last > _BETWEEN or (not lines[at].data and len(lines[at].chunks) > 1):
            break
        last = at if lines[at].data else last
    return last + 1


def _columns(lines: Sequence[_Line], size: float) -> list[tuple[float, float]]:
    """Left and right edge of each column but that of the labels; none where the figures do not stand over one another."""
    data = [line for line in lines if line.data]
    if len(data) < 2:
        return []
    labelled = sum(not line.chunks[0].figure for line in data) * 2 >= len(data)
    spans = sorted((chunk.x0, chunk.x1) for line in data for chunk in line.chunks[_own(line, labelled=labelled) :])
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1] + 0.1 * size:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    each = [[_at(columns, chunk) for chunk in line.chunks[_own(line, labelled=labelled) :]] for line in data]
    fits = len(columns) > 1 and sum(len(set(places)) == len(places) for places in each) >= _MOST * len(each)
    return columns if fits and sum(len(places) > 1 for places in each) > 1 else []


def _with_label(lines: Sequence[_Line], end: int, columns: Sequence[tuple[float, float]], size: float) -> int:
    """The end of the table with the further lines of the last row's label."""
    while end < len(lines):
        line, close = lines[end], lines[end].row.y0 - lines[end - 1].row.y1 < _CHUNK * size
        if not close or len(line.chunks) != 1 or line.chunks[0].x1 > columns[0][0] or not line.chunks[0].text[:1].islower():
            break
        end += 1
    return end


def _own(line: _Line, *, labelled: bool) -> int:
    """The first chunk that is no label's."""
    return 1 if labelled and not line.chunks[0].figure else 0


def _at(columns: Sequence[tuple[float, float]], chunk: Chunk) -> int:
    """The column that the chunk shares most with, the nearest where it shares with none."""

    def fitness(at: int) -> tuple[float, float]:
        left, right = columns[at]
        return min(right, chunk.x1) - max(left, chunk.x0), -abs(chunk.x0 + chunk.x1 - left - right)

    best = max(range(len(columns)), key=fitness)
    reached = [at for at, (left, right) in enumerate(columns) if min(right, chunk.x1) - max(left, chunk.x0) > 0]
    return reached[0] if len(reached) > 1 else best


# ---------------------------------------------------------------- the heads
def _split(line: _Line, columns: Sequence[tuple[float, float]], size: float) -> _Line:
    """The line of heads with those cut apart that stand close together over different columns."""
    parts: list[Chunk] = []
    for chunk in line.chunks:
        pieces = [[chunk.items[0]]]
        for before, item in pairwise(chunk.items):
            if item.box.x0 - before.box.x1 > _CHUNK * size:
                pieces.append([])
            pieces[-1].append(item)
        cut = [Chunk(tuple(piece)) for piece in pieces]
        apart = len({_at(columns, one) if _over(one, columns) else -1 for one in cut}) == len(cut)
        parts += cut if apart else [chunk]
    return _Line(line.row, tuple(parts))


def _top(lines: Sequence[_Line], columns: Sequence[tuple[float, float]], size: float) -> int:
    """The first row of the heads over the last of the lines: rows close above whose words keep to the columns."""
    top = first = len(lines) - 1
    for at in range(first - 1, max(0, first - _HEAD_ROWS) - 1, -1):
        if lines[at + 1].row.y0 - lines[at].row.y1 > _HEAD_GAP * size or not _is_head(lines[at], columns):
            break
        top = at
    while top < first and not any(_over(chunk, columns) for chunk in lines[top].chunks):
        top += 1
    return top


def _is_head(line: _Line, columns: Sequence[tuple[float, float]]) -> bool:
    """True where no words run from the labels into the columns, or over most of the table."""
    if line.data or (line.chunks and _TITLE.match(line.chunks[0].text)):
        return False
    left = columns[0][0]
    for chunk in line.chunks:
        if len(chunk.items) >= _SENTENCE and chunk.text.endswith(_ENDS):
            return False
        reached = sum(min(right, chunk.x1) > max(start, chunk.x0) for start, right in columns)
        if reached and chunk.x0 < left - (left - min(one.x0 for one in line.chunks)) / 2 and len(line.chunks) == 1:
            return False
        if reached == len(columns) > 2 and len(line.chunks) == 1 and chunk.text.endswith(_ENDS):
            return False
    return True


def _over(chunk: Chunk, columns: Sequence[tuple[float, float]]) -> bool:
    middle = (chunk.x0 + chunk.x1) / 2
    return middle > columns[0][0] or any(min(right, chunk.x1) > max(left, chunk.x0) for left, right in columns)


def _levels(heads: Sequence[_Line], columns: Sequence[tuple[float, float]]) -> list[int]:
    """For each line of the heads the level that it is printed on: a second one below a head over several columns."""
    filled = [{_at(columns, chunk) for chunk in line.chunks if _over(chunk, columns)} for line in heads]
    for at in range(len(heads) - 1):
        above: set[int] = set().union(*filled[: at + 1])
        below: set[int] = set().union(*filled[at + 1 :])
        if above and below - above and len(below) > len(above):
            return [int(number > at) for number in range(len(heads))]
    return [0] * len(heads)


# ---------------------------------------------------------------- the cells
def _cells(heads: Sequence[_Line], lines: Sequence[_Line], columns: Sequence[tuple[float, float]]) -> Cells:
    cells = Cells()
    levels = _levels(heads, columns)
    for line, level in zip(heads, levels, strict=True):
        for chunk in line.chunks:
            column = _at(columns, chunk) + 1 if _over(chunk, columns) else 0
            cells.setdefault((level if column else 0, column), []).extend(chunk.items)
    count = max(levels, default=-1) + 1
    for number, line in zip(_numbers(lines), lines, strict=True):
        for chunk in line.chunks:
            column = _at(columns, chunk) + 1 if chunk.figure or (line.data and chunk is not line.chunks[0]) else 0
            cells.setdefault((count + number, column), []).extend(chunk.items)
    return cells


def _numbers(lines: Sequence[_Line]) -> list[int]:
    """The table's row for each line: a label's further lines belong to the row of figures that is nearest, a heading is a row of its own."""
    owners = [_owner(lines, at) for at in range(len(lines))]
    order = {owner: number for number, owner in enumerate(sorted(set(owners)))}
    return [order[owner] for owner in owners]


def _owner(lines: Sequence[_Line], at: int) -> int:
    if lines[at].data:
        return at
    above = next((place for place in range(at - 1, -1, -1) if lines[place].data), None)
    below = next((place for place in range(at + 1, len(lines)) if lines[place].data), None)
    if not lines[at].chunks:
        return next((place for place in (above, below) if place is not None), at)
    text = lines[at].chunks[0].text
    if below is not None and lines[below].chunks[0].figure and not lines[at + 1 : below]:
        return below
    if above is not None and (text[:1].islower() or (lines[above].chunks[0].figure and _gap(lines, above, at) < _gap(lines, at, below))):
        return above
    if below is not None and lines[below].chunks[0].text[:1].islower():
        return below
    return at


def _gap(lines: Sequence[_Line], one: int, other: int | None) -> float:
    return float("inf") if other is None else lines[other].row.y0 - lines[one].row.y1
