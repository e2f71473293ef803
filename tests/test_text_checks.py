"""Letters and what a careful secretary would mark in them: `text.txt`.

`@name:` gives a form with a place `{0}`; a block is a title, the form's name and the text put in (`⏎` line end), and below it one line a finding
of kind `text`: code and values; or `nothing`.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docpipe import pipeline
from docpipe.checks import text as text_check
from docpipe.language.passage import fold
from docpipe.model import record
from docpipe.reports.messages import words

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).with_name("text.txt")


def blocks() -> Iterator[tuple[str, str, list[str]]]:
    """Title, the file's text, the lines below it."""
    forms: dict[str, str] = {}
    for block in CASES.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        forms |= {line[1:].split(": ", 1)[0]: line.split(": ", 1)[1] for line in lines if line.startswith("@")}
        title = next((line[2:] for line in lines if line.startswith("# ")), None)
        if title:
            name, body = lines[1].split(" | ", 1)
            yield title, forms[name].format(body).replace("⏎", "\n"), [line.strip() for line in lines[2:]]


def said(text: str) -> list[str]:
    """The findings of kind `text`, as the case file writes them."""
    packet = pipeline.extract([("packet.txt", text.encode())])
    return [" | ".join([one.code, *map(str, one.values)]) for one in packet.findings if one.kind == "text"]


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(text, wanted, id=title) for title, text, wanted in blocks()])
def test_case(text: str, wanted: list[str]) -> None:
    assert said(text) == [line for line in wanted if line != "nothing"]


def test_there_are_nearly_as_many_innocent_letters_as_guilty_ones() -> None:
    every = list(blocks())
    assert sum(wanted == ["nothing"] for *_, wanted in every) * 5 >= len(every) * 2


def test_everything_is_a_note_with_its_sentence() -> None:
    codes = {line.split(" | ")[0] for *_, wanted in blocks() for line in wanted if line != "nothing"}
    assert all(codes <= words(language).say["messages"].keys() for language in ("kk", "ru", "en"))


def document(text: str) -> record.Document:
    return record.Document(id="1", source=0, kind="letter", language="ru", span=(0, len(text)))


def codes(text: str, *, scanned: bool) -> list[str]:
    return [one.code for one in text_check.check(text, fold(text), (), [document(text)], lambda _: scanned)]


@pytest.mark.parametrize(
    ("text", "on_paper"),
    [
        ("Ремонт путей (на 12 станциях области и и завершён в срок, движение поездов открыто.", []),
        ("Программа «Ремонт путей на станциях области выполняется в срок, движение поездов открыто.", []),
        ("Дирекция путей и станций (далее – ДПГРК) отчиталась. Работы ДПГР приняты в срок.", []),
        ("Дирекция путей и станций (далее – ДПГРК) отчиталась. Работы ДГПРК приняты в срок.", ["abbreviation-misused"]),
        ("Ремонт путей на 12 станциях области завершён завершён в срок, движение поездов открыто.", ["word-doubled"]),
    ],
)
def test_of_a_page_that_was_recognised_only_what_is_no_misreading_is_said(text: str, on_paper: list[str]) -> None:
    assert codes(text, scanned=False)
    assert codes(text, scanned=True) == on_paper


@pytest.mark.parametrize("sign", ["«а ", "(б ", '"в ', "» ", "АБВГ", "АБ ", "(далее – АБВГД) ", "и и ", "тенге По "])
def test_a_megabyte_takes_no_longer_than_a_megabyte_of_text(sign: str) -> None:
    text = sign * (200_000 // len(sign))
    start = time.process_time()
    text_check.check(text, fold(text), (), [document(text)])
    assert time.process_time() - start < 5
