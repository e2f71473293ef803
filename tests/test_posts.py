"""Posts: spans reproduce, odd texts raise nothing, time grows with the text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.language.passage import Passage
from docpipe.mentions import bodies, posts

PIECES = [
    "И.о. ", "министра ", "Министр", "внутренних дел ", "Республики Казахстан ", "заместителю ", "депутатам ", "членам ", "фракции ", "«", "»", '"', ", ", " – ", "\n", "\n\n",
    "полковник ", "полиции ", "Омаров ", "Б.Н. ", "по ", "и ", "имени ", "№ ", "5 ", "м.а. ", "міндетін ", "уақытша ", "атқарушы ", "министрінің ", "орынбасары ", "Қаржы ",
    "комитеті ", "және ", "жөніндегі ", "полиция ", "генерал-майоры ", "әділет ", "кеңесшісі ", "ЖШС ", "ТОО ", "ҚР ", "РК ", "the ", "of ", "Minister ", "Head ", "Committee ", "Vice ", "(", ")", ".", "**",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24), st.sampled_from(["kk", "ru", "en"]))
def test_any_jumble_is_read(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    passage = Passage.of(text, language)
    for found in (posts.find(passage), bodies.find(passage)):
        places = [one.span for one in found]
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in places)
        assert all(left.end <= right.start for left, right in itertools.pairwise(places))
    bodies.issuer(passage)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "piece",
    [
        "А.Б.",
        "А.",
        "1",
        " ",
        "\n",
        "министра ",
        "Министрдің ",
        "«",
        "Комитета по ",
        "министрлігінің ",
        "Head of the ",
        "А.Б. ",
        "ҚР ",
        "и ",
        ", ",
    ],
)
def test_time_grows_with_the_text(piece: str, language: str) -> None:
    passage = Passage.of(piece * (50_000 // len(piece)), language)
    start = time.process_time()
    posts.find(passage)
    bodies.find(passage)
    bodies.issuer(passage)
    assert time.process_time() - start < 6
