"""`docpipe acting`: who held a post for another, when, by which order."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from docpipe.cli.archived import archive_option, check_date, opened
from docpipe.errors import DONE, WrongCall
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from docpipe.archive.acting import Between, Duty


@click.command()
@archive_option
@click.option("--post", help="Words of the post or of its body, in either language and any form.")
@click.option("--on", "day", metavar="DATE", help="Only who held it on that day.")
@click.option("--from", "since", metavar="DATE", help="Only duties that last to that day or longer.")
@click.option("--to", "until", metavar="DATE", help="Only duties that begin on that day or earlier.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a duty, each on a line; gaps and overlaps are left out.")
def command(place: str | None, post: str | None, day: str | None, since: str | None, until: str | None, *, as_json: bool) -> int:
    """The timeline of acting duties over all orders in the archive, with the days on which two hold a post, and between two duties none.

    Both days of a duty belong to it.
    """
    from docpipe.archive import acting

    if day and (since or until):
        raise WrongCall("--on asks for one day, --from and --to for a time", "Give one or the other")
    for told in (day, since, until):
        check_date(told, to_the_day=True)
    with opened(place) as archive:
        duties = acting.timeline(archive, post=post, since=day or since, until=day or until)
    for one in duties:
        click.echo(json.dumps(asdict(one), ensure_ascii=False) if as_json else _line(one))
    for apart in () if as_json else acting.between(duties):
        click.echo(_apart(apart))
    return DONE


def _line(one: Duty) -> str:
    order = " ".join(filter(None, ("order", one.order_number and f"№ {one.order_number}", one.order_date)))
    held = ", ".join(filter(None, (" / ".join(one.posts), one.organisation)))
    return flat(
        f"{one.since or '…'} – {one.until or '…'}  {one.person}{f' ({one.person_post})' if one.person_post else ''} for {held or '?'}; {order}; {one.sha256[:12]}"
    )


def _apart(one: Between) -> str:
    return flat(f"{one.since} – {one.until}  {one.kind}: {one.first.person}, {one.second.person} for {one.first.post or '?'}")
