"""What holds for every text: spans say their text, repairs replay, JSON goes round, the same input gives the same bytes."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe import pipeline
from docpipe.language import repair
from docpipe.language.passage import Passage
from docpipe.mentions import bodies, dates, numbers, people, posts, references
from docpipe.model import record
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKETS = sorted((ROOT / "samples").glob("*/packet.txt"))
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
WORDS = [
    "министр",
    "министрі",
    "Министрдің",
    "міндетін",
    "атқарушы",
    "И.о.",
    "министра",
    "Ахметов",
    "А.Б.",
    "Б.С.",
    "Смағұлға",
    "Құрметті",
    "Уважаемый",
    "№",
    "ДС-219",
    "352-пк",
    "от",
    "17.06.2021",
    "года",
    "2021",
    "жылғы",
    "«12»",
    "04",
    "20__",
    "ж.",
    "с",
    "14",
    "по",
    "31",
    "июля",
    "2021",
    "года",
    "31",
    "шілдеге",
    "дейін",
    "т.г.",
    "ағымдағы",
    "жылғы",
    "6",
    "ай",
    "хатқа",
    "К",
    "письму",
    "Приложение",
    "на",
    "12",
    "листах",
    "Қосымша:",
    "5",
    "парақта",
    "БҰЙРЫҚ",
    "ПРИКАЗ",
    "возложить",
    "исполнение",
    "обязанностей",
    "на",
    "жүктелсін",
    "м.а.",
    "Исп.",
    "Орын.:",
    "Тел.:",
    "72-30-74",
    "Закона",
    "Республики",
    "Казахстан",
    "«О",
    "пробации»",
    "кодексінің",
    "480-бабы",
    "ҚАЗАҚСТАН",
    "РЕСПУБЛИКАСЫ",
    "МИНИСТРЛІГІ",
    "МИНИСТЕРСТВО",
    "ФИНАНСОВ",
    "1",
    "569",
    "сотталған",
    "memlekет",
    "cәуір",
    "«Еңбек»",
    "(",
    ")",
    ",",
    ".",
    ";",
    ":",
    "–",
    "-",
    "\t",
    "**",
    "\\_",
    "\x0c",
]


def located(value: object) -> Iterator[record.Located]:
    """Everything in the record that has a place."""
    if isinstance(value, record.Located):
        yield value
    if isinstance(value, record.Value):
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for item in value:
            yield from located(item)


def holds(packet: record.Packet, draft: str) -> None:
    """All the promises at once."""
    for item in located(packet.documents):
        assert packet.text[item.span[0] : item.span[1]] == item.text
        assert item.text
    for repaired in packet.repairs:
        assert packet.text[repaired.span[0] : repaired.span[1]] == repaired.after
    assert repair.undo(packet.text, packet.repairs) == draft
    assert packet.to_json() == packet.model_dump_json(by_alias=True, indent=2)
    assert record.Packet.model_validate_json(packet.to_json()) == packet


def extract(text: str) -> record.Packet:
    return pipeline.extract([("text.txt", text.encode())])


def some_text(seed: int, words: int = 150) -> str:
    """Official words in any order, on lines of any length."""
    dice = random.Random(seed)  # noqa: S311 - a seed makes the same text again
    return "".join(dice.choice(WORDS) + dice.choice([" ", " ", " ", "\n", "\n\n", ""]) for _ in range(words))


@pytest.mark.parametrize("path", PACKETS, ids=lambda path: path.parent.name)
def test_samples(path: Path) -> None:
    text = path.read_text("utf-8")
    packet = extract(text)
    holds(packet, text)
    assert extract(text).to_json() == packet.to_json()


@pytest.mark.skipif(not SEEDS, reason="the real letters are not beside the project")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_real_letters(path: Path) -> None:
    text = path.read_text("utf-8")
    packet = extract(text)
    holds(packet, text)
    assert packet.documents
    assert extract(text).to_json() == packet.to_json()


@pytest.mark.parametrize("seed", range(12))
def test_words_in_any_order(seed: int) -> None:
    text = some_text(seed)
    holds(extract(text), text)


@settings(max_examples=30, deadline=None)
@given(st.text(st.sampled_from("абвг АБ.№«»\n\t-–0123456789әіңЖМ,()*_\\\f\rxyIi\u00a0"), min_size=1, max_size=400))
def test_any_text(text: str) -> None:
    if text.strip():
        holds(extract("Хат " + text), "Хат " + text)


FINDERS: dict[str, Any] = {
    "dates": dates.find,
    "numbers": numbers.find,
    "posts": posts.find,
    "bodies": bodies.find,
    "people": lambda passage: people.find(passage, posts.find(passage)),
    "references": lambda passage: references.find(passage, dates.find(passage)),
}


@pytest.mark.parametrize("kind", FINDERS)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_finder_raises(kind: str, language: str) -> None:
    for seed in range(100, 112):
        text = some_text(seed, 120)
        for found in FINDERS[kind](Passage.of(text, language)):
            assert 0 <= found.span[0] < found.span[1] <= len(text)
