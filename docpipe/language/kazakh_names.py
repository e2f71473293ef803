"""A person's name in Kazakh, from any case back to the nominative: only the last part carries the ending.

A name keeps an ending that belongs to it (Тілеуберді, Айдын): an ending is taken off where what is left looks like a name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from docpipe.language import kazakh, russian
from docpipe.language.names import Gender, Name, gender_of_patronymic, is_kazakh_patronymic, title_case
from docpipe.language.russian_names import Roles
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_SURNAME = lazy(r"..(?:[оеё]ва?|ина?|[сц]к(?:ий|ая)|ұлы|улы|қызы|кызы)$", re.IGNORECASE)
_FEMALE = lazy(r"(?:[оеё]ва|ина|[сц]кая|[қк][ыи]зы)$", re.IGNORECASE)
_BY_LIST: tuple[tuple[str, Gender], ...] = (("given_men", "m"), ("abroad_men", "m"), ("given_women", "f"), ("abroad_women", "f"))
_WITH_GA, _WITH_KA = lazy(r"..(?:[оеё]ва|[сц]кая)га$"), lazy(r"..(?:[оеё]в|[ыи]х)ка$")
"""The dative of a surname typed without Kazakh letters, or read so from a scan. `Ивановка` may be a village too."""
_TO_RUSSIAN = str.maketrans("әғқңөұүһі", "агкноуухи")


@cache
def _elements() -> tuple[str, ...]:
    rows = table("names")["russian"]
    return tuple({*rows["surely_masculine"], *(e for key in ("masculine", "feminine") for e in rows[key] if len(e) > 2)})


@cache
def _listed() -> dict[str, Gender]:
    """Names that the dictionary lacks, without Kazakh letters."""
    rows = table("names")["beside"]
    return {name.translate(_TO_RUSSIAN): gender for key, gender in _BY_LIST for name in rows[key]}


@lru_cache(maxsize=65536)
def looks_like_name(word: str) -> bool:
    """True for a nominative with a surname's ending, an element that ends names, or that a dictionary of names knows.

    >>> looks_like_name("Серік"), looks_like_name("Қожаев"), looks_like_name("Қоғам")
    (True, True, False)
    """
    low = word.lower()
    return _SURNAME.search(low) is not None or low.endswith(_elements()) or known_given(low) is not None


@lru_cache(maxsize=65536)
def known_given(word: str) -> Gender | None:
    """The gender of a given name that the dictionary knows, in Kazakh or Russian spelling; None where it knows none.

    >>> known_given("Әсел"), known_given("Марат"), known_given("министр"), known_given("Анна-Мария")
    ('f', 'm', None, 'f')
    """
    plain = word.lower().translate(_TO_RUSSIAN)
    if plain in _listed():
        return _listed()[plain]
    if len(halves := word.split("-")) == 2 and all(halves):
        both = {known_given(half) for half in halves}
        return both.pop() if len(both) == 1 else None
    for spelling in (plain, plain + "ь"):
        for reading in russian.readings(spelling):
            if reading.known and "Name" in reading.labels and reading.case == "nom" and reading.number == "sing":
                return "f" if reading.gender == "femn" else "m"
    return None


@lru_cache(maxsize=65536)
def bare(word: str) -> tuple[str, str]:
    """(the nominative, the case of the form); no possessive is taken off.

    >>> bare("Смағұлға"), bare("Дәулетханұлына"), bare("Айдын"), bare("Серіктен")
    (('Смағұл', 'dat'), ('Дәулетханұлы', 'dat'), ('Айдын', 'nom'), ('Серік', 'abl'))
    """
    word = f"{word[:-2]}ға" if _WITH_GA.search(word) else word
    found = [reading for reading in kazakh.analyses(word) if not reading.possessive and len(reading.stem) > 1]
    best = max(found, key=lambda reading: _weight(reading.stem, reading.case), default=kazakh.Analysis(word, "nom"))
    return best.stem, best.case


def _weight(stem: str, case: str) -> float:
    return 2.0 * looks_like_name(stem) + (0.0 if case == "nom" else 0.5 if len(stem) > 2 else 0.1)


def led_back(pairs: Roles) -> Name | None:
    """The name that tokens with known roles are a form of; the last of them may carry a case.

    >>> led_back((("surname", "Қожаев"), ("given", "Марат"), ("patronymic", "Дәулетханұлына"))).patronymic
    'Дәулетханұлы'
    >>> led_back((("surname", "Сарсеновка"),)).surname
    'Сарсенов'
    """
    plain = [(role, title_case(token)) for role, token in pairs]
    if not plain:
        return None
    role, token = plain[-1]
    last, case = bare(f"{token[:-2]}қа" if role == "surname" and _WITH_KA.search(token) else token)
    short = case == "abl" and role == "surname" and len(last) <= 3  # Бектен
    if short or (case == "loc" and not looks_like_name(last)):  # Ақмолда: people seldom stand in this case
        last, case = token, "nom"
    found: dict[str, str] = dict([*plain[:-1], (role, last)])
    return replace(Name(found.get("surname"), found.get("given"), found.get("patronymic"), case=case), gender=_gender(found))


def _gender(found: dict[str, str]) -> Gender | None:
    surname, given, patronymic = (found.get(role) for role in ("surname", "given", "patronymic"))
    if patronymic and (told := gender_of_patronymic(patronymic)):
        return told
    if surname and (_SURNAME.search(surname) or is_kazakh_patronymic(surname)):
        return "f" if _FEMALE.search(surname) else "m"
    return known_given(given) if given else None
