"""What no figure can be: a part above its whole, shares of more than a hundred percent, a range upside down."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.checks.arithmetic import reckon
from docpipe.checks.arithmetic.ground import doubt, words
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.model.record import Finding

_FROM_TO = lazy(r"(?<!\w)(?:от|from|между|between)[ ]|(?:нан|нен|дан|ден|тан|тен)(?!\w)", re.IGNORECASE)
_ITEM = lazy(r"[^.;:()%]{0,60}?[ ]")
_POSSESSED = lazy(r"(?:сы|сі|[^\W\d]ы|[^\W\d]і|-(?:ы|і|сы|сі))\Z")
_MARK_GAP = 120
_SHARES = 3
_NEARLY = 90
_LIST_GAP = 60
_LEAD = 80


def find(ground: Ground) -> Iterator[Finding]:
    """A finding for each figure that its neighbours or its own other end forbid."""
    for at in range(len(ground.figures)):
        yield from _part(ground, at)
        yield from _range(ground, at)
    yield from _hundred(ground)
    yield from _complete(ground)


def _part(ground: Ground, at: int) -> Iterator[Finding]:
    one = ground.figures[at]
    if one.unit in reckon.RELATIVE or one.change is not None:
        return
    told = one.part_of
    whole = told if told is not None else _marked(ground, at)
    if whole is None or ground.figures[whole].unit != one.unit or ground.figures[whole].change is not None:
        return
    part, all_ = reckon.of(one), reckon.of(ground.figures[whole])
    if part is None or all_ is None or part.low <= all_.high:
        return
    executed = words("fulfilled", after=r"[ \n:–-]{1,4}(?:\w{2,12}[ \n])?\Z").search(ground.before(at, _LIST_GAP))
    if executed or (one.counted is not None and one.counted != ground.figures[whole].counted):
        return
    exact = {one.qualifier, ground.figures[whole].qualifier} <= {"exact", "over", "at_least"}
    surely = exact and ground.lines[at] == ground.lines[whole]
    values = (reckon.plain(one.value), reckon.plain(ground.figures[whole].value))
    yield doubt(ground, "part-above-whole", "error" if surely else "warning", [at, whole], values)


def _marked(ground: Ground, at: int) -> int | None:
    """The figure before `в том числе` where nothing else stands between."""
    whole = at - 1
    if whole not in ground.beside(at) or ground.in_table(at):
        return None
    gap = ground.between(whole, at)
    one, other = ground.figures[at], ground.figures[whole]
    fits = one.unit == other.unit and (one.unit != "count" or one.counted is None or one.counted == other.counted)
    if not fits or len(gap) > _MARK_GAP:
        return None
    told = words("part", after=r"[ \n:–-]{1,4}(?:\w{2,20}[ \n]){0,2}\Z").search(gap)
    owned = ground.document.language == "kk" and words("owned", after=r"[ \n]\Z").search(gap) and _POSSESSED.search(one.text)
    return whole if told or owned else None


def _range(ground: Ground, at: int) -> Iterator[Finding]:
    one = ground.figures[at]
    if one.low is not None and one.high is not None and one.low > one.high and one.change is None and _FROM_TO.search(one.text):
        yield doubt(ground, "range-upside-down", "error", [at], (reckon.plain(one.low), reckon.plain(one.high)))


def _hundred(ground: Ground) -> Iterator[Finding]:
    """One word of shares, then three percentages or more of one list that make more than a hundred."""
    run: list[int] = []
    for at in range(len(ground.figures)):
        if run and not _goes_on(ground, run[-1], at):
            yield from _above(ground, run)
            run = []
        if run or _is_share(ground, at):
            run.append(at)
    yield from _above(ground, run)


def _is_share(ground: Ground, at: int) -> bool:
    one = ground.figures[at]
    plain = one.unit == "%" and one.value is not None and one.change is None and one.qualifier == "exact" and not ground.in_table(at)
    return plain and bool(words("share_head").search(ground.before(at, _LEAD)))


def _goes_on(ground: Ground, last: int, at: int) -> bool:
    one, gap = ground.figures[at], ground.between(last, at)
    if one.unit != "%" or one.value is None or one.change is not None or ground.lines[last] != ground.lines[at]:
        return False
    return (
        one.qualifier == "exact"
        and one.part_of is None
        and len(gap) < _LIST_GAP
        and not words("share_head").search(gap)
        and not words("part").search(gap)
    )


def _above(ground: Ground, run: list[int]) -> Iterator[Finding]:
    ranges = [one for at in run if (one := reckon.of(ground.figures[at]))]
    if len(run) < _SHARES or len(ranges) < len(run) or reckon.total(ranges).low <= 100 or any(a >= b for a, b in pairwise(run)):
        return
    value = reckon.rounded(sum(ground.figures[at].value or 0.0 for at in run), 0.1)
    yield doubt(ground, "shares-above-hundred", "warning", run, (value, 100, *(reckon.plain(ground.figures[at].value) for at in run)))


def _complete(ground: Ground) -> Iterator[Finding]:
    """Percentages of a list that names the rest (`прочие – 18,5 %`): together they are a hundred."""
    run: list[int] = []
    for at in range(len(ground.figures)):
        if run and not _is_next_item(ground, run[-1], at):
            yield from _not_hundred(ground, run)
            run = []
        if _is_item(ground, at):
            run.append(at)
    yield from _not_hundred(ground, run)


def _is_item(ground: Ground, at: int) -> bool:
    one = ground.figures[at]
    return one.unit == "%" and one.value is not None and one.change is None and one.qualifier == "exact" and not ground.in_table(at)


def _is_next_item(ground: Ground, last: int, at: int) -> bool:
    """Whether a percentage follows another in one sentence, or begins or ends the next line of a list."""
    gap = ground.between(last, at)
    if not _is_item(ground, at) or len(gap) > 2 * _LIST_GAP:
        return False
    return ground.lines[last] == ground.lines[at] or (gap.count("\n") == 1 and len(ground.beside(last)) == len(ground.beside(at)) == 1)


def _not_hundred(ground: Ground, run: list[int]) -> Iterator[Finding]:
    if len(run) < _SHARES:
        return
    ranges = [one for at in run if (one := reckon.of(ground.figures[at]))]
    first, last = ground.figures[run[0]].span[0], ground.figures[run[-1]].span[1]
    told = words("rest").search(ground.text, first, min(last + _LIST_GAP // 2, ground.lines[run[-1]][1]))
    sum_ = reckon.total(ranges)
    if told and sum_.high > _NEARLY and not sum_.meets(reckon.Interval(100, 100)):
        values = [reckon.rounded(sum(ground.figures[at].value or 0.0 for at in run), 0.1), 100]
        yield doubt(ground, "shares-not-hundred", "warning", run, [*values, *(reckon.plain(ground.figures[at].value) for at in run)])
