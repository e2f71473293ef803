"""Bad files: each gives one error of ours that says what is wrong and what to do, soon, and without a word of the document."""

from __future__ import annotations

import io
import os
import random
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docpipe import errors
from docpipe.pipeline import extract
from docpipe.readers import read, read_path, read_stream
from docpipe.settings import Limits, limits
from tests.makers import document, docx, package, paragraph, pdf, pdf_of, png_header, relationships, saved, shown, stream

if TYPE_CHECKING:
    from PIL import Image

CANARY = "kanareika"
CHANCE = random.Random(7)  # noqa: S311 - the same damage in every run
TEXT = paragraph(f"Письмо, {CANARY}")


def flate_bomb(megabytes: int) -> bytes:
    engine = zlib.compressobj(9)
    return b"".join(engine.compress(b" " * 1_048_576) for _ in range(megabytes)) + engine.flush()


def zip_bomb(megabytes: int) -> bytes:
    return package({"word/document.xml": document(" " * (megabytes * 1_048_576))})


def many_members() -> bytes:
    return package({f"word/{at}.bin": b"" for at in range(10_001)} | {"word/document.xml": document(TEXT)})


def lying_zip() -> bytes:
    """An archive that declares a small size for a large member."""
    data = bytearray(zip_bomb(4))
    real = struct.pack("<I", len(document("")) + 4 * 1_048_576)
    return bytes(data).replace(real, struct.pack("<I", 1000))


def locked_zip() -> bytes:
    data = bytearray(docx(TEXT))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def entities(kind: str) -> bytes:
    declared = {
        "external": f'<!ENTITY x SYSTEM "file:///{CANARY}">',
        "laughs": '<!ENTITY a "ha">' + "".join(f'<!ENTITY x{n} "{"&a;" * 10}">' for n in range(10)) + '<!ENTITY x "&x9;">',
        "dtd": "",
    }[kind]
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>").replace(head, f"{head}<!DOCTYPE w:document [{declared}]>").encode()


def utf16_dtd() -> bytes:
    return entities("external").decode().replace("UTF-8", "UTF-16").encode("utf-16")


def odt(content: bytes) -> bytes:
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


REMOTE = relationships(("r1", "attachedTemplate", f"https://{CANARY}.example/t.dotm", True))
REMOTE_PICTURE = relationships(("r1", "image", f"http://{CANARY}.example/p.png", True))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
LOCKED_PDF = b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -44>>/ID[<41><41>]"
PAGE = shown(CANARY)
NESTED = "<w:sdt><w:sdtContent>" * 5000 + TEXT + "</w:sdtContent></w:sdt>" * 5000

