"""By when an inquiry is to be answered, and where it was registered: as the archive knows it, else as its own head says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from docpipe.errors import Secret
from docpipe.reply import data
from docpipe.reply.values import Source

if TYPE_CHECKING:
    from docpipe.archive.due import Demand
    from docpipe.archive.store import Archive
    from docpipe.reply.inquiry import Inquiry
    from docpipe.reply.values import Gathered


@dataclass(frozen=True, slots=True)
class Received:
    """How it came in: the number of the incoming register, the day."""

    number: str | None
    day: date | None


def gather(found: Gathered, asked: Inquiry, archive: Archive | None, today: date) -> None:
    """`due`, `received`, and what a person should know: closed already, restricted. `Secret` where no letter may be made at all."""
    marks = {mark.kind for one in asked.versions.values() for mark in one.marks}
    if "secret" in marks:
        raise Secret("The inquiry is marked secret: no letter is drafted here")
    if "restricted" in marks:
        found.warnings.append("the inquiry is for official use only: so is the reply")
    demand = _demand(archive, asked, today) if archive else None
    if demand is not None:
        _of_archive(found, demand)
    else:
        _of_head(found, asked)


def _demand(archive: Archive, asked: Inquiry, today: date) -> Demand | None:
    from docpipe.archive import due
    from docpipe.archive.filters import Filters

    number = asked.first("number")
    narrowed = Filters(number=getattr(number[0], "value", None)) if number else None
    here = {(asked.packet.sources[one.source].sha256, one.id) for one in asked.versions.values()}
    return next((one for one in due.demands(archive, today, closed=True, filters=narrowed) if here & set(one.versions)), None)


def _of_archive(found: Gathered, demand: Demand) -> None:
    source = Source("archive", demand.number, demand.sha256, demand.at)
    if demand.received or demand.incoming:
        found.add("received", Received(demand.incoming, data.day(demand.received)), source)
    if (day := data.day(demand.due)) is not None:
        found.add("due", day, source)
    if demand.closed:
        found.warnings.append(f"it was closed on {demand.closed} by {demand.closed_by or '?'}")


def _of_head(found: Gathered, asked: Inquiry) -> None:
    """The stamp of receipt; the earlier of the day that the inquiry sets and the one that the rule gives."""
    days: list[tuple[date, Source]] = []
    for document in asked.versions.values():
        for one in document.registrations:
            if one.role == "incoming" and one.number and found.get("received") is None:
                found.add("received", Received(one.number, data.day(one.date)), asked.source(one, document))
        if document.due_stated and (day := data.day(document.due_stated.value)):
            days.append((day, asked.source(document.due_stated, document)))
        if document.reply_due and (day := data.day(document.reply_due.date)):
            days.append((day, Source("vocabulary", document.reply_due.rule)))
    if days:
        found.add("due", *min(days, key=lambda one: one[0]))
