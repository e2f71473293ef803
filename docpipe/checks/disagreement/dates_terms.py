"""Terms told by their length: `в течение 10 рабочих дней` against `5 жұмыс күні ішінде`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.matching import match
from docpipe.checks.disagreement.differ import differ
from docpipe.language import durations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.language.durations import Term
    from docpipe.model.record import Document, Finding


def find(pair: Versions) -> Iterator[Finding]:
    """An error where a term is of another length, a warning where one counts working days and the other calendar days."""
    for bead in pair.beads:
        left, right = pair.spans(bead)
        if left and right and (ours := _terms(pair.left, pair.text, left)) and (theirs := _terms(pair.right, pair.text, right)):
            alone = match(ours, theirs, lambda a, b: float((a.number, a.unit) == (b.number, b.unit)))
            yield from (_finding("term-days-differ", pair, a, b) for a, b in alone.pairs if a.kind and b.kind and a.kind != b.kind)
            for a, b in match(alone.left, alone.right, lambda a, b: float(a.unit == b.unit)).pairs:
                if not (_says(pair.right, pair.text[slice(*right)], a) or _says(pair.left, pair.text[slice(*left)], b)):
                    yield _finding("term-differs", pair, a, b)


def _finding(code: str, pair: Versions, ours: Term, theirs: Term) -> Finding:
    places = [(pair.left, ours.span), (pair.right, theirs.span)]
    if code == "term-differs":
        return differ(code, "error", places, [ours.number, theirs.number])
    return differ(code, "warning", places, [ours.kind, theirs.kind])


def _says(document: Document, text: str, term: Term) -> bool:
    return durations.says(text, term, document.language)


def _terms(document: Document, text: str, span: tuple[int, int]) -> list[Term]:
    return [one for one in durations.find(text, *span, document.language) if one.number]
