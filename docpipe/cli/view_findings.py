"""Findings for reading in a terminal: a table of how grave, what, and where; what was not compared; how many of each."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from docpipe.reports.findings import Told, summary, told
from docpipe.reports.messages import words
from docpipe.reports.plain import flat, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model.record import Document, Packet

_GAP = "  "
_LEAST = 20


def rendered(packet: Packet, gaps: Sequence[str], language: str, width: int) -> str:
    """The documents, the findings as a table no wider than `width`, gravest first, and the sentences on what was not compared."""
    say, findings = words(language).say, told(packet, language)
    lines = [*(document(one, say) for one in packet.documents), ""]
    lines += [*_table(findings, say, width), ""] if findings else []
    lines += [summary(packet, findings, language)]
    if gaps:
        lines += ["", f"{say['not_compared']}:", *(f"  {flat(gap)}" for gap in gaps)]
    return "\n".join(lines)


def document(one: Document, say: dict[str, Any]) -> str:
    """One line that tells a document from the others.

    >>> from docpipe.model.record import Document
    >>> document(Document(id="1", source=0, kind="letter", language="kk", span=(0, 9), counterpart="2"), words("en").say)
    '1. letter, Kazakh; other-language version: 2'
    """
    parts = [say["kinds"][one.kind], say["languages"][one.language], *([f"№ {one.number.value}"] if one.number else [])]
    other = f"; {say['counterpart']}: {one.counterpart}" if one.counterpart else ""
    return flat(f"{one.id}. {', '.join(parts)}{other}")


def _table(findings: Sequence[Told], say: dict[str, Any], width: int) -> list[str]:
    """Number, severity, sentence, places: the last two share what the first two leave."""
    head = ("№", say["severity_head"], say["what"], say["where"])
    rows = [(str(one.number), say["severity"][one.severity], one.sentence, _places(one)) for one in findings]
    narrow = [max(len(row[at]) for row in (head, *rows)) for at in (0, 1)]
    half = max(_LEAST, (width - sum(narrow) - 3 * len(_GAP)) // 2)
    widths = (*narrow, half, half)
    rule = _GAP.join("─" * wide for wide in widths)
    return [*_row(head, widths), rule, *(cells for row in rows for cells in _row(row, widths))]


def _places(one: Told) -> str:
    return "\n".join(place.quote + (f" ({place.at})" if place.at else "") for place in one.places)


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """A row of the table, each cell wrapped to its width."""
    wrapped = [
        [flat(piece) for part in cell.split("\n") for piece in textwrap.wrap(line(part), wide)]
        for cell, wide in zip(cells, widths, strict=True)
    ]
    for at in range(max(map(len, wrapped))):
        parts = [(cell[at] if at < len(cell) else "").ljust(wide) for cell, wide in zip(wrapped, widths, strict=True)]
        yield _GAP.join(parts).rstrip()
