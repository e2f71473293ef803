"""Packets and what is said about the right to sign: `authority.txt` (`packetcases.py`); `@6` where a finding's number of places matters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docpipe.checks import authority
from docpipe.checks.authority.duties import known
from docpipe.language.passage import fold
from docpipe.reports.messages import words
from tests.packetcases import blocks, packet, said

if TYPE_CHECKING:
    from docpipe.model import record

CASES = Path(__file__).with_name("authority.txt")


def counted(finding: record.Finding, wanted: list[str]) -> str:
    """A finding as the case file writes it, `@6` where it names the number of places."""
    told = f"{said(finding)} @{len(finding.where)}"
    return told if told in wanted else said(finding)


@pytest.mark.parametrize(("texts", "wanted"), [pytest.param(texts, wanted, id=title) for title, texts, wanted in blocks(CASES)])
def test_case(texts: list[str], wanted: list[str]) -> None:
    found = [counted(one, wanted) for one in packet(texts).findings if one.kind == "authority"]
    assert found == [line for line in wanted if line != "nothing"]


def test_there_are_as_many_innocent_packets_as_guilty_ones() -> None:
    every = list(blocks(CASES))
    assert sum(wanted == ["nothing"] for *_, wanted in every) >= len(every) / 2


def test_orders_of_earlier_packets_count_and_have_no_place_here() -> None:
    every = {title: texts for title, texts, _ in blocks(CASES)}
    order, letter = every["Three days after the period"]
    archive = packet([order])
    now = packet([letter])
    assert not [one for one in now.findings if one.kind == "authority"]
    duties = known(archive.documents, fold(archive.text), here=False)
    [found] = authority.check(now.documents, fold(now.text), archive=duties)
    assert (found.code, found.values) == ("acting-outside-period", ("2024-08-26", "2024-08-05/2024-08-23"))
    assert {place.document for place in found.where} == {"1"}


def test_a_digit_that_may_be_read_otherwise_is_no_ground() -> None:
    every = {title: texts for title, texts, _ in blocks(CASES)}
    now = packet(every["Three days after the period"])
    assert authority.check(now.documents, fold(now.text))
    assert not authority.check(now.documents, fold(now.text), lambda span: ["6"] if "26" in now.text[slice(*span)] else None)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_finding_has_its_sentence(language: str) -> None:
    codes = {line.split()[0] for *_, wanted in blocks(CASES) for line in wanted if line != "nothing"}
    assert codes <= words(language).say["messages"].keys()
