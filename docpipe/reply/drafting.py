"""A letter's files: Word and PDF in each of its languages, made from its data. Called in a worker; it asks nothing of anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from docpipe.reply import annexes, pdf, printed, texts, word
from docpipe.reply.figures import Notes, asked

if TYPE_CHECKING:
    from docpipe.reply.figures import Figure, Query
    from docpipe.reply.letter import Letter
    from docpipe.reply.sheet import Sheet

LOADED = ("docpipe.reply.drafting", "docxtpl", "weasyprint", "pymorphy3")
"""What every letter needs."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The letter in one language: its two files, how many pages, on how many sheets its annex is; `archival`: the PDF is PDF/A-2b."""

    language: str
    docx: bytes = field(repr=False)
    pdf: bytes = field(repr=False)
    pages: int
    sheets: int
    archival: bool
    sheet: Sheet


def render(letter: Letter, known: Mapping[Query, Figure] | None = None) -> tuple[Drafted, ...]:
    """The files of a letter, Kazakh first. A `DocpipeError` where a template, a layout or an annex cannot be used."""
    return tuple(_drafted(letter, language, known or {}) for language in letter.request.languages)


def _drafted(letter: Letter, language: str, known: Mapping[Query, Figure]) -> Drafted:
    annex = annexes.read(letter.get("annexed", language) or ())
    sheet = printed.sheet(letter, language, known, annex)
    counted = pdf.annex_pages(sheet) if sheet.annex else 0
    counted += sum(map(pdf.pages_of, annex.pdfs)) if annex else 0
    counted += (letter.get("enclosed_sheets") or 0) if not annex else 0
    sheet = printed.enclosed(sheet, counted)
    made, pages = pdf.written(sheet)
    if annex and annex.pdfs:
        made = pdf.joined(made, annex.pdfs)
        sheet = replace(sheet, pictures=pdf.pictures(annex.pdfs))
    return Drafted(language, word.written(sheet), made, pages, counted, not (annex and annex.pdfs), sheet)


def queries(letter: Letter) -> tuple[Query, ...]:
    """What the letter asks of the archive: the calls of `stat` in its data and in its template's texts."""
    found: list[Query] = []
    for language in letter.request.languages:
        for answer in letter.get("answers", language) or ():
            found += [query for text in answer.paragraphs for _, _, query in asked(text)]
        found += [query for text in letter.get("text", language) or () for _, _, query in asked(text)]
        if "stat" in texts.asks_for(letter.template.name, language):
            notes = Notes({}, language)
            printed.body(letter, language, notes, None)
            found += notes.asked
    return tuple(dict.fromkeys(found))
