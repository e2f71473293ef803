"""The record for reading in a terminal: the `--table` view, a Jinja template with labels in the reader's language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

import docpipe
from docpipe.cli import view_findings, view_statistics
from docpipe.cli.plain import flat, shown
from docpipe.reports import messages, sentences

if TYPE_CHECKING:
    from docpipe.model.record import Packet


def render(packet: Packet) -> str:
    """The record as plain text, told in the reader's language; control characters are shown, not sent."""
    say = messages.words(messages.language()).say
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(_folders()), undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters.update(
        flat=flat, shown=shown, lines=view_statistics.lines, sentence=sentences.sentence, places=view_findings.places
    )
    return environment.get_template("record.txt.j2").render(packet=packet, say=say)


def _folders() -> list[str]:
    package = Path(docpipe.__file__).parent
    return [str(package / "templates"), str(package.parent / "templates")]
