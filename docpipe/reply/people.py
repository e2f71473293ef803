"""People of a letter: one in each language, from what a document prints, a data file says, or the other language lets one propose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docpipe.language import correspondence, name_proposals, rank_forms
from docpipe.language.names import Gender, Name, is_initials, is_patronymic, tidy_initials
from docpipe.model.record import Person

BOUND = "\N{NO-BREAK SPACE}"
UNREAD = "what is told is no name of a person: surname, given name and patronymic, or surname and initials"
_PARTS = ("surname", "given", "patronymic")


class Named(Person):
    """A person of a letter; `gender` where the data say it."""

    gender: Gender | None = None


def named(told: str, post: str | None = None, rank: str | None = None) -> Named | None:
    """The person that a text names in the nominative, surname first or with initials; None where it is no name.

    >>> one = named("Жұмаділова Сәуле Қанатқызы")
    >>> one.surname, one.given, one.patronymic
    ('Жұмаділова', 'Сәуле', 'Қанатқызы')
    >>> named("Н. Байжігітов").initials, named("Сейткерей А.М.").surname
    ('Н.', 'Сейткерей')
    """
    tokens = told.replace(BOUND, " ").replace(".", ". ").split()
    initials = "".join(tidy_initials(one) for one in tokens if is_initials(one)) or None
    words = [one for one in tokens if not is_initials(one)]
    father = next((one for one in words[1:] if is_patronymic(one)), None) if len(words) > 1 else None
    if father is not None and len(words) == 3 and words.index(father) == 1:
        words = [words[2], words[0], father]
    rest = [one for one in words if one is not father]
    if not 0 < len(rest) <= 2 or (initials and len(words) > 1):
        return None
    given = rest[1] if len(rest) > 1 else None
    return Named(text=told, span=(0, 0), surname=rest[0], given=given, patronymic=father, initials=initials, post=post, rank=rank)


def said(table: Mapping[str, Any], language: str) -> Person | None:
    """The person that a table of the data file names for a language: a text, or its parts by name."""
    told = table.get(language)
    inner = {**table, **told} if isinstance(told, Mapping) else table
    post, rank = (_in(inner.get(key), language) for key in ("post", "rank"))
    if isinstance(told, str):
        one = named(told, post, rank)
        return one.model_copy(update={"gender": table.get("gender")}) if one and table.get("gender") in {"m", "f"} else one
    if isinstance(told, Mapping) and told.get("surname"):
        parts: dict[str, Any] = {key: str(told[key]) for key in (*_PARTS, "initials") if told.get(key)}
        return Named(text="", span=(0, 0), post=post, rank=rank, **parts)
    return None


def _in(told: Any, language: str) -> str | None:
    found = told.get(language) if isinstance(told, Mapping) else told
    return "\n".join(map(str, found)) if isinstance(found, list) else str(found) if found else None


def proposed(person: Person, language: str) -> Person:
    """The same person as the other language would likely write the name: to be confirmed.

    >>> proposed(named("Байжігітов Нұрлан Серікұлы"), "ru").surname
    'Байжигитов'
    """
    made = name_proposals.proposed(Name(person.surname, person.given, person.patronymic, initials(person) or None), language)
    parts = {key: getattr(made, key) for key in _PARTS}
    letters = None if made.given else made.initials
    rank = rank_forms.translated(person.rank, language) if person.rank else None
    return person.model_copy(update={**parts, "text": "", "initials": letters, "post": None, "rank": rank})


def initials(person: Person) -> str:
    """The initials without blanks, from the names where they are known, else as printed; empty where there are none.

    >>> initials(named("Жұмаділова Сәуле Қанатқызы"))
    'С.Қ.'
    """
    if person.given:
        return "".join(f"{one[:1]}." for one in (person.given, person.patronymic) if one)
    return person.initials or ""


def same(one: Person, other: Person, languages: tuple[str, str]) -> bool:
    """Whether two versions or two mentions name one person, by the surname and, where both have one, the first initial."""
    if not one.surname or not other.surname:
        return False
    kazakh, russian = (one, other) if languages[0] == "kk" else (other, one)
    within = languages[0] == languages[1]
    if correspondence.surname(str(kazakh.surname), str(russian.surname), within=within) not in {"same", "form"}:
        return False
    first, second = initials(kazakh)[:2], initials(russian)[:2]
    return not (first and second) or correspondence.initials(first, second, within=within) in {"same", "form"}


def signed(person: Person) -> str:
    """The name as it stands under a letter in either language: the first initial, bound to the surname.

    >>> signed(named("Байжігітов Нұрлан Серікұлы")).replace(BOUND, "_")
    'Н._Байжігітов'
    """
    first = initials(person).partition(".")[0]
    return f"{first}.{BOUND}{person.surname}" if first else str(person.surname)


def initialled(person: Person) -> str:
    """Surname and initials, as lists have them."""
    return f"{person.surname} {initials(person)}".strip()
