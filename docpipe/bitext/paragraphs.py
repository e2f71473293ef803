"""The paragraphs of a document: what one blank line, list sign or cell row sets apart from the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.model import record

_LINE = lazy(r"[^\n\f]*\S[^\n\f]*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the packet: its place, and its folded text of the same length."""

    span: tuple[int, int]
    text: str


def paragraphs(document: record.Document, folded: str) -> tuple[Paragraph, ...]:
    """The paragraphs of one document in the order of the text; `folded` is the packet's folded text, wrapped lines already joined."""
    return tuple(Paragraph(match.span(), match[0]) for match in _LINE.finditer(folded, *document.span))
