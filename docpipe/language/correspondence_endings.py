"""What ends a surname or a patronymic, and whose child a patronymic says somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.language.names import Gender

_VOWELS = "аәеёиоөуұүыіэюя"
_SHORTEST = 2
_OF_FATHERS = ("ич", "ична", "инична")


@dataclass(frozen=True, slots=True)
class Ended:
    """A name taken apart: what it may be formed from (the likeliest first), its ending, the gender that the ending tells."""

    roots: tuple[str, ...]
    ending: str
    gender: Gender | None = None


@lru_cache(maxsize=65536)
def surname(name: str) -> Ended | None:
    """A lower-case surname without its ending, None where it has none.

    >>> surname("сағымбаев").roots, surname("смағұл")
    (('сағымба', 'сағымбай'), None)
    """
    for ending in table("correspondence")["surname"]["endings"]:
        root = name.removesuffix(ending)
        if root != name and len(root) >= _SHORTEST:
            return Ended((root, root + "й") if root[-1] in _VOWELS else (root,), ending)
    return None


@lru_cache(maxsize=65536)
def patronymic(name: str) -> Ended | None:
    """A lower-case patronymic taken apart, None for what is none; the father's name may have changed before the ending.

    >>> patronymic("смагулович").roots, patronymic("тілеубердіұлы").roots, patronymic("павловна").gender
    (('смагул',), ('тілеуберді',), 'f')
    >>> "тлеуберди" in patronymic("тлеубердинович").roots, "андрей" in patronymic("андреевич").roots
    (True, True)
    """
    found = [(ending, gender) for key, gender in _GENDERS for ending in table("correspondence")["patronymic"][key] if name.endswith(ending)]
    ended = [
        (name.removesuffix(ending), ending, gender)
        for ending, gender in found
        if len(name) >= len(ending) + _SHORTEST
        and (ending not in _OF_FATHERS or name.removesuffix(ending) in table("correspondence")["fathers"])
    ]
    if not ended:
        return None
    roots = dict.fromkeys(form for root, ending, _ in sorted(ended, key=_plain_first) for form in _fathers(root, ending))
    return Ended(tuple(roots), ended[0][1], ended[0][2])


@lru_cache(maxsize=65536)
def nearly_patronymic(name: str) -> Ended | None:
    """A patronymic of whose ending one letter is wrong, as `patronymic` would have it right; None where that cannot be told.

    >>> nearly_patronymic("петравна").roots[:2], nearly_patronymic("серікұры").ending
    (('петр', 'пётр'), 'ұлы')
    """
    for key, _ in _GENDERS:
        for ending in table("correspondence")["patronymic"][key]:
            root, printed = name[: -len(ending)], name[-len(ending) :]
            wrong = sum(one != other for one, other in zip(printed, ending, strict=False))
            if len(ending) > _SHORTEST and len(root) >= _SHORTEST and len(printed) == len(ending) and wrong == 1:
                return patronymic(root + ending)
    return None


def child_of(father: str, gender: Gender | None) -> str:
    """The Russian patronymic of a father's name, all lower-case.

    >>> child_of("серик", "m"), child_of("оралбай", "f"), child_of("муса", "m"), child_of("адиль", "f"), child_of("кабдеш", "m")
    ('серикович', 'оралбаевна', 'мусаевич', 'адилевна', 'кабдешевич')
    """
    ending = "вич" if gender == "m" else "вна"
    soft = father[-1:] in _VOWELS or father.endswith(("й", "ь", "ж", "ч", "ш", "щ"))
    return father.removesuffix("й").removesuffix("ь") + ("е" if soft else "о") + ending


_GENDERS: tuple[tuple[Literal["son", "daughter"], Gender], ...] = (("son", "m"), ("daughter", "f"))


def _plain_first(row: tuple[str, str, Gender]) -> bool:
    """The endings that only names in a vowel take (-нович) come last."""
    return row[1].startswith(("н", "ин"))


def _fathers(root: str, ending: str) -> list[str]:
    """The names that this root may stand for: Андре-евич Андрей, Василь-евич Василий, Петр-ович Пётр."""
    forms = [root, *table("correspondence")["fathers"].get(root, ())]
    if ending in ("евич", "евна"):
        forms += [root + "й"] if root[-1] in _VOWELS else [root.rstrip("ь") + "ий", root.rstrip("ь") + "и"]
    return forms
