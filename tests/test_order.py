"""Reading order, on pages laid out by hand: a line is its left edge, its height on the page, and its text."""

from __future__ import annotations

import re
import time

import pytest

from docpipe.layout.compose import PAGE_BREAK, compose
from docpipe.layout.order import lines
from docpipe.model.text import Box, Page, Reading, Table, Word

WIDE, HIGH = 6.0, 13.0
BODY = "Министрлік өтінішті қарап, төмендегіні хабарлайды және жауап"


def words(x: float, y: float, text: str, confidence: float | None = None, drop: float = 0.0) -> list[Word]:
    """The words of one line; `drop` is how far it falls a point to the right."""
    found = []
    for part in text.split(" "):
        if part:
            low = y + drop * x
            found.append(Word(part, Box(x, low, x + WIDE * len(part), low + HIGH), confidence))
        x += WIDE * (len(part) + 1)
    return found


def page(*placed: tuple[float, float, str], origin: str = "layer", drop: float = 0.0, tables: tuple[Table, ...] = ()) -> Page:
    confidence = 0.9 if origin == "ocr" else None
    found = [word for x, y, text in reversed(placed) for word in words(x, y, text, confidence, drop)]
    return Page(1, "ocr" if origin == "ocr" else "layer", 595, 842, tuple(found), tables)


def text(*placed: tuple[float, float, str], origin: str = "layer", drop: float = 0.0, tables: tuple[Table, ...] = ()) -> str:
    return compose([reading(page(*placed, origin=origin, drop=drop, tables=tables))]).text


def reading(*pages: Page) -> Reading:
    return Reading("x.pdf", "", 0, "application/pdf", pages)


LETTERHEAD = (
    (80, 60, "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ"),
    (80, 76, "МӘДЕНИЕТ МИНИСТРЛІГІ"),
    (340, 60, "МИНИСТЕРСТВО КУЛЬТУРЫ"),
    (340, 76, "РЕСПУБЛИКИ КАЗАХСТАН"),
)
LETTERHEAD_READ = "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ\nМӘДЕНИЕТ МИНИСТРЛІГІ\n\nМИНИСТЕРСТВО КУЛЬТУРЫ\nРЕСПУБЛИКИ КАЗАХСТАН"
ADDRESSES = (
    (80, 120, "010000, Астана қаласы"),
    (80, 136, "тел.: 8 (7172) 74 00 00"),
    (340, 120, "010000, город Астана"),
    (340, 136, "тел.: 8 (7172) 74 00 00"),
)
ADDRESSES_READ = "010000, Астана қаласы\nтел.: 8 (7172) 74 00 00\n\n010000, город Астана\nтел.: 8 (7172) 74 00 00"


def test_a_letterhead_is_cut_at_its_gutter() -> None:
    assert text(*LETTERHEAD, *ADDRESSES) == f"{LETTERHEAD_READ}\n\n{ADDRESSES_READ}"


@pytest.mark.parametrize("drop", [-0.04, -0.015, 0.01, 0.03])
def test_a_crooked_scan_is_read_like_a_straight_one(drop: float) -> None:
    body = [(80, 180 + 16 * at, BODY) for at in range(6)]
    straight = text(*LETTERHEAD, *ADDRESSES, *body, origin="ocr")
    assert text(*LETTERHEAD, *ADDRESSES, *body, origin="ocr", drop=drop) == straight
    assert straight.startswith(f"{LETTERHEAD_READ}\n\n{ADDRESSES_READ}\n\nМинистрлік")


def test_columns_whose_lines_do_not_stand_level_are_columns_too() -> None:
    left = [(80, 60 + 16 * at, line) for at, line in enumerate(("ҚАЗАҚСТАН", "РЕСПУБЛИКАСЫНЫҢ", "ӘДІЛЕТ", "МИНИСТРЛІГІ"))]
    right = [(340, 67 + 16 * at, line) for at, line in enumerate(("МИНИСТЕРСТВО", "ЮСТИЦИИ", "РЕСПУБЛИКИ КАЗАХСТАН"))]
    read = text(*left, *right)
    assert read == "ҚАЗАҚСТАН\nРЕСПУБЛИКАСЫНЫҢ\nӘДІЛЕТ\nМИНИСТРЛІГІ\n\nМИНИСТЕРСТВО\nЮСТИЦИИ\nРЕСПУБЛИКИ КАЗАХСТАН"


