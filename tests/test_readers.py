"""Every kind of file that is read, made on the spot, and what comes out of it."""

from __future__ import annotations

import base64
import hashlib
import io
import math
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docpipe import errors
from docpipe.layout.compose import compose
from docpipe.model.text import Word
from docpipe.readers import ocr, read, read_path, scan
from docpipe.reports.pictures import pictures
from tests.makers import (
    CAN_RECOGNISE,
    OFFICE,
    W,
    docx,
    package,
    paragraph,
    pdf_of,
    picture,
    relationships,
    saved,
    shown,
    stream,
    table,
)

KAZAKH = "Құрметті әріптестер! Өңірлердегі жұмыс туралы үш күн ішінде № 12 хабарлаңыз, һәм ұсыныс беріңіз."
RUSSIAN = "Уважаемые коллеги! «Просим» направить — ответ в 3-дневный срок, № 15 от 05.10.2023. ПРИКАЗ."
recognised = pytest.mark.skipif(not CAN_RECOGNISE, reason="tesseract-ocr or fonts-paratype is not installed")


def text(data: bytes, name: str = "x") -> str:
    return compose([read(data, name)]).text


# --- text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "kz1048", "ptcp154"])
def test_kazakh_text_in_each_encoding(encoding: str) -> None:
    printed = KAZAKH.replace("№ ", "") if encoding == "ptcp154" else KAZAKH
    assert text(printed.encode(encoding)) == printed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "cp866", "koi8-r", "iso8859-5"])
@pytest.mark.parametrize("shape", [str, str.upper, lambda line: line * 40])
def test_russian_text_in_each_encoding(encoding: str, shape: object) -> None:
    assert callable(shape)
    printed = shape(RUSSIAN).encode(encoding, "ignore").decode(encoding)
    assert text(printed.encode(encoding)) == printed


def test_text_is_left_as_it_is() -> None:
    odd = "\tХат.\r\n\r\nСоңы \u00a0 \f2-бет\r\n"
    reading = read(odd.encode(), "a.md")
    assert reading.pages[0].text == odd
    assert reading.pages[0].origin == "text"
    assert reading.page_count is None
    assert (reading.media_type, reading.size) == ("text/plain", len(odd.encode()))
    assert reading.sha256 == hashlib.sha256(odd.encode()).hexdigest()


def test_text_that_was_cut_inside_a_letter_is_still_utf8() -> None:
    assert text((KAZAKH * 3).encode()[:-1] + b"\xd1")[:20] == KAZAKH[:20]


def test_the_name_does_not_decide() -> None:
    assert read(pdf_of([stream(shown("Letter"))]), "letter.docx").media_type == "application/pdf"
    assert read(docx(paragraph("Хат")), "letter.pdf").pages[0].text == "Хат"
    assert read("Хат".encode(), "letter.png").media_type == "text/plain"


