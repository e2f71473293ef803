"""One table in every form that a ministry sends: the same figures, with the same unit, time, region and whole, must come from all."""

from __future__ import annotations

import html
import io
import time
from functools import cache
from typing import Any

import pytest

from docpipe import pipeline
from docpipe.language.passage import Passage
from docpipe.layout import documents, lines, tables
from tests.makers import CAN_RECOGNISE

Rows = tuple[tuple[str, ...], ...]
REGIONS: Rows = (
    ("Область", "Принято граждан", "", "Выплаты, млн тенге", ""),
    ("", "2021 год", "2022 год", "2021 год", "2022 год"),
    ("Акмолинская область", "1 240", "1 410", "120,5", "141,2"),
    ("Павлодарская область", "980", "1 020", "98,4", "110,6"),
    ("Итого", "2 220", "2 420", "218,9", "251,8"),
)
CHANGES: Rows = (
    ("Показатель", "9 мес. 2021 года", "9 мес. 2022 года", "Рост (снижение), %"),
    ("Выявлено нарушений", "200", "250", "25,0"),
    ("Подано заявлений о пересмотре решений комиссии", "120", "96", "-20,0"),
)
THREES: Rows = (("Показатель", "2022 год", "2023 год"), ("Выявлено нарушений", "330", "233"), ("Подано заявлений", "133", "313"))
INTRO, AFTER = "Отчёт о работе приёмных за отчётный период", "Работа приёмных будет продолжена, о её ходе общественность узнает из печати."


def text_of(rows: Rows) -> bytes:
    """The report as a text file, tabs between the cells."""
    return "\n\n".join([INTRO, "\n".join("\t".join(row) for row in rows), AFTER]).encode()


def aligned(rows: Rows) -> bytes:
    """The report as a text file, blanks between the cells."""
    wide = [max(len(row[at]) for row in rows) + 4 for at in range(len(rows[0]))]
    return "\n\n".join([INTRO, "\n".join("".join(map(str.ljust, row, wide)).rstrip() for row in rows), AFTER]).encode()


def word(rows: Rows) -> bytes:
    """The report as a Word file, heads over several columns merged."""
    import docx

    file = docx.Document()
    file.add_paragraph(INTRO)
    table = file.add_table(len(rows), len(rows[0]), style="Table Grid")
    for values, row in zip(rows, table.rows, strict=True):
        for value, cell in zip(values, row.cells, strict=True):
            cell.text = value
    for at in range(len(rows[0]) - 1):
        if rows[0][at] and not rows[0][at + 1]:
            table.cell(0, at).merge(table.cell(0, at + 1))
    file.add_paragraph(AFTER)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@cache
def page(rows: Rows, *, ruled: bool) -> bytes:
    """The report as a page, the table with or without its lines."""
    from weasyprint import HTML

    style = "border:1px solid black;" if ruled else ""
    body = "".join("<tr>" + "".join(_cells(row, style)) + "</tr>" for row in rows)
    table = f"<table style='border-collapse:collapse;width:100%'>{body}</table>"
    data: bytes = HTML(string=f"<body style='font:12pt PT Serif'><p>{INTRO}</p>{table}<p>{AFTER}</p></body>").write_pdf()
    return data


def _cells(row: tuple[str, ...], style: str) -> list[str]:
    """The row's cells; a head reaches over the empty places after it."""
    done: list[str] = []
    for at, value in enumerate(row):
        if value or not at:
            span = next((to for to in range(at + 1, len(row)) if row[to] or not at), len(row)) - at
            done.append(f"<td colspan={span} style='{style}padding:3px 8px'>{html.escape(value)}</td>")
    return done


def scan(rows: Rows, *, ruled: bool) -> bytes:
    """The page printed, and scanned badly."""
    from samples._scan import to_scan

    return to_scan(page(rows, ruled=ruled), {"seed": 11, "pages": [1]}, [])


