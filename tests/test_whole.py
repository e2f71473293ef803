"""Scans that are cut off in the middle: their page is named, and nothing is read from what is left."""

from __future__ import annotations

import io
import os
import time
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import ImageFile

from docpipe import errors
from docpipe.readers import fax, pdf_whole, read
from tests.makers import pdf_of, picture, saved, stream
from tests.test_ocr import SCANNED
from tests.test_readers import recognised

if TYPE_CHECKING:
    from PIL import Image

LINES = [f"Бап {at}: {1000 + 37 * at} теңге, {3 * at + 2} нысан" for at in range(20)]
HEAD = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent "


@cache
def page() -> Image.Image:
    return picture(LINES)


def packed(compression: str, **tags: int) -> bytes:
    """A one-bit TIFF in one strip."""
    numbers = {278: page().height, **{int(name[1:]): value for name, value in tags.items()}}
    return saved(page().convert("1"), "TIFF", compression=compression, tiffinfo=numbers, dpi=(150, 150))


def strip(tiff: bytes) -> tuple[int, int]:
    from PIL import Image

    tags = Image.open(io.BytesIO(tiff)).tag_v2  # type: ignore[attr-defined]
    return tags[273][0], tags[273][0] + tags[279][0]


def code_words() -> bytes:
    tiff = packed("group4")
    return tiff[slice(*strip(tiff))]


def broken(data: bytes) -> dict[str, bytes]:
    half = len(data) // 2
    return {
        "cut off": data[:half],
        "empty below": data[:half] + bytes(len(data) - half),
        "a hole": data[:half] + data[half + 40 :],
        "written over": data[:half] + bytes(60) + data[half + 60 :],
    }


def pdf_with(data: bytes, entries: bytes, *, bits: bytes = b"1") -> bytes:
    return pdf_of([SCANNED], more=[stream(data, HEAD % page().size + bits + entries)])


def fax_pdf(data: bytes, entries: bytes = b"/K -1") -> bytes:
    size = b"/Columns %d/Rows %d" % page().size
    return pdf_with(data, b"/Filter/CCITTFaxDecode/DecodeParms<<" + entries + size + b">>")


def whole(data: bytes, tmp_path: Path) -> bool:
    path = tmp_path / "scan.pdf"
    path.write_bytes(data)
    with pypdfium2.PdfDocument(data) as document:
        return pdf_whole.are_whole(document[0], str(path), 1)


@pytest.mark.parametrize("kind", broken(b""))
def test_code_words_are_followed_to_the_end(kind: str) -> None:
    assert fax.is_whole(code_words(), *page().size)
    assert not fax.is_whole(broken(code_words())[kind], *page().size)


def test_rows_that_are_not_there_and_bytes_behind_the_last() -> None:
    wide, high = page().size
    assert fax.is_whole(code_words(), wide, high + 3), "the mark of the end says so"
    assert fax.is_whole(code_words() + b"\r\n", wide, high)
    assert not fax.is_whole(code_words(), wide, 2 * high)
    assert not fax.is_whole(code_words(), wide + 1, high)


def test_wide_runs_and_single_dots() -> None:
    from PIL import Image

    for wide in (1, 7, 63, 64, 65, 1727, 1728, 2559, 2560, 2561, 5200):
        image = Image.effect_noise((wide, 9), 90).point([255 * (shade > 128) for shade in range(256)]).convert("1")
        image.paste(0, (0, 3, wide, 5))
        image.paste(1, (0, 6, wide, 7))
        tiff = saved(image, "TIFF", compression="group4", tiffinfo={278: 9})
        assert fax.is_whole(tiff[slice(*strip(tiff))], wide, 9)


@recognised
@pytest.mark.parametrize("kind", broken(b""))
def test_a_broken_fax_is_named_and_not_read(kind: str) -> None:
    tiff = packed("group4")
    start, end = strip(tiff)
    data = broken(tiff[start:end])[kind].ljust(end - start, b"\0")
    with pytest.raises(errors.Corrupt, match="damaged"):
        read(tiff[:start] + data + tiff[end:], "x")
    with pytest.raises(errors.Corrupt, match="Page 1 of the PDF is damaged"):
        read(fax_pdf(broken(code_words())[kind]), "x")


@recognised
def test_the_pages_beside_it_are_read() -> None:
    entries = HEAD % page().size + b"1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d/Rows %d>>" % page().size
    data = pdf_of([SCANNED, SCANNED.replace(b"/I", b"/J")], more=[stream(code_words(), entries), stream(code_words()[:900], entries)])
    reading = read(data.replace(b"/XObject<</I 8 0 R>>", b"/XObject<</I 8 0 R/J 9 0 R>>"), "x")
    assert reading.unread_pages == (2,)
    assert {"1222", "1407", "1666"} <= {word.text for word in reading.pages[0].words}


