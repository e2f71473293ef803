"""What one version lacks: a paragraph, an item of a list, a row of a table, a sentence, a bracket."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docpipe.checks.disagreement import absences_brackets, absences_sentences
from docpipe.checks.disagreement.absences_body import body, is_item, is_row
from docpipe.checks.disagreement.absences_gap import Gap, View, missing
from docpipe.checks.disagreement.absences_told import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.align import Bead
    from docpipe.bitext.versions import Versions
    from docpipe.model import record

_PARTS = (absences_sentences, absences_brackets)
_MOST, _OFTEN, _FEW = 0.4, 0.25, 3


def find(pair: Versions) -> Iterator[record.Finding]:
    """A warning for each paragraph, row, sentence or bracket that one of the versions has and the other has not."""
    view = View(pair, (body(pair.left, pair.left_paragraphs), body(pair.right, pair.right_paragraphs)))
    gaps = list(_gaps(view))
    if _abridged(view, gaps):
        return
    suspects = [(module, bead) for bead in pair.beads if view.is_body(bead) for module in _PARTS if module.suspected(pair, bead)]
    for gap in gaps:
        for side, run in _runs(view, missing(view, gap)):
            span = (view.paragraphs(side)[run[0]].span[0], view.paragraphs(side)[run[-1]].span[1])
            code = "row-missing" if is_row(view.paragraphs(side)[run[0]].text) else "paragraph-missing"
            yield told(pair, code, side, span, _place(view, gap, side))
    for module, bead in suspects:
        yield from module.find(pair, bead, pair.weighed.scale)


def _abridged(view: View, gaps: Sequence[Gap]) -> bool:
    """True where one version is a short account of the other: what it leaves out is left out on purpose."""
    for side in (0, 1):
        runs = [gap.body(view, side) for gap in gaps]
        length = sum(len(view.paragraphs(side)[at].text) for at in view.body[side])
        lost = sum(len(view.paragraphs(side)[at].text) for run in runs for at in run)
        often = sum(map(bool, runs))
        if (often > 1 and lost > _MOST * length) or often > max(_FEW, _OFTEN * len(view.body[side])):
            return True
    return False


def _gaps(view: View) -> Iterator[Gap]:
    """The runs of beads of which one side is empty, with the beads before and after."""
    beads = view.pair.beads
    at = 0
    for lone, group in groupby(beads, lambda bead: not (bead.left and bead.right)):
        run = tuple(group)
        if lone and any(view.body[side].intersection(ids) for bead in run for side, ids in enumerate((bead.left, bead.right))):
            yield Gap(run, _linked(beads[max(0, at - 1) : at]), _linked(beads[at + len(run) : at + len(run) + 1]))
        at += len(run)


def _linked(beads: tuple[Bead, ...]) -> Bead | None:
    return beads[0] if beads and not beads[0].moved else None


def _runs(view: View, lone: Iterator[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    """Each missing paragraph with the items of the list or the rows of the table that are missing behind it."""
    run: list[int] = []
    before = 0
    for side, at in lone:
        if run and side == before and at == run[-1] + 1 and is_item(view.paragraphs(side)[at].text):
            run.append(at)
            continue
        if run:
            yield before, run
        run, before = [at], side
    if run:
        yield before, run


def _place(view: View, gap: Gap, side: int) -> tuple[int, int]:
    """Where in the other version the text should stand: the last word before it, else the first one after."""
    other = 1 - side
    paragraphs = view.paragraphs(other)
    if gap.before is not None:
        return last_word(view.pair.text, paragraphs[(gap.before.left, gap.before.right)[other][-1]].span)
    if gap.after is not None:
        return first_word(view.pair.text, paragraphs[(gap.after.left, gap.after.right)[other][0]].span)
    document = (view.pair.left, view.pair.right)[other]
    return document.span[0], document.span[0]


def last_word(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span of the last word of a stretch."""
    words = text[slice(*span)].split()
    start = text.rfind(words[-1], *span)
    return start, start + len(words[-1])


def first_word(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span of the first word of a stretch."""
    words = text[slice(*span)].split()
    start = text.find(words[0], *span)
    return start, start + len(words[0])
