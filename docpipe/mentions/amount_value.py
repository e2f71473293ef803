"""An amount: a figure with its scale, unit and qualifier, as printed and as meant."""

from __future__ import annotations

from dataclasses import dataclass

from docpipe.model.text import Span


@dataclass(frozen=True, slots=True)
class Amount:
    """`span` covers qualifier, figure, scale and unit (`свыше 25 млн. 380 тыс. тенге`), `figure` the figure with its scale alone.

    `value` is null for a range, which has `low` and `high`. `step` is the rounding as printed: 0.1 for `7,9 %`, 10**8 for `2,6 млрд`.
    `start` is what the figure changed from, where the same phrase says it (`с 51 до 64 %`). `unit` is a code of `vocabulary/units.toml`,
    `count` where none is printed.
    """

    span: Span
    figure: Span
    value: float | None
    unit: str = "count"
    qualifier: str = "exact"
    step: float = 1.0
    low: float | None = None
    high: float | None = None
    start: float | None = None
    rule: str = ""
