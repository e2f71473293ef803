"""A flat 3 that was taken for a 5: when the other reading of it counts, and when it leaves a doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docpipe.readers import ocr, ocr_threes
from docpipe.readers.ocr_seen import Seen
from docpipe.readers.ocr_strip import Reread
from tests.makers import FONT
from tests.test_readers import recognised


def word(text: str) -> Seen:
    return Seen(text, 96, 0, 0, 90, 30, 0)


@pytest.mark.parametrize(
    ("first", "second", "sure", "text"),
    [
        ("15.05.2025", "13.05.2023", 90, "13.05.2023"),
        ("15 706 116", "13706116", 90, "13 706 116"),
        ("(5,5", "(3,5", 45, "(3,5"),
        ("№5-16/552", "Ne3-16/532", 90, "№3-16/532"),
        ("15", "13", 35, None),
        ("13", "15", 95, None),
        ("15", "18", 95, None),
        ("15", "153", 95, None),
        ("15.05", "1305", 95, "13.05"),
        ("15.05", "1305", 70, None),
        ("15.05", "13053", 95, None),
        ("15.05", "1505", 95, None),
        ("5-16", "316", 95, "3-16"),
        ("16-5.5", "16-33", 95, None),
        ("55", "55", 95, None),
        ("жоқ", "3", 95, None),
    ],
)
def test_only_a_five_becomes_a_three_and_nothing_else_may_differ(first: str, second: str, sure: float, text: str | None) -> None:
    found = ocr_threes.threes([word(first)], {0: Reread(second, sure)})
    assert [one.text for one in found.values()] == ([text] if text else [])


@pytest.mark.parametrize(
    ("first", "sure", "second", "text"),
    [
        ("2355", 83, ("233", 96), "233"),
        ("551", 83, ("31", 96), "31"),
        ("2355", 92, ("233", 96), None),
        ("2355", 83, ("233", 80), None),
        ("2355", 83, ("235", 96), None),
        ("2345", 83, ("235", 96), None),
        ("№2355", 83, ("Ne233", 96), None),
    ],
)
def test_a_three_that_was_taken_for_two_fives_is_one_and_stays_in_doubt(
    first: str, sure: float, second: tuple[str, float], text: str | None
) -> None:
    seen = [replace(word(first), confidence=sure), *map(word, ("15", "25", "35"))]
    found = ocr_threes.threes(seen, {0: Reread(*second), 1: Reread("13", 95), 2: Reread("23", 95), 3: Reread("33", 95)})
    assert (found[0].text if 0 in found else None) == text
    assert ocr_threes.unsure(found) == ({0} if text else set())


def test_a_typeface_shows_itself_by_three_sure_words() -> None:
    words = [word(text) for text in ("15", "25", "35", "45")]
    second = {at: Reread(text, sure) for at, (text, sure) in enumerate((("13", 95), ("23", 90), ("33", 85), ("43", 50)))}
    assert ocr_threes.unsure(ocr_threes.threes(words, second)) == set()
    second[3] = Reread("43", 2)
    assert ocr_threes.unsure(ocr_threes.threes(words, second)) == {3}
    del second[0]
    assert ocr_threes.unsure(ocr_threes.threes(words, second)) == {1, 2}


@recognised
def test_dates_in_a_face_with_flat_threes() -> None:
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1654, 1100), 255)
    font = ImageFont.truetype(str(FONT.with_name("PTS55F.ttf")), 38)
    lines = (
        "13.05.2023 жылғы № 3-16/533 хат",
        "Барлығы 353 өтініш, оның 137-сі",
        "Бюджеттен 5 530 теңге бөлінді",
        "Жоспар 35,3 орындалғаны 53,5",
    )
    for at, line in enumerate(lines):
        ImageDraw.Draw(page).text((150, 150 + 70 * at), line, font=font, fill=0)
    read = " ".join(one.text for one in ocr.recognise(page, 200))
    assert " ".join(lines) == read
