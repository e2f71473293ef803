"""What is said about figures of the same number: over or about, growth or fall."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ
from docpipe.figures import figure_direction
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.amounts_figures import Figure
    from docpipe.checks.disagreement.amounts_stretch import Pair, Stretch
    from docpipe.model.record import Document, Finding

_NEAR = frozenset(("about", "almost"))
_REACH = 60
_SENTENCE = 400
_END = lazy(r"[.!?;][»)]{0,2}\s|\n")
_BARRED = lazy(r"\d|[,;:()\n\t|]|[.!?]\s")
_WORD = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_BEFORE, _AFTER = 3, 5


def find(pair: Versions, one: Stretch, exchanged: Collection[tuple[int, int]]) -> Iterator[Finding]:
    """A warning for another qualifier, an error for another direction, of figures that say the same number and are not `exchanged`."""
    turned: list[Pair] = []
    for left, right in one.equal:
        if left.kind != right.kind or left.fact.span in exchanged or {left.role, right.role} & {"from", "high"}:
            continue
        if _qualified(pair.text, left, right):
            where = [(pair.left, left.fact.span), (pair.right, right.fact.span)]
            yield differ("qualifier-differs", "warning", where, [left.fact.qualifier, right.fact.qualifier, left.shown])
        if _turned(pair, left, right):
            turned.append((left, right))
    for ways, pairs in groupby(turned, key=lambda found: [figure.fact.change.direction for figure in found if figure.fact.change]):
        rows = list(pairs)
        places = [place for left, right in rows for place in ((pair.left, left.fact.span), (pair.right, right.fact.span))]
        yield differ("direction-differs", "error", places, [*ways, rows[0][0].shown])


def _qualified(text: str, left: Figure, right: Figure) -> bool:
    one, other = left.fact.qualifier, right.fact.qualifier
    if one == other or {one, other} <= _NEAR:
        return False
    bare = [figure for figure in (left, right) if figure.fact.qualifier == "exact"]
    return not any(_hedged(text, figure) for figure in bare)


def _hedged(text: str, figure: Figure) -> bool:
    """Whether a word that makes figures inexact stands right before one that was read without it, or behind it and not before the next."""
    start, end = figure.fact.span
    before = _BARRED.split(text[max(0, start - _REACH) : start])[-1]
    after = _BARRED.split(text[end : end + _REACH])[0]
    words = _WORD.findall(after.lower())
    if text[end + len(after) : end + len(after) + 1].isdigit():
        words = words[:-2]
    near = {"before": _WORD.findall(before.lower())[-_BEFORE:], "after": words[:_AFTER]}
    return any(_hedges(side).fullmatch(word) for side, row in near.items() for word in row)


@cache
def _hedges(side: str) -> re.Pattern[str]:
    """The telling word of each turn of the vocabulary that stands on this side of the figure."""
    rows = table("qualifiers")[side]
    rows = rows if side == "before" else {(case, code): turns for case, row in rows.items() for code, turns in row.items()}
    words = {max(turn.replace(",", "").split(), key=len) for turns in rows.values() for turn in turns}
    return compiled("|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(words - set(table("measures")["never"]["hedges"]))))


def _turned(pair: Versions, left: Figure, right: Figure) -> bool:
    """Whether each version tells a direction of its own for the same figure."""
    one, other = left.fact.change, right.fact.change
    if one is None or other is None or one.direction == other.direction:
        return False
    return _told(pair.text, left, pair.left) != _told(pair.text, right, pair.right)


def _told(text: str, figure: Figure, document: Document) -> list[str]:
    """The directions of all words of change in the figure's sentence."""
    start, end = figure.fact.span
    first = max((match.end() for match in _END.finditer(text, max(document.span[0], start - _SENTENCE), start)), default=start - _SENTENCE)
    last = _END.search(text, end, end + _SENTENCE)
    words = figure_direction.find(text, max(first, document.span[0]), last.start() if last else end + _SENTENCE, document.language)
    return sorted(word.direction for word in words)
