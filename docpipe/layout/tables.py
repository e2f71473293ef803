"""Tables in a document's lines: cells apart by tabs, heads above, rows that a heading of their own stands over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from docpipe.layout import tables_columns, tables_lines
from docpipe.layout.tables_lines import Cut, is_figure, is_year, names_column
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage
    from docpipe.layout.documents import Sheet

_TITLE = lazy(
    r"(?:таблица|табл|кесте|table|диаграмма)(?!\w)\.?\s{0,2}(?:№\s?)?[\d.]{0,6}|\d{1,3}\s?[-–]\s?кесте(?!\w)|(?:примечание|ескертпе|ескерту|источник|дереккөз|note|source)\s?:",
    re.IGNORECASE,
)
_UNIT_LINE = lazy(r"\(?(?:в\s)?[^\W\d_]{1,12}\.?(?:[\s,/]{1,2}[^\W\d_]{1,12}\.?){0,3}\)?|%|\(%\)")
_PAGE = lazy(r"[–-]?\s?\d{1,3}\s?[–-]?|(?:страница|стр\.|бет|page)\s\d{1,3}(?:\s(?:из|of)\s\d{1,3})?", re.IGNORECASE)
_WORD = lazy(r"[^\W\d_]{3}")
_ENDED = lazy(r"[.;!?…][»\")]{0,2}$")
_ABBREVIATED = lazy(r"(?:\s|^|\()(?:чел|ед|тыс|млн|млрд|тг|руб|долл|г|гг|мың|ж|жж|шт|экз|т\.\s?д|адам)\.[»)]{0,2}$")
_MISREAD = str.maketrans("58ёщ", "33еш")
_LONGEST_HEADING, _LONGEST_CAPTION, _CAPTION_LINES, _HEAD_ROWS = 160, 300, 3, 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty: its place in the text, its row and column from 0."""

    span: Span
    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `span` from its first to its last cell, `caption` the lines above that name it, `heads` the first rows, that name the columns."""

    span: Span
    cells: tuple[Cell, ...]
    heads: int
    caption: Span | None = None


def find(sheet: Sheet, passage: Passage) -> list[Grid]:
    """The tables of a document, in order; `passage` is the document's text. A table without any figure is none."""
    lines = sorted((line for part in sheet.parts for line in part.segment.lines), key=lambda line: line.span)
    every = list(tables_lines.cuts(passage, lines))
    grids = []
    for first, last in _blocks(every):
        rows = tables_columns.arranged(passage, [row for row in every[first:last] if row.kind or not _furniture(row)])
        if grid := _grid(rows):
            grids.append(replace(grid, caption=_caption(every, first)))
    return grids


def _blocks(every: Sequence[Cut]) -> list[tuple[int, int]]:
    """First and last line (exclusive) of each stretch that may be a table."""
    found, at = [], 0
    while at < len(every):
        if not every[at].kind:
            at += 1
            continue
        end = _end(every, at)
        if end - at > 1:
            found.append((at, end))
        at = end
    return found


def _end(every: Sequence[Cut], start: int) -> int:
    at, filled = start + 1, _has_figure(every[start])
    while at < len(every):
        row = every[at]
        if row.kind == every[start].kind:
            if row.gap and filled and not _goes_on(every, start, at):
                break
            filled = filled or _has_figure(row)
            at += 1
        elif reached := _over(every, start, at):
            at = reached
        else:
            break
    return at


def _has_figure(row: Cut) -> bool:
    return any(is_figure(text) and not names_column(text) for text in row.text.replace("|", "\t").split("\t")[1:]) or row.kind in (
        "blank",
        "semicolon",
    )


def _goes_on(every: Sequence[Cut], start: int, at: int) -> bool:
    """After a blank line or a new page: a row with figures, or the heads once more."""
    return _has_figure(every[at]) or _same(every[at], every[start])


def _same(one: Cut, other: Cut) -> bool:
    return _read("".join(one.text.split())) == _read("".join(other.text.split()))


