"""What a name is proposed to be in the other language: sure cases, and how often a listed pair is met exactly."""

from __future__ import annotations

import pytest

from docpipe.language import name_proposals, rank_forms
from docpipe.language.names import Name
from tests.test_correspondence import pairs

PROPOSE = {"surname": name_proposals.surname, "given": name_proposals.given, "patronymic": name_proposals.patronymic}
LEAST = {"ru": 0.75, "kk": 0.7}  # the rest are other spellings of the same names: Утегенов, Джолдасбеков


@pytest.mark.parametrize(
    ("kazakh", "russian"),
    [
        ("Смағұлов Бақытбек Смағұлұлы", "Смагулов Бакытбек Смагулович"),
        ("Смағұл Қайрат Маратұлы", "Смагул Кайрат Маратович"),
        ("Қожаев Марат Дәулетханұлы", "Кожаев Марат Даулетханович"),
        ("Жұмаділова Сәуле Қанатқызы", "Жумадилова Сауле Канатовна"),
        ("Кәрімова Әсел Нұрланқызы", "Каримова Асель Нурлановна"),
        ("Сәрсенбаев Қасым-Жомарт Әділұлы", "Сарсенбаев Касым-Жомарт Адилевич"),
        ("Нұрпейісов Олжас Серікұлы", "Нурпеисов Олжас Серикович"),
        ("Әбдірахманов Бауыржан Жүсіпұлы", "Абдрахманов Бауржан Жусупович"),
        ("Пушкин Сергей Иванович", "Пушкин Сергей Иванович"),
        ("Вишневская Ольга Петровна", "Вишневская Ольга Петровна"),
        ("Шевченко Анна Павловна", "Шевченко Анна Павловна"),
    ],
)
def test_a_name_there_and_back(kazakh: str, russian: str) -> None:
    assert _proposed(kazakh, "ru") == russian
    assert _proposed(russian, "kk") == kazakh


@pytest.mark.parametrize(("name", "language"), [("Смағұл", "ru"), ("Есимбек", "kk"), ("Нұрлан", "ru"), ("Досжан", "kk")])
def test_no_ending_is_put_on_a_surname_that_has_none(name: str, language: str) -> None:
    assert not name_proposals.surname(name, language).endswith(("ов", "ев", "ин"))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_most_names_are_proposed_as_they_are_spelled(language: str) -> None:
    met = [
        PROPOSE[kind](*((kazakh, "ru") if language == "ru" else (russian, "kk"))) == (russian if language == "ru" else kazakh)
        for kind, relation, kazakh, russian in pairs()
        if relation == "same" and kind in PROPOSE
    ]
    assert sum(met) >= LEAST[language] * len(met)


@pytest.mark.parametrize(
    ("kazakh", "russian"),
    [
        ("полиция генерал-майоры", "генерал-майор полиции"),
        ("әділет кеңесшісі", "советник юстиции"),
        ("полиция аға лейтенанты", "старший лейтенант полиции"),
        ("азаматтық қорғау полковнигі", "полковник гражданской защиты"),
        ("3-сыныпты заңгер", "юрист 3 класса"),
        ("отставкадағы генерал-лейтенант", "генерал-лейтенант в отставке"),
        ("подполковник", "подполковник"),
    ],
)
def test_a_rank_there_and_back(kazakh: str, russian: str) -> None:
    assert rank_forms.translated(kazakh, "ru") == russian
    assert rank_forms.translated(russian, "kk") == kazakh


@pytest.mark.parametrize("rank", ["", "главный хранитель", "полиция", "советник", "генерал-лейтенант чего-то"])
def test_a_rank_that_is_not_known_is_not_made_up(rank: str) -> None:
    assert rank_forms.translated(rank, "kk") is None


def _proposed(name: str, language: str) -> str:
    surname, given, patronymic = name.split()
    made = name_proposals.proposed(Name(surname, given, patronymic), language)
    return f"{made.surname} {made.given} {made.patronymic}"
