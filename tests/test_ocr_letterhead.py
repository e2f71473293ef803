"""What a letterhead does to recognition: columns whose lines stand at different heights, arms between them, a letter of a body's name taken for another."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from docpipe.readers import ocr, ocr_block, ocr_initials, ocr_missed, ocr_names, scan
from docpipe.readers.ocr_seen import Seen
from tests.makers import FONT
from tests.test_readers import recognised

KAZAKH = ("ҚАЗАҚСТАН", "РЕСПУБЛИКАСЫНЫҢ", "ҚАРЖЫ", "МИНИСТРЛІГІ")
RUSSIAN = ("МИНИСТЕРСТВО", "ФИНАНСОВ", "РЕСПУБЛИКИ", "КАЗАХСТАН")
BODY = (
    "Қаржы министрлігі депутаттық сауалды қарап, мынаны",
    "хабарлайды. Осы мақсатқа бюджеттен қаражат бөлінді,",
    "жұмыс белгіленген мерзімде аяқталады.",
)


def letterhead(face: str, size: int, turn: float, blur: float) -> Image.Image:
    """Four Kazakh lines beside three Russian ones, each column set in the middle of its height; rings for the arms."""
    page = Image.new("L", (1654, 1100), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT.with_name(face)), size)
    step = round(size * 1.15)
    for lines, x, y in ((KAZAKH, 530, 140), ((*RUSSIAN[:2], " ".join(RUSSIAN[2:])), 1260, 140 + step // 2)):
        for at, line in enumerate(lines):
            draw.text((x, y + at * step), line, font=font, fill=0, anchor="ma")
    draw.ellipse((820, 120, 985, 285), outline=80, width=6)
    draw.ellipse((850, 150, 955, 255), outline=80, width=5)
    for at, line in enumerate(BODY):
        draw.text((300, 700 + 52 * at), line, font=ImageFont.truetype(str(FONT), 39), fill=0)
    return page.rotate(turn, fillcolor=255, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(blur))


@recognised
@pytest.mark.parametrize(
    ("face", "size", "turn", "blur"),
    [("PTF75F.ttf", 36, 1.2, 0.6), ("PTF75F.ttf", 33, -1.0, 0.6), ("PTS75F.ttf", 36, 0.6, 0.4), ("PTS75F.ttf", 33, -0.5, 0.5)],
)
def test_lines_of_columns_at_different_heights_are_all_read(face: str, size: int, turn: float, blur: float) -> None:
    read = [word.text for word in ocr.recognise(letterhead(face, size, turn, blur), 200)]
    assert [word for word in (*KAZAKH, *RUSSIAN, *" ".join(BODY).split()) if word not in read] == []
    assert len(read) == len({*KAZAKH, *RUSSIAN}) + len(" ".join(BODY).split())


@recognised
def test_a_line_that_nothing_was_read_from_is_looked_at_alone() -> None:
    page = scan.ready(letterhead("PTF75F.ttf", 36, 0.0, 0.4), 200)
    found, unread = ocr_missed.read(page, [])
    assert {"ҚАРЖЫ", "МИНИСТРЛІГІ"} & {word.text for word in found}
    assert all(area[3] - area[1] < 200 for area in unread)


def seen(text: str, sure: float, left: float, top: float, line: int, high: float = 30) -> Seen:
    return Seen(text, sure, left, top, left + 20 * len(text), top + high, line)


def test_a_picture_taken_for_signs_is_no_word() -> None:
    words = [seen("МИНИСТЕРСТВО", 96, 900, 100, 0), seen("ФИНАНСОВ", 96, 900, 140, 1), seen("КАЗАХСТАН", 96, 900, 180, 2)]
    arms = seen("3%)", 74, 600, 95, 3, high=130)
    assert ocr_block.without_arms([*words, arms]) == words
    stamp, alone = seen("КОПИЯ", 74, 600, 95, 3, high=130), seen("3", 74, 600, 400, 3, high=130)
    assert ocr_block.without_arms([*words, stamp, alone]) == [*words, stamp, alone]
    number = seen("304", 90, 600, 95, 3, high=130)
    assert ocr_block.without_arms([*words, number]) == [*words, number]


def test_a_second_look_counts_where_it_is_surer() -> None:
    first = [seen("ЕНЕ", 9, 0, 0, 0), seen("КАЗАХСТАН", 97, 0, 60, 1)]
    assert ocr_block.is_better([seen("ФИНАНСОВ", 92, 0, 0, 0), seen("КАЗАХСТАН", 96, 0, 60, 1)], first)
    assert ocr_block.is_better([seen("КАЗАХСТАН", 96, 0, 60, 1)], [seen("КАЗАХСТАН", 97, 0, 60, 1), seen("вх", 22, 0, 60, 1)])
    assert not ocr_block.is_better([seen("КАЗАХСТАН", 96, 0, 60, 1)], [seen("КАЗАХСТАН", 97, 0, 60, 1)])
    assert not ocr_block.is_better([seen("ҰИНИІСТЕРСТВО", 60, 0, 0, 0), seen("РЕОНУЫЛИКН", 55, 0, 60, 1)], first)


def mended(*words: Seen) -> list[str]:
    return [one.text for one in ocr_initials.mended(ocr_names.mended(words))]


@pytest.mark.parametrize(
    ("printed", "read", "sure"),
    [
        ("ҰЛТТЫҚ", "УЛТТЫК", 92),
        ("ІШКІ", "ШІКІ", 90),
        ("Қазақстан", "Казакстан", 92),
        ("Республикасының", "Республикасынын", 88),
        ("БҰЙРЫҚ", "БҰЙРЫК", 83),
        ("қосымша,", "косымша,", 91),
        ("«Национальной»", "«Национальнои»", 90),
        ("УЛТТЫК", "УЛТТЫК", 97),
        ("каска", "каска", 60),
        ("Адилбек", "Адилбек", 90),
        ("ҚАРЖЫ", "ҚАРЖЫ", 60),
    ],
)
def test_a_word_with_a_letter_that_looks_like_another(printed: str, read: str, sure: float) -> None:
    assert mended(seen(read, sure, 0, 0, 0), seen("МИНИСТРЛІГІ", 96, 0, 40, 1)) == [printed, "МИНИСТРЛІГІ"]


def test_kazakh_letters_are_believed_beside_kazakh_lines_alone() -> None:
    assert mended(seen("«Енбек»", 92, 0, 0, 0), seen("кооперативі", 96, 200, 0, 0)) == ["«Еңбек»", "кооперативі"]
    assert mended(seen("«Енбек»", 92, 0, 0, 0), seen("кооператив", 96, 200, 0, 0)) == ["«Енбек»", "кооператив"]
    assert mended(seen("национальнои", 92, 0, 0, 0), seen("экономики", 96, 300, 0, 0)) == ["национальной", "экономики"]


def test_the_letter_that_was_taken_for_a_3() -> None:
    assert mended(seen("Министр", 96, 0, 0, 0), seen("3.", 96, 500, 0, 0), seen("Тен", 96, 550, 0, 0)) == ["Министр", "З.", "Тен"]
    assert mended(seen("Тен", 96, 0, 0, 0), seen("3.Ә.", 96, 80, 0, 0), seen("А.3.", 96, 200, 0, 0)) == ["Тен", "З.Ә.", "А.З."]
    assert mended(seen("Министр", 96, 0, 0, 0), seen("3.Ким-Ли", 96, 500, 0, 0), seen("Исп.:", 96, 0, 60, 1)) == [
        "Министр",
        "З.Ким-Ли",
        "Исп.:",
    ]
    assert mended(seen("Орынд.:", 96, 0, 0, 0), seen("3.", 96, 150, 0, 0), seen("Черных", 96, 200, 0, 0)) == ["Орынд.:", "З.", "Черных"]
    assert mended(seen("М9Д3-81", 96, 0, 0, 0), seen("М%ДС-7", 96, 200, 0, 0), seen("М9Т3-8", 96, 400, 0, 0)) == [
        "№ДЗ-81",
        "№ДС-7",
        "М9Т3-8",
    ]
    assert mended(seen("№Д3-81,", 96, 0, 0, 0), seen("Д3-9", 96, 200, 0, 0)) == ["№ДЗ-81,", "ДЗ-9"]


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        (("№", "461", "ж/к"), "ж/қ"),
        (("№461", "ж/к),"), "ж/қ),"),
        (("№", "15", "Н/К"), "Н/Қ"),
        (("№", "15", "н/к", "«О"), "н/к"),
        (("дом", "5", "ж/к"), "ж/к"),
        (("ж/к",), "ж/к"),
        (("№", "461", "ж/кв"), "ж/кв"),
        (("№", "461", "а/к"), "а/к"),
    ],
)
def test_the_kazakh_letter_of_an_order_s_number(words: tuple[str, ...], becomes: str) -> None:
    assert becomes in mended(*(seen(text, 94, 60 * at, 0, 0) for at, text in enumerate(words)))


def test_the_letter_that_was_taken_for_a_nought() -> None:
    assert mended(seen("Секретарь", 96, 0, 0, 0), seen("0.", 75, 500, 0, 0), seen("Тен", 96, 550, 0, 0)) == ["Секретарь", "О.", "Тен"]
    assert mended(seen("Секретарь", 96, 0, 0, 0), seen("0.Черных", 75, 500, 0, 0)) == ["Секретарь", "О.Черных"]
    assert mended(seen("Исп.", 96, 0, 0, 0), seen("0.", 75, 80, 0, 0), seen("Ким", 96, 120, 0, 0)) == ["Исп.", "О.", "Ким"]
    assert mended(seen("Тен", 96, 0, 0, 0), seen("0.А.", 96, 80, 0, 0), seen("А.0.", 96, 200, 0, 0)) == ["Тен", "О.А.", "А.О."]
    assert mended(seen("Ф.И.0.", 72, 0, 0, 0), seen("Т.А.0.,", 72, 200, 0, 0)) == ["Ф.И.О.", "Т.А.О.,"]


@pytest.mark.parametrize(
    "words",
    [
        [seen("3.", 96, 0, 0, 0), seen("Тараз", 96, 50, 0, 0)],
        [seen("1.", 96, 0, 0, 0), seen("Ким", 96, 50, 0, 0), seen("3.", 96, 500, 0, 0), seen("Тен", 96, 550, 0, 0)],
        [seen("Министр", 96, 0, 0, 0), seen("3.", 96, 160, 0, 0), seen("Тен", 96, 210, 0, 0)],
        [seen("Мән", 96, 0, 0, 0), seen("3.", 96, 500, 0, 0), seen("Тен", 96, 550, 0, 0), seen("көшесі", 96, 650, 0, 0)],
        [seen("3.А.", 96, 0, 0, 0), seen("Ким", 96, 90, 0, 0)],
        [seen("3.Тараз", 96, 0, 0, 0)],
        [seen("исполнения.", 96, 0, 0, 0), seen("3.", 96, 0, 60, 1), seen("Контроль", 96, 60, 60, 1)],
        [seen("орындалуын", 96, 0, 0, 0), seen("3.", 96, 220, 0, 0), seen("Осы", 96, 280, 0, 0)],
        [seen("Исп.:", 96, 0, 0, 0), seen("3.", 96, 0, 60, 1), seen("Тараз", 96, 60, 60, 1)],
        [seen("А.3.1", 96, 0, 0, 0), seen("ПУ2ДС-5", 96, 200, 0, 0)],
        [seen("0.", 96, 0, 0, 0), seen("Тараз", 96, 50, 0, 0)],
        [seen("Итого", 96, 0, 0, 0), seen("0.", 96, 500, 0, 0)],
        [seen("А.0.5", 96, 0, 0, 0), seen("Б.И.0.5", 96, 200, 0, 0), seen("1.2.0.", 96, 400, 0, 0)],
        [seen("п.", 96, 0, 0, 0), seen("13.А.", 96, 60, 0, 0), seen("Т3-9", 96, 200, 0, 0), seen("2.3.", 96, 300, 0, 0)],
    ],
)
def test_a_3_that_is_a_number_stays(words: list[Seen]) -> None:
    assert mended(*words) == [one.text for one in words]
