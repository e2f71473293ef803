"""What the heads of a table tell of its cells: each column and row with its unit, period, region, what it counts, and what it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docpipe.figures import figure_table_region, figure_table_units, figure_table_words
from docpipe.figures.figure_table_units import Measure
from docpipe.language.passage import Passage
from docpipe.layout.tables_lines import is_figure, is_year
from docpipe.mentions import dates
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.layout.tables import Cell, Grid
    from docpipe.mentions.dates import DateMention
    from docpipe.model.text import Span

Period = tuple[str | None, str | None]
_YEAR = lazy(r"(?<![\d/-])(?<!\d[.,])(?:19|20)\d\d(?![\d/-]|[.,]\d)")
_MONTH_ALONE = lazy(r"^[^\W\d_]{3,9}\.?$|полугоди|кварт|тоқсан|жартыжылды|кв\.|quarter|half|\bмес|ай(?:ы)?$|months?", re.IGNORECASE)
_TITLE = lazy(r"^(?:(?:таблица|табл\.?|кесте|table)\s{0,2}(?:№\s?)?[\d.]{0,6}|\d{1,3}\s?[-–]\s?кесте)[\s.:–]{0,4}", re.IGNORECASE)
_ROMAN = lazy(r"(?<!\w)[ПШ](?=\s(?:полугод|кварт|кв\.|тоқсан|жартыжыл))")
_WORDY = lazy(r"[^\W\d_]{2}|\d")
_LETTERS = lazy(r"[^\W\d_]{3}")
_DOTTED = lazy(
    r"(?<![\d.,/])(?P<month>0?[1-9]|1[0-2])[./](?P<year>(?:19|20)\d\d)(?![\d.,])|(?<![\d./])(?P<first>(?:19|20)\d\d)[/–-](?P<last>(?:19|20)\d\d|\d\d)(?![\d./-])"
)
_MONTHS_INSIDE = lazy(
    r"(?P<year>(?:19|20)\d\d)(?:\s?(?:г|ж)\.?|\s(?:год|жыл))?\s?\((?P<part>\d{1,2}\s(?:мес\.?|месяц\w{0,2}|ай\w{0,2}))\)", re.IGNORECASE
)
_HALF = lazy(r"(?<!\w)H(?P<half>[12])\s?(?P<year>(?:19|20)\d\d)(?!\d)|(?<!\w)(?P<year2>(?:19|20)\d\d)\s?H(?P<half2>[12])(?!\w)")


@dataclass(frozen=True, slots=True)
class Head:
    """The words over a column or beside a row, and what they say. `kind`: figure, change, skip or label.

    `told` is what they say outright is counted (`количество …`, `выявлено …`, `из них …`), `counted` also what they only name.
    """

    text: str
    kind: str = "figure"
    measure: Measure | None = None
    counted: str | None = None
    told: str | None = None
    period: Period | None = None
    region: str | None = None
    total: bool = False
    part: str | None = None
    before: bool = False
    plan: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads heads in the language of the document; a period without its year is one of `year`."""

    language: str
    year: int | None

    def column(self, words: Sequence[str]) -> Head:
        """The head of a column, `words` from the top to the bottom."""
        text = ", ".join(dict.fromkeys(words))
        last = words[-1] if words else ""
        skipped = figure_table_words.is_skipped(last)
        changed = figure_table_words.is_change(last) or _changes_below(words)
        kind = "skip" if skipped else "change" if changed else "figure"
        head = self._head(text, kind)
        unit = next((one for word in reversed(words) if (one := figure_table_units.measure(word, self.language))), None)
        told = next((rest for word in words if (rest := figure_table_words.part(word)) is not None), None)
        nouns = (None, None) if kind == "change" else (self._noun(words), self._noun(words, sure=True))
        head = replace(head, counted=nouns[0], told=nouns[1], total=figure_table_words.is_total(last))
        region = next((place for word in words if (place := figure_table_region.named(word, self.language))), None)
        return replace(head, measure=unit, part=told, plan=figure_table_words.is_plan(last), region=region)

    def row(self, text: str) -> Head:
        """The label of a row, or of the rows below it."""
        head = self._head(text, "change" if figure_table_words.is_change(figure_table_words.bare(text)[:20]) else "figure")
        region = figure_table_region.named(text, self.language)
        if region is None and head.total:
            region = figure_table_region.mentioned(text, self.language)
        told = figure_table_words.part(text)
        place = region or (figure_table_region.named(told, self.language) if told else None)
        nouns = [None if place else figure_table_units.noun(text, self.language, sure=sure) for sure in (False, True)]
        unit = figure_table_units.measure(text, self.language)
        return replace(head, region=place, part=told, counted=nouns[0], told=nouns[1], measure=unit)

    def caption(self, text: str) -> Head:
        """The lines above the table."""
        title = _TITLE.sub("", text)
        head = self._head(title, "label")
        lines = [line.strip() for line in title.split("\n") if line.strip()]
        told = [
            line
            for line in title.rstrip().rpartition("\n\n")[2].split("\n")
            if line.strip() and not figure_table_units.is_unit_line(line, self.language)
        ]
        unit = next((one for line in reversed(lines) if (one := figure_table_units.measure(line, self.language))), None)
        region = figure_table_region.mentioned(title, self.language)
        noun = next((word for line in lines if (word := figure_table_units.noun(line, self.language, sure=True))), None)
        noun = noun or figure_table_units.announced(title, self.language)
        if noun is None and self.language == "kk" and unit is not None and unit.unit == "count":
            noun = next((word for line in lines if (word := figure_table_units.noun(line, "kk"))), None)
        return replace(
            head,
            text=" ".join(_TITLE.sub("", line.strip()) for line in told).strip(),
            measure=unit,
            region=region,
            counted=noun or figure_table_units.titled(title, self.language),
            told=noun,
        )

    def _head(self, text: str, kind: str) -> Head:
        total = figure_table_words.is_total(text)
        return Head(
            text,
            kind,
            period=self.period(text),
            total=total,
            before=figure_table_words.is_before(text) and not figure_table_words.compares(text),
        )

    def _noun(self, words: Sequence[str], *, sure: bool = False) -> str | None:
        for word in reversed(words):
            region = figure_table_region.named(word, self.language)
            found = None if region else figure_table_units.noun(word, self.language, sure=sure)
            if found:
                return found
        return None

    def period(self, text: str) -> Period | None:
        """The time that the words name; of two that are compared, the later."""
        if dotted := _DOTTED.search(text):
            return _dotted(dotted)
        if inner := _MONTHS_INSIDE.search(text):
            text = f"{inner['year']} жылғы {inner['part']}" if self.language == "kk" else f"{inner['part']} {inner['year']} года"
        text = _ROMAN.sub(lambda match: "II" if match[0] == "П" else "III", text.replace("*", ""))
        if not re.search(r"\d", text) and not _MONTH_ALONE.search(text):
            return None
        if half := _HALF.search(text):
            year, first = half["year"] or half["year2"], (half["half"] or half["half2"]) == "1"
            return (f"{year}-01-01", f"{year}-06-30") if first else (f"{year}-07-01", f"{year}-12-31")
        found = dates.resolve_all(dates.find(Passage.of(text, self.language)), None, self.year)
        if not found and _MONTH_ALONE.search(text) and self.year and not re.search(r"\d", text):
            return self._month(text)
        spans = [_ends(one) for one in found]
        spans += [(year, year) for year in _YEAR.findall(text)] if not spans else []
        return max(spans, key=lambda one: (one[1] or one[0] or "", one[0] or "")) if spans else None

    def _month(self, text: str) -> Period | None:
        """A month or a part of the year that is named without its year."""
        dated = f"{self.year} жылғы {text}" if self.language == "kk" else f"{text} {self.year}"
        spans = [_ends(one) for one in dates.find(Passage.of(dated, self.language))]
        return next((one for one in spans if len(one[0] or "") > 4), None)


