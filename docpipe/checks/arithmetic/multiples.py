"""Times that the two figures beside them do not give: `305 тыс. тенге, или в 1,7 раза больше, чем 180 тыс.`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.arithmetic import reckon
from docpipe.checks.arithmetic.ground import doubt, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.model.record import Finding

_GAP = 70


def find(ground: Ground) -> Iterator[Finding]:
    """A finding for each number of times that is not the figure before it by the one behind."""
    for at, one in enumerate(ground.figures):
        if one.unit == "times" and one.value is not None:
            yield from _times(ground, at)


def _times(ground: Ground, at: int) -> Iterator[Finding]:
    """`305 тыс. тенге, или в 1,7 раза больше, чем 180 тыс. в 2021 году`: the figure before the times by the one behind."""
    first, second = at - 1, at + 1
    if first not in ground.beside(at) or second not in ground.beside(at) or ground.in_table(at):
        return
    one, printed = ground.figures[first], ground.figures[at]
    other = ground.figures[second].model_copy(update={"qualifier": "exact"})  # `больше, чем 180` compares here
    same = (
        one.unit == other.unit
        and one.unit not in reckon.RELATIVE
        and (one.counted == other.counted or None in (one.counted, other.counted))
    )
    gap = ground.between(at, second)
    if (
        not same
        or len(gap) > _GAP
        or not _times_of(ground, first, at)
        or not words("than").search(gap + other.text)
        or not one.value
        or not other.value
    ):
        return
    great, small = sorted((one, other), key=lambda figure: -(figure.value or 0.0))
    tops, base = reckon.of(great), reckon.of(small)
    range_ = reckon.ratio(tops, base) if tops and base else None
    value = (great.value or 0.0) / (small.value or 1.0)
    if range_ and not reckon.fits(printed, range_):
        loose = {one.qualifier, other.qualifier, printed.qualifier} != {"exact"}
        values = (printed.value, reckon.rounded(value, printed.step), one.value, other.value)
        yield doubt(ground, "times-differ", "warning" if loose else "error", [at], [reckon.plain(number) for number in values])


def _times_of(ground: Ground, part: int, at: int) -> bool:
    gap = ground.between(part, at)
    return len(gap) <= _GAP and not any(ch in gap for ch in ";.%") and bool(words("restated_times", before="", after=r"\Z").search(gap))
