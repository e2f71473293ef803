"""`docpipe receive`: the day on which something that wants an answer came in."""

from __future__ import annotations

import click

from docpipe.cli.archived import archive_option, day_of, one_document, opened
from docpipe.cli.due import line
from docpipe.errors import DONE, WrongCall


@click.command()
@click.argument("document", metavar="ID[/N]")
@archive_option
@click.option("--on", "day", metavar="DATE", help="The day of receipt.")
@click.option("--number", help="Its number in the incoming register.")
@click.option("--undo", is_flag=True, help="Take back what was recorded last; the stamp counts again, where one was read.")
def command(document: str, place: str | None, day: str | None, number: str | None, *, undo: bool) -> int:
    """Record when a document came in, where its stamp was not read or is read wrongly: its term runs from that day.

    ID is that of the file, /N the document in it where several may be meant. Said again it corrects; nothing that was recorded is lost.
    What was not read as wanting an answer is listed by `docpipe due` from then on, its last day unknown.
    """
    from docpipe.archive import journal

    if undo == bool(day) or (undo and number):
        raise WrongCall("Either --on or --undo is needed", "docpipe receive ID --on 2024-03-11 --number 14-5512")
    told = day_of(day)
    with opened(place) as archive:
        found = journal.receive(archive, *one_document(archive, document), told, number)
    if found is None:
        click.echo("docpipe: nothing in it wants an answer any more", err=True)
        return DONE
    click.echo(line(found))
    if found.received and found.date and found.received < found.date:
        click.echo(f"docpipe: the document itself is dated {found.date}, after that day", err=True)
    return DONE
