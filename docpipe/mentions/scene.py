"""A document as figures are read in it: paragraphs under their headings, sentences, clauses.

What a heading says (a year, a region) holds for the paragraphs below it; what introduces a list (`из них:`) holds for its items.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.dates import DateMention
    from docpipe.mentions.survey import Mentions

_SILENT = frozenset(
    ("letterhead", "contact", "strip", "order_head", "address", "reply", "salutation", "enclosure", "closing", "signature", "executor", "phone", "copy", "approval", "incoming", "outgoing", "mark")
)  # fmt: skip
_SENTENCE_END = lazy(r"[.!?…;][»\")]{0,2}\s{1,4}(?=[«\"(–-]?\s?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9])")
_ABBREVIATION = lazy(r"(?<!\w)(?:\w|тыс|млн|млрд|трлн|гг|жж|ст|стр|рис|см|кв|куб|руб|тг|чел|ед|др|пр|т\.д|т\.п|т\.г|ж\.|mln|bn)\.$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or list item that may hold figures. `heading`: index of the heading above; `intro`: of the line that opens its list."""

    span: Span
    heading: int | None = None
    intro: int | None = None


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
    spans = [part.segment.span for part in sheet.parts if part.role not in _SILENT]
    paragraphs = tuple(Paragraph(span) for span in spans)
    sentences = [Sentence(piece, at) for at, one in enumerate(paragraphs) for piece in _sentences(found.passage, one.span)]
    return Scene(found, paragraphs, tuple(sentences), year)


def _sentences(passage: Passage, span: Span) -> list[Span]:
    pieces, start = [], span.start
    for match in _SENTENCE_END.finditer(passage.folded, span.start, span.end):
        if not _ABBREVIATION.search(passage.folded[max(start, match.start() - 8) : match.start() + 1]):
            pieces.append(Span(start, match.start() + 1))
            start = match.end()
    return [*pieces, Span(start, span.end)]
