"""People who never were, as both languages name them: with patronymics of either kind or none, of one surname or two, of such as are not declined."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from docpipe.vocabulary import table

_LANGUAGES = ("kk", "ru")
_SURNAMES = (  # Kazakh, Russian, whether a woman's has -а
    ("Сәрсенов", "Сарсенов", True),
    ("Қалдыбаев", "Калдыбаев", True),
    ("Әубәкіров", "Аубакиров", True),
    ("Төлегенов", "Толегенов", True),
    ("Жұмабеков", "Жумабеков", True),
    ("Өтепов", "Утепов", True),
    ("Никитин", "Никитин", True),
    ("Соколов", "Соколов", True),
    ("Досмағамбет", "Досмагамбет", False),
    ("Ерғали", "Ергали", False),
    ("Бекболат", "Бекболат", False),
    ("Мұқанов", "Муканов", True),
    ("Ким", "Ким", False),
    ("Ли", "Ли", False),
    ("Черных", "Черных", False),
    ("Шевченко", "Шевченко", False),
    ("Тен", "Тен", False),
    ("Мусин-Ахметов", "Мусин-Ахметов", True),
    ("Ким-Сәрсенов", "Ким-Сарсенов", True),
)
_FATHERS = ("болат", "серік", "қанат", "марат", "арман", "ерлан", "асқар", "дәулет")
_SLAVIC = {"m": (("Олег", "Иванович"), ("Андрей", "Петрович"), ("Павел", "Сергеевич")), "f": (("Ольга", "Ивановна"), ("Елена", "Петровна"))}


@dataclass(frozen=True, slots=True)
class Human:
    """One person: surname, given name, patronymic (empty where there is none) by language."""

    gender: str
    surname: dict[str, str]
    given: dict[str, str]
    patronymic: dict[str, str]

    def full(self, language: str) -> str:
        """The whole name, surname first."""
        return " ".join(part for part in (self.surname[language], self.given[language], self.patronymic[language]) if part)

    def initials(self, language: str) -> str:
        """The initials, without blanks."""
        return "".join(f"{part[0]}." for part in (self.given[language], self.patronymic[language]) if part)

    def first(self, language: str) -> str:
        """The first initial and the surname, as it is signed."""
        return f"{self.given[language][0]}. {self.surname[language]}"

    def data(self) -> dict[str, Any]:
        """The person for a data file."""
        return {**{one: self.full(one) for one in _LANGUAGES}, "gender": self.gender}


def drawn(dice: random.Random, *, patronymic: bool | None = None) -> Human:
    """One person; `patronymic`: with one or without one for sure."""
    gender = dice.choice("mf")
    kazakh, russian, feminine = dice.choice(_SURNAMES)
    surname = {"kk": _of(kazakh, gender, feminine=feminine), "ru": _of(russian, gender, feminine=feminine)}
    if dice.random() < 0.2:
        given, father = dice.choice(_SLAVIC[gender])
        return Human(gender, surname, dict.fromkeys(_LANGUAGES, given), dict.fromkeys(_LANGUAGES, father))
    name = dice.choice(_names(gender))
    has = dice.random() < 0.85 if patronymic is None else patronymic
    return Human(
        gender, surname, {"kk": name[0].capitalize(), "ru": name[1].capitalize()}, _father(dice, gender) if has else {"kk": "", "ru": ""}
    )


def _of(surname: str, gender: str, *, feminine: bool) -> str:
    if gender == "m" or not feminine:
        return surname
    return "-".join(f"{part}а" if part.endswith(("ов", "ев", "ин")) else part for part in surname.split("-"))


@cache
def _names(gender: str) -> list[tuple[str, str]]:
    return sorted(table("given_names")["men" if gender == "m" else "women"].items())


def _father(dice: random.Random, gender: str) -> dict[str, str]:
    kazakh = dice.choice(_FATHERS)
    russian = table("given_names")["men"][kazakh].capitalize()
    if dice.random() < 0.3:
        return {"kk": f"{kazakh.capitalize()}{'ұлы' if gender == 'm' else 'қызы'}", "ru": f"{russian}{'улы' if gender == 'm' else 'кызы'}"}
    return {"kk": f"{kazakh.capitalize()}{'ұлы' if gender == 'm' else 'қызы'}", "ru": f"{russian}{'ович' if gender == 'm' else 'овна'}"}