def test_a_text_costs_no_heavy_import() -> None:
    heavy = ("PIL", "pdfplumber", "pypdfium2", "pytesseract", "docx", "lxml", "numpy")
    code = (
        "import sys; from docpipe.readers import read; from docpipe.layout.compose import compose; compose([read('Хат'.encode(), 'a.txt')]);"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- PDF


def test_a_text_layer_gives_words_with_boxes() -> None:
    page = read(pdf_of([stream(shown("Reply to No 12", x=72, y=700))]), "x").pages[0]
    assert (page.number, page.origin, page.width, page.height) == (1, "layer", 595, 842)
    assert [word.text for word in page.words] == ["Reply", "to", "No", "12"]
    box = page.words[0].box
    assert (round(box.x0), page.words[0].confidence) == (72, None)
    assert box.y0 < 842 - 700 < box.y1


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("matrix", [b"1 0 0 1", b"0 1 -1 0", b"-1 0 0 -1", b"0 -1 1 0"], ids=bytes.decode)
def test_words_hold_together_in_whichever_direction_they_run(turn: int, matrix: bytes) -> None:
    content = b"BT /F 12 Tf " + matrix + b" 300 400 Tm (Hello world) Tj ET"
    page = read(pdf_of([stream(content)], page=b"/Rotate %d" % turn), "x").pages[0]
    assert [word.text for word in page.words] == ["Hello", "world"]
    assert (page.width, page.height) == ((842, 595) if turn % 180 else (595, 842))
    assert all(0 <= word.box.x0 < word.box.x1 <= page.width and 0 <= word.box.y0 < word.box.y1 <= page.height for word in page.words)


def test_a_cropped_page_starts_at_its_crop_box() -> None:
    page = read(pdf_of([stream(shown("seen", x=72, y=700) + shown("hidden", x=10, y=700))], page=b"/CropBox[50 100 500 750]"), "x").pages[0]
    assert [word.text for word in page.words] == ["seen"]
    assert (page.width, page.height, round(page.words[0].box.x0)) == (450, 650, 22)


def lines(*edges: tuple[int, int, int, int]) -> bytes:
    return b"".join(b"%d %d m %d %d l S\n" % edge for edge in edges)


def test_a_ruled_table_is_read_by_rows() -> None:
    grid = lines(*((72, y, 372, y) for y in (500, 530, 560)), *((x, 500, x, 560) for x in (72, 222, 372)))
    cells = shown("Region", 80, 540) + shown("Number", 230, 540) + shown("Abai", 80, 510) + shown("1 430", 230, 510)
    reading = read(pdf_of([stream(shown("Before", 72, 600) + grid + cells + shown("After", 72, 450))]), "x")
    assert len(reading.pages[0].tables) == 1
    assert compose([reading]).text == "Before\n\nRegion\tNumber\nAbai\t1 430\n\nAfter"


def test_time_grows_with_the_pages() -> None:
    def cost(count: int) -> float:
        data = pdf_of([stream(b"".join(shown(f"Line {line} of the letter", y=780 - 14 * line) for line in range(40)))] * count)
        start = time.process_time()
        read(data, "x")
        return time.process_time() - start

    cost(2)
    assert cost(120) < 9 * cost(30) + 2


@pytest.mark.usefixtures("here")
def test_pages_with_and_without_text_stand_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def recognise(image: object, dpi: int) -> list[Word]:
        asked.append((image.size[0], dpi))  # type: ignore[attr-defined]
        return [Word("scanned", words[0].box, 0.9)]

    words = read(pdf_of([stream(shown("typed"))]), "x").pages[0].words
    monkeypatch.setattr(ocr, "recognise", recognise)
    monkeypatch.setattr(ocr, "engine", lambda: "tesseract 5")
    data = pdf_of([stream(shown("typed")), stream(b"q 595 0 0 842 0 0 cm /I Do Q"), stream(b" ")], more=[grey_picture(b"")])
    reading = read(data, "x")
    assert [page.origin for page in reading.pages] == ["layer", "ocr", "layer"]
    assert reading.engine == "tesseract 5"
    assert asked == [(2480, 300)]
    assert read(pdf_of([stream(shown("typed"))]), "x").engine is None


def grey_picture(_: bytes, wide: int = 100, high: int = 141) -> bytes:
    return stream(
        b"\x80" * (wide * high), b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray" % (wide, high)
    )


@pytest.mark.usefixtures("here")
def test_a_stamp_over_a_scan_is_no_text_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognise", lambda *_: [])
    monkeypatch.setattr(ocr, "engine", lambda: "x")
    stamped = stream(b"q 595 0 0 842 0 0 cm /I Do Q " + shown("Registered 12.03.2024"))
    with pytest.raises(errors.NoText):
        read(pdf_of([stamped], more=[grey_picture(b"")]), "x")
    invisible = stream(
        b"q 595 0 0 842 0 0 cm /I Do Q 3 Tr " + b"".join(shown("the whole text of the scanned page", y=700 - 20 * y) for y in range(9))
    )
    assert read(pdf_of([invisible], more=[grey_picture(b"")]), "x").pages[0].origin == "layer"


# --- Word


def test_word_paragraphs_and_lines() -> None:
    indent = '<w:ind w:firstLine="708"/>'
    body = (
        paragraph("Директору департамента")
        + paragraph("Образцову В.Г.")
        + paragraph("")
        + paragraph("Первый абзац.", indent)
        + paragraph("Второй абзац.", indent)
        + paragraph("Министр\t\t\tА. Тестов")
    )
    assert text(docx(body)) == "Директору департамента\nОбразцову В.Г.\n\nПервый абзац.\n\nВторой абзац.\n\nМинистр\tА. Тестов"


def test_word_letterhead_is_written_cell_by_cell() -> None:
    left, right = (
        paragraph("ӘДІЛЕТ\nМИНИСТРЛІГІ") + paragraph("Астана қаласы"),
        paragraph("МИНИСТЕРСТВО\nЮСТИЦИИ") + paragraph("город Астана"),
    )
    body = table([[left, paragraph(""), right]]) + table([[paragraph("2024 ж. 5 қаңтар"), paragraph("№ 12")]])
    read_ = "ӘДІЛЕТ\nМИНИСТРЛІГІ\nАстана қаласы\n\nМИНИСТЕРСТВО\nЮСТИЦИИ\nгород Астана\n\n2024 ж. 5 қаңтар\t№ 12"
    assert text(docx(body)) == read_


def test_word_signature_in_a_table_stays_on_one_line() -> None:
    body = table([[paragraph("Первый заместитель") + paragraph("министра"), paragraph("") + paragraph("А. Тестов")]])
    assert text(docx(body)) == "Первый заместитель\nминистра\tА. Тестов"


BORDERS = '<w:tblBorders><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'


def test_word_data_table_is_rows_with_tabs() -> None:
    rows = [["Область", "Число"], ["Абай", "1 430"], ["Ұлытау", ""]]
    body = paragraph("Сведения:") + table([[paragraph(cell) for cell in row] for row in rows], BORDERS) + paragraph("Итого")
    assert text(docx(body)) == "Сведения:\n\nОбласть\tЧисло\nАбай\t1 430\nҰлытау\n\nИтого"
    plain = [[paragraph(f"{row}{column}") for column in "абв"] for row in range(3)]
    assert text(docx(table(plain))) == "0а\t0б\t0в\n1а\t1б\t1в\n2а\t2б\t2в"


def test_word_two_languages_side_by_side_are_read_one_after_the_other() -> None:
    rows = [[paragraph(f"{at}) {KAZAKH}"), paragraph(f"{at}) {RUSSIAN}")] for at in range(3)]
    read_ = text(docx(table(rows)))
    assert read_.index("2) Құрметті") < read_.index("0) Уважаемые")


def test_word_headers_page_breaks_and_text_boxes() -> None:
    header = f"<w:hdr {W}>{paragraph('ҚАРЖЫ МИНИСТРЛІГІ')}</w:hdr>"
    footer = f"<w:ftr {W}>{paragraph('– 1 –')}</w:ftr>"
    rels = relationships(("r1", "header", "header1.xml", False), ("r2", "footer", "footer1.xml", False))
    box = f"<w:pict><v:textbox xmlns:v='urn:v'><w:txbxContent>{paragraph('№ 7-1/15')}</w:txbxContent></v:textbox></w:pict>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = (
        f"<w:p><w:r>{twice}</w:r><w:r><w:t>Хат</w:t></w:r><w:r><w:br w:type='page'/></w:r></w:p>"
        + paragraph("Қосымша")
        + paragraph("Тағы бір бет", "<w:pageBreakBefore/>")
        + f'<w:sectPr><w:headerReference xmlns:r="{OFFICE}" w:type="default" r:id="r1"/>'
        + f'<w:footerReference xmlns:r="{OFFICE}" w:type="default" r:id="r2"/></w:sectPr>'
    )
    read_ = text(docx(body, rels=rels, header1=header, footer1=footer))
    assert read_ == "ҚАРЖЫ МИНИСТРЛІГІ\n\n№ 7-1/15\n\nХат\n\fҚосымша\n\fТағы бір бет"


