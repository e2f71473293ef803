"""What the rules for masks look at: the text in small letters, its figures, the words around one, and whether a figure counts what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language import predicates
from docpipe.mentions.dates_atoms import lowered
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.language.passage import Passage

_TOKEN = lazy(r"\d{1,40}+(?:(?:[.,:/–-])\d{1,40}+| \d{3}(?!\d)){0,12}")
_NEXT = lazy(r"\)?(?: ?(?P<unit>[%‰°$€₸₽])| {1,2}(?P<word>[^\W\d_][\w-]{0,40}))")
_VERB = lazy(r"\w{2,40}(?:ла|ло|ли|лся|лась|лось|лись|ет|ют|ит|ят|тся|ена|ено|ены|ана|аны|ано)")
_MORE = lazy(r"(?:\)?(?:, ?| и | или | либо | және | мен | пен | and | or )\d{1,5}(?:[.-]\d{1,3})?(?![\d.,]*\d)\)?)")
_PARTICIPLES = ("ан", "ен", "ят", "ыт", "ут", "ал", "ил", "ял", "ел")
_TO = lazy(r"\)?(?: [–-] | до )\d{1,5}(?:[.-]\d{1,3})?(?![\d.,]*\d)")
_DASHES = ("–", ":", "-", "(")
_FROM = lazy(r"(?<!\w)(?:с|со|от) \d{1,4}(?:-?го|-?й)? (?:по|до) $")
_LESS = lazy(r"(?:\d{1,5}(?:-\d{1,3})?\)?(?:, ?| и | или | және | мен | пен | бен | and | – |–)){1,12}$")


@dataclass(frozen=True, slots=True)
class Ground:
    """A passage with its text in small letters and its figures as printed: `1 412`, `15-29`, `12.1.004`."""

    passage: Passage
    low: str
    tokens: tuple[Span, ...]

    @classmethod
    def of(cls, passage: Passage) -> Ground:
        """The ground of `passage`."""
        tokens = tuple(Span(*match.span()) for match in passage.finditer(_TOKEN))
        return cls(passage, lowered(passage.folded), tokens)

    @property
    def text(self) -> str:
        """The folded text with its capitals."""
        return self.passage.folded

    def said(self, token: Span) -> str:
        """The figure as printed."""
        return self.text[token.start : token.end]

    def before(self, pattern: re.Pattern[str], at: int, reach: int = 48) -> re.Match[str] | None:
        """Where `pattern`, which ends in `$`, ends at `at`; it begins `reach` characters before it at most."""
        return pattern.search(self.low, max(self.passage.span.start, at - reach), at)

    def after(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        """The match of `pattern` at `at`, inside the passage."""
        return pattern.match(self.low, at, self.passage.span.end)

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All matches of `pattern` in the small letters."""
        return pattern.finditer(self.low, *self.passage.span)

    def counts(self, at: int) -> bool:
        """True where behind `at` follows a unit or a noun that the figure may count: not a preposition, a verb, a name or what a name goes on with.

        >>> from docpipe.language.passage import Passage
        >>> [Ground.of(Passage.of(text, "ru")).counts(8) for text in ("в доме 6 квартир", "школа 25 города", "школа 25 получила")]
        [True, False, False]
        """
        match = _NEXT.match(self.text, at, self.passage.span.end)
        if match is None or match["unit"]:
            return match is not None
        word = match["word"]
        if not word[0].islower():
            return False
        if word in _no_counted() or (word.isascii() and word.endswith("ed")):
            return False
        verb = _VERB.fullmatch(word) is not None or (word.endswith(_PARTICIPLES) and predicates.has(word, "ru"))
        return self.passage.language == "kk" or not verb

    def onward(self, end: int, *, many: bool = False) -> int:
        """Where a list of figures that begins before `end` ends: `12, 15 и 17`; a figure that counts something is no more of it.

        `many` where the noun is plural and `12 – 15` may say from which to which; else what follows the dash is a figure of its own.
        """
        for _ in range(20):
            match = self.after(_MORE, end) or (self.after(_TO, end) if many else None)
            if match is None or self.counts(match.end()):
                return end
            end = match.end()
        return end

    def backward(self, start: int) -> int:
        """Where the figures begin that share a noun with the one at `start`: `12, 13-баптар`."""
        if since := self.before(_FROM, start, 20):
            return since.start()
        match = self.before(_LESS, start, 60)
        before = self.text[max(0, match.start() - 2) : match.start()] if match else ""
        last = before.strip()[-1:]
        return start if match is None or last.isdigit() or last in _DASHES else match.start()


@cache
def _no_counted() -> frozenset[str]:
    rows = table("masks")["goes_on"]
    return frozenset([*rows["words"], *rows["function"]])


def any_of(rows: list[str]) -> str:
    """One pattern for all rows; a blank in a row is one to three blanks."""
    return f"(?:{'|'.join(sorted(rows, key=len, reverse=True))})".replace(" ", "[ ]{1,3}")


def words(part: str, name: str) -> str:
    """The rows of `vocabulary/masks.toml` as one pattern."""
    return any_of(table("masks")[part][name])
