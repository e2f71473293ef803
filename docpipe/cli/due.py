"""`docpipe due`: what wants an answer, by the day on which it is due."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from docpipe.cli.archived import archive_option, day_of, filters, opened
from docpipe.errors import DONE, REVIEW
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from docpipe.archive.due import Demand
    from docpipe.archive.filters import Filters

_ID = 12


@click.command()
@archive_option
@click.option("--on", "day", metavar="DATE", help="As if it were that day; today by default.")
@click.option("--all", "everything", is_flag=True, help="Also what is closed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a demand, each on a line.")
@filters
def command(place: str | None, day: str | None, chosen: Filters, *, everything: bool, as_json: bool) -> int:
    """What wants an answer: deputies' inquiries, appeals, complaints, letters that state a term; overdue first, then by the day.

    Counted from receipt, by the incoming stamp or `docpipe receive`, on the calendar of working days. Where the day of receipt is not
    known the last day is not known either, and stands at the end. A letter in the archive that answers is shown; only `docpipe close`
    ends a demand. Ends with 10 where something is overdue.
    """
    from docpipe.archive import due

    today = day_of(day) or datetime.now().astimezone().date()
    with opened(place) as archive:
        found = due.demands(archive, today, closed=everything, filters=chosen)
    for one in found:
        click.echo(
            json.dumps({"group": "closed" if one.closed else one.group, **asdict(one)}, ensure_ascii=False) if as_json else line(one)
        )
    click.echo(f"docpipe: {due.summary(found)}", err=True)
    return REVIEW if any(one.group == "overdue" and not one.closed for one in found) else DONE


def line(one: Demand) -> str:
    """A demand as one line."""
    if one.closed:
        state = f"closed {one.closed} № {one.closed_by or '?'}"
    elif one.days_left is None:
        state = "unknown   " + ("receipt unknown" if one.received is None else "term unknown")
    else:
        state = f"{one.due}  {one.days_left:+} days"
    what = " ".join(filter(None, (one.genre or one.kind, one.number and f"№ {one.number}", one.date)))
    parts = [state, f"{one.sha256[:_ID]}/{one.at}", what, one.issuer, one.addressed and f"→ {one.addressed}", *_notes(one)]
    return flat("  ".join(filter(None, parts)))


def _notes(one: Demand) -> list[str]:
    received = f"received {one.received}{f' № {one.incoming}' if one.incoming else ''}" if one.received else ""
    told = [received, f"term: {one.rule}" if one.rule else "", f"“{one.stated}”" if one.stated and one.rule != "stated" else ""]
    if not one.calendar_known:
        told.append("moved days not known")
    if not one.closed:
        # a letter that came twice answers once
        told += dict.fromkeys(
            f"{'put off' if answer.interim else 'answered'} by № {answer.number or '?'} of {answer.date or '?'}?" for answer in one.answers
        )
    return [*(["restricted"] if one.restricted else []), *(f"[{note}]" for note in told if note)]
