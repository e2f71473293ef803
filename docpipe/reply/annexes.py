"""What is annexed to a letter: Word files and tables as text that is set anew, PDFs page for page; sheets counted from what there is.

Read in a worker: the files are as hostile as any other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docpipe.errors import Corrupt, DocpipeError, UnknownType
from docpipe.readers import docx, load, package
from docpipe.reply import data
from docpipe.reply.sheet import Block
from docpipe.reply.values import LANGUAGES, Source

if TYPE_CHECKING:
    from docpipe.reply.request import Request
    from docpipe.reply.values import Gathered

KINDS = (".docx", ".pdf", ".csv", ".xlsx")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class File:
    """One annexed file of a letter in one language, not yet opened."""

    name: str
    content: bytes = field(repr=False)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """What is annexed in one language: paragraphs and tables that are set with the letter, then whole PDFs."""

    blocks: tuple[Block, ...]
    pdfs: tuple[bytes, ...] = field(default=(), repr=False)


def gather(found: Gathered, request: Request) -> None:
    """The annexed files by language, read into memory; `annexed` names them. A file of which one language has none is missing."""
    rows = request.data.get("annex") or []
    rows = [row if isinstance(row, Mapping) else {"file": row} for row in (rows if isinstance(rows, list) else [rows])]
    for language in request.languages:
        files = []
        for at, row in enumerate(rows, 1):
            name = row.get(language) or row.get("file")
            if not name:
                found.lack(f"annex {at}.{language}", "the file in this language, or file for both")
                continue
            title = row.get("title")
            told = title.get(language, "") if isinstance(title, Mapping) else title or ""
            files.append(File(Path(str(name)).name, _loaded(request.folder / str(name)), data.line(str(told))))
        found.add("annexed", tuple(files), request.source("annex"), language)


def _loaded(path: Path) -> bytes:
    if path.suffix.lower() not in KINDS:
        raise UnknownType(f"The annex {path.name} is neither DOCX, PDF, CSV nor XLSX", "Save it as one of these")
    try:
        return load(path)
    except DocpipeError as error:
        raise type(error)(f"The annex {path.name}: {error.message}", error.hint) from error


def read(files: Sequence[File]) -> Annex | None:
    """The files of a language opened and put together; None where there are none."""
    if not files:
        return None
    blocks: list[Block] = []
    pdfs: list[bytes] = []
    for one in files:
        if one.title:
            blocks.append(Block("title", one.title))
        if one.name.lower().endswith(".pdf"):
            pdfs.append(_checked(one))
        else:
            set_anew = tuple(_blocks(one))
            for block in set_anew:
                data.upright("\n".join((block.text, *(cell for row in block.rows for cell in row))), f"the annex {one.name}")
            blocks.extend(set_anew)
    return Annex(tuple(blocks), tuple(pdfs))


def _blocks(one: File) -> Iterator[Block]:
    suffix = Path(one.name).suffix.lower()
    if suffix == ".csv":
        yield _table(data.table(_decoded(one), one.name))
    elif suffix == ".xlsx":
        yield _table(_xlsx(one.content))
    else:
        yield from _word(one)


def _decoded(one: File) -> str:
    try:
        return one.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Corrupt(f"The annexed table {one.name} is not in UTF-8", "Save it anew as CSV UTF-8") from error


def _word(one: File) -> Iterator[Block]:
    """A Word file's paragraphs and tables. What is not text cannot be set anew, so a file with pictures is refused."""
    with package.opened(one.content) as opened:
        if any(name.startswith("word/media/") for name in opened.names):
            raise UnknownType(f"The annex {one.name} has pictures, which would be lost", "Save it as PDF and annex that")
    [page] = docx.pages(one.content)[0]
    for part in page.text.replace("\f", "\n\n").split("\n\n"):
        rows = [tuple(data.line(cell) for cell in row.split("\t")) for row in part.split("\n")]
        if any(len(row) > 1 for row in rows):
            yield _table(rows)
        elif data.line(part):
            yield Block("text", data.line(data.clean(part)))


def _xlsx(content: bytes) -> list[tuple[str, ...]]:
    """The first sheet of a workbook, its cells as they are kept."""
    with package.opened(content) as opened:
        strings = opened.xml("xl/sharedStrings.xml")
        shared = [] if strings is None else ["".join(part.text or "" for part in item.iter(f"{_SHEET}t")) for item in strings]
        root = opened.xml("xl/worksheets/sheet1.xml")
        rows = [] if root is None else [_cells(row, shared) for row in root.iter(f"{_SHEET}row")]
    return [row for row in rows if any(row)]


def _cells(row: Any, shared: Sequence[str]) -> tuple[str, ...]:
    told: list[str] = []
    for cell in row.iter(f"{_SHEET}c"):
        column = _column(cell.get("r") or "")
        told += [""] * max(0, min(column, 500) - len(told))
        told.append(data.line(data.clean(_cell(cell, shared))))
    return tuple(told)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        if letter.isalpha() and letter.isascii():
            number = number * 26 + ord(letter.upper()) - 64
    return number - 1


def _cell(cell: Any, shared: Sequence[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_SHEET}t"))
    value = cell.find(f"{_SHEET}v")
    told = "" if value is None else value.text or ""
    if cell.get("t") == "s":
        return shared[int(told)] if told.isdigit() and int(told) < len(shared) else ""
    return told.replace(".", ",") if told.replace(".", "", 1).lstrip("-").isdigit() else told


def _table(rows: Sequence[tuple[str, ...]]) -> Block:
    wide = max((len(row) for row in rows), default=0)
    if wide * len(rows) > _MOST_CELLS:
        raise UnknownType("The annexed table is too large to be printed", "Narrow it with filters, or annex it as PDF")
    return Block("table", rows=tuple((*row, *("",) * (wide - len(row))) for row in rows))


def _checked(one: File) -> bytes:
    """A PDF that can be opened without a password."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(one.content)) as opened:
            if not len(opened.pages):
                raise Corrupt(f"The annex {one.name} has no pages", "Save it anew")
    except pikepdf.PasswordError as error:
        raise Corrupt(f"The annex {one.name} is locked with a password", "Save it without the password") from error
    except pikepdf.PdfError as error:
        raise Corrupt(f"The annex {one.name} is damaged", "Save it anew") from error
    return one.content


def sources(files: Mapping[str, Sequence[File]]) -> dict[str, list[Source]]:
    """The files with their digests, by language."""
    from hashlib import sha256

    return {
        language: [Source("data", one.name, sha256(one.content).hexdigest()) for one in files.get(language, ())] for language in LANGUAGES
    }