def told(name: str, data: bytes) -> list[tuple[Any, ...]]:
    """What the record says of each figure."""
    found = [one for document in pipeline.extract([(name, data)]).documents for one in document.statistics]
    return [
        (
            one.value,
            one.unit,
            one.counted,
            one.period and (one.period.from_, one.period.to),
            one.region,
            one.part_of,
            one.change and (one.change.direction, one.change.from_, one.change.to),
        )
        for one in found
    ]


@cache
def wanted(rows: Rows) -> list[tuple[Any, ...]]:
    """What the text file's record says."""
    return told("a.txt", text_of(rows))


def test_a_text_file() -> None:
    first, *_, last = wanted(REGIONS)
    assert len(wanted(REGIONS)) == 12
    assert first == (1240.0, "count", "гражданин", ("2021", "2021"), "Акмолинская область", 8, None)
    assert last == (251_800_000.0, "KZT", None, ("2022", "2022"), None, None, None)
    assert wanted(CHANGES)[-1] == (-20.0, "%", None, ("2022-01-01", "2022-09-30"), None, None, ("down", 120.0, 96.0))


@pytest.mark.parametrize("rows", [REGIONS, CHANGES])
def test_blanks_between_the_cells(rows: Rows) -> None:
    assert told("a.txt", aligned(rows)) == wanted(rows)


@pytest.mark.parametrize("rows", [REGIONS, CHANGES, THREES])
def test_a_word_file(rows: Rows) -> None:
    assert told("a.docx", word(rows)) == wanted(rows)


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("rows", [REGIONS, CHANGES, THREES])
def test_a_page(rows: Rows, ruled: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert told("a.pdf", page(rows, ruled=ruled)) == wanted(rows)


@pytest.mark.skipif(not CAN_RECOGNISE, reason="no OCR here")
@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("rows", [REGIONS, CHANGES, THREES])
def test_a_scan(rows: Rows, ruled: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert told("a.pdf", scan(rows, ruled=ruled)) == wanted(rows)


def grids(text: str) -> list[tables.Grid]:
    """The tables of a text."""
    [sheet] = documents.split(lines.split(text), 0)
    return tables.find(sheet, Passage.of(text, "ru"))


def test_heads_and_caption() -> None:
    [grid] = grids("Таблица 1. Школы\nединиц\n\nОбласть\t2022\t2023\n1\t2\t3\nАбай\t5\t6\nЖетісу\t7\t8\n")
    assert (grid.heads, [cell.text for cell in grid.cells][:6]) == (1, ["Область", "2022", "2023", "Абай", "5", "6"])
    assert grid.caption == (0, 23)


def test_a_new_page_repeats_the_heads() -> None:
    head = "Область\t2022 год\t2023 год\n"
    [grid] = grids(f"{head}Абай\t5\t6\n\f2\n\n{head}Жетісу\t7\t8\n")
    assert [cell.text for cell in grid.cells if cell.column == 0] == ["Область", "Абай", "Жетісу"]


@pytest.mark.parametrize(
    "text",
    [
        "Министр\tА. Сынаков\nХатшы\tБ. Мысалова\n",
        "1.\tОбеспечить ремонт.\n2.\tПринять меры.\n",
        "Приёмная\t74-00-00\nКанцелярия\t74-00-01\n",
        "Дата\tСобытие\n12.10.2023\tСовещание\n13.10.2023\tСеминар\n",
        "обычный   текст с широкими   пробелами\nи ещё   одна строка   такого текста\n",
    ],
)
def test_no_table(text: str) -> None:
    assert grids(text) == []


def test_time_grows_with_the_rows() -> None:
    def took(count: int) -> float:
        text = "Область\t2022 год\t2023 год\n" + "".join(f"Район {at}\t{at}\t{at + 1}\n" for at in range(count))
        start = time.process_time()
        assert len(grids(text)) == 1
        return time.process_time() - start

    took(50)
    assert took(2000) < 14 * max(took(400), 0.02)
