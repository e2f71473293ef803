"""What a paragraph says whichever language it is in: its figures, days, names and the words that both languages have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from docpipe.bitext import lexicon
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docpipe.bitext.paragraphs import Paragraph

_PIECE = lazy(r"(?P<figure>\d{1,3}(?: \d{3}(?!\d))+(?:,\d{1,4})?|\d+(?:,\d{1,4})?)|[^\W\d_]+")
_UNKNOWN_WORD, _UNKNOWN_FIGURE, _FIGURE, _DIGIT = 0.25, 0.6, 1.4, 0.7
"""How much a token weighs that the other version nowhere has, a figure, and a figure of one digit."""

Token = tuple[str, ...]
"""The keys of a word or a figure: one of them in common makes two tokens equal."""


@dataclass(frozen=True, slots=True)
class Features:
    """A paragraph, or some in a row: tokens with their weights, all their keys, the weights' sum, the length without blanks."""

    tokens: tuple[tuple[Token, float], ...] = ()
    keys: frozenset[str] = frozenset()
    weight: float = 0.0
    length: int = 0

    def __add__(self, other: Features) -> Features:
        """Both as one."""
        return Features(self.tokens + other.tokens, self.keys | other.keys, self.weight + other.weight, self.length + other.length)

    def found_in(self, other: Features) -> float:
        """The weight of the tokens that the other has too."""
        there = other.keys
        return sum(weight for token, weight in self.tokens if not there.isdisjoint(token))

    def figures(self) -> frozenset[str]:
        """The figures and days."""
        return frozenset(key for key in self.keys if key[0] == "#")


def likeness(left: Features, right: Features) -> float:
    """The share of what either says that the other says too, 0–1; figures that are one slip apart count half."""
    both = left.weight + right.weight
    if not both or left.keys.isdisjoint(right.keys):
        return 0.0
    return min(1.0, (left.found_in(right) + right.found_in(left) + _slips(left, right)) / both)


def _slips(left: Features, right: Features) -> float:
    ours, theirs = left.figures() - right.keys, right.figures() - left.keys
    if not ours or not theirs or len(ours) * len(theirs) > 200:
        return 0.0
    near = {key for one in ours for other in theirs if _near(one, other) for key in (one, other)}
    return sum(weight for token, weight in left.tokens + right.tokens if token[0] in near) / 2


def _near(one: str, other: str) -> bool:
    """True for figures of three and more signs that differ by one sign, or by the order of two.

    >>> _near("#1430", "#1431"), _near("#1430", "#430"), _near("#12", "#13")
    (True, True, False)
    """
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < len("#12") + 1:
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))
    unlike = [at for at in range(len(one)) if one[at] != other[at]]
    return len(unlike) == 1 or (len(unlike) == 2 and sorted(one) == sorted(other))


def of(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> tuple[list[Features], list[Features]]:
    """The features of the paragraphs of two versions; what few paragraphs have weighs more."""
    scale = scale_of(left, right)
    return [scale.features(0, one) for one in left], [scale.features(1, one) for one in right]


@dataclass(frozen=True, slots=True)
class Scale:
    """In how many paragraphs of each version each key stands, and how many paragraphs there are at most."""

    counts: tuple[Counter[str], Counter[str]]
    most: int

    def features(self, side: int, paragraph: Paragraph) -> Features:
        """The features of a paragraph, or of a piece of one, of the left version (0) or the right one (1)."""
        said = tokens(paragraph.text, paragraph.facts)
        weights = [self.weight(token, self.counts[1 - side]) for token in said]
        length = len(paragraph.text) - paragraph.text.count(" ")
        return Features(tuple(zip(said, weights, strict=True)), frozenset(key for token in said for key in token), sum(weights), length)

    def weight(self, token: Token, other: Counter[str]) -> float:
        """More for what is rare in both versions, little for what the other nowhere has."""
        common = max((self.counts[0][key] + self.counts[1][key]) / 2 for key in token)
        figure = token[0][0] == "#"
        rare = log(1 + self.most / max(common, 0.5)) * (1.0 if not figure else _DIGIT if len(token[0]) == len("#1") else _FIGURE)
        known = any(key in other for key in token)
        return rare if known else rare * (_UNKNOWN_FIGURE if figure else _UNKNOWN_WORD)


def scale_of(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Scale:
    """How two versions are weighed."""
    counts = (_counts(left), _counts(right))
    return Scale(counts, max(len(left), len(right), 1))


def _counts(side: Sequence[Paragraph]) -> Counter[str]:
    return Counter(key for one in side for key in {key for token in tokens(one.text, one.facts) for key in token})


def tokens(text: str, facts: Iterable[str] = ()) -> tuple[Token, ...]:
    """The tokens of a text, each once; facts are figures and days that its rules found in it.

    >>> tokens("1 430 бірлік", ["1430"])[0]
    ('#1430',)
    """
    found: dict[Token, None] = {}
    for match in _PIECE.finditer(text):
        found[("#" + match[0].replace(" ", "").lstrip("0"),) if match["figure"] else lexicon.keys(match[0])] = None
    found.update(dict.fromkeys(("#" + fact.replace(".", ","),) for fact in facts))
    return tuple(token for token in found if token)
