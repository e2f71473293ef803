"""A stretch of the packet in one language, as rules look at it.

`folded` is as long as the packet's text, character for character, so that a match in it is a place in the packet. In it a
look-alike of the wrong alphabet stands as what was meant, blanks are plain, quotation marks are « » and dashes are –.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docpipe.model.text import Span

_SAME_LENGTH = {
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ", "\ufeff": " ", "\u200b": " ",
    "\r": "\n", "\f": "\n", "\v": "\n", "\u2028": "\n", "\u2029": "\n",
    "“": "«", "„": "«", "‟": "«", "”": "»", "‘": "'", "’": "'", "ʼ": "'",
    "—": "–", "―": "–", "‒": "–", "−": "–", "‑": "-", "‐": "-", "\ufffe": "-",
    "Ə": "Ә", "ə": "ә",
}  # fmt: skip

PARAGRAPH_END = "\u2029"
"""Stands in folded text for a line end at which a paragraph ends without a blank line after it; white space to every rule."""


def fold(text: str) -> str:
    """The same text for rules to look at, of the same length.

    >>> fold("“7 – 8”\u00a0ə")
    '«7 – 8» ә'
    """
    for sign, plain in _SAME_LENGTH.items():  # a search for each: far faster than a look-up for each character
        text = text.replace(sign, plain)
    return text


@dataclass(frozen=True, slots=True)
class Passage:
    """What a finder is given: the packet's text, its folded twin, and the span and language to look in."""

    packet: str
    folded: str
    span: Span
    language: str

    @classmethod
    def of(cls, text: str, language: str) -> Passage:
        """A passage that is the whole of `text`."""
        return cls(text, fold(text), Span(0, len(text)), language)

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of `pattern` inside the passage; their offsets are the packet's."""
        return pattern.finditer(self.folded, self.span.start, self.span.end)

    def within(self, start: int, end: int) -> Passage:
        """The same passage, narrowed."""
        return Passage(self.packet, self.folded, Span(max(start, self.span.start), min(end, self.span.end)), self.language)

    def quote(self, span: tuple[int, int]) -> str:
        """The packet's own words at `span`."""
        return self.packet[span[0] : span[1]]
