"""The numbers of a version's statistics, told in measures that can be compared: hectares as square metres, a half as 50 %."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docpipe.model.record import Statistic

_DIGITS = lazy(r"\d+(?:[ \u00a0]\d{3}(?!\d))*(?:[.,]\d+)?")
_IN_WORDS = 4
"""So many words say where a number in words came from: `екі жылдан үш жылға`."""
_TOUCHES = 3
_SCALES = (1, 10**3, 10**6, 10**9, 10**12)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a statistic: `shown` as the record has it, `amount` in the base measure `kind`; `role` is value, low, high or from."""

    fact: Statistic
    role: str
    shown: float
    kind: str
    amount: float
    step: float

    @property
    def key(self) -> tuple[str, str]:
        """Equal for figures that say the same."""
        return self.kind, f"{self.amount:.9g}"

    @property
    def in_digits(self) -> bool:
        """False for a number in words."""
        return any(sign.isdigit() for sign in self.fact.text)


def figures(facts: Iterable[Statistic]) -> list[Figure]:
    """The numbers of statistics in the order of the text; what a figure changed from is one where its own phrase prints it."""
    found: list[Figure] = []
    for fact in facts:
        rest = found[-1] if found else None
        if rest and rest.fact.unit == "year" and fact.unit == "month" and fact.value and fact.span[0] - rest.fact.span[1] <= _TOUCHES:
            found[-1] = _with_months(rest, fact.value)
        else:
            found += [_figure(fact, role, number) for role, number in _numbers(fact)]
    return found


def _with_months(years: Figure, months: float) -> Figure:
    """`7 жыл 6 ай` as one number of years."""
    return replace(years, shown=years.shown + months / 12, amount=years.amount + months, step=1.0)


def _numbers(fact: Statistic) -> list[tuple[str, float]]:
    ends = [("low", fact.low), ("high", fact.high)]
    old = fact.change.from_ if fact.change else None
    before = [("from", old)] if old is not None and old != fact.value and _prints(fact.text, old) else []
    return [(role, number) for role, number in [*before, ("value", fact.value), *ends] if number is not None]


def _prints(text: str, number: float) -> bool:
    """Whether a number stands in the text, with whatever scale behind it."""
    said = numbers(text)
    if not said:
        return len(text.split()) >= _IN_WORDS
    sums = [*said, *(a * more + b * less for a, b in pairwise(said) for less, more in pairwise(_SCALES))]
    return len(said) > 1 and any(abs(one * scale - number) <= 1e-9 * max(1.0, abs(number)) for one in sums for scale in _SCALES)


def numbers(text: str) -> list[float]:
    """The numbers in figures, without their scales.

    >>> numbers("1 430-дан 2,5 мыңға")
    [1430.0, 2.5]
    """
    return [plain(match[0]) for match in _DIGITS.finditer(text)]


def plain(digits: str) -> float:
    """Digits as printed, as a number."""
    return float("".join(digits.split()).replace(",", "."))


def _figure(fact: Statistic, role: str, number: float) -> Figure:
    kind, many = base(fact.unit)
    step = fact.step if fact.unit == "share" else fact.step * many
    return Figure(fact, role, number, kind, number * many, step)


@cache
def base(unit: str) -> tuple[str, float]:
    """The measure that a unit is told in, and how many of it; the unit as a code or as the record prints it.

    >>> base("ha"), base("KZT"), base("ГВт"), base("км/ч")
    (('m²', 10000.0), ('KZT', 1.0), ('kW', 1000000.0), ('m/ч', 1000.0))
    """
    head, slash, per = unit.partition("/")
    code = _printed().get(head, head)
    kind, many = table("measures")["base"].get(code, (code, 1))
    return f"{kind}{slash}{per}", float(many)


@cache
def _printed() -> dict[str, str]:
    """From what the record prints for a unit, back to its code."""
    units = table("units")
    return {printed: code for row in (units["printed"], units["per"]["symbols"]) for code, printed in row.items()}


def rounds(one: Figure, other: Figure) -> bool:
    """Whether one figure is the other, printed less exactly: `2,6 млрд` and `2 612,4 млн`."""
    coarse, fine = (one, other) if one.step > other.step else (other, one)
    if coarse.kind != fine.kind or coarse.step <= fine.step * 1.001:
        return False
    return abs(coarse.amount - fine.amount) <= coarse.step / 2 * (1 + 1e-9)
