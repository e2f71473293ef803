"""`docpipe acting`: who held a post for another, when, by which order."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from docpipe.cli.archived import Filter, archive_option, check_date, opened
from docpipe.errors import DONE, REVIEW, WrongCall
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.archive.acting import Between, Duty
    from docpipe.archive.authority import Doubtful


@click.command()
@archive_option
@click.option("--post", help="Words of the post or of its body, in either language and any form.")
@click.option("--on", "day", metavar="DATE", help="Only who held it on that day.")
@click.option(
    "--from", "since", cls=Filter, metavar="DATE", help="Only duties that last to that day or longer; letters of that day or later."
)
@click.option(
    "--to", "until", cls=Filter, metavar="DATE", help="Only duties that begin on that day or earlier; letters of that day or earlier."
)
@click.option("--letters", is_flag=True, help="Instead, the letters signed as acting that the orders speak against.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a duty or letter, each on a line; gaps and overlaps are left out.")
def command(
    place: str | None, post: str | None, day: str | None, since: str | None, until: str | None, *, letters: bool, as_json: bool
) -> int:
    """The timeline of acting duties over all orders in the archive, with the days on which two hold a post, and between two duties none.

    Both days of a duty belong to it. With --letters ends with 10 where there is such a letter.
    """
    from docpipe.archive import acting

    if day and (since or until):
        raise WrongCall("--on asks for one day, --from and --to for a time", "Give one or the other")
    for told in (day, since, until):
        check_date(told, to_the_day=True)
    if letters:
        return _letters(place, post, day or since, day or until, as_json=as_json)
    with opened(place) as archive:
        duties = acting.timeline(archive, post=post, since=day or since, until=day or until)
    for one in duties:
        click.echo(json.dumps(asdict(one), ensure_ascii=False) if as_json else _line(one))
    for apart in () if as_json else acting.between(duties):
        click.echo(_apart(apart))
    return DONE


def _letters(place: str | None, post: str | None, since: str | None, until: str | None, *, as_json: bool) -> int:
    from docpipe.archive import authority

    if post:
        raise WrongCall("--letters tells of every post", "Leave out --post")
    found = DONE
    with opened(place) as archive:
        for one in authority.doubtful(archive, since, until):
            found = REVIEW
            click.echo(_json(one) if as_json else "\n".join(_signed(one)))
    return found


def _json(one: Doubtful) -> str:
    findings = [{**told.finding.model_dump(mode="json"), "orders": told.orders} for told in one.told]
    return json.dumps({"sha256": one.sha256, "findings": findings}, ensure_ascii=False)


def _signed(one: Doubtful) -> Iterator[str]:
    """The letter, what is to be said of its signature, and by which orders."""
    from docpipe.reports import findings, messages

    letter = one.packet.documents[0]
    day, number = letter.date.value if letter.date else "", f"№ {letter.number.value}" if letter.number else ""
    head = (day, one.sha256[:12], number, letter.issuer.name if letter.issuer else "")
    yield flat("  ".join(filter(None, head)))
    for said, told in zip(findings.told(one.packet, messages.language()), one.told, strict=True):
        orders = "; ".join(f"order № {number or '?'} {day or '?'}, {file[:12]}" for file, number, day in told.orders)
        yield f"    {flat(said.sentence)}{f' ({flat(orders)})' if orders else ''}"


def _line(one: Duty) -> str:
    order = " ".join(filter(None, ("order", one.order_number and f"№ {one.order_number}", one.order_date)))
    held = ", ".join(filter(None, (" / ".join(one.posts), one.organisation)))
    return flat(
        f"{one.since or '…'} – {one.until or '…'}  {one.person}{f' ({one.person_post})' if one.person_post else ''} for {held or '?'}; {order}; {one.sha256[:12]}"
    )


def _apart(one: Between) -> str:
    return flat(f"{one.since} – {one.until}  {one.kind}: {one.first.person}, {one.second.person} for {one.first.post or '?'}")
