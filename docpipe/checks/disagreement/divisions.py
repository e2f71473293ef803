"""The parts of acts and letters that are told by number: another part, subpoint, annex or table than in the other version."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.bead_places import Placed, bead_at, doubtful, rests
from docpipe.checks.disagreement.differ import differ
from docpipe.language.numerals_forms import lexicon
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Finding, Severity

_ONE = r"\d{1,3}(?:[.-]\d{1,3})*"
_ORDINAL = r"[^\W\d_]{4,16}"
_SHEETS = r"(?!\s{0,3}(?:л\.|лист|стр|экз|парақ|бет|дана))"
_THIRD = "треть"
_NUMBER = re.compile(r"\d[\d.-]*")


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
    for sort, pattern in _patterns(document.language):
        for match in pattern.finditer(pair.text, *document.span):
            for value in _values(match, document.language):
                if sort != "dotted" or "." in value:
                    found.setdefault(sort, []).append(Placed(value, match.span(), place(match.start())))
    return found


def _values(match: re.Match[str], language: str) -> Iterator[str]:
    """The numbers of a list; what a word in front of or behind the division says, where it is one of order."""
    if match["n"]:
        yield from (one.rstrip(".-") for one in _NUMBER.findall(match["n"]))
    for name in ("before", "behind"):
        said = (match.groupdict().get(name) or "").lower()
        word = lexicon(language).get(said)
        if word is not None and (word.role == "ordinal" or (word.role == "part" and said != _THIRD)):
            yield str(word.value)
            return


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    built = _russian if language == "ru" else _kazakh
    return tuple((str(row["code"]), re.compile(built(str(row[language])), re.IGNORECASE)) for row in table("divisions")["division"])


def _russian(word: str) -> str:
    numbers = rf"(?P<n>{_ONE}\)?(?:\s?(?:,|и)\s{{0,2}}{_ONE}\)?){{0,6}})(?![\d/]){_SHEETS}"
    return rf"(?<!\w)(?:(?P<before>{_ORDINAL})\s{{1,3}})?(?:{word})\s{{0,3}}(?:(?:№\s{{0,2}})?{numbers}|(?P<behind>{_ORDINAL}))?"


def _kazakh(word: str) -> str:
    numbers = rf"(?<![\d.,/-])(?P<n>(?:{_ONE}\)?\s?(?:,|және|мен|бен|пен)\s{{0,2}}){{0,6}}{_ONE})(?:\)\s{{0,2}}|\s?[-–]\s?)"
    return rf"(?:{numbers}|(?<!\w)(?P<before>{_ORDINAL})\s{{1,3}})(?:{word})"
