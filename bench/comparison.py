"""What comparing the language versions costs beside reading: a bilingual letter of 50, 100 and 200 pages, as text and as PDF.

    python bench/comparison.py [TEXT.txt …] [--pages 50 100 200] [--runs 3] [--no-pdf]

The letter is made of the running text of samples/ and of the given bilingual packets, over and over, half of its pages in Kazakh, half in
Russian; figures are other ones each time, the same in both versions, so that no two paragraphs are equal. Processor seconds: of all that
comes before and beside the comparison, of the comparison (`checks.disagreement`), the median of the runs; ratio of the second to the first.
Letters of other figures were read before, so that there is nothing left to load. A page that was scanned costs about 1.2 s to read, all
comparison beside that is less than a hundredth.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docpipe import pipeline
from docpipe.bitext.paragraphs import paragraphs
from docpipe.checks import disagreement
from docpipe.readers import read
from samples import _render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.model import record

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PAGE = 2800
"""Characters of a printed page."""
FEWEST_LETTERS = 60
"""A paragraph with fewer small letters is a heading, an address, a name."""
RATIO = 0.10
_FIGURE = re.compile(r"(?<![\w.,/-])\d{2,3}(?![\w./-])(?! ?\()|(?<=\d )\d{3}(?!\d)(?! ?\()")
_LAST_OF_MONTH = 31

Versions = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of the comparison and of all else."""

    compared: float
    rest: float


def bodies(path: Path) -> list[Versions]:
    """The running text of each pair of versions in a packet: their paragraphs, Kazakh and Russian."""
    packet, folded = pipeline.studied([read(path.read_bytes(), path.name)])
    by_id = {one.id: one for one in packet.documents}
    said = [one for one in packet.documents if one.kind in ("letter", "annex") and one.language == "kk" and one.counterpart]
    pairs = [(one, by_id[one.counterpart or ""]) for one in said]
    return [(body(one, packet.text, folded), body(other, packet.text, folded)) for one, other in pairs if other.language == "ru"]


def body(document: record.Document, text: str, folded: str) -> list[str]:
    """Its sentences, items and rows."""
    return [
        " ".join(text[slice(*one.span)].split()) if "\t" not in one.text else text[slice(*one.span)]
        for one in paragraphs(document, folded)
        if (sum(map(str.islower, one.text)) > FEWEST_LETTERS and one.text.endswith((".", ";", ":"))) or "\t" in one.text
    ]


def varied(text: str, turn: int) -> str:
    """The text with other figures of two and three digits; what may be a day of a month stays."""

    def other(found: re.Match[str]) -> str:
        low = 10 ** (len(found[0]) - 1)
        value = int(found[0])
        return (
            found[0]
            if value <= _LAST_OF_MONTH
            else str(max(_LAST_OF_MONTH + 1, low) + (value * 7 + turn * 13) % (9 * low - _LAST_OF_MONTH))
        )

    return _FIGURE.sub(other, text)


def content(sources: Sequence[Versions], pages: int, turn: int) -> dict[str, Any]:
    """A letter of about so many pages for samples' printer."""
    blocks: Versions = ([], [])
    said = [0, 0]
    at = turn
    while sum(said) < pages * PAGE:
        for side, text in enumerate(sources[at % len(sources)]):
            rows = [varied(one, at) for one in text]
            blocks[side].extend(rows)
            said[side] += sum(map(len, rows))
        at += 1
    return letter(blocks)


