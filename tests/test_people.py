"""People: mentions of one person joined, and what no text may do to the finder."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe.language.passage import Passage
from docpipe.mentions import people


def merged(text: str, language: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    found = people.merge(people.find(Passage.of(text, language)))
    return [(one.surname, one.given, one.patronymic, one.initials) for one in found]


def test_addressee_and_greeting_are_one_person() -> None:
    text = "Байжанову Т.С., Омаровой Г.К.\n\nУважаемые Талгат Серикович, Гульнара Кайратовна!"
    assert merged(text, "ru") == [("Байжанов", "Талгат", "Серикович", "Т.С."), ("Омарова", "Гульнара", "Кайратовна", "Г.К.")]


def test_kazakh_greeting_joins_by_initials() -> None:
    text = "Т.С. Байжановқа, Г.Қ. Омароваға\n\nҚұрметті Талғат Серікұлы, Гүлнар Қайратқызы!"
    assert merged(text, "kk") == [("Байжанов", "Талғат", "Серікұлы", "Т.С."), ("Омарова", "Гүлнар", "Қайратқызы", "Г.Қ.")]


def test_two_of_one_surname_stay_apart() -> None:
    assert merged("Ахметову А.А. и Ахметову Б.А.", "ru") == [("Ахметов", None, None, "А.А."), ("Ахметов", None, None, "Б.А.")]


def test_a_man_and_a_woman_of_one_surname_stay_apart() -> None:
    assert len(merged("Ахметову А.А. и Ахметовой А.А.", "ru")) == 2


def test_longer_initials_are_kept() -> None:
    assert merged("Исп. Касымов Н.\nСогласовано: Касымов Н.Т.", "ru") == [("Касымов", None, None, "Н.Т.")]


def test_institutions_are_kept_apart_from_people() -> None:
    found = people.merge(people.find(Passage.of("Академия им. Б. Бейсенова. Докладчик Бейсенов Б.", "ru")))
    assert [one.eponym for one in found] == [True, False]


@given(st.text(alphabet="АБәқұөң абв.ович-ұлықызы\n,*«»Смагулв Дж", max_size=80), st.sampled_from(["kk", "ru", "en"]))
def test_no_text_raises_and_spans_are_in_order(text: str, language: str) -> None:
    found = people.find(Passage.of(text, language))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    people.merge(found)


@pytest.mark.parametrize("piece", [" ", "7", "А.", "Б. ", "\n", "*\n", "а", "Аб", "А-", "«"])
def test_a_megabyte_of_one_thing(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    for language in ("kk", "ru", "en"):
        people.find(Passage.of(text, language))
    assert time.process_time() - began < 15
