"""From when to when duties are laid on someone: another day in the other version of the order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Assignment, DateFact, Document, Finding


def find(pair: Versions) -> Iterator[Finding]:
    """An error for each assignment whose first or last day differs."""
    for ours, theirs in _differing(pair):
        yield differ(
            "acting-period-differs", "error", [(pair.left, ours.span), (pair.right, theirs.span)], [_period(ours), _period(theirs)]
        )


def _differing(pair: Versions) -> list[tuple[Assignment, Assignment]]:
    """The assignments whose periods differ; those of the same period are put aside first, the others go by their order."""
    mine, others = (Counter(map(_period, document.assignments)) for document in (pair.left, pair.right))
    left, right = _rest(pair.left, mine & others), _rest(pair.right, mine & others)
    if len(left) != len(right):
        return []
    return [
        (ours, theirs)
        for ours, theirs in zip(left, right, strict=True)
        if _differ(ours, theirs) and not (_prints(pair.right, ours) and _prints(pair.left, theirs))
    ]


def _rest(document: Document, shared: Counter[str]) -> list[Assignment]:
    """The assignments but for as many of each period as both versions have."""
    left = Counter(shared)
    rest: list[Assignment] = []
    for duty in document.assignments:
        if left[_period(duty)]:
            left[_period(duty)] -= 1
        else:
            rest.append(duty)
    return rest


def _differ(ours: Assignment, theirs: Assignment) -> bool:
    """True where an end that both print differs; an end that only one has is not told apart from one that was not read."""
    return any(a and b and a != b and len(a) == len(b) for a, b in ((ours.from_, theirs.from_), (ours.to, theirs.to)))


def _prints(document: Document, duty: Assignment) -> bool:
    """True where the document has just this period, whoever it is laid on."""
    printed: list[Assignment | DateFact] = [*document.dates, *document.assignments]
    return any((one.from_, one.to) == (duty.from_, duty.to) for one in printed)


def _period(duty: Assignment) -> str:
    return f"{duty.from_ or ''}/{duty.to or ''}"
