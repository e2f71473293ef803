"""What a name would be in the other language: a proposal, which a person confirms before it is printed.

Known names come first (`vocabulary/given_names.toml`), also as fathers and as roots of surnames; then the elements and the letters of the
correspondence. Names that are Russian by origin stay as they are; no ending is put on a surname that has none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from docpipe.language import correspondence_endings as endings
from docpipe.language import correspondence_letters as letters
from docpipe.language import russian
from docpipe.language.names import Name, gender_of_patronymic, is_kazakh_patronymic
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_SLAVIC = lazy(r"..(?:[кч]о|[чщ]ук|юк|[ыи]х|[цс]к(?:ий|ая|ой)|ный|ная|вич)$")
_INITIAL = lazy(r"[^\W\d_]{1,2}")


def proposed(name: Name, language: str) -> Name:
    """The name as `language` would likely spell it, each part by itself; initials after the names where they are known.

    >>> made = proposed(Name("Байжігітов", "Нұрлан", "Серікұлы"), "ru")
    >>> made.surname, made.given, made.patronymic
    ('Байжигитов', 'Нурлан', 'Серикович')
    >>> made = proposed(Name("Смагулов", "Бакытбек", "Смагулович"), "kk")
    >>> made.surname, made.given, made.patronymic
    ('Смағұлов', 'Бақытбек', 'Смағұлұлы')
    """
    return replace(
        name,
        surname=name.surname and surname(name.surname, language),
        given=name.given and given(name.given, language),
        patronymic=name.patronymic and patronymic(name.patronymic, language),
        initials=name.initials and _initials(name.initials, language),
        case=None,
    )


def given(name: str, language: str) -> str:
    """A given name in the other language.

    >>> given("Әсел", "ru"), given("Айгуль", "kk"), given("Сергей", "kk"), given("Қасым-Жомарт", "ru")
    ('Асель', 'Айгүл', 'Сергей', 'Касым-Жомарт')
    """
    return _cased(name, _known(name.lower(), language) or "-".join(_spelled(half, language) for half in name.lower().split("-")))


def surname(name: str, language: str) -> str:
    """A surname in the other language, with its own ending and no other.

    >>> surname("Қожаев", "ru"), surname("Каримова", "kk"), surname("Смағұл", "ru"), surname("Пушкин", "kk"), surname("Вишневская", "kk")
    ('Кожаев', 'Кәрімова', 'Смагул', 'Пушкин', 'Вишневская')
    """
    return _cased(name, "-".join(_half(half, language) for half in name.lower().split("-")))


def _half(name: str, language: str) -> str:
    if known := _known(name, language):
        return known
    ended = endings.surname(name)
    if ended is None:
        return name if language == "kk" and _SLAVIC.search(name) else _spelled(name, language)
    root = next((made for root in ended.roots if (made := _known(root, language) or (language == "kk" and letters.element(root)))), None)
    if root is None:
        return (
            name
            if language == "kk" and (_SLAVIC.search(name) or _is_russian(name, "Surn"))
            else _spelled(ended.roots[0], language) + ended.ending
        )
    return _joined(root, ended.ending)


def _joined(root: str, ending: str) -> str:
    """A root with its ending: Сәрсенбай, Сәрсенбаев; Тілеуберді, Тілеубердиев."""
    if ending.startswith("е"):
        return re.sub("[ыі]$", "и", root.removesuffix("й")) + ending
    return root + ending


def patronymic(name: str, language: str) -> str:
    """A patronymic in the other language: the father's name by the rules, his child as the language says it.

    >>> patronymic("Смағұлұлы", "ru"), patronymic("Маратовна", "kk"), patronymic("Иванович", "kk"), patronymic("Петровна", "kk")
    ('Смагулович', 'Маратқызы', 'Иванович', 'Петровна')
    """
    low = name.lower()
    ended = endings.patronymic(low)
    if ended is None:
        return given(name, language)
    known = next((made for root in ended.roots if (made := _known(root, language) or (language == "kk" and letters.element(root)))), None)
    if language == "ru" and not is_kazakh_patronymic(low):
        return name
    if language == "ru":
        return _cased(name, endings.child_of(known or _spelled(ended.roots[0], "ru"), ended.gender))
    if known is None and _is_russian(low, "Patr"):
        return name
    return _cased(name, (known or _spelled(ended.roots[0], "kk")) + ("қызы" if gender_of_patronymic(name) == "f" else "ұлы"))


def _initials(told: str, language: str) -> str:
    """Initials letter by letter; a Russian К or А may be Қ or Ә in Kazakh, which nobody can tell from the letter alone."""
    return told if language == "kk" else _INITIAL.sub(lambda one: letters.into_russian(one[0].lower()).capitalize(), told)


@cache
def _names(language: str) -> dict[str, str]:
    every = [pair for key in ("men", "women") for pair in table("given_names")[key].items()]
    return {theirs: ours for ours, theirs in reversed(every)} if language == "kk" else dict(every)


def _known(name: str, language: str) -> str | None:
    return _names(language).get(name)


def _spelled(name: str, language: str) -> str:
    if language == "ru":
        return letters.into_russian(name)
    return name if _is_russian(name, "Name") else letters.into_kazakh(name)


@lru_cache(maxsize=65536)
def _is_russian(name: str, label: str) -> bool:
    """Whether the dictionary of Russian knows the name."""
    return any(reading.known and label in reading.labels and reading.case == "nom" for reading in russian.readings(name))


def _cased(model: str, name: str) -> str:
    """The name with a capital where the model has one."""
    return "-".join(half[:1].upper() + half[1:] for half in name.split("-")) if model[:1].isupper() else name