def _changes_below(words: Sequence[str]) -> bool:
    """True under a head of changes in percent that is parted by what changed: `Темп роста, %` over `количества` and `стоимости`."""
    *over, last = words or [""]
    return any(
        figure_table_words.is_change(one) and figure_table_words.is_share(one) for one in over
    ) and not figure_table_words.only_dates(last)


def _dotted(match: re.Match[str]) -> Period:
    """`06.2025` a month, `2024/25` two years."""
    if match["month"]:
        month = f"{match['year']}-{int(match['month']):02}"
        return month, month
    first, last = match["first"], match["first"][: 4 - len(match["last"])] + match["last"]
    return (first, last) if first < last else (first, first)


def _ends(one: DateMention) -> Period:
    return (one.start or one.value, one.end or one.value)


def with_year(reader: Reader, row: Head, column: Head) -> Period | None:
    """The period of a cell: its column's; a month or quarter of the column's year where the row is one."""
    if (
        column.period
        and row.text
        and not _YEAR.search(row.text)
        and _MONTH_ALONE.search(row.text)
        and _YEAR.fullmatch(column.period[0] or "")
    ):
        return Reader(reader.language, int(column.period[0] or 0)).period(row.text) or column.period
    return column.period or row.period


# ---------------------------------------------------------------- columns of a grid
def column_words(grid: Grid) -> dict[int, list[str]]:
    """For each column the cells over it from the top, a head over several columns for each of them."""
    placed = {(cell.row, cell.column): cell.text for cell in grid.cells if cell.row < grid.heads}
    width = max(cell.column for cell in grid.cells) + 1
    found: dict[int, list[str]] = {column: [] for column in range(width)}
    for row in range(grid.heads):
        own = [column for column in range(width) if (row, column) in placed]
        title = own == [0] and row == 0 and any(place[0] > 0 for place in placed)
        for column in range(width):
            at = column if (row, column) in placed else 0 if title else _over(placed, row, column)
            if at is not None:
                found[column].append(placed[row, at])
    return found


