"""Which lone paragraphs are missing in the other version, and which only stand there otherwise: joined to a neighbour, or put in other words."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from docpipe.bitext.features import Features, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.align import Bead
    from docpipe.bitext.paragraphs import Paragraph
    from docpipe.bitext.versions import Versions

_RIVAL, _TELLING = 0.12, 8.0
_TAKEN_IN, _SAID_ELSEWHERE, _ROOM = 0.3, 0.6, 0.5


_Room = tuple[int, "Bead", Features]


@dataclass(frozen=True, slots=True)
class View:
    """Two versions, and the indices of the paragraphs that are running text in each."""

    pair: Versions
    body: tuple[frozenset[int], frozenset[int]]
    _rooms: dict[int, Sequence[_Room]] = field(default_factory=dict, repr=False)

    def rooms(self, side: int) -> Sequence[_Room]:
        """By how much the other side of each bead is longer than this one, the bead, what that side says; in rising order of length."""
        if side not in self._rooms:
            self._rooms[side] = sorted(_rooms(self.pair, side), key=itemgetter(0))
        return self._rooms[side]

    def paragraphs(self, side: int) -> Sequence[Paragraph]:
        """Those of the left version (0) or the right one (1)."""
        return (self.pair.left_paragraphs, self.pair.right_paragraphs)[side]

    def is_body(self, bead: Bead) -> bool:
        """True where both sides of a bead are running text."""
        return bool(self.body[0].intersection(bead.left) and self.body[1].intersection(bead.right))


@dataclass(frozen=True, slots=True)
class Gap:
    """Beads with one empty side, one after another, and the linked ones around them."""

    beads: tuple[Bead, ...]
    before: Bead | None
    after: Bead | None

    def lone(self, side: int) -> list[int]:
        """The indices of the paragraphs of one side."""
        return [at for bead in self.beads for at in (bead.left, bead.right)[side]]

    def body(self, view: View, side: int) -> list[int]:
        """Those of them that are running text."""
        return [at for at in self.lone(side) if at in view.body[side]]


def missing(view: View, gap: Gap) -> Iterator[tuple[int, int]]:
    """The side (0 the left one) and the index of each paragraph that the other version surely lacks."""
    said = (view.pair.weighed.left, view.pair.weighed.right)
    for side in (0, 1):
        rivals = [said[1 - side][at] for at in gap.body(view, 1 - side)]
        for at in gap.body(view, side):
            one = said[side][at]
            if not any(_may_be(one, rival) for rival in rivals) and not _told_elsewhere(view, gap, side, one):
                yield side, at


def _may_be(one: Features, rival: Features) -> bool:
    """True where two lone paragraphs of one gap may after all say the same."""
    short, long = sorted((one.length, rival.length))
    poor = min(one.weight, rival.weight) < _TELLING
    return likeness(one, rival) >= _RIVAL or (poor and short * 2 > long)


def _told_elsewhere(view: View, gap: Gap, side: int, one: Features) -> bool:
    """True where a paragraph of the other version is longer than its partner by what this one says."""
    for room, bead, said in reversed(view.rooms(side)):
        if room < _ROOM * one.length:
            return False
        least = _TAKEN_IN if bead is gap.before or bead is gap.after else _SAID_ELSEWHERE
        if one.found_in(said) >= least * max(one.weight, 1.0):
            return True
    return False


def _rooms(pair: Versions, side: int) -> Iterator[_Room]:
    said = (pair.weighed.left, pair.weighed.right)
    for bead in pair.beads:
        if bead.left and bead.right:
            mine, theirs = ((bead.left, bead.right)[at] for at in (side, 1 - side))
            room = sum([said[1 - side][at].length for at in theirs]) - sum([said[side][at].length for at in mine])
            other = said[1 - side][theirs[0]] if len(theirs) == 1 else sum((said[1 - side][at] for at in theirs), Features())
            yield room, bead, other
