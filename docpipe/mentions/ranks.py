"""Special, military and class ranks: `генерал-майор полиции`, `полиция генерал-майоры`, `Major General of Police`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docpipe.language import declension
from docpipe.mentions.sight import head, russian_heads
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.mentions.sight import Head, Sight

_LONGEST = 5


class Rank(NamedTuple):
    """A rank at the words `first` … `end`; `name` is its nominative, `case` what the form says."""

    first: int
    end: int
    name: str
    case: str


@cache
def _branches(language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(branch.lower().split()) for branch in table("ranks")["branches"][language])


@cache
def _modifiers(language: str) -> frozenset[str]:
    words = table("ranks")["modifiers"].get(language, ())
    return frozenset(form for word in words for form in (declension.forms(word) if language == "ru" else (word,)))


@cache
def _english() -> dict[tuple[str, ...], str]:
    return {tuple(row["en"].lower().split()): row["en"] for row in table("ranks")["rank"] if "en" in row}


@cache
def openers() -> frozenset[str]:
    """The words that a Russian rank may begin with."""
    return _modifiers("ru") | russian_heads("ranks", "rank").keys()


def rank_at(seen: Sight, first: int) -> Rank | None:
    """The rank that begins at the word, with its branch, or None.

    >>> from docpipe.language.passage import Passage
    >>> from docpipe.mentions.sight import sight
    >>> rank_at(sight(Passage.of("полковнику полиции Асанову", "ru")), 0).name
    'полковник полиции'
    """
    if not 0 <= first < len(seen):
        return None
    return {"ru": _russian_rank, "kk": _kazakh_rank}.get(seen.language, _english_rank)(seen, first)


def rank_before(seen: Sight, end: int) -> Rank | None:
    """The longest rank that ends before the word `end`."""
    if head(seen, end - 1, "ranks", "rank") is None and seen.language == "kk":
        return None
    for first in range(max(0, end - 2 * _LONGEST), end):
        found = rank_at(seen, first)
        if found and found.end == end:
            return found
    return None


def _branch_end(seen: Sight, at: int) -> int:
    """The word after the branch words that begin at `at`; `at` where there are none."""
    for length in range(min(_LONGEST, len(seen) - at), 0, -1):
        if seen.low[at : at + length] in _branches(seen.language) and not any(seen.parted(at + k) for k in range(1, length)):
            return at + length
    return at


def _russian_rank(seen: Sight, first: int) -> Rank | None:
    noun = first
    while noun < first + 3 and noun < len(seen) and seen.low[noun] in _modifiers("ru"):
        noun += 1
    found = head(seen, noun, "ranks", "rank")
    if found is None or found.plural:
        return None
    end = noun + 1
    while end < first + 2 * _LONGEST and not seen.parted(end) and (step := _branch_end(seen, end)) > end:
        end = step
    if end == noun + 1 and (found.row.get("branch") or (noun > first and found.row["ru"] == "рядовой")):
        return None
    words = [declension.agree(seen.text(at), declension.gender(found.nominative)) for at in range(first, noun)]
    return Rank(first, end, " ".join([*words, _printed(found, seen.text(noun)), *seen.words.texts[noun + 1 : end]]), found.case)


def _printed(found: Head, word: str) -> str:
    return found.nominative.capitalize() if word[:1].isupper() else found.nominative


def _kazakh_rank(seen: Sight, first: int) -> Rank | None:
    noun, branched = first, False
    while noun < min(len(seen), first + 2 * _LONGEST):
        step = _branch_end(seen, noun)
        if step == noun and seen.low[noun] not in _modifiers("kk"):
            break
        branched, noun = branched or step > noun, max(step, noun + 1)
    found = head(seen, noun, "ranks", "rank")
    if found is None or found.plural or (found.row.get("branch") and not branched):
        return None
    if found.row.get("branch") and not any(word.startswith(("әділет", "сыныпты")) or "-сыныпты" in word for word in seen.low[first:noun]):
        return None
    return Rank(first, noun + 1, " ".join([*seen.words.texts[first:noun], _printed(found, seen.text(noun))]), found.case)


def _english_rank(seen: Sight, first: int) -> Rank | None:
    for length in (2, 1):
        if first + length <= len(seen) and seen.capital(first) and seen.low[first : first + length] in _english():
            end = _branch_end(seen, min(first + length, len(seen)))
            return Rank(first, end, " ".join(seen.words.texts[first:end]), "nom")
    return None
