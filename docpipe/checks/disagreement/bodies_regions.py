"""Regions and cities: another one than in the other version, or one that an enumeration lacks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docpipe.bitext import regions
from docpipe.checks.disagreement.bead_places import Placed, bead_at, doubtful, rests
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.bead_places import Rest
    from docpipe.model.record import Document, Finding


def find(pair: Versions) -> Iterator[Finding]:
    """An error for a region in place of another, a warning for one that an enumeration lacks."""
    sides = [list(_of_side(pair, at)) for at in (0, 1)]
    heads = [[one.span for one in (*side.addressees, *side.copies_to, side.issuer) if one] for side in (pair.left, pair.right)]
    said = cache(lambda at: _codes(pair, at))
    for rest in rests(*sides):
        if any(start <= one.span[0] < end for side, one in _sided(rest) for start, end in heads[side]):
            continue
        if len(rest.left) == len(rest.right) == 1:
            one, other = rest.left[0], rest.right[0]
            values = [_name(pair, pair.left, one), _name(pair, pair.right, other)]
            surely = regions.one_level(one.code or "", other.code or "") and not doubtful(pair, rest.bead)
            yield differ("region-differs", "error" if surely else "warning", [(pair.left, one.span), (pair.right, other.span)], values)
        elif len(rest.shared) > 1 and len(rest.left) + len(rest.right) == 1:
            yield from _missing(pair, rest, said)


def _sided(rest: Rest) -> list[tuple[int, Placed]]:
    return [*((0, one) for one in rest.left), *((1, one) for one in rest.right)]


def _of_side(pair: Versions, at: int) -> Iterator[Placed]:
    document, place = (pair.left, pair.right)[at], bead_at(pair, at)
    for one in regions.named(pair.text, document.language, *document.span):
        yield Placed(one.code, (one.start, one.end), place(one.start))


def _codes(pair: Versions, at: int) -> set[str]:
    """All that a side names."""
    document = (pair.left, pair.right)[at]
    return regions.keys(pair.text[slice(*document.span)], document.language)


def _missing(pair: Versions, rest: Rest, said: Callable[[int], set[str]]) -> Iterator[Finding]:
    (at, one), *_ = _sided(rest)
    document, other = ((pair.left, pair.right), (pair.right, pair.left))[at]
    span = pair.spans(pair.beads[rest.bead])[1 - at]
    if span is not None and one.code not in said(1 - at):
        name = _name(pair, document, one)
        yield differ("region-missing", "warning", [(document, one.span), (other, span)], [name, None] if at == 0 else [None, name])


def _name(pair: Versions, document: Document, one: Placed) -> str:
    """The region's name in the nominative; a city's where no word for a region stands by it."""
    around = pair.text[max(0, one.span[0] - len("областях ")) : one.span[1] + 60].lower()
    printed = pair.text[slice(*one.span)].lower()
    return regions.nominative(one.code or "", document.language, region="облыс" in around or "област" in around[:12] or "ск" in printed)
