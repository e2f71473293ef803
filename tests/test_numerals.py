"""Numbers in words: what a speller writes is read back, spans are true on spoiled text, time grows with the length alone."""

from __future__ import annotations

import random
import re
import time

import num2words
import pytest

from docpipe.language import numerals_scale
from docpipe.language.numerals_words import find, read

SPELLERS = {"kk": "kz", "ru": "ru", "en": "en"}
PIECES = ["сто", "двадцать", "пять", "пятого", "тысяч", "миллион", "полтора", "с половиной", "целых", "десятых", "одна", "три четверти", "жүз", "он",
          "екі", "мыңнан", "бүтін", "оннан", "бірі", "жарым", "жарты", "тоқсан", "нөл", "half", "a", "and", "two", "hundred", "point", "third", "5", "-ға",
          "-", "–", " ", " ", " ", "\n", "\t", ",", ".", "(", ")", "слово", "сөз", "_", "'"]  # fmt: skip


@pytest.mark.parametrize("language", SPELLERS)
def test_a_number_written_out_is_read_back(language: str) -> None:
    dice = random.Random(language)  # noqa: S311
    for _ in range(500):
        number = dice.randrange(10 ** dice.randint(1, 6) + 1)
        said = num2words.num2words(number, lang=SPELLERS[language])
        assert read(said, language) == number, said


@pytest.mark.parametrize("case", "ngdaip")
def test_every_russian_case_is_read_back(case: str) -> None:
    dice = random.Random(case)  # noqa: S311
    for gender in "mfn":
        for _ in range(60):
            number = dice.randrange(10 ** dice.randint(1, 12))
            said = num2words.num2words(number, lang="ru", case=case, gender=gender, animate=dice.random() < 0.5)
            assert read(said, "ru") == number, said


@pytest.mark.parametrize("language", SPELLERS)
def test_an_ordinal_is_no_number(language: str) -> None:
    if language == "kk":
        said = ["бірінші", "он екінші", "екі мың бесінші", "жүз оныншы", "тоқсан тоғызыншы"]
    else:
        said = [num2words.num2words(number, to="ordinal", lang=language) for number in (*range(1, 60), 101, 200, 333, 1001, 2025)]
    for text in said:
        assert find(text, 0, len(text), language) == [], text


@pytest.mark.parametrize("seed", range(30))
def test_spans_are_true_on_spoiled_text(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    text = "".join(dice.choice(PIECES) + dice.choice([" ", " ", "", "-"]) for _ in range(300))
    for language in SPELLERS:
        end = 0
        for one in find(text, 0, len(text), language):
            assert end <= one.start < one.end <= len(text)
            assert one.value >= 0
            assert text[one.start : one.end].strip(" -\n") == text[one.start : one.end]
            end = one.end


@pytest.mark.parametrize("limits", [(0, 12), (5, 12), (3, 9)])
def test_nothing_is_found_outside_the_limits(limits: tuple[int, int]) -> None:
    text = "сто двадцать пять тысяч"
    assert all(limits[0] <= one.start and one.end <= limits[1] for one in find(text, *limits, "ru"))


@pytest.mark.parametrize(
    "piece", ["сто ", "тысяча ", "он-", "екі-екі ", "жүз мың ", "бір бүтін оннан ", "нөл ", "zero point ", "one and ", "үштен "]
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begin = time.process_time()
    for language in SPELLERS:
        find(text, 0, len(text), language)
    assert time.process_time() - begin < 8


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("тыс", 10**3), ("тыс.", 10**3), ("тысяч", 10**3), ("тысячах", 10**3), ("тысячью", 10**3), ("мың", 10**3), ("мыңға", 10**3), ("мың-нан", 10**3),
        ("мыңнан", 10**3), ("thousand", 10**3), ("млн", 10**6), ("млн.", 10**6), ("млн.-ға", 10**6), ("млн-нан", 10**6), ("миллиона", 10**6), ("миллионнан", 10**6),
        ("million", 10**6), ("mln.", 10**6), ("млрд-тан", 10**9), ("миллиардқа", 10**9), ("bn", 10**9), ("billions", 10**9), ("трлн.", 10**12),
        ("триллионов", 10**12), ("trillion", 10**12), ("т", None), ("т.", None), ("тонн", None), ("мыңдаған", None), ("m", None), ("k", None),
        ("миллионер", None), ("тысячелетие", None), ("мыңжылдық", None), ("млнов", None),
    ],
)  # fmt: skip
def test_words_of_scale(word: str, value: int | None) -> None:
    assert numerals_scale.scale(word) == value
    assert bool(re.fullmatch(numerals_scale.pattern(), word)) == (value is not None)
