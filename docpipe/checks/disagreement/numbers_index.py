"""When two printed numbers of documents are one: signs that look alike, and index letters that are each other's translation."""

from __future__ import annotations

from functools import cache, lru_cache

from docpipe.language.alphabets import as_cyrillic
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_PART = lazy(r"\d{1,40}|[IVXІХ]{1,6}(?=\s)|[^\W\d_]{1,40}(?:[/.\s][^\W\d_]{1,40}){0,9}")
_RUN = lazy(r"\d{1,40}")
_APART = lazy(r"[/.\s]")
_AS_RUSSIAN = str.maketrans("ҚҒҢӨҰҮӘІҺЁ", "КГНОУУАИХЕ")


@lru_cache(maxsize=4096)
def parts(number: str) -> tuple[str, ...]:
    """The runs of digits and of letters, letters as Russian capitals.

    >>> parts("01-18 / ДC–219 ж/қ")
    ('01', '18', 'ДС', '219', 'ЖК')
    """
    return tuple(_letters(part) for part in _PART.findall(number.upper()))


def _letters(part: str) -> str:
    return part if part[0].isdigit() else "".join(as_cyrillic(sign) or sign for sign in _APART.sub("", part)).translate(_AS_RUSSIAN)


def digits(number: str) -> tuple[str, ...]:
    """The runs of digits alone."""
    return tuple(part for part in parts(number) if part[0].isdigit())


@cache
def same(left: str, right: str) -> bool:
    """True where the number of one version says the same as that of the other; `left` is the Kazakh one where there is one.

    >>> same("352 ж/қ", "352-л/с"), same("ДС-219", "ДC-219"), same("352 т/к", "352-пк"), same("40/НҚ", "40-НК")
    (True, True, False, True)
    """
    ours, theirs = parts(left), parts(right)
    if ours == theirs:
        return True
    return len(ours) == len(theirs) and all(a == b or _translated(a, b) or _translated(b, a) for a, b in zip(ours, theirs, strict=True))


def _translated(kazakh: str, russian: str) -> bool:
    return russian in table("number_indices")["same"].get(kazakh, ())


def with_digits_of(number: str, other: str) -> str | None:
    """The number as its version would print it with the other's digits; None where that has another make-up.

    >>> with_digits_of("508-л/с", "507 ж/қ"), with_digits_of("508-л/с", "5/07-ж/қ")
    ('507-л/с', None)
    """
    runs = iter(digits(other))
    return _RUN.sub(lambda _: next(runs), number) if len(digits(number)) == len(digits(other)) else None


def begins(left: str, right: str) -> bool:
    """True where one is the beginning of the other: it may have been read in part only.

    >>> begins("04-12", "04-12/2215"), begins("04-12/221", "04-12/2215")
    (True, False)
    """
    ours, theirs = sorted((parts(left), parts(right)), key=len)
    return theirs[: len(ours)] == ours


def near(left: str, right: str) -> bool:
    """True where one sign is changed, left out, added, or two are exchanged: one number misprinted.

    >>> near("ДС-219", "ДС-291"), near("ДС-219", "ДС-21"), near("508", "97")
    (True, True, False)
    """
    a, b = "/".join(parts(left)), "/".join(parts(right))
    if len(digits(left) + digits(right)) == 0 or max(len(a), len(b)) < len("100"):
        return False
    start = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    mine, theirs = a[start:], b[start:]
    return mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:] or (mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:])
