"""A document as figures are read in it: paragraphs under their headings, sentences, clauses.

What a heading says (a year, a region) holds for the paragraphs below it; what introduces a list (`из них:`) holds for its items.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docpipe.figures import scene_paragraphs, scene_sentences
from docpipe.figures.scene_paragraphs import Paragraph

__all__ = ["Paragraph", "Scene", "Sentence", "lay"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.dates import DateMention
    from docpipe.mentions.survey import Mentions
    from docpipe.model.text import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the index of its paragraph."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Scene:
    """The paragraphs and sentences of one document, with its mentions; all in the order of the text.

    `memo` keeps what a stage has found in a sentence, so that it is not looked for again at each of its figures.
    """

    found: Mentions
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    year: int | None
    memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def passage(self) -> Passage:
        """The document's text."""
        return self.found.passage

    def sentence(self, at: int) -> int | None:
        """The index of the sentence that holds the offset `at`, None outside all."""
        index = bisect_right(self.sentences, at, key=lambda one: one.span.start) - 1
        return index if index >= 0 and at < self.sentences[index].span.end else None

    def dates_in(self, span: Span) -> Sequence[DateMention]:
        """The dates within `span`."""
        first = bisect_right(self.found.dates, span.start - 1, key=lambda one: one.span.start)
        last = bisect_right(self.found.dates, span.end - 1, key=lambda one: one.span.start)
        return self.found.dates[first:last]


def lay(sheet: Sheet, found: Mentions, year: int | None) -> Scene:
    """The scene of a document: `year` is the one that it was written in, where it is known."""
    paragraphs = scene_paragraphs.of(sheet, found)
    sentences = [Sentence(piece, at) for at, one in enumerate(paragraphs) for piece in scene_sentences.of(found.passage, one.span)]
    return Scene(found, paragraphs, tuple(sentences), year)
