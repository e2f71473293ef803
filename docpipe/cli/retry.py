"""`docpipe retry`: what lies in quarantine or was read in part, read once more."""

from __future__ import annotations

import click

from docpipe.cli.archived import archive_option, complain, ended_in_order, opened


@click.command()
@archive_option
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files are read at once; as many as there are cores by default.")
def command(place: str | None, jobs: int | None) -> int:
    """Read once more what could not be read, or only in part: after a program was installed, a limit raised, docpipe renewed.

    The earlier attempts are kept. Ends with 10 where something still awaits a person.
    """
    from docpipe.archive import store
    from docpipe.batch import ingest, local
    from docpipe.batch.progress import shown

    with (
        ended_in_order() as check,
        opened(place) as archive,
        local.workers(jobs) as reader,
        shown() as tell,
        ingest.batch(archive, reader) as one,
    ):
        one.tell, one.complain, one.check = tell, complain, check
        tally = ingest.retry(one, store.waiting(archive))
    click.echo(f"docpipe: {tally.line()}", err=True)
    return tally.exit_code