def test_the_strip_of_an_order_is_read_left_then_right() -> None:
    strip = ((80, 150, "2023 жылғы «5» 10"), (340, 150, "№ 41-ж/қ"))
    pair = ((100, 110, "БҰЙРЫҚ"), (360, 110, "ПРИКАЗ"))
    places = ((80, 166, "Астана қаласы"), (340, 166, "город Астана"))
    assert text(*pair, *strip) == "БҰЙРЫҚ\tПРИКАЗ\n\n2023 жылғы «5» 10\t№ 41-ж/қ"
    assert text(*pair, *strip, *places).endswith("2023 жылғы «5» 10\nАстана қаласы\n\n№ 41-ж/қ\nгород Астана")
    tight = ((100, 135, "БҰЙРЫҚ"), (360, 135, "ПРИКАЗ"))
    assert text(*tight, *strip, *places).startswith("БҰЙРЫҚ\tПРИКАЗ\n")


def test_an_addressee_beside_the_number_comes_after_it() -> None:
    left = ((80, 60, "№ 12-3/45"), (80, 76, "05.10.2023"))
    right = [
        (320, 60 + 16 * at, line) for at, line in enumerate(("Депутату Мажилиса", "Парламента Республики", "Казахстан", "Тестову А.Б."))
    ]
    assert text(*left, *right) == "№ 12-3/45\n05.10.2023\n\nДепутату Мажилиса\nПарламента Республики\nКазахстан\nТестову А.Б."
    assert text(left[0], *right).startswith("№ 12-3/45\n\nДепутату Мажилиса\nПарламента")


def test_an_addressee_at_the_right_of_the_page_stays_one_block() -> None:
    block = [(320, 60 + 16 * at, line) for at, line in enumerate(("Директору департамента", "Пробной области", "Образцову В.Г."))]
    assert text(*block) == "Директору департамента\nПробной области\nОбразцову В.Г."


@pytest.mark.parametrize(
    ("placed", "read"),
    [
        (((80, 700, "Министр"), (420, 700, "А. Тестов")), "Министр\tА. Тестов"),
        (((80, 700, "Первый заместитель"), (80, 716, "министра"), (420, 716, "А. Тестов")), "Первый заместитель\nминистра\tА. Тестов"),
        (((80, 700, "Первый заместитель"), (80, 716, "министра"), (420, 700, "А. Тестов")), "Первый заместитель\nминистра\tА. Тестов"),
        (((80, 700, "Министрдің"), (80, 716, "міндетін атқарушы"), (420, 708, "М. Үлгиев")), "Министрдің\nміндетін атқарушы\tМ. Үлгиев"),
        (
            ((80, 700, "Председатель"), (80, 730, "Заместитель"), (420, 700, "А. Тестов"), (420, 730, "Б. Пробный")),
            "Председатель\tА. Тестов\n\nЗаместитель\tБ. Пробный",
        ),
        (
            ((80, 700, "Председатель"), (80, 716, "Заместитель"), (420, 700, "А. Тестов"), (420, 716, "Пробный Б.В.")),
            "Председатель\tА. Тестов\nЗаместитель\tПробный Б.В.",
        ),
    ],
)
def test_a_signature_keeps_post_and_name_together(placed: tuple[tuple[float, float, str], ...], read: str) -> None:
    body = [(80, 500 + 16 * at, BODY) for at in range(6)]
    assert text(*body, *placed).split("\n\n", 1)[1] == read


