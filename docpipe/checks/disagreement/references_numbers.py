"""Numbers and articles as the running text prints them, whether a citation was read there or not: one of them is another in the other version."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from docpipe.bitext.matching import match
from docpipe.checks.disagreement import numbers_index
from docpipe.checks.disagreement.differ import differ
from docpipe.checks.disagreement.references_parts import article_places, point_places, printed_there
from docpipe.language.passage import Passage
from docpipe.mentions import numbers
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Document, Finding


Place = tuple[int, int]

_NEAR = 3
"""How many beads a number may have strayed from the one that holds its equal."""


class Printed(NamedTuple):
    """What stands where, and in which bead."""

    value: str
    span: tuple[int, int]
    bead: int


def find(pair: Versions) -> Iterator[Finding]:
    """An error for a number or an article left over on both sides of a bead, alone of its sort there."""
    yield from _numbers(pair)
    yield from _articles(pair)


def _numbers(pair: Versions) -> Iterator[Finding]:
    ours, theirs = (_of_side(pair, at) for at in (0, 1))
    for one, other in _partners(*_strayed(_without(ours, theirs), _without(theirs, ours))):
        severity = "error" if _alike(one, other) else "warning"
        if not (_bare(pair, one, 1) or _bare(pair, other, 0)):
            yield differ("reference-number-differs", severity, [(pair.left, one.span), (pair.right, other.span)], [one.value, other.value])  # type: ignore[arg-type]


def _bare(pair: Versions, one: Printed, at: int) -> bool:
    """Whether the other side of the bead prints the number without its sign: of a school, a colony."""
    span = pair.spans(pair.beads[one.bead])[at]
    return span is not None and printed_there(one.value, pair.text[slice(*span)], bare=True)


def _of_side(pair: Versions, at: int) -> list[Printed]:
    """The numbers of the running text; those of the document itself and of the letter that it answers are compared elsewhere."""
    document = (pair.left, pair.right)[at]
    head = _head(document)
    starts, beads = _starts(pair, at)
    found = numbers.find(Passage(pair.text, pair.text, Span(*document.span), document.language))
    return [
        Printed(one.value, (one.span.start, one.span.end), beads[max(0, bisect_right(starts, one.span.start) - 1)])
        for one in found
        if beads and not any(start <= one.span.start < end for start, end in head)
    ]


def _head(document: Document) -> list[tuple[int, int]]:
    facts = (document.number, *(one for one in document.registrations if one.role != "state"), *document.in_reply_to)
    return [fact.span for fact in facts if fact is not None]


def _starts(pair: Versions, at: int) -> tuple[list[int], list[int]]:
    """Where the beads begin on a side, and which they are, in the order of that side."""
    rows = sorted((span[0], number) for number, bead in enumerate(pair.beads) if (span := pair.spans(bead)[at]))
    return [start for start, _ in rows], [number for _, number in rows]


def _without(side: Sequence[Printed], other: Sequence[Printed]) -> list[Printed]:
    """What the other side does not print in the same bead."""
    return [one for one in side if not any(one.bead == two.bead and _equal(one, two) for two in other)]


def _strayed(left: Sequence[Printed], right: Sequence[Printed]) -> tuple[tuple[Printed, ...], tuple[Printed, ...]]:
    """Without those that have their equal among what a bead near by has left: paragraphs may be cut otherwise."""
    found = match(left, right, lambda a, b: float(abs(a.bead - b.bead) <= _NEAR and _equal(a, b)))
    return found.left, found.right


def _equal(one: Printed, other: Printed) -> bool:
    return numbers_index.same(one.value, other.value) or numbers_index.same(other.value, one.value)


def _partners(left: Sequence[Printed], right: Sequence[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """In each bead those that are alike; and the two that are left alone."""
    for bead in sorted({one.bead for one in left} & {one.bead for one in right}):
        ours, theirs = (list({one.value: one for one in side if one.bead == bead}.values()) for side in (left, right))
        found = match(ours, theirs, lambda a, b: float(_alike(a, b)))
        yield from found.pairs
        if len(found.left) == len(found.right) == 1:
            yield found.left[0], found.right[0]


def _alike(one: Printed, other: Printed) -> bool:
    return numbers_index.near(one.value, other.value) or _one_shape(one.value, other.value)


def _one_shape(one: str, other: str) -> bool:
    """Numbers whose parts are as long as each other's, letters the same."""
    ours, theirs = numbers_index.parts(one), numbers_index.parts(other)
    return len(ours) == len(theirs) and all(
        a == b or (a.isdigit() and b.isdigit() and len(a) == len(b)) for a, b in zip(ours, theirs, strict=True)
    )


def _articles(pair: Versions) -> Iterator[Finding]:
    for bead in pair.beads:
        left, right = pair.spans(bead)
        for named in (article_places, point_places) if left and right else ():
            yield from _articles_of(pair, left, right, named)  # type: ignore[arg-type]


def _articles_of(pair: Versions, left: Place, right: Place, named: Callable[[str], list[tuple[str, int]]]) -> Iterator[Finding]:
    texts = pair.text[slice(*left)], pair.text[slice(*right)]
    ours = _lonely(named(texts[0]), texts[1])
    theirs = _lonely(named(texts[1]), texts[0]) if len(ours) == 1 else []
    if len(theirs) == 1:
        (one, at), (other, there) = ours[0], theirs[0]
        places = [(pair.left, (left[0] + at, left[0] + at + len(one))), (pair.right, (right[0] + there, right[0] + there + len(other)))]
        yield differ("reference-article-differs", "error", places, [one, other])


def _lonely(named: Sequence[tuple[str, int]], other: str) -> list[tuple[str, int]]:
    """The articles of a stretch that the other side does not print as one."""
    return list({value: at for value, at in named if not printed_there(value, other)}.items())
