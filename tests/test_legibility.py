"""What is doubted on a scan, and what is said of it: second readings, lines that nothing was read from, the other language version."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from docpipe import pipeline
from docpipe.layout.twin_numbers import Twins
from docpipe.model import record
from docpipe.model.text import Box, Page, Reading, Word
from docpipe.readers import ocr_doubt, ocr_engine, ocr_missed, ocr_strip
from docpipe.readers.ocr_seen import Seen
from docpipe.readers.ocr_strip import Reread
from docpipe.reports.sentences import sentence
from tests.makers import picture

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RU = [
    "МИНИСТЕРСТВО ТРАНСПОРТА",
    "2024 г. 12.03 № 4-11/208",
    "О ремонте дорог",
    "В 2023 году отремонтировано 1 541 км дорог,",
    "закрыто 77 мостов.",
]
KK = ["КӨЛІК МИНИСТРЛІГІ", "2024 ж. 12.03 № 4-11/208", "Жол жөндеу туралы", "2023 жылы 1 541 км жол жөнделді,", "11 көпір жабылды."]


# ---------------------------------------------------------------- the second reading
def doubted(monkeypatch: pytest.MonkeyPatch, word: str, confidence: float, near: Reread | None, far: Reread | None) -> str | None:
    """The other reading of one word, given what two models read in its crop."""
    said = {"rus": near, "eng": far}
    monkeypatch.setattr(ocr_engine, "languages", lambda: frozenset(said))
    monkeypatch.setattr(ocr_strip, "read", lambda _, name: {0: reread} if (reread := said[name]) else {})
    seen = [Seen(word, confidence, 10, 10, 60, 30, 0)]
    return ocr_doubt.checked(Image.new("L", (100, 50), 255), seen)[1].get(0)


@pytest.mark.parametrize(
    ("word", "confidence", "near", "far"),
    [
        ("1541", 96, Reread("1541", 92), Reread("1541", 90)),
        ("№ДС-219", 90, Reread("№ДС-219", 52), Reread("NeIIC-219", 8)),
        ("56-сы", 96, Reread("56-сы", 80), Reread("56-cpr", 48)),
        ("1854", 96, Reread("[854", 70), Reread("I854", 33)),
        ("15,6", 97, Reread("15,6", 96), Reread("156", 93)),
        ("8(7172)722231", 89, Reread("8 (7172) 722231", 66), Reread("8(7172)722231", 81)),
        ("3-16-1/7-2-1432", 90, Reread("з-6-м72", 8), Reread("3-16-177-2", 31)),
        ("жол", 95, None, None),
        ("өз", 70, Reread("оз", 60), Reread("e3", 80)),
        ("2021", 95, None, None),
        ("218-ө", 92, None, Reread("218-6", 84)),
        ("187-і", 96, Reread("187-1", 93), Reread("187-1", 18)),
        ("№ЗТ-2025-0184", 88, None, Reread("Ne3T-2025-0184", 80)),
        ("11.06.2021-г.),", 66, Reread("11.06.20212.),", 3), Reread("11.06.20212.),", 65)),
        ("8(7142)507631", 91, Reread("(7142) 50 76 31", 90), Reread("§ (7142) 507631", 72)),
        ("Е.", 54, None, Reread("E.", 96)),
        ("тел", 80, None, Reread("1", 70)),
        ("тел.", 80, None, Reread("1", 96)),
        ("УД", 90, None, Reread("7", 96)),
    ],
)
def test_confirmed_words_are_not_doubted(
    monkeypatch: pytest.MonkeyPatch, word: str, confidence: float, near: Reread | None, far: Reread | None
) -> None:
    assert doubted(monkeypatch, word, confidence, near, far) is None


@pytest.mark.parametrize(
    ("word", "confidence", "near", "far", "other"),
    [
        ("2970", 97, Reread("3970", 94), Reread("3970)", 37), "3970"),
        ("5426", 97, Reread("5426", 92), Reread("8426", 95), "8426"),
        ("5426", 97, Reread("5426", 92), Reread("3426", 95), "5426"),
        ("77", 60, Reread("11", 92), Reread("11", 95), "77"),
        ("010090;", 80, Reread("016000;", 76), Reread("Gi6000;", 0), "016000;"),
        ("17!", 78, Reread("171", 71), Reread("171)", 26), "171"),
        ("35-48", 86, Reread("3548", 83), Reread("3548", 37), "3548"),
        ("06)", 82, Reread("06/", 89), Reread("OB]", 54), "06/"),
        ("Зи", 62, Reread("311", 95), Reread("311", 96), "311"),
        ("ЗН", 60, Reread("3!!", 43), Reread("311", 61), "311"),
        ("|", 78, Reread("", 0), Reread("1", 89), "1"),
        ("УД", 64, None, Reread("7", 93), "7"),
        ("Е]", 61, None, Reread("3", 89), "3"),
        ("218-ө", 80, None, Reread("218-6", 84), "218-6"),
        ("218-ө", 92, None, Reread("219-6", 84), "219-ө"),
        ("218-б", 92, None, Reread("218-6", 84), "218-6"),
        ("11.06.2021", 92, Reread("11.06.20212.", 95), Reread("11.06.20212.", 95), "11.06.20212."),
        ("8(7142)507631", 91, Reread("(7142)507631", 60), Reread("(7142)507681", 85), "8(7142)507681"),
        ("ЗТ-2025-0184", 88, None, Reread("3T-2025-0164", 84), "ЗТ-2025-0164"),
        ("12", 50, Reread("12", 40), None, ""),
        ("12", 50, None, None, ""),
    ],
)
def test_unconfirmed_words_are_doubted(
    monkeypatch: pytest.MonkeyPatch, word: str, confidence: float, near: Reread | None, far: Reread | None, other: str
) -> None:
    assert doubted(monkeypatch, word, confidence, near, far) == other


def test_crops_come_back_to_their_words() -> None:
    grey = picture(["За 2024 год построено 17 школ и 208 домов", "Тел.: 72-40-74, ответ до 12.04.2024"])
    seen = ocr_engine.read(grey, 200)
    chosen = [at for at, one in enumerate(seen) if any(map(str.isdigit, one.text))]
    read = ocr_strip.read(ocr_strip.strips(grey, seen, chosen), "rus")
    assert len(chosen) >= 5
    assert [ocr_doubt.digits(read[at].text) for at in chosen] == [ocr_doubt.digits(seen[at].text) for at in chosen]
    assert ocr_doubt.checked(grey, seen) == (seen, {})


def test_crops_that_were_taken_for_one_word_are_read_again_farther_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Image.new("L", (400, 60), 255)
    words = [Seen(text, 89, left, 10, left + 40, 40, 0) for text, left in (("11", 20), ("п", 90), ("2024", 160))]
    asked: list[int] = []

    def read(strip: Image.Image, *_: object) -> list[Seen]:
        asked.append(strip.width)
        if len(asked) == 1:
            return [Seen("17.11", 90, 24, 12, 130, 52, 0), Seen("2024", 95, 180, 12, 220, 52, 0)]
        return [Seen("17", 90, 90, 12, 140, 52, 0), Seen("11", 92, 240, 12, 290, 52, 0)]

    monkeypatch.setattr(ocr_engine, "read", read)
    found = ocr_strip.read(ocr_strip.strips(page, words, [0, 1, 2]), "eng")
    assert {at: one.text for at, one in found.items()} == {0: "17", 1: "11", 2: "2024"}
    assert len(asked) == 2


# ---------------------------------------------------------------- lines without a word
def test_a_line_of_type_without_words_is_missed() -> None:
    grey = picture(["", "", "010000, город Астана, проспект Достык, 14"], type_size=26)
    areas = ocr_missed.missed(grey, 200, [])
    seen = ocr_engine.read(grey, 200)
    assert len(areas) == 1
    assert areas[0][0] <= seen[1].left <= areas[0][2]
    assert not ocr_missed.missed(grey, 200, seen)


def test_rules_pictures_edges_and_noise_are_no_lines() -> None:
    grey = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(grey)
    draw.rectangle((100, 200, 1100, 203), fill=0)
    draw.ellipse((500, 400, 700, 600), fill=90)
    draw.rectangle((0, 0, 1240, 20), fill=0)
    draw.line([(300 + at, 900 + (at * 7 % 90)) for at in range(0, 160, 5)], fill=0, width=4)
    assert not ocr_missed.missed(grey, 200, [])
    noise = random.Random(2)  # noqa: S311 - nothing secret
    assert not ocr_missed.missed(Image.frombytes("L", (1240, 1754), noise.randbytes(1240 * 1754)), 200, [])


# ---------------------------------------------------------------- what is said
def page(number: int, lines: Sequence[str], others: Mapping[str, str], missed: tuple[Box, ...] = (), sure: float = 0.96) -> Page:
    """A recognised page; `others`: how some words may be read otherwise."""
    words = []
    for at, line in enumerate(lines):
        left = 60.0
        for word in line.split():
            box = Box(left, 60.0 + 18 * at, left + 6 * len(word), 71.0 + 18 * at)
            words.append(Word(word, box, sure, other=others.get(word)))
            left += 6 * len(word) + 4
    return Page(number, "ocr", 595, 842, tuple(words), missed=missed)


def findings(*pages: Page) -> list[record.Finding]:
    packet = pipeline.study([Reading("scan.pdf", "0", 1, "application/pdf", pages, "tesseract")])
    for finding in packet.findings:
        assert all(0 <= where.span[0] <= where.span[1] <= len(packet.text) for where in finding.where)
    return [finding for finding in packet.findings if finding.kind == "legibility"]


def test_the_finding_says_both_readings_and_the_other_version() -> None:
    found = findings(page(1, KK, {}), page(2, RU, {"77": "11"}))
    assert [(one.code, one.severity, one.values) for one in found] == [("digit-unsure", "warning", ("77", "11", "11"))]
    assert found[0].where[0].page == 2
    assert len(found[0].where[0].boxes) == 1


def test_only_the_digits_that_differ_are_named_and_a_date_is_one() -> None:
    found = findings(page(1, [*RU, "Ответ дан 17.06.2021 года."], {"17.06.2021": "11.06.2021", "4-11/208": "4-11/203"}))
    assert [(one.code, one.values) for one in found] == [("digit-unsure", ("208", "203", None)), ("date-unsure", ("17", "11", None))]


def test_the_same_reading_twice_is_one_finding() -> None:
    found = findings(page(1, [*RU, "и ещё 77 мостов открыто"], {"77": "11"}))
    assert [len(one.where) for one in found] == [2]


def test_many_on_a_page_are_told_line_by_line() -> None:
    numbers = [f"{10 + at}" for at in range(12)]
    lines = ["Показатели по районам области:", " и ".join(numbers[:6]), " и ".join(numbers[6:])]
    found = findings(page(1, lines, dict.fromkeys(numbers, "")))
    assert [len(one.where) for one in found] == [6, 6]
    assert found[0].values == ("10; 11; 12; 13; 14; 15", None, None)


def test_a_faint_name_and_unread_lines_are_named() -> None:
    line = Box(80.0, 700.0, 200.0, 710.0)
    faint = page(1, [*RU, "Министр", "А. Қалиев"], {}, (line, line._replace(y0=720.0, y1=730.0)), sure=0.6)
    found = findings(faint)
    assert {one.code for one in found} == {"name-unsure", "line-unread"}
    unread = found[-1]
    assert unread.values == (1, 2)
    assert unread.where[0].boxes == ((80.0, 700.0, 200.0, 710.0),)


def test_nothing_is_said_of_a_text_that_was_given() -> None:
    assert not pipeline.extract([("letter.txt", "\n".join(RU).encode())]).findings


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_sentence_can_be_said(language: str) -> None:
    for code, values in (("digit-unsure", ("77", None, "11")), ("line-unread", (3, 4)), ("name-unsure", ("Қалиев", None, None))):
        finding = record.Finding(code=code, kind="legibility", severity="warning", where=(), values=values)
        said = sentence(finding, (), language)
        assert str(values[0]) in said
        assert code not in said


def test_numbers_are_matched_in_their_order() -> None:
    packet = pipeline.study([Reading("scan.pdf", "0", 1, "application/pdf", (page(1, KK, {}), page(2, RU, {})), "tesseract")])
    twins = Twins(packet.text, packet.documents)
    at = packet.text.index("77")
    assert twins.other((at, at + 2)) == "11"
    assert twins.other((0, 1)) is None