def test_word_sections_have_their_own_letterheads() -> None:
    head = {name: f"<w:hdr {W}>{paragraph(name)}</w:hdr>" for name in ("БІРІНШІ", "ПЕРВЫЙ")}
    rels = relationships(("r1", "header", "header1.xml", False), ("r2", "header", "header2.xml", False))

    def section(name: str) -> str:
        return f'<w:sectPr><w:headerReference xmlns:r="{OFFICE}" w:type="first" r:id="{name}"/><w:titlePg/></w:sectPr>'

    body = paragraph("Хат", section("r1")) + paragraph("Письмо") + section("r2")
    read_ = text(docx(body, rels=rels, header1=head["БІРІНШІ"], header2=head["ПЕРВЫЙ"]))
    assert read_ == "БІРІНШІ\n\nХат\n\fПЕРВЫЙ\n\nПисьмо"


def test_word_prints_the_numbers_of_lists() -> None:
    def level(at: int, kind: str, pattern: str) -> str:
        return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'

    levels = level(0, "decimal", "%1.") + level(1, "russianLower", "%2)") + level(2, "bullet", "\uf0b7")
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = "".join(paragraph(f"пункт {at}", f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>') for at in (0, 1, 1, 2, 0, 1))
    read_ = text(docx(body, numbering=numbering)).split("\n\n")
    assert read_ == ["1. пункт 0", "а) пункт 1", "б) пункт 1", "• пункт 2", "2. пункт 0", "а) пункт 1"]


def test_word_reads_what_is_printed_of_tracked_changes_and_hidden_text() -> None:
    inserted = "<w:ins><w:r><w:t>внесено</w:t></w:r></w:ins>"
    removed = "<w:del><w:r><w:delText>удалено</w:delText></w:r></w:del>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>скрыто</w:t></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    link = "<w:hyperlink><w:r><w:t> и ссылка</w:t></w:r></w:hyperlink>"
    assert text(docx(f"<w:p>{inserted}{removed}{hidden}{field}{link}</w:p>")) == "внесено и ссылка"


def test_word_in_the_strict_dialect_and_in_utf16() -> None:
    dialect = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = f'<w:document xmlns:w="{dialect}"><w:body>{paragraph("Хат")}</w:body></w:document>'
    assert text(package({"word/document.xml": strict})) == "Хат"
    wide = f'<?xml version="1.0" encoding="UTF-16"?><w:document {W}><w:body>{paragraph("Хат")}</w:body></w:document>'
    assert text(package({"word/document.xml": wide.encode("utf-16")})) == "Хат"


def test_word_written_by_a_library() -> None:
    import docx as library

    file = library.Document()
    file.add_paragraph("Құрметті әріптестер!")
    made = file.add_table(2, 2, style="Table Grid")
    for at, cell in enumerate(("Облыс", "Саны", "Абай", "12")):
        made.cell(at // 2, at % 2).text = cell
    out = io.BytesIO()
    file.save(out)
    assert text(out.getvalue()) == "Құрметті әріптестер!\n\nОблыс\tСаны\nАбай\t12"


# --- old Office files through LibreOffice, which a script stands in for


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


CONVERT = 'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp "$MADE" "$2/letter.docx"'


def test_an_old_word_file_is_read_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(docx(paragraph("Ескі хат")))
    monkeypatch.setenv("MADE", str(tmp_path / "made.docx"))
    stand_in(
        tmp_path, monkeypatch, f'printf "%s " "$@" > "{tmp_path}/asked"; cat "$HOME"/profile/user/*.xcu >> "{tmp_path}/asked"; {CONVERT}'
    )
    assert text(b"{\\rtf1 hi}") == "Ескі хат"
    asked = (tmp_path / "asked").read_text()
    assert all(word in asked for word in ("--headless", "-env:UserInstallation=file:///", "DisableMacrosExecution"))


def test_libreoffice_that_makes_nothing_or_hangs_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(errors.Corrupt):
        text(b"{\\rtf1 hi}")
    stand_in(tmp_path, monkeypatch, f'trap "" TERM; sleep 300 & echo $! > "{tmp_path}/child"; wait')
    monkeypatch.setenv("DOCPIPE_OFFICE_SECONDS", "1")
    with pytest.raises(errors.TimedOut):
        text(b"{\\rtf1 hi}")
    state = Path(f"/proc/{(tmp_path / 'child').read_text().strip()}/stat")
    time.sleep(0.2)
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] in "ZX"


# --- pictures


PRINTED = [
    "Құрметті әріптестер!",
    "Министрлік өтінішті қарап,",
    "мынадай жауап жолдайды.",
    "Уважаемые коллеги, просим",
    "дать ответ № 352 до 14.07.2024",
]


@recognised
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_recognised(kind: str) -> None:
    reading = read(saved(picture(PRINTED), kind, dpi=(150, 150)), "x")
    words = " ".join(word.text for word in reading.pages[0].words)
    assert "Құрметті әріптестер" in words
    assert "14.07.2024" in words
    assert reading.engine is not None
    assert reading.engine.startswith("tesseract")
    assert all(word.confidence is not None and 0 <= word.confidence <= 1 for word in reading.pages[0].words)
    assert round(reading.pages[0].width) == 595


@recognised
def test_a_coarse_fax_is_as_high_as_its_page() -> None:
    from PIL import Image

    flat = picture(PRINTED).resize((1728, 1146)).convert("1", dither=Image.Dither.NONE)
    reading = read(saved(flat, "TIFF", dpi=(209, 98), compression="group4"), "x")
    words = " ".join(word.text for word in reading.pages[0].words)
    assert "Құрметті әріптестер!" in words
    assert "№ 352 до 14.07.2024" in words
    assert (round(reading.pages[0].width), round(reading.pages[0].height)) == (595, 842)


@recognised
@pytest.mark.parametrize("kind", ["TIFF", "PNG"])
def test_a_coarse_fax_that_lies_on_its_side_is_squared_before_it_is_turned(kind: str) -> None:
    from PIL import Image

    turned = picture(PRINTED).resize((1728, 1146)).rotate(90, expand=True).convert("1", dither=Image.Dither.NONE)
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(turned, kind, dpi=(98, 209), **({"exif": exif} if kind == "PNG" else {"tiffinfo": {0x0112: 6}}))
    reading = read(data, "x")
    assert "№ 352 до 14.07.2024" in " ".join(word.text for word in reading.pages[0].words)
    assert (round(reading.pages[0].width), round(reading.pages[0].height)) == (595, 842)
    (shown,) = pictures([reading], [data], [(0, 1)])
    assert Image.open(io.BytesIO(base64.b64decode(shown.address.partition(",")[2]))).size == (919, 1300)


@pytest.mark.parametrize(
    ("told", "dpi"),
    [((150, 150), 150), ((72, 200), 150), ((1, 1), 150), ((150, 75), 300), ((math.nan, math.nan), 150), ((math.nan, 72), 150)],
)
def test_dots_that_make_no_paper_are_not_believed(told: tuple[int, int], dpi: int) -> None:
    from docpipe.readers.picture import resolution, size

    page = picture([]) if told != (150, 75) else picture([]).resize((2480, 1754))
    page.info["dpi"] = told if told != (150, 75) else (300, 150)
    assert (resolution(page), size(page)) == (dpi, (2480, 3508) if dpi == 300 else page.size)


def test_dots_that_make_a_monstrous_picture_are_not_believed() -> None:
    from PIL import Image

    from docpipe.readers.picture import size

    low = Image.new("1", (10_000, 500))
    low.info["dpi"] = (350, 10)
    assert size(low) == low.size


@recognised
def test_boxes_of_a_crooked_scan_stand_where_the_words_are() -> None:
    straight = {word.text: word.box for word in ocr.recognise(picture(PRINTED), 150)}
    crooked = {word.text: word.box for word in ocr.recognise(picture(PRINTED).rotate(1.5, fillcolor=255, center=(0, 0)), 150)}
    for name in ("әріптестер!", "14.07.2024"):
        one, other = straight[name], crooked[name]
        assert abs(other.y0 - (one.y0 - 0.026 * one.x0)) < 6
        assert abs(other.x0 - one.x0) < 14


@recognised
def test_a_tiff_of_several_pages_and_a_picture_on_its_side() -> None:
    from PIL import Image

    pages = [picture(PRINTED[:3]), picture(PRINTED[3:])]
    reading = read(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(150, 150)), "x")
    assert [page.number for page in reading.pages] == [1, 2]
    assert "коллеги" in compose([reading]).text.split("\f")[1]
    exif = pages[0].getexif()
    exif[0x0112] = 6
    turned = read(saved(pages[0].transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, dpi=(150, 150)), "x")
    assert "әріптестер" in compose([turned]).text


@recognised
def test_a_scan_in_a_pdf_is_recognised_and_the_letterhead_cut() -> None:
    from PIL import ImageDraw, ImageFont

    from tests.makers import FONT

    page = picture([])
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 34)
    for at, (left, right) in enumerate((("МӘДЕНИЕТ", "МИНИСТЕРСТВО"), ("МИНИСТРЛІГІ", "КУЛЬТУРЫ"), ("Астана қаласы", "город Астана"))):
        draw.text((120, 120 + 50 * at), left, font=font)
        draw.text((760, 120 + 50 * at), right, font=font)
    read_ = text(saved(page, "PDF", resolution=150))
    assert read_.split("\n\n")[:2] == ["МӘДЕНИЕТ\nМИНИСТРЛІГІ", "МИНИСТЕРСТВО\nКУЛЬТУРЫ"]


