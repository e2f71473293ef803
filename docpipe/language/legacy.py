"""Text set in Kazakh fonts of the nineties, read by its codes: `Ќазаќстан`; and Windows-1251 taken for Western letters: `Ðåñïóáëèêà`.

The fonts drew the Kazakh letters over letters that neither Kazakh nor Russian uses; which over which, `legacy.toml` tells. A page is
mapped where there are several such words and they read better as Kazakh: a Ukrainian name, a French word are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language.alphabets import CYRILLIC
from docpipe.language.likeness import likeness
from docpipe.language.repair_edit import Edit, edit
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    import re

RULE = "legacy-font"
_FEWEST = 3
_BETTER = 0.1
_QA = frozenset("Ќќ")
_PAGE = lazy(r"[^\f]++")
_WESTERN = lazy(r"(?<!\S)[^\w\s]{0,3}[À-ÿ]{3,60}+")
_NOT_ASCII = lazy(r"[^\s]{0,80}?[^\x00-\x7f\s][^\s]{0,80}+")
_LETTERS, _SIGNS = "ЈјЄєЌќЅѕҐґЎўЇїЋћЃѓЊњ", "¤µ¦±‡‰"
"""What Kazakh letters were drawn over; a sign is one only inside a word."""
_DRAWN = lazy(rf"[{CYRILLIC}{_LETTERS}{_SIGNS}]{{1,80}}+")
_DRAWN_OVER = lazy(rf"[{_LETTERS}]|[{CYRILLIC}][{_SIGNS}]|[{_SIGNS}][{CYRILLIC}]")


def mapped(page: str) -> str:
    """The text of a page as it was meant; the same text where it was not set in such a font.

    >>> mapped("Ќазаќстан Республикасыныѕ Їкіметі ќаулы етеді")
    'Қазақстан Республикасының Үкіметі қаулы етеді'
    """
    pieces, at = [], 0
    for (start, end), after, _ in find(page):
        pieces += [page[at:start], after]
        at = end
    return "".join([*pieces, page[at:]])


def find(text: str) -> Iterator[Edit]:
    """The words of pages that were set in such a font, each as it was meant.

    >>> [found.after for found in find("Жоєары Сот Ќазаќстан Республикасыныѕ жјне Сот ќаланыѕ")]
    ['Жоғары', 'Қазақстан', 'Республикасының', 'және', 'қаланың']
    """
    if not (_WESTERN.search(text) or not _QA.isdisjoint(text)):
        return
    usual = _table(text)
    for page in _PAGE.finditer(text):
        western = _is_western(page[0])
        letters = _table(_from_western(page[0]) if western else page[0]) or usual
        if western or letters:
            words = _NOT_ASCII.finditer(page[0]) if western else _drawn(page[0])
            yield from _edits(words, page.start(), western=western, letters=letters)


def _edits(words: Iterator[re.Match[str]], start: int, *, western: bool, letters: str) -> Iterator[Edit]:
    for match in words:
        meant = _from_western(match[0]) if western else match[0]
        meant = _drawn_again(meant, letters)
        if meant != match[0]:
            yield edit(start + match.start(), start + match.end(), meant, RULE)


def _is_western(page: str) -> bool:
    """Words without one ASCII letter, as no Western language has them, that read better as Cyrillic ones."""
    words = " ".join(match[0] for match in _WESTERN.finditer(page))
    return words.count(" ") + 1 >= _FEWEST and likeness(_from_western(words))[0] > likeness(words)[0] + _BETTER


def _from_western(text: str) -> str:
    return text.translate(_western())


@cache
def _western() -> dict[int, str]:
    """What each sign of Windows-1252 is in Windows-1251; a code that 1252 leaves empty stands for itself."""
    found = {}
    for code in range(0x80, 0x100):
        byte = bytes((code,))
        for seen in {byte.decode("cp1252", "ignore") or chr(code), chr(code)}:
            found[ord(seen)] = byte.decode("cp1251", "ignore") or seen
    return found


def _drawn(page: str) -> Iterator[re.Match[str]]:
    return (match for match in _DRAWN.finditer(page) if _DRAWN_OVER.search(match[0]))


def _table(page: str) -> str:
    """The letters that the Kazakh ones were drawn over on this page, in the order of the vocabulary; "" where none were.

    Of the tables the one that leaves least unexplained; of two such, the one that makes the likelier words.
    """
    if _QA.isdisjoint(page):
        return ""
    words = [match[0] for match in _drawn(page)]
    if len(words) < _FEWEST:
        return ""
    text = " ".join(words)
    tables = {letters: _drawn_again(text, letters) for letters in table("legacy")["tables"].values()}
    like = {letters: likeness(read)[0] for letters, read in tables.items()}
    best = min(tables, key=lambda letters: (len(_DRAWN_OVER.findall(tables[letters])), -like[letters]))
    return best if like[best] > likeness(text)[0] + _BETTER else ""


def _drawn_again(text: str, letters: str) -> str:
    return text.translate(str.maketrans(letters, table("legacy")["kazakh"])) if letters else text
