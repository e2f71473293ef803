"""A long scan read by several workers: the same record as in one piece; a group that falls or hangs costs its pages alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docpipe import pipeline
from docpipe.archive.outcome import Outcome, inflated
from docpipe.batch import task
from docpipe.batch.local import Local
from docpipe.readers import ocr_elsewhere, ocr_pages, read
from tests import fates_groups
from tests.makers import CAN_RECOGNISE, pdf_of, picture, saved, shown, stream

recognised = pytest.mark.skipif(not CAN_RECOGNISE, reason="tesseract-ocr or fonts-paratype is not installed")
SCANNED = stream(b"q 595 0 0 842 0 0 cm /I Do Q")
GREY = stream(b"\x80" * 2240, b"/Type/XObject/Subtype/Image/Width 40/Height 56/BitsPerComponent 8/ColorSpace/DeviceGray")


@pytest.fixture(scope="module")
def local() -> Iterator[Local]:
    made = Local(2)
    yield made
    made.stop()


def scans(count: int, *others: bytes) -> bytes:
    return pdf_of([SCANNED] * count + [stream(one) for one in others], more=[GREY])


def outcome(local: Local, data: bytes, folder: Path) -> Outcome:
    found = local.read(data, "long.pdf", 0, str(folder))
    assert isinstance(found, Outcome)
    return found


def texts(found: Outcome) -> str:
    return str(json.loads(inflated(found.record or b""))["text"])


@recognised
def test_the_record_is_that_of_the_file_read_in_one_piece(local: Local, tmp_path: Path) -> None:
    said = ["Министерство финансов", "сообщает: 18 900 тенге", "Құрметті әріптестер!"]
    first, *more = [picture([f"Бет {number}", *said], (900, 420)) for number in range(1, 7)]
    data = saved(first, "TIFF", save_all=True, append_images=more, dpi=(150, 150))
    found = outcome(local, data, tmp_path)
    assert inflated(found.record or b"") == pipeline.extract([("long.pdf", data)]).model_dump_json(by_alias=True)
    assert (found.state, found.pages) == ("done", 6)


def test_a_long_scan_is_read_by_several_workers_and_put_in_order(local: Local, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "pages", fates_groups.named)
    text = texts(outcome(local, scans(8), tmp_path))
    assert [word for word in re.findall(r"[^\W\d]+", text) if word in fates_groups.SAID] == list(fates_groups.SAID)
    assert len(set(re.findall(r"by(\d+)", text))) == 2


@pytest.mark.parametrize(("fate", "unread"), [("third_falls", [3, 4]), ("fifth_hangs", [5, 6])])
def test_a_group_that_falls_or_hangs_leaves_its_pages_unread(
    local: Local, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fate: str, unread: list[int]
) -> None:
    monkeypatch.setenv("DOCPIPE_DOCUMENT_SECONDS", "3")
    monkeypatch.setattr(task, "pages", getattr(fates_groups, fate))
    found = outcome(local, scans(7), tmp_path)
    assert (found.state, found.code) == ("partial", "E_PAGES_UNREAD")
    assert json.loads(inflated(found.record or b""))["sources"][0]["unread_pages"] == unread


def test_few_pages_to_recognise_are_read_with_the_file() -> None:
    data = scans(2, *[shown(f"Page {number} has a text layer of its own, which is used", x=40) for number in range(6)])
    with ocr_elsewhere.planned(ocr_elsewhere.Plan(most=1)), pytest.raises(ocr_elsewhere.Postponed) as postponed:
        read(data, "x.pdf")
    assert [call.number for call in postponed.value.calls] == [1, 2]


def test_an_error_of_a_page_is_an_answer_too() -> None:
    call = ocr_elsewhere.Call(1, fates_groups.named, (None, 2))
    [(number, answer)] = ocr_pages.recognised(scans(1), [call]).items()
    assert number == 1
    assert isinstance(answer, Exception)
