"""A person's name in Russian, from any case back to the nominative, and forward.

Every part is led back under each gender and case; the reading in which all parts agree and look most like names wins. The
patronymic decides gender and case where there is one; a case that the caller expects decides where the form alone cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from docpipe.language import russian
from docpipe.language.names import (
    Gender,
    Name,
    gender_of_patronymic,
    is_initials,
    is_kazakh_patronymic,
    is_patronymic,
    tidy_initials,
    title_case,
)
from docpipe.language.russian_declension import CASES, Role, decline, nominatives, stands_still
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_GENDERS: tuple[Gender, ...] = ("m", "f")
_SURNAME_SHAPE = lazy(r"..(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая)|енко|[ыи]х|[ую]к|дзе|швили|ян)$", re.IGNORECASE)
_BY_PARADIGM = {  # how readily a surname is believed to be of a paradigm
    "ov-in": 1.0, "ova-ina": 1.0, "skij": 1.1, "sibilant-adjective": 0.8, "aja": 0.7, "hard-adjective": 0.5, "velar-adjective": 0.5, "soft-adjective": 0.3, "jaja": 0.3, "fugitive": 1.0,
    "j": 0.6, "consonant": 0.45, "soft-sign-man": 0.35, "plural-genitive": 0.9, "fleeting": 0.4, "a": 0.42, "a-velar": 0.42, "ia": 0.3, "ja": 0.25,
    "fixed": 0.4, "left-standing": 0.1, "fixed-patronymic": 1.0, "patronymic-ich": 1.0, "patronymic-na": 1.0, "ij": 0.6, "soft-sign-woman": 0.5,
}  # fmt: skip
_PRIOR = {"nom": 0.2, "gen": 0.04, "dat": 0.05, "acc": 0.02, "ins": 0.01, "loc": -0.2}
Roles = tuple[tuple[Role, str], ...]


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(table("names")["russian"][name])


@cache
def _dictionary(word: str) -> frozenset[tuple[str, str]]:
    """(Name or Surn, m or f) that the dictionary knows this nominative as."""
    genders = {"masc": "m", "femn": "f"}
    return frozenset(
        (label, genders[reading.gender])
        for reading in russian.readings(word.lower())
        if reading.known and reading.number == "sing" and reading.case == "nom" and reading.gender in genders
        for label in ("Name", "Surn")
        if label in reading.labels
    )


@cache
def _famous() -> frozenset[str]:
    """Surnames that the dictionary lacks: Обама, Тачи."""
    return frozenset(table("lone_names")["alone"]["surnames"])


@cache
def listed_given(gender: Gender) -> frozenset[str]:
    """Kazakh given names of men, or of women, in both spellings, lower-case."""
    return frozenset(name for pair in table("given_names")["men" if gender == "m" else "women"].items() for name in pair)


def roles(tokens: Sequence[str]) -> Roles | None:
    """Which token is what: surname first before given name and patronymic, last after them; None for what is no name.

    >>> [role for role, _ in roles(["Марат", "Даулетханович", "Кожаев"])]
    ['given', 'patronymic', 'surname']
    """
    if len(tokens) == 1:
        return (("surname", tokens[0]),)
    patronymics = [place for place, token in enumerate(tokens) if place and is_patronymic(token)]
    if len(tokens) == 3 and patronymics:
        order: tuple[Role, ...] = ("given", "patronymic", "surname") if patronymics[0] == 1 else ("surname", "given", "patronymic")
        return tuple(zip(order, tokens, strict=True))
    if len(tokens) == 2:
        return tuple(zip(_pair(tokens[0], tokens[1]), tokens, strict=True))
    return None


def _pair(first: str, second: str) -> tuple[Role, Role]:
    if is_patronymic(second):
        return "given", "patronymic"
    if _surname_like(first) and not _surname_like(second):
        return "surname", "given"
    return "given", "surname"


@lru_cache(maxsize=65536)
def _surname_like(form: str) -> bool:
    """Whether some reading of the form is a surname by its shape."""
    found = (nominatives(form, "surname", gender, case) for gender in _GENDERS for case in CASES)
    shaped = any(_SURNAME_SHAPE.search(word) for words in found for word, paradigm in words if paradigm != "left-standing")
    return shaped and not any(("Name", g) in _dictionary(w) for g in _GENDERS for c in CASES for w, _ in nominatives(form, "given", g, c))


@lru_cache(maxsize=65536)
def _likely(word: str, role: Role, gender: Gender, paradigm: str) -> float:
    """How much a nominative looks like a name in this role, 0 to about 1.5."""
    if role == "surname":
        if word.lower() in _famous():
            return 1.2
        known = 0.4 if ("Surn", gender) in _dictionary(word) or (paradigm == "consonant" and re.search(r"[юу]к$", word)) else 0.0
        plain = 0.5 if paradigm == "skij" and not word.endswith(("ский", "цкий")) else _BY_PARADIGM[paradigm]
        return plain + known + 0.3 * _by_element(word, gender) - _strange(word, paradigm)
    if paradigm == "left-standing" and not (gender == "f" and word.endswith("ь")):
        return 0.1
    if gender == "f" and word.lower().endswith("а") and word.lower() not in _listed("paired") and _masculine(word):
        return 0.2
    if ("Name", gender) in _dictionary(word) or word.lower() in listed_given(gender):
        return 1.1 if word.endswith("ь") else 1.0
    return max(_by_element(word, gender), _by_shape(word, gender)) - _strange(word, paradigm)


def _masculine(genitive: str) -> bool:
    """Whether a woman's name in -а is rather the genitive of a man's: Нурлана, Ахылбека."""
    man = genitive[:-1]
    if ("Name", "m") in _dictionary(man):
        return True
    return ("Name", "f") not in _dictionary(genitive) and man.lower().endswith(_listed("surely_masculine"))


def _by_element(word: str, gender: Gender) -> float:
    """Names are built from elements: -бек, -хан are men's, -гуль, -нар women's."""
    return 0.8 if word.lower().endswith(_listed("masculine" if gender == "m" else "feminine")) else 0.0


def _by_shape(word: str, gender: Gender) -> float:
    last = word[-1:].lower()
    if gender == "f":
        if re.search(r"(?:[иаыу][нрдлмс]а|[иь]я)$", word.lower()):
            return 0.5
        return 0.35 if last in "аь" else 0.2
    return 0.15 if last in "ая" else 0.5 if last not in "оеиыуюэәөіү" else 0.25


def _strange(word: str, paradigm: str) -> float:
    """What speaks against a restored nominative: a stem too short, two vowels before -а, a final -ы that a case explains."""
    low = word.lower()
    if stands_still(word):
        return -0.5
    if re.search(r"([лмнрст])\1$", low):
        return 0.3
    if paradigm == "soft-sign-man":
        return -0.2 if low.endswith("ль") else 0.0 if low.endswith("рь") else 0.4
    if paradigm in ("consonant", "a", "a-velar", "ov-in") and len(low) <= 2:
        return 0.4
    if re.search(r"[аоуыэяеёюиәөүұі]{2}$", low) and not low.endswith(("ия", "ая", "уа")):
        return 0.5
    if paradigm in ("fixed", "consonant") and re.search(r"...[кчшнртдцлгбз]ом$", low):
        return 0.3
    return 0.25 if paradigm == "fixed" and re.search(r"[^аоуыэяеёюиәөүұі](?:ы|у|ю|е|ой)$", low) else 0.0


def nominative(tokens: Sequence[str], *, case: str | None = None, gender: Gender | None = None) -> Name | None:
    """The name that these tokens, as printed, initials among them, are a form of; None for what is no name.

    `case` and `gender` say what the caller knows; where they contradict the forms the forms win.

    >>> nominative(["Кожаева", "Марата", "Даулетхановича"]).surname, nominative(["Цой", "Елене", "Викторовне"]).given
    ('Кожаев', 'Елена')
    >>> nominative(["Смагулову", "Б.С."]).surname, nominative(["Кожаева", "М."], case="acc").surname
    ('Смагулов', 'Кожаев')
    """
    initials = "".join(tidy_initials(token) for token in tokens if is_initials(token)) or None
    words = [token for token in tokens if not is_initials(token)]
    pairs = (("surname", words[0]),) if initials and len(words) == 1 else roles(words)
    found = led_back(pairs, case=case, gender=gender) if pairs else None
    return found and replace(found, initials=initials)


@lru_cache(maxsize=8192)
def led_back(pairs: Roles, *, case: str | None = None, gender: Gender | None = None) -> Name | None:
    """As `nominative`, for tokens whose roles are known.

    >>> led_back((("given", "Алие"), ("patronymic", "Маратовне"))).given
    'Алия'
    """
    plain = tuple((role, title_case(token)) for role, token in pairs)
    found = max(readings(plain, case=case, gender=gender), key=lambda reading: reading[0], default=None)
    return found and found[1]


def readings(pairs: Roles, *, case: str | None = None, gender: Gender | None = None) -> Iterator[tuple[float, Name]]:
    """Each way to understand the parts together, with its weight: one gender and one case for all of them."""
    told = next((gender_of_patronymic(token) for role, token in pairs if role == "patronymic"), None) or gender
    for its_gender in (told,) if told else _GENDERS:
        for its_case in CASES:
            parts = [_best(token, role, its_gender, its_case) for role, token in pairs]
            if all(parts):
                weight = sum(part[1] for part in parts if part) + _PRIOR[its_case] + (0.6 if its_case == case else 0.0)
                found = {role: part[0] for (role, _), part in zip(pairs, parts, strict=True) if part}
                yield weight, _name(found, its_gender, its_case, pairs)


def _name(found: dict[Role, str], gender: Gender, case: str, pairs: Roles) -> Name:
    """Gender stays open where nothing but the bare surname speaks and it serves both."""
    only = len(pairs) == 1 and "surname" in found
    open_gender = only and not _telling(found["surname"]) and len({decline(found["surname"], "surname", g, case)[0] for g in _GENDERS}) == 1
    return Name(found.get("surname"), found.get("given"), found.get("patronymic"), None, None if open_gender else gender, case)


def _telling(surname: str) -> bool:
    return _SURNAME_SHAPE.search(surname) is not None and not re.search(r"(?:енко|[ыи]х|дзе|швили|[ую]к|ян)$", surname.lower())


@lru_cache(maxsize=65536)
def _best(token: str, role: Role, gender: Gender, case: str) -> tuple[str, float] | None:
    if role == "patronymic" and is_kazakh_patronymic(token):
        return token, 1.0
    found = [(word, _likely(word, role, gender, paradigm)) for word, paradigm in nominatives(token, role, gender, case)]
    return max(found, key=lambda pair: pair[1], default=None)


def declined(name: Name, case: str) -> Name:
    """The same name in another case, gender as told by it (a man's where it is open).

    >>> declined(Name("Кожаев", "Марат", "Даулетханович", gender="m"), "dat").given
    'Марату'
    """
    gender: Gender = name.gender or "m"
    parts: dict[Role, str | None] = {"surname": name.surname, "given": name.given, "patronymic": name.patronymic}
    made = {role: decline(part, role, gender, case)[0] if part else None for role, part in parts.items()}
    return replace(name, **made, case=case)  # type: ignore[arg-type]
