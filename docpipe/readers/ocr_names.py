"""Words of letterheads with a letter that was taken for another: УЛТТЫК, БҰЙРЫК. Only letters that look alike, only where one known word is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    import re

    from docpipe.readers.ocr_seen import Seen

_WORD = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KAZAKH = lazy(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
_SHORTEST, _NEAR = 5, 2
_SURE = 95.0


def mended(seen: Sequence[Seen]) -> list[Seen]:
    """The words; one that was not read quite surely, and is none of a letter's known words, as the only one that it looks like.

    Kazakh letters are believed beside lines that have some: in Russian the same names are written without them.
    """
    kazakh = {one.line + near for one in seen if _KAZAKH.search(one.text) for near in range(-_NEAR, _NEAR + 1)}
    return [one if one.confidence >= _SURE else _mended(one, kazakh=one.line in kazakh) for one in seen]


def _mended(one: Seen, *, kazakh: bool) -> Seen:
    text = _WORD.sub(_meant, one.text)
    return replace(one, text=text) if text != one.text and (kazakh or not _KAZAKH.search(text)) else one


def _meant(found: re.Match[str]) -> str:
    word, low = found[0], found[0].lower()
    meant = table("misread")["read"].get(low) or (low if low in _known() else _by_look().get(_look(low)))
    if not meant or meant == low:
        return word
    return meant.upper() if word.isupper() else meant.capitalize() if word[0].isupper() else meant


@cache
def _known() -> frozenset[str]:
    rows = [*table("bodies")["body"], *table("bodies")["office"]]
    names = " ".join(row[language].lower() for row in rows for language in ("kk", "ru"))
    return frozenset((*_WORD.findall(names), *table("misread")["words"]))


@cache
def _by_look() -> dict[str, str]:
    """Known words by what their letters look like; those that look like one another are left out."""
    found: dict[str, str] = {}
    for word in sorted(_known()):
        look = _look(word)
        found[look] = "" if look in found else word
    return {look: word for look, word in found.items() if len(word) >= _SHORTEST}


def _look(word: str) -> str:
    return word.translate(_alike())


@cache
def _alike() -> dict[int, str]:
    return {ord(letter): row[0] for row in table("misread")["alike"] for letter in row}