def _read(text: str) -> str:
    """Small letters, those made one that a scan takes for each other: a head printed again may be read `2025` for `2023`."""
    return text.lower().translate(_MISREAD)


def _over(every: Sequence[Cut], start: int, at: int) -> int:
    """Where the table goes on after a line of one cell: a heading of rows, a label's second line, a page's number; 0 where it has ended."""
    row, kind = every[at], every[start].kind
    after = next((place for place in range(at + 1, min(at + 4, len(every))) if every[place].kind == kind), 0)
    between = every[at : after or at + 1]
    if any(not _furniture(one) and (_TITLE.match(one.text) or len(one.text) > _LONGEST_HEADING) for one in between):
        return 0
    if after and all(_furniture(one) for one in between):
        return after
    if row.gap or _sentence_ends(row.text) or not after:
        return at + 1 if not row.gap and row.text[:1].islower() and kind == "tab" else 0
    return (
        after if not any(one.gap or one.kind or _sentence_ends(one.text) for one in every[at + 1 : after]) and not every[after].gap else 0
    )


def _furniture(line: Cut) -> bool:
    """A page's number, or the words that the table goes on."""
    return bool(_PAGE.fullmatch(line.text)) or bool(_goes_on_words().match(line.text))


@cache
def _goes_on_words() -> re.Pattern[str]:
    return compiled(rf"(?:{'|'.join(table('tables')['goes_on']['words'])})[\s\d.]{{0,6}}$", re.IGNORECASE)


@cache
def _part_words() -> re.Pattern[str]:
    return compiled(rf"(?:{'|'.join(table('tables')['part']['words'])})(?!\w)", re.IGNORECASE)


def _sentence_ends(text: str) -> bool:
    return bool(_ENDED.search(text)) and not _ABBREVIATED.search(text)


# ---------------------------------------------------------------- rows to a grid
Row = list[Cell]


def _grid(arranged: Sequence[Sequence[tuple[Span, str, int]]]) -> Grid | None:
    rows = _joined([[Cell(span, text, 0, column) for span, text, column in row] for row in arranged if row])
    rows = _without_repeats(rows)
    heads = _heads(rows)
    rows = [
        row for at, row in enumerate(rows) if not (at >= heads and tables_lines.is_numbering([cell.text for cell in row]) and _all(row))
    ]
    numbered = [at for at in range(min(heads, len(rows))) if at and tables_lines.is_numbering([cell.text for cell in rows[at]])]
    rows = [row for at, row in enumerate(rows) if at not in numbered]
    heads -= len(numbered)
    cells = tuple(replace(cell, row=at) for at, row in enumerate(rows) for cell in row)
    data = [cell for cell in cells if cell.row >= heads and is_figure(cell.text)]
    if len(rows) < 2 or not (any(cell.column for cell in data) or _numbered(data, heads)):
        return None
    return Grid(Span(cells[0].span.start, max(cell.span.end for cell in cells)), cells, heads)


def _numbered(data: Sequence[Cell], heads: int) -> bool:
    """True where the first column numbers the rows under heads: a table of words."""
    numbers = [cell.text.rstrip(".") for cell in data]
    return heads > 0 and len(numbers) > 1 and numbers == [str(at + 1) for at in range(len(numbers))]


def _all(row: Row) -> bool:
    return len(row) > 2 and [cell.column for cell in row] == list(range(len(row)))


def _joined(rows: list[Row]) -> list[Row]:
    """Labels over several lines made one: the line that goes on in small letters belongs to the row above or below."""
    done: list[Row] = []
    for row in rows:
        above = done[-1] if done else None
        if (
            above
            and row[0].column == 0
            and row[0].text[:1].islower()
            and not _part_words().match(row[0].text)
            and above[0].column == 0
            and not is_figure(above[0].text)
        ):
            if len(row) == 1 and len(above) > 1 and not above[0].text.endswith(":") and _figures(above):
                done[-1] = [_glued(above[0], row[0]), *above[1:]]
                continue
            if len(row) > 1 and len(above) == 1 and not above[0].text.endswith(":") and _figures(row):
                done[-1] = [_glued(above[0], row[0]), *row[1:]]
                continue
        done.append(row)
    return done


