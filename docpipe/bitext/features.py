"""What a paragraph says whichever language it is in: its figures, days, names and the words that both languages have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from math import fsum, log
from operator import attrgetter, ne
from typing import TYPE_CHECKING

from docpipe.bitext import lexicon
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView, Sequence

    from docpipe.bitext.paragraphs import Paragraph

_PIECE = lazy(r"(\d{1,3}(?: \d{3}(?!\d))+(?:,\d{1,4})?|\d+(?:,\d{1,4})?)|([^\W\d_]+)")
_UNKNOWN_WORD, _UNKNOWN_FIGURE, _FIGURE, _DIGIT, _HALF = 0.25, 0.6, 1.4, 0.7, 0.5
"""How much a token weighs that the other version nowhere has, a figure, and a figure of one digit."""
_MOST_SLIPS = 200
_WEIGHT = attrgetter("weight")

Token = tuple[str, ...]
"""The keys of a word or a figure: one of them in common makes two tokens equal."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A token of one version and how much it weighs there; one object for each token, wherever it stands."""

    token: Token
    weight: float


@dataclass(frozen=True, slots=True)
class Features:
    """A paragraph, or some in a row: tokens, the token of each key, the weights' sum, the length without blanks, figures.

    `marks`: what a figure that is one slip apart from one of them has in common with it.
    """

    tokens: tuple[Said, ...] = ()
    by_key: dict[str, Said] = field(default_factory=dict)
    weight: float = 0.0
    length: int = 0
    figures: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @property
    def keys(self) -> KeysView[str]:
        """The keys of all tokens."""
        return self.by_key.keys()

    def __add__(self, other: Features) -> Features:
        """Both as one."""
        return Features(
            self.tokens + other.tokens,
            self.by_key | other.by_key,
            self.weight + other.weight,
            self.length + other.length,
            self.figures | other.figures,
            self.marks | other.marks,
        )

    def found_in(self, other: Features) -> float:
        """The weight of the tokens that the other has too."""
        return self.weighed(self.by_key.keys() & other.by_key.keys())

    def weighed(self, keys: Iterable[str]) -> float:
        """The weight of the tokens of these keys."""
        # exact, whatever order a set has: else two ways that are equally good would be told apart by chance
        return fsum([one.weight for one in set(map(self.by_key.__getitem__, keys))])


def likeness(left: Features, right: Features) -> float:
    """The share of what either says that the other says too, 0–1; figures that are one slip apart count half."""
    shared = left.by_key.keys() & right.by_key.keys()
    if not shared:
        return 0.0
    slips = 0.0 if left.marks.isdisjoint(right.marks) else _slips(left, right)
    return min(1.0, (left.weighed(shared) + right.weighed(shared) + slips) / (left.weight + right.weight))


def _slips(left: Features, right: Features) -> float:
    ours = {key for key in left.figures if key not in right.by_key}
    theirs = {key for key in right.figures if key not in left.by_key} if ours else ours
    if not ours or not theirs or len(ours) * len(theirs) > _MOST_SLIPS:
        return 0.0
    long = [one for one in theirs if len(one) > len("#12")]
    near = {key for one in ours if len(one) > len("#12") for other in long if _near(one, other) for key in (one, other)}
    return sum(one.weight for one in left.tokens + right.tokens if one.token[0] in near) / 2


@lru_cache(maxsize=50_000)
def _near(one: str, other: str) -> bool:
    """True for figures of three and more signs that differ by one sign, or by the order of two.

    >>> _near("#1430", "#1431"), _near("#1430", "#430"), _near("#12", "#13")
    (True, True, False)
    """
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < len("#12") + 1:
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short in _marks(long)
    unlike = sum(map(ne, one, other))
    return unlike == 1 or (unlike == 2 and sorted(one) == sorted(other))


