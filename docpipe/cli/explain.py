"""`docpipe explain`: which rules looked at a place, which won, which lost and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.errors import DONE, WrongCall

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model.record import Packet
    from docpipe.model.trace import Note


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--at", "at", required=True, metavar="TEXT|OFFSET", help="A piece of the text as the record has it, or a character offset.")
def command(file: str, at: str) -> int:
    """Which rules looked at that place, which won, which lost and why."""
    from docpipe import pipeline, readers
    from docpipe.model.trace import listening
    from docpipe.readers import apart

    data = readers.given(file)
    reading = apart.read(data, "stdin" if file == "-" else Path(file).name)
    with listening() as notes:
        packet = pipeline.study([reading])
    for place in _places(packet.text, at):
        click.echo("\n".join(_told(packet, notes, place)))
    return DONE


def _places(text: str, at: str) -> list[tuple[int, int]]:
    """The places meant: every occurrence of a text, or one offset."""
    if at.isdigit() and at not in text and int(at) < len(text):
        return [(int(at), int(at) + 1)]
    if at.isdigit() and at not in text:
        raise WrongCall(f"the text has only {len(text)} characters", "Name an offset inside it, or a piece of the text")
    places = [(start, start + len(at)) for start in _occurrences(text, at)]
    if not places:
        raise WrongCall("that text does not stand in the record", "Copy it from the record's `text`, or name an offset")
    return places


def _occurrences(text: str, piece: str) -> Iterator[int]:
    start = text.find(piece) if piece else -1
    while start >= 0:
        yield start
        start = text.find(piece, start + len(piece))


def _told(packet: Packet, notes: Sequence[Note], place: tuple[int, int]) -> Iterator[str]:
    yield f"{place[0]}–{place[1]}: {packet.text[place[0] : place[1]]!r}"
    document = next((one for one in packet.documents if one.span[0] <= place[0] < one.span[1]), None)
    if document:
        yield f"  in document {document.id}: {document.kind}, {document.language}"
    for repair in packet.repairs:
        if repair.span[0] <= place[1] and place[0] <= repair.span[1] and repair.after.strip():
            yield f"  mended by {repair.rule}: {repair.before!r} -> {repair.after!r}"
    touching = sorted(
        {note for note in notes if note.span.overlaps(place)}, key=lambda note: (note.kind, not note.won, note.rule, note.span)
    )
    for note in touching:
        verdict = "won " if note.won else "lost"
        quote = packet.text[note.span.start : note.span.end]
        shown = quote if len(quote) <= 80 else f"{quote[:77]}..."
        yield f"  {verdict} {note.kind}: {note.rule} [{note.span.start}–{note.span.end}] {shown!r}" + (f" ({note.why})" if note.why else "")
    if not touching:
        yield "  no rule took this place"
