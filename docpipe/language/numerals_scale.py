"""Words of scale beside figures: `тыс.`, `миллионов`, `мыңнан`, `млрд-тан`, `bn`, and how much they are."""

from __future__ import annotations

import re
from functools import cache

from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_ABBREVIATED = 4


@cache
def pattern() -> str:
    """A pattern for any of them in lower-cased text, its ending and the full stop of an abbreviation with it.

    It looks at nothing before the word: `25 млн` and `25млн` are found alike.

    >>> [bool(re.fullmatch(pattern(), word)) for word in ("млн.", "мыңнан", "млрд-тан", "тысячами", "мыңдаған", "т.")]
    [True, True, True, True, False, False]
    """
    words, endings = table("numerals")["scale"], table("numerals")["scale_endings"]
    short = "|".join(_longest_first([word for word in words if len(word) < _ABBREVIATED + 1 and word != "мың"]))
    kazakh = "|".join(_longest_first(endings["kk"]))
    full = [word for word in words if len(word) > _ABBREVIATED and word.isascii()]
    return (
        rf"(?:(?:{short})(?:\.?-(?:{kazakh})(?!\w)|(?:{kazakh})?(?!\w)\.?)"
        rf"|(?:мың|миллион|миллиард|триллион)(?:-?(?:{kazakh}))?(?!\w)"
        rf"|(?:тысяч|миллион|миллиард|триллион)(?:{'|'.join(_longest_first(endings['ru']))})?(?!\w)"
        rf"|(?:{'|'.join(_longest_first(full))})s?(?!\w)\.?)"
    )


def scale(word: str) -> int | None:
    """How much a word of scale is, in any case and with any ending; None for another word.

    >>> scale("тыс."), scale("миллионнан"), scale("млрд.-қа"), scale("bn"), scale("тонн")
    (1000, 1000000, 1000000000, 1000000000, None)
    """
    low = word.lower()
    if not _whole().fullmatch(low):
        return None
    power = next(power for stem, power in _stems() if low.startswith(stem))
    return int(10**power)


@cache
def _whole() -> re.Pattern[str]:
    return compiled(pattern())


@cache
def _stems() -> tuple[tuple[str, int], ...]:
    return tuple(table("numerals")["scale"].items())


def _longest_first(words: list[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)
