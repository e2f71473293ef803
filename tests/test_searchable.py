"""Searchable PDFs: the words of the reading, each on its ink, over pages that nobody has touched."""

from __future__ import annotations

import hashlib
import io
import math
import time
import unicodedata
from collections.abc import Sequence

import pikepdf
import pypdfium2
import pytest

from docpipe import searchable
from docpipe.layout.order import lines
from docpipe.model.text import Box, Page, Reading, Word
from docpipe.readers.pdf_words import Geometry, words
from tests import glyphless
from tests.makers import pdf_of, shown, stream

BLANK = stream(b"0.5 g 100 100 50 50 re f")
LINES = (
    "Қазақстан Республикасы Үкіметінің қылмыстық-",
    "атқару жүйесі туралы 2022 жылғы 3 наурыздағы № 15-7 қаулысы",
    "Министерство – далее «орган» – сообщает: 1 430 тыс. тенге, 7,5 %.",
    "See § 4 of the Rules (as amended) — e-mail: a.b@c.kz",
)


def laid(text: Sequence[str], *, width: float = 595, height: float = 842, turn: float = 0.0) -> Page:
    """A page with these lines of type; `turn` is how it was laid on the scanner."""
    found = []
    for row, line in enumerate(text):
        x = 60.0
        for word in line.split():
            wide = 6.0 * len(word)
            dash = word in "–—"
            box = Box(x, 105 + 18 * row, x + wide, 106.5 + 18 * row) if dash else Box(x, 100 + 18 * row, x + wide, 110 + 18 * row)
            found.append(Word(word, askew(box, turn, width, height), 0.9, turn=turn))
            x += wide + 4
    across = round(turn / 90) % 2
    return Page(1, "ocr", height if across else width, width if across else height, tuple(found))


