"""The record for reading in a terminal: the `--table` view, a Jinja template with labels in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.cli import view_statistics
from docpipe.reports import findings, messages
from docpipe.reports.plain import flat, shown
from docpipe.reports.templates import environment

if TYPE_CHECKING:
    from docpipe.model.record import Packet


def render(packet: Packet) -> str:
    """The record as plain text, told in the reader's language; control characters are shown, not sent."""
    language = messages.language()
    text = environment(markup=False)
    text.filters.update(flat=flat, shown=shown, lines=view_statistics.lines)
    told = findings.told(packet, language)
    return text.get_template("record.txt.j2").render(packet=packet, findings=told, say=messages.words(language).say)