def _figures(row: Row) -> bool:
    return any(is_figure(cell.text) for cell in row)


def _glued(one: Cell, other: Cell) -> Cell:
    hyphen = one.text.endswith("-") and not one.text.endswith(" -")
    text = one.text[:-1] + other.text if hyphen else f"{one.text} {other.text}"
    return replace(one, text=text)


def _without_repeats(rows: list[Row]) -> list[Row]:
    """The rows without the heads that are printed again on the next page."""
    first = [[_read(cell.text) for cell in row] for row in rows[: _heads(rows)] if len(row) > 1]
    heads = _heads(rows)
    return [row for at, row in enumerate(rows) if at < heads or [_read(cell.text) for cell in row] not in first]


def _heads(rows: Sequence[Row]) -> int:
    """How many of the first rows name the columns: none of them has a figure that is no year and no number of a column."""
    named = False
    for at, row in enumerate(rows):
        texts = [cell.text for cell in row]
        if len(row) == 1 and row[0].column == 0 and named and not _unit_row(row[0].text):
            return at
        if any(is_figure(text) for text in texts) and not (
            _year_row(rows, at) or (at and tables_lines.is_numbering(texts)) or (at == 0 and _words_over(rows))
        ):
            return at
        named = named or len(row) > 1
    return len(rows)


def _words_over(rows: Sequence[Row]) -> bool:
    """True where the first row has words over columns of figures: a number in it belongs to a head (`План на 9 месяцев`, `9 айға жоспар`)."""
    below = [cell for row in rows[1:] for cell in row]
    over = [cell for cell in rows[0] if cell.column and not is_figure(cell.text) and _WORD.search(cell.text)]
    return any(sum(is_figure(one.text) for one in below if one.column == cell.column) * 2 > len(rows) - 1 > 1 for cell in over)


def _unit_row(text: str) -> bool:
    return text.startswith("(") and bool(_UNIT_LINE.fullmatch(text))


def _year_row(rows: Sequence[Row], at: int) -> bool:
    """Years and times in all columns but the first, over rows that are not years: they name the columns."""
    figures = [cell for cell in rows[at] if is_figure(cell.text)]
    if all(is_year(cell.text) for cell in figures):
        return (figures[0].column > 0 or len(figures) > 1) and at < _HEAD_ROWS
    over = at == 0 or rows[at][0].column > 0
    return over and all(names_column(cell.text) for cell in figures) and figures[0].column > 0 and at < _HEAD_ROWS


# ---------------------------------------------------------------- the caption
@cache
def _unit_words() -> re.Pattern[str]:
    return compiled(rf"\(|%|(?:{'|'.join(table('tables')['unit_line']['words'])})(?!\w)", re.IGNORECASE)


def _is_unit(text: str) -> bool:
    """True for a line that only says the unit of a table: `(млн тенге)`, `в тыс. тонн`."""
    return bool(_UNIT_LINE.fullmatch(text)) and (text[0].islower() or bool(_unit_words().match(text)))


def _caption(every: Sequence[Cut], first: int) -> Span | None:
    """The lines right above that name the table: its title, the unit of all figures."""
    top = first
    while top and first - top < _CAPTION_LINES and _captions(every[top - 1], every[top], near=top == first):
        top -= 1
        if _TITLE.match(every[top].text) and len(every[top].text.split()) > 2:
            break
    return Span(every[top].span.start, every[first - 1].span.end) if top < first else None


def _captions(line: Cut, below: Cut, *, near: bool) -> bool:
    if line.kind or len(line.text) > _LONGEST_CAPTION:
        return False
    if _TITLE.match(line.text) or line.text.endswith(":"):
        return True
    if _sentence_ends(line.text):
        return False
    return near or _is_unit(below.text) or not below.gap
