"""The packet's text as lines, each with its place, its language and the gap before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from docpipe.language import detect
from docpipe.language.passage import fold
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

_LINE = lazy(r"[^\n\f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: `span` without blanks at its ends, `folded` as rules look at it, `gap` where a blank line goes before."""

    span: Span
    folded: str
    language: str
    gap: bool

    @property
    def words(self) -> int:
        """How many words the line has."""
        return count(self.folded)


@lru_cache(maxsize=512)
def count(text: str) -> int:
    """How many words a line or a paragraph has: it is asked again and again while its neighbours are looked at."""
    return len(text.split())


def split(text: str) -> list[Line]:
    r"""The lines of `text` that are not blank.

    >>> [line.folded for line in split("Бірінші жол\n\n  екінші ")]
    ['Бірінші жол', 'екінші']
    """
    spans = [span for match in _LINE.finditer(text) if (span := _trimmed(text, *match.span()))]
    folded = fold(text)
    pieces = [folded[start:end] for start, end in spans]
    languages = detect.of_lines(pieces)
    ends = [0, *(span.end for span in spans)]
    return [
        Line(span, piece, language, gap=text.count("\n", before, span.start) > 1 or before == 0)
        for span, piece, language, before in zip(spans, pieces, languages, ends, strict=False)
    ]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if right > left else None
