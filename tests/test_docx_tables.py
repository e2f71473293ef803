"""Tables that only place text on the page of a Word file: read downwards, along the row, or as a box."""

from __future__ import annotations

import io

import docx
import pytest

from docpipe.readers import read


def told(*rows: tuple[str, ...], ruled: bool = False) -> str:
    """The text of a Word file that holds one table of these rows."""
    file = docx.Document()
    table = file.add_table(len(rows), len(rows[0]), style="Table Grid" if ruled else None)
    for values, row in zip(rows, table.rows, strict=True):
        for value, cell in zip(values, row.cells, strict=True):
            first, *others = value.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    out = io.BytesIO()
    file.save(out)
    return read(out.getvalue(), "x.docx").pages[0].text


@pytest.mark.parametrize("arms", [(), ("",)])
def test_languages_side_by_side_are_read_downwards(arms: tuple[str, ...]) -> None:
    head = (("ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ", *arms, "МИНИСТЕРСТВО КУЛЬТУРЫ"), ("МӘДЕНИЕТ МИНИСТРЛІГІ", *arms, "РЕСПУБЛИКИ КАЗАХСТАН"))
    assert told(*head) == "ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ\nМӘДЕНИЕТ МИНИСТРЛІГІ\n\nМИНИСТЕРСТВО КУЛЬТУРЫ\nРЕСПУБЛИКИ КАЗАХСТАН"


def test_an_order_strip_is_read_downwards() -> None:
    strip = (("2023 жылғы «5» мамыр", "№ 41-ж/қ"), ("Тараз қаласы", "город Тараз"))
    assert told(*strip) == "2023 жылғы «5» мамыр\nТараз қаласы\n\n№ 41-ж/қ\nгород Тараз"


@pytest.mark.parametrize(
    "rows",
    [
        (("Төраға", "А. Сынақов"), ("Хатшы", "Б. Мысалова")),
        (("Председатель", "Сынаков А.Б."), ("Секретарь", "Мысалова В.Г.")),
        (("Мекенжай", "010000"), ("Телефон", "72-00-11")),
        (("Облыс", "2022"), ("Абай", "14")),
    ],
)
def test_posts_and_labels_are_read_along_the_row(rows: tuple[tuple[str, ...], ...]) -> None:
    assert told(*rows).split("\n\n") == ["\t".join(row) for row in rows]


def test_a_box_of_one_cell_keeps_its_lines() -> None:
    assert told(("Кіріс № 14-55\n02.10.2023\nБАҚЫЛАУ",), ruled=True) == "Кіріс № 14-55\n02.10.2023\nБАҚЫЛАУ"
