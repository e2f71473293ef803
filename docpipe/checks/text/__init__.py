"""What a careful secretary would mark in the text itself: letters, abbreviations, quotation marks, brackets, doubled words.

Everything here is a note. Where a page was recognised, what looks like a slip is most likely a misreading: a letter, a mark, a bracket. Only what
no recognition does is told there: letters exchanged in an abbreviation, a name introduced twice, a long word printed twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.text import abbreviations, doubled, lone, mended, stops, unclosed
from docpipe.checks.text.ground import ground

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docpipe.model import record

    Span = tuple[int, int]

_LONG = 5
_FINDERS = (lone.find, abbreviations.find, unclosed.find, doubled.find, stops.find)


def check(
    text: str,
    folded: str,
    repairs: Sequence[record.Repair],
    documents: Sequence[record.Document],
    recognised: Callable[[Span], bool] = lambda _: False,
) -> list[record.Finding]:
    """The findings of kind `text`, the same thing several times as one.

    `folded`: the packet folded, wrapped lines joined. `recognised(span)`: True where a stretch of the text was read from a picture.
    """
    found = list(mended.find(text, repairs, documents))
    for document in documents:
        seen = ground(document, text, folded)
        found += [finding for find in _FINDERS for finding in find(seen)]
    return _joined([one for one in found if _is_printed(one) or not any(recognised(place.span) for place in one.where)])


def _is_printed(finding: record.Finding) -> bool:
    """True for a slip that is none of the recognition."""
    values = [str(value) for value in finding.values]
    match finding.code:
        case "abbreviation-misused" | "abbreviation-misspelt":
            return sorted(values[0]) == sorted(values[1])
        case "word-doubled":
            return len(values[0]) >= _LONG
        case code:
            return code == "abbreviation-defined-twice"


def _joined(findings: Sequence[record.Finding]) -> list[record.Finding]:
    groups: dict[tuple[object, ...], list[record.Finding]] = {}
    for one in findings:
        groups.setdefault((one.code, one.values), []).append(one)
    return [
        group[0].model_copy(update={"where": tuple(place for one in group for place in one.where)}) if len(group) > 1 else group[0]
        for group in groups.values()
    ]
