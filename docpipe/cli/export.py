"""`docpipe export`: files of the archive handed on, with all that proves them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli.archived import archive_option, ended_in_order, filters, opened
from docpipe.errors import DONE, WrongCall

if TYPE_CHECKING:
    from docpipe.archive.bag import Account
    from docpipe.archive.filters import Filters
    from docpipe.archive.leaving import Reason


@click.command()
@archive_option
@click.option("--bag", "target", metavar="DIR", required=True, help="The folder to write the bag to: a new one, or an empty one.")
@click.option(
    "--include-restricted", is_flag=True, help="Also files that are restricted, or were never read and so may be; secret ones never."
)
@click.option("--json", "as_json", is_flag=True, help="The account as one JSON object.")
@filters
def command(place: str | None, target: str, chosen: Filters, *, include_restricted: bool, as_json: bool) -> int:
    """Originals with their records as a bag (BagIt 1.0): readable names, SHA-256 of every file, validated after it was written.

    Restricted files are left out, and so are those that were never read, and the ZIPs and e-mails around either; how many is told. Ends with
    6 where an original has changed or is missing: then there is no bag.
    """
    from docpipe import settings
    from docpipe.archive import bag

    if "\0" in target:
        raise WrongCall("This is no path", "Check the name")
    with ended_in_order(), opened(place) as archive:
        account = bag.write(archive, chosen, Path(target).absolute(), restricted=include_restricted, source=settings.organisation())
    if as_json:
        click.echo(json.dumps(asdict(account)))
    click.echo(f"docpipe: {_told(account)}", err=True)
    return DONE


def _told(account: Account) -> str:
    reasons: dict[Reason, str] = {"restricted": "restricted", "unread": "never read and so perhaps restricted", "secret": "secret"}
    left = ", ".join(f"{account.left_out[reason]} {told}" for reason, told in reasons.items() if account.left_out[reason])
    return f"{account.files} files in the bag, {account.size} bytes" + (f"; left out: {left}" if left else "")
