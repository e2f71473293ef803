"""A sheet as DOCX, by docxtpl: the layout is a Word file that a clerk may restyle."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2

from docpipe.errors import WrongCall
from docpipe.reply import folders, jinja, texts

if TYPE_CHECKING:
    from docpipe.reply.sheet import Sheet

_EPOCH = (1980, 1, 1, 0, 0, 0)


def written(sheet: Sheet) -> bytes:
    """The Word file; the same sheet gives the same bytes. `WrongCall` where the layout is missing or no Word file, `TemplateFault` where it has a mistake."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(_layout(sheet.layout)))
    try:
        template.render({"sheet": sheet}, _environment(), autoescape=True)
    except jinja2.TemplateError as error:
        raise texts.fault(f"{sheet.layout}.docx", error) from error
    for picture in sheet.pictures:
        template.docx.add_page_break()
        template.docx.add_picture(io.BytesIO(picture), width=template.docx.sections[0].page_width * 0.78)
    properties = template.core_properties
    properties.title, properties.language = sheet.heading, sheet.language
    properties.created = properties.modified = datetime.fromisoformat(sheet.made).replace(tzinfo=UTC)
    made = io.BytesIO()
    template.save(made)
    return _same_bytes(made.getvalue())


@cache
def _layout(name: str) -> bytes:
    path = folders.path(f"{name}.docx")
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise WrongCall(f"The layout {path.name} is no Word file", "Save it in Word as .docx")
    return data


@cache
def _environment() -> Any:
    made = jinja.environment(markup=True, finalize=jinja.for_word)
    made.trim_blocks = made.lstrip_blocks = False
    return made


def _same_bytes(data: bytes) -> bytes:
    """The package with one date on all its members."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
