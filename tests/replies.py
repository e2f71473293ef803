"""Letters for tests: the sample inquiry read once, the sample's data, requests made of them."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from lxml import etree

from docpipe import pipeline
from docpipe.reply import data, inquiry
from docpipe.reply.inquiry import Inquiry
from docpipe.reply.request import Request
from tests.conftest import ROOT

SAMPLE = ROOT / "samples" / "inquiry-health-2023"
DAY = date(2023, 10, 27)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def packet(text: str) -> Any:
    """The record of a text."""
    return pipeline.extract([("packet.txt", text.encode())])


def asked(text: str = "") -> Inquiry:
    """The inquiry of the sample, or of another text."""
    found = inquiry.found(packet(text or (SAMPLE / "packet.txt").read_text("utf-8")), "packet.txt")
    assert found is not None
    return found


@cache
def _sample() -> dict[str, Any]:
    return data.load(SAMPLE / "answer.toml")


def sample() -> dict[str, Any]:
    """The sample's data, to be changed at will."""
    return copy.deepcopy(_sample())


def request(told: dict[str, Any] | None = None, template: str = "reply", **more: Any) -> Request:
    """What is asked for on the sample's day."""
    return Request(template, more.pop("on", DAY), sample() if told is None else told, "answer.toml", **more)


def word_text(docx: bytes) -> str:
    """The words of a Word file's body, in their order."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return squeezed("\n".join("".join(_pieces(one)) for one in body.iter(f"{_WORD}p")))


_SAID = {f"{_WORD}br": " ", f"{_WORD}tab": " ", f"{_WORD}noBreakHyphen": "-"}


def _pieces(paragraph: Any) -> Sequence[str]:
    return [node.text or "" if node.tag == f"{_WORD}t" else _SAID[node.tag] for node in paragraph.iter(f"{_WORD}t", *_SAID)]


def pdf_text(pdf: bytes) -> str:
    """The words of a PDF in their order, page numbers left out."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in opened]
    finally:
        opened.close()
    return squeezed("\n".join(re.sub(rf"^\s*{at}\s|\s{at}\s*$", " ", text) if at > 1 else text for at, text in enumerate(pages, 1)))


def squeezed(text: str) -> str:
    """The text with one blank wherever there is space of any kind, and none of the signs that only PDF has at line ends."""
    return " ".join(re.sub(r"[\x02\ufffe\u00ad]", "-", text).split())
