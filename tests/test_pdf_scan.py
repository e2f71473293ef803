"""A PDF page that is one picture: when the picture itself is taken, and when the page is drawn."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from docpipe.readers.pdf_scan import scanned
from tests.makers import pdf_of, picture, saved, shown, stream

COVER = b"q 595 0 0 842 0 0 cm /I Do Q "
WIDE, HIGH = 1240, 1754


def jpeg(mode: str = "L", entries: bytes = b"") -> bytes:
    page = picture([])
    page.paste(0, (100, 100, 700, 130))
    space = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}[mode]
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/DCTDecode/ColorSpace" % (WIDE, HIGH)
    return stream(saved(page.convert(mode), "JPEG"), head + space + entries)


def taken(content: bytes, image: bytes, page: bytes = b"") -> tuple[str, tuple[int, int], int] | None:
    with pypdfium2.PdfDocument(pdf_of([stream(content)], more=[image], page=page)) as document:
        found = scanned(document[0])
    return found and (found[0].mode, found[0].size, found[1])


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_scan_is_taken_as_it_is(mode: str) -> None:
    assert taken(COVER, jpeg(mode)) == (mode, (WIDE, HIGH), 150)


@pytest.mark.parametrize("around", [b"0 0 595 842 re W n ", b"-9 -9 700 900 re W n "], ids=bytes.decode)
def test_a_frame_around_the_whole_page_cuts_nothing_away(around: bytes) -> None:
    assert taken(b"q " + around + COVER[2:], jpeg()) == ("L", (WIDE, HIGH), 150)


def test_letters_of_an_earlier_recognition_do_not_matter() -> None:
    assert taken(COVER + b"3 Tr " + shown("invisible"), jpeg()) == ("L", (WIDE, HIGH), 150)


def test_a_page_that_is_shown_turned_is_turned() -> None:
    assert taken(COVER, jpeg(), b"/Rotate 90") == ("L", (HIGH, WIDE), 150)


def test_a_scan_without_jpeg_is_decoded_by_pdfium() -> None:
    head = b"/Type/XObject/Subtype/Image/Width 414/Height 585/BitsPerComponent 8/ColorSpace/DeviceGray"
    assert taken(COVER, stream(b"\xf0" * (414 * 585), head)) is None, "50 dpi are drawn"
    head = b"/Type/XObject/Subtype/Image/Width 620/Height 877/BitsPerComponent 8/ColorSpace/DeviceGray"
    assert taken(COVER, stream(b"\xf0" * (620 * 877), head)) == ("L", (620, 877), 75)


@pytest.mark.parametrize(
    ("content", "image"),
    [
        pytest.param(COVER + shown("a stamp in letters"), jpeg(), id="letters on it"),
        pytest.param(COVER + COVER, jpeg(), id="two pictures"),
        pytest.param(b"q 0 500 595 342 re W n 595 0 0 842 0 0 cm /I Do Q", jpeg(), id="cut away below"),
        pytest.param(b"q -900 -900 m 1900 -900 l 0 1900 l h W n 595 0 0 842 0 0 cm /I Do Q", jpeg(), id="cut away at a corner"),
        pytest.param(b"q 300 0 0 420 100 100 cm /I Do Q", jpeg(), id="a part of the page"),
        pytest.param(b"q -595 0 0 842 595 0 cm /I Do Q", jpeg(), id="mirrored"),
        pytest.param(b"q 0 842 -595 0 595 0 cm /I Do Q", jpeg(), id="laid on its side"),
        pytest.param(COVER, jpeg("CMYK"), id="colours of print"),
        pytest.param(COVER, stream(b"no jpeg", b"/Type/XObject/Subtype/Image/Width 1240/Height 1754/Filter/DCTDecode"), id="spoiled"),
        pytest.param(b"0 0 100 100 re f", jpeg(), id="no picture"),
    ],
)
def test_anything_else_is_drawn(content: bytes, image: bytes) -> None:
    assert taken(content, image) is None


def test_a_picture_in_the_negative_is_drawn() -> None:
    from PIL import ImageOps

    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/DCTDecode/ColorSpace/DeviceGray" % (WIDE, HIGH)
    dark = saved(ImageOps.invert(picture([])), "JPEG")
    assert taken(COVER, stream(dark, head + b"/Decode[1 0]")) is None


def test_the_shared_scans_are_taken(shared: Path) -> None:
    for name, dpi in (("office300", 300), ("bad150", 150), ("fax200", 200)):
        with pypdfium2.PdfDocument(shared / "scans" / f"{name}.pdf") as document:
            found = scanned(document[3])
            assert found is not None
            assert found[1] == dpi
