"""How well two figures of two versions go together, whatever their values: what they count, when, where, and the words beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.disagreement.amounts_figures import Figure

_WORD = lazy(r"[^\W\d_]{3,40}")
_STEM = 5
_REACH = 36
_FOLDED = str.maketrans("әғқңөұүһіыйёэе", "агкноуухииииии")
_CUT = lazy(r"\d|[,();\n\t|]|[.!?]\s")


def kinship(text: str, left: Figure, right: Figure) -> float:
    """Above 0 where the two speak of the same thing, below where of different ones; `text` is the packet's, folded."""
    score = same_thing(left.fact.counted, right.fact.counted)
    one, other = left.fact, right.fact
    score += _agree(one.region, other.region, 1.0 if _kin(one.region or "", other.region or "") else -0.5)
    score += _agree(one.period, other.period, 0.5 if one.period == other.period else -0.5)
    score += _alike(one.qualifier, other.qualifier, "exact")
    score += _alike(left.role, right.role, "value")
    score += _alike(one.part_of is not None, other.part_of is not None, neutral=False)
    return score + min(len(_around(text, left, "kk") & _around(text, right, "ru")), 3) * 0.5


def _agree(one: object, other: object, score: float) -> float:
    return score if one is not None and other is not None else 0.0


def _alike(one: object, other: object, neutral: object) -> float:
    """A point for the same mark on both, one off for a mark on one alone."""
    if one == other:
        return 0.0 if one == neutral else 1.0
    return -1.0


def same_thing(kazakh: str | None, russian: str | None) -> float:
    """1 for two names of one thing, -1 for names of two things, 0 where that is not known.

    >>> same_thing("адам", "человек"), same_thing("психолог", "психолог"), same_thing("адам", "семья"), same_thing("сүйек", "кость")
    (1.0, 1.0, -1.0, 0.0)
    """
    if not kazakh or not russian:
        return 0.0
    if _kin(kazakh, russian):
        return 1.0
    one, other = _rows("kk").get(kazakh.lower()), _rows("ru").get(russian.lower())
    if one is None or other is None:
        return 0.0
    return 1.0 if one & other else -1.0


@cache
def _rows(language: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for at, row in enumerate(table("measures")["counted"]["rows"]):
        for word in row[language]:
            found.setdefault(word, set()).add(at)
    return {word: frozenset(rows) for word, rows in found.items()}


def stems(text: str) -> set[str]:
    """The beginnings of the words, spelled so that Kazakh and Russian are alike.

    >>> sorted(stems("Қостанай облысы") & stems("Костанайская область"))
    ['коста']
    """
    return {match[0].lower().translate(_FOLDED)[:_STEM] for match in _WORD.finditer(text)}


def _kin(one: str, other: str) -> bool:
    first, second = (word.lower().translate(_FOLDED) for word in (one, other))
    return bool(first and second) and (first == second or (len(first) >= _STEM and first[:_STEM] == second[:_STEM]))


def _around(text: str, figure: Figure, language: str) -> set[str]:
    """The words of the figure and those beside it, up to the next figure, bracket or sentence: their stems and what they are known to mean."""
    start, end = figure.fact.span
    before = _CUT.split(text[max(0, start - _REACH) : start])[-1]
    after = _CUT.split(text[end : end + _REACH])[0]
    words = [match[0].lower() for match in _WORD.finditer(f"{before} {figure.fact.text} {after}")]
    return {word.translate(_FOLDED)[:_STEM] for word in words} | {row for word in words for row in _meanings(word, language)}


def _meanings(word: str, language: str) -> Iterator[str]:
    known = _beginnings(language)
    for length in range(2, len(word) + 1):
        yield from known.get(word[:length], ())


@cache
def _beginnings(language: str) -> dict[str, tuple[str, ...]]:
    """Rows of meaning by the beginning of a word: of the words counted without their last vowel, since that changes with the case."""
    found: dict[str, set[str]] = {}
    for name in ("counted", "beside"):
        for at, row in enumerate(table("measures")[name]["rows"]):
            for word in row[language]:
                begins = word.rstrip("аяеёьыйо") if name == "counted" and language == "ru" else word
                if len(begins) > 2 and " " not in begins:
                    found.setdefault(begins, set()).add(f"{name} {at}")
    return {begins: tuple(sorted(rows)) for begins, rows in found.items()}
