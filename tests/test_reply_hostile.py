"""Values of any kind in any field: every file opens, the text comes back unchanged or the letter is refused with words, nothing is run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.replies import hostile
from bench.replies.escapes import PAYLOADS
from docpipe.errors import WrongCall
from docpipe.reply import drafting, letter
from tests.replies import asked, request, sample


def test_values_in_answers_and_tables_come_back_as_they_were(tmp_path: Path) -> None:
    done = hostile.bodies(hostile.values(3, 30), tmp_path)
    assert (done.lost, done.unopened, done.ran) == ([], [], [])
    assert set(done.refused) == {"answer: E_USAGE", "annex: E_USAGE"}
    assert done.kept > 60


def test_templates_that_want_out_are_plain_text_where_they_are_values(tmp_path: Path) -> None:
    done = hostile.bodies(PAYLOADS, tmp_path)
    assert (done.lost, done.unopened, done.ran, dict(done.refused)) == ([], [], [], {})
    assert done.kept >= 2 * len(PAYLOADS) >= 120


def test_a_value_in_any_field_is_printed_as_it_is_or_refused(tmp_path: Path) -> None:
    done = hostile.fields(hostile.values(5, 80), tmp_path)
    assert (done.lost, done.unopened, done.ran) == ([], [], [])
    assert done.kept > 60
    assert done.refused


def test_what_an_inquiry_says_is_printed_as_it_was_read(tmp_path: Path) -> None:
    done = hostile.inquiries(hostile.values(5, 12), tmp_path)
    assert (done.lost, done.unopened, done.ran) == ([], [], [])
    assert done.kept > 6


@pytest.mark.parametrize("sign", ["\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"])
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("number", {"number": "09-{}2"}),
        ("executor.phone", {"executor": {"kk": "Ә. Ким", "ru": "Ким А.", "phone": "74{}-26"}}),
        ("signatory.kk", {"signatory": {"kk": "Ким{} Ә.", "ru": "Ким А."}}),
        ("addressee 1.ru", {"addressee": [{"kk": "Ким Әлия", "ru": "Ким {}Алия"}]}),
        ("ministry.address.ru 2", {"ministry": {"code": "mz", "address": {"ru": ["Астана", "{}12"]}}}),
        ("answer 1.kk", {"answer": [{"question": 1, "kk": "1{}2", "ru": "12"}]}),
        ("annex 1.title.kk", {"annex": [{"file": "t.csv", "title": {"kk": "{}"}}]}),
    ],
)
def test_a_sign_that_turns_the_writing_is_refused_and_its_place_named(sign: str, place: str, told: dict[str, Any]) -> None:
    turned = json.loads(json.dumps(told).replace("{}", sign))
    with pytest.raises(WrongCall, match=rf"^{place} has a sign .* \(U\+{ord(sign):04X}\)"):
        letter.build(request({**sample(), **turned}), asked())


def test_a_sign_that_turns_the_writing_is_refused_in_an_annexed_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Өңір;Саны\nАбай;1\u202e2\n", "utf-8")
    made = letter.build(request({**sample(), "annex": ["t.csv"]}, folder=tmp_path), asked())
    with pytest.raises(WrongCall, match=r"^the annex t\.csv has a sign"):
        drafting.render(made)
