"""Two pages side by side on one scan: read one after the other; wide pages with columns or tables stay whole. Our own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docpipe.readers import ocr, scan_spread
from tests.makers import FONT
from tests.test_readers import recognised
from tests.test_scan import text

if TYPE_CHECKING:
    from PIL import Image

FIRST = [
    "Аудан әкімдігі көктемде 318 гектар жерге",
    "ағаш отырғызды, оның 42 гектары қала",
    "маңында. Суару жүйесіне 7,4 млн теңге",
    "жұмсалды, былтыр 6,1 млн теңге болған.",
    "Көшеттер облыстық питомниктен алынды.",
    "Жауапты мамандар күзде есеп береді.",
]
SECOND = [
    "Управление проверило 27 школьных столовых",
    "и нашло нарушения в девяти из них. Больше",
    "всего замечаний получили поставщики: 15 из",
    "23 договоров заключены без конкурса. Сроки",
    "устранения названы в приложении, ответ",
    "будет опубликован 14 ноября 2024 года.",
]
WIDE, HIGH, LEFT, TOP, STEP = 1754, 1240, 90, 150, 60


def blank() -> Image.Image:
    from PIL import Image

    return Image.new("L", (WIDE, HIGH), 255)


def write(page: Image.Image, lines: list[str], left: int, top: int = TOP, step: int = STEP) -> None:
    from PIL import ImageDraw, ImageFont

    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 29)
    for at, line in enumerate(lines):
        draw.text((left, top + step * at), line, font=font)


def spread() -> Image.Image:
    page = blank()
    write(page, FIRST, LEFT)
    write(page, SECOND, WIDE // 2 + LEFT)
    return page


def folded() -> Image.Image:
    from PIL import ImageDraw

    page = spread()
    ImageDraw.Draw(page).rectangle((WIDE // 2 - 12, 0, WIDE // 2 + 12, HIGH), fill=90)
    return page


@recognised
@pytest.mark.parametrize("turn", [0, 0.9, -1.3, 180])
@pytest.mark.parametrize("make", [spread, folded])
def test_the_left_page_is_read_and_then_the_right_one(make: object, turn: float) -> None:
    assert callable(make)
    read = text(make().rotate(turn, fillcolor=255))
    assert read.count("\f") == 1
    assert read.split() == " ".join(FIRST + SECOND).split()


@recognised
def test_words_of_both_pages_stand_on_their_ink() -> None:
    page = spread()
    for word in ocr.recognise(page, 150):
        ink = page.crop(tuple(round(edge * 150 / 72) for edge in word.box)).histogram()  # type: ignore[arg-type]
        assert sum(ink[:128]) > 0.08 * sum(ink), word
        assert word.half == (word.box.x0 > WIDE * 36 / 150)


def with_title(page: Image.Image) -> None:
    write(page, ["Сведения о столовых и зелёных насаждениях района за год"], 460, 80)


def with_foot(page: Image.Image) -> None:
    write(page, ["12"], WIDE // 2 - 15, HIGH - 130)


@pytest.mark.parametrize("crossing", [with_title, with_foot])
def test_columns_under_one_title_or_over_one_page_number_are_one_page(crossing: object) -> None:
    page = spread()
    assert callable(crossing)
    crossing(page)
    assert len(scan_spread.halves(page, 150)) == 1


@pytest.mark.parametrize("columns", [2, 3, 4, 6])
@pytest.mark.parametrize("ruled", [False, True])
def test_a_wide_table_is_one_page(columns: int, *, ruled: bool) -> None:
    from PIL import ImageDraw

    page, wide = blank(), (WIDE - 2 * LEFT) // columns
    for at in range(columns):
        write(page, [("Түркістан облысы" if at == 0 else str(1734 * (at + 3) * (row + 7))) for row in range(14)], LEFT + at * wide)
    if ruled:
        draw = ImageDraw.Draw(page)
        for row in range(15):
            draw.line((LEFT - 9, TOP - 12 + STEP * row, WIDE - LEFT, TOP - 12 + STEP * row), fill=0, width=2)
        for at in range(columns + 1):
            draw.line((LEFT - 9 + at * wide, TOP - 12, LEFT - 9 + at * wide, TOP - 12 + STEP * 14), fill=0, width=2)
    assert len(scan_spread.halves(page, 150)) == 1


def test_a_wide_letter_with_two_names_at_its_head_is_one_page() -> None:
    page = blank()
    write(page, FIRST[:2], LEFT, 60)
    write(page, SECOND[:2], WIDE // 2 + LEFT, 60)
    write(page, [f"{one} {other}" for one, other in zip(FIRST, SECOND, strict=True)], LEFT, 260)
    assert len(scan_spread.halves(page, 150)) == 1


def test_a_page_that_lies_on_its_side_is_one_page() -> None:
    from PIL import Image

    page = Image.new("L", (HIGH, WIDE), 255)
    write(page, [*FIRST, "", "", *SECOND], LEFT)
    assert len(scan_spread.halves(page.rotate(90, expand=True), 150)) == 1


def test_half_a_sheet_is_read_as_if_it_were_a_whole_one() -> None:
    left, right = scan_spread.halves(spread(), 150)
    assert (left.number, right.number, right.left) == (0, 1, left.image.width)
    assert abs(left.dpi - 150 * 0.707) < 10
