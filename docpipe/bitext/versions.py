"""The two language versions of one document, paragraph held against paragraph."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from docpipe.bitext import features
from docpipe.bitext.align import beads
from docpipe.bitext.facing import faced
from docpipe.bitext.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.align import Bead
    from docpipe.bitext.features import Weighed
    from docpipe.bitext.paragraphs import Paragraph
    from docpipe.model import record

L = TypeVar("L", bound="record.Located")


@dataclass(frozen=True, slots=True)
class Versions:
    """Two documents that say the same; the Kazakh one, where there is one, is `left`. `text` is the packet's, folded.

    `weighed`: what the paragraphs say in words and figures that both languages have.
    """

    left: record.Document
    right: record.Document
    text: str
    left_paragraphs: tuple[Paragraph, ...]
    right_paragraphs: tuple[Paragraph, ...]
    beads: tuple[Bead, ...]
    weighed: Weighed

    def sides(self, bead: Bead) -> tuple[list[Paragraph], list[Paragraph]]:
        """The paragraphs of a bead."""
        return [self.left_paragraphs[at] for at in bead.left], [self.right_paragraphs[at] for at in bead.right]

    def spans(self, bead: Bead) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """From the first to the last character of a bead on each side; None where that side is empty."""
        left, right, ours, theirs = bead.left, bead.right, self.left_paragraphs, self.right_paragraphs
        return (
            (ours[left[0]].span[0], ours[left[-1]].span[1]) if left else None,
            (theirs[right[0]].span[0], theirs[right[-1]].span[1]) if right else None,
        )


def versions(documents: Sequence[record.Document], text: str) -> Iterator[Versions]:
    """Every pair of documents of which one is the other's version, once each; `text` is the packet's, folded, wrapped lines joined."""
    by_id = {one.id: one for one in documents}
    for one in documents:
        other = by_id.get(one.counterpart or "")
        if other is not None and one.span < other.span:
            left, right = sorted((one, other), key=_kazakh_first)
            yield of(left, right, text)


def of(left: record.Document, right: record.Document, text: str) -> Versions:
    """Two documents held against each other."""
    ours, theirs = paragraphs(left, text), paragraphs(right, text)
    weighed = features.of(ours, theirs)
    return Versions(left, right, text, ours, theirs, faced(beads(weighed.left, weighed.right), weighed.left, weighed.right), weighed)


def inside(facts: Sequence[L], span: tuple[int, int] | None) -> list[L]:
    """The facts that begin in a stretch; `facts` are in the order of the text."""
    if span is None:
        return []
    first = bisect_left(facts, span[0], key=lambda one: one.span[0])
    last = bisect_left(facts, span[1], key=lambda one: one.span[0])
    return list(facts[first:last])


def _kazakh_first(document: record.Document) -> int:
    return ("kk", "ru", "en").index(document.language)
