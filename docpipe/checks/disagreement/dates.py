"""Dates and periods of the running text: another day, month, year or end in the other version.

Paragraph by paragraph what both say is put aside; what is left over is paired by its place and by how much of it agrees. A date whose day
and month stand in the other version in a spelling that was not read is no finding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docpipe.bitext.matching import match
from docpipe.bitext.versions import inside
from docpipe.checks.disagreement import dates_acting, numbers_replies
from docpipe.checks.disagreement.dates_head import Span, head
from docpipe.checks.disagreement.dates_sense import Ends, Told, nearness, pointed, same, sense, values
from docpipe.checks.disagreement.dates_spelled import spelled
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.versions import Versions
    from docpipe.model import record

_NEAR = 3
"""How many beads a date may have strayed from the one that holds its equal."""
_LIKELY = 0.5
"""From this nearness on two dates differ in one part only."""
_SEVERAL, _CROSSED = 2, 0.5
_APART = 0.2
"""At least this near are two dates that are held against each other."""


@dataclass(frozen=True, slots=True)
class _Rest:
    """What one bead has left on either side, and where that bead stands."""

    left: tuple[Told, ...]
    right: tuple[Told, ...]
    spans: tuple[Span | None, Span | None]
    shared: bool


def find(pair: Versions) -> Iterator[record.Finding]:
    """An error for each date or period that differs, a note where one is less exact, a warning where only one version has it."""
    spared = head(pair) | _told_from(pair)
    told = {finding.values for finding in (*dates_acting.find(pair), *numbers_replies.find(pair))}
    rests = _settled([_rest(pair, spared, *pair.spans(bead)) for bead in pair.beads])
    for rest in rests:
        if rest.left or rest.right:
            yield from (one for one in _of(pair, rest) if one.values not in told)


def _told_from(pair: Versions) -> frozenset[Span]:
    """Dates told from the documents' own (`т.г.`, `келер жылы`), where these are of two years: that difference is told once."""
    days = [one.date.value if one.date else None for one in (pair.left, pair.right)]
    if None in days or str(days[0])[:4] == str(days[1])[:4]:
        return frozenset()
    return frozenset(fact.span for one in (pair.left, pair.right) for fact in one.dates if fact.relative)


def _rest(pair: Versions, spared: frozenset[Span], left: Span | None, right: Span | None) -> _Rest:
    """A bead without the dates of the head and those that both sides say."""
    sides = ((pair.left, left), (pair.right, right))
    ours, theirs = ([Told(one) for one in inside(whole.dates, span) if one.span not in spared and _told(one)] for whole, span in sides)
    if not ours and not theirs:
        return _Rest((), (), (left, right), shared=False)
    alone = match(ours, theirs, lambda a, b: float(a.relative == b.relative and same(a, b)))
    if alone.left and alone.right and left and right:
        told = (pointed(ours, pair.text, left, pair.left.language), pointed(theirs, pair.text, right, pair.right.language))
        alone = match(*told, _equal)
    return _Rest(*_joined(alone.left, alone.right), (left, right), len(ours) > len(alone.left))


def _told(one: record.DateFact) -> bool:
    """Whether a year is known: a day of a month without one is compared by its words alone."""
    return bool(one.value or one.from_ or one.to)


def _equal(one: Told, other: Told) -> float:
    """Surest where both are told alike: `биыл` is `в этом году` before it is `2024 год`, or what is `следующий год` from another day."""
    if not same(one, other):
        return 0.0
    return 1.0 if one.relative == other.relative and (not one.relative or one.points == other.points) else _CROSSED


def _joined(left: tuple[Told, ...], right: tuple[Told, ...]) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """Without periods whose ends the other side prints as dates of their own: `2020 және 2021 жылдары`, `в 2020-2021 годах`."""
    ours, theirs = (_row(left) if _years(right) else left), (_row(right) if _years(left) else right)
    if len(ours) == len(theirs) == 1:
        return ((), ()) if same(ours[0], theirs[0]) else (ours, theirs)
    mine, others = _ends(left), _ends(right)
    return tuple(one for one in left if not _among(one, others)), tuple(one for one in right if not _among(one, mine))


def _years(side: Sequence[Told]) -> bool:
    """A period of years alone."""
    return len(side) == 1 and side[0].only is None and all(len(end or "") == len("2021") for end in side[0].ends)


