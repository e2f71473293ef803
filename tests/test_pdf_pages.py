"""Pages of a PDF whose boxes stand elsewhere, whose size is no paper's, and what was stuck on them."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from docpipe.model.text import Page
from docpipe.readers import read
from tests.makers import CAN_RECOGNISE, pdf_of, picture, saved, shown, stream

recognised = pytest.mark.skipif(not CAN_RECOGNISE, reason="tesseract-ocr or fonts-paratype is not installed")
TYPED = shown("MINISTRY OF FINANCE", y=815) + shown("Dear colleagues, the bridge is open") + shown("Please answer until June", y=40)
LINES = ("Сообщаем, что мост открыт 17 июня 2024 года", "На ремонт выделено 153 млн тенге")
NUMBER = "12-345/77"


def typed() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf_of([stream(TYPED)])))


def scan(points: int) -> pikepdf.Pdf:
    """A page that is one picture of 1240 × 1754 dots, its longer side so many points."""
    wide = points * 1240 // 1754
    head = b"/Type/XObject/Subtype/Image/Width 1240/Height 1754/BitsPerComponent 8/Filter/DCTDecode/ColorSpace/DeviceGray"
    cover = stream(b"q %d 0 0 %d 0 0 cm /I Do Q" % (wide, points))
    data = pdf_of([cover], box=b"0 0 %d %d" % (wide, points), more=[stream(saved(picture(LINES), "JPEG"), head)])
    return pikepdf.open(io.BytesIO(data))


def shared_by_all_pages(pdf: pikepdf.Pdf, **entries: object) -> pikepdf.Pdf:
    page, pages = pdf.pages[0].obj, pdf.Root.Pages
    pages.MediaBox = page.MediaBox
    del page.MediaBox
    for name, value in entries.items():
        pages[f"/{name}"] = value
    return pdf


def stuck(pdf: pikepdf.Pdf, kind: str, flags: int = 4) -> pikepdf.Pdf:
    """The number on the page as an annotation of this kind."""
    font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    drawn = b"BT /F 18 Tf 5 8 Td (%s) Tj ET" % NUMBER.encode()
    face = pdf.make_stream(drawn, Subtype=Name.Form, BBox=Array([0, 0, 220, 30]), Resources=Dictionary(Font=font))
    note = pdf.make_indirect(Dictionary(Subtype=Name(f"/{kind}"), Rect=Array([330, 20, 550, 50]), F=flags, AP=Dictionary(N=face)))
    pdf.pages[0].obj.Annots = Array([note])
    pdf.Root.AcroForm = Dictionary(Fields=Array([note]))
    return pdf


def page_of(pdf: pikepdf.Pdf) -> Page:
    out = io.BytesIO()
    pdf.save(out)
    return read(out.getvalue(), "x").pages[0]


def words(page: Page) -> list[str]:
    return [word.text for word in page.words]


def test_a_box_that_all_pages_share_is_the_page_s() -> None:
    own = page_of(typed())
    assert words(own)[:3] == ["MINISTRY", "OF", "FINANCE"]
    assert page_of(shared_by_all_pages(typed())) == own


def test_a_box_told_from_its_other_corner_is_the_same() -> None:
    pdf = typed()
    pdf.pages[0].obj.MediaBox = Array([595, 842, 0, 0])
    assert page_of(pdf) == page_of(typed())


@pytest.mark.parametrize("kind", ["FreeText", "Stamp", "Widget"])
@pytest.mark.parametrize("shared", [False, True])
def test_what_is_stuck_on_a_page_is_read(kind: str, *, shared: bool) -> None:
    boxes = Array([0, 0, 560, 842])
    pdf = shared_by_all_pages(typed(), CropBox=boxes, Rotate=90) if shared else typed()
    page = page_of(stuck(pdf, kind))
    assert (page.width, page.height) == ((842, 560) if shared else (595, 842))
    [word] = [word for word in page.words if word.text == NUMBER]
    level = (word.box.x0, word.box.y0) if shared else (842 - word.box.y1, word.box.x0)
    assert (20 < level[0] < 50, 330 < level[1] < 340) == (True, True)
    assert set(words(page)) == {*words(page_of(typed())), NUMBER}


@pytest.mark.parametrize(("kind", "flags"), [("FreeText", 2), ("Stamp", 32), ("Link", 4), ("Text", 4)])
def test_what_is_hidden_or_only_opens_is_not(kind: str, flags: int) -> None:
    assert page_of(stuck(typed(), kind, flags)) == page_of(typed())


@pytest.mark.parametrize(("kind", "flags"), [("FreeText", 2), ("Stamp", 32), ("Link", 4), ("Text", 4)])
def test_nor_is_it_beside_what_is_read(kind: str, flags: int) -> None:
    pdf = stuck(typed(), kind, flags)
    hidden = pdf.pages[0].obj.Annots[0]
    hidden.Rect = Array([330, 700, 550, 730])
    stuck(pdf, "Stamp")
    pdf.pages[0].obj.Annots = Array([hidden, pdf.pages[0].obj.Annots[0], hidden])
    assert words(page_of(pdf)) == words(page_of(stuck(typed(), "Stamp")))


@pytest.mark.parametrize("apart", [False, True])
def test_the_print_of_an_electronic_signature_is_no_text_of_the_page(*, apart: bool) -> None:
    pdf = stuck(typed(), "Widget")
    field = pdf.pages[0].obj.Annots[0]
    field.FT = Name.Sig
    signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"))
    field.V = pdf.make_indirect(signature) if apart else signature
    assert page_of(pdf) == page_of(typed())


def test_a_filled_field_whose_text_lies_apart_is_read() -> None:
    pdf = stuck(typed(), "Widget")
    pdf.pages[0].obj.Annots[0].V = pdf.make_indirect(pikepdf.String(NUMBER))
    assert NUMBER in words(page_of(pdf))


@recognised
def test_what_is_stuck_on_a_scan_is_read() -> None:
    assert NUMBER in words(page_of(stuck(scan(842), "Stamp")))


@recognised
@pytest.mark.parametrize("points", [105, 842, 1754, 14_000])
def test_a_scan_that_says_its_size_wrongly_is_read_as_paper(points: int) -> None:
    page = page_of(scan(points))
    assert " ".join(words(page)) == " ".join(LINES)
    first = page.words[0].box
    assert page.height == points
    assert first.x0 / points == pytest.approx(120 / 1754, abs=0.005)
    assert 140 / 1754 < first.y0 / points < 165 / 1754
