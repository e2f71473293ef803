"""One content in, one form out: the text, the page, the Word file. The same content gives the same bytes."""

from __future__ import annotations

import io
import os
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from jinja2 import Environment

Content = dict[str, Any]
Block = dict[str, Any]

TEMPLATES = Path(__file__).parent / "templates"
EPOCH = 1_704_067_200
"""2024-01-01: the day on which every file says that it was made."""
FONT = "PT Serif"


def _environment(wrap: int | None = None) -> Environment:
    import jinja2
    from markupsafe import Markup, escape

    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=jinja2.select_autoescape(("html",)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["lines"] = lambda lines: Markup("<br>").join(escape(line) for line in lines)
    env.filters["wrap"] = lambda text: _wrapped(text, wrap)
    return env


def _wrapped(text: str, width: int | None) -> str:
    if width is None:
        return text
    return "\n".join(textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))


def to_text(content: Content) -> bytes:
    """The packet as plain text, UTF-8, one blank line between the blocks."""
    return _environment(content.get("wrap")).get_template("packet.txt").render(content).encode()


def to_pdf(content: Content) -> bytes:
    """The packet as A4 pages with a text layer."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    os.environ["SOURCE_DATE_EPOCH"] = str(EPOCH)
    page = _environment().get_template("packet.html").render(content, created="2024-01-01")
    pdf: bytes = HTML(string=page).write_pdf(font_config=FontConfiguration(), pdf_identifier=content["name"].encode())
    return pdf


# ---------------------------------------------------------------- Word
def to_docx(content: Content) -> bytes:
    """The packet as a Word file: one section a document, letterheads and signatures in tables without borders."""
    import docx
    from docx.enum.section import WD_SECTION

    word = docx.Document()
    _set_up(word, content["name"])
    for number, document in enumerate(content["document"]):
        if number:
            word.add_section(WD_SECTION.NEW_PAGE)
        for block in document["blocks"]:
            _write(word, block, content)
    out = io.BytesIO()
    word.save(out)
    return _timeless(out.getvalue())


def _set_up(word: Document, name: str) -> None:
    from datetime import UTC, datetime

    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    word.core_properties.author, word.core_properties.title = "docpipe samples", name
    word.core_properties.created = word.core_properties.modified = datetime.fromtimestamp(EPOCH, UTC).replace(tzinfo=None)
    style = word.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_after = Pt(6)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(25), Mm(15), Mm(20), Mm(20)
    _number_pages(section.footer.paragraphs[0])


def _number_pages(paragraph: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no call for fields


def _write(word: Document, block: Block, content: Content) -> None:
    kind = next(iter(block))
    _WRITERS.get(kind, _write_paragraph)(word, block, content)


def _write_head(word: Document, _block: Block, content: Content) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    head = content["letterhead"]
    left, middle, right = word.add_table(1, 3).rows[0].cells
    for cell, lines in ((left, head["kk"]), (right, head["ru"])):
        _fill(cell, lines, bold=True, centre=True)
    middle.paragraphs[0].add_run().add_picture(io.BytesIO(_arms()), width=Mm(20))
    middle.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    if "kk_contacts" in head:
        cells = word.add_table(1, 2).rows[0].cells
        for cell, lines in zip(cells, (head["kk_contacts"], head["ru_contacts"]), strict=True):
            _fill(cell, lines)
            cell.paragraphs[0].runs[0].font.size = Pt(9)
    word.add_paragraph()


def _write_order(word: Document, block: Block, _content: Content) -> None:
    table = word.add_table(len(block["left"]), 2)
    for number, pair in enumerate(zip(block["left"], block["right"], strict=True)):
        for cell, line in zip(table.rows[number].cells, pair, strict=True):
            _fill(cell, [line], bold=number == 0, centre=True)
    word.add_paragraph()


def _write_cells(word: Document, block: Block, _content: Content) -> None:
    word.add_paragraph(block["caption"]).paragraph_format.keep_with_next = True
    rows = block["table"]
    table: Table = word.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            _fill(cell, [value], bold=values is rows[0])
    if "split" in block:
        _repeat(table)
    word.add_paragraph()


def _repeat(table: Table) -> None:
    """Word prints the first row again on every page of the table."""
    from docx.oxml import OxmlElement

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no call for it


def _write_signature(word: Document, block: Block, _content: Content) -> None:
    left, right = word.add_table(1, 2).rows[0].cells
    _fill(left, block.get("sign") or block["signs"], bold=True)
    _fill(right, [block["name"]] if "name" in block else block["names"], bold=True)
    word.add_paragraph()


def _write_stamp(word: Document, block: Block, _content: Content) -> None:
    _fill(word.add_table(1, 1, style="Table Grid").rows[0].cells[0], block["stamp"])
    word.add_paragraph()


def _write_paragraph(word: Document, block: Block, _content: Content) -> None:
    """Everything that is a paragraph, set as its kind asks."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    for kind, value in block.items():
        lines = [value] if isinstance(value, str) else value
        paragraph = word.add_paragraph()
        run = paragraph.add_run(" ".join(lines) if kind == "strip" else "\n".join(lines))
        run.bold = kind in {"to", "greeting", "kind", "title", "h", "body"}
        run.italic = kind in {"re", "i", "regards", "executor"}
        if kind in {"greeting", "kind", "title", "h"}:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif kind in {"to", "corner"}:
            paragraph.paragraph_format.left_indent = Mm(88)
        elif kind in {"p", "i", "regards"}:
            paragraph.paragraph_format.first_line_indent = Mm(12.5)
        if kind in {"executor", "eds", "serial"}:
            run.font.size = Pt(9)


_WRITERS: dict[str, Callable[[Document, Block, Content], None]] = {
    "head": _write_head,
    "left": _write_order,
    "table": _write_cells,
    "sign": _write_signature,
    "signs": _write_signature,
    "stamp": _write_stamp,
}


def _fill(cell: _Cell, lines: list[str], *, bold: bool = False, centre: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = cell.paragraphs[0]
    paragraph.add_run("\n".join(lines)).bold = bold
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _arms() -> bytes:
    """A ring with a star where a real letterhead has the arms."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (336, 336), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((16, 16, 320, 320), outline="#1f3f8f", width=12)
    draw.ellipse((52, 52, 284, 284), outline="#1f3f8f", width=6)
    points = ((168, 72), (192, 144), (264, 168), (192, 192), (168, 264), (144, 192), (72, 168), (144, 144))
    draw.polygon(points, fill="#1f3f8f")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _timeless(data: bytes) -> bytes:
    """The same zip with one date on every part, in the same order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()
