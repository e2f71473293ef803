"""Rows as a spreadsheet or a data file: XLSX, CSV, Parquet, JSON lines. Written as they come, none held back; text can never become a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from docpipe.errors import ProgramMissing
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Value = str | float | None
Kind = Literal["number", "whole", "text", "day"]
_SHEET_ROWS = 1_048_575
"""Below the headings of one sheet; Excel has no more."""
_CELL = 32_767
_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel has no days, or wrong ones."""
_AT_ONCE = 5_000
_FORMULA = re.compile(r"(^|[;,|\t\r\n])(\s*)(?=[=+\-@\t\r＝＋－＠])")
"""Where a cell begins, also for a program that cuts lines at other signs than commas, and begins as formulas do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in data files, its heading for people, what it holds, its width in characters. Days are ISO dates."""

    name: str
    heading: str
    kind: Kind
    width: int = 14


Rows = Iterable[Sequence[Value]]
Writer = Callable[[BinaryIO, Sequence[Column], Rows, Path], None]


def jsonl(file: BinaryIO, columns: Sequence[Column], rows: Rows, scratch: Path) -> None:
    """One JSON object a line, as exact as the values are."""
    del scratch
    names = [column.name for column in columns]
    with _text(file, "utf-8") as out:
        out.writelines(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)


def comma(file: BinaryIO, columns: Sequence[Column], rows: Rows, scratch: Path) -> None:
    """RFC 4180 with a byte order mark, by which Excel knows Kazakh letters; numbers with a point and no blanks."""
    del scratch
    with _text(file, "utf-8-sig") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        writer.writerows([_plain(value) for value in row] for row in rows)


@contextmanager
def _text(file: BinaryIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    out = io.TextIOWrapper(file, encoding, errors="backslashreplace", newline="")
    try:
        yield out
        out.flush()
    finally:
        out.detach()


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return harmless(flat(value)) if isinstance(value, str) else format(Decimal(repr(value)), "f")


def harmless(text: str) -> str:
    """Text that a spreadsheet takes for text, wherever it begins a cell: with an apostrophe before what would begin a formula.

    >>> harmless("=1+1"), harmless("школы; +7 %"), harmless("1-2")
    ("'=1+1", "школы; '+7 %", '1-2')
    """
    return _FORMULA.sub(r"\1\2'", text)


def parquet(file: BinaryIO, columns: Sequence[Column], rows: Rows, scratch: Path) -> None:
    """Typed columns, compressed; a day that is not known to the day is null. `ProgramMissing` without pyarrow."""
    del scratch
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise ProgramMissing(
            "Parquet needs pyarrow, which is not installed", "pip install 'docpipe-kz[tables]', or ask for .xlsx"
        ) from error
    types = {"number": pa.float64(), "whole": pa.int64(), "text": pa.string(), "day": pa.date32()}
    schema = pa.schema([(column.name, types[column.kind]) for column in columns])
    coming = iter(rows)
    with ParquetWriter(file, schema, compression="zstd") as writer:
        while block := list(islice(coming, _AT_ONCE)):
            cells = zip(columns, zip(*block, strict=True), strict=True)
            arrays = [pa.array([_typed(column, value) for value in values], types[column.kind]) for column, values in cells]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _typed(column: Column, value: Value) -> Any:
    if column.kind == "day":
        return _day(value)
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def xlsx(file: BinaryIO, columns: Sequence[Column], rows: Rows, scratch: Path) -> None:
    """A workbook: numbers as numbers, days as days, text as text; headings stay in sight. A sheet that is full is followed by another."""
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(scratch), "use_zip64": True})
    try:
        _fill(book, columns, iter(rows))
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from error
    finally:
        for sheet in book.worksheets():
            # after an error its file of rows is still open, and would complain when it is forgotten
            with suppress(OSError):
                sheet.row_data_fh.close()


def _fill(book: Workbook, columns: Sequence[Column], coming: Iterator[Sequence[Value]]) -> None:
    looks = _Looks(book)
    more = True
    while more:
        sheet, last = _sheet(book, columns, looks), 0
        for last, row in enumerate(islice(coming, _SHEET_ROWS), 1):
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                _cell(sheet, last, at, column, value, looks)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        more = last == _SHEET_ROWS


class _Looks:
    """How cells of each kind look."""

    def __init__(self, book: Workbook) -> None:
        self.heading: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text: Format = book.add_format({"quote_prefix": True})
        self.whole: Format = book.add_format({"num_format": "#,##0"})
        self.broken: Format = book.add_format({"num_format": "#,##0.0#########"})
        self.day: Format = book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})


def _sheet(book: Workbook, columns: Sequence[Column], looks: _Looks) -> Worksheet:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, looks.heading)
    return sheet


def _cell(sheet: Worksheet, row: int, at: int, column: Column, value: Value, looks: _Looks) -> None:
    if value is None:
        return
    if not isinstance(value, str):
        sheet.write_number(row, at, value, looks.whole if float(value).is_integer() else looks.broken)
        return
    day = _day(value) if column.kind == "day" else None
    if day and day >= _FIRST_DAY:
        sheet.write_datetime(row, at, day, looks.day)
    else:
        text = flat(value)[:_CELL]
        sheet.write_string(row, at, text, *([looks.text] if _FORMULA.match(text) else []))


WRITERS: dict[str, Writer] = {".xlsx": xlsx, ".csv": comma, ".parquet": parquet, ".jsonl": jsonl}
"""By the ending of the file's name."""
