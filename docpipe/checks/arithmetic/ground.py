"""The ground of the reckoning: one document's figures in the order of the text, and what stands between them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BREAK = lazy(r"\n|[.!?…][»\")]{0,2}[ ]{1,3}(?=[«\"(]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_SHORT = lazy(r"(?<!\w)(?:\w|тыс|млн|млрд|трлн|гг|жж|ст|стр|кв|куб|руб|тг|чел|ед|др|пр|т\.ч|т\.д|т\.п|mln|bn)\.\s*$")
_PARAGRAPH = 500
_NEIGHBOURS = 24
_SAME = 100


@dataclass(frozen=True, slots=True)
class Ground:
    """A document, the folded text of the packet, and for each figure the sentence or the table row that it stands in.

    `memo` keeps what several checks ask for.
    """

    document: record.Document
    text: str
    figures: Sequence[record.Statistic]
    lines: Sequence[tuple[int, int]]
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, document: record.Document, text: str) -> Ground:
        """The ground of one document; `text` is folded."""
        return cls(document, text, document.statistics, _lines(document, text))

    def percents(self, value: float) -> list[int]:
        """All figures of so many percent."""
        if "percents" not in self.memo:
            found: dict[float, list[int]] = defaultdict(list)
            for at, one in enumerate(self.figures):
                if one.unit == "%" and one.value is not None:
                    found[round(one.value, 6)].append(at)
            self.memo["percents"] = found
        return list(self.memo["percents"].get(round(value, 6), ())[:_SAME])

    def between(self, one: int, other: int) -> str:
        """The text from the end of one figure to the beginning of another."""
        return self.text[self.figures[one].span[1] : self.figures[other].span[0]]

    def before(self, at: int, reach: int = 60) -> str:
        """What stands before a figure in its sentence."""
        start = self.figures[at].span[0]
        return self.text[max(self.lines[at][0], start - reach) : start]

    def after(self, at: int, reach: int = 60) -> str:
        """What stands behind a figure in its sentence."""
        end = self.figures[at].span[1]
        return self.text[end : min(self.lines[at][1], end + reach)]

    def line(self, at: int) -> str:
        """The sentence or row of a figure; of a very long one what is around."""
        (start, end), (first, last) = self.lines[at], self.figures[at].span
        return self.text[max(start, first - _PARAGRAPH) : min(end, last + _PARAGRAPH)]

    def in_table(self, at: int) -> bool:
        """True where the figure stands in a row of cells."""
        return "\t" in self.line(at).strip(" \n")

    def column(self, at: int) -> int:
        """How many cells stand before the figure in its row."""
        return self.text.count("\t", self.lines[at][0], self.figures[at].span[0])

    def beside(self, at: int) -> range:
        """The figures of the same sentence or row; of a very long one those around."""
        first = last = at
        while first > max(0, at - _NEIGHBOURS) and self.lines[first - 1] == self.lines[at]:
            first -= 1
        while last + 1 < min(len(self.figures), at + _NEIGHBOURS) and self.lines[last + 1] == self.lines[at]:
            last += 1
        return range(first, last + 1)

    def near(self, at: int) -> range:
        """The figures of the same sentence and of those shortly before it."""
        first = at
        while first > max(0, at - _NEIGHBOURS) and self.figures[at].span[0] - self.figures[first - 1].span[1] < _PARAGRAPH:
            first -= 1
        return range(first, self.beside(at).stop)


def doubt(
    ground: Ground, code: str, severity: record.Severity, places: Iterable[int | tuple[int, int]], values: Iterable[float | str | None]
) -> record.Finding:
    """A finding of this kind; `places` are figures or spans."""
    spans = [ground.figures[place].span if isinstance(place, int) else place for place in places]
    where = tuple(record.Where(document=ground.document.id, span=span) for span in dict.fromkeys(spans))
    return record.Finding(code=code, kind="arithmetic", severity=severity, where=where, values=tuple(values))


@cache
def words(name: str, *, before: str = r"(?<!\w)", after: str = r"(?!\w)") -> re.Pattern[str]:
    """Any of the turns that `vocabulary/arithmetic.toml` lists under `name`."""
    rows = sorted(table("arithmetic")[name], key=len, reverse=True)
    turns = "|".join(rows).replace(" ", r"\s")
    return compiled(rf"{before}(?:{turns}){after}", re.IGNORECASE)


def _lines(document: record.Document, text: str) -> list[tuple[int, int]]:
    start, last = document.span
    lines: list[tuple[int, int]] = []
    ends = (
        match for match in _BREAK.finditer(text, start, last) if not _SHORT.search(text, max(start, match.start() - 8), match.start() + 1)
    )
    end = next(ends, None)
    for one in document.statistics:
        while end is not None and end.end() <= one.span[0]:
            start, end = end.end(), next(ends, None)
        lines.append((start, end.start() if end else last))
    return lines
