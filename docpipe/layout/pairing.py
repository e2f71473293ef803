"""Which document is the other-language version of which, and which letter an annex belongs to.

Two versions print the same figures, numbers and names; what many documents of the packet print (a ministry's telephone, the year) tells little.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.language.skeleton import bones
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.documents import Sheet

_FIGURE = lazy(r"\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d[\d ]{0,12}\d|\d")
_NUMBER = lazy(r"(?:№|(?<!\w)No\.)\s{0,3}(?P<number>\w[\w/.-]{0,24})")
_DIGITS = lazy(r"\d+")
_NAME = lazy(rf"(?<!\w)[{UPPER}][{LOWER}]{{3,30}}(?!\w)")
_ALIKE, _SURE, _LIKELY = 0.45, 0.5, 0.35
"""The share of what both versions say: enough; enough for two kinds that are told or other numbers; enough for neighbours."""
_LEFT_OVER, _FAR = 0.34, 2
"""Enough for two that are left over, where each is this many times less alike to any other."""
_UNEVEN = 4
_SHORT_LINE = 12
_SHORT_NUMBER = len("№12")
_OWNERS = ("letter", "order", "inquiry", "report")
_HEAD, _HEAD_OF_ANNEX = 1_500, 400
_NAMED, _SAME_LANGUAGE, _NEAR = 3.0, 1.0, 0.5


class Candidate(NamedTuple):
    """What pairing looks at: kind, language, file, text; `goes_on` where it stands on the form of the document before it."""

    kind: str
    language: str
    source: int
    text: str
    goes_on: bool = False


def counterparts(documents: Sequence[Candidate]) -> list[int | None]:
    """For each document the index of its other-language version; the likest free pair goes first, among equals the nearest.

    >>> counterparts([Candidate("order", "ru", 0, "№ 5, 2021"), Candidate("order", "kk", 0, "№ 5, 2021")])
    [1, 0]
    """
    found: list[int | None] = [None] * len(documents)
    said = [_said(text) for text in _without_form([one.text for one in documents])]
    common = Counter(key for one in said for key in one)
    likeness = {
        (i, j): _likeness(documents, said, common, i, j)
        for i in range(len(documents))
        for j in range(i + 1, len(documents))
        if documents[i].language != documents[j].language
    }
    for i, j in sorted(likeness, key=lambda pair: (-round(likeness[pair], 2), pair[1] - pair[0], pair)):
        if found[i] is None and found[j] is None and likeness[i, j] >= _least(documents, said, i, j):
            found[i], found[j] = j, i
    for i, j in _left_over(documents, found, likeness):
        found[i], found[j] = j, i
    return found


def _left_over(
    documents: Sequence[Candidate], found: Sequence[int | None], likeness: dict[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """Of those that found nothing the pairs of one kind that are far more alike than either is to any other: misprints set them apart."""
    free = {
        (i, j): value
        for (i, j), value in likeness.items()
        if found[i] is None and found[j] is None and documents[i].kind == documents[j].kind
    }
    return [
        pair
        for pair, value in free.items()
        if value >= _LEFT_OVER and all(other * _FAR <= value for rival, other in free.items() if rival != pair and set(rival) & set(pair))
    ]


def goes_on(before: Sheet, after: Sheet) -> bool:
    """True where one form serves both: the first has no signature, the second no letterhead and no strip, and their languages differ."""
    headless = not after.has("letterhead", "strip", "outgoing", "annex_head", "order_head")
    tailless = not before.has("signature", "closing", "executor") and before.has("letterhead", "strip", "outgoing")
    return (
        before.source == after.source and before.language != after.language and headless and tailless and after.has("signature", "executor")
    )


def _likeness(documents: Sequence[Candidate], said: Sequence[dict[str, int]], common: Counter[str], i: int, j: int) -> float:
    """How much of what they say both say, 0–1; 0 where one is far too short for the other's version."""
    one, other = documents[i], documents[j]
    if j == i + 1 and other.goes_on and one.kind == other.kind:
        return 1.0
    lengths = sorted((len(one.text), len(other.text)))
    if lengths[0] * _UNEVEN < lengths[1]:
        return 0.0
    left, right = said[i], said[j]
    whole = sum(weight / max(1.0, common[key] / 2) for side in (left, right) for key, weight in side.items())
    shared = 2 * sum(left[key] / max(1.0, common[key] / 2) for key in left.keys() & right.keys())
    shared += sum(left[key] + right[other] for key, other in _misprinted(left, right))
    return shared / whole if whole else 0.0


