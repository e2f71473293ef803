"""References on hostile text: no exception, spans inside the text and in order, time linear; the parts that have no cases."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

import pytest

from docpipe.language.passage import Passage
from docpipe.mentions import references
from docpipe.model.text import Span
from docpipe.model.trace import listening

PIECES = [
    "приказ", "Закона", "Республики Казахстан", "РК", "от 5 мая 2020 года", "№ 45", "«", "»", '"', "(", ")", ",", ". ", "\n", "\n\n", "О языках",
    "статьи 15", "кодексінің", "заңының", "бұйрығы", "2021 жылғы 5 мамырдағы", "№", "Қазақстан Республикасының", "туралы", "8-бабы", "План ",
    "Правила", "меморандум", "между", "жоспары", "Law of", "Concept", "of the", "Article 5", "УК", "и", "в", "утвержденный", "*", " – ", "5", "қағидалары",
    "тапсырмасы", "поручения Главы государства", "зарегистрирован", "протокол", "арасында",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_any_text_gives_true_spans(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    text = " ".join(chance.choice(PIECES) for _ in range(200))
    for language in ("kk", "ru", "en"):
        found = references.find(Passage.of(text, language))
        assert found == sorted(found, key=lambda one: one.span)
        assert all(0 <= one.span.start < one.span.end <= len(text) and text[slice(*one.span)].strip() for one in found)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "piece",
    [" ", "1", "А.", "«", "»", '"', "Б.С. ", "План ", "План мер ", "закон ", "приказ № ", "заңы ", "жоспары ", "арасында ", "ст. 1, ", "п. 1 ", "(", "\n", "в Порядке ",
     "меморандум ", "от 5 мая 2020 года ", "утвержденный ", "National ", "Слово ", "сөз "],
)  # fmt: skip
def test_time_grows_with_the_length_alone(piece: str, language: str) -> None:
    passage = Passage.of(piece * (40_000 // len(piece)), language)
    begin = time.process_time()
    references.find(passage)
    assert time.process_time() - begin < 10


@dataclass(frozen=True)
class FoundDate:
    span: Span
    value: str | None


def test_dates_that_others_have_read_are_used() -> None:
    text = "постановление Правительства от пятого мая 2020 года"
    start = text.index("пятого")
    [one] = references.find(Passage.of(text, "ru"), [FoundDate(Span(start, len(text)), "2020-05-05"), FoundDate(Span(0, 1), None)])
    assert one.date == "2020-05-05"


def test_only_the_passage_is_read() -> None:
    text = "приказ МВД № 5 и приказ МВД № 6"
    [one] = references.find(Passage.of(text, "ru").within(16, len(text)))
    assert one.number == "6"


def test_verdicts_are_written_down() -> None:
    with listening() as notes:
        references.find(Passage.of("приказ МВД № 5 «Об утверждении Правил хранения»", "ru"))
    assert any(note.kind == "reference" and note.won for note in notes)
