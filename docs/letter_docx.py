# ruff: noqa: INP001 - a program beside the pages about what it makes
"""Makes templates/letters/letter.docx and order.docx, the Word layouts that a clerk may restyle: `python docs/letter_docx.py [FOLDER]`.

The same parts in the same order as in blocks.html.j2. Whoever has restyled a layout in Word keeps it in a folder of their own.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "letters"
FONT = "Times New Roman"
"""As the Government's Regulation has it; Word has it everywhere, with every Kazakh letter."""
BLUE = "1F3F8F"
MADE = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Look:
    """How a style looks: sizes in points, indents in millimetres, `line` the distance of lines in sizes."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: Any = ALIGN.LEFT
    first: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.15
    with_next: bool = False
    new_page: bool = False
    grey: bool = False


KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer", "Table Grid"}
STYLES = {
    "Letter mark": Look(bold=True, align=ALIGN.RIGHT, after=4),
    "Letterhead": Look(size=13, bold=True, align=ALIGN.CENTER, line=1.15),
    "Letter contacts": Look(size=9, line=1.2),
    "Letter gap": Look(size=4, with_next=True),
    "Letter date": Look(size=13, before=8, after=10),
    "Order kind": Look(size=16, bold=True, align=ALIGN.CENTER, before=4, after=8, with_next=True),
    "Order title": Look(bold=True, align=ALIGN.CENTER, after=10, with_next=True),
    "Letter addressee": Look(bold=True, left=69),
    "Letter copy first": Look(left=69, before=6),
    "Letter copy": Look(left=69),
    "Letter reference": Look(size=12, italic=True, before=12, after=12),
    "Letter salutation": Look(bold=True, align=ALIGN.CENTER, after=10, with_next=True),
    "Letter text": Look(align=ALIGN.JUSTIFY, first=12.5, after=6),
    "Letter text last": Look(align=ALIGN.JUSTIFY, first=12.5, after=6, with_next=True),
    "Letter heading": Look(bold=True, first=12.5, before=8, after=4, with_next=True),
    "Letter note": Look(size=11, italic=True, left=12, after=6, grey=True),
    "Letter enclosure": Look(first=12.5, before=4, with_next=True),
    "Letter closing": Look(first=12.5, before=12, after=14, with_next=True),
    "Letter signature": Look(bold=True, with_next=True),
    "Letter executor": Look(size=10, line=1.2),
    "Letter executor first": Look(size=10, before=10, line=1.2, with_next=True),
    "Annex corner": Look(size=12, left=91, after=14, new_page=True),
    "Annex title": Look(bold=True, align=ALIGN.CENTER, after=10, with_next=True),
    "Letter table": Look(size=12, line=1.15),
    "Letter source": Look(size=11, after=4),
    "Letter source first": Look(size=11, bold=True, after=4, new_page=True),
}


def main() -> None:
    """Write both layouts."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for name, parts in (("letter", letter), ("order", order)):
        document = _new()
        _head(document, folder)
        parts(document)
        _annex(document)
        _sources(document)
        document.save(folder / f"{name}.docx")


def letter(document: Any) -> None:
    """The parts of a letter between the letterhead and the annex."""
    _says(document, "Letter date", "{{ sheet.strip }}")
    _each(document, "sheet.addressee", "Letter addressee")
    _first(document, "sheet.copies", "Letter copy")
    _where(document, "sheet.reference", "Letter reference")
    _where(document, "sheet.salutation", "Letter salutation")
    _body(document, "sheet.blocks")
    _where(document, "sheet.enclosure", "Letter enclosure")
    _where(document, "sheet.closing", "Letter closing")
    _end(document)


def order(document: Any) -> None:
    """The parts of an order."""
    _says(document, "Order kind", "{{ sheet.kind }}")
    _says(document, "Letter date", "{{ sheet.strip }}")
    _says(document, "Order title", "{{ sheet.title }}")
    _body(document, "sheet.blocks")
    _end(document)


def _new() -> Any:
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(15), Mm(15), Mm(20)
    section.header_distance = Mm(8)
    section.different_first_page_header_footer = True
    for name, look in STYLES.items():
        _style(document, name, look)
    header = section.header.paragraphs[0]
    header.alignment = ALIGN.CENTER
    _field(header.add_run(), "PAGE")
    _spare(document)
    properties = document.core_properties
    properties.author = properties.title = properties.comments = ""
    properties.created = properties.modified = MADE
    return document


def _spare(document: Any) -> None:
    """What comes with every new document and no letter needs goes: a picture of the first page, styles by the hundred."""
    for rels, unwanted in ((document.part.package.rels, "/thumbnail"), (document.part.rels, "/stylesWithEffects")):
        for name in [name for name, one in rels.items() if one.reltype.endswith(unwanted)]:
            del rels[name]
    for style in list(document.styles):
        if style.name not in KEPT and style.name not in STYLES:
            style.delete()


def _style(document: Any, name: str, look: Look) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    font, form = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor(0x44, 0x44, 0x44) if look.grey else RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    form.alignment, form.line_spacing = look.align, Pt(look.size * look.line)
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.first_line_indent, form.left_indent = Mm(look.first), Mm(look.left)
    form.keep_with_next, form.page_break_before, form.widow_control = look.with_next, look.new_page, True


