"""Sentences, and parts of a list between semicolons, that one version of a paragraph lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.align import beads
from docpipe.bitext.features import Features
from docpipe.bitext.paragraphs import cut
from docpipe.bitext.sentences import sentences
from docpipe.checks.disagreement.absences_nearby import said_nearby
from docpipe.checks.disagreement.absences_told import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.align import Bead
    from docpipe.bitext.features import Scale
    from docpipe.bitext.versions import Versions
    from docpipe.model import record

_SHORTEST, _FEWEST_WORDS = 30, 4
_SAID, _ROOM = 0.4, 0.6


def suspected(pair: Versions, bead: Bead) -> bool:
    """True where one side has more sentences than the other and is longer by the shortest of them."""
    ours, theirs = (list(_spans(pair, bead, side)) for side in (0, 1))
    if len(ours) == len(theirs):
        return False
    more, fewer = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
    longer = sum(end - start for start, end in more) - sum(end - start for start, end in fewer)
    return len(more) > 1 and longer >= _ROOM * max(_SHORTEST, min(end - start for start, end in more))


def find(pair: Versions, bead: Bead, scale: Scale) -> Iterator[record.Finding]:
    """A warning for each sentence of a bead that the other side surely lacks."""
    spans = [list(_spans(pair, bead, side)) for side in (0, 1)]
    said = [[scale.features(side, one) for one in cut((pair.left, pair.right)[side], spans[side], pair.text)] for side in (0, 1)]
    found = beads(said[0], said[1])
    lone = [[ids[0] for one in found for ids in ((one.left, one.right)[side],) if not (one.left and one.right) and ids] for side in (0, 1)]
    for side in (0, 1):
        other = _sum(said[1 - side])
        room = _sum(said[side]).length - other.length
        for at in lone[side] if not lone[1 - side] else ():
            one = said[side][at]
            lacks = _whole(pair, spans[side][at]) and one.found_in(other) <= _SAID * one.weight and room >= _ROOM * one.length
            if lacks and not said_nearby(pair, bead, side, one):
                yield told(pair, "sentence-missing", side, spans[side][at], _place(pair, bead, 1 - side))


def _spans(pair: Versions, bead: Bead, side: int) -> Iterator[tuple[int, int]]:
    for paragraph in pair.sides(bead)[side]:
        yield from sentences(paragraph.text, paragraph.span[0])


def _whole(pair: Versions, span: tuple[int, int]) -> bool:
    text = pair.text[slice(*span)]
    return len(text) >= _SHORTEST and len([word for word in text.split() if word[:1].isalpha()]) >= _FEWEST_WORDS


def _sum(said: Sequence[Features]) -> Features:
    total = Features()
    for one in said:
        total += one
    return total


def _place(pair: Versions, bead: Bead, side: int) -> tuple[int, int]:
    paragraphs = pair.sides(bead)[side]
    return paragraphs[0].span[0], paragraphs[-1].span[1]
