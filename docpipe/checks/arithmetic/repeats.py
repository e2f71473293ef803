"""The same wrong figure said again is one finding with several places."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from docpipe.checks.arithmetic.ground import doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.model.record import Finding, Statistic

_RANK = {"error": 0, "warning": 1, "note": 2}


def together(ground: Ground, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those of the same code and values as one, each also pointing at where its figure is repeated."""
    return [_with_repeats(ground, _joined(ground, same)) for same in _alike(findings)]


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Those of the same code and values side by side."""
    merged: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for one in findings:
        merged[one.code, one.values].append(one)
    return list(merged.values())


def _joined(ground: Ground, same: Sequence[Finding]) -> Finding:
    gravest = min((one.severity for one in same), key=_RANK.__getitem__)
    return doubt(ground, same[0].code, gravest, [where.span for one in same for where in one.where], same[0].values)


def across(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of all documents, the same of several (of both language versions) as one."""
    return [
        same[0].model_copy(update={"where": tuple(where for one in same for where in one.where)}) if len(same) > 1 else same[0]
        for same in _alike(findings)
    ]


def _with_repeats(ground: Ground, finding: Finding) -> Finding:
    at = bisect_left(ground.figures, finding.where[0].span, key=lambda one: one.span)
    figure = ground.figures[at] if at < len(ground.figures) else None
    if figure is None or figure.span != finding.where[0].span or figure.change is None or figure.value == figure.change.to:
        return finding
    places = [*(where.span for where in finding.where), *(one.span for one in _repeats(ground, figure))]
    return doubt(ground, finding.code, finding.severity, sorted(places), finding.values)


def _repeats(ground: Ground, figure: Statistic) -> Iterator[Statistic]:
    """Other figures that say the same change of the same region without its ends."""
    for at in ground.percents(figure.value or 0.0) if figure.unit == "%" else ():
        one = ground.figures[at]
        alike = None in (one.region, figure.region) or one.region == figure.region
        cell = one.change is None and ground.in_table(at) and one.region is not None and one.region == figure.region
        if one.span != figure.span and (cell or (alike and _same_change(one, figure))):
            yield one


def _same_change(one: Statistic, figure: Statistic) -> bool:
    return bool(one.change and figure.change and one.change.direction == figure.change.direction and one.change.from_ is None)
