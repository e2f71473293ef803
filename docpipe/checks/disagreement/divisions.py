"""The parts of acts and letters that are told by number: another part, subpoint, annex or table than in the other version."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.bead_places import Placed, bead_at, doubtful, rests
from docpipe.checks.disagreement.differ import differ
from docpipe.language.numerals_forms import lexicon
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Finding, Severity

_ONE = r"\d{1,3}(?:[.-]\d{1,3}){0,3}"
_BEHIND = lazy(
    rf"\s{{0,3}}(?:№\s{{0,2}})?(?P<n>{_ONE}\)?(?:\s?(?:,|и)\s{{0,2}}{_ONE}\)?){{0,6}})(?![\d/])(?!\s{{0,3}}(?:л\.|лист|стр|экз))",
    re.IGNORECASE,
)
_BEFORE = lazy(
    rf"(?<![\d.,/-])(?P<n>(?:{_ONE}\)?\s?(?:,|және|мен|бен|пен)\s{{0,2}}){{0,6}}{_ONE})(?:\)\s{{0,2}}|\s?[-–]\s?)$", re.IGNORECASE
)
_WORD_BEHIND = lazy(r"\s{1,3}([^\W\d_]{4,16})(?!\w)")
_WORD_BEFORE = lazy(r"(?<!\w)([^\W\d_]{4,16})\s{1,3}$")
_BACK = 48
"""How far in front of the word its numbers are looked for."""
_THIRD = "треть"
_NUMBER = lazy(r"\d[\d.-]*")


def find(pair: Versions) -> Iterator[Finding]:
    """An error (a warning where the bead is doubtful) where one number of a sort is left over on each side; values: the numbers."""
    languages = pair.left.language, pair.right.language
    if languages not in (("kk", "ru"), ("ru", "kk")):
        return
    sides = [_of_side(pair, at) for at in (0, 1)]
    for sort in sorted(sides[0].keys() & sides[1].keys()):
        for rest in rests(sides[0][sort], sides[1][sort]):
            if len(rest.left) == len(rest.right) == 1:
                one, other = rest.left[0], rest.right[0]
                severity: Severity = "warning" if doubtful(pair, rest.bead) else "error"
                yield differ("division-differs", severity, [(pair.left, one.span), (pair.right, other.span)], [one.code, other.code])


def _of_side(pair: Versions, at: int) -> dict[str, list[Placed]]:
    """By sort, every number that the version prints, each with its bead."""
    document, place = (pair.left, pair.right)[at], bead_at(pair, at)
    found: dict[str, list[Placed]] = {}
    for sort, value, span in named(pair.text, document.language, *document.span):
        found.setdefault(sort, []).append(Placed(value, span, place(span[0])))
    return found


def named(text: str, language: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Sort, number and place of each division that the text names, Kazakh or Russian.

    >>> [(sort, number) for sort, number, _ in named("часть вторую пункта 7, приложение № 3", "ru")]
    [('part', '2'), ('annex', '3')]
    """
    read = _russian if language == "ru" else _kazakh
    for word in _words(language).finditer(text, start, len(text) if end is None else end):
        sort = str(word.lastgroup)
        for value, span in read(text, word):
            if sort != "dotted" or "." in value:
                yield sort, value, span


def _russian(text: str, word: re.Match[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The number or the word of order behind, or the word in front."""
    if behind := _BEHIND.match(text, word.end()):
        yield from ((one.rstrip(".-"), (word.start(), behind.end())) for one in _NUMBER.findall(behind["n"]))
    elif (after := _WORD_BEHIND.match(text, word.end())) and (value := _ordinal(after[1], "ru")):
        yield value, (word.start(), after.end())
    else:
        yield from _word_before(text, word, "ru")


def _kazakh(text: str, word: re.Match[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The numbers or the word of order in front."""
    first = max(0, word.start() - _BACK)
    if before := _BEFORE.search(text[first : word.start()]):
        yield from ((one.rstrip(".-"), (first + before.start("n"), word.end())) for one in _NUMBER.findall(before["n"]))
    else:
        yield from _word_before(text, word, "kk")


def _word_before(text: str, word: re.Match[str], language: str) -> Iterator[tuple[str, tuple[int, int]]]:
    first = max(0, word.start() - _BACK)
    before = _WORD_BEFORE.search(text[first : word.start()])
    if before and (value := _ordinal(before[1], language)):
        yield value, (first + before.start(), word.end())


def _ordinal(said: str, language: str) -> str | None:
    word = lexicon(language).get(said.lower())
    return str(word.value) if word is not None and (word.role == "ordinal" or (word.role == "part" and said.lower() != _THIRD)) else None


@cache
def _words(language: str) -> re.Pattern[str]:
    rows = table("divisions")["division"]
    first = "".join(sorted({sign for row in rows for sign in row["first_" + language]}))
    body = "|".join(f"(?P<{row['code']}>{row[language]})" for row in rows)
    return compiled(rf"(?=[{first}{first.upper()}])(?<![^\W\d_])(?:{body})", re.IGNORECASE)
