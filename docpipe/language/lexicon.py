"""English words by how common they are: the list of wordninja, without the words that are glued themselves, with our names."""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import product
from math import inf, log
from pathlib import Path

from docpipe.vocabulary import table

_GLUED_FROM = 25_000
"""Beyond this rank the list of wordninja holds glued words: `inthe`, `bythe`."""
_COMMON, _COMMON_SHORT = 75_000, 4_000
_RANK_OF_NAMES, _RANK_OF_OFFICIAL = 2_000, 60
_INFLECTIONS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers")


def rank(word: str) -> int | None:
    """How many words are more common, None for a word that is not in the list.

    >>> rank("the"), rank("ofthe")
    (0, None)
    """
    return _ranks().get(word.lower())


@lru_cache(maxsize=1 << 15)
def known(word: str) -> bool:
    """True for an English word, a name of our own list, or a regular form of either.

    >>> known("Prosecutor"), known("Kyzylorda"), known("resultsof")
    (True, True, False)
    """
    low = word.lower()
    ranks = _ranks()
    return low in ranks or any(low.endswith(end) and low.removesuffix(end) in ranks for end in _INFLECTIONS if len(low) > len(end) + 3)


@lru_cache(maxsize=1 << 14)
def split(letters: str) -> tuple[str, ...]:
    """The most likely words in a run of letters: those that cost least together. As wordninja splits, which holds its whole list twice for it.

    >>> split("inthecolonies")
    ('in', 'the', 'colonies')
    """
    low, (costs, longest) = letters.lower(), _costs()
    best = [(0.0, 0)]
    for end in range(1, len(low) + 1):
        starts = range(max(0, end - longest), end)
        best.append(min((best[start][0] + costs.get(low[start:end], inf), end - start) for start in starts))
    words: list[str] = []
    while letters:
        length = best[len(letters)][1]
        words.append(letters[-length:])
        letters = letters[:-length]
    return tuple(reversed(words))


@cache
def function_words() -> frozenset[str]:
    """The small words that hold English sentences together."""
    return frozenset(table("repair")["english"]["function"])


def acceptable(word: str) -> bool:
    """True for a small word, or a longer one that is common enough for its length to stand between others."""
    return _stands(word.lower(), rank(word))


def _stands(low: str, number: int | None) -> bool:
    if low in function_words():
        return True
    return number is not None and len(low) >= 3 and number < (_COMMON if len(low) > 3 else _COMMON_SHORT)


@cache
def _ranks() -> dict[str, int]:
    english = table("repair")["english"]
    small = function_words()
    glued = {"".join(pair) for pair in product(sorted(small), repeat=2)} - set(english["whole"])
    listed = enumerate(_listed())
    ranks = {word: number for number, word in listed if number < _GLUED_FROM or not (word in glued or word in english["glued"])}
    ranks.update((name.lower(), _RANK_OF_NAMES) for name in english["names"])
    ranks.update((word, min(_RANK_OF_OFFICIAL, ranks.get(word, _COMMON))) for word in english["official"])
    return ranks


@cache
def _costs() -> tuple[dict[str, float], int]:
    """What each word costs that may stand beside others, by Zipf's law, and how long the longest is."""
    ordered = sorted((word for word, number in _ranks().items() if _stands(word, number)), key=_ranks().__getitem__)
    return {word: log(place * log(len(ordered))) for place, word in enumerate(ordered, 1)}, max(map(len, ordered))


def _listed() -> list[str]:
    """The words that wordninja brings along, the most common first; read without importing it, which builds a model of its own."""
    spec = find_spec("wordninja")
    if spec is None or spec.origin is None:
        message = "wordninja"
        raise ModuleNotFoundError(message)
    path = Path(spec.origin).parent / "wordninja" / "wordninja_words.txt.gz"
    return gzip.decompress(path.read_bytes()).decode().split()
