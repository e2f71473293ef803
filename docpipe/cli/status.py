"""`docpipe status`: how many files the archive has, and what awaits a person."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

import click

from docpipe.cli.archived import archive_option, opened
from docpipe.cli.batch_report import report_option, write
from docpipe.errors import DONE, REVIEW


@click.command()
@archive_option
@click.option("--json", "as_json", is_flag=True, help="The same as JSON, one object a state and code, each on a line.")
@report_option
def command(place: str | None, *, as_json: bool) -> int:
    """How many files were read, in part, not at all, and why not; on standard error how much is due. Ends with 10 where something awaits a person."""
    from docpipe.archive import due, listing

    with opened(place) as archive:
        counts = listing.counts(archive)
        open_ = due.demands(archive, datetime.now().astimezone().date())
        write(archive)
    for one in counts:
        click.echo(json.dumps(asdict(one)) if as_json else f"{one.files:>8}  {one.state}{f'  {one.code}' if one.code else ''}")
    click.echo(f"docpipe: {due.summary(open_)}", err=True)
    return REVIEW if any(one.state != "done" for one in counts) or any(one.group == "overdue" for one in open_) else DONE
