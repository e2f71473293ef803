"""Pages made ready: turned, bordered, specked, sealed; and Latin words looked at again. Our own pages, drawn here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from docpipe.layout.compose import compose
from docpipe.model.text import Page, Reading, Word
from docpipe.readers import (
    ocr,
    ocr_engine,
    ocr_latin,
    scan,
    scan_arms,
    scan_borders,
    scan_seal,
    scan_skew,
    scan_specks,
    scan_turn,
    scan_type,
)
from docpipe.readers.ocr_seen import Seen
from tests.makers import FONT
from tests.test_readers import recognised

if TYPE_CHECKING:
    from PIL import Image

LINES = [
    "Облыс әкімдігі биыл 412 ауылға жол салды,",
    "оның ішінде 26 ауыл алғаш рет қосылды.",
    "Жұмысқа 15,8 млрд теңге бөлінді, былтыр",
    "12,4 млрд теңге болған. Жөндеу жұмыстары",
    "аудан орталықтарында қазанда аяқталады.",
    "Жауапты орындаушы бұл туралы хабарлады.",
]


def drawn(lines: list[str], size: int = 30, apart: int = 52) -> Image.Image:
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1240, 1754), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), size)
    for at, line in enumerate(lines):
        draw.text((130, 200 + apart * at), line, font=font)
    return page


def text(page: Image.Image) -> str:
    words = tuple(ocr.recognise(page, 150))
    wide, high = (side * 72 / 150 for side in page.size)
    return compose([Reading("x.png", "", 1, "image/png", (Page(1, "ocr", wide, high, words),))]).text


@recognised
@pytest.mark.parametrize("turn", [90, 180, 270, 6, -7.5])
def test_a_turned_page_reads_as_the_straight_one(turn: float) -> None:
    page = drawn(LINES).rotate(turn, expand=True, fillcolor=255)
    assert text(page).split() == " ".join(LINES).split()


@recognised
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_boxes_of_a_turned_page_stand_on_its_ink(turn: int) -> None:
    page = drawn(LINES).rotate(turn, expand=True)
    for word in ocr.recognise(page, 150):
        if word.text:
            ink = page.crop(tuple(round(edge * 150 / 72) for edge in word.box)).histogram()  # type: ignore[arg-type]
            assert sum(ink[:128]) > 0.08 * sum(ink), word
            assert abs((word.turn + turn + 180) % 360 - 180) < 1


@pytest.mark.parametrize("turn", [0.3, -0.9, 2.0])
def test_sliding_lines_turns_a_page_as_drawing_it_over_does(turn: float) -> None:
    from PIL import Image, ImageChops, ImageFilter, ImageStat

    page = drawn(LINES).filter(ImageFilter.GaussianBlur(2))
    slid = scan_turn.turned(page, turn)
    drawn_over = page.rotate(turn, Image.Resampling.BILINEAR, fillcolor=255)
    assert slid.size == page.size
    assert ImageStat.Stat(ImageChops.difference(slid, drawn_over)).mean[0] < 0.1 * ImageStat.Stat(ImageChops.difference(page, slid)).mean[0]


@recognised
def test_a_page_of_noise_has_no_words() -> None:
    from PIL import Image

    assert [word for word in ocr.recognise(Image.effect_noise((800, 1100), 120), 100) if word.text] == []
    assert ocr.recognise(Image.new("L", (800, 1100), 255), 100) == []


def test_black_borders_become_paper() -> None:
    from PIL import Image

    page = Image.new("L", (1500, 2000), 10)
    page.paste(drawn(LINES), (200, 100))
    clean = scan_borders.without_borders(page)
    assert min(clean.crop((0, 0, 150, 2000)).tobytes()) > 200
    assert clean.crop((300, 250, 1300, 700)).tobytes() == page.crop((300, 250, 1300, 700)).tobytes()
    assert scan_borders.without_borders(drawn(LINES)).tobytes() == drawn(LINES).tobytes()


def _headed(draw_middle: str) -> Image.Image:
    """A page of 200 dots an inch with two columns of capitals and something between them."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1654, 2339), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 32)
    for at, (left, right) in enumerate((("МӘДЕНИЕТ", "МИНИСТЕРСТВО"), ("МИНИСТРЛІГІ", "КУЛЬТУРЫ"), ("АСТАНА ҚАЛАСЫ", "ГОРОД АСТАНА"))):
        draw.text((200, 200 + 50 * at), left, font=font, fill=0)
        draw.text((1100, 200 + 50 * at), right, font=font, fill=0)
    if draw_middle == "arms":
        for turn in range(0, 360, 30):
            x, y = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            draw.line((827 + 25 * x, 270 + 25 * y, 827 + 80 * x, 270 + 80 * y), fill=40, width=6)
        draw.ellipse((742, 185, 912, 355), outline=30, width=5)
    if draw_middle == "disc":
        draw.ellipse((742, 185, 912, 355), fill=90)
    if draw_middle == "frame":
        draw.rectangle((742, 185, 912, 335), outline=0, width=4)
    if draw_middle in {"frame", "lines"}:
        for at, line in enumerate(("КІРІС", "№ 508", "12.03")):
            draw.text((770, 195 + 48 * at), line, font=font, fill=0)
    if draw_middle == "close lines":
        for at, line in enumerate(("ҚР", "МӘЖІЛІСІ", "ДЕПУТАТЫ", "ОСПАНОВ", "А.К.")):
            draw.text((827, 190 + 31 * at), line, font=font.font_variant(size=31), fill=0, anchor="ma")
    return page


