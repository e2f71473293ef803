"""A finding that something stands in one version only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from docpipe.bitext.versions import Versions
    from docpipe.model import record

_QUOTED = 60


def told(pair: Versions, code: str, side: int, span: tuple[int, int], place: tuple[int, int]) -> record.Finding:
    """A warning: what stands at `span` of one side (0 the left one) should stand at `place` of the other; values: it, None, its beginning."""
    documents = (pair.left, pair.right)
    said = " ".join(pair.text[slice(*span)].split())
    return differ(code, "warning", [(documents[side], span), (documents[1 - side], place)], [said, None, quoted(said)])


def quoted(text: str) -> str:
    """The beginning of a text, whole words, at most sixty characters.

    >>> quoted("Каналдарды тазартуға бөлінген қаражат жыл соңына дейін толық игерілмек.")
    'Каналдарды тазартуға бөлінген қаражат жыл соңына дейін …'
    """
    return text if len(text) <= _QUOTED else text[: text.rfind(" ", 0, _QUOTED - 1)] + " …"
