"""Two orders that lay the duties of one post for the same days."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from docpipe.checks.authority import identity, offices
from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.checks.authority.duties import Duty


def find(own: Sequence[Duty], archive: Sequence[Duty]) -> Iterator[record.Finding]:
    """A warning for each two that overlap surely, one of them in this packet."""
    for one, other in (*combinations(own, 2), *product(archive, own)):
        if one.alone and other.alone and _overlap(one, other) and _of_one_office(one, other) and not _repeated(one, other):
            names = [next((side.laid.person.surname for side in duty.sides), None) for duty in (one, other)]
            values = (one.period, other.period, *names)
            where = (*one.places(), *other.places())
            yield record.Finding(code="duties-overlap", kind="authority", severity="warning", where=where, values=values)


def _overlap(one: Duty, other: Duty) -> bool:
    """True where a day is surely in both: all ends known, a last day printed with `до` or `дейін` not counted."""
    if not (one.told and other.told and one.first and one.last and other.first and other.last):
        return False
    earlier, later = sorted((one, other), key=lambda duty: duty.first or "")
    return (later.first or "") < (earlier.last or "") or (later.first == earlier.last and earlier.whole)


def _of_one_office(one: Duty, other: Duty) -> bool:
    return any(
        offices.same_office(ours, theirs)
        for ours, theirs in product(one.sides, other.sides)
        if ours.order.language == theirs.order.language
    )


def _repeated(one: Duty, other: Duty) -> bool:
    """The same person for the same days: one order printed twice, or a copy of it."""
    return one.period == other.period and any(
        identity.related(ours.laid.person, theirs.laid.person, (ours.order.language, theirs.order.language)) in identity.ONE_PERSON
        for ours, theirs in product(one.sides, other.sides)
    )