def test_arms_between_the_columns_of_a_letterhead_go() -> None:
    page = _headed("arms")
    cleaned = scan_arms.without_arms(page, 200)
    assert cleaned.crop((720, 160, 930, 380)).getextrema() == (255, 255)
    for column in ((190, 160, 700, 400), (1000, 160, 1500, 400)):
        assert cleaned.crop(column).tobytes() == page.crop(column).tobytes()


@pytest.mark.parametrize("middle", ["", "disc", "frame", "lines", "close lines"])
def test_what_is_no_drawing_stays_between_them(middle: str) -> None:
    page = _headed(middle)
    assert scan_arms.without_arms(page, 200) is page


# --- resolution


@pytest.mark.parametrize(("points", "dpi", "best"), [(14, 300, 170), (12, 300, 170), (12, 310, 170), (8, 300, 200), (14, 240, 200)])
def test_large_type_of_a_fine_scan_is_read_with_fewer_dots(points: int, dpi: int, best: int) -> None:
    page = drawn(LINES * 4, points * dpi // 72, points * dpi // 60)
    assert scan_type.resolution(grained(page), dpi) == best
    # a few lines may have small ones beside them
    assert scan_type.resolution(grained(drawn(LINES, points * dpi // 72, points * dpi // 48)), dpi) == 200
    # ragged strokes of black and white are not made any coarser
    assert scan_type.resolution(scan_specks.without_specks(page), dpi) == 200


def test_a_page_without_type_says_nothing_about_its_dots() -> None:
    from PIL import Image

    assert scan_type.resolution(grained(Image.new("L", (1240, 1754), 255)), 300) == 200


@recognised
def test_boxes_of_a_page_read_with_fewer_dots_stand_on_its_ink() -> None:
    page = drawn(LINES * 4, 45, 62)
    words = ocr.recognise(grained(page), 300)
    assert [word.text for word in words[:2]] == ["Облыс", "әкімдігі"]
    left, top, right, bottom = (edge * 300 / 72 for edge in words[0].box)
    assert (left, top) == pytest.approx((130 + 2, 200 + 10), abs=6)
    assert page.crop((int(right) + 2, int(top), int(right) + 9, int(bottom))).getextrema() == (255, 255)


def grained(page: Image.Image) -> Image.Image:
    """The page as a scanner sees it: paper and ink of many shades."""
    import numpy as np
    from PIL import Image as Pillow

    noise = np.random.default_rng(3).normal(0, 9, (page.height, page.width))
    return Pillow.fromarray(np.clip(np.asarray(page) * 0.86 + 16 + noise, 0, 255).astype(np.uint8))


def test_lone_specks_go_and_faint_letters_stay() -> None:
    page = drawn(LINES).point(lambda value: 255 if value > 100 else 0)
    page.putpixel((600, 1500), 0)
    assert scan_specks.is_two_tone(page)
    clean = scan_specks.without_specks(page)
    assert clean.getpixel((600, 1500)) == 255
    dark = sum(clean.crop((0, 150, 1240, 560)).histogram()[:128])
    assert dark > 0.85 * sum(page.crop((0, 150, 1240, 560)).histogram()[:128])
    assert not scan_specks.is_two_tone(drawn(LINES).resize((700, 990)))


def sealed(*, blue_head: bool) -> Image.Image:
    """A letter with a seal pressed over the signer's name."""
    from PIL import Image, ImageChops, ImageDraw, ImageFont

    page = drawn(LINES).convert("RGB")
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 30)
    if blue_head:
        draw.text((130, 90), "МӘДЕНИЕТ БАСҚАРМАСЫ", font=font, fill=(40, 90, 190))
    draw.text((640, 800), "Ж. Оспанбеков", font=font, fill=0)
    seal = Image.new("RGB", page.size, "white")
    ring = ImageDraw.Draw(seal)
    for radius, width in ((118, 4), (84, 3)):
        ring.ellipse((760 - radius, 815 - radius, 760 + radius, 815 + radius), outline=(80, 100, 200), width=width)
    for at in range(24):
        turn = math.tau * at / 24
        x, y = 760 + 80 * math.cos(turn), 815 + 80 * math.sin(turn)
        ring.line((760, 815, x, y), fill=(80, 100, 200), width=3)
    return ImageChops.multiply(page, seal)


def test_the_blue_of_a_seal_is_lifted_and_a_blue_head_stays() -> None:
    page = sealed(blue_head=True)
    grey = scan_seal.without_seal(page, 150)
    lit = grey.crop((640, 860, 880, 940)).histogram()
    assert sum(lit[:200]) < 0.02 * sum(lit)
    head = (120, 80, 600, 140)
    assert grey.crop(head).tobytes() == page.convert("L").crop(head).tobytes()


def test_a_long_line_read_very_unsurely_is_told_as_unread() -> None:
    def line(number: int, confidence: float, *words: str) -> list[Seen]:
        return [
            Seen(word, confidence, 100 + 90 * at, 40 * number, 180 + 90 * at, 40 * number + 30, number) for at, word in enumerate(words)
        ]

    seen = [
        *line(1, 92, "Министерство", "сообщает"),
        *line(2, 41, "АкимУ", "АКМВАЙСКой", "области"),
        *line(3, 30, "г.", "4.72"),
        *line(4, 60, "Тел.:", "74-07-56,", "каб.", "512"),
    ]
    assert list(ocr.garbled(seen)) == [(100, 80, 360, 110)]


@recognised
@pytest.mark.parametrize(("foot", "read"), [("2", "2"), ("37", "37"), ("•", ""), ("Ш", "")])
def test_a_number_alone_at_the_foot_is_the_page_s(foot: str, read: str) -> None:
    from PIL import ImageDraw, ImageFont

    page = drawn(LINES)
    ImageDraw.Draw(page).text((615, 1670), foot, font=ImageFont.truetype(str(FONT), 26))
    assert text(page).split() == [*" ".join(LINES).split(), *read.split()]


@recognised
def test_the_name_under_a_seal_is_read() -> None:
    assert "Оспанбеков" in " ".join(word.text for word in ocr.recognise(sealed(blue_head=False), 150))


def test_lines_that_run_downwards() -> None:
    page = drawn(LINES)
    assert not scan_skew.lies_on_its_side(page)
    assert scan_skew.lies_on_its_side(page.rotate(90, expand=True))
    assert scan_skew.lies_on_its_side(page.rotate(84, expand=True, fillcolor=255))
    assert abs(scan.skew(page.rotate(-7.5, expand=True, fillcolor=255)) - 7.5) < 0.3


needs_english = pytest.mark.skipif(ocr_latin.MODEL not in ocr_engine.languages(), reason="no English model")

LATIN = [
    ("Сұрақты a.ospan@mail.example.kz мекенжайына", "a.ospan@mail.example.kz"),
    ("жазыңыз, толығырақ: www.example.gov.kz сайты", "www.example.gov.kz"),
    ("«Steppe Logistics» компаниясы құжат тапсырды", "«Steppe Logistics»"),
    ("заңның № 418-VI нұсқасы, ISO 9001 талаптары", "418-VI"),
    ("The Committee reported that the work is done", "The Committee reported that the work is done"),
]


@recognised
@needs_english
def test_latin_words_are_read_as_latin() -> None:
    found = text(drawn([*LINES[:2], *(line for line, _ in LATIN)]))
    assert [latin for _, latin in LATIN if latin not in found] == []


@recognised
@needs_english
def test_cyrillic_words_that_look_latin_stay() -> None:
    lines = ["ҚР ІІМ мен ҰҚК, АҚ, ТОО, РК, МВД", "Тұр, қарап, на, оның, есеп, тең, сор", "ӘБТ РНК ВСК СЕТ МАТ, от него, рет"]
    found = text(drawn(lines))
    assert [word for word in found.split() if word.isascii() and any(map(str.isalpha, word))] == []


def seen(words: str, confidence: float) -> tuple[Seen, ...]:
    return tuple(Seen(word, confidence, 100 * at, 0, 100 * at + 90, 30, 0) for at, word in enumerate(words.split()))


@pytest.mark.parametrize(
    ("old", "before", "new", "after", "latin"),
    [
        ("Кепзе@туа.К2", 20, "kense@mvd.kz", 60, True),
        ("РКІ", 97, "PRI", 92, True),
        ("ІІМ", 96, "IIM", 96, False),
        ("қарап,", 97, "Kapan,", 91, False),
        ("Асғана", 63, "Acrana", 87, False),
        ("на", 97, "Ha", 97, False),
        ("Мог{аг", 40, "Mortar", 92, True),
        ("150", 93, "150", 93, False),
        ("150", 93, "ISO", 94, True),
        ("теңге", 50, "TeHre", 90, False),
    ],
)
def test_which_reading_is_kept(old: str, before: float, new: str, after: float, *, latin: bool) -> None:
    pair = ocr_latin.Pair(seen(old, before), seen(new, after))
    assert ocr_latin.is_latin(pair) is latin


def test_words_carry_the_turn_into_the_layout() -> None:
    from docpipe.model.text import Box

    # written from bottom to top on a page of 600 by 400 points: the first word stands lowest
    words = (Word("first", Box(100, 300, 112, 340), 0.9, turn=-90), Word("second", Box(100, 240, 112, 290), 0.9, turn=-90))
    page = Page(1, "ocr", 600, 400, words)
    assert compose([Reading("x", "", 1, "image/png", (page,))]).text == "first second"
