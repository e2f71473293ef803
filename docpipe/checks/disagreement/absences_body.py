"""Which paragraphs of a document are its text, and not its letterhead, address, signature, executor or stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.language.alphabets import LATIN, LOWER, UPPER
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.paragraphs import Paragraph
    from docpipe.model import record

_WORD = lazy(rf"(?<!\w)[{LOWER}{UPPER}{LATIN}-]{{2,40}}(?!\w)")
_ENDS = lazy(r"[.;:?!][»)\s]{0,3}$")
_OPENS = lazy(rf"[«(\"]{{0,2}}[{UPPER}A-Z\d]|[-–•·●▪*]\s|[{LOWER}]\)\s")
_ITEM = lazy(rf"(?:[-–•·●▪*]|\(?\d{{1,3}}[.)]|[{LOWER}]\))\s")
_CELL = lazy(r"[\t|]")
_FEWEST, _FEWEST_LOW, _SHORTEST = 5, 3, 28
_HALF, _MARGIN = 0.4, 2


def body(document: record.Document, paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The indices of the paragraphs that are running text, items of a list, rows of a table."""
    heads = list(_requisites(document))
    tail = min((start for start, _ in _closing(document)), default=document.span[1])
    begins = (at for shape in (is_prose, is_row) for at, one in enumerate(paragraphs) if shape(one.text) and not _covered(one.span, heads))
    first = next(begins, len(paragraphs))
    ends = tail if first < len(paragraphs) and tail > paragraphs[first].span[0] else document.span[1]
    return frozenset(
        at
        for at, one in enumerate(paragraphs)
        if at >= first
        and one.span[0] < ends
        and (is_prose(one.text) or is_row(one.text))
        and not _covered(one.span, heads)
        and not _is_mark(one, document)
    )


def _is_mark(one: Paragraph, document: record.Document) -> bool:
    """True for a stamp or the footer of an electronic signature; a paragraph that speaks of such a signature is none."""
    here = [mark for mark in document.marks if one.span[0] <= mark.span[0] <= one.span[0] + _MARGIN]
    said = one.text.lower()
    return any(mark.kind != "eds" or any(word in said for word in table("bitext")["footer"]) for mark in here)


def is_prose(text: str) -> bool:
    """True for a sentence, or an item of a list.

    >>> is_prose("Выделено 5 млн тенге на ремонт двух школ."), is_prose("МИНИСТЕРСТВО ВНУТРЕННИХ ДЕЛ"), is_prose("2) ремонт дорог;")
    (True, False, True)
    """
    if not _ENDS.search(text) or not _OPENS.match(text):
        return False
    words = _WORD.findall(text)
    low = sum(word.islower() for word in words)
    if _ITEM.match(text):
        return len(words) > 1 and low > 0
    return len(words) >= _FEWEST and len(text) >= _SHORTEST and low >= _FEWEST_LOW and low * 3 >= len(words)


def is_item(text: str) -> bool:
    """True for an item of a list or a row of a table: several that are missing in a row are told together."""
    return _ITEM.match(text) is not None or is_row(text)


def is_row(text: str) -> bool:
    """True for a row of a table with figures in it."""
    cells = [cell for cell in _CELL.split(text) if cell.strip()]
    return len(cells) > 1 and any(cell.strip()[:1].isdigit() for cell in cells[1:])


def _requisites(document: record.Document) -> Iterator[tuple[int, int]]:
    found = (
        *document.addressees,
        *document.copies_to,
        *document.salutation,
        *document.in_reply_to,
        *document.registrations,
        *document.resolutions,
        *(one for one in (document.title, document.place, document.issuer) if one),
    )
    yield from (one.span for one in found)
    yield from _closing(document)


def _closing(document: record.Document) -> Iterator[tuple[int, int]]:
    for one in (*document.signatories, *(one for one in (document.executor, document.enclosure) if one)):
        if document.span[0] <= one.span[0] < document.span[1]:
            yield one.span


def _covered(span: tuple[int, int], requisites: Sequence[tuple[int, int]]) -> bool:
    """True where requisites make up the better part of a paragraph."""
    shared = sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in requisites)
    return shared >= _HALF * (span[1] - span[0])
