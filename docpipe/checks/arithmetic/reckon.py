"""Reckoning with figures as printed: each stands for an interval, as wide as its rounding and its qualifier make it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docpipe.model.record import Statistic

RELATIVE = frozenset(("%", "pp", "times", "share", "per 1000", "per 10000", "per 100000"))
"""Units of figures that are themselves reckoned from others."""
_NEAR = {
    "over": (0.0, 0.25),
    "at_least": (0.0, 0.25),
    "under": (0.25, 0.0),
    "up_to": (0.25, 0.0),
    "almost": (0.15, 0.02),
    "about": (0.1, 0.1),
}
_EXACT = 1e-9
_ROUND_ZEROS = 3
_LARGE = 10_000


class Interval(NamedTuple):
    """All numbers from `low` to `high`."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """True where the two have a number in common, a hair's breadth allowed for binary fractions."""
        slack = _EXACT * max(1.0, abs(self.low), abs(self.high))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def sizes(self) -> Interval:
        """The same without signs."""
        if self.low >= 0:
            return self
        return Interval(-self.high, -self.low) if self.high <= 0 else Interval(0.0, max(-self.low, self.high))


def of(one: Statistic) -> Interval | None:
    """What the figure may stand for; None where it has no number.

    >>> from docpipe.model.record import Statistic
    >>> of(Statistic(text="7,9 %", span=(0, 5), value=7.9, unit="%", step=0.1))
    Interval(low=7.8500000000000005, high=7.95)
    """
    low, high = (one.low, one.high) if one.value is None else (one.value, one.value)
    if low is None or high is None:
        return None
    below, above = _NEAR.get(one.qualifier, (0.0, 0.0))
    half = rounding(one) / 2
    return Interval(low - half - below * abs(low), high + half + above * abs(high))


def rounding(one: Statistic) -> float:
    """How coarse a figure is: its printed step; things counted one by one are exact, unless three noughts say that they were rounded."""
    value = abs(one.value or one.high or 0.0)
    if one.step != 1 or not value.is_integer():
        return one.step
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0")) if value >= _LARGE else 0
    if zeros >= _ROUND_ZEROS:
        return 10.0 ** (zeros - 1)
    return 0.0 if one.unit == "count" else one.step


def growth(old: Interval, new: Interval) -> Interval | None:
    """By how many percent `new` is more than `old`, below nought where it is less; None where `old` may be nothing."""
    if old.low <= 0:
        return None
    return Interval((new.low / old.high - 1) * 100, (new.high / old.low - 1) * 100)


def ratio(part: Interval, whole: Interval) -> Interval | None:
    """`part` divided by `whole`; None where `whole` may be nothing.

    >>> ratio(Interval(150, 150), Interval(200, 200))
    Interval(low=0.75, high=0.75)
    """
    return None if whole.low <= 0 else Interval(part.low / whole.high, part.high / whole.low)


def times(one: Interval, factor: float) -> Interval:
    """The interval `factor` times as large."""
    return Interval(one.low * factor, one.high * factor)


def difference(old: Interval, new: Interval) -> Interval:
    """`new` less `old`."""
    return Interval(new.low - old.high, new.high - old.low)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum."""
    low = high = 0.0
    for part in parts:
        low, high = low + part.low, high + part.high
    return Interval(low, high)


def fits(printed: Statistic, right: Interval) -> bool:
    """True where the figure as printed can be what was reckoned, its sign left aside."""
    stands = of(printed)
    return stands is not None and stands.sizes().meets(right.sizes())


def within_a_step(printed: Statistic, right: float) -> bool:
    """True where only the last of several digits is off, as when digits were cut off instead of rounded."""
    value = abs(printed.value or 0.0)
    return printed.step <= value / 10 and abs(value - abs(right)) < printed.step * (1 + _EXACT)


def rounded(value: float, step: float) -> float | int:
    """The number as it should have been printed: to a tenth at least, whole numbers as such.

    >>> rounded(47.6023, 0.1), rounded(29.3505, 1), rounded(75.0, 1)
    (47.6, 29.4, 75)
    """
    grain = Decimal(str(min(step, 0.1)))
    number = (Decimal(str(value)) / grain).quantize(Decimal(1), ROUND_HALF_UP) * grain
    return plain(float(number))


def plain(value: float | None) -> float | int:
    """A number as the record's values show it: whole ones without a fraction."""
    number = value or 0.0
    return int(number) if float(number).is_integer() else number
