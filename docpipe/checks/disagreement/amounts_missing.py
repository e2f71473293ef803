"""Figures that only one version has, and those that the other version prints where no statistic was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.sentences import sentences
from docpipe.bitext.versions import inside
from docpipe.checks.disagreement.amounts_partners import SLIP, slip
from docpipe.checks.disagreement.amounts_printed import Claimed
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.amounts_figures import Figure
    from docpipe.checks.disagreement.amounts_places import Places
    from docpipe.checks.disagreement.amounts_printed import Printed
    from docpipe.checks.disagreement.amounts_stretch import Stretch
    from docpipe.model.record import Finding

Place = tuple[int, int]

_LONG_RUN = 5
_MUCH_SHORTER = 0.6


def find(pair: Versions, one: Stretch, places: Places) -> Iterator[Finding]:
    """A warning for each figure in digits that has no partner, with what the other version prints instead, or None."""
    for side in (0, 1):
        alone = []
        for figure in (one.left, one.right)[side]:
            if not figure.in_digits or not figure.shown or figure.role == "from" or _left_out(pair, one, side, figure):
                continue
            twin = _unread(pair, one, places, 1 - side, figure)
            if twin is None:
                alone.append(figure)
            else:
                yield _finding(pair, one, side, [figure], twin)
        if alone and not _run_together(pair.text, one.spans[1 - side], alone):
            yield _finding(pair, one, side, alone, None)


def _run_together(text: str, span: Place | None, figures: list[Figure]) -> bool:
    """Whether the other version has the same digits, set apart otherwise: cells of a row that a scan runs together."""
    said = _digits(figures)
    return span is not None and len(said) >= _LONG_RUN and said in "".join(filter(str.isdigit, text[slice(*span)]))


def forget_run_together(one: Stretch) -> None:
    """Where the figures left alone are the same digits on both sides, set apart otherwise, none is left alone."""
    said = _digits(one.left)
    apart = [[_digits([figure]) for figure in side] for side in (one.left, one.right)]
    if len(said) >= _LONG_RUN and said == _digits(one.right) and apart[0] != apart[1]:
        one.left.clear()
        one.right.clear()


def _digits(figures: list[Figure]) -> str:
    return "".join(sign for figure in figures for sign in figure.fact.text if sign.isdigit())


def _unread(pair: Versions, one: Stretch, places: Places, side: int, figure: Figure) -> Printed | None:
    """The only number of the other side like this one that no fact was read from."""
    span = one.spans[side]
    document = (pair.left, pair.right)[side]
    claimed, read = places.claimed(document), Claimed(inside(document.statistics, span))
    free = {number.span: number for number in places.numbers(side, span) if number.span not in claimed and number.span not in read}
    near = {number.value: number for number in free.values() if slip(number.value, figure.shown) >= SLIP}
    return next(iter(near.values())) if len(near) == 1 else None


def _left_out(pair: Versions, one: Stretch, side: int, figure: Figure) -> bool:
    """Whether more than the figure is left out, a bracket or a sentence, of which another finding tells; or one figure is said of two things at once."""
    mine, theirs = one.spans[side], one.spans[1 - side]
    if mine is None or theirs is None:
        return True
    text, other = pair.text[slice(*mine)], pair.text[slice(*theirs)]
    if "\t" not in text and any(found[side].key == figure.key and found[side].fact.counted == figure.fact.counted for found in one.equal):
        return True
    if len(other) < _MUCH_SHORTER * len(text) or _sentence_left_out(one, side, figure, (text, other)):
        return True
    before = text[: figure.fact.span[0] - mine[0] + 1]
    return before.count("(") > before.count(")") and text.count("(") > other.count("(")


def _sentence_left_out(one: Stretch, side: int, figure: Figure, texts: tuple[str, str]) -> bool:
    """Whether the other version has fewer sentences, and no figure of this one's sentence."""
    mine = one.spans[side]
    spans = list(sentences(texts[0], mine[0] if mine else 0))
    if len(spans) <= sum(1 for _ in sentences(texts[1])):
        return False
    start, end = next((span for span in spans if span[0] <= figure.fact.span[0] < span[1]), (0, 0))
    return not any(start <= found[side].fact.span[0] < end for found in one.equal)


def _finding(pair: Versions, one: Stretch, side: int, figures: list[Figure], twin: Printed | None) -> Finding:
    documents = (pair.left, pair.right)
    other = twin.span if twin else one.spans[1 - side]
    where = [(documents[side], figures[0].fact.span), (documents[1 - side], other or documents[1 - side].span)]
    values: list[float | None] = [figures[0].shown, twin.value if twin else None]
    if side:
        values.reverse()
        where.reverse()
    where += [(documents[side], figure.fact.span) for figure in figures[1:]]
    values += [figure.shown for figure in figures[1:]]
    return differ("amount-differs" if twin else "amount-missing", "warning", where, values)
