"""`docpipe verify`: every original of the archive against its digest."""

from __future__ import annotations

import json

import click

from docpipe.cli.archived import archive_option, opened
from docpipe.errors import DONE, FIXITY


@click.command()
@archive_option
@click.option("--json", "as_json", is_flag=True, help="The result as one JSON object.")
def command(place: str | None, *, as_json: bool) -> int:
    """Read every original and hold it against its digest; say what has changed, what is missing, what nobody knows of.

    Untracked is what a run has left that was ended by force: taking the same files in once more puts it right. Ends with 6 where anything is found.
    """
    from docpipe.archive import store

    with opened(place) as archive:
        found = store.verify(archive)
    told = {"changed": found.changed, "missing": found.missing, "untracked": found.untracked}
    if as_json:
        click.echo(json.dumps(told))
    else:
        for what, names in told.items():
            for name in names:
                click.echo(f"{what:<10} {name!r}" if what == "untracked" else f"{what:<10} {name}")
        click.echo("docpipe: " + ", ".join(f"{len(names)} {what}" for what, names in told.items()), err=True)
    return DONE if found.sound else FIXITY