HOSTILE: dict[str, tuple[Callable[[], bytes], type[errors.DocpipeError]]] = {
    "empty": (bytes, errors.NoText),
    "blanks": (lambda: b" \r\n\t \n", errors.NoText),
    "binary as text": (lambda: CHANCE.randbytes(5000), errors.UnknownType),
    "zero bytes": (lambda: b"\x00" * 5000, errors.UnknownType),
    "program": (lambda: b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 100, errors.UnknownType),
    "web page": (f"<!DOCTYPE html><html>{CANARY}".encode, errors.UnknownType),
    "other archive": (lambda: package({"a.txt": CANARY}), errors.UnknownType),
    "workbook": (lambda: package({"xl/workbook.xml": "<a/>"}), errors.UnknownType),
    "FITS": (lambda: b"SIMPLE  =                    T" + b" " * 3000, errors.UnknownType),
    "long text": (lambda: b"a" * 5_000_001, errors.TooLarge),
    "very long text": (lambda: "ә".encode() * 12_000_000, errors.TooLarge),
    "100 MB": (lambda: b"a" * 100_000_001, errors.TooLarge),
    "pdf with no pages": (lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]), errors.TooManyPages),
    "pdf with too many pages": (lambda: pdf_of([b"<</Length 0>>\nstream\n\nendstream"] * 2001), errors.TooManyPages),
    "pdf cut off": (lambda: pdf_of([stream(PAGE)])[:-40], errors.Corrupt),
    "pdf cut in half": (lambda: pdf_of([stream(PAGE)] * 20)[:2000], errors.Corrupt),
    "pdf of nonsense": (lambda: b"%PDF-1.7\nnonsense\n%%EOF", errors.Corrupt),
    "pdf locked": (lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"], LOCKED_PDF), errors.Encrypted),
    "pdf bomb": (lambda: pdf_of([stream(flate_bomb(300), b"/Filter/FlateDecode")]), errors.Bomb),
    "pdf bomb in a bomb": (
        lambda: pdf_of([stream(zlib.compress(flate_bomb(300)), b"/Filter[/FlateDecode/FlateDecode]")]),
        errors.Bomb,
    ),
    "pdf with a giant page": (lambda: pdf_of([stream(b"0 0 100 100 re f")], box=b"0 0 14400 14400"), errors.RasterTooLarge),
    "pdf with a giant picture": (
        lambda: pdf_of(
            [stream(b"q 595 0 0 842 0 0 cm /I Do Q")],
            more=[stream(b"\x00", b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8/ColorSpace/DeviceGray")],
        ),
        errors.RasterTooLarge,
    ),
    "pdf of blank pages": (lambda: pdf_of([stream(b" ")] * 3), errors.NoText),
    "png of 30,000 a side": (lambda: png_header(30_000, 30_000), errors.RasterTooLarge),
    "png of 9,000 a side": (lambda: png_header(9_000, 9_000), errors.RasterTooLarge),
    "png of a long side": (lambda: png_header(10_001, 10), errors.RasterTooLarge),
    "png cut off": (lambda: png_header(100, 100)[:-20], errors.Corrupt),
    "jpeg of nonsense": (lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 50, errors.Corrupt),
    "tiff of nonsense": (lambda: b"II*\x00\x08\x00\x00\x00\xff\xff" + b"\x07" * 40, errors.Corrupt),
    "docx cut off": (lambda: docx(TEXT)[:-60], errors.Corrupt),
    "docx without a document": (lambda: package({"word/document.xml": "<a/>"}), errors.Corrupt),
    "docx with broken xml": (lambda: package({"word/document.xml": f"<a>{CANARY}"}), errors.Corrupt),
    "docx nested deeply": (lambda: docx(NESTED), errors.Corrupt),
    "docx bomb by ratio": (lambda: zip_bomb(20), errors.Bomb),
    "docx bomb by size": (lambda: zip_bomb(300), errors.Bomb),
    "docx of many members": (many_members, errors.Bomb),
    "docx that lies about sizes": (lying_zip, errors.Corrupt),
    "docx locked": (locked_zip, errors.Encrypted),
    "docx locked by Word": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), errors.Encrypted),
    "docx with a document type": (lambda: package({"word/document.xml": entities("dtd")}), errors.UnsafeXml),
    "docx with an external entity": (lambda: package({"word/document.xml": entities("external")}), errors.UnsafeXml),
    "docx with a billion laughs": (lambda: package({"word/document.xml": entities("laughs")}), errors.UnsafeXml),
    "docx with a document type in UTF-16": (lambda: package({"word/document.xml": utf16_dtd()}), errors.UnsafeXml),
    "docx with entities in its styles": (lambda: docx(TEXT, styles=entities("external")), errors.UnsafeXml),
    "docx with a remote template": (lambda: docx(TEXT, rels=REMOTE), errors.UnsafeXml),
    "docx with a remote picture": (lambda: docx(TEXT, rels=REMOTE_PICTURE), errors.UnsafeXml),
    "old Office, no Word": (lambda: OLE + "Workbook".encode("utf-16-le"), errors.UnknownType),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_bad_file_is_refused_with_its_reason(name: str) -> None:
    make, kind = HOSTILE[name]
    data = make()
    start = time.process_time()
    with pytest.raises(kind) as caught:
        read(data, "letter.docx")
    error = caught.value
    assert type(error) is kind
    assert time.process_time() - start < 5
    assert error.message
    assert error.hint
    assert "\n" not in str(error)
    assert CANARY not in str(error)


@pytest.mark.parametrize("kind", ["odt", "doc", "rtf"])
def test_without_libreoffice_its_formats_say_what_to_install(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    data = {"odt": odt(b"<a/>"), "doc": OLE + "WordDocument".encode("utf-16-le"), "rtf": b"{\\rtf1 hi}"}[kind]
    with pytest.raises(errors.ProgramMissing, match="apt-get install libreoffice") as caught:
        read(data, "x")
    assert caught.value.exit_code == errors.MISSING


def test_a_scan_without_tesseract_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    monkeypatch.setenv("DOCPIPE_ENGINE", "pytesseract")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(errors.ProgramMissing, match="apt-get install tesseract-ocr"):
        read(saved(Image.new("L", (200, 200), 255), "PNG"), "x")


@pytest.mark.usefixtures("here")
def test_damage_at_random_gives_text_or_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut-off and flipped files: never another exception. Recognition is left out, it would see only the same pictures."""
    from docpipe.readers import ocr

    monkeypatch.setattr(ocr, "recognise", lambda *_: [])
    monkeypatch.setattr(ocr, "engine", lambda: "none")
    tiff = saved(_grey(), "TIFF")
    seeds = [pdf_of([stream(PAGE)] * 2), docx(TEXT * 3), saved(_grey(), "PNG"), saved(_grey(), "JPEG"), tiff, "Құрметті".encode("utf-16")]
    outcomes = {"read": 0, "refused": 0}
    for round_ in range(240):
        data = bytearray(seeds[round_ % len(seeds)])
        for _ in range(CHANCE.randint(1, 8)):
            data[CHANCE.randrange(len(data))] ^= 1 << CHANCE.randrange(8)
        if round_ % 3 == 0:
            del data[CHANCE.randrange(len(data)) :]
        try:
            read(bytes(data), "x")
            outcomes["read"] += 1
        except errors.DocpipeError:
            outcomes["refused"] += 1
    assert outcomes["refused"] > 100


def _grey() -> Image.Image:
    from PIL import Image

    return Image.new("L", (60, 80), 200)


def test_links_are_no_danger_and_are_not_followed() -> None:
    links = relationships(
        ("r1", "hyperlink", "https://adilet.example/", True),
        ("r2", "attachedTemplate", "file:///C:/Templates/Blank.dotx", True),
        ("r3", "styles", "styles.xml", False),
    )
    assert read(docx(TEXT, rels=links), "x").pages[0].text == f"Письмо, {CANARY}"


def test_a_text_just_below_the_limit_is_read_in_linear_time() -> None:
    start = time.process_time()
    assert len(read(b"a" * 5_000_000, "x").pages[0].text) == 5_000_000
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "unit",
    [
        "рост на 5 % с 100 до 105 школ, ",
        "приказ Министра от 5 мая 2023 года № 7, ",
        "из них 35 женщин (12,5 %), ",
        "«5» мая 2023 года № 7\n",
    ],
)
def test_many_facts_side_by_side_are_read_in_linear_time(unit: str) -> None:
    seconds = []
    for count in (1, 150, 600):
        start = time.process_time()
        extract([("x.txt", ("Сообщаем, что в 2023 году построено 5 школ, " + unit * count).encode())])
        seconds.append(time.process_time() - start)
    assert seconds[2] < 9 * seconds[1]


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_MAX_BYTES", "10")
    with pytest.raises(errors.TooLarge):
        read(b"a letter that is longer", "x")
    for wrong in ("ten", "-1", "0", "", "9" * 30):
        with pytest.raises(errors.WrongCall, match="DOCPIPE_MAX_PAGES"):
            limits({"DOCPIPE_MAX_PAGES": wrong})
    assert limits({}) == Limits()


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (tmp_path, tmp_path / "absent.pdf", tmp_path / ("a" * 300), loop, Path("a\x00b"), tmp_path / "x" / "y"):
        with pytest.raises(errors.WrongCall) as caught:
            read_path(path)
        assert caught.value.hint
        assert str(tmp_path) not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be read by root")
def test_a_file_without_the_right_to_read_it(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(errors.WrongCall, match="may not be read"):
        read_path(path)


def test_the_size_is_looked_at_before_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as stream_:
        stream_.truncate(200_000_000_000)
    with pytest.raises(errors.TooLarge):
        read_path(path)
    monkeypatch.setenv("DOCPIPE_MAX_BYTES", "1000")
    with pytest.raises(errors.TooLarge):
        read_stream(io.BytesIO(b"a" * 1001))
    assert read_stream(io.BytesIO(b"a" * 1000)) == b"a" * 1000


def test_a_full_disk_is_said_to_be_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, *_mode: object) -> object:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    path.write_text("x")
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(errors.NoSpace):
        read_path(path)


def test_the_makers_make_what_they_say() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bomb(20))) as archive:
        assert archive.infolist()[0].file_size > 20_000_000
    assert len(flate_bomb(300)) < 400_000
