"""Recognition: two engines with the same words, worker processes that hang or fall, pages that are named instead of lost."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from docpipe import errors, pipeline, settings
from docpipe.cli import extract
from docpipe.readers import ocr, ocr_engine, ocr_models, ocr_pool, pdf_picture, read
from tests import fates
from tests.makers import CAN_RECOGNISE, pdf_of, picture, saved, shown, stream

if TYPE_CHECKING:
    from PIL import Image

recognised = pytest.mark.skipif(not CAN_RECOGNISE, reason="tesseract-ocr or fonts-paratype is not installed")
LINES = ["Құрметті әріптестер!", "Министрлік хатты қарап,", "просим ответить до 14.07.2024", "№ 208, 18 900 тенге"]
SCANNED = stream(b"q 595 0 0 842 0 0 cm /I Do Q")


def grey_picture(wide: int = 40, high: int = 56) -> bytes:
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray" % (wide, high)
    return stream(b"\x80" * (wide * high), head)


def scans(count: int) -> bytes:
    return pdf_of([SCANNED] * count, more=[grey_picture()])


@pytest.fixture
def workers() -> Iterator[None]:
    ocr_pool.stop()
    yield
    ocr_pool.stop()


def names(data: bytes) -> list[str]:
    return [" ".join(word.text for word in page.words) for page in read(data, "x").pages]


@pytest.mark.usefixtures("workers")
def test_an_error_of_the_last_page_that_is_waited_for_ends_the_workers_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_picture, "words", fates.second_not_installed)
    used = ocr_pool.shared()
    with pytest.raises(errors.ProgramMissing):
        read(scans(2), "x")
    assert ocr_pool.shared() is not used


@pytest.mark.usefixtures("workers")
def test_pages_come_back_in_order_from_as_many_workers_as_there_are_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_JOBS", "2")
    monkeypatch.setattr(pdf_picture, "words", fates.slower_first)
    assert names(scans(5)) == [f"page{number}" for number in range(1, 6)]
    monkeypatch.setattr(pdf_picture, "words", fates.who)
    several = set(names(scans(4)))
    assert len(several) == 2
    assert several == set(names(scans(4)))
    assert str(os.getpid()) not in several
    monkeypatch.setenv("DOCPIPE_JOBS", "1")
    assert len(set(names(scans(3)))) == 1


@pytest.mark.usefixtures("workers")
@pytest.mark.parametrize("fate", [fates.second_hangs, fates.second_falls])
def test_a_page_that_hangs_or_falls_is_named_and_the_others_are_read(fate: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_OCR_SECONDS", "2")
    monkeypatch.setattr(pdf_picture, "words", fate)
    reading = read(scans(4), "scan.pdf")
    assert reading.unread_pages == (2,)
    assert [bool(page.words) for page in reading.pages] == [True, False, True, True]
    packet = pipeline.study([reading])
    assert packet.sources[0].state == "partial"
    assert packet.sources[0].unread_pages == (2,)
    (finding,) = [finding for finding in packet.findings if finding.code == "page-unread"]
    assert (finding.kind, finding.severity, finding.values) == ("legibility", "error", (2,))


@pytest.mark.usefixtures("workers")
def test_a_worker_that_fell_by_chance_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_TEST_MARK", str(tmp_path / "fell"))
    monkeypatch.setattr(pdf_picture, "words", fates.falls_once)
    assert names(scans(3)) == ["page1", "page2", "page3"]


@pytest.mark.usefixtures("workers")
def test_where_no_page_can_be_read_the_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_picture, "words", fates.raises)
    with pytest.raises(errors.Corrupt):
        read(scans(2), "x")
    monkeypatch.setenv("DOCPIPE_OCR_SECONDS", "1")
    monkeypatch.setattr(pdf_picture, "words", fates.second_hangs)
    twice = pdf_of([stream(b" "), SCANNED], more=[grey_picture()])
    with pytest.raises(errors.TimedOut, match="longer than 1 seconds"):
        read(twice, "x")


@pytest.mark.usefixtures("workers")
def test_a_partial_file_ends_with_10_and_the_clerk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_LANG", "kk")
    path = tmp_path / "scan.pdf"
    path.write_bytes(damaged())
    done = CliRunner().invoke(extract.command, [str(path), "--table"], standalone_mode=False)
    assert done.return_value == errors.REVIEW
    assert "2-бет оқылмады" in done.output
    record = json.loads(CliRunner().invoke(extract.command, [str(path)], standalone_mode=False).stdout)
    assert (record["sources"][0]["state"], record["sources"][0]["unread_pages"]) == ("partial", [2])


@pytest.mark.usefixtures("workers")
def test_what_hung_has_left_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_OCR_SECONDS", "1")
    monkeypatch.setattr(pdf_picture, "words", fates.second_hangs)
    read(scans(2), "x")
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "sleep 600" not in listed.split("\n")


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    """A script without `if __name__ == "__main__"`, ended by force in the middle of a page."""
    script = tmp_path / "script.py"
    script.write_text(
        "import os, signal, time\n"
        "from docpipe.readers import ocr_pool\n"
        "pool = ocr_pool.shared()\n"
        "print(pool.read(os.getpid).result(), flush=True)\n"
        "pool.read(time.sleep, 600)\n"
        "time.sleep(0.2)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    worker = int(subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, env=environment).stdout)
    state = Path(f"/proc/{worker}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] in "ZX":
            return
        time.sleep(0.1)
    pytest.fail("the worker lives on")


@pytest.mark.usefixtures("workers")
def test_a_worker_that_cannot_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_pool, "_PROGRAM", "import sys; sys.exit(1)")
    with pytest.raises(errors.ProgramMissing, match="docpipe doctor"):
        read(scans(1), "x")


def damaged() -> bytes:
    """Three pages, the second of them a picture that is larger than any may be."""
    good = stream(shown("a page with a text layer"))
    huge = b"<</Type/XObject/Subtype/Image/Width 20000/Height 20000/BitsPerComponent 1/ColorSpace/DeviceGray/Length 9>>\nstream\n"
    return pdf_of([good, SCANNED, good], more=[huge + b"\x00" * 9 + b"\nendstream"])


def test_a_damaged_page_among_good_ones_is_named() -> None:
    reading = read(damaged(), "x")
    assert reading.unread_pages == (2,)
    assert [bool(page.words) for page in reading.pages] == [True, False, True]


@pytest.mark.usefixtures("here")
def test_a_picture_that_pdfium_passes_over_is_no_blank_page() -> None:
    head = b"/Type/XObject/Subtype/Image/Width 1240/Height 1754/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode"
    with pytest.raises(errors.Corrupt, match="Page 1"):
        read(pdf_of([SCANNED], more=[stream(b"\x00" * 500, head)]), "x")


def test_settings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(errors.WrongCall):
        settings.engine({"DOCPIPE_ENGINE": "guess"})
    with pytest.raises(errors.WrongCall):
        settings.jobs({"DOCPIPE_JOBS": "0"})
    assert settings.jobs({}) >= 1


def test_an_engine_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_engine, "find_spec", lambda _: None)
    monkeypatch.setenv("DOCPIPE_ENGINE", "tesserocr")
    with pytest.raises(errors.ProgramMissing, match="pip install tesserocr"):
        ocr_engine.chosen()
    monkeypatch.delenv("DOCPIPE_ENGINE")
    assert ocr_engine.chosen() == "pytesseract"


def test_missing_models_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rus.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setattr(ocr_engine, "chosen", lambda: "tesserocr")
    with pytest.raises(errors.ProgramMissing, match="apt-get install tesseract-ocr-kaz"):
        ocr_engine.probe()


# --- the engines


def both(image: Image.Image, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    found = []
    for engine in ("tesserocr", "pytesseract"):
        monkeypatch.setenv("DOCPIPE_ENGINE", engine)
        found.append([word.text for word in ocr.recognise(image, 150)])
    return found


@recognised
def test_both_engines_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tesserocr")
    one, other = both(picture(LINES), monkeypatch)
    assert one == other
    assert " ".join(one).startswith("Құрметті әріптестер! Министрлік хатты қарап,")


@recognised
@pytest.mark.parametrize("engine", ["tesserocr", "pytesseract"])
def test_words_know_their_line_and_place(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(engine)
    monkeypatch.setenv("DOCPIPE_ENGINE", engine)
    page = picture(LINES)
    seen = ocr_engine.read(page, 150)
    assert [one.text for one in seen if one.line == 0] == ["Құрметті", "әріптестер!"]
    assert max(one.line for one in seen) == len(LINES) - 1
    first = seen[0]
    assert 0 < first.left < first.right < page.width
    assert first.confidence > 80
    (again,) = ocr_engine.reread(page, (first.left, first.top, first.right, first.bottom), 150, ("kaz",), psm=8, enlarged=1.5)
    assert again.text == "Құрметті"
    assert abs(again.left - first.left) < 6
    assert abs(again.bottom - first.bottom) < 6


@recognised
def test_a_page_reads_the_same_whatever_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tesserocr")
    monkeypatch.setenv("DOCPIPE_ENGINE", "tesserocr")
    first = ocr.recognise(picture(LINES), 150)
    ocr.recognise(picture(["Совсем другая страница 11 77", *LINES[::-1]]), 150)
    assert ocr.recognise(picture(LINES), 150) == first


@recognised
def test_a_tesseract_that_says_nothing_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program ends well and has written nothing, or the table of another picture."""
    models = ocr_models.of_program()
    lists = f'if [ "$1" = --list-langs ]; then echo \'List of available languages in "{models}" (2):\'; fi\n'
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then echo "tesseract 5.0.0"; fi\n{lists}exit 0\n')
    program.chmod(0o755)
    monkeypatch.setenv("DOCPIPE_ENGINE", "pytesseract")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(errors.ProgramMissing, match="does not work"):
        ocr.recognise(picture(LINES), 150)


