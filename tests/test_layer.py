"""Text layers that can be used, those that cannot, and those that can be mapped; PDFs with wrong ToUnicode tables made from a right one."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from docpipe.language import legacy
from docpipe.language.likeness import likeness
from docpipe.pipeline import extract
from docpipe.readers import layer
from docpipe.readers.pdf_objects import drawn
from docpipe.readers.pdf_words import Geometry, words
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable

    Turned = Callable[[str], str]

LETTER = Path(__file__).parent.parent / "samples" / "letter-justice-2024"
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>(\s*)<([0-9a-fA-F]+)>(?=\s*\n)")
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"


def misread(turned: Turned) -> bytes:
    """The letter, its fonts saying other letters than they draw."""
    pdf = pikepdf.open(LETTER / "packet.pdf")

    def other(pair: re.Match[bytes]) -> bytes:
        said = turned(bytes.fromhex(pair[3].decode()).decode("utf-16-be"))
        return b"<%s>%s<%s>" % (pair[1], pair[2], said.encode("utf-16-be").hex().encode())

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            thing.ToUnicode = pdf.make_stream(_PAIR.sub(other, thing.ToUnicode.read_bytes()))
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def refusal(data: bytes, number: int = 0) -> str:
    """What is said about the layer of a page (from 0)."""
    page = pypdfium2.PdfDocument(data)[number]
    geometry = Geometry.of(page)
    return layer.refusal(words(page.get_textpage(), geometry), page, drawn(page, geometry))


def shuffled() -> Turned:
    """Each letter as another one, always the same."""
    others = list(_LETTERS)
    random.Random(1).shuffle(others)  # noqa: S311 - nothing secret
    small = dict(zip(_LETTERS, others, strict=True))
    whole = small | {one.upper(): other.upper() for one, other in small.items()}
    return lambda said: "".join(whole.get(letter, letter) for letter in said)


def in_old_font(name: str) -> Turned:
    """Kazakh letters as the codes of a font of the nineties say."""
    letters = str.maketrans(table("legacy")["kazakh"], table("legacy")["tables"][name])
    return lambda said: said.translate(letters)


def as_western(said: str) -> str:
    """Windows-1251 taken for Windows-1252."""
    old = in_old_font("kz1048")(said)
    return old.encode("cp1251", "replace").decode("latin-1")


def over_scan(said: str, mode: int) -> bytes:
    """A page under one picture, with lines of text laid over it: mode 3 is invisible."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    picture = pdf.make_stream(b"\xff" * 100, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=10, Height=10)
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture), Font=pikepdf.Dictionary(F=font))
    lines = "".join(f"1 0 0 1 50 {780 - 20 * at} Tm ({said}) Tj\n" for at in range(8))
    page.Contents = pdf.make_stream(f"q 595 0 0 842 0 0 cm /Im Do Q BT /F 10 Tf {mode} Tr\n{lines}ET".encode("latin-1"))
    return saved(pdf)


@pytest.mark.parametrize(
    "name", ["letter-justice-2024", "letter-health-2023", "report-tables-2022", "press-release-2022", "order-acting-2024"]
)
def test_good_layers_are_used(name: str) -> None:
    data = (LETTER.parent / name / "packet.pdf").read_bytes()
    assert [refusal(data, number) for number in range(len(pypdfium2.PdfDocument(data)))] == [""] * len(pypdfium2.PdfDocument(data))


@pytest.mark.parametrize(
    ("turned", "why"),
    [
        (lambda said: "".join(chr(0xE000 + ord(letter) % 500) for letter in said), layer.SIGNS),
        (lambda said: "\ufffd" * len(said), layer.SIGNS),
        (lambda said: "\0" * len(said), layer.NO_LETTERS),
        (shuffled(), layer.NO_WORDS),
        (lambda said: "".join(chr(0x21 + ord(letter) % 90) for letter in said), layer.NO_WORDS),
    ],
    ids=["private use", "replacement", "nothing", "shuffled", "codes"],
)
def test_spoiled_layers_are_refused(turned: Turned, why: str) -> None:
    assert refusal(misread(turned)) == why


def test_old_recognition_is_refused_and_a_good_one_kept() -> None:
    looks_alike = "MuHuctepctBo 3dpabooxpaHeHur Pecny6nuku Ka3axctaH coo6waet o mepax no peMoHty"
    english = "The ministry of health of the republic informs about the measures of the government in the regions"
    assert refusal(over_scan(looks_alike, 3)) in {layer.OLD, layer.NO_WORDS}
    assert refusal(over_scan(english, 3)) == ""
    assert refusal(over_scan("Copy", 0)) == layer.STAMP


def test_a_page_without_letters_has_no_layer_to_refuse() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(b"BT /F 10 Tf 50 700 Td (   ) Tj ET")
    assert refusal(saved(pdf)) == layer.STAMP


@pytest.mark.parametrize("turned", [in_old_font("kz1048"), in_old_font("kaz-fonts"), as_western], ids=["kz1048", "kaz-fonts", "western"])
def test_old_fonts_are_mapped_and_said(turned: Turned) -> None:
    right = extract([("letter.pdf", (LETTER / "packet.pdf").read_bytes())])
    packet = extract([("letter.pdf", misread(turned))])
    assert packet.text == right.text
    assert [one.number for one in packet.documents] == [one.number for one in right.documents]
    assert "ocr" not in packet.versions
    assert {finding.severity for finding in packet.findings if finding.code == "text-layer-mapped"} == {"note"}
    assert {repair.rule for repair in packet.repairs} >= {legacy.RULE}


def test_a_shuffled_layer_is_recognised_and_said() -> None:
    packet = extract([("letter.pdf", misread(shuffled()))])
    assert "Әділет министрлігі" in " ".join(packet.text.split()) or "ӘДІЛЕТ МИНИСТРЛІГІ" in packet.text
    said = [finding.values for finding in packet.findings if finding.code == "text-layer-unusable"]
    assert said[0] == (1, layer.NO_WORDS)


@pytest.mark.parametrize("name", table("legacy")["tables"])
def test_every_old_font_gives_the_text_back(name: str) -> None:
    for path in LETTER.parent.glob("*-*/packet.txt"):
        text = path.read_text("utf-8")
        assert legacy.mapped(text) == text
        if sum(letter in table("legacy")["kazakh"] for letter in text) > 20:
            assert legacy.mapped(in_old_font(name)(text)) == text


def test_likeness_tells_languages_from_shuffled_letters() -> None:
    for path in LETTER.parent.glob("*-*/packet.txt"):
        text = path.read_text("utf-8").lower()
        assert likeness(text)[0] > 0.65
        assert likeness(shuffled()(text))[0] < 0.6