@lru_cache(maxsize=20_000)
def _marks(figure: str) -> frozenset[str]:
    """What two near figures have in common: either without one sign, the shorter one, all signs in order; none where it is short.

    >>> _marks("#1430").isdisjoint(_marks("#430")), _marks("#1430").isdisjoint(_marks("#3410")), _marks("#1430").isdisjoint(_marks("#1529"))
    (False, False, True)
    """
    if len(figure) <= len("#12"):
        return frozenset()
    return frozenset((figure, "".join(sorted(figure)), *(figure[:at] + figure[at + 1 :] for at in range(1, len(figure)))))


@dataclass(frozen=True, slots=True)
class Scale:
    """In how many paragraphs of each version, and of both, each key stands; how many paragraphs there are at most."""

    counts: tuple[Counter[str], Counter[str]]
    together: Counter[str]
    most: int
    _logs: dict[int, float] = field(default_factory=dict, repr=False)
    _said: tuple[dict[Token, Said], dict[Token, Said]] = field(default_factory=lambda: ({}, {}), repr=False)

    def features(self, side: int, paragraph: Paragraph) -> Features:
        """The features of a paragraph, or of a piece of one, of the left version (0) or the right one (1)."""
        return self.weighed(side, paragraph, tokens(paragraph.text, paragraph.facts))

    def weighed(self, side: int, paragraph: Paragraph, said: Sequence[Token]) -> Features:
        """The features of a paragraph whose tokens are known."""
        known = self._said[side]
        found = tuple([known.get(token) or self._first(side, token) for token in said])
        by_key = {key: one for one in found for key in one.token}
        length = len(paragraph.text) - paragraph.text.count(" ")
        figures = frozenset([token[0] for token in said if token[0][0] == "#"])
        return Features(found, by_key, sum(map(_WEIGHT, found)), length, figures, frozenset().union(*map(_marks, figures)))

    def _first(self, side: int, token: Token) -> Said:
        one = self._said[side][token] = Said(token, self._weight(token, self.counts[1 - side]))
        return one

    def _weight(self, token: Token, other: Counter[str]) -> float:
        """More for what is rare in both versions, little for what the other nowhere has."""
        counted = self.together.get
        first = token[0]
        rare = self._rarity(counted(first, 0) if len(token) == 1 else max([counted(key, 0) for key in token]))
        if first[0] == "#":
            rare *= _DIGIT if len(first) == len("#1") else _FIGURE
            return rare if first in other else rare * _UNKNOWN_FIGURE
        return rare if first in other or not other.keys().isdisjoint(token) else rare * _UNKNOWN_WORD

    def _rarity(self, times: int) -> float:
        if times not in self._logs:
            self._logs[times] = log(1 + self.most / (times / 2 or _HALF))
        return self._logs[times]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two versions weighed: the scale, and the features of the paragraphs of each."""

    scale: Scale
    left: tuple[Features, ...]
    right: tuple[Features, ...]


def of(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Weighed:
    """The features of the paragraphs of two versions; what few paragraphs have weighs more."""
    said = [[tokens(one.text, one.facts) for one in side] for side in (left, right)]
    counts = [Counter(chain.from_iterable([set(chain.from_iterable(one)) for one in side])) for side in said]
    scale = Scale((counts[0], counts[1]), _both(*counts), max(len(left), len(right), 1))
    ours, theirs = (
        tuple(scale.weighed(side, one, found) for one, found in zip(paragraphs, said[side], strict=True))
        for side, paragraphs in enumerate((left, right))
    )
    return Weighed(scale, ours, theirs)


def _both(left: Counter[str], right: Counter[str]) -> Counter[str]:
    together = left.copy()
    together.update(right)
    return together


def tokens(text: str, facts: Iterable[str] = ()) -> tuple[Token, ...]:
    """The tokens of a text, each once; facts are figures and days that its rules found in it.

    >>> tokens("1 430 бірлік", ["1430"])[0]
    ('#1430',)
    """
    found: dict[Token, None] = {}
    for figure, word in _PIECE.findall(text):
        found[("#" + figure.replace(" ", "").lstrip("0"),) if figure else lexicon.keys(word)] = None
    found.update(dict.fromkeys(("#" + fact.replace(".", ","),) for fact in facts))
    return tuple(token for token in found if token)
