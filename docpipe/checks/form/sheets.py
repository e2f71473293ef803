"""Sheets said against pages that are there: of an enclosure, of a letter to the Government. A sheet has two sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.checks.form.found import found
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from docpipe.model import record

    Pages = Callable[[tuple[int, int]], tuple[int, int] | None]

_LETTERS = ("letter", "inquiry")


def find(documents: Sequence[record.Document], pages: Pages) -> Iterator[record.Finding]:
    """A warning where no way of counting gives the sheets said, and one for each letter to the Government that is too long."""
    told: set[tuple[int | None, ...]] = set()
    for letter in documents:
        if letter.kind in _LETTERS:
            if (values := _enclosed(letter, documents, pages)) and values not in told:
                told.add(values)
                places = [(one, one.enclosure.span) for one in documents if one.enclosure and one.id in (letter.id, letter.counterpart)]
                yield found("sheets-differ-pages", places, values)
            yield from _too_long(letter, pages)


def _enclosed(letter: record.Document, documents: Sequence[record.Document], pages: Pages) -> tuple[int | None, ...] | None:
    """Sheets said, pages there, as sheets of one side, of two sides; None where some count agrees or the annexes are not all there.

    At least the letter's own annexes are enclosed, at most all that is no letter: annexes to both versions, orders.
    """
    said = letter.enclosure.sheets if letter.enclosure else None
    own = [one for one in documents if one.annex_to == letter.id]
    if said is None or not letter.enclosure or not own or len(letter.enclosure.items) > len(own):
        return None
    fewest = _count(own, pages)
    most = _count([one for one in documents if one.kind not in _LETTERS], pages)
    if not fewest or not most or (fewest + 1) // 2 <= said <= most:
        return None
    there = most if said > most else fewest
    return said, there, there, (there + 1) // 2


def _count(documents: Sequence[record.Document], pages: Pages) -> int:
    """How many pages the documents take, a shared one counted once; 0 where one of them has none."""
    taken: set[tuple[int, int]] = set()
    for one in documents:
        span = pages(one.span)
        if span is None:
            return 0
        taken |= {(one.source, number) for number in range(span[0], span[1] + 1)}
    return len(taken)


def _too_long(letter: record.Document, pages: Pages) -> Iterator[record.Finding]:
    rule = table("requisites")["government"]
    named = " ".join(f"{one.organisation or ''} {one.post or ''}" for one in letter.addressees)
    count = _count([letter], pages)
    if letter.kind == "letter" and count > rule["sheets"] and re.search(rule["addressee"], named, re.IGNORECASE):
        yield found("letter-too-long", [(letter, letter.addressees[0].span)], [count, rule["sheets"]])
