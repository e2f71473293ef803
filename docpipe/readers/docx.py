"""Word: the text of the document in its order, letterheads in headers included; a printed page break is a form feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docpipe.errors import Corrupt
from docpipe.model.lazy import lazy
from docpipe.model.text import Page
from docpipe.readers.docx_blocks import Blocks, Piece
from docpipe.readers.docx_numbers import Numbers
from docpipe.readers.docx_styles import Styles, child, is_on, local, value
from docpipe.readers.package import Package, opened
from docpipe.readers.plain import too_long
from docpipe.settings import limits

_DOCUMENT = "officeDocument"
_PAGE_NUMBER = lazy(r"\W{0,9}\d{0,6}\W{0,9}")
_BREAK = lazy(r"[ \t\n]{0,99}\f[ \t\n\f]{0,99}")


def pages(data: bytes) -> tuple[tuple[Page, ...], None]:
    """One flowing page that holds the document's text. Errors: `Corrupt`, `Encrypted`, `Bomb`, `UnsafeXml`, `TooLarge`."""
    with opened(data) as package:
        try:
            text = _text(package)
        except RecursionError as error:
            raise _damaged() from error
    if len(text) > limits().max_characters:
        raise too_long()
    return (Page(None, "text", text=text),), None


def _text(package: Package) -> str:
    main = _main_part(package)
    body = child(package.xml(main), "body")
    if body is None:
        raise _damaged()
    relations = package.relations(main)
    parts = _Parts(package, relations)
    blocks = Blocks(Styles(parts.named("styles")), Numbers(parts.named("numbering")))
    pieces: list[Piece] = []
    for at, (elements, section) in enumerate(_sections(body)):
        if at and value(child(section, "type")) != "continuous":
            pieces.append(Piece("\f", loose=False))
        pieces.extend(parts.edge(section, "headerReference", blocks))
        pieces.extend(blocks.of(elements))
        pieces.extend(parts.edge(section, "footerReference", blocks))
    pieces.extend(piece for note in parts.notes() for piece in blocks.of(note))
    return _written(pieces)


def _main_part(package: Package) -> str:
    """The member that holds the document, usually word/document.xml."""
    if "word/document.xml" in package.names:
        return "word/document.xml"
    return next((name for name in sorted(package.names) if re.fullmatch(r"word/document\d{0,3}\.xml", name)), "word/document.xml")


class _Parts:
    """The document's other members, by what they are."""

    def __init__(self, package: Package, relations: dict[str, str]) -> None:
        self._package = package
        self._relations = relations

    def named(self, name: str) -> Any | None:
        """The root of styles.xml, numbering.xml and the like."""
        return self._package.xml(f"word/{name}.xml")

    def edge(self, section: Any, kind: str, blocks: Blocks) -> list[Piece]:
        """The header or footer of a section's first page, nothing where it only counts pages."""
        wanted = "first" if is_on(child(section, "titlePg")) else "default"
        found = (one for one in section if local(one) == kind and value(one, "type") == wanted) if section is not None else ()
        pieces: list[Piece] = []
        for one in found:
            root = self._package.xml(self._relations.get(value(one, "id") or "", ""))
            pieces.extend(blocks.of(root) if root is not None else ())
        if all(_PAGE_NUMBER.fullmatch(piece.text) for piece in pieces):
            return []
        return [Piece("", loose=True), *pieces, Piece("", loose=True)]

    def notes(self) -> Iterator[Any]:
        """Footnotes and endnotes, without Word's own separators."""
        for name in ("footnotes", "endnotes"):
            root = self.named(name)
            yield from (note for note in (root if root is not None else ()) if value(note, "type") in {None, "normal"})


def _sections(body: Any) -> Iterator[tuple[list[Any], Any | None]]:
    """The body's elements section by section, each with its settings, which stand at its end."""
    elements: list[Any] = []
    for one in body:
        if local(one) == "sectPr":
            yield elements, one
            return
        elements.append(one)
        settings = child(one, "pPr", "sectPr") if local(one) == "p" else None
        if settings is not None:
            yield elements, settings
            elements = []
    yield elements, None


def _written(pieces: list[Piece]) -> str:
    lines: list[str] = []
    blank = True
    for piece in pieces:
        if not piece.text.strip() and "\f" not in piece.text:
            blank = True
            continue
        if lines:
            lines.append("\n\n" if blank or piece.loose else "\n")
        lines.append(piece.text)
        blank = False
    return _BREAK.sub("\n\f", "".join(lines)).strip("\n")


def _damaged() -> Corrupt:
    return Corrupt("The Word file holds no document", "Open it in Word and save it anew")
