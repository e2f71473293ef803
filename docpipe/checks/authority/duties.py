"""The duties that orders lay on people: one for all language versions of an order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from docpipe.bitext.matching import Matching, match
from docpipe.checks.authority import identity
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model import record

_LEAST = 0.4
_PERIOD, _PERSON = 0.4, 0.6


@dataclass(frozen=True, slots=True)
class Side:
    """One language version: the order and what it lays on whom. `paragraph` is the folded text around it."""

    order: record.Document
    laid: record.Assignment
    paragraph: str

    @property
    def issuer(self) -> str | None:
        """The body that made the order."""
        return self.order.issuer.name if self.order.issuer else None


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty in its language versions. `here`: its order stands in this packet; `alone`: the order changes no earlier one."""

    sides: tuple[Side, ...]
    here: bool = True
    alone: bool = True

    @property
    def first(self) -> str | None:
        """Its first day."""
        return next((side.laid.from_ for side in self.sides if side.laid.from_), None)

    @property
    def last(self) -> str | None:
        """Its last day."""
        return next((side.laid.to for side in self.sides if side.laid.to), None)

    @property
    def whole(self) -> bool:
        """True where some version says that the last day belongs to the period."""
        return any(side.laid.to_inclusive for side in self.sides)

    @property
    def period(self) -> str:
        """Both days, a slash between, as a finding tells them."""
        return f"{self.first or ''}/{self.last or ''}"

    def _periods(self) -> set[tuple[str | None, str | None]]:
        return {(side.laid.from_, side.laid.to) for side in self.sides if side.laid.from_ or side.laid.to}

    @property
    def told(self) -> bool:
        """True where the period is known and nowhere upside down."""
        periods = self._periods()
        return bool(periods) and not any(first and last and last < first for first, last in periods)

    @property
    def agreed(self) -> bool:
        """True where all versions tell the same period."""
        return self.told and len(self._periods()) == 1

    def covers(self, day: str) -> bool:
        """True for a day of the period in any version, an open end being without end."""
        return any((first is None or first <= day) and (last is None or day <= last) for first, last in self._periods())

    def places(self) -> tuple[record.Where, ...]:
        """Where the orders of this packet say it."""
        return tuple(identity.where(side.order, side.laid.span) for side in self.sides) if self.here else ()


def known(documents: Sequence[record.Document], text: str, *, here: bool = True) -> list[Duty]:
    """Every duty of the orders among the documents, in order; `text` is their packet's, folded."""
    by_id = {one.id: one for one in documents}
    found: list[Duty] = []
    for order in documents:
        twin = by_id.get(order.counterpart or "")
        if order.assignments and not (twin and twin.assignments and twin.span < order.span):
            alone = not any(_taken_back(one.language).search(text, *one.span) for one in (order, twin) if one)
            found += [Duty(sides, here, alone) for sides in _sides(order, twin, text)]
    return found


def _sides(order: record.Document, twin: record.Document | None, text: str) -> Iterator[tuple[Side, ...]]:
    if twin is None:
        yield from ((_side(order, one, text),) for one in order.assignments)
        return
    pairs = _paired(order.assignments, twin.assignments, (order.language, twin.language))
    yield from ((_side(order, ours, text), _side(twin, theirs, text)) for ours, theirs in pairs.pairs)
    yield from ((_side(order, one, text),) for one in pairs.left)
    yield from ((_side(twin, one, text),) for one in pairs.right)


def _paired(
    left: tuple[record.Assignment, ...], right: tuple[record.Assignment, ...], languages: tuple[str, str]
) -> Matching[record.Assignment]:
    """In the order of the text, where that fits all along; else the likest first."""
    beside = tuple(zip(left, right, strict=False))
    if len(left) == len(right) and all(_likeness(ours, theirs, languages) >= _LEAST for ours, theirs in beside):
        return Matching(beside, (), ())
    return match(left, right, lambda ours, theirs: _likeness(ours, theirs, languages), _LEAST)


def _side(order: record.Document, laid: record.Assignment, text: str) -> Side:
    start = max(order.span[0], text.rfind("\n", 0, laid.span[0]) + 1)
    end = text.find("\n", laid.span[1])
    return Side(order, laid, text[start : end if end >= 0 else len(text)])


def _likeness(ours: record.Assignment, theirs: record.Assignment, languages: tuple[str, str]) -> float:
    """0–1: the same period, the same person."""
    period = (ours.from_, ours.to) == (theirs.from_, theirs.to)
    return _PERIOD * period + _PERSON * (identity.related(ours.person, theirs.person, languages) in identity.ONE_PERSON)


@cache
def _taken_back(language: str) -> re.Pattern[str]:
    return compiled("|".join(table("authority")["taken_back"].get(language, (r"(?!)",))), re.IGNORECASE)
