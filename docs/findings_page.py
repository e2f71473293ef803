# ruff: noqa: INP001 - a program beside the page that it makes
"""Makes `findings.md`, the list of all findings, from the checks and the English catalogue: `python docs/findings_page.py > docs/findings.md`."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from docpipe.reports.messages import words

CHECKS = Path(__file__).resolve().parent.parent / "docpipe" / "checks"
TITLES = {
    "disagreement": "The versions, or two documents, say different things",
    "arithmetic": "Figures that do not follow from those beside them, dates that cannot be",
    "authority": "The right to sign",
    "form": "Requisites",
    "legibility": "What was read unsurely or not at all",
    "text": "Slips of the pen, text layers",
}
KINDS = {"calendar": "arithmetic", "pages": "legibility", "layer": "text"}


def page() -> str:
    """The page as Markdown."""
    say = words("en").say
    kinds: dict[str, set[str]] = {kind: set() for kind in TITLES}
    for path in CHECKS.rglob("*.py"):
        part = path.relative_to(CHECKS).parts[0].removesuffix(".py")
        constants = (node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant))
        kinds.get(KINDS.get(part, part), set()).update(value for value in constants if isinstance(value, str) and value in say["messages"])
    lines = [
        "# Findings",
        "",
        "What `docpipe check` may say, and why. `{0}`, `{1}` … stand for the values of the finding; the sentences are also in Kazakh and Russian.",
    ]
    for kind, title in TITLES.items():
        lines += ["", f"## {title} (`{kind}`)", "", "| code | what is said | why |", "|---|---|---|"]
        lines += [
            f"| `{code}` | {cell(say['messages'][code])} | {cell(say['rules'].get(code, say['rules'].get(kind, '')))} |"
            for code in sorted(kinds[kind])
        ]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """One cell of a Markdown table."""
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    sys.stdout.write(page())
