"""Letters that look alike in the Latin and the Cyrillic alphabet, and which letters are whose.

Source: Unicode `confusables.txt`, narrowed to the letters of the Kazakh, Russian and English alphabets. `k`, `m`, `t` and `к`,
`м`, `т` look alike only as capitals, but a hand that has forgotten to switch the keyboard does not mind.
"""

from __future__ import annotations

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
"""The Cyrillic letters that Kazakh has and Russian has not."""

CYRILLIC = "А-Яа-яЁё" + KAZAKH
"""The Cyrillic letters of both languages, for the inside of a character class."""

UPPER, LOWER = "А-ЯЁӘҒҚҢӨҰҮҺІ", "а-яёәғқңөұүһі"
"""Capital and small letters of both languages, for the inside of a character class."""

LATIN = "A-Za-z"
"""The Latin letters, for the inside of a character class."""

STRAY = "ƏəƟɵΑΒΕΗΙΚΜΝΟΡΤΥΧαορϊїѕјЅЈ"
"""Letters of other alphabets that stand in for one of ours, for the inside of a character class."""

_CYRILLIC_AS_LATIN = {
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "Һ": "H", "І": "I", "К": "K", "М": "M", "О": "O", "Р": "P", "Т": "T", "Х": "X",
    "У": "Y", "Ү": "Y", "Ѕ": "S", "Ј": "J", "а": "a", "с": "c", "е": "e", "һ": "h", "і": "i", "к": "k", "м": "m", "о": "o", "р": "p", "т": "t",
    "х": "x", "у": "y", "ү": "y", "ѕ": "s", "ј": "j",
}  # fmt: skip

_LATIN_AS_CYRILLIC = {
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "I": "І", "K": "К", "M": "М", "O": "О", "P": "Р", "T": "Т", "X": "Х", "Y": "У",
    "a": "а", "c": "с", "e": "е", "h": "һ", "i": "і", "k": "к", "m": "м", "o": "о", "p": "р", "t": "т", "x": "х", "y": "у",
    "Ə": "Ә", "ə": "ә", "Ɵ": "Ө", "ɵ": "ө", "ї": "і", "ϊ": "і",
    "Α": "А", "Β": "В", "Ε": "Е", "Η": "Н", "Ι": "І", "Κ": "К", "Μ": "М", "Ν": "N", "Ο": "О", "Ρ": "Р", "Τ": "Т", "Υ": "У", "Χ": "Х",
    "α": "а", "ο": "о", "ρ": "р",
}  # fmt: skip

_TO_LATIN = str.maketrans(_CYRILLIC_AS_LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN_AS_CYRILLIC)


def as_latin(word: str) -> str | None:
    """The word as Latin letters look, None where a letter of it has no Latin twin.

    >>> as_latin("kепse"), as_latin("кomitet")
    (None, 'komitet')
    """
    turned = word.translate(_TO_LATIN)
    return turned if turned.isascii() else None


def as_cyrillic(word: str) -> str | None:
    """The word as Cyrillic letters look, None where a letter of it has no Cyrillic twin.

    >>> as_cyrillic("cәуір"), as_cyrillic("кomitetz")
    ('сәуір', None)
    """
    turned = word.translate(_TO_CYRILLIC)
    return turned if all(is_cyrillic(letter) for letter in turned) else None


def is_cyrillic(letter: str) -> bool:
    """True for a Cyrillic letter of Kazakh or Russian."""
    return "А" <= letter <= "я" or letter in "Ёё" or letter in KAZAKH


def is_latin(letter: str) -> bool:
    """True for a letter of the English alphabet."""
    return "A" <= letter <= "Z" or "a" <= letter <= "z"
