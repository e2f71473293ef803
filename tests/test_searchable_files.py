"""Searchable PDFs of pictures, and `docpipe extract --pdf` as a clerk calls it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from docpipe import searchable
from docpipe.model.text import Box, Page, Reading, Word
from tests.makers import CAN_RECOGNISE, pdf_of, picture, saved, shown, stream
from tests.test_cli import LETTER, docpipe

WORD = (Word("Сәлем", Box(20, 20, 60, 30)),)
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}
needs_ocr = pytest.mark.skipif(not CAN_RECOGNISE, reason="Tesseract or the font is not installed")


def drawing(size: tuple[int, int] = (90, 60)) -> Image.Image:
    """A picture that is another one however it is turned or mirrored, in colours that JPEG keeps."""
    image = Image.linear_gradient("L").resize(size)
    side = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize(size)
    return Image.merge("RGB", (image, side, Image.new("L", size, 128)))


def made_of(data: bytes, kind: str, *pages: Page) -> bytes:
    out = io.BytesIO()
    searchable.write(Reading("a", "", len(data), KINDS[kind], pages), data, out)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert pdf.check_pdf_syntax() == []
    return out.getvalue()


def looks(data: bytes, number: int = 0) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(data)[number].render(scale=1).to_pil().convert("RGB")
    return image


def differ(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    bands = ImageChops.difference(one, other.convert("RGB")).convert("L").histogram()
    return sum(value * count for value, count in enumerate(bands)) / (one.width * one.height)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_lies_as_its_exif_says(kind: str, orientation: int) -> None:
    image = drawing()
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(image, kind, exif=exif, **({"quality": 95} if kind == "JPEG" else {}))
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    made = made_of(data, kind, Page(1, "ocr", upright.width, upright.height, WORD))
    assert differ(looks(made), upright) < 4
    assert pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range().split() == ["Сәлем"]


def test_the_bytes_of_a_jpeg_and_the_data_of_a_png_are_taken_over() -> None:
    photograph, print_ = saved(drawing(), "JPEG"), saved(drawing(), "PNG")
    for kind, data in (("JPEG", photograph), ("PNG", print_)):
        with pikepdf.open(io.BytesIO(made_of(data, kind, Page(1, "ocr", 90, 60, WORD)))) as pdf:
            assert pdf.pages[0].obj.Resources.XObject["/Scan"].read_raw_bytes() in data


def kinds_of_pictures() -> dict[str, tuple[str, Image.Image, dict[str, Any]]]:
    image = drawing()
    clear = image.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(image.size))
    deep = Image.frombytes("I;16", image.size, b"".join((257 * value).to_bytes(2, "little") for value in image.convert("L").tobytes()))
    palette = image.quantize(16)
    return {
        "png two tones": ("PNG", image.convert("1"), {}),
        "png grey": ("PNG", image.convert("L"), {}),
        "png palette": ("PNG", palette, {}),
        "png palette with a hole": ("PNG", palette, {"transparency": 0}),
        "png sixteen bits": ("PNG", deep, {}),
        "png transparent": ("PNG", clear, {}),
        "png grey transparent": ("PNG", clear.convert("LA"), {}),
        "jpeg grey": ("JPEG", image.convert("L"), {"quality": 95}),
        "jpeg cmyk": ("JPEG", image.convert("CMYK"), {"quality": 95}),
        "tiff two tones": ("TIFF", image.convert("1"), {"compression": "group4"}),
        "tiff grey": ("TIFF", image.convert("L"), {"compression": "tiff_lzw"}),
        "tiff cmyk": ("TIFF", image.convert("CMYK"), {}),
        "tiff sixteen bits": ("TIFF", deep, {}),
        "tiff jpeg": ("TIFF", image, {"compression": "jpeg", "quality": 95}),
        "tiff palette": ("TIFF", palette, {}),
        "tiff transparent": ("TIFF", clear, {}),
    }


@pytest.mark.parametrize("name", kinds_of_pictures())
def test_every_kind_of_picture_looks_as_it_did(name: str) -> None:
    kind, image, options = kinds_of_pictures()[name]
    data = saved(image, kind, **options)
    stored = Image.open(io.BytesIO(data))
    if stored.mode.startswith("I"):
        expected = drawing().convert("L").convert("RGB")
    else:
        paper = Image.new("RGBA", stored.size, "white")
        expected = Image.alpha_composite(paper, stored.convert("RGBA")).convert("RGB")
    limit = 30 if "cmyk" in name else 4  # what ink looks like on a screen, pdfium and Pillow reckon differently
    assert differ(looks(made_of(data, kind, Page(1, "ocr", *image.size, WORD))), expected) < limit


def test_each_page_of_a_tiff_has_its_words() -> None:
    pages = [drawing(), drawing().convert("L"), drawing().convert("1")]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    told = (Page(1, "ocr", 90, 60, WORD), Page(2, "ocr", unread=True), Page(3, "ocr", 90, 60, WORD))
    document = pypdfium2.PdfDocument(made_of(data, "TIFF", *told))
    assert [page.get_textpage().get_text_range().split() for page in document] == [["Сәлем"], [], ["Сәлем"]]


@needs_ocr
def test_one_call_gives_the_record_and_the_searchable_pdf(tmp_path: Path) -> None:
    data = saved(picture(["Министерство сообщает об итогах", "работы за 2023 год, № 15-7"]), "PNG", dpi=(150, 150))
    (tmp_path / "scan.png").write_bytes(data)
    runs = [docpipe("extract", "scan.png", "--pdf", f"out/{name}.pdf", cwd=tmp_path) for name in "ab"]
    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stderr == b""
    first, second = ((tmp_path / "out" / f"{name}.pdf").read_bytes() for name in "ab")
    assert first == second
    text = json.loads(runs[0].stdout)["text"]
    assert pypdfium2.PdfDocument(first)[0].get_textpage().get_text_range().split() == text.split()
    again = docpipe("extract", tmp_path / "out" / "a.pdf")
    assert json.loads(again.stdout)["text"].split() == text.split()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.pdf", "b.pdf"]
    assert (tmp_path / "scan.png").read_bytes() == data


def test_a_born_digital_pdf_is_copied_with_its_pages_as_they_are(tmp_path: Path) -> None:
    data = pdf_of([stream(shown("The ministry has answered the question of the deputies"))])
    done = docpipe("extract", "-", "--pdf", tmp_path / "out.pdf", given=data)
    assert done.returncode == 0
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert pdf.pages[0].obj.Contents.read_raw_bytes() in data


@pytest.mark.parametrize("files", [("a.pdf", "b.pdf"), ("letter.txt",)])
def test_one_file_of_paper_only(tmp_path: Path, files: tuple[str, ...]) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(pdf_of([stream(shown("Dear colleagues"))]))
    (tmp_path / "letter.txt").write_bytes(LETTER.read_bytes())
    done = docpipe("extract", *files, "--pdf", "out.pdf", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().count("\n") == 1
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("target", ["a.pdf", "./a.pdf", "link.pdf", "-", "."])
def test_places_where_no_pdf_may_be_written(tmp_path: Path, target: str) -> None:
    data = pdf_of([stream(shown("Dear colleagues"))])
    (tmp_path / "a.pdf").write_bytes(data)
    (tmp_path / "link.pdf").symlink_to("a.pdf")
    done = docpipe("extract", "a.pdf", "--pdf", target, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "Traceback" not in done.stderr.decode()
    assert (tmp_path / "a.pdf").read_bytes() == data
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "link.pdf"]


def test_where_it_cannot_be_written_the_record_is_there_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = docpipe("extract", "-", "--pdf", tmp_path / "file" / "out.pdf", given=pdf_of([stream(shown("Dear colleagues"))]))
    assert done.returncode == 2
    assert json.loads(done.stdout)["text"].split() == ["Dear", "colleagues"]
    assert done.stderr.decode().count("\n") == 1


def test_a_request_to_end_does_not_wait_for_the_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of([stream(shown("Dear colleagues"))]))
    call = """
import os, signal
from docpipe import cli, pipeline
from docpipe.cli import extract_pdf
from tests import fates

def begun(*given):
    pipeline.record_of = lambda _: os.kill(os.getpid(), signal.SIGINT)
    return own(*given)

signal.signal(signal.SIGINT, signal.default_int_handler)
own, extract_pdf.begun, extract_pdf._made = extract_pdf.begun, begun, fates.never_made
cli.main()"""
    words = [sys.executable, "-c", call, "extract", "a.pdf", "--pdf", "b.pdf"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=60)
    assert done.returncode == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf"]
