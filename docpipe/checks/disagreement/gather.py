"""The findings of all comparisons as one list: what was read badly weighs less, the same thing several times is one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from docpipe.model.record import Finding

Doubts = "Callable[[tuple[int, int]], Sequence[str] | None]"


def gathered(findings: Iterable[Finding], doubts: Callable[[tuple[int, int]], Sequence[str] | None]) -> list[Finding]:
    """One finding for the same code and values, with all its places; an error of which a side was read badly is a warning."""
    merged: dict[tuple[object, ...], Finding] = {}
    for one in (_weighed(one, doubts) for one in findings):
        key = (one.code, one.severity, one.values)
        known = merged.get(key)
        where = tuple(dict.fromkeys((*known.where, *one.where))) if known else one.where
        merged[key] = one.model_copy(update={"where": where})
    return list(merged.values())


def _weighed(finding: Finding, doubts: Callable[[tuple[int, int]], Sequence[str] | None]) -> Finding:
    badly = finding.severity == "error" and any(doubts(where.span) is not None for where in finding.where)
    return finding.model_copy(update={"severity": "warning"}) if badly else finding
