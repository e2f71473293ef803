"""A person's name given in the nominative, in another case, as a letter prints it: `Смагулову Б.С.`, `Б.С. Смағұлға`.

Russian declines every part, by gender; Kazakh puts the ending on the last. A gender that nothing tells is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from docpipe.errors import DocpipeError
from docpipe.language import kazakh, kazakh_phrases, russian, russian_names
from docpipe.language.kazakh_names import known_given
from docpipe.language.names import Gender, Name, gender_of_patronymic, is_kazakh_patronymic, is_patronymic, title_case
from docpipe.language.russian_declension import decline
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

HARD = "\u00a0"
"""The blank at which no line breaks."""

Role = Literal["surname", "given", "patronymic", "initials"]
_PIECE = lazy(r"(?P<initials>(?:(?:Дж|Дз|Ұл|[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])\.\s?-?\s?){1,4})|(?P<word>[^\W\d_]+(?:[-‑'’][^\W\d_]+){0,3})")
_FIRST = lazy(r"(?:Дж|Дз)(?=[^\W\d_])|[^\W\d_]")
_LOOSE = frozenset({"оглы", "оғлы", "кызы", "қызы", "гызы", "улы", "ұлы", "уулу"})
_WOMAN = lazy(r"..(?:[оеё]ва|[иы]на|[сц]кая|[жчшщцкгхн]ая)$")
_MAN = lazy(r"..(?:[оеё]в|[иы]н|[сц]кий|[сц]кой|ый|[гк]ий)$")


class GenderUnknown(DocpipeError):
    """A name whose form depends on whether a man or a woman bears it, where nothing tells."""

    code = "E_GENDER"

    def __init__(self) -> None:
        super().__init__("Whether a person is a man or a woman is not told, and the form of the name depends on it", "Add gender = m or f")


class NoName(DocpipeError):
    """What stands where a name should is none."""

    code = "E_NAME"

    def __init__(self) -> None:
        super().__init__("A person's name is missing or cannot be taken apart", "Give surname, given and patronymic, or initials, apart")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a printed name."""

    role: Role
    text: str


Parts = tuple[Part, ...]


def parts(name: Name, language: str, *, full: bool = False) -> Parts:
    """A name in the order of the language: `Смагулов Б.С.`, `Б.С. Смағұл`, or with `full` the given name and the patronymic written out.

    >>> [one.text for one in parts(Name("Смағұл", "Бақытбек", "Смағұлұлы"), "kk")]
    ['Б.С.', 'Смағұл']
    """
    if name.surname is None and not (name.given or name.initials):
        raise NoName
    spelled = [Part(role, text) for role, text in (("given", name.given), ("patronymic", name.patronymic)) if text]  # type: ignore[arg-type]
    short = [Part("initials", given)] if (given := initials(name)) else []
    if name.surname is None:
        return tuple(spelled or short)
    surname = [Part("surname", name.surname)]
    if full and name.given:
        return (*surname, *spelled)
    return (*short, *surname) if language == "kk" else (*surname, *short)


def initials(name: Name) -> str | None:
    """The initials as printed, else the first letters of given name and patronymic.

    >>> initials(Name("Ким", "Джамиля", "Юрьевна")), initials(Name("Тоқаев", "Қасым-Жомарт", "Кемелұлы"))
    ('Дж.Ю.', 'Қ.-Ж.К.')
    """
    if name.initials:
        return name.initials
    return "".join(_initial(part) for part in (name.given, name.patronymic) if part) or None


def _initial(part: str) -> str:
    found = (_FIRST.match(half) for half in part.split("-"))
    return "-".join(f"{first[0]}." for first in found if first)


def read(text: str) -> Parts:
    """The parts of a name printed in the nominative. `NoName` for what is none.

    >>> [(one.role, one.text) for one in read("Смагулов Бахытбек Смагулович")][0], [one.role for one in read("М.Ш. Ахметжанов")]
    (('surname', 'Смагулов'), ['initials', 'surname'])
    >>> [one.role for one in read("Смагул Алия")], [one.role for one in read("Алия Маратовна")]
    (['surname', 'given'], ['given', 'patronymic'])
    """
    pieces = [(match.lastgroup, match[0].strip()) for match in _PIECE.finditer(text)]
    words = _joined(word for kind, word in pieces if kind == "word")
    marks = [word for kind, word in pieces if kind == "initials"]
    roles = _roles(words, alone=not marks)
    if not words or roles is None or _PIECE.sub("", text).strip(" ,\u00a0"):
        raise NoName
    named: list[Part] = [Part(role, word) for role, word in zip(roles, words, strict=True)]
    short = [Part("initials", mark.replace(" ", HARD)) for mark in marks]
    return (*short, *named) if pieces[0][0] == "initials" else (*named, *short)