def _least(documents: Sequence[Candidate], said: Sequence[dict[str, int]], i: int, j: int) -> float:
    """How alike two documents must be to be taken for versions of each other."""
    one, other = documents[i], documents[j]
    told_apart = one.kind != other.kind and "other" not in (one.kind, other.kind)
    if told_apart or _otherwise_numbered(said[i], said[j]):
        return _SURE
    return _LIKELY if j == i + 1 and one.source == other.source else _ALIKE


def _without_form(texts: Sequence[str]) -> list[str]:
    """The texts without the lines that several of them print alike, a bilingual letterhead, say: they are of the form, not of the letter."""
    lines = [[line.strip() for line in text.splitlines()] for text in texts]
    printed = Counter(line for one in lines for line in set(one))
    return ["\n".join(line for line in one if printed[line] == 1 or "№" in line or len(line) < _SHORT_LINE) for one in lines]


def _otherwise_numbered(left: dict[str, int], right: dict[str, int]) -> bool:
    """True where both print numbers of letters or orders, and none of them is in both, not even with a slip."""
    ours, theirs = ({key for key in side if key[0] == "№"} for side in (left, right))
    return bool(ours and theirs and not ours & theirs and not _misprinted(left, right))


def _misprinted(left: dict[str, int], right: dict[str, int]) -> list[tuple[str, str]]:
    """Numbers of documents that only one side has and that are the other's but for one sign."""
    ours, theirs = (sorted(key for key in side if key[0] == "№" and len(key) > _SHORT_NUMBER) for side in (left, right))
    return [(key, other) for key in ours if key not in right for other in theirs if other not in left and _slip(key, other)][:1]


def _slip(one: str, other: str) -> bool:
    """True where one sign is another, or two neighbours have changed places.

    >>> _slip("№219", "№319"), _slip("№219", "№291"), _slip("№219", "№357")
    (True, True, False)
    """
    apart = [at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    turned = len(apart) == len("ab") and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
    return len(one) == len(other) and (len(apart) == 1 or turned)


def _said(text: str) -> dict[str, int]:
    """The figures, numbers of documents and names of a text, and how much each tells."""
    found = {"#" + figure: _weight(figure) for figure in (re.sub(r"\D", "", match[0]) for match in _FIGURE.finditer(text))}
    found.update({"№" + _index(match["number"]): 4 for match in _NUMBER.finditer(text)})
    found.pop("№", None)
    found.update({"'" + skeleton: 2 for skeleton in (bones(match[0]) for match in _NAME.finditer(text)) if skeleton not in _everywhere()})
    return found


@cache
def _everywhere() -> frozenset[str]:
    """The skeletons that tell nothing, the empty one with them."""
    return frozenset({"", *(bones(word) for word in table("bitext")["everywhere"])})


def _index(number: str) -> str:
    """The digits of a document's number: the letters of its index are of one language.

    >>> _index("352-пк"), _index("03-1/412")
    ('352', '03-1-412')
    """
    return "-".join(_DIGITS.findall(number))


def _weight(figure: str) -> int:
    """How much a shared figure tells: a year or a small number stands in any letter, a long one in few."""
    return 1 if len(figure) <= len("12") or (len(figure) == len("2021") and figure.startswith(("19", "20"))) else 4


def annexed(documents: Sequence[Candidate], twins: Sequence[int | None]) -> list[int | None]:
    """For each annex the index of its letter, order, inquiry or report.

    That is the one whose number its head names, else one of its language, the nearest before it; its other version's letter, where there
    are two, has its say.
    """
    return [_owner(documents, twins, at) if one.kind == "annex" else None for at, one in enumerate(documents)]


def _owner(documents: Sequence[Candidate], twins: Sequence[int | None], at: int) -> int | None:
    owners = [i for i, one in enumerate(documents) if one.kind in _OWNERS]
    return max(owners, key=lambda i: (_claim(documents, at, i) + _claim_of_twins(documents, twins, at, i), -abs(at - i)), default=None)


def _claim_of_twins(documents: Sequence[Candidate], twins: Sequence[int | None], at: int, owner: int) -> float:
    annex, letter = twins[at], twins[owner]
    return _claim(documents, annex, letter) if annex is not None and letter is not None else 0.0


def _claim(documents: Sequence[Candidate], at: int, owner: int) -> float:
    annex, letter = documents[at], documents[owner]
    names = {_index(match["number"]) for match in _NUMBER.finditer(annex.text[:_HEAD_OF_ANNEX])} - {""}
    named = any(_index(match["number"]) in names for match in _NUMBER.finditer(letter.text[:_HEAD]))
    near = _NEAR / (at - owner) if owner < at else _NEAR / (2 * (owner - at) + len(documents))
    return _NAMED * named + _SAME_LANGUAGE * (annex.language == letter.language) + near
