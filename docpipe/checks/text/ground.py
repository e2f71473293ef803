"""What the checks of the text are given of a document, and how they say what they found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.bitext.paragraphs import Paragraph, paragraphs
from docpipe.model import record
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]
_FEW_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Ground:
    """A document; the packet's text as it is printed; the document's paragraphs, folded; `running` are those that are sentences."""

    document: record.Document
    text: str
    paragraphs: tuple[Paragraph, ...]
    running: tuple[Paragraph, ...]


def ground(document: record.Document, text: str, folded: str) -> Ground:
    """The ground of one document. `folded`: the packet folded, wrapped lines joined, of the same length as `text`."""
    every = paragraphs(document, folded)
    return Ground(document, text, every, tuple(one for one in every if not _is_heading(one.text)))


def _is_heading(text: str) -> bool:
    """True for a letterhead or a heading in capitals, a row of a table, a few words."""
    small = sum(map(str.islower, text))
    return "\t" in text or small < _FEW_LETTERS or sum(map(str.isupper, text)) > small


def note(code: str, document: record.Document, spans: Sequence[Span], *values: str | int | None) -> record.Finding:
    """A note with its places in one document."""
    where = tuple(record.Where(document=document.id, span=span) for span in spans)
    return record.Finding(code=code, kind="text", severity="note", where=where, values=values)


def names_a_kind(word: str) -> bool:
    """True for a word behind which a single letter is a label: `гепатит`, `подпункт`, `витамины`.

    >>> names_a_kind("гепатита"), names_a_kind("тенге")
    (True, False)
    """
    return word.startswith(tuple(table("repair")["alphabet"]["lettered"]))
