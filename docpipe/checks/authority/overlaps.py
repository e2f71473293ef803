"""Two orders that lay the duties of one post for the same days."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from docpipe.checks.authority import identity, offices
from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.checks.authority.duties import Duty


def find(own: Sequence[Duty], archive: Sequence[Duty]) -> Iterator[record.Finding]:
    """A warning for each duty that surely overlaps one begun before it, one of them in this packet."""
    told: set[tuple[int, int]] = set()
    for one, other in _meeting((*archive, *own)):
        if (id(one), id(other)) not in told and (one.here or other.here):
            told.add((id(one), id(other)))
            names = [next((side.laid.person.surname for side in duty.sides), None) for duty in (one, other)]
            where = (*one.places(), *other.places())
            values = (one.period, other.period, *names)
            yield record.Finding(code="duties-overlap", kind="authority", severity="warning", where=where, values=values)


def _meeting(duties: Sequence[Duty]) -> Iterator[tuple[Duty, Duty]]:
    """Each duty of one single post with the one that lasts longest of those begun before it, where they share a day."""
    by_office: dict[object, list[Duty]] = {}
    for duty in duties:
        for office in {offices.key(side) for side in duty.sides} - {None}:
            if duty.alone and duty.agreed and duty.first and duty.last:
                by_office.setdefault(office, []).append(duty)
    for held in by_office.values():
        held.sort(key=lambda duty: (duty.first or "", duty.last or ""))
        longest = held[0]
        for duty in held[1:]:
            if _overlap(longest, duty) and not _repeated(longest, duty):
                yield longest, duty
            longest = max(longest, duty, key=lambda one: one.last or "")


def _overlap(earlier: Duty, later: Duty) -> bool:
    """True where a day is surely in both: a last day printed with `до` or `дейін` is not counted."""
    return (later.first or "") < (earlier.last or "") or (later.first == earlier.last and earlier.whole)


def _repeated(one: Duty, other: Duty) -> bool:
    """The same person for the same days: one order printed twice, or a copy of it."""
    return one.period == other.period and any(
        identity.related(ours.laid.person, theirs.laid.person, (ours.order.language, theirs.order.language)) in identity.ONE_PERSON
        for ours, theirs in product(one.sides, other.sides)
    )
