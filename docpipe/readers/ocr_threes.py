"""A 3 with a flat top, as PT Sans and PT Serif have it: `kaz` and `rus` surely take it for a 5, `eng` tells the two apart.

So this one digit is read by `eng`. On lines in fifteen typefaces, printed and worn in three ways, it read a 3 for their 5 148
times; each time a 3 was printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.ocr_strip import Reread

_RUN = lazy(r"\d+")
_SURE, _RATHER = 80.0, 40.0
_UNSURE, _VERY_SURE, _NEVER_SURE = 88.0, 90.0, 35.0
_TYPEFACE = 3
"""So many words of a page, read surely, show that its threes are flat."""


def threes(seen: Sequence[Seen], second: Mapping[int, Reread]) -> dict[int, Seen]:
    """The words of these places in which a 5 is a 3, with the 3; `second` is what `eng` reads at places of `seen`.

    How surely it does so is asked only where the page has not shown that its threes are flat.
    """
    every = {at: mended for at, one in second.items() if (mended := _mended(seen[at], one))}
    return every if len(_sure(every)) >= _TYPEFACE else {at: one for at, one in every.items() if second[at].confidence >= _RATHER}


def may_be(word: Seen, second: Reread) -> bool:
    """Whether `eng` reads a 3 for a 5 and all else alike, however surely: `rus`, to which a flat 3 is a 5 as well, says nothing about it."""
    return _mended(word, second) is not None


def unsure(mended: Mapping[int, Seen]) -> frozenset[int]:
    """The places of such words that are in doubt all the same: too few on the page, or read very unsurely."""
    shown = len(_sure(mended)) >= _TYPEFACE
    return frozenset(at for at, one in mended.items() if not shown or one.confidence < _RATHER)


def _sure(mended: Mapping[int, Seen]) -> set[int]:
    return {at for at, one in mended.items() if one.confidence >= _SURE}


def _mended(word: Seen, second: Reread) -> Seen | None:
    """The word with the other reading's threes; None where anything else differs in their digits, or nothing does."""
    ours, theirs = (_RUN.findall(text.replace(" ", "")) for text in (word.text, second.text))
    if _is_doubled(word, second):
        return replace(word, text=second.text, confidence=min(word.confidence, _NEVER_SURE))
    if "".join(ours) == "".join(theirs) or not _is_alike(ours, theirs, second.confidence):
        return None
    if not _has_only_flat("".join(ours), "".join(theirs)):
        return None
    digits = iter("".join(theirs))
    text = "".join(next(digits) if sign.isdecimal() else sign for sign in word.text)
    return replace(word, text=text, confidence=min(word.confidence, second.confidence))


def _is_alike(ours: Sequence[str], theirs: Sequence[str], sure: float) -> bool:
    """As many digits in each run; a mark between two may be passed over where the digits are read surely: 234 for 25,4."""
    return list(map(len, ours)) == list(map(len, theirs)) or (sure >= _SURE and len(theirs) == 1 and len("".join(ours)) == len(theirs[0]))


def _is_doubled(word: Seen, second: Reread) -> bool:
    """Whether an unsure number is the other, surely read one, but for a flat 3 that was taken for two fives: `2355` is 233."""
    if word.confidence >= _UNSURE or second.confidence < _VERY_SURE or not (word.text.isdecimal() and second.text.isdecimal()):
        return False
    ours, theirs = word.text, second.text
    doubled = (theirs[:at] + "55" + theirs[at + 1 :] for at, sign in enumerate(theirs) if sign == "3" and ours[at : at + 2] == "55")
    return any(len(one) == len(ours) and _has_only_flat(ours, one) for one in doubled)


def _has_only_flat(ours: str, theirs: str) -> bool:
    """Whether nothing differs but fives that the other reads as threes."""
    return all(one == other or (one, other) == ("5", "3") for one, other in zip(ours, theirs, strict=True))
