"""Official terms: court in one version and judge in the other, bodies of the police for those of the interior, duties `for a time` or not."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.bead_places import bead_at
from docpipe.checks.disagreement.differ import differ
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Assignment, Finding

Span = tuple[int, int]

_FOR_A_TIME = {"kk": lazy(r"(?<!\w)уақытша(?!\w)", re.IGNORECASE), "ru": lazy(r"(?<!\w)(?:времен\w{2,4}|врио)(?!\w)", re.IGNORECASE)}
_UNFIT = lazy(
    r"уақытша\s{1,3}(?:еңбекке\s{1,3})?(?:жарамсыз|болма)\w{0,20}|(?:еңбекке\s{1,3})уақытша\s{1,3}жарамсыз\w{0,20}"
    r"|времен\w{2,4}\s{1,3}(?:нетрудоспособн|отсутств)\w{0,12}",
    re.IGNORECASE,
)
_COUNTRY = {
    "kk": lazy(r"Қазақстан\s{1,3}Республикасы\w{0,4}|(?<!\w)ҚР(?!\w)"),
    "ru": lazy(r"Республик\w{1,2}\s{1,3}Казахстан|(?<!\w)РК(?!\w)"),
}
_NATIONAL = frozenset({"law", "code"})
_AROUND = 45
_OPENER = lazy(r"(?:^|\||\(\?:|\)\??)([^\W\d_])")
"""The letters that a pattern may begin with, and some more: most words begin none, and that is seen at once."""


def find(pair: Versions) -> Iterator[Finding]:
    """Warnings for terms and abbreviations that are not each other's translation; notes for `temporarily` and the country in one version alone."""
    if (pair.left.language, pair.right.language) != ("kk", "ru"):
        return
    yield from _terms(pair)
    yield from _abbreviations(pair)
    yield from _temporarily(pair)
    yield from _country(pair)


def _terms(pair: Versions) -> Iterator[Finding]:
    """Where a bead has one term of a group in one version, and another in the other."""
    ours, theirs = (_said(pair, at, *_words(language)) for at, language in enumerate(("kk", "ru")))
    for bead in sorted(ours.keys() & theirs.keys()):
        for group in _groups():
            left, right = ([(code, span) for code, span in side[bead].items() if code in group] for side in (ours, theirs))
            if len(left) == len(right) > 1:
                left, right = _alone(left, right), _alone(right, left)
            if len(left) == len(right) == 1 and left[0][0] != right[0][0]:
                values = [_say(left[0][0], "kk"), _say(right[0][0], "ru")]
                yield differ("official-term-differs", "warning", [(pair.left, left[0][1]), (pair.right, right[0][1])], values)


def _alone(side: list[tuple[str, Span]], other: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """The terms that the other version has not."""
    return [(code, span) for code, span in side if code not in dict(other)]


def _said(pair: Versions, at: int, pattern: re.Pattern[str], codes: dict[str, str]) -> dict[int, dict[str, Span]]:
    """What the pattern finds on a side, by bead: each code with its first place. `codes`: from a group's name, or from what is printed."""
    found: dict[int, dict[str, Span]] = {}
    document, place = (pair.left, pair.right)[at], bead_at(pair, at)
    for match in pattern.finditer(pair.text, *document.span):
        code = codes.get(match[0]) or codes[match.lastgroup or ""]
        found.setdefault(place(match.start()), {}).setdefault(code, match.span())
    return found


@cache
def _groups() -> tuple[frozenset[str], ...]:
    rows = table("term_pairs")["term"]
    return tuple(frozenset(row["code"] for row in rows if row["group"] == group) for group in dict.fromkeys(row["group"] for row in rows))


@cache
def _words(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = table("term_pairs")["term"]
    body = "|".join(f"(?P<{row['code']}>{row[language]})" for row in rows)
    first = "".join(sorted({letter for row in rows for letter in _OPENER.findall(row[language])}))
    return compiled(rf"(?=[{first}])(?<![\w-])(?:{body})", re.IGNORECASE), {row["code"]: row["code"] for row in rows}


def _say(code: str, language: str) -> str:
    return str(next(row[f"say_{language}"] for row in table("term_pairs")["term"] if row["code"] == code))


def _abbreviations(pair: Versions) -> Iterator[Finding]:
    """One known abbreviation left over on each side of a bead."""
    ours, theirs = (_said(pair, at, *_shorts(language)) for at, language in enumerate(("kk", "ru")))
    for bead in sorted(ours.keys() & theirs.keys()):
        sides = ours[bead], theirs[bead]
        left, right = ([span for code, span in side.items() if code not in other] for side, other in (sides, sides[::-1]))
        if len(left) == len(right) == 1:
            values = [pair.text[slice(*span)] for span in (left[0], right[0])]
            yield differ("abbreviation-differs", "warning", [(pair.left, left[0]), (pair.right, right[0])], values)


@cache
def _shorts(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {short: row["ru"][0] + row["kk"][0] for row in table("term_pairs")["abbreviation"] for short in row[language]}
    body = "|".join(sorted(map(re.escape, rows), key=len, reverse=True))
    first = "".join(sorted({short[0] for short in rows}))
    return compiled(rf"(?=[{first}])(?<![\w-])(?:{body})(?!\w)"), rows


def _temporarily(pair: Versions) -> Iterator[Finding]:
    """Duties laid on one person in both versions, for a time in one of them."""
    for one, other in zip(pair.left.assignments, pair.right.assignments, strict=False):
        if len(pair.left.assignments) == len(pair.right.assignments):
            said = [_FOR_A_TIME[language].search(_around(pair.text, duty)) for language, duty in (("kk", one), ("ru", other))]
            if (said[0] is None) != (said[1] is None):
                values = [match[0].lower() if match else None for match in said]
                yield differ("temporarily-missing", "note", [(pair.left, one.span), (pair.right, other.span)], values)


def _around(text: str, duty: Assignment) -> str:
    """What is said about the duties: not the heading above, not that somebody is unfit for work for a time."""
    before = text[max(0, duty.span[0] - _AROUND) : duty.span[0]]
    return _UNFIT.sub(" ", re.split(r"\n\s*\n|:\s*\n", before)[-1] + text[duty.span[0] : duty.span[1] + _AROUND])


def _country(pair: Versions) -> Iterator[Finding]:
    """A law or a code of the country in one version, without the country's name in the other; where both cite as many of the kind."""
    for kind in sorted(_NATIONAL):
        ours, theirs = ([one for one in side.references if one.kind == kind] for side in (pair.left, pair.right))
        for one, other in zip(ours, theirs, strict=False) if len(ours) == len(theirs) else ():
            said = [_COUNTRY[language].search(pair.text, *fact.span) for language, fact in (("kk", one), ("ru", other))]
            if (said[0] is None) != (said[1] is None):
                values = [" ".join(match[0].split()) if match else None for match in said]
                yield differ("country-missing", "note", [(pair.left, one.span), (pair.right, other.span)], values)