def test_lines_below_a_signature_do_not_take_its_name() -> None:
    placed = (
        (60, 500, "Аппарат басшысы"),
        (420, 500, "А. Үлгиев"),
        (60, 522, "Бұйрықпен таныстым:"),
        (60, 536, "______ Б. Сынақов"),
        (60, 550, "______ В. Мысалов"),
    )
    assert text(*placed) == "Аппарат басшысы\tА. Үлгиев\n\nБұйрықпен таныстым:\n______ Б. Сынақов\n______ В. Мысалов"


def test_contacts_in_small_type_are_cut_from_the_number_and_the_addressee_below() -> None:
    small = [
        Word(part, Box(x + 4 * at, y, x + 4 * (at + len(part)), y + 8))
        for y, left, right in ((120, "Абай даңғылы, 5", "проспект Абая, 5"), (128, "3-кіреберіс", "3 подъезд"))
        for x, line in ((80, left), (340, right))
        for at, part in _placed(line)
    ]
    rest = page(
        (80, 144, "12 мая 2023 года № 4-11/5 исх."),
        (290, 162, "Директору театра"),
        (290, 176, "Сынакову А.Б."),
        (80, 200, BODY),
        (80, 214, BODY),
    ).words
    read = compose([reading(Page(1, "layer", 595, 842, (*small, *rest)))]).text
    assert read.startswith("Абай даңғылы, 5\n3-кіреберіс\n\nпроспект Абая, 5\n3 подъезд\n\n12 мая 2023 года № 4-11/5 исх.")
    assert "Директору театра\nСынакову А.Б.\n\n" in read


def _placed(line: str) -> list[tuple[int, str]]:
    """The words of a line, each with how many letters stand before it."""
    return [(match.start(), match.group()) for match in re.finditer(r"\S+", line)]


def test_two_words_of_a_justified_line_are_one_line() -> None:
    body = ((60, 300, "ведомство"), (190, 300, "направляет"), (60, 316, "сведения о работе клубов"))
    assert text(*body) == "ведомство направляет\nсведения о работе клубов"
    assert text((60, 300, "Министр"), (160, 300, "А. Тестов"), (60, 330, "телефон 5-55")).startswith("Министр\tА. Тестов")


def test_two_signatures_side_by_side_are_read_one_after_the_other() -> None:
    left = ((60, 700, "Министр просвещения"), (60, 716, "Республики Казахстан"), (60, 732, "А. Тестов"))
    right = ((340, 700, "Министр экологии"), (340, 716, "Республики Казахстан"), (340, 732, "Б. Пробный"))
    read = text(*left, *right)
    assert read == "Министр просвещения\nРеспублики Казахстан\nА. Тестов\n\nМинистр экологии\nРеспублики Казахстан\nБ. Пробный"


