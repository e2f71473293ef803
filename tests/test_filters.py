"""The filters of letters: `filters.txt`, which a clerk can read, one form a line."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docpipe.errors import DocpipeError
from docpipe.language import name_forms
from docpipe.language.name_forms import HARD, GenderUnknown
from docpipe.language.names import Name
from docpipe.reply import filters, filters_people

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
