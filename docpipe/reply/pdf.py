"""A sheet as PDF/A-2b: HTML and CSS by WeasyPrint, tagged, with its fonts, nothing fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2

from docpipe.errors import DocpipeError, ProgramMissing
from docpipe.model.lazy import lazy
from docpipe.reply import folders, jinja, texts

if TYPE_CHECKING:
    from markupsafe import Markup

    from docpipe.reply.sheet import Sheet

_DPI = 150
_RUN, _LONGEST = lazy(r"[^ \t\n]+"), 32


class Fetched(DocpipeError):
    """A layout refers to something outside itself."""

    code = "E_FETCH"


def written(sheet: Sheet) -> tuple[bytes, int]:
    """The PDF and how many pages it has. `WrongCall` where a layout is missing."""
    document = _document(html(sheet))
    return document.write_pdf(pdf_variant="pdf/a-2b", pdf_tags=True), len(document.pages)


def annex_pages(sheet: Sheet) -> int:
    """How many pages the annex of a sheet takes."""
    return len(_document(_environment().get_template("base.html.j2").render(sheet=replace(sheet, notes=()))).pages)


def html(sheet: Sheet) -> str:
    """The page that the PDF is made from. `TemplateFault` where the layout has a mistake."""
    file = f"{sheet.layout}.html.j2"
    try:
        return str(_environment().get_template(file).render(sheet=sheet, arms=_arms()))
    except jinja2.TemplateError as error:
        raise texts.fault(file, error) from error


def _document(page: str) -> Any:
    try:
        from weasyprint import HTML
    except OSError as error:
        raise ProgramMissing(
            "Pango, which sets the letters, is not installed", "Install it: apt install libpango-1.0-0 libpangoft2-1.0-0"
        ) from error

    from weasyprint.urls import FatalURLFetchingError

    css, fonts = _style()
    try:
        return HTML(string=page, url_fetcher=_fetcher(), base_url="about:blank").render(stylesheets=[css], font_config=fonts)
    except FatalURLFetchingError as error:
        raise Fetched(
            "A layout refers to a file or an address, which is never fetched", "Put what it shows into the layout itself"
        ) from error


@cache
def _fetcher() -> Any:
    """What fetches nothing: a layout that wants something stops the letter."""
    from weasyprint.urls import URLFetcher

    class Refusing(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            del url, headers
            raise ValueError

    return Refusing(fail_on_errors=True)


@cache
def _style() -> tuple[Any, Any]:
    """The style and the fonts, read once a process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return CSS(string=folders.text("letter.css"), font_config=fonts, url_fetcher=_fetcher()), fonts


@cache
def _environment() -> Any:
    made = jinja.environment(markup=True)
    made.filters["unbroken"] = _unbroken
    return made


def _unbroken(text: str) -> Markup:
    """The text with each figure and its ending, each number of a letter on one line: `19-ы`, `46-дан`, `09-2-14/3187-И`.

    What hangs on it is held with it: WeasyPrint ends lines too early where no line may end before or behind what is held.

    >>> _unbroken("(46-дан, <58")
    Markup('<span class="unbroken">(46-дан,</span> &lt;58')
    """
    from markupsafe import Markup, escape

    return Markup(_RUN.sub(_held, str(escape(text))))  # noqa: S704 - escaped


def _held(run: re.Match[str]) -> str:
    held = len(run[0]) <= _LONGEST and jinja.HYPHENED.search(run[0])
    return f'<span class="unbroken">{run[0]}</span>' if held else run[0]


@cache
def _arms() -> Markup:
    """The arms: the ministry's own drawing, put in as it is."""
    from markupsafe import Markup

    return Markup(folders.text("arms.svg"))  # noqa: S704 - a drawing of the ministry's, no value


def pages_of(data: bytes) -> int:
    """How many pages a PDF has."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


def joined(letter: bytes, others: Sequence[bytes]) -> bytes:
    """The letter with the pages of other PDFs behind it. What they are made of is not ours: it is no PDF/A any more, and does not say so."""
    import pikepdf

    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as whole:
        for data in others:
            with pikepdf.open(io.BytesIO(data)) as other:
                whole.pages.extend(other.pages)
        with whole.open_metadata(set_pikepdf_as_editor=False) as told:
            for name in [name for name in told if "pdfa" in name]:
                del told[name]
        whole.save(made, deterministic_id=True)
    return made.getvalue()


def pictures(others: Sequence[bytes]) -> tuple[bytes, ...]:
    """The pages of annexed PDFs as PNG, 150 dots an inch, for Word."""
    import pypdfium2

    found = []
    for data in others:
        opened = pypdfium2.PdfDocument(data)
        try:
            for page in opened:
                told = io.BytesIO()
                page.render(scale=_DPI / 72).to_pil().convert("L").save(told, "PNG", optimize=True)
                found.append(told.getvalue())
        finally:
            opened.close()
    return tuple(found)
