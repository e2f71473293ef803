"""Words as the archive searches them: in letters that Kazakh and Russian share, a query's words without their endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from docpipe.language.alphabets import as_cyrillic
from docpipe.language.skeleton import folded

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
_ENDING, _STEM, _SHORT = 3, 4, 7
NAME = "zz"
"""What the skeleton of a surname begins with among the words of a document; no word of a letter does."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One word in letters that all languages share; Latin letters inside a Cyrillic word are taken for what they look like.

    >>> fold("Электрондық"), fold("Қожаев"), fold("Kozhayev"), fold("бiлезiк")
    ('електрондык', 'кожаев', 'кожаев', 'билезик')
    """
    plain = unicodedata.normalize("NFC", word)
    if not plain.isascii():
        plain = as_cyrillic(plain) or plain
    return folded(plain)[:_LONGEST]


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Every folded word with the place where it stands.

    >>> list(words("№ 352-пк"))
    [('352', 2, 5), ('пк', 6, 8)]
    """
    for match in _WORD.finditer(text):
        yield fold(match[0]), match.start(), match.end()


def stem(word: str) -> str:
    """A folded word without what an ending may be; numbers and short words as they are.

    >>> stem("електрондык"), stem("указами"), stem("хат"), stem("2023")
    ('електрон', 'указ', 'хат', '2023')
    """
    if word.isdigit() or len(word) <= _STEM:
        return word
    return word[: max(len(word) - _ENDING, _STEM)]


def near(word: str, other: str) -> bool:
    """True where one slip, in a long word two, sets the beginnings of two words apart: a letter too many, too few, another, or two exchanged.

    >>> near("командеровка", "командировкасына"), near("аблысы", "облысынын"), near("закон", "завод")
    (True, True, False)
    """
    if len(word) <= _STEM:
        return False
    short, allowed = (word, 1) if len(word) <= _SHORT else (word[:-2], 2)
    return _distance(short, other) <= allowed


def _distance(short: str, long: str) -> int:
    """How many slips turn `short` into some beginning of `long`."""
    earlier: list[int] = []
    row = list(range(len(long) + 1))
    for at, sign in enumerate(short, 1):
        now = [at]
        for to, other in enumerate(long, 1):
            least = min(row[to] + 1, now[to - 1] + 1, row[to - 1] + (sign != other))
            if earlier and to > 1 and sign == long[to - 2] and short[at - 2] == other:
                least = min(least, earlier[to - 2] + 1)
            now.append(least)
        earlier, row = row, now
    return min(row)
