"""Words as the archive searches them: in letters that Kazakh and Russian share, a query's words without their endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from docpipe.language.alphabets import as_cyrillic
from docpipe.language.skeleton import folded
from docpipe.vocabulary import table

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
_ENDING, _STEM, _SHORT = 3, 4, 7
_LONG_ENDING = 3
_VOICED = str.maketrans("кгпб", "гкбп")


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


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its endings; numbers and short words as they are.

    >>> stem("електрондык"), stem("кужаттарымыздагы"), stem("запросами"), stem("министр"), stem("хат"), stem("2023")
    ('електрон', 'кужат', 'запрос', 'министр', 'хат', '2023')
    """
    left, endings = word, () if word.isdigit() else _endings()
    while (cut := next((one for one in endings if left.endswith(one) and len(left) - len(one) >= _STEM), None)) is not None:
        left = left.removesuffix(cut)
        endings = _chained()
    return left


def stems(word: str) -> tuple[str, ...]:
    """`stem`, and how it stands before a vowel in Kazakh or does not: талап, талабы; сурак, сурагы.

    >>> stems("талап"), stems("сурагы"), stems("хат")
    (('талап', 'талаб'), ('сураг', 'сурак'), ('хат',))
    """
    plain = stem(word)
    turned = plain[:-1] + plain[-1:].translate(_VOICED)
    return (plain,) if word.isdigit() or len(plain) < _STEM else tuple(dict.fromkeys((plain, turned)))


def beginning(word: str) -> str:
    """What a folded word begins with, whatever its ending may be: less than `stem` where an ending is not known.

    >>> beginning("степнои"), beginning("хат")
    ('степ', 'хат')
    """
    if word.isdigit() or len(word) <= _STEM:
        return word
    return word[: max(min(len(word) - _ENDING, len(stem(word))), _STEM)]


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(table("search")["endings"], key=len, reverse=True))


@cache
def _chained() -> tuple[str, ...]:
    """Those that another may follow; a short one there is as likely a piece of the word itself."""
    return tuple(one for one in _endings() if len(one) >= _LONG_ENDING)


def slips(word: str, other: str) -> int | None:
    """How many slips set the beginnings of two words apart: a letter too many, too few, another, or two exchanged. None for more than one, in a long word two.

    >>> slips("командеровка", "командировкасына"), slips("аблысы", "облысынын"), slips("закон", "завод")
    (1, 1, None)
    """
    if len(word) <= _STEM:
        return None
    short, allowed = (word, 1) if len(word) <= _SHORT else (word[:-2], 2)
    return _distance(short, other[: len(short) + allowed], allowed)


def _distance(short: str, long: str, most: int) -> int | None:
    """How many slips turn `short` into some beginning of `long`; None for more than `most`."""
    same = next((at for at, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), min(len(short), len(long)))
    short, long = short[same:], long[same:]
    earlier: list[int] = []
    row = list(range(len(long) + 1))
    for at, sign in enumerate(short, 1):
        now = [at]
        for to, other in enumerate(long, 1):
            least = row[to - 1] if sign == other else min(row[to], now[to - 1], row[to - 1]) + 1
            if earlier and to > 1 and sign == long[to - 2] and short[at - 2] == other:
                least = min(least, earlier[to - 2] + 1)
            now.append(least)
        if min(now) > most:
            return None
        earlier, row = row, now
    return min(row) if min(row) <= most else None
