"""Whether what one version of a paragraph lacks stands a paragraph further on in it: the two may cut their paragraphs otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.features import Features, likeness
from docpipe.bitext.paragraphs import cut
from docpipe.bitext.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.align import Bead
    from docpipe.bitext.versions import Versions

_REACH, _ALIKE = 2, 0.35


def said_nearby(pair: Versions, bead: Bead, side: int, one: Features) -> bool:
    """True where a bead close by has on the other side a sentence that is more like this one than like what it stands beside."""
    at = pair.beads.index(bead)
    return any(
        likeness(one, other) >= _ALIKE and other.found_in(_all(pair, near, side)) <= other.found_in(one)
        for near in (*pair.beads[max(0, at - _REACH) : at], *pair.beads[at + 1 : at + 1 + _REACH])
        for other in _sentences(pair, near, 1 - side)
    )


def sentence_nearby(pair: Versions, bead: Bead, side: int, place: tuple[int, int]) -> bool:
    """The same of the sentence that a place is in."""
    for paragraph in pair.sides(bead)[side]:
        spans = [span for span in sentences(paragraph.text, paragraph.span[0]) if span[0] <= place[0] < span[1]]
        for one in cut((pair.left, pair.right)[side], spans, pair.text):
            return said_nearby(pair, bead, side, pair.weighed.scale.features(side, one))
    return False


def _sentences(pair: Versions, bead: Bead, side: int) -> Iterator[Features]:
    spans = [span for paragraph in pair.sides(bead)[side] for span in sentences(paragraph.text, paragraph.span[0])]
    for one in cut((pair.left, pair.right)[side], spans, pair.text):
        yield pair.weighed.scale.features(side, one)


def _all(pair: Versions, bead: Bead, side: int) -> Features:
    said = (pair.weighed.left, pair.weighed.right)[side]
    return sum((said[at] for at in (bead.left, bead.right)[side]), Features())
