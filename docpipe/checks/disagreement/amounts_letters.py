"""A letter in the place of a digit: `1 4З0` where the other version has 1 430."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement.amounts_printed import mended, mixed
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.amounts_places import Places
    from docpipe.checks.disagreement.amounts_printed import Printed
    from docpipe.checks.disagreement.amounts_stretch import Stretch
    from docpipe.model.record import Finding

Place = tuple[int, int]


def find(pair: Versions, one: Stretch, places: Places) -> Iterator[Finding]:
    """A warning for each number with a letter in it that the other version prints in digits alone; what was read of it is dropped."""
    for side in (0, 1):
        mine, theirs = one.spans[side], one.spans[1 - side]
        if mine is None or theirs is None:
            continue
        for place in mixed(pair.text, mine):
            twin = _twin(mended(pair.text, place, (pair.left, pair.right)[side].language), places.numbers(1 - side, theirs))
            if twin is not None:
                number, whole = twin
                _forget(one, side, whole, number.span)
                yield _finding(pair, side, place, number)


def _twin(meant: list[Printed], theirs: list[Printed]) -> tuple[Printed, Place] | None:
    """The number of the other version that was meant, and where the whole of it stands in this."""
    return next(((number, one.span) for one in meant for number in theirs if abs(number.value - one.value) <= 1e-9 * abs(one.value)), None)


def _forget(one: Stretch, side: int, place: Place, twin: Place) -> None:
    for at, span in ((side, place), (1 - side, twin)):
        figures = (one.left, one.right)[at]
        for figure in [figure for figure in figures if figure.fact.span[0] < span[1] and span[0] < figure.fact.span[1]]:
            figures.remove(figure)


def _finding(pair: Versions, side: int, place: Place, number: Printed) -> Finding:
    documents = (pair.left, pair.right)
    where = [(documents[side], place), (documents[1 - side], number.span)]
    values: list[str | float] = [pair.text[slice(*place)], number.value]
    if side:
        where.reverse()
        values.reverse()
    return differ("digit-letter", "warning", where, values)
