"""A figure on its way to a statistic: an amount, what it counts, and what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass

from docpipe.mentions.amount_value import Amount
from docpipe.model.text import Span


@dataclass(frozen=True, slots=True)
class Shift:
    """A change: `direction` up or down, `start` and `end` in the figure's own unit or the unit of what changed, `versus` in words."""

    direction: str
    start: float | None = None
    end: float | None = None
    versus: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a document.

    `span` is the whole phrase (`свыше 11 тыс. осужденных`), `sentence` the index of its sentence in the scene, None in a table; `clause` the
    stretch of the sentence that speaks of it (in a table the row). `whole` is the index of the figure that this is a part of.
    """

    amount: Amount
    span: Span
    clause: Span
    sentence: int | None = None
    counted: str | None = None
    label: str | None = None
    period: tuple[str | None, str | None] | None = None
    region: str | None = None
    shift: Shift | None = None
    whole: int | None = None
