"""Acts that both versions cite: another number, article, entry in the register, issuer or kind; a numbered act that only one cites.

Titles are not compared word by word: they tell which citations are of one act. The dates of acts are compared with all dates.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from docpipe.bitext.bodies import named, read, same_body
from docpipe.bitext.matching import match
from docpipe.checks.disagreement import numbers_index
from docpipe.checks.disagreement.differ import differ
from docpipe.checks.disagreement.references_likeness import Cited, candidates, likeness, of_one_act
from docpipe.checks.disagreement.references_parts import articles, printed_there
from docpipe.language.passage import Passage
from docpipe.mentions import numbers
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Finding, Reference

_ACTS = frozenset({"law", "code", "order", "resolution", "decree", "directive", "decision"})
_LEAST = 0.35
_AROUND = 150


def find(pair: Versions) -> Iterator[Finding]:
    """Errors for a number, article or issuer that differs; warnings for another kind, an entry of the register, an act that is missing."""
    ours, theirs = (_cited(pair, at) for at in (0, 1))
    languages = (pair.left.language, pair.right.language)
    paired = match(ours, theirs, lambda a, b: likeness(a, b, languages), _LEAST, candidates(ours, theirs, languages))
    for one, other in paired.pairs:
        yield from _compared(pair, one, other)
    yield from _missing(pair, paired.left, 0)
    yield from _missing(pair, paired.right, 1)


def _cited(pair: Versions, at: int) -> list[Cited]:
    """The citations of one side, each with the bead that it stands in."""
    document = (pair.left, pair.right)[at]
    ends = list(accumulate((span[1] if (span := pair.spans(bead)[at]) else -1 for bead in pair.beads), max))
    return [Cited(fact, min(bisect_right(ends, fact.span[0]), len(ends) - 1)) for fact in document.references]


def _compared(pair: Versions, one: Cited, other: Cited) -> Iterator[Finding]:
    places = [(pair.left, one.fact.span), (pair.right, other.fact.span)]
    if not of_one_act(one, other):
        return
    for code, left, right, differs in _parts(one.fact, other.fact):
        if differs and not (_stands(pair, left, other, 1) or _stands(pair, right, one, 0)):
            yield differ(code, "error" if code != "registry-number-differs" else "warning", places, [left, right])
    yield from _makers(pair, one.fact, other.fact)


def _parts(one: Reference, other: Reference) -> Iterator[tuple[str, str, str, bool]]:
    """Code, both values and whether they differ, of each part that both citations have."""
    if one.number and other.number:
        yield "reference-number-differs", one.number, other.number, not numbers_index.same(one.number, other.number)
    if one.article and other.article:
        yield "reference-article-differs", one.article, other.article, articles(one.article) != articles(other.article)
    if one.registry_number and other.registry_number:
        yield "registry-number-differs", one.registry_number, other.registry_number, one.registry_number != other.registry_number


def _stands(pair: Versions, value: str, cited: Cited, at: int) -> bool:
    """True where a citation's own stretch of the other side prints the value too: it has more parts than were read."""
    span = pair.spans(pair.beads[cited.bead])[at]
    return span is not None and printed_there(value, pair.text[slice(*span)])


def _makers(pair: Versions, one: Reference, other: Reference) -> Iterator[Finding]:
    places = [(pair.left, one.span), (pair.right, other.span)]
    languages = (pair.left.language, pair.right.language)
    if one.issuer and other.issuer and same_body(one.issuer, other.issuer, languages) is False and not _both_said(pair, one, other):
        yield differ("reference-issuer-differs", "error", places, [one.issuer, other.issuer])
    elif one.kind != other.kind and {one.kind, other.kind} <= _ACTS and one.number and other.number:
        yield differ("reference-kind-differs", "warning", places, [one.kind, other.kind])


def _both_said(pair: Versions, one: Reference, other: Reference) -> bool:
    """Whether each issuer stands near the other citation too, as where ministers make an order together."""
    told = []
    for fact, document, said, language in (
        (one, pair.left, other.issuer, pair.right.language),
        (other, pair.right, one.issuer, pair.left.language),
    ):
        start, end = max(document.span[0], fact.span[0] - _AROUND), min(document.span[1], fact.span[1] + _AROUND)
        there = {found.code for found in named(pair.text, document.language, start, end, doubtful=True)}
        told.append(not there.isdisjoint(read(said or "", language).codes))
    return all(told)


def _missing(pair: Versions, alone: tuple[Cited, ...], at: int) -> Iterator[Finding]:
    """An act with a number that the other version prints nowhere."""
    document, other = (pair.left, pair.right)[at], (pair.right, pair.left)[at]
    for cited in alone:
        number = cited.fact.number
        span = pair.spans(pair.beads[cited.bead])[1 - at]
        if (
            number
            and span is not None
            and not printed_there(number, pair.text[slice(*other.span)], bare=True)
            and not _other_numbers(pair, cited, at)
        ):
            values = [number, None] if at == 0 else [None, number]
            yield differ("reference-missing", "warning", [(document, cited.fact.span), (other, span)], values)


def _other_numbers(pair: Versions, cited: Cited, at: int) -> bool:
    """Whether the other side of the bead prints a number that this side does not: that may be the one, misprinted."""
    mine, theirs = (pair.spans(pair.beads[cited.bead])[side] for side in (at, 1 - at))
    if mine is None or theirs is None:
        return False
    found = numbers.find(Passage(pair.text, pair.text, Span(*theirs), (pair.right, pair.left)[at].language))
    return any(not printed_there(one.value, pair.text[slice(*mine)], bare=True) for one in found)
