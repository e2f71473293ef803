"""A paragraph cut into stretches: which findings point at each, and which facts stand in it."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from docpipe.reports.plain import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docpipe.bitext.paragraphs import Paragraph
    from docpipe.reports.facts import Fact
    from docpipe.reports.findings import Told

S = TypeVar("S", "Fact", "Hit")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a finding points at; `name` is the place's own: `p3-1` for the first place of the third finding, nothing where it only goes on."""

    span: tuple[int, int]
    finding: Told
    name: str
    lacks: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text inside the same facts; the innermost comes last."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text that the same findings point at. `begins`: the hits that start here; `ends`: those that stop here."""

    pieces: tuple[Piece, ...]
    hits: tuple[Hit, ...]
    begins: tuple[Hit, ...]
    ends: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """What is marked in each paragraph, by the number of the paragraph."""

    facts: Mapping[int, Sequence[Fact]] = field(default_factory=dict)
    hits: Mapping[int, Sequence[Hit]] = field(default_factory=dict)


def marked(paragraphs: Sequence[Paragraph], facts: Sequence[Fact], hits: Sequence[Hit]) -> Marked:
    """Facts and hits put to the paragraphs that they touch."""
    spans = [one.span for one in paragraphs]
    return Marked(_placed(spans, facts), _named_once(_placed(spans, hits)))


def _named_once(placed: dict[int, list[Hit]]) -> dict[int, list[Hit]]:
    """A place that goes on over several paragraphs has its name in the first of them only."""
    named: set[str] = set()
    found: dict[int, list[Hit]] = {}
    for at in sorted(placed):
        found[at] = [replace(hit, name="") if hit.name in named else hit for hit in placed[at]]
        named |= {hit.name for hit in placed[at]}
    return found


def _placed(spans: Sequence[tuple[int, int]], things: Sequence[S]) -> dict[int, list[S]]:
    found: defaultdict[int, list[S]] = defaultdict(list)
    for thing in things:
        first = bisect_right(spans, thing.span[0], key=lambda span: span[1])
        last = bisect_left(spans, thing.span[1], key=lambda span: span[0])
        for at in range(first, last):
            found[at].append(thing)
    return found


def stretches(text: str, paragraph: Paragraph, facts: Sequence[Fact], hits: Sequence[Hit]) -> Iterator[Stretch]:
    """The paragraph's own text in its order; a line end inside it is a blank."""
    span, offset = paragraph.span, paragraph.span[0]
    own = text[slice(*span)].replace("\n", " ")
    for start, end in _cuts(span, hits):
        within = [hit for hit in hits if hit.span[0] < end and start < hit.span[1]]
        pieces = tuple(
            Piece(shown(own[a - offset : b - offset]), tuple(one for one in facts if one.span[0] < b and a < one.span[1]))
            for a, b in _cuts((start, end), facts)
        )
        begins = tuple(hit for hit in within if start <= max(hit.span[0], span[0]) < end)
        yield Stretch(pieces, tuple(within), begins, tuple(hit for hit in within if start < min(hit.span[1], span[1]) <= end))


def _cuts(span: tuple[int, int], things: Sequence[Fact] | Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """The span cut wherever one of the things begins or ends."""
    inside = {end for thing in things for end in thing.span if span[0] < end < span[1]}
    ends = sorted({*span, *inside})
    yield from itertools.pairwise(ends)
