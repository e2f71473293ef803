"""Which figure of the other version stands at a figure's place, where no number is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.matching import match
from docpipe.checks.disagreement.amounts_kinship import kinship

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.disagreement.amounts_figures import Figure
    from docpipe.checks.disagreement.amounts_stretch import Stretch

LEAST = 0.4
_SURE = 0.5
_SLIGHT = 0.15
_BRACKET = 120
SLIP = 0.4
"""So alike are numbers of which one is a slip of the pen."""
STRONG = 0.7
"""A slip of a digit in the same slot."""


def partners(text: str, one: Stretch, least: float = LEAST) -> Iterator[tuple[Figure, Figure, bool]]:
    """Figures left alone on both sides, put together: the slip of a digit, the same slot, the same thing counted; True where that is sure."""
    slots = _Slots(one)

    def score(left: Figure, right: Figure) -> float:
        return likeness(text, left, right) + slots.likeness(left, right)

    for left, right in match(one.left, one.right, score, least).pairs:
        yield left, right, score(left, right) >= _SURE and _of_one_measure(left, right)


def _of_one_measure(left: Figure, right: Figure) -> bool:
    """False where one side may have lost its scale or unit: another kind, or far apart and other digits too."""
    near = 0.01 <= left.amount / (right.amount or 1e-9) <= 100
    return left.kind == right.kind and (near or digits(left.shown) == digits(right.shown))


def likeness(text: str, left: Figure, right: Figure) -> float:
    """How likely two different numbers are one figure, wherever they stand (-1 to 1)."""
    alike = slip(left.shown, right.shown)
    if alike < SLIP and (left.kind != right.kind or (left.role == "from") != (right.role == "from")):
        return -1.0
    if left.kind != right.kind:
        return alike - 0.25 if "count" in (left.kind, right.kind) else -1.0
    if alike < SLIP and _bracketed(text, left) != _bracketed(text, right):
        alike -= 0.3
    if not (left.in_digits and right.in_digits):
        alike -= 0.1
    if alike < _SLIGHT:
        alike += 0.1 * (1 if left.kind != "count" else -1) - 0.15 * (not 0.1 < left.amount / (right.amount or 1e-9) < 10)
    return alike + max(-0.4, min(0.4, 0.2 * kinship(text, left, right)))


def _bracketed(text: str, figure: Figure) -> bool:
    start = figure.fact.span[0] + 1
    before = text[max(0, start - _BRACKET) : start]
    return before.rfind("(") > before.rfind(")")


def slip(one: float, other: float) -> float:
    """How like the digits of two numbers are: one changed, dropped, two turned round, other noughts behind.

    >>> slip(1430, 1431), slip(1430, 430), slip(1430, 1340), slip(7000, 7e6), slip(1430, 99)
    (0.4, 0.4, 0.4, 0.45, 0.0)
    """
    first, second = digits(one), digits(other)
    if first == second:
        return 0.45
    if len(first) < len(second):
        first, second = second, first
    if len(first) == len(second):
        apart = [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
        turned = (
            len(apart) == 2 and apart[1] == apart[0] + 1 and first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]
        )
        return 0.4 if turned or (len(apart) == 1 and len(first) > 1) else 0.15 if len(apart) * 2 <= len(first) else 0.0
    dropped = any(first[:at] + first[at + 1 :] == second for at in range(len(first)))
    return 0.4 if dropped and len(second) > 1 else 0.2 if dropped else 0.0


def digits(number: float) -> str:
    """The digits that count: without the point and the noughts at the end.

    >>> digits(25_380_000), digits(7.5), digits(0.05)
    ('2538', '75', '5')
    """
    return f"{abs(number):.12g}".replace(".", "").partition("e")[0].strip("0") if abs(number) < 1e12 else f"{number:.0f}".strip("0")


class _Slots:
    """The places of the figures among those that are the same in both versions."""

    def __init__(self, one: Stretch) -> None:
        self._left = sorted((ours.fact.span[0], at) for at, (ours, _) in enumerate(one.equal))
        self._right = sorted((theirs.fact.span[0], at) for at, (_, theirs) in enumerate(one.equal))
        self._ours = sorted(figure.fact.span[0] for figure in one.left)
        self._theirs = sorted(figure.fact.span[0] for figure in one.right)

    def likeness(self, left: Figure, right: Figure) -> float:
        """0.3 between the same figures, 0.2 beside one of them; those of the same rank where as many are left alone on both sides."""
        before = _beside(self._left, left) if self._left else ()
        after = _beside(self._right, right) if self._right else ()
        shared = sum(a == b for a, b in zip(before, after, strict=True))
        even = len(self._ours) == len(self._theirs) and self._ours.index(left.fact.span[0]) == self._theirs.index(right.fact.span[0])
        return (0.0, 0.15, 0.3)[shared] + (0.15 if even else 0.0) + (0.25 if len(self._ours) == len(self._theirs) == 1 else 0.0)


def _beside(row: list[tuple[int, int]], figure: Figure) -> tuple[int | None, int | None]:
    """The pairs whose figures stand right before and right after."""
    start = figure.fact.span[0]
    before = [at for place, at in row if place < start]
    after = [at for place, at in row if place > start]
    return (before[-1] if before else None), (after[0] if after else None)