def _row(side: tuple[Told, ...]) -> tuple[Told, ...]:
    """Several years as the period that they make; anything else as it is."""
    years = [one.fact.value for one in side if one.fact.value and len(one.fact.value) == len("2021")]
    if len(side) < _SEVERAL or len(years) != len(side):
        return side
    first, last = side[0].fact, side[-1].fact
    made = {"value": None, "from_": min(years), "to": max(years), "granularity": "period", "span": (first.span[0], last.span[1])}
    return (Told(first.model_copy(update=made)),)


def _ends(side: Sequence[Told]) -> list[tuple[str, str]]:
    return [(first, last) for one in side for first, last in (one.ends,) if first and last]


def _among(one: Told, others: Sequence[tuple[str, str]]) -> bool:
    first, last = one.ends
    if first is None or last is None:
        return False
    singles = {a for a, b in others if a == b}
    if first != last:
        return first in singles and last in singles
    return any(a != b and len(a) == len(b) == len(first) == len("2021") and a <= first <= b for a, b in others)


def _settled(rests: Sequence[_Rest]) -> list[_Rest]:
    """The leftovers without those that have their equal in a bead near by: paragraphs may be cut otherwise."""
    strayed: set[int] = set()
    for at, rest in enumerate(rests):
        around = [one for near in rests[max(0, at - _NEAR) : at + _NEAR + 1] for one in near.right]
        for ours in rest.left:
            equal = next((one for one in around if id(one) not in strayed and same(ours, one)), None)
            strayed |= {id(ours), id(equal)} if equal else set()
    if not strayed:
        return list(rests)
    return [replace(rest, left=_without(rest.left, strayed), right=_without(rest.right, strayed)) for rest in rests]


def _without(side: Sequence[Told], strayed: set[int]) -> tuple[Told, ...]:
    return tuple(one for one in side if id(one) not in strayed)


def _of(pair: Versions, rest: _Rest) -> Iterator[record.Finding]:
    paired = match(rest.left, rest.right, nearness, _APART)
    for ours, theirs in paired.pairs:
        if not (_stands(ours, theirs.ends, pair, rest, 1) or _stands(theirs, ours.ends, pair, rest, 0)):
            yield from _pair(pair, ours, theirs, rest)
    for at, side in enumerate((paired.left, paired.right)):
        if not (paired.right, paired.left)[at]:
            yield from (_missing(pair, one, at) for one in side if _is_missing(one, pair, rest, at))


def _stands(one: Told, but: Ends, pair: Versions, rest: _Rest, at: int) -> bool:
    """True where the other side (`at`) prints it in another spelling; an end that was read there (`but`) needs no second one."""
    span, document = rest.spans[at], (pair.left, pair.right)[at]
    if span is None:
        return False
    read = [(fact.span[0] - span[0], min(fact.span[1], span[1]) - span[0]) for fact in inside(document.dates, span)]
    return spelled([end for end in one.ends if end not in but], pair.text[slice(*span)], read)


def _pair(pair: Versions, ours: Told, theirs: Told, rest: _Rest) -> Iterator[record.Finding]:
    how = sense(ours, theirs)
    places = [(pair.left, ours.fact.span), (pair.right, theirs.fact.span)]
    if how == "less-exact":
        yield differ("date-less-exact", "note", places, values(ours, theirs))
    elif how == "differs":
        single = bool(ours.only and theirs.only and (ours.fact.value or theirs.fact.value))
        sure = nearness(ours, theirs) >= _LIKELY or rest.shared
        yield differ("date-differs" if single else "period-differs", "error" if sure else "warning", places, values(ours, theirs))


def _is_missing(one: Told, pair: Versions, rest: _Rest, at: int) -> bool:
    """A date printed with its month of which the other side's paragraph has nothing, and which no citation there could have left out."""
    exact = not one.relative and any(end and len(end) > len("2021") for end in one.ends)
    other = 1 - at
    return exact and rest.spans[other] is not None and rest.spans[at] is not None and not _stands(one, (), pair, rest, other)


def _missing(pair: Versions, one: Told, at: int) -> record.Finding:
    shown = values(one, one)[0]
    return differ("date-missing", "warning", [((pair.left, pair.right)[at], one.fact.span)], [None, shown] if at else [shown, None])
