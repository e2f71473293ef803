"""Paragraphs, text boxes and tables of a Word file as pieces of text in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docpipe.model.lazy import lazy
from docpipe.readers.docx_numbers import Numbers
from docpipe.readers.docx_styles import Look, Styles, child, is_on, is_ruled, local, number, value
from docpipe.readers.docx_tables import sides

_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "oMath", "oMathPara"}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_LONG = 90
_SPACED = 80
_LINES = lazy(r"[ \u00a0]{0,9}\n[ \t\u00a0]{0,9}")
_TABS = lazy(r"[ ]{0,9}\t[\t ]{0,99}")
_SHORT_CELL = 60
_DATA = 3
_MANY_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph's or a table row's text. `loose` asks for a blank line before it."""

    text: str
    loose: bool


class Blocks:
    """Turns elements of one Word file into pieces; keeps count of its lists."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self._styles = styles
        self._numbers = numbers
        self._before: tuple[str, Look] = ("", Look())

    def of(self, element: Any) -> Iterator[Piece]:
        """The pieces of everything inside `element`, in order."""
        for one in element:
            name = local(one)
            if name == "p":
                yield from self._paragraph(one)
            elif name == "tbl":
                yield from self._table(one)
            elif name in _WRAPPERS:
                yield from self.of(one)
            elif name == "AlternateContent":
                yield from self.of(_chosen(one))

    def _paragraph(self, element: Any) -> Iterator[Piece]:
        for box in _boxes(element):
            yield from _set_off(list(self.of(box)))
            yield Piece("", loose=True)
            self._before = ("", Look())
        look = self._styles.look(element)
        text = _tidied("".join(_inline(element)))
        if text.strip():
            label = self._numbers.label(look.listed)
            text = f"{label} {text}" if label else text
        loose = self._is_loose(text, look)
        self._before = (text, look)
        yield Piece("\f" * look.page_break_before + text, loose)

    def _is_loose(self, text: str, look: Look) -> bool:
        """True where a reader sees a new paragraph, not the next line of an address or a signature.

        The spacing that the file gives to every paragraph sets nothing apart.
        """
        before, last = self._before
        equal = look.style == last.style and look.tight_among_equals
        usual = self._styles.look(None)
        uniform = (look.before, look.after) == (last.before, last.after) == (usual.before, usual.after)
        spaced = not equal and not uniform and last.after + look.before >= _SPACED
        differs = (look.align, look.left, look.first) != (last.align, last.left, last.first)
        return spaced or differs or look.first > 0 or look.listed is not None or max(len(text), len(before)) > _LONG

    def _table(self, table: Any) -> Iterator[Piece]:
        rows = [list(_inside(row, "tc")) for row in _inside(table, "tr")]
        cells = [[self._cell(cell) for cell in row] for row in rows]
        self._before = ("", Look())
        ruled = is_ruled(table, self._styles)
        wide = max(map(len, cells), default=0)
        crowded = len(cells) < _DATA and any(len(c) >= _MANY_PARAGRAPHS for row in cells for c in row)
        columns = None if ruled else sides([[_joined(cell) for cell in row] for row in cells])
        if wide == 1:
            yield from (piece for row in cells for cell in row for piece in _set_off(cell))
        elif columns:
            yield from (piece for column in columns for at, row in enumerate(cells) for piece in _after(at, row[column]))
        elif (ruled or (len(cells) >= _DATA and wide >= _DATA)) and not crowded:
            yield from _set_off([Piece(_row(row, texts), loose=False) for row, texts in zip(rows, cells, strict=True)])
        else:
            yield from (piece for row in cells for piece in _set_apart([cell for cell in row if cell]))
        yield Piece("", loose=True)

    def _cell(self, cell: Any) -> list[Piece]:
        self._before = ("", Look())
        return [piece for piece in self.of(cell) if piece.text.strip()]


def _row(row: list[Any], texts: list[list[Piece]]) -> str:
    """A row of a data table, its cells a tab apart; a cell over several columns leaves theirs empty."""
    line = []
    for cell, pieces in zip(row, texts, strict=True):
        line.append(" ".join(" ".join(piece.text.split()) for piece in pieces))
        line.extend([""] * min(number(value(child(cell, "tcPr", "gridSpan"))) - 1, 62))
    return "\t".join(line).rstrip("\t")


def _set_apart(cells: list[list[Piece]]) -> list[Piece]:
    """A row that is layout: short cells on one line, else cell after cell; a name beside a post of several lines joins the last."""
    lines = [_joined(cell) for cell in cells]
    short = ["\n" not in line and len(line) <= _SHORT_CELL for line in lines]
    if len(cells) > 1 and all(short):
        return [Piece("\t".join(lines), loose=True)]
    if len(cells) == 2 and short[1] and len(lines[0]) <= 4 * _SHORT_CELL and not short[0]:
        return _set_off([*cells[0][:-1], Piece(f"{cells[0][-1].text}\t{lines[1]}", cells[0][-1].loose)])
    return [piece for cell in cells for piece in _set_off(cell)]


def _set_off(pieces: list[Piece]) -> list[Piece]:
    """The same pieces with a blank line before the first."""
    return [Piece(piece.text, piece.loose or not at) for at, piece in enumerate(pieces)]


def _after(row: int, pieces: list[Piece]) -> list[Piece]:
    """A cell of a column that is read downwards: a short line stays with the line of the row above."""
    short = bool(row) and len(pieces) == 1 and len(pieces[0].text) <= _SHORT_CELL
    return [Piece(pieces[0].text, loose=False)] if short else _set_off(pieces)


def _joined(pieces: list[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces)


def _inside(element: Any, name: str) -> Iterator[Any]:
    """The children of that name, also those wrapped in a content control or a tracked change."""
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in _WRAPPERS:
            yield from _inside(one, name)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph; of the two copies that Word keeps for old readers, one."""
    for one in element:
        name = local(one)
        if name == "txbxContent":
            yield one
        elif name == "AlternateContent":
            yield from _boxes(_chosen(one))
        elif name not in {"t", "rPr", "pPr", "del"}:
            yield from _boxes(one)


def _chosen(alternate: Any) -> Any:
    """Of the alternatives the first that holds a text box, else the first."""
    first = next(iter(alternate), alternate)
    return next((one for one in alternate if any(local(inner) == "txbxContent" for inner in one.iter())), first)


def _inline(element: Any) -> Iterator[str]:
    for one in element:
        name = local(one)
        if name == "r":
            if not is_on(child(one, "rPr", "vanish")):
                yield from map(_sign, one)
        elif name in _WRAPPERS:
            yield from _inline(one)


def _sign(one: Any) -> str:
    name = local(one)
    if name == "t":
        return one.text or ""
    if name == "br":
        return "\f" if value(one, "type") == "page" else "\n"
    if name == "sym":
        code = value(one, "char") or ""
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Ea-e][0-9A-Fa-f]{3}", code) and not code.upper().startswith("D") else ""
    return _SIGNS.get(name, "")


def _tidied(text: str) -> str:
    """Tabs that only move the text across the page are one tab, those at a line's start none."""
    return _LINES.sub("\n", _TABS.sub("\t", text)).strip(" \t\u00a0\n")
