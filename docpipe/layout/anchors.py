"""Where each word of a packet stands on paper, in columns of numbers: as objects the words of a thousand pages would take ten times as much."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from docpipe.model.text import Anchor, Box, Span, Word

_GIVEN = -1.0
"""Stands for the confidence of a word that was not recognised."""


def _whole(numbers: Iterable[int] = ()) -> array[int]:
    return array("l", numbers)


def _real() -> array[float]:
    return array("d")


@dataclass(frozen=True, slots=True)
class Anchors:
    """One anchor a word, in the order of the text; words are added while the text is composed."""

    starts: array[int] = field(default_factory=_whole)
    ends: array[int] = field(default_factory=_whole)
    pages: array[int] = field(default_factory=_whole)
    _sources: array[int] = field(default_factory=_whole)
    _sides: array[float] = field(default_factory=_real)
    _sure: array[float] = field(default_factory=_real)
    _others: dict[int, str] = field(default_factory=dict)

    def add(self, span: Span, source: int, page: int | None, word: Word) -> None:
        """The word that was written last."""
        if word.other is not None:
            self._others[len(self)] = word.other
        self.starts.append(span.start)
        self.ends.append(span.end)
        self.pages.append(page or 0)
        self._sources.append(source)
        self._sides.extend(word.box)
        self._sure.append(_GIVEN if word.confidence is None else word.confidence)

    def moved(self, moved: Callable[[int], int]) -> Anchors:
        """The same words, the text moved under them."""
        return replace(self, starts=_whole(map(moved, self.starts)), ends=_whole(map(moved, self.ends)))

    def doubtful(self) -> Iterator[Anchor]:
        """The words that may be read otherwise."""
        return map(self.__getitem__, self._others)

    def by_page(self) -> Mapping[tuple[int, int], array[int]]:
        """Which words stand on each page, by the numbers of its source and its own."""
        found: dict[tuple[int, int], array[int]] = defaultdict(_whole)
        for at, page in enumerate(zip(self._sources, self.pages, strict=True)):
            found[page].append(at)
        return found

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> Anchor:
        sure = self._sure[at]
        return Anchor(
            Span(self.starts[at], self.ends[at]),
            self._sources[at],
            self.pages[at] or None,
            Box(*self._sides[4 * at : 4 * at + 4]),
            None if sure == _GIVEN else sure,
            self._others.get(at),
        )

    def __iter__(self) -> Iterator[Anchor]:
        return map(self.__getitem__, range(len(self)))
