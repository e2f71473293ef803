"""The words on both sides of a figure in its sentence, up to the figures beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene

_CURRENCY = lazy(r"(?:KZT|USD|EUR|RUB|US\$|[$€₸₽])\s?$")
RELATIVE = frozenset(("%", "pp", "times", "share"))
"""Units of a change that is told by itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """A figure between `left`, where the figure before ends, and `right`, where the next begins; `text` is the folded packet."""

    figure: Figure
    text: str
    left: int
    right: int
    language: str

    @property
    def before(self) -> str:
        """The words before the figure, its qualifiers too."""
        return _CURRENCY.sub("", self.text[self.left : self.figure.amount.figure.start])

    @property
    def after(self) -> str:
        """The words behind the figure and its unit."""
        return self.text[self.figure.amount.span.end : self.right]

    @property
    def behind(self) -> Span:
        """The span of `after`."""
        return Span(self.figure.amount.span.end, self.right)

    @property
    def is_relative(self) -> bool:
        """True for percent, points and times."""
        return self.figure.amount.unit in RELATIVE


def places(scene: Scene, sentence: int, figures: Sequence[Figure]) -> list[Place]:
    """The places of a sentence's figures, in order."""
    span, text, language = scene.sentences[sentence].span, scene.passage.folded, scene.passage.language
    lefts = [span.start, *(one.amount.span.end for one in figures[:-1])]
    rights = [*(one.amount.span.start for one in figures[1:]), span.end]
    return [Place(one, text, left, right, language) for one, left, right in zip(figures, lefts, rights, strict=True)]