@recognised
def test_a_shadow_is_taken_away() -> None:
    from PIL import Image, ImageChops

    page = picture(PRINTED)
    shadow = Image.linear_gradient("L").resize(page.size).point(lambda value: 90 + value * 0.6)
    words = [word.text for word in ocr.recognise(ImageChops.multiply(page, shadow), 150)]
    assert "әріптестер!" in words


def test_skew_is_measured() -> None:
    from PIL import Image, ImageDraw

    page = Image.new("L", (800, 1100), 255)
    draw = ImageDraw.Draw(page)
    for y in range(100, 1000, 40):
        draw.rectangle((80, y, 720, y + 14), fill=0)
    assert scan.skew(page) == 0
    assert abs(scan.skew(page.rotate(-1.4, fillcolor=255)) - 1.4) < 0.2


@recognised
def test_recognition_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise RuntimeError("Tesseract process timeout")

    import pytesseract

    monkeypatch.setenv("DOCPIPE_ENGINE", "pytesseract")
    monkeypatch.setattr(pytesseract, "image_to_data", slow)
    with pytest.raises(errors.TimedOut):
        ocr.recognise(picture([]), 150)


def test_the_pages_of_the_shared_packet_read_in_order(shared: Path) -> None:
    """The born-digital packet beside the project, word for word in its own order."""
    reading = read_path(shared / "scans" / "born-digital.pdf")
    draft = compose([reading])
    for (span, _, number), truth in zip(draft.pages, sorted((shared / "scans" / "truth").glob("*.txt")), strict=True):
        read_ = draft.text[slice(*span)].replace("-\n", "-").split()
        assert read_ == truth.read_text("utf-8").replace("-\n", "-").split(), number