def _over(placed: dict[tuple[int, int], str], row: int, column: int) -> int | None:
    """The column of the head that reaches over an empty place: there is a head below the place, none above it, and below the head itself too."""
    if not any((below, column) in placed for below in range(row + 1, row + 4)) or any((above, column) in placed for above in range(row)):
        return None
    left = next((at for at in range(column - 1, -1, -1) if (row, at) in placed), None)
    return left if left is not None and any((below, left) in placed for below in range(row + 1, row + 4)) else None


def label_columns(grid: Grid, words: dict[int, list[str]], amounts: Sequence[Span] = ()) -> tuple[list[int], int]:
    """The columns that hold the rows' labels, and the first one that may hold figures; one whose cells tell of `amounts` is no label's."""
    labels: list[int] = []
    for column in sorted(words):
        cells = [cell for cell in grid.cells if cell.row >= grid.heads and cell.column == column]
        texts = [cell.text for cell in cells]
        after = [cell.text for cell in grid.cells if cell.row >= grid.heads and cell.column == column + 1]
        if (
            not labels
            and texts
            and not _is_textual(texts, words[column])
            and _is_textual(after, words.get(column + 1, []))
            and _are_codes(texts)
        ):
            continue
        if _numbers_rows(texts, words[column]) or (not labels and texts and all(map(is_year, texts)) and len(words) > 1):
            labels += [] if _numbers_rows(texts, words[column]) else [column]
        elif texts and _is_textual(texts, words[column]) and not _follows_figures(grid, column) and not (labels and _tells(cells, amounts)):
            labels.append(column)
        else:
            return labels, column
    return labels, len(words)


def _are_codes(texts: Sequence[str]) -> bool:
    """True for whole numbers before the labels of the rows: codes."""
    return all(text.isdecimal() for text in texts)


def _is_textual(texts: Sequence[str], head: Sequence[str]) -> bool:
    """True where most cells are words; so are the units of a column of units."""
    told = [text for text in texts if not is_year(text)]
    wordy = sum(bool(_WORDY.search(text)) and not is_figure(text) for text in told)
    return wordy * 2 > len(told) or (bool(head) and figure_table_words.is_unit_column(head[-1]))


def _tells(cells: Sequence[Cell], amounts: Sequence[Span]) -> bool:
    """True where every second cell, or more, tells of an amount in words or is one."""
    holding = sum(is_figure(cell.text) or _holds(cell.span, amounts) for cell in cells)
    return holding * 2 >= len(cells)


def _holds(span: Span, amounts: Sequence[Span]) -> bool:
    """True where the next of the amounts, which are in order, lies within the span."""
    at = bisect_left(amounts, span.start, key=lambda one: one.start)
    return at < len(amounts) and span.contains(amounts[at])


def _numbers_rows(texts: list[str], head: list[str]) -> bool:
    """The column `№`, or one that counts the rows from 1."""
    digits = [text.rstrip(".)") for text in texts if text.rstrip(".)").isdecimal()]
    counted = len(digits) > 1 and digits == [str(at + 1) for at in range(len(digits))] and len(digits) * 2 >= len(texts)
    named = bool(head) and figure_table_words.is_skipped(head[-1]) and sum(not _LETTERS.search(text) for text in texts) * 2 >= len(texts)
    return named or (counted and (not head or not re.search(r"[^\W\d_]{4}", head[-1])))


def _follows_figures(grid: Grid, column: int) -> bool:
    """True where a column left of it is mostly figures: it is a remark."""
    left = [cell for cell in grid.cells if cell.row >= grid.heads and 0 < cell.column < column]
    return sum(is_figure(cell.text) for cell in left) * 2 > len(left) > 0


def rows_of(grid: Grid) -> list[list[Cell]]:
    """The rows below the heads."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.row >= grid.heads:
            rows.setdefault(cell.row, []).append(cell)
    return [rows[at] for at in sorted(rows)]
