"""Digits read unsurely, and two other readings of them: when these count."""

from __future__ import annotations

import pytest

from docpipe.readers import ocr_agreed
from docpipe.readers.ocr_seen import Seen
from docpipe.readers.ocr_strip import Reread


def word(text: str, sure: float) -> Seen:
    return Seen(text, sure, 0, 0, 90, 30, 0)


@pytest.mark.parametrize(
    ("first", "sure", "near", "far", "text"),
    [
        ("(77.04.2022", 65, ("(11.04.2022", 94), ("(11.04.2022", 70), "(11.04.2022"),
        ("24815", 88, ("4815", 95), ("4815", 95), "4815"),
        ("18!", 82, ("181", 94), ("181", 66), "181"),
        ("|!", 45, ("11", 91), ("11", 62), "11"),
        ("2021", 96, ("2024", 95), ("2024", 95), None),
        ("(77.04.2022", 65, ("(11.04.2022", 94), ("(17.04.2022", 94), None),
        ("(77.04.2022", 65, ("(11.04.2022", 80), ("(11.04.2022", 94), None),
        ("(77.04.2022", 65, ("(11.04.2022", 94), ("(11.04.2022", 50), None),
        ("№508-қ", 80, ("№509-к", 94), ("NO509-k", 94), None),
        ("ІІ", 70, ("11", 94), ("11", 94), None),
        ("|", 70, ("1", 94), ("1", 94), None),
        ("3 2", 70, ("3, 2", 94), ("3 2", 94), None),
    ],
)
def test_two_that_agree_count_against_an_unsure_one(
    first: str, sure: float, near: tuple[str, float], far: tuple[str, float], text: str | None
) -> None:
    found = ocr_agreed.agreed(word(first, sure), Reread(*near), Reread(*far))
    assert (found and found.text) == text


@pytest.mark.parametrize(
    ("first", "far", "text"),
    [
        ("11|", ("11", 95), "11"),
        ("|7", ("7", 95), "7"),
        ("11|", ("111", 95), None),
        ("11|", ("11", 80), None),
        ("11|%", ("11%", 95), None),
        ("11", ("11", 95), None),
        ("|", ("1", 95), None),
        ("11|", None, None),
    ],
)
def test_a_stroke_beside_a_number_that_is_surely_read_without_it_is_none_of_its_digits(
    first: str, far: tuple[str, float] | None, text: str | None
) -> None:
    found = ocr_agreed.without_stroke(word(first, 75), far and Reread(*far))
    assert (found and found.text) == text


def test_without_both_nothing_is_mended() -> None:
    assert ocr_agreed.agreed(word("77", 50), None, Reread("11", 95)) is None
    assert ocr_agreed.agreed(word("77", 50), Reread("11", 95), None) is None


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("04.09.20192.", "04.09.2019г."),
        ("(3.10.20222.),", "(3.10.2022г.),"),
        ("04.09.2019.", None),
        ("20192.", None),
        ("04.19.20192.", None),
        ("45.09.20192.", None),
        ("04.09.201922", None),
        ("8.04.09.20192.", None),
    ],
)
def test_no_year_has_five_digits(read: str, text: str | None) -> None:
    found = ocr_agreed.with_year(word(read, 86))
    assert (found and found.text) == text
