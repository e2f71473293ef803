"""The cells of a table's lines put in columns: by their number, by their place on the line, by what the other rows fill."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from docpipe.layout.tables_lines import Cut, is_figure, names_column
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage

Placed = list[tuple[Span, str, int]]
"""A row: place, text and column of each cell that is not empty."""
_MOST = 0.6
_NUMBER = lazy(r"[+–-]?\d{1,3}(?: \d{3}){1,3}(?:[.,]\d{1,4})?%?|[+–-]?\d{1,12}(?:[.,]\d{1,4})?%?|[–хx]")
_STUB = lazy(
    r"(?:регион|област|показател|наименован|облыс|өңір|көрсеткіш|атауы|region|indicator|item|№|год|жыл|вид|түр|статья|категори|орган)",
    re.IGNORECASE,
)


def arranged(passage: Passage, rows: Sequence[Cut]) -> list[Placed]:
    """The rows of one table, empty cells left out."""
    if rows[0].kind == "blank":
        return _by_place(passage, rows)
    placed = [_by_number(passage, row) for row in rows]
    return _shifted(_torn(_evened(placed)))


def _text(passage: Passage, span: Span) -> str:
    return " ".join(passage.folded[span.start : span.end].split())


def _by_number(passage: Passage, row: Cut) -> Placed:
    cells = [(span, _text(passage, span), column) for column, span in enumerate(row.cells) if span.start < span.end]
    return [cell for one in cells for cell in (_stroked(passage, one) if row.kind == "tab" else [one])]


def _stroked(passage: Passage, cell: tuple[Span, str, int]) -> Placed:
    """A cell without the strokes that a rule of the table left in it."""
    span, text, column = cell
    if "|" not in text or text.count("|") > 1:
        return [cell]
    start, end = span
    while start < end and passage.packet[start] in "| ":
        start += 1
    while end > start and passage.packet[end - 1] in "| ":
        end -= 1
    return [(Span(start, end), " ".join(_text(passage, Span(start, end)).replace("|", " ").split()), column)] if start < end else []


def _data(rows: Sequence[Placed]) -> list[Placed]:
    return [row for row in rows if len(row) > 1 and any(is_figure(text) and not names_column(text) for _, text, _ in row)]


def _evened(rows: list[Placed]) -> list[Placed]:
    """Several tabs between cells only to line them up: where all rows fill as many cells in different columns, these are numbered anew.

    Not where more heads than that stand over them: then places are empty.
    """
    data = _data(rows)
    counts, places = Counter(len(row) for row in data), {tuple(column for *_, column in row) for row in data}
    count = next(iter(counts), 0)
    if len(counts) != 1 or len(places) < 2 or len(rows[0]) > count:
        return rows
    return [[(span, text, at) for at, (span, text, _) in enumerate(row)] if len(row) == count else row for row in rows]


def _torn(rows: list[Placed]) -> list[Placed]:
    """A row that lacks cells, two of its figures having run together in one, cut where the figures end."""
    counts = Counter(len(row) for row in _data(rows))
    usual = counts.most_common(1)[0][0] if counts else 0
    return [_cut_apart(row, usual) if 1 < len(row) < usual else row for row in rows]


def _cut_apart(row: Placed, usual: int) -> Placed:
    pieces: list[tuple[Span, str]] = []
    for span, text, _ in row:
        numbers = list(_NUMBER.finditer(text.replace("|", " ")))
        whole = " ".join(match.group() for match in numbers) == " ".join(text.replace("|", " ").split())
        plain = whole and len(numbers) > 1 and span.end - span.start == len(text)
        pieces += [(Span(span.start + m.start(), span.start + m.end()), m.group()) for m in numbers] if plain else [(span, text)]
    return [(span, text, at) for at, (span, text) in enumerate(pieces)] if len(pieces) == usual else row


def _shifted(rows: list[Placed]) -> list[Placed]:
    """A first row that lacks the empty cell over the labels: as many heads as there are columns of figures, none of them a label's."""
    data = _data(rows)
    if not data or not rows or rows[0] in data:
        return rows
    usual = Counter(tuple(column for *_, column in row) for row in data).most_common(1)[0][0]
    labelled = all(not is_figure(row[0][1]) for row in data if row[0][2] == 0) and usual == tuple(range(len(usual)))
    first = [(span, text, column + 1) for span, text, column in rows[0]]
    short = tuple(column for *_, column in rows[0]) == usual[:-1] and len(usual) > 2 and not _STUB.match(rows[0][0][1])
    return [first, *rows[1:]] if labelled and short else rows


def _by_place(passage: Passage, rows: Sequence[Cut]) -> list[Placed]:
    """Columns of an aligned table: cells that stand over one another are one column."""
    starts = [_line_start(passage, row.span.start) for row in rows]
    most = max(len(row.cells) for row in rows)
    borders: list[list[int]] = []
    for row, left in zip(rows, starts, strict=True):
        if len(row.cells) == most:
            for at, cell in enumerate(row.cells):
                if at == len(borders):
                    borders.append([cell.start - left, cell.end - left])
                borders[at] = [min(borders[at][0], cell.start - left), max(borders[at][1], cell.end - left)]
    return [
        [(cell, _text(passage, cell), _nearest(borders, cell.start - left, cell.end - left)) for cell in row.cells]
        for row, left in zip(rows, starts, strict=True)
    ]


def _line_start(passage: Passage, at: int) -> int:
    return max(passage.packet.rfind("\n", 0, at), passage.packet.rfind("\f", 0, at)) + 1


def _nearest(borders: Sequence[Sequence[int]], start: int, end: int) -> int:
    """The column that the cell shares most with; where it shares with none, the one whose middle is nearest."""

    def fitness(at: int) -> tuple[int, int]:
        left, right = borders[at]
        return min(end, right) - max(start, left), -abs(start + end - left - right)

    return max(range(len(borders)), key=fitness)
