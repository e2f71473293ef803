"""One packet, four forms: the text, the PDF with a text layer, the Word file and the scan say the same."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from tests import agree
from tests.test_samples import IN_EVERY_FORM, expected, record

FIELDS = ("addressees", "salutation", "in_reply_to", "assignments", "dates", "references", "people", "signatories", "questions")


def facts(read: dict[str, Any]) -> list[tuple[str, ...]]:
    """Every fact of a record without its place: which document, which field, what it says."""
    found: list[tuple[str, ...]] = []
    for number, document in enumerate(read["documents"]):
        head = (str(number), document["kind"], document["language"])
        found += [(*head, name, agree.key(agree.bare(document[name]))) for name in agree.PLAIN if document[name]]
        found += [
            (*head, name, agree.key(document[name].get("name") or document[name].get("surname")))
            for name in ("issuer", *agree.ROLES)
            if document[name]
        ]
        found += [(*head, name, said(fact)) for name in FIELDS for fact in document[name]]
    return found


def said(fact: dict[str, Any]) -> str:
    """What a fact says, without where it stands and how it was printed."""
    if "person" in fact:
        return f"{said(fact['person'])} {fact['from']} {fact['to']} {agree.key(fact['acting_for'])}"
    names = ("value", "from", "to", "surname", "given", "patronymic", "initials", "number", "date", "article", "relation")
    return " ".join(agree.key(fact[name]) for name in names if fact.get(name)) or agree.key(fact["text"])


def f1(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> tuple[float, list[tuple[str, ...]]]:
    """How far two lists agree, and what only one of them has."""
    rest, lone = list(other), []
    for fact in one:
        if fact in rest:
            rest.remove(fact)
        else:
            lone.append(fact)
    shared = len(one) - len(lone)
    return 2 * shared / max(1, len(one) + len(other)), lone + rest


@pytest.mark.parametrize("file", ["packet.pdf", "packet.docx"])
@pytest.mark.parametrize("name", IN_EVERY_FORM)
def test_same_facts_as_the_text(name: str, file: str) -> None:
    one, other = facts(record(name)), facts(record(name, file))
    figure, lone = f1(one, other)
    unheard = [fact for fact in lone if fact not in one or fact not in other]
    assert figure >= 0.99 or not unheard, lone  # heads that only some forms print again on the next page say nothing new


@pytest.mark.parametrize("file", ["packet.pdf", "packet.docx"])
@pytest.mark.parametrize("name", IN_EVERY_FORM)
def test_header_of_each_form(name: str, file: str) -> None:
    assert agree.compare(expected(name), record(name, file)).faults(*agree.HEADER) == []


@pytest.mark.parametrize("name", IN_EVERY_FORM)
def test_facts_of_the_pdf_lie_on_its_pages(name: str) -> None:
    read = record(name, "packet.pdf")
    pages = read["sources"][0]["pages"]
    for document in read["documents"]:
        for fact in document["dates"]:
            assert 1 <= fact["page"] <= pages
            assert fact["boxes"]
            assert all(0 <= x0 < x1 <= 596 and 0 <= y0 < y1 <= 843 for x0, y0, x1, y1 in fact["boxes"])


SCANNED = ("order-acting-2024", "letter-justice-2024")
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


@needs_tesseract
@pytest.mark.parametrize("name", SCANNED)
def test_head_of_the_scan(name: str) -> None:
    found = agree.compare(expected(name), record(name, "scan.pdf"))
    assert found.faults("documents", "number", "place", "title", "addressees", "in_reply_to") == []


@needs_tesseract
@pytest.mark.parametrize("name", SCANNED)
def test_signature_under_the_seal(name: str) -> None:
    assert agree.compare(expected(name), record(name, "scan.pdf")).faults("signatory") == []


@needs_tesseract
def test_date_of_the_scan() -> None:
    assert agree.compare(expected("letter-justice-2024"), record("letter-justice-2024", "scan.pdf")).faults("date") == []


@needs_tesseract
@pytest.mark.parametrize("name", ["order-acting-2023", "order-acting-2024"])
def test_threes_of_the_scan(name: str) -> None:
    assert agree.compare(expected(name), record(name, "scan.pdf")).faults("date") == []


FIGURES = ("report-figures-2024", "report-figures-2024-kk")


@needs_tesseract
@pytest.mark.parametrize("name", FIGURES)
def test_figures_of_the_scan(name: str) -> None:
    """Of ten figures more than eight are read as printed, those of a table that goes on over the page with its unit too."""
    found = agree.compare(expected(name), record(name, "scan.pdf"))
    wanted = [fact for document in expected(name)["documents"] for fact in document["statistics"] if not fact.get("optional")]
    assert found.right["statistics"] >= 0.85 * len(wanted)
    assert found.right["statistics.unit"] >= 0.85 * len(wanted)


@needs_tesseract
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_of_the_scan(name: str) -> None:
    read = record(name, "scan.pdf")
    assert agree.compare(expected(name), read).faults("statistics") == []
    assert agree.arithmetic(expected(name), read).faults() == []
