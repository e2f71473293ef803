"""Names across the languages: `correspondence.txt`, and a slip of the pen in each of its names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docpipe.language import correspondence

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIRS = Path(__file__).with_name("correspondence.txt")
RELATE = {
    "surname": correspondence.surname,
    "given": correspondence.given,
    "patronymic": correspondence.patronymic,
    "initials": correspondence.initials,
}
SLIPS = dict(zip("мнрлткбдсоа", "нмлрктдбтао", strict=True))
LEAST = 0.99


def pairs() -> Iterator[tuple[str, str, str, str]]:
    """Kind, relation, the Kazakh and the Russian name."""
    for line in PAIRS.read_text("utf-8").splitlines():
        head, _, names = line.partition(": ")
        if names and not line.startswith("#"):
            kind, relation = head.split()
            for both in names.split():
                kazakh, russian = both.split("=")
                yield kind, relation, kazakh, russian


def slipped(name: str) -> Iterator[str]:
    """The name with one letter inside its stem struck wrong."""
    yield from (name[:at] + SLIPS[name[at]] + name[at + 1 :] for at in range(1, len(name) - 3) if name[at] in SLIPS)


@pytest.mark.parametrize(("kind", "relation", "kazakh", "russian"), list(pairs()))
def test_pair(kind: str, relation: str, kazakh: str, russian: str) -> None:
    assert RELATE[kind](kazakh, russian) == relation


def test_slips() -> None:
    wrong = total = 0
    for kind, relation, kazakh, russian in pairs():
        if relation == "same" and kind != "initials":
            every = [*((one, russian) for one in slipped(kazakh)), *((kazakh, one) for one in slipped(russian))]
            total += len(every)
            wrong += sum(RELATE[kind](*names) != "slip" for names in every)
    assert wrong <= total * (1 - LEAST)


@pytest.mark.parametrize(
    ("kind", "one", "other", "relation"),
    [
        ("surname", "Кожаев", "Кожаев", "same"),
        ("surname", "Кожаев", "Кожаяев", "slip"),
        ("surname", "Жакупов", "Джакупов", "slip"),
        ("surname", "Смағұл", "Смағұлов", "form"),
        ("surname", "Қасымова", "Қасымов", "slip"),
        ("given", "Алия", "Алия", "same"),
        ("given", "Алия", "Галия", "slip"),
        ("patronymic", "Серикулы", "Серикович", "form"),
        ("patronymic", "Серикович", "Сериковна", "slip"),
        ("initials", "Қ.Т.", "К.Т.", "same"),
    ],
)
def test_within_one_language(kind: str, one: str, other: str, relation: str) -> None:
    assert RELATE[kind](one, other, within=True) == relation


@pytest.mark.parametrize(
    ("kazakh", "russian", "same"),
    [
        ("Еңбек", "Енбек", True), ("Еңбек", "Еңбек", True), ("Нұрлы жер", "Нурлы жер", True), ("Талдықорған", "Талдыкорган", True), ("Өскемен", "Усть-Каменогорск", True),
        ("Қарағанды", "Караганда", True), ("Еңбек-Өскемен", "Енбек-Оскемен", True), ("Ақ бидай", "Ак бидай", True), ("Ауыл – ел бесігі", "Ауыл – ел бесиги", True), ("Жетісу", "Жетысу", True),
        ("Жетісу", "Жетісу", True), ("Байқоңыр", "Байконур", True), ("Еңбек", "Егемен", False), ("Нұрлы жер", "Нурлы жол", False), ("Нұрлы жол", "Нурлы", False), ("Тараз", "Талас", False),
        ("Ақтау", "Актобе", False), ("Ақсу", "Аксу", True), ("Алтын Орда", "Алтын Орда", True), ("Самұрық-Қазына", "Самрук-Казына", True), ("", "", False),
    ],
)  # fmt: skip
def test_proper_names(kazakh: str, russian: str, same: bool) -> None:  # noqa: FBT001
    assert correspondence.word(kazakh, russian) is same


@pytest.mark.parametrize(
    ("name", "language", "of", "role", "made"),
    [
        ("Кожаяев", "kk", "Қожаев", "surname", "Қожаяев"),
        ("Қожаев", "ru", "Котаев", "surname", "Кожаев"),
        ("Кожаев", "kk", "Қотаев", "surname", "Қожаев"),
        ("Джакупов", "kk", "Жаныпов", "surname", "Жақыпов"),
        ("Серікұлы", "ru", "Болатович", "patronymic", "Серикович"),
        ("Смагуловна", "kk", "Ерланқызы", "patronymic", "Смағұлқызы"),
        ("Омаров", "kk", "Сапаров", "surname", "Омаров"),
    ],
)
def test_into_the_other_language(name: str, language: str, of: str, role: correspondence.Role, made: str) -> None:
    assert correspondence.into(name, language, of=of, role=role) == made