def test_faxes_packed_in_other_ways_are_whole(tmp_path: Path) -> None:
    # white rows, each told by the one above and filled up to a byte
    aligned = b"\x80" * page().height
    assert whole(fax_pdf(code_words()), tmp_path)
    assert whole(fax_pdf(aligned, b"/EncodedByteAlign true/K -1"), tmp_path)
    assert not whole(fax_pdf(aligned[: len(aligned) // 2], b"/EncodedByteAlign true/K -1"), tmp_path)
    tiff = packed("group3")
    assert whole(fax_pdf(tiff[slice(*strip(tiff))], b"/K 0"), tmp_path)


def test_a_fax_whose_bits_are_turned_is_read() -> None:
    from docpipe.readers import picture as picture_file

    tiff = packed("group4", t266=2)
    image = picture_file.opened(io.BytesIO(tiff))
    assert image.tag_v2[266] == 2  # type: ignore[attr-defined]
    assert picture_file.tiff_is_whole(io.BytesIO(tiff), image)


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_is_whole_but_for_its_mark_of_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, progressive: bool, lenient: bool
) -> None:
    # WeasyPrint makes Pillow lenient for the whole process
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    data = saved(page(), "JPEG", progressive=progressive)
    for kept in (data, data + b"\n", data[:-2], data[:-1]):
        assert whole(pdf_with(kept, b"/Filter/DCTDecode", bits=b"8"), tmp_path)
    for lost in (data[: len(data) // 2], data[:-400], data[: len(data) // 2] + bytes(5000)):
        assert not whole(pdf_with(lost, b"/Filter/DCTDecode", bits=b"8"), tmp_path)


def test_what_is_unpacked_is_as_long_as_the_picture(tmp_path: Path) -> None:
    for image, bits in ((page(), b"8"), (page().convert("1"), b"1")):
        data = zlib.compress(image.tobytes())
        assert whole(pdf_with(data, b"/Filter/FlateDecode", bits=bits), tmp_path)
        assert whole(pdf_with(data[:-4], b"/Filter/FlateDecode", bits=bits), tmp_path), "without its sum"
        assert not whole(pdf_with(data[: len(data) // 2], b"/Filter/FlateDecode", bits=bits), tmp_path)


@pytest.mark.parametrize(
    ("space", "bits", "dot"),
    [
        ("/DeviceGray", 2, 2),
        ("/DeviceGray", 4, 4),
        ("/DeviceGray", 16, 16),
        (f"[/Indexed/DeviceRGB 15<{'00' * 48}>]", 4, 4),
        ("/DeviceRGB", 8, 24),
        ("/DeviceRGB", 4, 12),
        ("/DeviceCMYK", 4, 16),
    ],
)
def test_dots_of_few_bits_and_of_many(tmp_path: Path, space: str, bits: int, dot: int) -> None:
    wide, high = page().size
    data = os.urandom(-(-wide * dot // 8) * high)
    entries = HEAD.replace(b"/DeviceGray", space.encode()) % (wide, high) + b"%d/Filter/FlateDecode" % bits

    def made(kept: bytes) -> bytes:
        return pdf_of([SCANNED], more=[stream(kept, entries)])

    assert whole(made(zlib.compress(data)), tmp_path)
    assert not whole(made(zlib.compress(data)[: len(data) * 4 // 5]), tmp_path)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_fax_on_its_side_is_whole(orientation: int) -> None:
    from docpipe.readers import picture as picture_file

    tiff = packed("group4", t274=orientation)
    assert picture_file.tiff_is_whole(io.BytesIO(tiff), picture_file.opened(io.BytesIO(tiff)))


def test_dots_of_a_photograph_take_time_that_grows_with_them() -> None:
    from PIL import Image

    assert fax.is_whole(code_words(), *page().size)
    took = []
    for wide in (1000, 24_000):
        image = Image.effect_noise((wide, 20), 90).convert("1")
        tiff = saved(image, "TIFF", compression="group4", tiffinfo={278: 20})
        data, began = tiff[slice(*strip(tiff))], time.process_time()
        assert fax.is_whole(data, wide, 20)
        took.append((time.process_time() - began) / wide)
    assert took[1] < 3 * took[0]


@recognised
def test_a_fax_of_ones_alone_takes_time_that_grows_with_its_rows() -> None:
    start = time.process_time()
    assert not fax.is_whole(b"\xff" * 1_000_000, 1728, 100_000)
    assert time.process_time() - start < 3
    assert fax.is_whole(b"\xff" * 1_000_000, 1, 8_000_000), "no sheet of paper: not looked at"


def test_a_png_that_was_cut_off_is_said_to_be_damaged() -> None:
    data = saved(page(), "PNG")
    with pytest.raises(errors.Corrupt, match="damaged or was cut off"):
        read(data[: len(data) // 2], "x")
