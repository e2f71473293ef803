"""Which of the documents found come first: of that number, with the words in the title, with the words side by side, as typed; the newest among equals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from docpipe.archive import facets
from docpipe.archive.query import Query, Word

_AS_TYPED, _FORM, _NAMED, _NEAR = 1.0, 0.8, 0.7, 0.4
_NUMBER, _TITLE, _SIDE_BY_SIDE, _OFTEN = 3.0, 0.8, 0.8, 0.3
_STEP = 0.1
"""Scores that differ by less are equal."""
_HALF = 100
"""Of so many words for each time it stands there, a word counts half as often."""
Matches = Callable[[str], Sequence[tuple[int, float]]]


def matching(words: Sequence[Word]) -> Matches:
    """For a word of a document: which words of the query it stands for, and how well."""

    @cache
    def matches(token: str) -> tuple[tuple[int, float], ...]:
        return tuple((at, worth) for at, one in enumerate(words) if (worth := _worth(one, token)))

    return matches


def _worth(one: Word, token: str) -> float:
    if token == one.folded:
        return _AS_TYPED
    if token in one.near:
        return _NEAR
    if token in one.whole:
        return _NAMED if token.startswith(facets.NAME) else _AS_TYPED
    return _FORM if token.startswith(one.begins) else 0.0


@dataclass(slots=True)
class _Seen:
    """What of the query was seen in a document."""

    best: dict[int, float] = field(default_factory=dict)
    title: set[int] = field(default_factory=set)
    places: list[tuple[int, int]] = field(default_factory=list)


def score(words: str, query: Query, matches: Matches, weights: Sequence[float] | None = None) -> float:
    """How well a document, given by its words and facets, answers the query; in steps, so that the date decides between equals."""
    tokens = words.split(" ")
    seen = _seen(tokens, matches)
    each = weights or [1.0] * len(query.words)
    count = len(query.words) or 1
    told = sum(each[at] * worth for at, worth in seen.best.items()) / sum(each or [1.0])
    titled = _TITLE * len(seen.title) / count
    numbered = _NUMBER * any(number in tokens[:_HALF] for number in query.numbers)
    often = _OFTEN * len(seen.places) / (len(seen.places) + count * (1 + len(tokens) / _HALF))
    return round((told + titled + numbered + often + _SIDE_BY_SIDE * _closeness(seen.places, set(seen.best))) / _STEP) * _STEP


def _seen(tokens: Iterable[str], matches: Matches) -> _Seen:
    seen = _Seen()
    for place, token in enumerate(tokens):
        titled = token.startswith(facets.TITLE)
        for at, worth in matches(token[len(facets.TITLE) :] if titled else token):
            seen.best[at] = max(worth, seen.best.get(at, 0.0))
            if titled:
                seen.title.add(at)
            elif not token.startswith(facets.MARK):
                seen.places.append((place, at))
    return seen


def _closeness(places: Sequence[tuple[int, int]], wanted: set[int]) -> float:
    """1 where all words that were seen in the text stand side by side somewhere, less the farther they are apart."""
    wanted = wanted & {at for _, at in places}
    if len(wanted) < 2:
        return 0.0
    last: dict[int, int] = {}
    least = 0
    for place, at in places:
        last[at] = place
        if len(last) == len(wanted):
            span = place - min(last.values()) + 1
            least = min(least or span, span)
    return min(len(wanted) / least, 1.0) if least else 0.0