def letter(blocks: Versions) -> dict[str, Any]:
    """The two versions between a head and a signature."""
    heads = (
        [{"to": ["Қазақстан Республикасының", "Премьер-Министрі", "Б.С. Қалиевке"]}],
        [{"to": ["Премьер-Министру", "Республики Казахстан", "Калиеву Б.С."]}],
    )
    ends = (
        [{"sign": ["Министр"], "name": "Д. Омаров"}, {"executor": ["Орынд.: С. Асанова", "Тел.: 74-11-12"]}],
        [{"sign": ["Министр"], "name": "Д. Омаров"}, {"executor": ["Исп.: Асанова С.", "Тел.: 74-11-12"]}],
    )
    strips = (["2024 жылғы 12 наурыз", "№ 10-2/415"], ["12 марта 2024 года", "№ 10-2/415"])
    return {
        "name": "comparison",
        "letterhead": {
            "kk": ["ҚАЗАҚСТАН", "РЕСПУБЛИКАСЫНЫҢ", "ҚАРЖЫ", "МИНИСТРЛІГІ"],
            "ru": ["МИНИСТЕРСТВО", "ФИНАНСОВ", "РЕСПУБЛИКИ", "КАЗАХСТАН"],
            "kk_contacts": ["010000, Астана қаласы"],
            "ru_contacts": ["010000, город Астана"],
        },
        "document": [
            {
                "id": f"letter-{language}",
                "language": language,
                "blocks": [{"head": True}, {"strip": strips[side]}, *heads[side], *printed(blocks[side]), *ends[side]],
            }
            for side, language in enumerate(("kk", "ru"))
        ],
    }


def printed(rows: Sequence[str]) -> list[dict[str, Any]]:
    """Paragraphs, and rows in a table."""
    made: list[dict[str, Any]] = []
    for tabbed, group in groupby(rows, lambda row: "\t" in row):
        if tabbed:
            cells = [row.split("\t") for row in group]
            width = max(map(len, cells))
            made.append({"table": [row + [""] * (width - len(row)) for row in cells], "caption": ""})
        else:
            made += [{"p": row} for row in group]
    return made


def cost(name: str, data: bytes) -> tuple[Cost, record.Packet]:
    """Read a packet; what it cost, and its record."""
    spent = 0.0

    def timed(documents: Sequence[record.Document], text: str) -> list[record.Finding]:
        nonlocal spent
        start = time.process_time()
        found = check(documents, text)
        spent += time.process_time() - start
        return found

    check, disagreement.check = disagreement.check, timed
    start = time.process_time()
    try:
        packet = pipeline.extract([(name, data)])
    finally:
        disagreement.check = check
    return Cost(spent, time.process_time() - start - spent), packet


def row(form: str, sources: Sequence[Versions], pages: int, runs: int) -> float:
    """Print one line; the ratio."""
    costs, packet, size = [], None, 0
    for turn in range(runs):
        made = content(sources, pages, 1 + turn)
        data = _render.to_pdf(made) if form == "pdf" else _render.to_text(made)
        one, packet = cost(f"packet.{form}", data)
        costs.append(one)
        size = len(packet.text)
    compared, rest = statistics.median(one.compared for one in costs), statistics.median(one.rest for one in costs)
    findings = sum(one.kind == "disagreement" for one in packet.findings) if packet else 0
    counted = packet.sources[0].pages if packet and form == "pdf" else pages
    print(f"{form:6}{counted:>6}{size:>12,}{rest:>10.2f}{compared:>10.3f}{compared / rest:>8.1%}{findings:>10}", flush=True)
    return compared / rest


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="*")
    parser.add_argument("--pages", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-pdf", action="store_true")
    given = parser.parse_args()
    packets = [*sorted(SAMPLES.glob("*/packet.txt")), *given.texts]
    sources = [pair for path in packets if "templates" not in path.parts for pair in bodies(path) if all(pair)]
    cost("warm.txt", _render.to_text(content(sources, 20, 0)))
    print(f"{'form':6}{'pages':>6}{'characters':>12}{'reading':>10}{'compared':>10}{'ratio':>8}{'findings':>10}")
    for form in ("txt",) if given.no_pdf else ("txt", "pdf"):
        for pages in given.pages:
            row(form, sources, pages, given.runs)
    print(f"ratio at most {RATIO:.0%}")


if __name__ == "__main__":
    main()
