r"""Packets and what is said about the right to sign: `authority.txt`.

`@name:` gives a form with places `{0}`, `{1}` …; a block is a title, one line a file (a form's name and what is filled in, or `file:` and
a text, `⏎` line end), and below them one line a finding of kind `authority`: code, severity, values (`-` for None), and `@6` where its
number of places matters; or `nothing`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docpipe import pipeline
from docpipe.checks import authority
from docpipe.checks.authority.duties import known
from docpipe.language.passage import fold
from docpipe.reports.messages import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.model import record

CASES = Path(__file__).with_name("authority.txt")


def blocks() -> Iterator[tuple[str, list[str], list[str]]]:
    """Title, the files' texts, the lines below them."""
    forms: dict[str, str] = {}
    for block in CASES.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        forms |= {line[1:].split(": ", 1)[0]: line.split(": ", 1)[1] for line in lines if line.startswith("@")}
        title = next((line[2:] for line in lines if line.startswith("# ")), None)
        if title:
            texts = [filled(line, forms) for line in lines if not line.startswith(("# ", "    "))]
            yield title, texts, [line.strip() for line in lines if line.startswith("    ")]


def filled(line: str, forms: dict[str, str]) -> str:
    """The text of one file."""
    if line.startswith("file: "):
        return line[6:].replace("⏎", "\n")
    name, *values = line.split(" | ")
    return forms[name].format(*values).replace("⏎", "\n")


def said(finding: record.Finding, wanted: list[str]) -> str:
    """A finding as the case file writes it."""
    told = " | ".join([f"{finding.code} {finding.severity}", *("-" if value is None else str(value) for value in finding.values)])
    counted = f"{told} @{len(finding.where)}"
    return counted if counted in wanted else told


def packet(texts: list[str]) -> record.Packet:
    return pipeline.extract([(f"{at}.txt", text.encode()) for at, text in enumerate(texts)])


@pytest.mark.parametrize(("texts", "wanted"), [pytest.param(texts, wanted, id=title) for title, texts, wanted in blocks()])
def test_case(texts: list[str], wanted: list[str]) -> None:
    found = [said(one, wanted) for one in packet(texts).findings if one.kind == "authority"]
    assert found == [line for line in wanted if line != "nothing"]


def test_there_are_as_many_innocent_packets_as_guilty_ones() -> None:
    every = list(blocks())
    assert sum(wanted == ["nothing"] for *_, wanted in every) >= len(every) / 2


def test_orders_of_earlier_packets_count_and_have_no_place_here() -> None:
    every = {title: texts for title, texts, _ in blocks()}
    order, letter = every["Three days after the period"]
    archive = packet([order])
    now = packet([letter])
    assert not [one for one in now.findings if one.kind == "authority"]
    duties = known(archive.documents, fold(archive.text), here=False)
    [found] = authority.check(now.documents, fold(now.text), archive=duties)
    assert (found.code, found.values) == ("acting-outside-period", ("2024-08-26", "2024-08-05/2024-08-23"))
    assert {place.document for place in found.where} == {"1"}


def test_a_digit_that_may_be_read_otherwise_is_no_ground() -> None:
    every = {title: texts for title, texts, _ in blocks()}
    now = packet(every["Three days after the period"])
    assert authority.check(now.documents, fold(now.text))
    assert not authority.check(now.documents, fold(now.text), lambda span: ["6"] if "26" in now.text[slice(*span)] else None)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_finding_has_its_sentence(language: str) -> None:
    codes = {line.split()[0] for *_, wanted in blocks() for line in wanted if line != "nothing"}
    assert codes <= words(language).say["messages"].keys()
