r"""Two versions of one text, and what is said to differ: `disagreements/*.txt`.

A block is a Kazakh and a Russian (or English) text (`⏎` line end, `⇥` tab) and below them one line a finding of kind `disagreement`: code, severity, values
(a blank for None is `-`), or `nothing`; `known failure: why` turns red when it starts to pass. The two texts are the two files of one packet and are held against each other whatever their kinds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docpipe import pipeline
from docpipe.checks import disagreement
from docpipe.checks.gather import gathered
from docpipe.language.passage import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.model import record

FOLDER = Path(__file__).with_name("disagreements")
LANGUAGES = ("kk: ", "ru: ", "en: ")


def blocks() -> Iterator[tuple[str, str, list[str], list[str]]]:
    """File, title, the texts, the lines below them."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text("utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if line.strip()]
            if not lines:
                continue
            title = next((line[2:] for line in lines if line.startswith("# ")), lines[0])
            texts = [line[4:].replace("⏎", "\n").replace("⇥", "\t") for line in lines if line.startswith(LANGUAGES)]
            if texts:
                yield path.stem, title, texts, [line.strip() for line in lines if line.startswith("    ")]


def compared(texts: list[str]) -> list[record.Finding]:
    """The disagreements of texts taken as versions of one document."""
    packet = pipeline.extract([(f"{at}.txt", text.encode()) for at, text in enumerate(texts)])
    documents = packet.documents
    if len(documents) == 2:
        one, other = documents
        documents = (one.model_copy(update={"counterpart": other.id}), other.model_copy(update={"counterpart": one.id}))
    text = fold(packet.text)
    return gathered(disagreement.check(documents, text), text, lambda _: None)


def said(finding: record.Finding) -> str:
    """A finding as the case file writes it."""
    values = [
        "-" if value is None else f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value) for value in finding.values
    ]
    return " | ".join([f"{finding.code} {finding.severity}", *values])


@pytest.mark.parametrize(
    ("texts", "wanted"), [pytest.param(texts, wanted, id=f"{stem}: {title}"[:80]) for stem, title, texts, wanted in blocks()]
)
def test_case(texts: list[str], wanted: list[str]) -> None:
    reason = next((line for line in wanted if line.startswith("known failure")), None)
    right = [said(one) for one in compared(texts)] == [line for line in wanted if line not in ("nothing", reason)]
    assert right == (reason is None), [said(one) for one in compared(texts)]


@pytest.mark.parametrize("letters", [4, 24])
def test_a_misspelt_signature_among_many_letters_is_one_finding_with_every_place(letters: int) -> None:
    def letter(number: int, name: str) -> tuple[str, bytes]:
        text = f"МИНИСТЕРСТВО ФИНАНСОВ\n\n№ 5-{number}/17 от 05.02.2024\n\nАкимат города Семей\n\nДеньги перечислены в срок.\n\nМинистр    А. {name}\n"
        return f"{number}.txt", text.encode()

    packet = pipeline.extract([letter(at, "Турсунбаков" if at == 3 else "Турсунбеков") for at in range(1, letters + 1)])
    [found] = [one for one in packet.findings if one.code == "surname-differs"]
    assert found.values[:3] == ("Турсунбеков", "Турсунбаков", "Турсунбеков")
    assert {packet.text[slice(*one.span)].split()[-1] for one in found.where} == {"Турсунбеков", "Турсунбаков"}
    assert len(found.where) == letters
