"""Figures of one period as bars, the largest first, from a zero that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.reports.chart_data import Line

LEFT, RIGHT, TOP, ROW = 330, 800, 84, 24
_LONGEST = 46


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and figure; `others` is where older documents have its end, `told` what it tells to who stays on it."""

    y: int
    x: float
    width: float
    others: tuple[float, ...]
    name: str
    figure: str
    told: str
    doubtful: bool


def bars(lines: Sequence[Line], figures: Sequence[str], told: Sequence[str]) -> tuple[float, list[Bar]]:
    """Where zero is, and the bars of lines that have one point each."""
    values = [line.points[0].value for line in lines]
    every = [*values, *(point.value for line in lines for point in line.others)]
    low, high = min(0.0, *every), max(0.0, *every)
    scale = (RIGHT - LEFT) / (high - low or 1.0)
    zero = round(LEFT - low * scale, 1)
    order = sorted(range(len(lines)), key=lambda at: -values[at])
    return zero, [
        Bar(
            TOP + ROW * place,
            round(zero + min(values[at], 0.0) * scale, 1),
            round(abs(values[at]) * scale, 1),
            tuple(round(zero + point.value * scale, 1) for point in lines[at].others),
            _short(flat(lines[at].name)),
            figures[at],
            told[at],
            lines[at].points[0].doubtful,
        )
        for place, at in enumerate(order)
    ]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
