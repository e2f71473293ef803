"""How likely two citations are of one act: by what of number, day, article, title, issuer, kind and place agrees."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.bitext import lexicon
from docpipe.bitext.bodies import read, same_body
from docpipe.checks.disagreement import numbers_index
from docpipe.checks.disagreement.references_parts import articles
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model.record import Reference

_WORD = lazy(r"[^\W\d_]{3,}")
_COMMON = frozenset({"закон", "кодекс", "республик", "казахстан", "приказ", "правил", "план", "программ"})
_NEAR, _REACH, _SHELF = 1, 2, 100
_ALIKE = (
    frozenset({"rules", "regulation", "order", "guidelines", "standard", "methodology", "resolution"}),
    frozenset({"plan", "programme", "concept", "strategy", "roadmap", "other"}),
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and the bead that it stands in."""

    fact: Reference
    bead: int


def candidates(left: Sequence[Cited], right: Sequence[Cited], languages: tuple[str, str]) -> set[tuple[int, int]]:
    """The indices of all pairs that may be of one act: near each other, or with a number, day, article, word or issuer in common.

    Of very many that have it in common, those at about the same place of their rows.
    """
    shelves: defaultdict[object, list[int]] = defaultdict(list)
    for j, other in enumerate(right):
        for key in (*range(other.bead - _REACH, other.bead + _REACH + 1), *_marks(other.fact, languages[1])):
            shelves[key].append(j)
    return {
        (i, j)
        for i, one in enumerate(left)
        for key in (one.bead, *_marks(one.fact, languages[0]))
        for j in _around(shelves.get(key, ()), i * len(right) // len(left))
    }


def _around(shelf: Sequence[int], at: int) -> Sequence[int]:
    if len(shelf) <= _SHELF:
        return shelf
    middle = bisect_left(shelf, at)
    return shelf[max(0, middle - _SHELF // 2) : middle + _SHELF // 2]


def _marks(fact: Reference, language: str) -> Iterator[object]:
    """What two citations that do not stand near each other have in common where they are of one act."""
    if fact.number:
        yield "number", numbers_index.digits(fact.number)
    if fact.date:
        yield "date", fact.date
    if fact.article:
        yield "article", articles(fact.article)
    if fact.title:
        yield from (("title", word) for word in _said(fact.title))
    if fact.issuer:
        issuer = read(fact.issuer, language)
        yield from (("issuer", said) for said in (*issuer.codes, *issuer.words))


def likeness(left: Cited, right: Cited, languages: tuple[str, str]) -> float:
    """0–1; 0 for acts of kinds that are never each other's translation."""
    one, other = left.fact, right.fact
    if one.kind != other.kind and not any({one.kind, other.kind} <= group for group in _ALIKE) and not _numbered_alike(one, other):
        return 0.0
    score = 0.25 if one.kind == other.kind else 0.1
    score += {0: 0.3, 1: 0.15, 2: 0.05}.get(abs(left.bead - right.bead), 0.0)
    score += _agree(one.number, other.number, 0.25, -0.1) if not (one.number and other.number) else _numbers(one.number, other.number)
    score += _agree(one.date, other.date, 0.2, -0.05)
    score += 0.1 if one.article and other.article and articles(one.article) == articles(other.article) else 0.0
    score += _titles(one.title, other.title)
    if one.issuer and other.issuer:
        score += {True: 0.1, False: -0.05, None: 0.0}[same_body(one.issuer, other.issuer, languages)]
    return min(1.0, score)


def of_one_act(left: Cited, right: Cited) -> bool:
    """Whether the place and something besides the kind say that one act is meant, so that what differs is a difference."""
    one, other = left.fact, right.fact
    apart = abs(left.bead - right.bead)
    same = [
        bool(one.number and other.number and numbers_index.same(one.number, other.number)),
        bool(one.date and one.date == other.date),
        bool(one.title and other.title and _titles(one.title, other.title) >= _SURE_TITLE),
        bool(one.registry_number and one.registry_number == other.registry_number),
    ]
    return (apart == 0 and (any(same) or one.kind == other.kind)) or (apart <= _NEAR and any(same))


_SURE_TITLE = 0.12


def _numbered_alike(one: Reference, other: Reference) -> bool:
    return bool(one.number and other.number and numbers_index.same(one.number, other.number) and one.date == other.date)


def _agree(one: str | None, other: str | None, equal: float, unlike: float) -> float:
    if not one or not other:
        return 0.0
    return equal if one == other else unlike


def _numbers(one: str, other: str) -> float:
    return 0.25 if numbers_index.same(one, other) else 0.0 if numbers_index.near(one, other) else -0.1


def _titles(one: str | None, other: str | None) -> float:
    """Up to 0.2 for titles that share words, as little as -0.1 for those that share none."""
    if not one or not other:
        return 0.0
    ours, theirs = _said(one), _said(other)
    if not ours or not theirs:
        return 0.0
    shared = len(ours & theirs) / min(len(ours), len(theirs))
    return 0.3 * shared - 0.1


@lru_cache(maxsize=2048)
def _said(title: str) -> frozenset[str]:
    return frozenset(key for word in _WORD.findall(title) for key in lexicon.keys(word)) - _COMMON
