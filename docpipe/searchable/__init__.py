"""A searchable PDF of what was read: the file's own pages, untouched, and over each scan the words of the record's own reading, unseen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from docpipe.errors import Corrupt, WrongCall

if TYPE_CHECKING:
    import pikepdf

    from docpipe.model.text import Page, Reading
    from docpipe.readers.pdf_words import Geometry

MEDIA_TYPES = ("application/pdf", "image/png", "image/jpeg", "image/tiff")
"""What there can be a searchable PDF of."""

_NEVER_DEEPER = 8
_SILENT, _SILENT_END = b"/Span <</ActualText ( )>> BDC\n", b"\nEMC\n"
_PACKING = ("/Length", "/Filter", "/DecodeParms")
_DAMAGED = (AttributeError, IndexError, KeyError, RuntimeError, TypeError, ValueError)
"""What pikepdf says where an object is of another kind than it must be."""


def write(reading: Reading, data: bytes, out: BinaryIO) -> tuple[str, ...]:
    """The searchable PDF written to `out`; what the clerk must be told about it. `data`: the bytes that were read.

    Pages with a text layer that was good enough stay as they are. The same reading gives the same bytes. Errors: `WrongCall` where
    the file has no pages of paper, `Corrupt`; `OSError` where it cannot be written.
    """
    check(reading.media_type)
    with _explained(), _opened(reading, data) as pdf:
        remarks = tuple(_remarks(pdf))
        _add(pdf, reading.pages, data if reading.media_type == MEDIA_TYPES[0] else None)
        _save(pdf, out, reading.media_type)
    return remarks


def check(media_type: str) -> None:
    """`WrongCall` where a file of this kind has no pages of paper."""
    if media_type not in MEDIA_TYPES:
        raise WrongCall("Only of a PDF or a picture can there be a searchable PDF", "Leave --pdf away for this file")


def _save(pdf: pikepdf.Pdf, out: BinaryIO, media_type: str) -> None:
    """No stream that was there is packed anew, and no clock is asked. Pictures of sixteen bits came with PDF 1.5."""
    from pikepdf import StreamDecodeLevel

    pdf.save(
        out,
        min_version="" if media_type == MEDIA_TYPES[0] else "1.5",
        deterministic_id=True,
        compress_streams=False,
        stream_decode_level=StreamDecodeLevel.none,
        fix_metadata_version=False,
    )


@contextmanager
def _explained() -> Iterator[None]:
    import pikepdf

    try:
        yield
    except (pikepdf.PdfError, *_DAMAGED) as error:
        raise Corrupt("The PDF is too damaged for a searchable copy", "Print it anew, or scan it again") from error


def _opened(reading: Reading, data: bytes) -> pikepdf.Pdf:
    if reading.media_type != MEDIA_TYPES[0]:
        from docpipe.searchable import picture

        return picture.as_pdf(data, reading.pages)
    import pikepdf

    return pikepdf.open(io.BytesIO(data))


def _remarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "The searchable PDF is not locked, though the file was"
    if _is_signed(pdf):
        yield "The digital signature holds for the file only, not for the searchable PDF"


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return False
    if int(form.get("/SigFlags", 0)) & 1:
        return True
    fields, seen = list(form.get("/Fields", [])), set()
    for field in fields:
        if field.get("/FT") == "/Sig" and "/V" in field:
            return True
        if not field.is_indirect or field.objgen not in seen:
            seen.add(field.objgen)
            fields.extend(field.get("/Kids", []))
    return False


def _add(pdf: pikepdf.Pdf, pages: tuple[Page, ...], data: bytes | None) -> None:
    """The layer of each page that was recognised. `data`: the PDF as pdfium, which measured the words, shall see it."""
    from docpipe.searchable import font
    from docpipe.searchable.geometry import measured

    if len(pdf.pages) != len(pages):
        raise Corrupt("The PDF is too damaged for a searchable copy", "Print it anew, or scan it again")
    shared = None
    for page, paper, (geometry, has_text) in zip(pages, pdf.pages, measured(pages, data), strict=True):
        if page.origin == "ocr" and page.words:
            shared = shared or font.embedded(pdf)
            _lay(pdf, paper.obj, page, geometry, shared)
            if has_text:
                _hide(pdf, paper.obj)


def _lay(pdf: pikepdf.Pdf, paper: pikepdf.Object, page: Page, geometry: Geometry, font: pikepdf.Object) -> None:
    """The words put below the page's own content: that is not painted over, and finds the paper as nobody has turned it yet."""
    from docpipe.layout.order import lines
    from docpipe.searchable.font import packed
    from docpipe.searchable.geometry import from_sight
    from docpipe.searchable.text import content

    name = _named(paper, font)
    layer = packed(pdf, content(lines(page), geometry.height, from_sight(geometry), name))
    _set_contents(paper, layer, *_contents(paper))


