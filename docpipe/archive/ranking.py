"""Which of the documents found come first: of that number, with the words in the title, with the words side by side, as typed; the newest among equals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from docpipe.archive import facets
from docpipe.archive.query import Query, Word

_AS_TYPED, _FORM, _NAMED, _NEAR = 1.0, 0.8, 0.7, 0.4
_PAIR = 2
_NUMBER, _TITLE, _SIDE_BY_SIDE, _OFTEN = 3.0, 0.8, 0.8, 0.3
_STEP = 0.1
"""Scores that differ by less are equal."""
_LETTERS, _HALF = 8, 100
"""A word and its blank have so many letters; of so many words for each time it stands there, a word counts half as often."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A query as documents are held against it. `weights`: what each of its words is worth, where not all are wanted."""

    query: Query
    pattern: re.Pattern[str]
    weights: tuple[float, ...]
    worth: Callable[[str], Sequence[tuple[int, float]]]

    @classmethod
    def by(cls, query: Query, weights: tuple[float, ...] | None = None) -> Ranking:
        """The ranking for a query."""
        starts = sorted({re.escape(one) for word in query.words for one in (*word.whole, *word.begins)}, key=len, reverse=True)
        pattern = re.compile(f" (?:{facets.TITLE})?(?:{'|'.join(starts)})[^ ]*")
        return cls(query, pattern, weights or (1.0,) * len(query.words), cache(lambda token: tuple(_worth(query.words, token))))

    def score(self, words: str) -> float:
        """How well a document, given by its facets and words, answers the query; in steps, so that the date decides between equals."""
        seen, count = self._seen(words), len(self.query.words)
        told = sum(self.weights[at] * worth for at, worth in seen.best.items()) / sum(self.weights)
        titled = _TITLE * len(seen.title) / count
        numbered = _NUMBER * any(f" {number} " in words for number in self.query.numbers)
        often = _OFTEN * len(seen.places) / (len(seen.places) + count * (1 + len(words) / _LETTERS / _HALF))
        return round((told + titled + numbered + often + _SIDE_BY_SIDE * _closeness(seen)) / _STEP) * _STEP

    def _seen(self, words: str) -> _Seen:
        seen = _Seen()
        for match in self.pattern.finditer(f" {words}"):
            token = match[0][1:]
            titled = token.startswith(facets.TITLE)
            for at, worth in self.worth(token.removeprefix(facets.TITLE)):
                seen.best[at] = max(worth, seen.best.get(at, 0.0))
                if titled:
                    seen.title.add(at)
                elif not token.startswith(facets.MARK):
                    seen.places.append((match.start(), match.end(), at))
        return seen


@dataclass(slots=True)
class _Seen:
    """What of the query was seen in a document: the words, how well; those in the title; where they stand in the text."""

    best: dict[int, float] = field(default_factory=dict)
    title: set[int] = field(default_factory=set)
    places: list[tuple[int, int, int]] = field(default_factory=list)


def _worth(words: Sequence[Word], token: str) -> Iterator[tuple[int, float]]:
    """For a word of a document: which words of the query it stands for, and how well."""
    for at, one in enumerate(words):
        if token == one.folded:
            yield at, _AS_TYPED
        elif token in one.near:
            yield at, _NEAR
        elif token in one.whole:
            yield at, _NAMED if token.startswith(facets.NAME) else _AS_TYPED
        elif token.startswith(one.begins):
            yield at, _FORM


def _closeness(seen: _Seen) -> float:
    """1 where all words that were seen in the text stand side by side somewhere, less the farther they are apart."""
    wanted = {at for _, _, at in seen.places}
    if len(wanted) < _PAIR:
        return 0.0
    last: dict[int, tuple[int, int]] = {}
    closest = 0.0
    for start, end, at in seen.places:
        last[at] = (start, end)
        if len(last) == len(wanted):
            letters = sum(stop - begun for begun, stop in last.values())
            closest = max(closest, letters / (end - min(begun for begun, _ in last.values())))
    return min(closest, 1.0)
