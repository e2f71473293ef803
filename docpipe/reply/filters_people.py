"""Filters for people, posts and bodies: who is written to, in the right case; how they are greeted.

A person is a `Person` of a record, anything with its fields, a table with them, or the printed name; `gender` (`m`, `f`) is read where there is one.
What is not known is not guessed: where the form of a name depends on the gender and nothing tells it, `GenderUnknown` names what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from docpipe.language import kazakh_phrases, kazakh_said, name_forms, russian
from docpipe.language.name_forms import GenderUnknown, NoName
from docpipe.language.names import Gender, Name
from docpipe.reply import filters_numbers
from docpipe.vocabulary import table

CASES = {
    "nominative": "nom",
    "genitive": "gen",
    "dative": "dat",
    "accusative": "acc",
    "instrumental": "ins",
    "locative": "loc",
    "ablative": "abl",
}
"""The filters that decline, and our names of the cases. Russian has no ablative, its locative is what `о` asks for."""

_NAMED = ("surname", "given", "patronymic", "initials", "gender")
_MOST_NAMED = 2


def declined(value: Any, case: str, *, language: str, full: bool = False) -> str:
    r"""A person, a post, a body, a number or several people, in `case`; a person with post and rank. `full`: names instead of initials.

    >>> kozhaev = {"surname": "Кожаев", "initials": "М.Д.", "post": "Министр внутренних дел", "rank": "генерал-лейтенант полиции"}
    >>> declined(kozhaev, "dat", language="ru")
    'Министру внутренних дел генерал-лейтенанту полиции Кожаеву\xa0М.Д.'
    >>> declined("Мәжіліс", "dat", language="kk"), declined("ІІМ", "abl", language="kk"), declined(219, "dat", language="kk")
    ('Мәжіліске', 'ІІМ-нен', '219-ға')
    >>> declined(["Смағұл Б.С.", "Әбсеметова А.М."], "dat", language="kk").replace("\xa0", " ")
    'Смағұлға Б.С., Әбсеметоваға А.М.'
    """
    if isinstance(value, int | float):
        shown = filters_numbers.number(value)
        return kazakh_said.figure(int(value), case, printed=shown) if language == "kk" and value == int(value) else shown
    if isinstance(value, str):
        return _declined_text(value.strip(), case, language)
    if not isinstance(value, list | tuple):
        return _declined_person(value, case, language, full=full)
    return ", ".join(declined(one, case, language=language, full=full) for one in value)


def _declined_text(text: str, case: str, language: str) -> str:
    if text and name_forms.looks_like_name(text, language):
        return name_forms.declined(name_forms.read(text), case, language)
    return phrase(text, case, language)


def phrase(text: str, case: str, language: str, *, plural: bool = False) -> str:
    """A post, a rank or a body in `case`, of many where `plural`.

    >>> phrase("Депутат Мажилиса", "dat", "ru", plural=True), phrase("Мәжіліс депутаты", "nom", "kk", plural=True)
    ('Депутатам Мажилиса', 'Мәжіліс депутаттары')
    """
    if language == "ru":
        return russian.declined_phrase(text, case, number="plur" if plural else "keep")
    parts = [kazakh_phrases.plural(part) if plural else part for part in text.split(", ")]
    return kazakh_phrases.declined(", ".join(parts), case)


def field(person: Any, name: str) -> Any:
    """A field of a person, however it is given; None where there is none."""
    return person.get(name) if isinstance(person, Mapping) else getattr(person, name, None)


def name_of(person: Any) -> Name:
    """The name alone; of a printed name its parts."""
    if not isinstance(person, str):
        return Name(**{key: field(person, key) or None for key in _NAMED})
    parts = name_forms.read(person)
    told = {role: " ".join(part.text for part in parts if part.role == role) or None for role in _NAMED[:-1]}
    return Name(told["surname"], told["given"], told["patronymic"], told["initials"])


def _has_name(person: Any) -> bool:
    return any(field(person, key) for key in _NAMED[:-1])


def _post(person: Any, language: str) -> str:
    post = str(field(person, "post") or "")
    return acting(post, language=language) if post and field(person, "acting") else post


def _declined_person(person: Any, case: str, language: str, *, full: bool) -> str:
    if not _has_name(person):
        return phrase(_post(person, language) or str(field(person, "organisation") or ""), case, language)
    before = [part for part in (_post(person, language), str(field(person, "rank") or "")) if part]
    if language == "ru":
        before = [phrase(part, case, language) for part in before]
    return " ".join([*before, _declined_name(person, case, language, full=full)])


def _declined_name(person: Any, case: str, language: str, *, full: bool = False) -> str:
    if isinstance(person, str):
        return name_forms.declined(name_forms.read(person), case, language)
    name = name_of(person)
    return name_forms.declined(name_forms.parts(name, language, full=full), case, language, _gender(name))


def _gender(name: Name) -> Gender | None:
    """As told, else by all parts of the name, also those of which only the initials are printed."""
    return name.gender or name_forms.gender_of(name_forms.parts(name, "ru", full=True))


def named(person: Any, *, language: str, full: bool = False) -> str:
    r"""The name alone, in the order of the language.

    >>> named({"surname": "Смағұл", "given": "Бақытбек", "patronymic": "Смағұлұлы", "post": "депутат"}, language="kk")
    'Б.С.\xa0Смағұл'
    """
    return _declined_name(person, "nom", language, full=full)


def addressee(value: Any, *, language: str, full: bool = False) -> str:
    r"""Who a letter is addressed to, in the dative, as it stands at its head. Several with one post share it, each with his ending; others begin a new line.

    >>> print(addressee([{"surname": "Смагулов", "initials": "Б.С.", "post": "депутат Мажилиса"},
    ...                  {"surname": "Абсеметова", "initials": "А.М.", "post": "депутат Мажилиса"}], language="ru").replace("\xa0", " "))
    Депутатам Мажилиса Смагулову Б.С., Абсеметовой А.М.
    """
    if not isinstance(value, list | tuple):
        return _capital(declined(value, "dat", language=language, full=full))
    groups = [list(group) for _, group in groupby(value, key=_shared)]
    return "\n".join(_capital(_group(group, language, full=full)) for group in groups)


def _shared(person: Any) -> tuple[str, ...]:
    if isinstance(person, str) or not _has_name(person):
        return (str(id(person)),) if not isinstance(person, str) else ()
    return tuple(str(field(person, key) or "") for key in ("post", "rank", "acting"))


def _group(people: list[Any], language: str, *, full: bool) -> str:
    first = people[0]
    if len(people) == 1 or isinstance(first, str) or field(first, "rank") or not field(first, "post"):
        return declined(people if len(people) > 1 else first, "dat", language=language, full=full)
    post = phrase(_post(first, language), "dat" if language == "ru" else "nom", language, plural=True)
    return f"{post} {', '.join(_declined_name(one, 'dat', language, full=full) for one in people)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def acting(post: str, *, language: str, full: bool = False) -> str:
    """What somebody is called who acts for the holder of a post; `full`: written out in Russian too.

    >>> acting("Министр внутренних дел", language="ru"), acting("Премьер-Министр", language="ru", full=True)
    ('И.о. министра внутренних дел', 'Исполняющий обязанности Премьер-Министра')
    >>> acting("Қазақстан Республикасының Ішкі істер министрі", language="kk")
    'Қазақстан Республикасы Ішкі істер министрінің міндетін атқарушы'
    """
    low = post.lower()
    if low.startswith((*table("posts")["acting"][language], "исполняющ")) or low.endswith("атқарушы"):
        return post
    if language == "kk":
        return kazakh_phrases.acting(post)
    held = russian.declined_phrase(post, "gen")
    first, _, rest = held.partition(" ")
    if first[1:].islower() and not rest[:1].isupper():
        held = held[:1].lower() + held[1:]
    return ("Исполняющий обязанности " if full else "И.о. ") + held


def salutation(value: Any, *, language: str) -> str:
    """How somebody, or several, are greeted. Without a patronymic by name and господин, госпожа, мырза, ханым; more than two by their post.

    >>> salutation({"given": "Алия", "patronymic": "Маратовна"}, language="ru"), salutation("депутаты", language="ru")
    ('Уважаемая Алия Маратовна!', 'Уважаемые депутаты!')
    >>> salutation([{"given": "Бақытбек", "patronymic": "Смағұлұлы"}, {"given": "Әлия", "patronymic": "Маратқызы"}], language="kk")
    'Құрметті Бақытбек Смағұлұлы, Әлия Маратқызы!'
    >>> salutation({"surname": "Смагул", "gender": "m"}, language="ru"), salutation({"surname": "Смағұл", "given": "Әлия"}, language="kk")
    ('Уважаемый господин Смагул!', 'Құрметті Әлия ханым!')
    """
    people = list(value) if isinstance(value, list | tuple) else [value]
    if not people:
        raise NoName
    words = table("replies")["salutation"][language]
    if len(people) == 1 and isinstance(people[0], str) and not name_forms.looks_like_name(people[0], language):
        return f"{words['plural']} {people[0]}!"
    if len(people) > _MOST_NAMED and (post := _common_post(people, language)):
        return f"{words['plural']} {post}!"
    greeted = ", ".join(_greeted(one, language, words) for one in people)
    how = words["plural"] if len(people) > 1 else words[_known_gender(people[0], language)]
    return f"{how} {greeted}!"


def _common_post(people: list[Any], language: str) -> str | None:
    posts = {str(field(one, "post") or "") for one in people}
    post = posts.pop() if len(posts) == 1 else ""
    if not post:
        return None
    if language == "ru":
        return russian.declined_phrase(post.split()[0].lower(), "nom", number="plur")
    return kazakh_phrases.plural(kazakh_phrases.unpossessed(post.split(", ")[0].split()[-1]))


def _known_gender(person: Any, language: str) -> str:
    gender = _gender(name_of(person))
    if gender is None and language == "ru":
        raise GenderUnknown
    return gender or "plural"


def _greeted(person: Any, language: str, words: Mapping[str, str]) -> str:
    name = name_of(person)
    if name.given and name.patronymic:
        return f"{name.given} {name.patronymic}"
    gender = _gender(name)
    if language == "kk":
        called = (name.given or name.surname) if gender else named(person, language=language)
        return f"{called} {words['title_' + gender]}" if gender and called else str(called)
    if gender is None:
        raise GenderUnknown
    if not (name.surname or name.given):
        raise NoName
    return f"{words['title_' + gender]} {name.surname or name.given}"


def _case_filter(case: str) -> Callable[..., str]:
    def decline(value: Any, *, language: str, full: bool = False) -> str:
        return declined(value, case, language=language, full=full)

    return decline


DECLINING = {name: _case_filter(case) for name, case in CASES.items()}
