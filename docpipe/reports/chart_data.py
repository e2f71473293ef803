"""What a chart is drawn from: points, lines, and what is written around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A figure that holds from one ISO day to another. `sign` stands before it (`>`, `≈`); `source` in words; `doubtful` where something was found at it."""

    since: str
    until: str
    value: float
    source: str
    sign: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What is joined, in the order of time, and what other sources say of the same."""

    name: str
    points: Sequence[Point]
    others: Sequence[Point] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: at least one point. `unit` in words; `beneath` are lines of text under the picture."""

    title: str
    unit: str
    lines: Sequence[Line]
    beneath: Sequence[str]
    language: str