def _joined(words: Iterable[str]) -> list[str]:
    """Words, those of a patronymic in two words (`Али оглы`) as one."""
    found: list[str] = []
    for word in words:
        if word.lower() in _LOOSE and len(found) > 1:
            found[-1] += " " + word
        else:
            found.append(word)
    return found


def _roles(words: list[str], *, alone: bool) -> list[Role] | None:
    last = words[-1].rpartition(" ")[0] or words[-1] if words else ""
    patronymic = bool(words) and (" " in words[-1] or is_patronymic(last))
    if len(words) == 1:
        return ["given"] if alone and known_given(words[0]) and not _shaped(words[0]) else ["surname"]
    if patronymic and len(words) >= 3:  # a surname, one or more given names, a patronymic
        return ["surname", *["given"] * (len(words) - 2), "patronymic"]  # type: ignore[list-item]
    if len(words) == 2 and not patronymic and (told := _told_by_given(*words)):
        return told
    found = russian_names.roles(words)
    return [role for role, _ in found] if found else None


def _shaped(word: str) -> bool:
    """Whether a word has the ending of a surname."""
    return bool(_WOMAN.search(word.lower()) or _MAN.search(word.lower()))


def _told_by_given(first: str, second: str) -> list[Role] | None:
    """Of two words the one that only women are given is the given name; of two given names the first may be a father's: Смағұл Бақытбек."""
    if _shaped(first) != _shaped(second):
        return ["surname", "given"] if _shaped(first) else ["given", "surname"]
    genders = [_gender_of_known(word) for word in (first, second)]
    if genders.count("f") == 1:
        return ["given", "surname"] if genders[0] == "f" else ["surname", "given"]
    known = [known_given(word) is not None or _is_listed(word.lower()) for word in (first, second)]
    if known[0] != known[1]:
        return ["given", "surname"] if known[0] else ["surname", "given"]
    return None


def _is_listed(low: str) -> bool:
    return low in table("names")["russian"]["borne_by_both"] or any(low in russian_names.listed_given(gender) for gender in ("m", "f"))


def gender_of(named: Parts) -> Gender | None:
    """Whose name it is: by the patronymic, then by a given name that only one of them bears, then by the surname's ending.

    >>> gender_of(read("Ким Елена")), gender_of(read("Смагулов Б.С.")), gender_of(read("Цой Е.В.")), gender_of(read("Есен Нұргүл"))
    ('f', 'm', None, 'f')
    """
    by_role = {part.role: part.text for part in named}
    if "patronymic" in by_role and (told := gender_of_patronymic(by_role["patronymic"].replace(" ", ""))):
        return told
    given = by_role.get("given", "")
    halves = (_gender_of_surname(half) for half in by_role.get("surname", "").lower().split("-"))
    return _gender_of_known(given) or next(filter(None, halves), None) or _gender_of_element(given)


def _gender_of_surname(word: str) -> Gender | None:
    """What the ending tells, -ұлы and -қызы too; nothing where the surname is a noun (Калина, Рубин) or a given name (Айдын), which men and women bear alike."""
    if is_kazakh_patronymic(word):
        return gender_of_patronymic(word)
    if word in table("names")["russian"]["nouns_in_n"]:
        return None
    readings = [reading for reading in russian.readings(word) if reading.known and reading.case == "nom" and reading.number == "sing"]
    if any(reading.kind == "noun" and not reading.labels & {"Surn", "Name", "Patr"} for reading in readings):
        return None
    return "f" if _WOMAN.search(word) else "m" if _MAN.search(word) else None


def _gender_of_known(given: str) -> Gender | None:
    """Of a given name in the lists or the dictionary; nothing where men and women bear it."""
    low = given.lower()
    if low in table("names")["russian"]["borne_by_both"]:
        return None
    listed: list[Gender] = [gender for gender in ("m", "f") if low in russian_names.listed_given(gender)]
    if len(listed) == 1:
        return listed[0]
    genders: set[Gender] = {
        "f" if reading.gender == "femn" else "m"
        for reading in russian.readings(low)
        if reading.known and "Name" in reading.labels and reading.case == "nom" and reading.number == "sing" and reading.gender
    }
    return None if len(genders) > 1 else genders.pop() if genders else known_given(given)


def _gender_of_element(given: str) -> Gender | None:
    """Of what ends a name that no list has: Нұргүл, Есімбек."""
    rows = table("names")["russian"]
    if given.lower().endswith(tuple(rows["surely_feminine"])):
        return "f"
    return "m" if given.lower().endswith(tuple(rows["surely_masculine"])) else None


