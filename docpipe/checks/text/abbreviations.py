"""Abbreviations: introduced otherwise than used, introduced twice, misspelt, used and never introduced."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from docpipe.checks.text.abbreviations_read import Reading, is_bracketed, is_explained, read
from docpipe.checks.text.ground import note
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.text.ground import Ground
    from docpipe.model import record

_LETTERS = ("letter", "inquiry")
_ONCE = (*_LETTERS, "report", "press_release")
"""Kinds of documents in which a name is introduced once; an order introduces it anew in the rules that it approves."""
_MANY = 40
"""A text with more unknown abbreviations than this is a list of them."""
_NEAR = 40
_VOWELS = frozenset("АӘЕЁИІОӨУҰҮЫЭЮЯ")


def find(ground: Ground) -> Iterator[record.Finding]:
    """A note for each abbreviation."""
    seen = read(ground)
    strange = {short: spans for short, spans in seen.used.items() if not (short in _known() or short in seen.given or short in seen.parts)}
    for short, spans in strange.items() if len(strange) <= _MANY else ():
        meant = _introduced(short, seen) or _exchanged(short)
        if meant in seen.given and not is_bracketed(short, ground):
            yield note("abbreviation-misused", ground.document, [seen.given[meant][0], *spans], meant, short)
        elif meant and meant not in seen.given:
            yield note("abbreviation-misspelt", ground.document, spans, short, meant)
        elif (
            ground.document.kind in _LETTERS
            and len(spans) > 1
            and _is_abbreviation(short)
            and not (is_bracketed(short, ground) or is_explained(short, ground))
        ):
            yield note("abbreviation-undefined", ground.document, spans, short)
    yield from _twice(ground, seen)
    yield from _one_letter(ground, seen)


def _one_letter(ground: Ground, seen: Reading) -> Iterator[record.Finding]:
    """In Kazakh a well-known abbreviation with ІІ printed with П, where it is printed rightly nowhere."""
    for row in table("abbreviations")["one_letter"] if ground.document.language == "kk" else ():
        printed, meant = row["printed"], row["meant"]
        spans = seen.used.get(printed, ())
        said = " ".join(ground.text[max(0, start - _NEAR) : end + _NEAR].lower() for start, end in spans)
        if spans and printed not in seen.given and meant not in seen.used and not any(word in said for word in row["unless"]):
            yield note("abbreviation-misspelt", ground.document, spans, printed, meant)


def _twice(ground: Ground, seen: Reading) -> Iterator[record.Finding]:
    for short, spans in seen.given.items() if ground.document.kind in _ONCE else ():
        if len(spans) > 1:
            yield note("abbreviation-defined-twice", ground.document, spans, short)


def _introduced(short: str, seen: Reading) -> str | None:
    """The abbreviation that was introduced and is meant by one that differs from it by a slip."""
    return next((given for given in seen.given if is_slip(given, short)), None)


def _exchanged(short: str) -> str | None:
    """The well-known abbreviation of which two neighbouring letters were exchanged."""
    turned = {short[:at] + short[at + 1] + short[at] + short[at + 2 :] for at in range(len(short) - 1)} if len(short) > 4 else set()
    meant = sorted((turned - {short}) & _known())
    return meant[0] if len(meant) == 1 else None


def is_slip(given: str, used: str) -> bool:
    """True where one is the other with a slip: a Russian letter for a Kazakh one; in a long one a letter too many, too few, wrong or exchanged.

    >>> is_slip("КТЖТҚК", "КТЖТҚҚ"), is_slip("ПППНН", "ПППН"), is_slip("ОФД", "ОДФ"), is_slip("ДСМ", "ДСП")
    (True, True, True, False)
    """
    longest = max(len(given), len(used))
    if len(given) == len(used):
        wrong = [(a, b) for a, b in zip(given, used, strict=True) if a != b]
        alike = longest > 2 and all(frozenset(pair) in _alike() for pair in wrong)
        exchanged = longest > 2 and len(wrong) == 2 and wrong[0] == wrong[1][::-1] and Counter(given) == Counter(used)
        return bool(wrong) and (alike or exchanged or (len(wrong) == 1 and longest > 4))
    long, short = sorted((given, used), key=len, reverse=True)
    return longest > 4 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


@cache
def _alike() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in table("abbreviations")["letters"]["alike"])


@cache
def _known() -> frozenset[str]:
    """Abbreviations that nobody has to introduce."""
    listed = {short for group in table("abbreviations")["known"].values() for short in group}
    bodies = {
        short for row in table("bodies")["body"] for key, shorts in row.items() if key.startswith(("short", "doubtful")) for short in shorts
    }
    paired = {short for row in table("term_pairs")["abbreviation"] for side in ("kk", "ru") for short in row[side]}
    return frozenset(listed | bodies | paired)


def _is_abbreviation(short: str) -> bool:
    """False for two letters, and for what may be a word in capitals, with vowels as a word has them."""
    if len(short) < 3 or len(short) > 7 or short in table("abbreviations")["letters"]["words"]:
        return False
    if len(short) == 3:
        return [letter in _VOWELS for letter in short] != [False, True, False]
    vowels = sum(letter in _VOWELS for letter in short)
    beside = any(a in _VOWELS and b in _VOWELS for a, b in zip(short, islice(short, 1, None), strict=False))
    return vowels * 4 < len(short) or beside
