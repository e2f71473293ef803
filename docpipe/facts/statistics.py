"""Every figure that says how much or how many; not those of the head, the signature and the executor's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.figures import assembly
from docpipe.model import record
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.figures.figure_value import Figure, Shift
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions


def find(sheet: Sheet, found: Mentions, year: int | None) -> Iterator[record.Statistic]:
    """The statistics in the order of the text; `part_of` is an index among them. `year` is that of the document, where it is known."""
    return (_statistic(found, one) for one in assembly.find(sheet, found, year))


def _statistic(found: Mentions, one: Figure) -> record.Statistic:
    amount = one.amount
    return record.Statistic(
        text=found.passage.quote(one.span),
        span=(one.span.start, one.span.end),
        value=amount.value,
        low=amount.low,
        high=amount.high,
        unit=_code(amount.unit, found.passage.language),
        counted=one.counted,
        label=one.label,
        qualifier=amount.qualifier,  # type: ignore[arg-type]
        step=amount.step,
        period=record.Period(from_=one.period[0], to=one.period[1]) if one.period else None,
        region=one.region,
        change=_change(one.shift) if one.shift else None,
        part_of=one.whole,
    )


def _code(unit: str, language: str) -> str:
    """The code of a unit: one for all languages where the record has one, else as it is printed in the document's letters (`МВт`, `см`).

    >>> _code("MW", "kk"), _code("MW", "en"), _code("km", "ru")
    ('МВт', 'MW', 'km')
    """
    return unit if language == "en" else table("units")["printed"].get(unit, unit)


def _change(shift: Shift) -> record.Change:
    return record.Change(direction=shift.direction, from_=shift.start, to=shift.end, versus=shift.versus)  # type: ignore[arg-type]