def test_a_body_in_two_columns_is_read_column_by_column() -> None:
    heights = [300 + 16 * at + 14 * (at // 5) for at in range(15)]
    left = [(60, y, f"қазақша мәтіннің {at} жолы осында") for at, y in enumerate(heights)]
    right = [(320, y, f"по-русски здесь строка {at} текста") for at, y in enumerate(heights)]
    read = text(*left, *right)
    assert read.index("14 жолы") < read.index("строка 0 ")
    assert read.count("\n\n") == 5


def test_a_table_without_lines_is_read_by_rows() -> None:
    regions = ("Абай", "Ұлытау", "Жетісу", "Павлодар")
    label = [(60, 300 + 16 * at, region) for at, region in enumerate(regions)]
    count = [(300, 300 + 16 * at, f"{at} 430") for at in range(4)]
    share = [(420, 300 + 16 * at, f"{at},5 %") for at in range(4)]
    assert text(*label, *count).split("\n")[1] == "Ұлытау\t1 430"
    assert text(*label, *count, *share).split("\n")[2] == "Жетісу\t2 430\t2,5 %"


def test_rows_that_are_counted_keep_their_figures() -> None:
    head = ((60, 300, "№"), (90, 300, "Аудан"), (300, 300, "Квартир"), (420, 300, "Сумма"))
    rows = [
        placed
        for at, (name, stroke) in enumerate((("Абай", ""), ("Шет", " |"), ("Нұра", ""), ("Ақтоғай", "")))
        for y in [316 + 16 * at]
        for placed in [(60, y, f"{at + 1}{stroke}"), (90, y, name), (300, y, f"{at} 430"), (420, y, f"{at}7,5")]
    ]
    above = ((60, 268, "Берілген қаражат пен үйлер саны аудандар бойынша көрсетілген."), (60, 330 + 64, BODY))
    assert text(*above, *head, *rows).split("\n")[2:6] == [
        "№ Аудан\tКвартир\tСумма",
        "1 Абай\t0 430\t07,5",
        "2 | Шет\t1 430\t17,5",
        "3 Нұра\t2 430\t27,5",
    ]


def test_a_sentence_close_above_a_table_is_no_head_of_it() -> None:
    spread, x = [], 60.0
    for word in ("Жұмыссыздық", "деңгейі", "екі", "өңірде", "төмендеді,", "халықтың", "үлесі", "4,7", "%"):
        spread.append((x, 288, word))
        x += WIDE * len(word) + 9
    below = ((60, 302, "болды, бұл өткен жылдан аз."), (60, 327, "Көрсеткіш"), (300, 327, "2023"), (420, 327, "2024"))
    rows = [
        one
        for at in range(3)
        for one in ((60, 345 + 16 * at, "Саны"), (300, 345 + 16 * at, f"{at} 430"), (420, 345 + 16 * at, f"{at} 512"))
    ]
    read = text(*spread, *below, *rows).replace("\t", " ")
    assert read.startswith("Жұмыссыздық деңгейі екі өңірде төмендеді, халықтың үлесі 4,7 %\nболды, бұл өткен жылдан аз.\n")
    assert "Көрсеткіш 2023 2024\nСаны 0 430 0 512\n" in read


def test_numbers_of_a_list_stay_before_their_items() -> None:
    marks = [(60, 300 + 16 * at, f"{at + 1}.") for at in range(4)]
    items = [(100, 300 + 16 * at, f"пункт под номером {at + 1}") for at in range(4)]
    assert text(*marks, *items).replace("\t", " ").split("\n")[1] == "2. пункт под номером 2"


def test_a_line_spread_over_the_width_is_no_table() -> None:
    spread = ((60, 316, "неприкосновенности"), (208, 316, "граждан"), (290, 316, "направляет"), (390, 316, "следующую"))
    body = [(60, 268 + 16 * at, BODY[:64]) for at in range(3)]
    read = text(*body, *spread, (60, 332, "информацию."))
    assert read.endswith("\nнеприкосновенности граждан направляет следующую\nинформацию.")


def test_a_ruled_table_is_rows_of_cells_a_tab_apart() -> None:
    cells = tuple(tuple(Box(60 + 150 * c, 200 + 40 * r, 210 + 150 * c, 240 + 40 * r) for c in range(3)) for r in range(2))
    merged = Table(Box(60, 200, 510, 280), (cells[0], (cells[1][0], None, cells[1][2])))
    placed = (
        (64, 202, "Область"),
        (64, 218, "и город"),
        (214, 202, "2022 год"),
        (364, 202, "2023 год"),
        (64, 245, "Абай"),
        (364, 245, "1 430"),
    )
    around = ((60, 170, "Сведения приведены ниже"), (60, 300, "Итого по стране"))
    read = text(*around, *placed, tables=(merged,))
    assert read == "Сведения приведены ниже\n\nОбласть и город\t2022 год\t2023 год\nАбай\t\t1 430\n\nИтого по стране"


def test_indents_and_white_begin_paragraphs_but_wrapped_lines_do_not() -> None:
    first = ((95, 300, BODY[:58]), (60, 316, BODY), (60, 332, "хабарлайды."))
    second = ((95, 348, BODY[:58]), (60, 364, "соңы."))
    assert text(*first, *second).count("\n\n") == 1
    apart = ((60, 390, BODY), (60, 406, BODY))
    assert text(*first, *second, *apart).count("\n\n") == 2


def test_what_stands_on_the_other_side_of_the_page_is_another_block() -> None:
    placed = ((60, 100, "№ 13-7/1637"), (60, 114, "09.02.2025"), (330, 128, "Директору школы"), (330, 142, "Ж. Омарову"), (60, 156, BODY))
    assert text(*placed).startswith("№ 13-7/1637\n09.02.2025\n\nДиректору школы\nЖ. Омарову\n")


def test_the_short_last_line_of_an_indented_paragraph_is_no_other_block() -> None:
    body = ((95, 100, "В соответствии с пунктом 17 статьи 21 Закона от 24 июля 2021 года № 355-"), (60, 114, "VI."), (95, 142, BODY))
    assert text(*body).startswith("В соответствии с пунктом 17 статьи 21 Закона от 24 июля 2021 года № 355-\nVI.\n\n")


def test_low_letters_are_no_smaller_type() -> None:
    """Boxes of a scan hug the ink: a line of `а` and `е` is as low as small type is, and follows at a wider distance."""
    printed = (
        "Отчёт о работе трасс готовится до пятого",
        "числа (Приказ «Об учёте дорог и бюро ремонта»,",
        "внесенном на имя семьи и иное).",
        "Орган учёта проверяет форму подачи,",
    )
    found = []
    for at, line in enumerate(printed):
        x = 60.0
        for part in line.split():
            low, high = any(sign in "руфдцщ(," for sign in part), any(sign in "ОПф(«бйё" for sign in part)
            foot = 110.0 + 16 * at
            found.append(Word(part, Box(x, foot - (9 if high else 6.5), x + WIDE * len(part), foot + (2.7 if low else 0)), 0.95))
            x += WIDE * (len(part) + 1)
    assert compose([reading(Page(1, "ocr", 595, 842, tuple(found)))]).text == "\n".join(printed)


def test_centred_lines_are_one_block() -> None:
    rows = ("О внесении изменений", "в некоторые приказы Министра", "финансов")
    centred = [(300 - WIDE * len(row) / 2, 100 + 16 * at, row) for at, row in enumerate(rows)]
    assert "\n\n" not in text(*centred)


def test_words_written_up_the_margin_come_last() -> None:
    upright = Word("документооборот", Box(20, 300, 30, 420))
    made = page((60, 300, "Текст письма"))
    read = lines(Page(1, "layer", 595, 842, (upright, *made.words)))
    assert [line.text for line in read] == ["Текст письма", "документооборот"]


def test_every_word_is_anchored_once_and_in_its_place() -> None:
    first, second = page(*LETTERHEAD, *ADDRESSES), page((60, 300, BODY), origin="ocr")
    flowing = Reading("b.txt", "", 0, "text/plain", (Page(None, "text", text="Хат.\r\nСоңы"),))
    draft = compose([reading(first, second), flowing])
    assert draft.text.count(PAGE_BREAK) == 2
    assert [draft.text[slice(*span)] for span in draft.sources][1] == "Хат.\r\nСоңы"
    assert [(source, number) for _, source, number in draft.pages] == [(0, 1), (0, 1)]
    assert sorted(draft.text[slice(*anchor.span)] for anchor in draft.anchors) == sorted(w.text for w in (*first.words, *second.words))
    assert all(anchor.box and (anchor.confidence is not None) == (anchor.span.start > draft.pages[0][0].end) for anchor in draft.anchors)


def test_a_hyphen_that_pdfium_marks_is_a_hyphen() -> None:
    assert text((60, 300, "генерал\ufffe"), (60, 316, "майора")) == "генерал-\nмайора"


def test_time_grows_with_the_words() -> None:
    def cost(count: int) -> float:
        made = page(*((60, 20.0 * at, BODY) for at in range(count)))
        start = time.process_time()
        lines(made)
        return time.process_time() - start

    assert cost(4000) < 9 * cost(1000) + 2


def test_an_empty_page_has_no_lines() -> None:
    assert lines(Page(1, "layer", 595, 842)) == []
    assert compose([]).text == ""