def askew(box: Box, turn: float, width: float, height: float) -> Box:
    """Where the box lies on a page that must be turned by so many degrees against the clock to be straight."""
    angle = math.radians(turn)
    x, y = (box.x0 + box.x1 - width) / 2, (box.y0 + box.y1 - height) / 2
    wide, high = (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2
    middle_x, middle_y = width / 2, height / 2
    if round(turn / 90) % 2:
        wide, high, middle_x, middle_y = high, wide, middle_y, middle_x
    at_x, at_y = x * math.cos(angle) - y * math.sin(angle) + middle_x, x * math.sin(angle) + y * math.cos(angle) + middle_y
    return Box(at_x - wide, at_y - high, at_x + wide, at_y + high)


def written(data: bytes, *pages: Page, media_type: str = "application/pdf") -> bytes:
    reading = Reading("a", hashlib.sha256(data).hexdigest(), len(data), media_type, pages)
    out = io.BytesIO()
    searchable.write(reading, data, out)
    return out.getvalue()


def read_back(data: bytes, number: int = 0) -> tuple[Word, ...]:
    document = pypdfium2.PdfDocument(data)
    page = document[number]
    return words(page.get_textpage(), Geometry.of(page))


def text_of(data: bytes, number: int = 0) -> str:
    text: str = pypdfium2.PdfDocument(data)[number].get_textpage().get_text_range()
    return text


def in_order(page: Page) -> list[Word]:
    return [word for line in lines(page) for _, word in line.pieces]


def overlap(one: Box, other: Box) -> float:
    """The share of what the two cover together that both cover."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    both = max(wide, 0.0) * max(high, 0.0)
    return both / (area(one) + area(other) - both)


def area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def assert_on_ink(data: bytes, page: Page) -> None:
    back, wanted = read_back(data), in_order(page)
    assert [word.text for word in back] == [word.text for word in wanted]
    assert text_of(data).split() == [word.text for word in wanted]
    assert min(overlap(one.box, other.box) for one, other in zip(back, wanted, strict=True)) >= 0.5


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", ["", "/CropBox[20 30 560 800]"])
def test_each_word_stands_on_its_ink_however_the_page_is_turned_and_cropped(rotate: int, crop: str) -> None:
    data = pdf_of([BLANK], page=f"/Rotate {rotate}{crop}".encode(), box=b"-10 5 610 850")
    geometry = Geometry.of(pypdfium2.PdfDocument(data)[0])
    page = laid(LINES, width=geometry.width, height=geometry.height)
    assert_on_ink(written(data, page), page)


@pytest.mark.parametrize("turn", [-3.0, -1.5, -0.7, 0.4, 1.1, 2.5, 89.4, 90, 180, 181.2, 270])
def test_a_page_that_was_laid_askew(turn: float) -> None:
    page = laid(LINES, turn=turn)
    data = pdf_of([BLANK], box=b"0 0 %d %d" % (page.width, page.height))
    assert_on_ink(written(data, page), page)


@pytest.mark.parametrize("turn", [-8, 8])
def test_words_of_a_page_far_askew_are_whole_and_lie_along_their_ink(turn: float) -> None:
    page = laid(LINES, turn=turn)
    back, wanted = read_back(written(pdf_of([BLANK]), page)), in_order(page)
    assert [word.text for word in back] == [word.text for word in wanted]
    for one, other in zip(back, wanted, strict=True):
        assert math.dist(((one.box.x0 + one.box.x1) / 2, (one.box.y0 + one.box.y1) / 2), middle(other.box)) < 2


def middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


@pytest.mark.parametrize("turn", [0, -1.5, 2.5])
def test_a_phrase_is_found_across_words_hyphens_and_lines(turn: float) -> None:
    found = pypdfium2.PdfDocument(written(pdf_of([BLANK]), laid(LINES, turn=turn)))[0].get_textpage()
    for phrase in ("2022 жылғы 3 наурыздағы № 15-7", "1 430 тыс. тенге, 7,5 %.", "§ 4 of the Rules", "далее «орган»", "қылмыстық-"):
        assert found.search(phrase).get_next(), phrase


def test_lines_are_lines() -> None:
    found = text_of(written(pdf_of([BLANK]), laid([line.replace("–", "и").replace("—", "and") for line in LINES]))).splitlines()
    assert [line.split()[0] for line in found if line.strip()] == [line.split()[0] for line in LINES]


def test_every_letter_of_three_alphabets_is_copied_as_it_was_read() -> None:
    signs = "№§–—«»“”„‘’…•%°±×₸€/\\()[]{}<>|@#&*+=~^_`'\";:!?.,-"
    cyrillic = "".join(map(chr, range(0x0400, 0x0530)))
    latin = "".join(map(chr, [*range(0x21, 0x7F), *range(0xC0, 0x100)]))
    every = [character for character in dict.fromkeys(cyrillic + latin + signs) if unicodedata.category(character)[0] in "LNPS"]
    page = laid([" ".join(every[at : at + 40]) for at in range(0, len(every), 40)])
    assert text_of(written(pdf_of([BLANK]), page)).split() == [word.text for word in in_order(page)]


def test_words_that_overlap_stay_apart() -> None:
    found = (Word("қамту-", Box(60, 100, 110, 110)), Word("дамыту", Box(104, 98, 160, 111)), Word(".", Box(161, 108.9, 162, 110)))
    assert text_of(written(pdf_of([BLANK]), Page(1, "ocr", 595, 842, found))).split() == ["қамту-", "дамыту", "."]


def test_the_pages_own_streams_and_what_they_show_stay() -> None:
    data = pdf_of([BLANK, BLANK])
    made = written(data, laid(LINES), laid(LINES))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert [page.obj.Contents[-1].read_raw_bytes() for page in pdf.pages] == [b"0.5 g 100 100 50 50 re f"] * 2
        assert pdf.check_pdf_syntax() == []
    for number in (0, 1):
        before, after = (pypdfium2.PdfDocument(one)[number].render(scale=1).to_pil().tobytes() for one in (data, made))
        assert before == after


def test_a_graphics_state_that_the_page_leaves_behind_moves_no_word() -> None:
    page = laid(LINES)
    assert_on_ink(written(pdf_of([stream(b"q q 2 0 0 2 50 50 cm 0 0 10 10 re f")]), page), page)


def test_a_page_with_a_good_text_layer_stays_as_it_is() -> None:
    data = pdf_of([stream(shown("Dear colleagues")), BLANK])
    made = written(data, Page(1, "layer", 595, 842, (Word("Dear", Box(72, 130, 99, 142)),)), laid(LINES))
    assert text_of(made, 0).split() == ["Dear", "colleagues"]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert list(pdf.pages[0].obj.Resources.Font.keys()) == ["/F"]


def form(content: bytes, resources: bytes = b"") -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>" + resources + b">>")


@pytest.mark.parametrize("how", ["painted", "unseen", "in one piece"])
def test_text_that_could_not_be_read_is_shown_but_no_longer_found(how: str) -> None:
    old = shown("xqzw vkjh").replace(b"BT", b"BT 3 Tr" if how == "unseen" else b"BT")
    data = pdf_of([stream(b"/I Do")], more=[form(old)]) if how == "in one piece" else pdf_of([stream(old)])
    assert text_of(data).split() == ["xqzw", "vkjh"]
    page = laid(LINES)
    made = written(data, page)
    assert_on_ink(made, page)
    before, after = (pypdfium2.PdfDocument(one)[0].render(scale=1).to_pil().tobytes() for one in (data, made))
    assert before == after


def test_pages_that_share_their_contents_and_their_resources() -> None:
    with pikepdf.open(io.BytesIO(pdf_of([BLANK, BLANK]))) as pdf:
        first, second = (page.obj for page in pdf.pages)
        first.Contents = second.Contents = pdf.make_indirect(pikepdf.Array([first.Contents]))
        pdf.Root.Pages.Resources = first.Resources
        del first.Resources, second.Resources
        out = io.BytesIO()
        pdf.save(out)
    pages = laid(LINES[:2]), laid(LINES[2:])
    made = written(out.getvalue(), *pages)
    for number, page in enumerate(pages):
        assert text_of(made, number).split() == [word.text for word in in_order(page)]


def test_the_same_reading_gives_the_same_bytes() -> None:
    assert written(pdf_of([BLANK]), laid(LINES)) == written(pdf_of([BLANK]), laid(LINES))


def test_pages_without_words_and_a_page_that_was_not_read() -> None:
    made = written(pdf_of([BLANK, BLANK]), Page(1, "ocr", 595, 842), Page(2, "ocr", unread=True))
    assert [text_of(made, number) for number in (0, 1)] == ["", ""]


def test_a_signature_is_told_of() -> None:
    field = b"<</FT/Sig/T(s)/V<</Type/Sig/Filter/Adobe.PPKLite/Contents<00>>>>>"
    data = pdf_of([BLANK], more=[field]).replace(b"/Type/Catalog", b"/Type/Catalog/AcroForm<</Fields[6 0 R]>>")
    reading = Reading("a", "", len(data), "application/pdf", (laid(LINES),))
    assert [remark.split()[2] for remark in searchable.write(reading, data, io.BytesIO())] == ["signature"]


def test_fields_that_hold_themselves_have_an_end() -> None:
    field = b"<</T(s)/Kids[" + b"6 0 R " * 20 + b"]>>"
    data = pdf_of([BLANK], more=[field]).replace(b"/Type/Catalog", b"/Type/Catalog/AcroForm<</Fields[6 0 R]>>")
    start = time.process_time()
    assert_on_ink(written(data, laid(LINES)), laid(LINES))
    assert time.process_time() - start < 10


def test_pieces_that_hold_themselves_have_an_end() -> None:
    itself = b"".join(b"/X%d 6 0 R" % at for at in range(20))
    data = pdf_of([stream(b"/I Do")], more=[form(shown("xqzw vkjh"), b"/XObject<<" + itself + b">>")])
    start = time.process_time()
    assert_on_ink(written(data, laid(LINES)), laid(LINES))
    assert time.process_time() - start < 10


def test_a_second_layer_takes_the_place_of_the_first() -> None:
    first = written(pdf_of([BLANK]), laid(LINES[:2]))
    page = laid(LINES[2:])
    assert_on_ink(written(first, page), page)


def test_the_font_is_what_makes_it() -> None:
    assert glyphless.PLACE.read_bytes() == glyphless.font()
