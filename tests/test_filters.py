"""The filters of letters: `filters.txt`, which a clerk can read, one form a line."""

from __future__ import annotations

import ast
import re
import runpy
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.errors import DocpipeError
from docpipe.language import name_forms
from docpipe.language.name_forms import HARD, GenderUnknown
from docpipe.language.names import Name
from docpipe.model.record import Person
from docpipe.reply import filters, filters_people
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("filters.txt")
LINE = re.compile(
    r"(?P<language>kk|ru) (?P<filter>\w+)(?P<arguments>\([^)]*\))?(?: \[(?P<gender>[mf])\])?: ?(?P<given>.*?) ?= (?P<wanted>.*)"
)
CASES = {
    "ru": ("genitive", "dative", "accusative", "instrumental"),
    "kk": ("genitive", "dative", "accusative", "locative", "ablative", "instrumental"),
}
PEOPLE = {"addressee", "salutation", "name"}


def cases() -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(FILE.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            found = LINE.fullmatch(line)
            assert found, f"line {number} is no case"
            yield number, found.groupdict()


def person(text: str, gender: str | None) -> Any:
    """`post | rank | name` as a person, else the text."""
    if " |" not in text and not gender:
        return text
    post, rank, printed = (part.strip() for part in text.split("|")) if "|" in text else ("", "", text)
    name = filters_people.name_of(printed) if printed else Name()
    name = replace(name, gender=gender)  # type: ignore[arg-type]
    return {key: getattr(name, key) for key in ("surname", "given", "patronymic", "initials", "gender")} | {"post": post, "rank": rank}


def value(case: dict[str, str], text: str) -> Any:
    if case["filter"] == "reference_line":
        number, day = re.search(r"№(\S+)", text), re.search(r"(?<!\S)\d{4}-\d\d-\d\d", text)
        return {"number": number and number[1], "date": day and day[0]}
    return person(text, case["gender"]) if case["filter"] in PEOPLE else text


def values(case: dict[str, str]) -> Any:
    every = [value(case, part) for part in case["given"].split(" + ")]
    return every if len(every) > 1 else every[0]


def made(case: dict[str, str]) -> str:
    """What the filter makes; `?` where the gender is not told, `!` where it refuses."""
    known = filters.for_language(case["language"])
    told = ast.literal_eval(case["arguments"][:-1] + ",)") if case["arguments"] else ()
    if case["filter"] in {"addressee", "acting"} and told:
        return str(filters.FILTERS[case["filter"]](values(case), language=case["language"], full=told[0]))
    try:
        if case["filter"] == "cases":
            return "; ".join(declined(case, name) for name in CASES[case["language"]])
        return known[case["filter"]](values(case), *told)
    except GenderUnknown:
        return "?"
    except DocpipeError:
        return "!"


def declined(case: dict[str, str], name: str) -> str:
    if case["gender"]:
        return name_forms.declined(name_forms.read(case["given"]), filters_people.CASES[name], case["language"], case["gender"])  # type: ignore[arg-type]
    text = case["given"]
    return filters.for_language(case["language"])[name](int(text) if text.isdecimal() else text)


@pytest.mark.parametrize(("number", "case"), [pytest.param(n, c, id=f"{n} {c['given'][:40]}") for n, c in cases()])
def test_case(number: int, case: dict[str, str]) -> None:
    assert made(case).replace(HARD, " ").replace("\n", "⏎") == case["wanted"], f"line {number}"


def test_the_table_is_large_and_in_both_languages() -> None:
    languages = [case["language"] for _, case in cases()]
    assert min(languages.count("kk"), languages.count("ru")) >= 150
    assert {case["filter"] for _, case in cases()} - {"cases"} | set(filters_people.DECLINING) >= set(filters.FILTERS) - {"bound"}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_person_of_a_record_is_declined_as_printed_names_are(language: str) -> None:
    one = Person(text="", span=(0, 0), surname="Оспанова", initials="С.М.", post="сенатор")
    wanted = {"kk": "сенатор С.М.\u00a0Оспановаға", "ru": "сенатору Оспановой\u00a0С.М."}
    assert filters.for_language(language)["dative"](one) == wanted[language]


def test_a_filter_speaks_the_language_of_its_template_or_the_one_that_it_names() -> None:
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(filters.for_language("kk"))
    template = environment.from_string(
        "{{ n | sheets }}, {{ n | sheets_ru }}, {{ day | long }}, {{ day | long_ru }}, {{ n | agree('депутат') }}"
    )
    assert template.render(n=21, day="2021-06-17") == "21 парақта, на 21 листе, 2021 жылғы 17 маусым, 17 июня 2021 года, 21 депутат"
    assert "ablative" not in filters.for_language("ru")


@pytest.mark.parametrize("name", ["Ким Н.С.", "Айдын Б.", "Калина В.П.", "Рубин А.К.", "Смагул Б.С."])
def test_a_gender_that_nothing_tells_is_not_guessed_and_the_error_does_not_name_the_person(name: str) -> None:
    with pytest.raises(GenderUnknown) as raised:
        filters.for_language("ru")["dative"](name)
    assert not set(name.split()) & set(str(raised.value).split())


@pytest.mark.parametrize("text", ["Смагулов Б.С.", "Б. С. Смағұл", "М.Ш.Ахметжанов", "Смагулов Бахытбек Смагулович"])
def test_initials_are_bound_and_nothing_is_lost(text: str) -> None:
    shown = filters.for_language("ru")["nominative"](text)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
    assert " " not in shown or "." not in shown


def test_bound_blanks_stand_in_for_blanks_and_for_nothing_else() -> None:
    text = "К письму № 5 от 17 июня 2021 года: 1 740 000 тенге, 18 %, Смагулову Б.С. и Әбсеметовой А. М. в 2 экз."
    bound = filters.for_language("ru")["bound"](text)
    assert bound.replace(HARD, " ") == text
    assert {"К\u00a0письму\u00a0№\u00a05", "17\u00a0июня", "1\u00a0740\u00a0000\u00a0тенге", "18\u00a0%", "Смагулову\u00a0Б.С."} <= set(
        bound.replace(",", "").split(" ")
    )


@pytest.mark.parametrize("language", ["kk", "ru"])
@given(text=st.text(max_size=60), other=st.text(max_size=20))
@settings(max_examples=30, deadline=None)
def test_no_text_breaks_a_filter(language: str, text: str, other: str) -> None:
    one = {"surname": text, "given": other, "post": text, "rank": other}
    every = filters.for_language(language)
    for name in [
        *filters_people.DECLINING,
        "addressee",
        "name",
        "salutation",
        "acting",
        "bound",
        "reference_line",
        "long",
        "number",
        "sheets",
        "words",
    ]:
        for value in (text, one, [one, one]) if name in every else ():
            if isinstance(value, str) or name not in {"acting", "bound"}:
                with suppress(DocpipeError):
                    assert isinstance(every[name](value), str)


def test_the_page_of_the_filters_is_made_from_them() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "filters_page.py"))["page"]()
    assert (ROOT / "docs" / "filters.md").read_text("utf-8") == made, "python docs/filters_page.py > docs/filters.md"
