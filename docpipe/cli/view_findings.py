"""Findings for reading in a terminal: a table of how grave, what, and where; what was not compared; how many of each."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from docpipe.cli.plain import flat
from docpipe.reports.messages import words
from docpipe.reports.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model.record import Document, Finding, Packet, Where

_LONGEST = 56
_ALONE = 24
"""A quotation shorter than this is shown with the words around it."""
_GRAVEST = ("error", "warning", "note")
_GAP = "  "
_LEAST = 20


def rendered(packet: Packet, gaps: Sequence[str], language: str, width: int) -> str:
    """The documents, the findings as a table no wider than `width`, gravest first, and the sentences on what was not compared."""
    say = words(language).say
    lines = [*(document(one, say) for one in packet.documents), ""]
    lines += _table(packet, language, width) if packet.findings else [say["nothing"]]
    if gaps:
        lines += ["", f"{say['not_compared']}:", *(f"  {flat(gap)}" for gap in gaps)]
    return "\n".join([*lines, *(["", counts(packet.findings, language)] if packet.findings else [])])


def document(one: Document, say: dict[str, Any]) -> str:
    """One line that tells a document from the others.

    >>> from docpipe.model.record import Document
    >>> document(Document(id="1", source=0, kind="letter", language="kk", span=(0, 9), counterpart="2"), words("en").say)
    '1. letter, Kazakh; other-language version: 2'
    """
    parts = [say["kinds"][one.kind], say["languages"][one.language], *([f"№ {one.number.value}"] if one.number else [])]
    other = f"; {say['counterpart']}: {one.counterpart}" if one.counterpart else ""
    return flat(f"{one.id}. {', '.join(parts)}{other}")


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes; each in the order of the text."""
    return sorted(findings, key=lambda one: (_GRAVEST.index(one.severity), one.where[0].span if one.where else (-1, -1)))


def counts(findings: Sequence[Finding], language: str) -> str:
    """How many of each severity there are: `2 errors, 1 note`."""
    told = ((f"{severity}s", sum(one.severity == severity for one in findings)) for severity in _GRAVEST)
    return ", ".join(words(language).counted(what, number) for what, number in told if number)


def _table(packet: Packet, language: str, width: int) -> list[str]:
    say = words(language).say
    head = (say["severity_head"], say["what"], say["where"])
    rows = [
        (say["severity"][one.severity], sentence(one, packet.documents, language), places(one, packet, say))
        for one in gravest_first(packet.findings)
    ]
    first = max(len(row[0]) for row in (head, *rows))
    second = max(_LEAST, (width - first - 2 * len(_GAP)) // 2)
    widths = (first, second, max(_LEAST, width - first - second - 2 * len(_GAP)))
    rule = _GAP.join("─" * wide for wide in widths)
    return [*_row(head, widths), rule, *(line for row in rows for line in _row(row, widths))]


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """A row of the table, each cell wrapped to its width."""
    wrapped = [textwrap.wrap(flat(cell), wide) or [""] for cell, wide in zip(cells, widths, strict=True)]
    for at in range(max(map(len, wrapped))):
        parts = [(cell[at] if at < len(cell) else "").ljust(wide) for cell, wide in zip(wrapped, widths, strict=True)]
        yield _GAP.join(parts).rstrip()


def places(finding: Finding, packet: Packet, say: dict[str, Any]) -> str:
    """Where it stands: each place quoted, with its document and page."""
    return "; ".join(_place(where, packet.text, say) for where in finding.where)


def _place(where: Where, text: str, say: dict[str, Any]) -> str:
    start, end = where.span
    quote = " ".join(text[start:end].split())
    quote = quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1] + "…"
    if end - start < _ALONE:
        before, after = text[max(0, start - _ALONE) : start].rpartition("\n")[2], text[end : end + _ALONE // 2].partition("\n")[0]
        quote = " ".join(f"{before}[{quote}]{after}".split())
    paper = [f"{say['document']} {where.document}"] if where.document else []
    paper += [f"{say['page']} {where.page}"] if where.page else []
    return f"«{quote}»" + (f" ({', '.join(paper)})" if paper else "")