@recognised
@pytest.mark.usefixtures("workers")
def test_the_record_says_which_engine_and_which_models() -> None:
    done = CliRunner().invoke(extract.command, ["-", "--engine", "pytesseract"], input=saved(picture(LINES), "PNG"), standalone_mode=False)
    assert "(pytesseract); kaz " in json.loads(done.stdout)["versions"]["ocr"]
    del os.environ["DOCPIPE_ENGINE"]


# --- pictures of every kind


def depth16(page: Image.Image) -> Image.Image:
    from PIL import Image

    return Image.frombytes("I;16", page.size, b"".join(bytes((0, value)) for value in page.tobytes()))


def see_through(page: Image.Image) -> Image.Image:
    from PIL import ImageOps

    coloured = page.convert("RGBA")
    coloured.putalpha(ImageOps.invert(page))
    return coloured


def framed(page: Image.Image) -> Image.Image:
    from PIL import ImageOps

    return ImageOps.expand(page, 90, 0)


KINDS = {
    "1 bit": lambda page: saved(page.convert("1"), "PNG", dpi=(150, 150)),
    "16 bit": lambda page: saved(depth16(page), "PNG", dpi=(150, 150)),
    "16 bit TIFF": lambda page: saved(depth16(page), "TIFF", dpi=(150, 150)),
    "CMYK": lambda page: saved(page.convert("CMYK"), "JPEG", dpi=(150, 150)),
    "palette": lambda page: saved(page.convert("RGB").quantize(8), "PNG", dpi=(150, 150)),
    "alpha": lambda page: saved(see_through(page), "PNG", dpi=(150, 150)),
    "fax": lambda page: saved(page.convert("1"), "TIFF", compression="group4", dpi=(150, 150)),
    "JPEG in TIFF": lambda page: saved(page, "TIFF", compression="jpeg", dpi=(150, 150)),
    "a lie about dots": lambda page: saved(page, "PNG", dpi=(1, 1)),
    "72 dpi": lambda page: saved(page.resize((page.width * 72 // 150, page.height * 72 // 150)), "PNG", dpi=(72, 72)),
    "600 dpi": lambda page: saved(page.resize((page.width * 4, page.height * 4)).convert("1"), "PNG", dpi=(600, 600)),
    "black borders": lambda page: saved(framed(page), "PNG", dpi=(150, 150)),
}


@recognised
@pytest.mark.parametrize("kind", KINDS)
def test_pictures_of_every_kind_are_read(kind: str) -> None:
    (page,) = read(KINDS[kind](picture(LINES)), "x").pages
    words = " ".join(word.text for word in page.words)
    assert "Құрметті әріптестер" in words
    assert "14.07.2024" in words


@recognised
@pytest.mark.parametrize("size", [(1, 1), (1, 9000), (9000, 2), (1240, 1754)])
@pytest.mark.parametrize("shade", [0, 255])
def test_a_picture_of_nothing_holds_no_text(size: tuple[int, int], shade: int) -> None:
    from PIL import Image

    with pytest.raises(errors.NoText):
        read(saved(Image.new("L", size, shade), "PNG"), "x")


@recognised
def test_a_tiff_that_was_cut_off_names_the_page_where_it_ends() -> None:
    page = picture(LINES)
    whole = saved(page, "TIFF", save_all=True, append_images=[page, page], dpi=(150, 150))
    reading = read(whole[: len(whole) // 2], "x")
    assert reading.pages[0].words
    assert reading.unread_pages[0] == 2


@recognised
def test_the_size_of_a_page_is_that_of_the_page_as_it_is_read() -> None:
    from PIL import Image

    side = picture(LINES).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    for kind in ("PNG", "JPEG", "TIFF"):
        (page,) = read(saved(side, kind, exif=exif, dpi=(150, 150)), "x").pages
        assert page.width < page.height
        assert page.words


def _strip(tiff: bytes) -> bytes:
    """The only strip of a TIFF's data."""
    from PIL import Image

    tags = Image.open(io.BytesIO(tiff)).tag_v2  # type: ignore[attr-defined]
    return tiff[tags[273][0] : tags[273][0] + tags[279][0]]


def jbig2(wide: int, high: int, fax: bytes) -> bytes:
    """A JBIG2 stream as a PDF holds it: the page, and one region of it that is packed as a fax is (T.88, 6.2.6)."""
    page = struct.pack(">IIIIBH", wide, high, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", wide, high, 0, 0, 0, 1) + fax
    return b"".join(struct.pack(">IBBBI", at, kind, 0, 1, len(data)) + data for at, (kind, data) in enumerate(((48, page), (38, region))))


@recognised
@pytest.mark.parametrize("filter_", ["JBIG2Decode", "JPXDecode"])
def test_pictures_inside_a_pdf_that_cannot_be_decoded_are_said(filter_: str) -> None:
    head = b"/Type/XObject/Subtype/Image/Width 90/Height 90/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/%s" % filter_.encode()
    with pytest.raises(errors.Corrupt, match="Page 1 of the PDF is damaged"):
        read(pdf_of([SCANNED], more=[stream(b"", head)]), "x")


@recognised
def test_pictures_inside_a_pdf_are_decoded() -> None:
    page = picture(LINES)
    fax = _strip(saved(page.convert("1"), "TIFF", compression="group4", tiffinfo={278: page.height}))
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent " % page.size
    ccitt = head + b"1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d/Rows %d>>" % page.size
    old = saved(page.convert("1"), "TIFF", compression="group3", tiffinfo={278: page.height})
    coloured = head.replace(b"DeviceGray", b"DeviceRGB") + b"8/Filter/JPXDecode"
    kinds = [
        (fax, ccitt),
        (_strip(old), ccitt.replace(b"/K -1", b"/K 0")),
        (saved(page, "JPEG2000"), head + b"8/Filter/JPXDecode"),
        (saved(page.convert("RGB"), "JPEG2000"), coloured),
        (jbig2(*page.size, fax), head + b"1/Filter/JBIG2Decode"),
    ]
    for data, entries in kinds:
        (read_,) = read(pdf_of([SCANNED], more=[stream(data, entries)]), "x").pages
        assert "14.07.2024" in " ".join(word.text for word in read_.words)


@pytest.mark.usefixtures("workers")
def test_while_workers_read_something_else_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(pdf_picture, "words", fates.page_named)
    read("Құрметті әріптестер!".encode(), "x", lambda: called.append("text"))
    read(scans(1), "x", lambda: called.append("scan"))
    assert called == ["scan"]


def test_making_ready_leaves_nothing_behind() -> None:
    from docpipe.cli.extract_ready import make_ready

    text = "Директору ТОО «Степной путь». На ремонт выделено 5 млн тенге."
    before = pipeline.extract([("x.txt", text.encode())])
    make_ready.cache_clear()
    make_ready()
    assert pipeline.extract([("x.txt", text.encode())]) == before