def declined(named: Parts, case: str, language: str, gender: Gender | None = None) -> str:
    r"""The name in `case`, initials bound to what they stand by. `GenderUnknown` where only the gender would tell the form.

    >>> declined(read("Смагулов Б.С."), "dat", "ru"), declined(read("Б.С. Смағұл"), "dat", "kk")
    ('Смагулову\xa0Б.С.', 'Б.С.\xa0Смағұлға')
    >>> declined(read("Смағұл Бақытбек Смағұлұлы"), "dat", "kk"), declined(read("Дьяченко А.П."), "dat", "ru")
    ('Смағұл Бақытбек Смағұлұлына', 'Дьяченко\xa0А.П.')
    """
    forms = _in_kazakh(named, case) if language == "kk" else _in_russian(named, case, gender or gender_of(named))
    return joined(named, forms)


def joined(named: Parts, forms: Iterable[str]) -> str:
    """Parts as printed, bound blanks beside initials."""
    shown = list(forms)
    roles = [part.role for part in named]
    blanks = [HARD if "initials" in (left, right) else " " for left, right in pairwise(roles)]
    return "".join(form + blank for form, blank in zip(shown, [*blanks, ""], strict=True))


def _in_kazakh(named: Parts, case: str) -> list[str]:
    last = max(place for place, part in enumerate(named) if part.role != "initials" or len(named) == 1)
    return [_kazakh_part(part, case) if place == last else part.text for place, part in enumerate(named)]


def _kazakh_part(part: Part, case: str) -> str:
    if part.role == "initials":
        return part.text
    if (low := title_case(part.text)) != part.text:
        return _kazakh_part(Part(part.role, low), case).upper()
    owned = part.text.lower().endswith(("ұлы", "улы", "үлы", "оғлы", "оглы", "қызы", "кызы", "гызы", "тегі")) and part.role != "given"
    if owned or (part.role == "surname" and part.text.lower().endswith("ның")):
        return kazakh.inflect_possessed(part.text, case)
    return kazakh.inflect(part.text, case)


def _in_russian(named: Parts, case: str, gender: Gender | None) -> list[str]:
    genders: tuple[Gender, ...] = (gender,) if gender else ("m", "f")
    forms = [[_russian_part(part, case, one) for part in named] for one in genders]
    if any(other != forms[0] for other in forms):
        raise GenderUnknown
    return forms[0]


def _russian_part(part: Part, case: str, gender: Gender) -> str:
    if part.role == "initials" or " " in part.text:
        return part.text
    if (low := title_case(part.text)) != part.text:
        return _russian_part(Part(part.role, low), case, gender).upper()
    if gender == "f" and _stands(part.text.lower(), part.role):
        return part.text
    return decline(part.text, part.role, gender, case)[0]


def _stands(word: str, role: Role) -> bool:
    """Whether a woman's name keeps its form: a surname with a man's ending, a given name in -ль."""
    if role == "surname":
        return _MAN.search(word) is not None
    return role == "given" and word.endswith("ль") and word not in table("names")["russian"]["declining_in_l"]


def looks_like_name(text: str, language: str) -> bool:
    """Whether a string is rather a person's name than a post or a body.

    >>> looks_like_name("Смагулов Б.С.", "ru"), looks_like_name("Мажилис Парламента", "ru"), looks_like_name("Алия", "ru")
    (True, False, True)
    """
    words = list(_PIECE.finditer(text))
    if not words or _PIECE.sub("", text).strip(" ,\u00a0") or len(words) > 5:
        return False
    plain = [match[0] for match in words if match.lastgroup == "word"]
    if len(plain) < len(words) and plain:
        return all(word[:1].isupper() for word in plain) and not text.lower().startswith(("и.о", "м.а", "врио"))
    if not all(word[:1].isupper() for word in plain):
        return any(word.lower() in _LOOSE for word in plain)
    return any(is_patronymic(word) for word in plain[1:]) or not any(_common(word, language) for word in plain)


def _common(word: str, language: str) -> bool:
    """Whether a word is one of the language's own, or an abbreviation, no name."""
    if word.isascii() or word.lower() in _offices() or (sum(map(str.isupper, word)) > 1 and "-" not in word):
        return True
    if known_given(word) or _shaped(word):
        return False
    if language == "kk":
        return word.lower() in _kazakh_words() or kazakh_phrases.is_possessed(word)
    readings = russian.readings(word.lower().rpartition("-")[2])
    named = any(reading.labels & {"Name", "Surn", "Patr"} for reading in readings)
    listed = word.lower() in table("names")["beside"]["not_names_ru"]
    return listed or (any(reading.known for reading in readings) and not named)


@cache
def _offices() -> frozenset[str]:
    """Posts, ranks and short names of bodies in Russian: Старшина, Минфин."""
    posts = (row["ru"] for name, key in (("posts", "post"), ("ranks", "rank")) for row in table(name)[key])
    return frozenset((*posts, *(short.lower() for row in table("bodies")["body"] for short in row.get("short_ru", ()))))


def _kazakh_words() -> frozenset[str]:
    rows = table("names")
    return frozenset(rows["kazakh"]["nouns"]) | frozenset(rows["beside"]["not_names_kk"])
