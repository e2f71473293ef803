"""`docpipe show`: one file of the archive, its record or itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from docpipe.cli.archived import archive_option, one_file, opened
from docpipe.errors import DONE, REVIEW, Secret

if TYPE_CHECKING:
    from docpipe.archive.store import Archive


@click.command()
@click.argument("beginning", metavar="ID")
@archive_option
@click.option("--original", is_flag=True, help="Write the bytes of the file as it came to standard output.")
def command(beginning: str, place: str | None, *, original: bool) -> int:
    """The record of the file whose ID (its SHA-256) begins so, as JSON; with --original the file itself, checked against its digest.

    What is said of the right to sign is said by all orders that the archive has by now; the orders are named on standard error.

    Ends with 10 where the file has no record: why, stands on standard error; with 7 where it is marked secret.
    """
    from docpipe.archive import originals, store

    with opened(place) as archive:
        sha256 = one_file(archive, beginning)
        if original:
            sys.stdout.buffer.write(originals.read_true(archive.originals, sha256))
            return DONE
        record = _record(archive, sha256)
        last = store.latest(archive, sha256)
    if last and last.code == Secret.code:
        raise Secret
    if record is None:
        click.echo(f"docpipe: {sha256}: not read ({last.code if last else 'never tried'})", err=True)
        return REVIEW
    click.echo(record)
    return DONE


def _record(archive: Archive, sha256: str) -> str | None:
    """The record that is kept, but for what orders of the archive have changed."""
    from docpipe.archive import authority, store
    from docpipe.archive.index import is_secret
    from docpipe.model.record import Packet

    kept = store.record(archive, sha256)
    if kept is None:
        return None
    packet = Packet.model_validate_json(kept)
    if is_secret(packet):
        raise Secret
    told = authority.told(archive, sha256, packet)
    for one in told:
        for file, number, day in one.orders:
            click.echo(f"docpipe: {one.finding.code}: by order № {number or '?'} of {day or '?'} ({file[:12]})", err=True)
    now = authority.completed(packet, told)
    return kept if now is packet else now.model_dump_json(by_alias=True)
