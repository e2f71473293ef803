"""`docpipe show`: one file of the archive, its record or itself."""

from __future__ import annotations

import sys

import click

from docpipe.cli.archived import archive_option, one_file, opened
from docpipe.errors import DONE, REVIEW, Secret


@click.command()
@click.argument("beginning", metavar="ID")
@archive_option
@click.option("--original", is_flag=True, help="Write the bytes of the file as it came to standard output.")
def command(beginning: str, place: str | None, *, original: bool) -> int:
    """The record of the file whose ID (its SHA-256) begins so, as JSON; with --original the file itself, checked against its digest.

    Ends with 10 where the file has no record: why, stands on standard error; with 7 where it is marked secret.
    """
    from docpipe.archive import originals, store

    with opened(place) as archive:
        sha256 = one_file(archive, beginning)
        if original:
            sys.stdout.buffer.write(originals.read_true(archive.originals, sha256))
            return DONE
        record = store.record(archive, sha256)
        last = store.latest(archive, sha256)
    if last and last.code == Secret.code:
        raise Secret
    if record is None:
        click.echo(f"docpipe: {sha256}: not read ({last.code if last else 'never tried'})", err=True)
        return REVIEW
    click.echo(record)
    return DONE
