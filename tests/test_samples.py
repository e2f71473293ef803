"""The sample packets: what they are made of, and that docpipe reads out of their text what a person read."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests import agree
from tests.conftest import ROOT

SAMPLES = ROOT / "samples"
PACKETS = sorted(path.parent.name for path in SAMPLES.glob("*/content.toml"))
IN_EVERY_FORM = [name for name in PACKETS if (SAMPLES / name / "scan.pdf").exists()]


@cache
def record(name: str, file: str = "packet.txt") -> dict[str, Any]:
    """What docpipe reads out of one form of a packet."""
    from docpipe.pipeline import extract

    packet = extract([(file, (SAMPLES / name / file).read_bytes())])
    read: dict[str, Any] = json.loads(packet.to_json())
    return read


@cache
def expected(name: str) -> dict[str, Any]:
    """What a person read."""
    read: dict[str, Any] = json.loads((SAMPLES / name / "expected.json").read_text("utf-8"))
    return read


def test_there_are_packets_of_every_kind() -> None:
    kinds = {document["kind"] for name in PACKETS for document in expected(name)["documents"]}
    assert {"letter", "inquiry", "order", "annex", "press_release", "report"} <= kinds
    assert len(IN_EVERY_FORM) >= 6


@pytest.mark.parametrize("name", PACKETS)
def test_header(name: str) -> None:
    found = agree.compare(expected(name), record(name))
    assert found.faults(*agree.HEADER, "counterpart", "annex_to") == []


@pytest.mark.parametrize("name", PACKETS)
def test_assignments(name: str) -> None:
    assert agree.compare(expected(name), record(name)).faults("assignments") == []


@pytest.mark.parametrize("name", PACKETS)
def test_dates_and_people(name: str) -> None:
    assert agree.compare(expected(name), record(name)).faults("dates", "people") == []


@pytest.mark.parametrize("name", PACKETS)
def test_references(name: str) -> None:
    assert agree.compare(expected(name), record(name)).faults("references") == []


EVERY_FORM = [(name, "packet.txt") for name in PACKETS] + [(name, file) for name in IN_EVERY_FORM for file in ("packet.pdf", "packet.docx")]


@pytest.mark.parametrize(("name", "file"), EVERY_FORM)
def test_statistics(name: str, file: str) -> None:
    """Every figure with its unit, what it counts, qualifier, period, region, whole and change; a table cell as one of a sentence."""
    assert agree.compare(expected(name), record(name, file)).faults("statistics") == []


@pytest.mark.parametrize(("name", "file"), EVERY_FORM)
def test_findings_about_figures(name: str, file: str) -> None:
    """The errors planted in the reports are found, nothing else is doubted."""
    found = agree.arithmetic(expected(name), record(name, file))
    assert found.faults() == []
    assert found.right["findings"] == len(expected(name)["findings"])


def test_samples_show_every_kind_of_figure() -> None:
    facts = [fact for name in PACKETS for document in expected(name)["documents"] for fact in document["statistics"]]
    assert len(facts) > 350
    assert {fact["unit"] for fact in facts} >= KINDS_OF_UNIT
    assert {fact["qualifier"] for fact in facts} == {"exact", "over", "about", "almost", "at_least", "up_to"}
    assert {fact["change"]["direction"] for fact in facts if fact["change"]} == {"up", "down"}
    for name in ("low", "region", "period"):
        assert sum(fact.get(name) is not None for fact in facts) >= 2
    assert chains() >= 2


KINDS_OF_UNIT = {
    "count", "%", "pp", "times", "share", "KZT", "USD", "MCI", "m²", "m³", "ha", "km", "t", "c/ha", "kWh", "hour", "day", "year", "per 1000", "per 100000",
}  # fmt: skip


def chains() -> int:
    """How many figures are a part of what is itself a part."""
    documents = [document["statistics"] for name in PACKETS for document in expected(name)["documents"]]
    return sum(
        fact["part_of"] is not None and document[fact["part_of"]]["part_of"] is not None for document in documents for fact in document
    )


@pytest.mark.parametrize("name", PACKETS)
def test_every_fact_stands_where_it_says(name: str) -> None:
    read = record(name)
    places = list(located(read["documents"]))
    assert places
    assert [fact for fact in places if read["text"][slice(*fact["span"])] != fact["text"]] == []


def located(value: Any) -> Any:
    """Everything in a record that has a text and a span, at any depth."""
    if isinstance(value, dict):
        if "text" in value and "span" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from located(item)


@pytest.mark.parametrize("name", PACKETS)
def test_expected_quotations_stand_in_the_text(name: str) -> None:
    text = agree.key((SAMPLES / name / "packet.txt").read_text("utf-8"))
    quotations = [
        fact["text"]
        for document in expected(name)["documents"]
        for field in ("dates", "references", "questions", "statistics")
        for fact in document.get(field, [])
    ]
    assert [quotation for quotation in quotations if agree.key(quotation) not in text] == []


@pytest.mark.parametrize("name", PACKETS)
def test_forms_agree_with_their_content(name: str) -> None:
    pytest.importorskip("weasyprint")
    checked = subprocess.run([sys.executable, SAMPLES / "make.py", "--check", name], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_reply_is_signed_on_a_day_of_acting_duties() -> None:
    """The order for 2023 covers the day on which the reply to the inquiry is signed, by the person whom it names."""
    answer = tomllib.loads((SAMPLES / "inquiry-health-2023" / "answer.toml").read_text("utf-8"))
    letter, order = (expected(name)["documents"] for name in ("letter-health-2023", "order-acting-2023"))
    laid = {one["language"]: one["assignments"][0] for one in order}
    for one in letter[:2]:
        duty = laid[one["language"]]
        assert duty["from"] <= answer["on"].isoformat() <= duty["to"]
        assert duty["person"]["surname"] == one["signatory"]["surname"]
        assert one["executor"]["phone"] == answer["executor"]["phone"]
    assert letter[0]["number"] == answer["number"]
    assert [one["question"] for one in answer["answer"]] == [
        int(q["number"]) for q in expected("inquiry-health-2023")["documents"][0]["questions"]
    ]


@pytest.mark.parametrize(
    "path", [path for name in PACKETS for path in (SAMPLES / name).glob("scan.pdf")], ids=lambda path: path.parent.name
)
def test_scans_are_small_and_without_text(path: Path) -> None:
    import pypdfium2 as pdfium

    pages = list(pdfium.PdfDocument(path))
    assert path.stat().st_size < 1_500_000
    assert 1 <= len(pages) <= 4
    assert all(not page.get_textpage().get_text_bounded().strip() for page in pages)
