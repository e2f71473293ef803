"""What is printed at the places of two versions beside their statistics: a number that one reading lacks is no difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement.amounts_printed import Claimed, Printed, others, printed
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.amounts_figures import Figure
    from docpipe.checks.disagreement.amounts_stretch import Stretch
    from docpipe.model.record import Document

Place = tuple[int, int]

_SCALE = lazy(r"(?i)(?<![^\W\d])(?:мың|тыс|млн|млрд|трлн|миллион|миллиард|триллион|thousand|million|billion)")
_SCALED = lazy(r"(?i)\d[\s-]{0,2}(?:мың|тыс|млн|млрд|трлн|миллион|миллиард|триллион|thousand|million|billion)")
_BEHIND = 24
_EVERYWHERE = 100
"""Smaller whole numbers stand in every paragraph."""


class Places:
    """The numbers printed in both versions; each stretch is looked at when it is first asked for."""

    def __init__(self, pair: Versions) -> None:
        self._text = pair.text
        self._documents = (pair.left, pair.right)
        self._read: dict[Place, list[Printed]] = {}
        self._claimed: dict[str, Claimed] = {}

    def numbers(self, side: int, span: Place | None) -> list[Printed]:
        """Every number printed in a stretch of the left (0) or right (1) version."""
        if span is None:
            return []
        if span not in self._read:
            self._read[span] = printed(self._text, span, self._documents[side].language)
        return self._read[span]

    def claimed(self, document: Document) -> Claimed:
        """The places of a document where a fact of another kind was read."""
        if document.id not in self._claimed:
            self._claimed[document.id] = Claimed(others(document))
        return self._claimed[document.id]

    def forgive(self, one: Stretch, around: Iterable[Stretch] = (), *, all_: bool) -> None:
        """Figures whose number the other version prints at this place are left alone no more.

        Those of dates, references and numbers of documents count where `all_` is true; of the paragraphs `around` only numbers that are
        not everywhere.
        """
        used = [{found[side].fact.span for found in one.equal} for side in (0, 1)]
        for at, figures in enumerate((one.left, one.right)):
            if not figures:
                continue
            other = 1 - at
            here = [
                number for number in self._free(other, one, used[other], all_=all_) if not self._loses_scale(number, figures, one, other)
            ]
            free = {number.value for number in here}
            free |= {number.value for there in around for number in self._free(other, there, used[other], all_=False) if _seldom(number)}
            for figure in [figure for figure in figures if free & _spellings(figure)]:
                figures.remove(figure)
                self._drop_reading(one, other, figure)

    def _free(self, side: int, one: Stretch, used: set[Place], *, all_: bool) -> Iterator[Printed]:
        """The numbers of a side that are not printed in a figure that has its equal, or in a fact of another kind."""
        claimed = () if all_ else self.claimed(self._documents[side])
        for number in self.numbers(side, one.spans[side]):
            if number.span not in claimed and not any(start < number.span[1] and number.span[0] < end for start, end in used):
                yield number

    def _loses_scale(self, number: Printed, figures: Iterable[Figure], one: Stretch, side: int) -> bool:
        """Whether digits are those of a figure with its scale, while the figure that has them alone prints no scale."""
        scaled = any(
            figure.fact.span[0] <= number.span[0] < figure.fact.span[1]
            and figure.shown != number.value
            and _SCALED.search(figure.fact.text)
            for figure in (one.left, one.right)[side]
        )
        bare = [figure for figure in figures if figure.shown == number.value]
        return scaled and bool(bare) and not any(_SCALE.search(self._text, *_stretch(figure)) for figure in bare)

    def _drop_reading(self, one: Stretch, side: int, figure: Figure) -> None:
        """What the other side read where it prints the same number."""
        rest = one.right if side else one.left
        spans = [number.span for number in self.numbers(side, one.spans[side]) if number.value in _spellings(figure)]
        for other in [other for other in rest if any(start < other.fact.span[1] and other.fact.span[0] < end for start, end in spans)]:
            rest.remove(other)


def _stretch(figure: Figure) -> Place:
    return figure.fact.span[0], figure.fact.span[1] + _BEHIND


def _seldom(number: Printed) -> bool:
    return number.value >= _EVERYWHERE or number.value != int(number.value)


def _spellings(figure: Figure) -> set[float]:
    """The number as the record has it, and as a percentage where it is a share."""
    return {figure.shown, figure.amount} if figure.fact.unit == "share" else {figure.shown}
