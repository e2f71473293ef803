"""Packets and what is said about their requisites: `form.txt` (`packetcases.py`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe.checks import form
from docpipe.language.passage import fold
from docpipe.reports.messages import words
from docpipe.vocabulary import table
from tests.packetcases import blocks, packet, said

CASES = Path(__file__).with_name("form.txt")


@pytest.mark.parametrize(("texts", "wanted"), [pytest.param(texts, wanted, id=title) for title, texts, wanted in blocks(CASES)])
def test_case(texts: list[str], wanted: list[str]) -> None:
    found = [said(one) for one in packet(texts).findings if one.kind == "form"]
    assert found == [line for line in wanted if line != "nothing"]


def test_there_are_as_many_innocent_packets_as_guilty_ones() -> None:
    every = list(blocks(CASES))
    assert sum(wanted == ["nothing"] for *_, wanted in every) >= len(every) / 2 - 1


LETTER = (
    "МИНИСТЕРСТВО ТРАНСПОРТА\nРЕСПУБЛИКИ КАЗАХСТАН\n\n12 марта 2024 года № 04-2/611\n\n{0}\n\n"
    "Министерство транспорта направляет сведения о ходе ремонта дорог республиканского значения.\n\n"
    "Приложение: на {1} листах.\n\nВице-министр     А. Касенов\n\nИсп. Ли В., 75-40-11\n"
)
ANNEX = "Приложение\n\nСведения о ходе ремонта дорог\n\nВ 2024 году отремонтировано 410 км дорог республиканского значения, работы продолжаются.\n"


def about_pages(texts: list[str], pages: list[tuple[int, int]]) -> list[str]:
    """What the check says where the documents take these pages."""
    read = packet(texts)
    places = {one.span: place for one, place in zip(read.documents, pages, strict=True)}
    return [
        said(one) for one in form.check(read.documents, fold(read.text), {}, pages=places.get) if "page" in one.code or "long" in one.code
    ]


@pytest.mark.parametrize(
    ("sheets", "last", "wanted"),
    [
        (8, 8, []),
        (4, 8, []),
        (6, 8, []),
        (3, 5, []),
        (12, 8, ["sheets-differ-pages warning | 12 | 8 | 8 | 4"]),
        (3, 8, ["sheets-differ-pages warning | 3 | 8 | 8 | 4"]),
    ],
)
def test_sheets_of_one_or_two_sides(sheets: int, last: int, wanted: list[str]) -> None:
    whole = LETTER.format("Министерство финансов\nРеспублики Казахстан", sheets) + "\n" + ANNEX
    assert about_pages([whole], [(1, 1), (2, last + 1)]) == wanted


def test_an_annex_that_is_not_there_has_no_pages() -> None:
    assert about_pages([LETTER.format("Министерство финансов\nРеспублики Казахстан", 12)], [(1, 1)]) == []


@pytest.mark.parametrize(
    ("whom", "last", "wanted"),
    [
        ("Аппарат Правительства\nРеспублики Казахстан", 4, ["letter-too-long warning | 4 | 3"]),
        ("Аппарат Правительства\nРеспублики Казахстан", 3, []),
        ("Министерство финансов\nРеспублики Казахстан", 9, []),
    ],
)
def test_a_letter_to_the_government_has_three_sheets(whom: str, last: int, wanted: list[str]) -> None:
    assert about_pages([LETTER.format(whom, 2)], [(1, last)]) == wanted


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_finding_has_its_sentence(language: str) -> None:
    codes = {line.split()[0] for *_, wanted in blocks(CASES) for line in wanted if line != "nothing"}
    codes |= {row["code"] for row in table("requisites")["requisite"]} | {"sheets-differ-pages", "letter-too-long"}
    assert codes <= words(language).say["messages"].keys()
