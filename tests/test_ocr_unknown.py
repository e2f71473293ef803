"""Signs that one of the two models does not know, and the Roman number of a law: when another reading of them counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe.readers import ocr, ocr_agreed, ocr_engine, ocr_laws, ocr_unknown
from docpipe.readers.ocr_seen import Seen
from docpipe.readers.ocr_strip import Reread
from tests.test_readers import recognised


def word(text: str, sure: float = 93) -> Seen:
    return Seen(text, sure, 0, 0, 90, 30, 0)


@pytest.mark.parametrize(
    ("first", "second", "sure", "text"),
    [
        ("Мо", "№", 96, "№"),
        ("Хе", "№", 93, "№"),
        ("М?", "№.", 92, "№"),
        ("Мо3-3230", "№3-3230", 93, "№3-3230"),
        ("КХо3Т-2024-18", "№ЗТ-2024-18", 39, "№3Т-2024-18"),
        ("Ме352-пқ", "№352-пк", 90, "№352-пқ"),
        ("518-713", "№18-713", 90, "№18-713"),
        ("Шербаков", "Щербаков", 81, "Щербаков"),
        ("Шербаковқа", "Щербаковка", 81, "Щербаковқа"),
        ("ЗАШИТЫ", "защиты", 51, "ЗАЩИТЫ"),
        ("обьектов,", "объектов,", 96, "объектов,"),
        ("Мо", "№", 20, "Мо"),
        ("Не", "Не", 96, "Не"),
        ("Мо3-3230", "№3-5230", 93, "Мо3-3230"),
        ("прошлого", "ПРОШЛОГО", 96, "прошлого"),
        ("решении", "решения", 96, "решении"),
        ("шара", "щара.", 96, "шара"),
    ],
)
def test_what_the_russian_model_alone_knows(first: str, second: str, sure: float, text: str) -> None:
    assert ocr_unknown.known(word(first), Reread(second, sure), "rus").text == text


@pytest.mark.parametrize(
    ("first", "second", "sure", "text"),
    [
        ("хатка", "хатқа", 97, "хатқа"),
        ("315-е", "315-ө", 92, "315-ө"),
        ("№352-пк", "Мо352-пқ", 80, "№352-пқ"),
        ("№338-е", "Х2338-ө", 23, "№338-ө"),
        ("Ким", "Қим", 88, "Ким"),
        ("хатка", "хатқа", 40, "хатка"),
        ("Щербаковка", "Шербаковқа", 90, "Щербаковқа"),
        ("ЗАЩИТЫ", "ЗАЦИТЫ", 90, "ЗАЩИТЫ"),
    ],
)
def test_what_the_kazakh_model_alone_knows(first: str, second: str, sure: float, text: str) -> None:
    assert ocr_unknown.known(word(first), Reread(second, sure), "kaz").text == text


LAW, ORDER, LETTER = "Заңы", "бұйрығы", "туралы"


@pytest.mark.parametrize(
    ("first", "beside", "second", "sure", "text"),
    [
        ("360-УІ", LAW, "360-VI", 27, "360-VI"),
        ("360-МІ.", LETTER, "360-VI.", 88, "360-VI."),
        ("№370-П", LAW, "No370-Il", 40, "№370-II"),
        ("148-УШ", LETTER, "148-VIII", 70, "148-VIII"),
        ("312-ЧІ", LAW, "312-VI", 60, "312-VI"),
        ("312-Ч", LAW, "312-4", 90, None),
        ("348-МІ.", LAW, "348-V}.", 24, "348-VI."),
        ("4-П.", LAW, "4-IIl.", 38, None),
        ("142-МІІ.", LAW, "142-VIIl.", 55, None),
        ("146-І", LAW, "146-1", 53, None),
        ("12-П", ORDER, "12-II", 89, None),
        ("12-П", LETTER, "12-II", 89, None),
        ("360-УІ", LETTER, "360-VI", 27, None),
        ("77-И", LAW, "77-V", 84, None),
        ("5-1", LAW, "5-I", 80, None),
        ("360-УІ", LAW, "350-VI", 90, None),
        ("83-бабы", LAW, "83-6a6b!", 68, None),
        ("148-УП", LAW, "148-YII", 70, None),
    ],
)
def test_the_convocation_behind_the_number_of_a_law(first: str, beside: str, second: str, sure: float, text: str | None) -> None:
    found = ocr_laws.laws([word(first), word(beside)], {0: Reread(second, sure)})
    assert [one.text for one in found.values()] == ([text] if text else [])


def test_the_nearest_act_decides() -> None:
    words = [word(text) for text in ("Законом", "и", "приказом", "№", "12-П")]
    assert not ocr_laws.laws(words, {4: Reread("12-II", 90)})
    assert not ocr_laws.laws([word("Закону"), word("запрос"), *words[3:]], {3: Reread("12-II", 90)})
    assert ocr_laws.laws([*words[2:4], *words[:2], words[4]], {4: Reread("12-II", 90)})


@pytest.mark.parametrize(
    ("first", "second", "sure", "text"),
    [
        ("«Об»", "«06»", 80, "«06»"),
        ("«ОЗ»", "«03»", 76, "«03»"),
        ("«ОЗ»", "«03»", 40, None),
        ("«Об»", "«O6»", 90, None),
        ("«Об»", "«60»", 90, None),
        ("«12»", "«13»", 90, None),
        ("«Да»", "«11»", 90, None),
        ("Об", "06", 90, None),
    ],
)
def test_a_day_whose_digits_were_read_as_letters(first: str, second: str, sure: float, text: str | None) -> None:
    found = ocr_agreed.with_day(word(first), Reread(second, sure))
    assert (found and found.text) == text


@pytest.mark.parametrize("number", ["3-2024-118", "№ 3Т", "13Т-2024-118", "3Т-118"])
def test_a_three_that_may_be_one_stays(number: str) -> None:
    assert ocr_agreed.with_petition(word(number)).text == number


TIMES = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


@recognised
@pytest.mark.skipif(not TIMES.is_file() or "eng" not in ocr_engine.languages(), reason="no such typeface, or no English model")
def test_a_letterhead_in_another_typeface() -> None:
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    lines = (
        "МИНИСТЕРСТВО ПО ЗАЩИТЕ ПРАВ",
        "«03» маусым 2022 ж. № 12-7/845",
        "Входящий № 4-517 от 14.06.2022",
        "2022 жылғы 2 мамырдағы № 352-ө хатқа",
        "Щукину В.А., помощнику Щербакова",
        "объекты по Закону № 360-VI и № 188-V",
        "Кодекс Республики Казахстан № 400-VIII",
    )
    page = Image.new("L", (1240, 900), 255)
    font = ImageFont.truetype(str(TIMES), 27)
    for at, line in enumerate(lines):
        ImageDraw.Draw(page).text((110, 110 + 52 * at), line, font=font, fill=30)
    worn = page.filter(ImageFilter.GaussianBlur(1.0))
    assert " ".join(one.text for one in ocr.recognise(worn, 150)) == " ".join(lines)
