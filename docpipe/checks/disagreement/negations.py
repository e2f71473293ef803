"""A denial that stands in one version alone: `работы не начаты` where the other says `жұмыс басталды`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.bitext.sentences import sentences
from docpipe.checks.disagreement.differ import differ
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.align import Bead
    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Finding

Span = tuple[int, int]

_FIGURE = lazy(r"\d+")
_SHORTEST, _LONGEST = 25, 600


@cache
def _words(language: str, key: str) -> re.Pattern[str]:
    """What surely denies, or what denies in one way or another: then the two versions may well say the same."""
    return compiled(rf"(?<!\w)(?:{'|'.join(table('negations')[language][key])})", re.IGNORECASE)


def find(pair: Versions) -> Iterator[Finding]:
    """A note for each sentence that one version denies and the other, of the same figures, does not in any way."""
    if (pair.left.language, pair.right.language) == ("kk", "ru"):
        for bead in pair.beads:
            if len(bead.left) == len(bead.right) == 1:
                yield from _of_bead(pair, bead)


def _of_bead(pair: Versions, bead: Bead) -> Iterator[Finding]:
    ours, theirs = (list(sentences(side[0].text, side[0].span[0])) for side in pair.sides(bead))
    for one, other in zip(ours, theirs, strict=True) if len(ours) == len(theirs) else ():
        if not _alike(pair.text, one, other):
            continue
        denied = [_words(language, "denies").search(pair.text, *span) for language, span in (("kk", one), ("ru", other))]
        maybe = [_words(language, "may_deny").search(pair.text, *span) for language, span in (("kk", one), ("ru", other))]
        if (denied[0] and not maybe[1]) or (denied[1] and not maybe[0]):
            told = [match and " ".join(match[0].split()) for match in denied]
            yield differ("negation-missing", "note", [(pair.left, one), (pair.right, other)], told)


def _alike(text: str, one: Span, other: Span) -> bool:
    """Two whole sentences of about one length that have the same figures, some at least."""
    sizes = sorted(end - start for start, end in (one, other))
    if sizes[0] < _SHORTEST or sizes[1] > min(_LONGEST, 2 * sizes[0]):
        return False
    said = [sorted(_FIGURE.findall(text, *span)) for span in (one, other)]
    return bool(said[0]) and said[0] == said[1]
