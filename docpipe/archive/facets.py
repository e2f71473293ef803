"""What a document is, as words beside its own in the full-text index: kind, language, month, number, figures, issuer, surnames, title.

A filter is then one more word to look for, and the index itself leaves out what does not fit. A word of this kind begins with a Latin z and the
letter of its facet; folded words of letters have no Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from docpipe.archive.words import fold, words
from docpipe.language.correspondence import skeleton
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.model.record import Document

MARK, CUT = "z", "zc"
NAME, TITLE, NUMBER, FIGURE, ISSUER = "zz", "zt", "zn", "zf", "zi"
KIND, LANGUAGE, PARTIAL, MONTH, YEAR = "zk", "zl", "zp", "zm", "zy"
ACTING = "za"
"""Somebody signs the document for another."""
GROUPED = lazy(r"(?<![\d.,])[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,7}(?![0-9]|[.,][0-9])")
"""A figure with blanks between its thousands."""
FEWEST = 2
"""Consonants without which a surname is told by all its letters."""


def of(one: Document, surnames: Iterable[str], *, partial: bool) -> Iterator[str]:
    """All facets of a document; `surnames` as they are printed, `partial` where pages of its file could not be read."""
    if partial:
        yield PARTIAL
    yield KIND + one.kind
    yield LANGUAGE + one.language
    if any(signed.acting for signed in one.signatories):
        yield ACTING
    if one.date:
        yield YEAR + one.date.value[:4]
        yield MONTH + one.date.value[:7].replace("-", "")
    for number in dict.fromkeys(filter(None, (one.number.value if one.number else None, *(each.number for each in one.registrations)))):
        yield NUMBER + number_key(number)
    yield from dict.fromkeys(name(surname) for surname in surnames)
    yield from dict.fromkeys(ISSUER + word for word, _, _ in words(one.issuer.name if one.issuer else ""))
    yield from dict.fromkeys(TITLE + word for word, _, _ in words(one.title.value if one.title else ""))
    yield from dict.fromkeys(figure(value) for each in one.statistics for value in (each.value, each.low, each.high) if value is not None)


def printed(text: str) -> Iterator[str]:
    """Figures whose thousands stand apart, as words.

    >>> list(printed("3 267 человек"))
    ['zf3267']
    """
    yield from dict.fromkeys(figure(int("".join(match[0].split()))) for match in GROUPED.finditer(text))


def number_key(number: str) -> str:
    """A registration number as it is compared: letters folded, signs of all kinds left out.

    >>> number_key("№ 214-ж/қ") == number_key("214 - ЖК")
    True
    """
    return "".join(fold(piece) for piece in re.findall(r"[^\W_]+", number))


def name(surname: str) -> str:
    """What the spellings of a surname share, as a word.

    >>> name("Қожаев") == name("Кожаева")
    True
    """
    plain = "".join(re.findall(r"[^\W_]+", surname))
    bare = skeleton(plain)
    return NAME + (bare if len(bare) >= FEWEST else fold(plain))


def figure(value: float | Decimal) -> str:
    """A figure as a word, the same for 1500000 and 1.5e6.

    >>> figure(1500000.0), figure(Decimal("0.5"))
    ('zf1500000', 'zf0d5')
    """
    plain = format(Decimal(str(value)).normalize(), "f")
    return FIGURE + plain.replace(".", "d").replace("-", "m")


def surname(person: str) -> str:
    """The surname of a name as somebody types it: its longest word.

    >>> surname("Қожаев Б.С.")
    'Қожаев'
    """
    return max(person.replace(".", " ").split(), key=len, default="")


def months(since: str, until: str) -> tuple[str, ...]:
    """Years and months, as words, of which a document dated between the two has one.

    >>> months("2023-11-05", "2025-02")
    ('zy2024', 'zm202311', 'zm202312', 'zm202501', 'zm202502')
    >>> months("2023", "2023")
    ('zy2023',)
    """
    first, last = _month(since, 1), _month(until, 12)
    years = [year for year in range(first // 12, last // 12 + 1) if first <= year * 12 and year * 12 + 11 <= last]
    ends = [month for month in range(first, last + 1) if month // 12 not in years]
    return (*(f"{YEAR}{year:04}" for year in years), *(f"{MONTH}{month // 12:04}{month % 12 + 1:02}" for month in ends))


def _month(day: str, otherwise: int) -> int:
    """How many months have gone before that of the day."""
    return int(day[:4]) * 12 + (int(day[5:7]) if len(day) > len("2024") else otherwise) - 1
