"""Numbers of documents on hostile text: no exception, the spans true, linear time."""

from __future__ import annotations

import random
import time

import pytest

from docpipe.language.passage import Passage
from docpipe.mentions import numbers

PIECES = ["№", "№№", "N ", "No.", " ", "\n", "-", "/", ".", ",", "12", "ДС", "л/с", "школа", "приказ", "бұйрығы", "«", "»", "ҚР ", "0" * 30]


@pytest.mark.parametrize("seed", range(40))
def test_spans_are_true_on_fuzzed_text(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    text = "".join(chance.choice(PIECES) for _ in range(300))
    for language in ("kk", "ru", "en"):
        for one in numbers.find(Passage.of(text, language)):
            assert numbers.tidy(text[slice(*one.span)]) == one.value
            assert any(sign.isdigit() for sign in one.value)


@pytest.mark.parametrize("piece", [" ", "1", "№", "№ ", "№1-", "N ", "№ Д-", "№ 1, ", "№№ 1, ", "школа № 1 "])
def test_time_grows_with_the_length_alone(piece: str) -> None:
    passage = Passage.of(piece * (100_000 // len(piece)), "ru")
    begin = time.process_time()
    numbers.find(passage)
    assert time.process_time() - begin < 8
