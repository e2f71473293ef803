"""The same wrong figure said again is one finding with several places."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from docpipe.checks.arithmetic.ground import doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.model.record import Finding, Statistic

_RANK = {"error": 0, "warning": 1, "note": 2}


def together(ground: Ground, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those of the same code and values as one, each also pointing at where its figure is repeated."""
    merged: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        known = merged.get((one.code, one.values))
        severity = min((one.severity, known.severity if known else one.severity), key=_RANK.__getitem__)
        places = (
            [*(where.span for where in known.where), *(where.span for where in one.where)] if known else [where.span for where in one.where]
        )
        merged[one.code, one.values] = doubt(ground, one.code, severity, places, one.values)
    return [_with_repeats(ground, one) for one in merged.values()]


def across(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of all documents, the same of several (of both language versions) as one."""
    merged: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        known = merged.get((one.code, one.values))
        merged[one.code, one.values] = known.model_copy(update={"where": (*known.where, *one.where)}) if known else one
    return list(merged.values())


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
