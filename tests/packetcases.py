"""Case files of whole packets: `authority.txt`, `form.txt`.

`@name:` gives a form with places `{0}`, `{1}` …; a block is a title, one line a file (a form's name and what is filled in, or `file:` and
a text, `⏎` line end), and below them one line a finding: code, severity, values (`-` for None); or `nothing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe import pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docpipe.model import record


def blocks(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Title, the files' texts, the lines below them."""
    forms: dict[str, str] = {}
    for block in path.read_text("utf-8").split("\n\n"):
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
    name, *values = (part.strip() for part in line.split(" |"))
    return forms[name].format(*values).replace("⏎", "\n")


def said(finding: record.Finding) -> str:
    """A finding as the case file writes it."""
    return " | ".join([f"{finding.code} {finding.severity}", *("-" if value is None else str(value) for value in finding.values)])


def packet(texts: list[str]) -> record.Packet:
    """The texts as the files of one packet."""
    return pipeline.extract([(f"{at}.txt", text.encode()) for at, text in enumerate(texts)])