def _head(document: Any, folder: Path) -> None:
    _tag(document, "p if sheet.mark")
    _says(document, "Letter mark", "{{ sheet.mark }}")
    _tag(document, "p endif")
    table = _table(document, (68, 29, 68))
    _says(table.cell(0, 0), "Letterhead", '{{ sheet.head.kk|join("\\n") }}', first=True)
    picture = table.cell(0, 1).paragraphs[0]
    picture.alignment = ALIGN.CENTER
    for cell in table.rows[0].cells:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    picture.add_run().add_picture(io.BytesIO(_arms(folder)), width=Mm(21))
    _says(table.cell(0, 2), "Letterhead", '{{ sheet.head.ru|join("\\n") }}', first=True)
    _says(document, "Letter gap", "")
    contacts = _table(document, (90, 75), line_above=True)
    _says(contacts.cell(0, 0), "Letter contacts", '{{ sheet.contacts.kk|join("\\n") }}', first=True)
    _says(contacts.cell(0, 1), "Letter contacts", '{{ sheet.contacts.ru|join("\\n") }}', first=True)


def _body(document: Any, blocks: str) -> None:
    _tag(document, f"p for block in {blocks}")
    for kind, style in (("heading", "Letter heading"), ("note", "Letter note"), ("title", "Annex title")):
        _tag(document, f'p if block.kind == "{kind}"')
        _says(document, style, "{{ block.text }}")
        _tag(document, "p endif")
    _tag(document, 'p if block.kind == "table"')
    table = _table(document, (165,), rows=3)
    table.style = "Table Grid"
    _says(table.cell(0, 0), "Letter table", "{%tr for row in block.rows %}", first=True)
    _says(table.cell(1, 0), "Letter table", "{%tc for cell in row %}", first=True)
    _says(table.cell(2, 0), "Letter table", "{%tr endfor %}", first=True)
    cells = table.rows[1]._tr  # noqa: SLF001 - python-docx adds no cell to a row
    for text in ("{{ cell }}", "{%tc endfor %}"):
        cells.append(_cell(text, document))
    _tag(document, "p endif")
    _tag(document, 'p if block.kind == "text" and not loop.last')
    _says(document, "Letter text", "{{ block.text }}")
    _tag(document, "p endif")
    _tag(document, 'p if block.kind == "text" and loop.last')
    _says(document, "Letter text last", "{{ block.text }}")
    _tag(document, "p endif")
    _tag(document, "p endfor")


def _end(document: Any) -> None:
    table = _table(document, (92, 73))
    table.cell(0, 1).vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    _says(table.cell(0, 0), "Letter signature", '{{ sheet.post|join("\\n") }}', first=True)
    _says(table.cell(0, 1), "Letter signature", "{{ sheet.name }}", first=True)
    _says(document, "Letter gap", "")
    _first(document, "sheet.executor", "Letter executor")


def _annex(document: Any) -> None:
    _tag(document, "p if sheet.annex")
    _says(document, "Annex corner", '{{ sheet.annex_head|join("\\n") }}')
    _body(document, "sheet.annex")
    _tag(document, "p endif")


def _sources(document: Any) -> None:
    _first(document, "sheet.notes", "Letter source")


def _where(document: Any, name: str, style: str) -> None:
    _tag(document, f"p if {name}")
    _says(document, style, f"{{{{ {name} }}}}")
    _tag(document, "p endif")


def _each(document: Any, name: str, style: str) -> None:
    _tag(document, f"p for line in {name}")
    _says(document, style, "{{ line }}")
    _tag(document, "p endfor")


def _first(document: Any, name: str, style: str) -> None:
    """Lines of which the first has a style of its own."""
    _tag(document, f"p for line in {name}")
    _tag(document, "p if loop.first")
    _says(document, f"{style} first", "{{ line }}")
    _tag(document, "p else")
    _says(document, style, "{{ line }}")
    _tag(document, "p endif")
    _tag(document, "p endfor")


def _tag(document: Any, tag: str) -> None:
    document.add_paragraph(f"{{%{tag} %}}")


def _says(place: Any, style: str, text: str, *, first: bool = False) -> None:
    paragraph = place.paragraphs[0] if first else place.add_paragraph()
    paragraph.style = style if not hasattr(place, "styles") else place.styles[style]
    paragraph.add_run(text)


def _table(document: Any, widths: tuple[float, ...], *, rows: int = 1, line_above: bool = False) -> Any:
    table = document.add_table(rows, len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no name for it
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    if line_above:
        borders = OxmlElement("w:tblBorders")
        top = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "10"), ("space", "0"), ("color", BLUE)):
            top.set(qn(f"w:{name}"), value)
        borders.append(top)
        table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)  # noqa: SLF001 - Word wants them in this order
    return table


def _cell(text: str, document: Any) -> Any:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    paragraph = OxmlElement("w:p")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), document.styles["Letter table"].style_id)
    form = OxmlElement("w:pPr")
    form.append(style)
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    paragraph.append(form)
    paragraph.append(run)
    cell.append(properties)
    cell.append(paragraph)
    return cell


def _field(run: Any, instruction: str) -> None:
    for kind, text in (("begin", None), (None, instruction), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001
    run.font.name, run.font.size = FONT, Pt(12)


def _arms(folder: Path) -> bytes:
    """The arms as a picture that every Word shows."""
    import pypdfium2
    import weasyprint

    page = f"<style>@page{{size:84pt;margin:0}}body{{margin:0}}svg{{display:block;width:84pt}}</style>{(folder / 'arms.svg').read_text('utf-8')}"
    pdf = pypdfium2.PdfDocument(weasyprint.HTML(string=page).write_pdf())
    made = io.BytesIO()
    pdf[0].render(scale=300 / 72).to_pil().convert("RGB").save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    main()