def _hide(pdf: pikepdf.Pdf, paper: pikepdf.Object) -> None:
    """The text that was there, and could not be read, is said to be a blank: it is painted as before, and neither found nor copied."""
    layer, *own = _contents(paper)
    _set_contents(paper, layer, pdf.make_stream(_SILENT), *own, pdf.make_stream(_SILENT_END))
    _hide_forms(pdf, paper.Resources, {})


def _hide_forms(pdf: pikepdf.Pdf, resources: Any, silent: dict[tuple[int, int], Any], depth: int = 0) -> None:
    """The same inside what the page draws as one piece, once a piece: the layer of an older recognition may be such."""
    from pikepdf import Dictionary, Name, Stream

    pieces = _items(resources.get("/XObject"))
    for name, piece in pieces.items():
        if isinstance(piece, Stream) and piece.get("/Subtype") == Name.Form and depth < _NEVER_DEEPER:
            if piece.objgen not in silent:
                silent[piece.objgen] = made = _silent(pdf, piece)
                if "/Resources" in made:
                    made.Resources = Dictionary(_items(made.Resources))
                    _hide_forms(pdf, made.Resources, silent, depth + 1)
            pieces[name] = silent[piece.objgen]
    if pieces:
        resources.XObject = Dictionary(pieces)


def _silent(pdf: pikepdf.Pdf, piece: pikepdf.Stream) -> Any:
    kept = {key: value for key, value in piece.stream_dict.items() if key not in _PACKING}
    return pdf.make_stream(_SILENT + piece.read_bytes() + _SILENT_END, **{key[1:]: kept[key] for key in kept})


def _contents(paper: pikepdf.Object) -> list[pikepdf.Object]:
    import pikepdf

    own = paper.get("/Contents")
    if own is None:
        return []
    return list(own) if isinstance(own, pikepdf.Array) else [own]


def _set_contents(paper: pikepdf.Object, *streams: pikepdf.Object) -> None:
    """An array of this page's own: another page may share the old one."""
    from pikepdf import Array

    paper.Contents = Array(streams)


def _named(paper: pikepdf.Object, font: pikepdf.Object) -> str:
    """The font put among the page's resources, copied since other pages may share them; and its name there."""
    from pikepdf import Dictionary

    resources = Dictionary(_items(_inherited(paper, "/Resources")))
    fonts = Dictionary(_items(resources.get("/Font")))
    name = next(name for at in range(len(fonts) + 1) if (name := f"/Unseen{at or ''}") not in fonts)
    fonts[name] = font
    resources.Font = fonts
    paper.Resources = resources
    return name


def _items(dictionary: Any) -> dict[str, Any]:
    return dict(dictionary.items()) if dictionary is not None else {}


def _inherited(paper: Any, key: str) -> Any:
    for _ in range(_NEVER_DEEPER):
        if key in paper:
            return paper[key]
        if "/Parent" not in paper:
            break
        paper = paper.Parent
    return None
