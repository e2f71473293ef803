"""Small numbers and ordinals as letters write them: `девять`, `тоғыз`, `I`, `1-й`, `бірінші`.

Everything here looks at lower-cased text. Roman figures may be typed with Latin or with Kazakh and Cyrillic letters.
"""

from __future__ import annotations

import re
from functools import cache

from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

ADJECTIVE = r"(?:[иыое][ймеё]|[ое](?:го|му)|[ая]я|[ую]ю|ь(?:е[мй]|его|ему|им|[еяю]))"
"""Russian endings of an adjective in the singular."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FROM_CYRILLIC = str.maketrans({"і": "i", "х": "x", "ѵ": "v"})
_ORDINAL_SUFFIX = r"(?:\s?-\s?(?:й|го|м|му|е|я|ей|ый|ого|ом|ая|ой|ші|шы|нші|ншы)|(?:st|nd|rd|th))"
_ROMAN_PATTERN = r"(?:[iі]{1,3}|[iі]?[vѵ]|[vѵ][iі]{1,3}|[iі]?[xх]|[xх][iі]{1,2})"


def phrase(text: str) -> str:
    r"""A vocabulary phrase as a pattern: `~` is an adjective's ending, a blank any white space.

    >>> bool(re.fullmatch(phrase("перв~ раз"), "первого  раз"))
    True
    """
    pattern = re.escape(text).replace(r"\ ", r"\s{1,4}").replace("\\\n", r"\s{1,4}")
    return pattern.replace(r"\~", ADJECTIVE).replace("~", ADJECTIVE)


@cache
def _words(kind: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    rows: dict[str, list[str]] = table("time_words")[kind]
    return tuple((compiled("|".join(map(phrase, forms))), int(number)) for number, forms in rows.items())


@cache
def pattern(kind: str) -> str:
    """A pattern for every number of `kind` ("cardinals" or "ordinals") in figures or words, longest words first."""
    forms = [form for row in table("time_words")[kind].values() for form in row]
    words = "|".join(phrase(form) for form in sorted(forms, key=len, reverse=True))
    if kind == "cardinals":
        return rf"(?:\d{{1,2}}|(?:{words})(?!\w))"
    return rf"(?:(?:\d|{_ROMAN_PATTERN}){_ORDINAL_SUFFIX}?|(?:{words}))(?!\w)"


def cardinal(text: str) -> int | None:
    """The number that figures or a word say, None for another word.

    >>> cardinal("девяти"), cardinal("он екі"), cardinal("9"), cardinal("тридцати двух"), cardinal("много")
    (9, 12, 9, 32, None)
    """
    if text.isdecimal():
        return int(text)
    small = _in_words("cardinals", text)
    return _longer(text) if small is None else small


def _longer(text: str) -> int | None:
    from docpipe.language.numerals_words import read

    values = (read(text, language) for language in ("kk", "ru", "en"))
    return next((value for value in values if isinstance(value, int)), None)


def ordinal(text: str) -> int | None:
    """Which one in order: figures with or without an ending, Roman figures, words; None for anything else.

    >>> ordinal("ІІІ"), ordinal("2-ші"), ordinal("первого"), ordinal("төртінші"), ordinal("пятый")
    (3, 2, 1, 4, None)
    """
    bare = re.sub(rf"{_ORDINAL_SUFFIX}$", "", text.lower())
    if bare.isdecimal():
        return int(bare)
    roman = bare.translate(_FROM_CYRILLIC)
    return _ROMAN.index(roman) + 1 if roman in _ROMAN else _in_words("ordinals", text)


def _in_words(kind: str, text: str) -> int | None:
    flat = " ".join(text.lower().split())
    return next((number for words, number in _words(kind) if words.fullmatch(flat)), None)
