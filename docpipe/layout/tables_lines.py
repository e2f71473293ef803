"""How a line of text is cut into the cells of a table: at tabs, at upright strokes, at wide blanks, at semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.layout.lines import Line

_CUTS = {"tab": lazy(r"\t"), "pipe": lazy(r"\|"), "blank": lazy(r"(?<=\S)\s{3,400}(?=\S)"), "semicolon": lazy(r";")}
_RULE = lazy(r"[\s|:=+_–-]{3,400}")
_MARKER = lazy(r"(?:\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)]|[–•*▪·-]|[^\W\d_][.)])")
_EDGES = " \t\u00a0"
_FEWEST_SEMICOLONS = 2
FIGURE = lazy(
    r"[<>≈~]?\s?[+–-]?\s?\d{1,15}(?:[ .,]\d{3}){0,5}(?:[.,]\d{1,6})?\s?(?:%|п\.\s?п\.?|[^\W\d_]{1,9}\.?(?:\s[^\W\d_]{1,9}\.?)?)?"
    r"(?:\s?[(/]\s?[+–-]?\d[\d .,]{0,15}\s?(?:%|[^\W\d_]{1,7}\.?)?\s?\)?)?\*{0,2}"
)
"""A whole cell that holds a figure, its unit, a second figure in brackets."""
_NO_FIGURE = lazy(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|0\d{1,14}|\d{11,15}|\d{1,3}\.\d{1,3}\.\d{0,3}|\d{4}-\d{2}-\d{2}")
_YEAR = lazy(r"(?:19|20)\d\d(?:\s?(?:г|ж|год|жыл|жылы|year)\.?)?\*{0,3}")


@dataclass(frozen=True, slots=True)
class Cut:
    """A line cut into cells, the empty ones too; `kind` says where, "" for a line of one cell."""

    span: Span
    cells: tuple[Span, ...]
    kind: str
    gap: bool
    text: str


def is_figure(text: str) -> bool:
    """True for a cell that is a figure, with or without its unit; a date, a code with zeros before it and a register number are none.

    >>> [is_figure(one) for one in ("1 234,5", "52,4%", "12 (3,5 %)", "01.10.2023", "Итого")]
    [True, True, True, False, False]
    """
    return bool(FIGURE.fullmatch(text)) and not _NO_FIGURE.fullmatch(text)


def is_year(text: str) -> bool:
    """True for a cell that is a year."""
    return bool(_YEAR.fullmatch(text))


def names_column(text: str) -> bool:
    """True for a number that can only name a column: a year, a part of the year, so many people that a rate is counted on.

    >>> [names_column(one) for one in ("2024", "2024 ж. факт", "2023 (6 мес.)", "10 мың тұрғынға", "2024 тонн")]
    [True, True, True, True, False]
    """
    return is_year(text) or bool(_column_names().fullmatch(text))


@cache
def _column_names() -> re.Pattern[str]:
    words = table("tables")["named_by_number"]
    year, told, part, rate = ("|".join(words[key]) for key in ("year", "told", "part", "rate"))
    when = "|".join(table("tables")["when"]["words"])
    span = rf"\d{{1,2}}[\s-]?(?:{part})"
    dated = rf"(?:19|20)\d\d(?:\s?(?:{year})\.?)?(?:\s?[(–-]?(?:{told}|{when}|{span})\.?\)?){{0,4}}"
    dotted = r"(?:0?[1-9]|1[0-2])[./](?:19|20)\d\d|(?:19|20)\d\d[/–-](?:(?:19|20)\d\d|\d\d)(?:,?\s?%)?"
    partly = rf"{span}(?:\s?\(?(?:19|20)\d\d\)?(?:\s?(?:{year})\.?)?)?"
    rated = rf"(?:1|10|100)\s?(?:000|тыс\.?|мың|млн\.?)?\s(?:{rate})"
    return compiled(rf"(?:{dated}|{dotted}|{partly}|{rated})\*{{0,3}}", re.IGNORECASE)


def is_numbering(texts: list[str]) -> bool:
    """True for the row that only numbers the columns: `1 2 3 4`, `А 1 2 3`."""
    digits = [one for one in texts if one.isdecimal()]
    first = int(digits[0]) if digits and len(digits[0]) < 3 else 0
    consecutive = first in (1, 2) and digits == [str(first + at) for at in range(len(digits))]
    return consecutive and len(digits) > 1 and all(len(one) == 1 for one in texts if not one.isdecimal())


def cuts(passage: Passage, lines: list[Line]) -> Iterator[Cut]:
    """The lines, each cut; a line that only rules (`|---|---|`) is left out."""
    for line in lines:
        if not _RULE.fullmatch(line.folded):
            yield _cut(passage, line)


def _cut(passage: Passage, line: Line) -> Cut:
    start, end = line.span
    while start > 0 and passage.packet[start - 1] in _EDGES:
        start -= 1
    kind = _kind(line.folded)
    cells = _split(passage.packet, kind, start, end) if kind else [line.span]
    filled = [cell for cell in cells if cell.start < cell.end]
    if len(filled) < 2 and kind != "pipe" and not (kind == "tab" and start < line.span.start):
        kind, cells = "", filled or [line.span]
    if kind == "tab" and len(filled) == 2 and _is_item(passage, filled):
        kind, cells = "", [line.span]
    return Cut(line.span, tuple(cells), kind, line.gap, line.folded)


def _kind(folded: str) -> str:
    if "\t" in folded:
        return "tab"
    if folded.count("|") > 1 or (folded.count("|") == 1 and folded.strip("|") == folded):
        return "pipe"
    if _CUTS["blank"].search(folded):
        return "blank"
    return "semicolon" if folded.count(";") >= _FEWEST_SEMICOLONS else ""


def _split(packet: str, kind: str, start: int, end: int) -> list[Span]:
    borders, at = [], start
    for match in _CUTS[kind].finditer(packet, start, end):
        borders.append((at, match.start()))
        at = match.end()
    pieces = [_trimmed(packet, *piece) for piece in [*borders, (at, end)]]
    if kind == "pipe":
        pieces = pieces[packet[start:end].lstrip().startswith("|") :]
        pieces = pieces[:-1] if packet[start:end].rstrip().endswith("|") else pieces
    return pieces


def _trimmed(packet: str, start: int, end: int) -> Span:
    piece = packet[start:end]
    left = len(piece) - len(piece.lstrip())
    right = max(len(piece.rstrip()), left)
    return Span(start + left, start + right)


def _is_item(passage: Passage, filled: list[Span]) -> bool:
    """A list's item: a number or a dash, and text after the tab."""
    marker, rest = (passage.folded[one.start : one.end] for one in filled)
    return bool(_MARKER.fullmatch(marker)) and not is_figure(rest)
