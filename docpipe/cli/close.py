"""`docpipe close`: the registered final answer, which ends a demand."""

from __future__ import annotations

import click

from docpipe.cli.archived import archive_option, day_of, one_document, opened
from docpipe.cli.due import line
from docpipe.errors import DONE, WrongCall


@click.command()
@click.argument("document", metavar="ID[/N]")
@archive_option
@click.option("--number", help="The number under which the final answer was registered.")
@click.option("--on", "day", metavar="DATE", help="Its date.")
@click.option("--undo", is_flag=True, help="Open it again: it was closed by mistake.")
def command(document: str, place: str | None, number: str | None, day: str | None, *, undo: bool) -> int:
    """Close what wants an answer by the number and the date of the registered final answer. A draft or an interim answer never does.

    ID is that of the file that asks, /N the document in it where several do.
    """
    from docpipe.archive import journal

    if undo == bool(day and number) or (undo and (day or number)):
        raise WrongCall("Either --number with --on, or --undo is needed", "docpipe close ID --number 09-2/3187 --on 2024-03-27")
    told = day_of(day)
    with opened(place) as archive:
        found = journal.close(archive, *one_document(archive, document), told, number)
    click.echo(line(found))
    return DONE
