"""Points and commas between digits that no model read, told by the ink; what second readings then count for; other doubts told by the words beside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from docpipe.readers import ocr_doubt, ocr_engine, ocr_leaf, ocr_marks, ocr_missed, ocr_strip, scan
from docpipe.readers.ocr_agreed import agreed
from docpipe.readers.ocr_seen import Seen
from docpipe.readers.ocr_strip import Reread
from tests.makers import FONT


def printed(text: str, speck: tuple[int, int, int, int] | None = None, rule: int | None = None) -> tuple[Image.Image, Seen]:
    """A number in print, and the word that lies on it, to be given what was read."""
    page = Image.new("L", (420, 120), 245)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 36)
    draw.text((40, 40), text, font=font, fill=20)
    box = draw.textbbox((40, 40), text, font=font)
    if speck:
        draw.rectangle(speck, fill=20)
    if rule:
        draw.line((0, rule, 420, rule), fill=20, width=3)
    return page, Seen("", 95, *box, 0)


def lost(page: Image.Image, word: Seen, read: str) -> str | None:
    return ocr_marks.lost(page, [replace(word, text=read)]).get(0)


@pytest.mark.parametrize(
    ("text", "read", "other"),
    [
        ("99,9", "999", "99,9"),
        ("0,1", "01", "0,1"),
        ("286,41", "28641", "286,41"),
        ("(98,6)", "(986)", "(98,6)"),
        ("31.10.2025.", "3110.2025.", "31.10.2025."),
        ("09.09.24", "09.0924", "09.09.24"),
        ("99,9", "99,9", None),
        ("999", "999", None),
        ("1 640", "1640", None),
        ("64-82", "64-82", None),
        ("12.04.2024", "12.04.2024", None),
        ("846,2", "84б,2", None),
        ("(12,5%)", "(125%)", "(12,5%)"),
        ("7,4", "7", None),
        ("1:2", "12", None),
        ("4/7", "47", None),
    ],
)
def test_a_mark_that_no_model_read_is_seen_in_the_ink(text: str, read: str, other: str | None) -> None:
    assert lost(*printed(text), read) == other


def test_a_speck_a_rule_and_what_would_be_no_number_are_no_marks() -> None:
    page, word = printed("2024")
    assert lost(page, word, "2024") is None
    assert lost(*printed("2024", rule=int(word.bottom) - 2), "2024") is None
    assert lost(*printed("13.08.2014", speck=(58, 70, 59, 71)), "13.08.2014") is None
    assert lost(*printed("1,3,08,2014"), "13,08,2014") is None


@pytest.mark.parametrize(
    ("text", "read", "shown"), [("98,6", "98,6", True), ("98,6", "9,86", False), ("986", "98,6", False), ("98,6", "986", False)]
)
def test_the_ink_shows_the_marks_that_were_read(text: str, read: str, *, shown: bool) -> None:
    page, word = printed(text)
    assert ocr_marks.shown(page, replace(word, text=read)) is shown


def checked(
    monkeypatch: pytest.MonkeyPatch, page: Image.Image, words: list[Seen], near: str | None, far: str | None
) -> tuple[list[str], dict[int, str]]:
    """What becomes of the words and their doubts, where each model reads the first of them so, surely."""
    said = {"rus": near, "eng": far}
    monkeypatch.setattr(ocr_engine, "languages", lambda: frozenset(said))
    monkeypatch.setattr(ocr_strip, "read", lambda _, name: {0: Reread(text, 92)} if (text := said[name]) is not None else {})
    seen, others = ocr_doubt.checked(page, words)
    return [one.text for one in seen], others


def test_a_number_gets_its_mark_and_stays_in_doubt_but_where_the_whole_page_is_set_so_close(monkeypatch: pytest.MonkeyPatch) -> None:
    page, word = printed("99,9")
    one = replace(word, text="999")
    assert checked(monkeypatch, page, [one], "999", "999") == (["99,9"], {0: "999"})
    texts, others = checked(monkeypatch, page, [one, one, one], "999", "999")
    assert texts == ["99,9"] * 3
    assert 0 not in others


def test_a_mark_that_the_ink_shows_is_not_doubted_because_others_pass_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page, word = printed("98,6")
    assert checked(monkeypatch, page, [replace(word, text="98,6", confidence=88)], "986", "986") == (["98,6"], {})
    page, word = printed("986")
    assert checked(monkeypatch, page, [replace(word, text="98,6", confidence=96)], "986", "986")[1] == {0: "986"}
    assert agreed(replace(word, text="69,3", confidence=85), Reread("693", 95), Reread("693", 95)) is None


@pytest.mark.parametrize(
    ("text", "far", "doubted"), [("1", "11", False), ("1", "4", False), ("11", "11", True), ("4", "4", True), ("1", "7", True)]
)
def test_a_one_that_was_read_as_two_or_as_a_4_is_doubted_where_the_ink_is_as_wide(
    monkeypatch: pytest.MonkeyPatch, text: str, far: str, *, doubted: bool
) -> None:
    page, word = printed(text)
    assert (0 in checked(monkeypatch, page, [replace(word, text="1", confidence=97)], None, far)[1]) is doubted


@pytest.mark.parametrize(
    ("words", "asked"), [(("8", "(7212)"), False), (("8", "(7212)42-10-96"), False), (("8", "школ"), True), (("6", "(7212)"), True)]
)
def test_the_8_before_a_telephone_s_code_is_not_doubted(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], *, asked: bool) -> None:
    assert (0 in checked(monkeypatch, BLANK, line(*words), "в", "&")[1]) is asked


def line(*words: str, sure: float = 95) -> list[Seen]:
    return [Seen(text, sure, 20 + 60 * at, 20, 70 + 60 * at, 45, 0) for at, text in enumerate(words)]


BLANK = Image.new("L", (600, 80), 255)


@pytest.mark.parametrize(("far", "sure", "other"), [("12-3/98", 63, "12-3/98"), ("12-3/98", 92, None), ("12-6/98", 63, None)])
def test_a_flat_three_is_doubted_though_rus_agrees(far: str, sure: float, other: str | None) -> None:
    word = line("12-5/98", sure=sure)[0]
    assert ocr_doubt._other(BLANK, word, Reread("12-5/98", 87), Reread(far, 30)) == other  # noqa: SLF001


@pytest.mark.parametrize(("near", "far", "other"), [("до", "20259", "20259"), ("2026", "20259", "2026"), ("до", None, "до")])
def test_the_other_reading_of_a_number_is_a_number_where_there_is_one(near: str, far: str | None, other: str) -> None:
    word = replace(line("2025")[0], confidence=60)
    assert ocr_doubt._other(BLANK, word, Reread(near, 41), Reread(far, 3) if far else None) == other  # noqa: SLF001


@pytest.mark.parametrize(
    ("words", "other"),
    [
        (("12024", "жылғы"), "2024"),
        (("12024", "года,"), "2024"),
        (("31998", "ж."), "1998"),
        (("12024", "тенге"), None),
        (("12024",), None),
        (("2024", "года"), None),
        (("15000", "год"), None),
    ],
)
def test_a_year_with_a_digit_too_many_is_a_footnote_s_mark(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], other: str | None
) -> None:
    assert checked(monkeypatch, BLANK, line(*words), words[0], words[0])[1].get(0) == other


@pytest.mark.parametrize(
    ("word", "sure", "far", "other"),
    [
        ("З", 74, "3", "3"),
        ("т", 96, "1", "1"),
        ("п", 93, "11", "11"),
        ("зо", 95, "30", "30"),
        ("ғ", 61, "1", "1"),
        ("о", 70, "0", None),
        ("В", 70, "8", None),
        ("и", 80, "4", None),
        ("т", 96, "T", None),
        ("З.", 96, "3.", None),
        ("то", 95, "70", None),
    ],
)
def test_a_letter_alone_that_is_no_word_may_be_a_digit(
    monkeypatch: pytest.MonkeyPatch, word: str, sure: float, far: str, other: str | None
) -> None:
    assert checked(monkeypatch, BLANK, [replace(line(word)[0], confidence=sure)], None, far)[1].get(0) == other


@pytest.mark.parametrize(
    ("words", "near", "doubted"),
    [
        (("ВВ.", "350"), "ПЕ", True),
        (("шш", "350"), None, True),
        (("шш", "тенге"), "ш", False),
        (("году.", "350"), 'году."', False),
        (("ТВОЙНИКИ", "350"), "Е", False),
    ],
)
def test_letters_that_nobody_can_read_beside_a_number_are_doubted(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], near: str | None, *, doubted: bool
) -> None:
    first, *rest = line(*words)
    assert (0 in checked(monkeypatch, BLANK, [replace(first, confidence=20), *rest], near, None)[1]) is doubted


@pytest.mark.parametrize(
    ("words", "doubted"),
    [
        (("СВЕДЕНИЯ", "0", "ХОДЕ"), True),
        (("Осталось", "0", "тенге"), False),
        (("ВСЕГО", "0", "5"), False),
        (("ВСЕГО", "10", "ТЕНГЕ"), False),
    ],
)
def test_a_nought_between_capitals_may_be_a_preposition(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], *, doubted: bool) -> None:
    assert (1 in checked(monkeypatch, BLANK, line(*words), None, None)[1]) is doubted


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("3110.2025.", "31.10.2025"),
        ("(31.102025", "31.10.2025"),
        ("31.10.2025", None),
        ("31102025", None),
        ("3113.2025", None),
        ("3110.2525", None),
        ("3110,2025", None),
    ],
)
def test_a_date_with_one_point_is_doubted(monkeypatch: pytest.MonkeyPatch, word: str, other: str | None) -> None:
    assert checked(monkeypatch, BLANK, line(word), word, word)[1].get(0) == other


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        (("запрос", "0", "состоянии"), "о"),
        (("говорится", "0", "нарушениях,"), "о"),
        (("сведения", "0", "ходе"), "о"),
        (("Информация", "0", "работе"), "о"),
        (("приказ", "0", "приёме"), "о"),
        (("выдано", "0", "лицензий"), "0"),
        (("освоено", "0", "тенге"), "0"),
        (("сведения", "0", "тенге"), "0"),
        (("поступило", "0", "обращений"), "0"),
        (("запрос:", "0", "штук"), "0"),
        (("сообщений", "0", "штук"), "0"),
        (("обращений", "0", "не"), "0"),
        (("заявлений", "0", "или"), "0"),
        (("было", "0", "случаях"), "о"),
        (("было", "10", "случаях"), "10"),
        (("0", "5"), "0"),
    ],
)
def test_a_nought_before_a_word_that_no_number_governs_is_the_preposition(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], becomes: str
) -> None:
    assert becomes in checked(monkeypatch, BLANK, line(*words), None, None)[0]


def test_the_dashes_beside_a_page_s_number_are_told_from_its_digits() -> None:
    between = [ocr_leaf._between_dashes(printed_alone(text)) for text in ("- 7 -", "– 12 –", "7", "17", "- 7", "— —")]  # noqa: SLF001
    assert [found is not None for found in between] == [True, True, False, False, False, False]


def printed_alone(text: str) -> Image.Image:
    page, word = printed(text)
    return page.crop((int(word.left), int(word.top), int(word.right) + 1, int(word.bottom) + 1))


def columns(*gone: tuple[int, int]) -> tuple[Image.Image, list[Seen]]:
    """Three columns of decimals without rules, and the words of all but some of the cells."""
    page, words = Image.new("L", (1240, 800), 250), []
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 32)
    for row in range(4):
        for column in range(3):
            text, place = f"{2 * row + 2}7,{column + 4}", (200 + 380 * column, 200 + 60 * row)
            draw.text(place, text, font=font, fill=10)
            if (row, column) not in gone:
                words.append(Seen(text, 96, *draw.textbbox(place, text, font=font), row))
    return page, words


@pytest.mark.parametrize(
    ("gone", "found"),
    [((), 0), (((1, 1),), 1), (tuple((row, 1) for row in range(4)), 4), (tuple((3, column) for column in range(3)), 3)],
)
def test_a_number_of_a_table_that_no_word_covers_is_looked_at_alone(gone: tuple[tuple[int, int], ...], found: int) -> None:
    page, words = columns(*gone)
    ready = scan.Ready(page, 200, 0.0, page.size, page)
    seen, unread = ocr_missed.read(ready, words)
    assert len(seen) - len(words) + len(unread) == found
    assert {one.text.replace(",", "") for one in seen[len(words) :]} <= {f"{2 * row + 2}7{column + 4}" for row, column in gone}


def test_ink_beside_a_table_is_no_number_of_it() -> None:
    page, words = columns()
    ImageDraw.Draw(page).rectangle((900, 620, 940, 645), fill=10)
    ImageDraw.Draw(page).line((150, 480, 1100, 480), fill=10, width=3)
    assert ocr_missed.read(scan.Ready(page, 200, 0.0, page.size, page), words) == (words, [])


def leaf(text: str, shade: int, *more: tuple[int, int, int, int]) -> Image.Image:
    """A page with a line of words, this at its foot, and other ink."""
    page = Image.new("L", (1654, 2339), 250)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 30)
    draw.text((300, 300), "Прошу рассмотреть", font=font, fill=shade)
    draw.text((840, 2260), text, font=font, fill=shade)
    for box in more:
        draw.rectangle(box, fill=shade)
    return page


@pytest.mark.parametrize(
    ("page", "read"),
    [
        (leaf("6", 20), "6"),
        (leaf("6", 150), "6"),
        (leaf("- 12 -", 150), "-12-"),
        (leaf("6", 20, (400, 2100, 403, 2338)), "6"),
        (leaf("6", 20, (0, 2310, 900, 2338)), "6"),
        (leaf("", 20, (700, 2310, 1100, 2338)), None),
        (leaf("", 20), None),
    ],
)
def test_a_page_s_number_is_read_from_pale_print_and_beside_what_is_no_type(page: Image.Image, read: str | None) -> None:
    found, unread = ocr_leaf.read(scan.ready(page, 200), [])
    assert ([one.text for one in found], unread) == ([read] if read else [], [])


def test_a_page_s_number_that_is_read_as_letters_is_found_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_engine, "read", lambda *_: [Seen("al", 79, 0, 0, 9, 9, 0)])
    page = scan.ready(leaf("1", 20), 200)
    found, unread = ocr_leaf.read(page, [])
    assert (found, len(unread)) == ([], 1)


def test_ink_of_a_word_at_the_foot_is_no_number_of_the_page() -> None:
    page = scan.ready(leaf("6", 20), 200)
    assert ocr_leaf.read(page, [Seen("6", 95, 835, 2255, 865, 2295, 0)]) == ([Seen("6", 95, 835, 2255, 865, 2295, 0)], [])


def prose(gap: str, *more: tuple[int, int, int, int], font_size: int = 30) -> tuple[Image.Image, list[Seen]]:
    """A line of words of which this one was not read, and other ink."""
    page, words, left = Image.new("L", (1654, 400), 250), [], 150.0
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), font_size)
    for text in ("по", "договору", "займа", "от", gap, "июля", "года", "на", "имя", "банка"):
        draw.text((left, 200), text, font=font, fill=10)
        box = draw.textbbox((left, 200), text, font=font)
        words += [] if text == gap else [Seen(text, 96, *box, 0)]
        left = box[2] + 12.0
    for box in more:
        draw.rectangle(box, fill=10)
    return page, words


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (prose("№1607"), 1),
        (prose("________"), 0),
        (prose("         "), 0),
        (prose("         ", (640, 150, 643, 300)), 0),
    ],
)
def test_ink_in_a_gap_of_a_line_of_prose_is_unread(page: tuple[Image.Image, list[Seen]], found: int) -> None:
    image, words = page
    grid = ocr_missed._grid(image, 200, words)  # noqa: SLF001
    assert len(list(ocr_missed._gaps(grid, words))) == found  # noqa: SLF001
    assert not list(ocr_missed._gaps(grid, [one for one in words if one.text not in {"на", "имя", "банка"}]))  # noqa: SLF001


def test_what_is_ink_is_told_by_the_words() -> None:
    page, words = prose("№1607")
    assert ocr_missed._dark(page, words) == 160  # noqa: SLF001
    assert ocr_missed._dark(page.point([140 + shade // 3 for shade in range(256)]), words) == 200  # noqa: SLF001
    assert ocr_missed._dark(page, []) == 160  # noqa: SLF001


def test_what_was_read_already_is_not_found_again() -> None:
    _, words = prose("№1607")
    first = replace(words[0], left=words[0].left + 3, line=7)
    apart = replace(words[0], left=900, right=990, line=7)
    assert ocr_missed._new([first, apart], words) == [apart]  # noqa: SLF001
    row = (words[0].left, words[0].top - 8, words[-1].right, words[0].bottom + 8)
    assert ocr_missed._is_covered(row, words)  # noqa: SLF001
    assert not ocr_missed._is_covered(row, words[:2])  # noqa: SLF001
    assert not ocr_missed._is_covered((row[0], row[1] + 100, row[2], row[3] + 100), words)  # noqa: SLF001
