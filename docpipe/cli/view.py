"""The record for reading in a terminal: the `--table` view, a Jinja template with labels in the reader's language."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

import docpipe
from docpipe.cli import view_findings, view_statistics
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.model.record import Packet


def render(packet: Packet) -> str:
    """The record as plain text, told in kk, ru or en by `DOCPIPE_LANG` (default ru); control characters are shown, not sent."""
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(_folders()), undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters.update(
        flat=flat, shown=shown, lines=view_statistics.lines, sentence=view_findings.sentence, places=view_findings.places
    )
    return environment.get_template("record.txt.j2").render(packet=packet, say=labels())


def labels() -> dict[str, Any]:
    """The words of the view in the interface language."""
    wanted = os.environ.get("DOCPIPE_LANG", "ru")
    words = table("interface")
    return dict(words.get(wanted, words["ru"]))


def flat(value: object) -> str:
    r"""One line without control characters, so that a document cannot write to the terminal.

    >>> flat("a\n b\x1b[2J")
    'a b[2J'
    """
    return " ".join(shown(str(value)).split())


def shown(value: str) -> str:
    """The text without control characters, its blanks kept."""
    return "".join(ch if ch.isprintable() else " " for ch in value if ch.isprintable() or ch.isspace())


def _folders() -> list[str]:
    package = Path(docpipe.__file__).parent
    return [str(package / "templates"), str(package.parent / "templates")]
