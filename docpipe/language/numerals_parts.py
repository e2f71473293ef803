"""Decimals and fractions in words: `две целых и пять десятых`, `екі бүтін оннан бес`, `two point five`, `две трети`, `үштен бірі`."""

from __future__ import annotations

from math import gcd

from docpipe.language.numerals_forms import words
from docpipe.language.numerals_grammar import Value, group, size, whole
from docpipe.language.numerals_hits import Hit

_DECIMAL = (10, 100, 1000)
_DIGITS = 6
_MOST_BY = 2
"""A part by which something changes is one or two of so many: `үштен бірге қымбаттады`; `бестен үшке` goes from five to three."""
_FOUND = tuple[int, Value]
_PART = tuple[int, int, int]
"""Where it ends, how many, and of how many."""


def decimal(hits: list[Hit], end: int, before: Value, language: str) -> _FOUND | None:
    """The end and the value of what goes on from the whole number `before`, which ends at `end`, as a decimal; a scale may follow."""
    if end >= len(hits) or hits[end].word.role != "whole" or not hits[end].join or end + 1 >= len(hits):
        return None
    rest = {"ru": _russian, "kk": _kazakh, "en": _digits}[language](hits, end + 1)
    if rest is None:
        return None
    after, above, below = rest
    whole_parts = before * below + above
    if after < len(hits) and hits[after].word.role == "scale" and hits[after].join == " ":
        return after + 1, whole_parts * hits[after].word.value / below
    return after, whole_parts / below


def _russian(hits: list[Hit], at: int) -> _PART | None:
    if hits[at].join not in (" ", "и"):
        return None
    after, value = group(hits, at)
    if value is None or after >= len(hits) or hits[after].word.role != "ordinal" or hits[after].word.value not in _DECIMAL:
        return None
    return after + 1, int(value), int(hits[after].word.value)


def _kazakh(hits: list[Hit], at: int) -> _PART | None:
    after, below = group(hits, at)
    if below in _DECIMAL and hits[after - 1].word.case == "abl" and after < len(hits) and hits[after].join:
        end, value = group(hits, after)
        return None if value is None else (end, int(value), int(below))
    return _digits(hits, at)


def _digits(hits: list[Hit], at: int) -> _PART | None:
    """Digit by digit, or noughts and a number, as one reads what stands behind the comma."""
    said, end = "", at
    while end < len(hits) and hits[end].join == " " and len(said) < _DIGITS:
        after, value = group(hits, end)
        if value is None or value != int(value) or (said.strip("0") and value >= 10):
            break
        said, end = said + str(int(value)), after
    return (end, int(said), 10 ** len(said)) if said else None


def fraction(text: str, hits: list[Hit], at: int, end: int, above: Value, language: str) -> _FOUND | None:
    """The end and the value of a proper fraction whose numerator (in Kazakh: denominator) is `above`, read from `at` to `end`."""
    if end >= len(hits) or not hits[end].join or above != int(above):
        return None
    if language == "kk":
        return _kazakh_fraction(text, hits, end, int(above))
    below = hits[end].word
    if below.role not in ("ordinal", "part") or hits[end].join not in (" ", "-") or not _proper(int(above), int(below.value)):
        return None
    agrees = _russian_agrees(hits, at, end, int(above)) if language == "ru" else _english_agrees(hits[end], int(above))
    return (end + 1, above / below.value) if agrees and not _classes(text, hits[end].end) else None


def _proper(above: int, below: int) -> bool:
    """Whether one says it as a fraction: less than one, of ten, a hundred, a thousand or of a small number, and not `два четвёртых`."""
    if below in _DECIMAL:
        return 0 < above < below
    return 0 < above < below < min(_DECIMAL) and gcd(above, below) == 1


def _english_agrees(hit: Hit, above: int) -> bool:
    """`one third`, `two thirds`; not `one second`."""
    return hit.word.role == "part" or (hit.word.value > 2 and (hit.word.case == "plural") == (above > 1))


def _russian_agrees(hits: list[Hit], at: int, end: int, above: int) -> bool:
    """`одна пятая`, `две пятых`, `пять десятых`; not `два вторых места`, not `сто первой`."""
    below = hits[end].word
    feminine = above % 10 not in (1, 2) or 10 < above % 100 < 20 or hits[end - 1].text in words("ru", "feminine_numbers")
    if below.role == "part":
        return True
    single = above % 10 == 1 and above % 100 != 11
    return feminine and ((single and end == at + 1) or not single) and below.case == ("feminine" if single else "plural")


def _classes(text: str, end: int) -> bool:
    return text[end : end + 20].lstrip().startswith(tuple(words("ru", "not_parts")))


def _kazakh_fraction(text: str, hits: list[Hit], end: int, below: int) -> _FOUND | None:
    """`үштен бірі`, `оннан бір бөлігі`: out of how many, then how many of them."""
    if hits[end - 1].word.case != "abl" or hits[end].join != " ":
        return None
    after, above = whole(hits, end)
    if above is None or not 0 < above < below or above != int(above):
        return None
    tail = text[hits[after - 1].end : hits[after - 1].end + 14].split()
    behind = tail[0].rstrip(".,;:") if tail else ""
    by_part = hits[after - 1].word.case == "dat" and above <= _MOST_BY and behind != "дейін"
    said = hits[after - 1].word.case == "possessed" or by_part or behind in words("kk", "part_after")
    return (after, above / below) if said else None


def ordinal_after(hits: list[Hit], end: int) -> bool:
    """Whether the number that ends at `end` goes on into an ordinal: `двадцать пятого`, `жиырма бесінші`; not `пять первых мест`."""
    if end >= len(hits) or hits[end].word.role != "ordinal" or hits[end].join not in (" ", "-", "and"):
        return False
    last, below = hits[end - 1].word, hits[end].word.value
    if last.last:
        return False
    fits = last.value >= 10 and not last.full and size(below) < size(last.value)
    return last.role in ("times", "scale") or below >= 100 or fits
