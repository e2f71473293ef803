"""Which document is the other-language version of which, and which letter an annex belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.documents import Sheet

_FIGURE = lazy(r"\d[\d ]{0,12}\d|\d")
_ENOUGH = 3
"""So many figures must be the same in two documents of which one has a misprinted number."""


class Candidate(NamedTuple):
    """What pairing looks at: kind, language, file, text; `goes_on` where it stands on the form of the document before it."""

    kind: str
    language: str
    source: int
    text: str
    goes_on: bool = False


def counterparts(documents: Sequence[Candidate]) -> list[int | None]:
    """For each document the index of its other-language version; the likest free pair goes first.

    >>> counterparts([Candidate("order", "ru", 0, "№ 5, 2021"), Candidate("order", "kk", 0, "№ 5, 2021")])
    [1, 0]
    """
    found: list[int | None] = [None] * len(documents)
    pairs = sorted(
        (
            (_likeness(documents, i, j), -abs(i - j), -i, -j)
            for i in range(len(documents))
            for j in range(i + 1, len(documents))
            if _possible(documents[i], documents[j])
        ),
        reverse=True,
    )
    for likeness, _, i, j in pairs:
        if found[-i] is None and found[-j] is None and likeness > 0:
            found[-i], found[-j] = -j, -i
    return found


def goes_on(before: Sheet, after: Sheet) -> bool:
    """True where one form serves both: the first has no signature, the second no letterhead and no strip, and their languages differ."""
    headless = not after.has("letterhead", "strip", "outgoing", "annex_head", "order_head")
    tailless = not before.has("signature", "closing", "executor") and before.has("letterhead", "strip", "outgoing")
    return (
        before.source == after.source and before.language != after.language and headless and tailless and after.has("signature", "executor")
    )


def _possible(left: Candidate, right: Candidate) -> bool:
    return left.kind == right.kind and left.language != right.language


def _likeness(documents: Sequence[Candidate], i: int, j: int) -> float:
    """The share of figures that both versions print, with a little for standing near each other; 0 where they are too unlike."""
    if abs(i - j) == 1 and documents[max(i, j)].goes_on:
        return 1.0
    left, right = (_figures(documents[k].text) for k in (i, j))
    telling = (sum(map(_weight, left)), sum(map(_weight, right)))
    lengths = sorted(len(documents[k].text) for k in (i, j))
    if lengths[0] * 4 < lengths[1]:
        return 0.0
    shared = sum(map(_weight, left & right)) / max(1, min(telling))
    strong = [{figure for figure in figures if _weight(figure) > 1} for figures in (left, right)]
    if all(strong) and not strong[0] & strong[1] and not _misprinted(left, right):
        return 0.0
    few = min(len(left), len(right)) < 2
    near = 0.3 / (j - i) if documents[i].source == documents[j].source else 0.1
    return shared + near if few or shared >= 0.3 else 0.0


def _weight(figure: str) -> int:
    """How much a shared figure tells: a year or a small number stands in any letter, a long one in few."""
    return 1 if len(figure) <= 2 or (len(figure) == 4 and figure.startswith(("19", "20"))) else 4


def _misprinted(left: frozenset[str], right: frozenset[str]) -> bool:
    """True where the figures are the same but for one telling one that has a sign changed or two signs exchanged.

    >>> _misprinted(frozenset(("507", "23", "27", "2024")), frozenset(("508", "23", "27", "2024")))
    True
    """
    agree = len(left & right)
    mine, theirs = ([one for one in sorted(side) if _weight(one) > 1] for side in (left - right, right - left))
    return agree >= _ENOUGH and agree * 3 >= max(len(left), len(right)) * 2 and any(_one_slip(a, b) for a in mine for b in theirs)


def _one_slip(one: str, other: str) -> bool:
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    swapped = len(apart) == 2 and apart[1] - apart[0] == 1 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
    return len(one) == len(other) and (len(apart) == 1 or swapped)


def _figures(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"\D", "", match.group()) for match in _FIGURE.finditer(text))


def annexed(documents: Sequence[Candidate]) -> list[int | None]:
    """For each annex the index of the letter (or order, inquiry) of its language before it, else of the nearest one."""
    return [_owner(documents, at) if one.kind == "annex" else None for at, one in enumerate(documents)]


def _owner(documents: Sequence[Candidate], at: int) -> int | None:
    before = [i for i in range(at - 1, -1, -1) if documents[i].kind in ("letter", "order", "inquiry", "report")]
    same = [i for i in before if documents[i].language == documents[at].language]
    after = [i for i in range(at + 1, len(documents)) if documents[i].kind in ("letter", "order")]
    return next(iter(same or before or after), None)
