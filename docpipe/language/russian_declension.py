"""How the parts of a name decline in Russian, one table of paradigms read in both directions.

Source: the school grammar of personal names (Academy grammar §§ 1180-1200, Rosenthal § 149): men's names in a consonant
decline, women's do not; -ов, -ин take -ым; adjectives decline as adjectives; -о, -и, -у, -ых stand still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from docpipe.language.names import Gender
from docpipe.vocabulary import table

Role = Literal["surname", "given", "patronymic"]
CASES = ("nom", "gen", "dat", "acc", "ins", "loc")


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Words whose nominative fits `nominative`: `tails` fall off, then an ending of each case (`|` parts variants) comes."""

    name: str
    role: str
    genders: str
    nominative: re.Pattern[str]
    tails: tuple[str, ...]
    endings: tuple[str, ...]


def _paradigm(name: str, role: str, genders: str, pattern: str, tails: str, endings: str) -> Paradigm:
    split = tuple("" if ending == "-" else ending for ending in endings.split())
    return Paradigm(name, role, genders, re.compile(pattern, re.IGNORECASE), tuple("" if t == "-" else t for t in tails.split()), split)


_CONSONANT = "бвгджзклмнпрстфхцчшщғқңһ"
_PARADIGMS = (  # the first that fits a nominative is its paradigm; endings: gen dat acc ins loc
    _paradigm("patronymic-ich", "patronymic", "m", r"^(?:иль|лук|фом|кузьм)ич$", "-", "а у а ом|ем е"),
    _paradigm("patronymic-ich", "patronymic", "m", r".[иы]ч$", "-", "а у а ем|ом е"),
    _paradigm("patronymic-na", "patronymic", "f", r".на$", "а", "ы е у ой|ою е"),
    _paradigm("fixed-patronymic", "patronymic", "mf", r".(?:[ұуү]лы|о[гғ]лы|[қкг][ыи]з[ыи])$", "-", "- - - - -"),
    _paradigm("plural-genitive", "surname", "mf", r".(?:ы|[гкхжшщчн]и)х$", "-", "- - - - -"),
    _paradigm("ov-in", "surname", "m", r"..(?:[оеё]в|[иы]н)$", "-", "а у а ым|ом е"),
    _paradigm("ova-ina", "surname", "f", r"..(?:[оеё]в|[иы]н)а$", "а", "ой ой у ой|ою ой"),
    _paradigm("skij", "surname", "m", r"..[гкх]ий$", "ий", "ого ому ого им ом"),
    _paradigm("sibilant-adjective", "surname", "m", r"..[жшчщ]ий$", "ий", "его ему его им ем"),
    _paradigm("soft-adjective", "surname", "m", r"..[н]ий$", "ий", "его ему его им ем"),
    _paradigm("velar-adjective", "surname", "m", r"...[гкхжшщч]ой$", "ой", "ого ому ого им ом"),
    _paradigm("hard-adjective", "surname", "m", r"..[^гкхжшщ]ый$|..[аоеуияюыё]..?ой$|...[^аеоуияюыё]ой$", "ый ой", "ого ому ого ым ом"),
    _paradigm("aja", "surname", "f", r"..ая$", "ая", "ой ой ую ой|ою ой"),
    _paradigm("jaja", "surname", "f", r"..яя$", "яя", "ей ей юю ей|ею ей"),
    _paradigm("ij", "given", "m", r".ий$", "й", "я ю я ем и|е"),
    _paradigm("j", "surname given", "m", r".[аоуеиіыёұүәөэюя]й$", "й", "я ю я ем е"),
    _paradigm("fleeting", "surname", "m", r"[аоуеиыяюё].*[бвгджзклмнпрст]ец$", "ец", "ца цу ца цом|цем це"),
    _paradigm("fleeting", "surname", "m", r"..[её]нок$", "ок", "ка ку ка ком ке"),
    _paradigm("consonant", "surname", "m", r"..[иы]ч$", "-", "а у а ем е"),
    _paradigm("consonant", "surname given", "m", r".[жшщ]$", "-", "а у а ем|ом е"),
    _paradigm("consonant", "surname", "m", r"[^е]ц$", "-", "а у а ем|ом е"),
    _paradigm("soft-sign-man", "surname given", "m", rf".[{_CONSONANT}]ь$", "ь", "я ю я ем|ём е"),
    _paradigm("consonant", "surname given", "m", rf".[{_CONSONANT}]$", "-", "а у а ом|ем е"),
    _paradigm("ia", "surname given", "mf", r"ия$", "я", "и и|е ю ей|ею и|е"),
    _paradigm("a-velar", "surname given", "mf", r".[гкхғқ]а$", "а", "и|ы е у ой е"),
    _paradigm("a-velar", "surname given", "mf", r".[жчшщ]а$", "а", "и е у ей|ой е"),
    _paradigm("a", "surname given", "mf", r".ца$", "а", "ы е у ей|ой е"),
    _paradigm("a", "surname given", "mf", rf".[{_CONSONANT}]а$", "а", "ы е у ой|ей|ою е"),
    _paradigm("ja", "given", "mf", r"^ая$", "я", "и е ю ей е"),
    _paradigm("ja", "surname given", "mf", r".[^и]я$", "я", "и е ю ей|ёй е"),
    _paradigm("soft-sign-woman", "given", "f", rf".[{_CONSONANT}]ь$", "ь", "и и ь ью и"),
    _paradigm("fixed", "surname given", "mf", r".", "-", "- - - - -"),
)
_FIXED = _PARADIGMS[-1]
# Beside its own paradigm a name may stand still: Иса, Рахметолла as surnames; Айгуль, Асель.
_MAY_STAND = {"a", "a-velar", "ja", "soft-sign-woman"}


def paradigm_of(nominative: str, role: Role, gender: Gender) -> Paradigm:
    """The paradigm that a nominative follows.

    >>> paradigm_of("Цой", "surname", "m").name, paradigm_of("Цой", "surname", "f").name
    ('j', 'fixed')
    """
    if role != "patronymic" and stands_still(nominative):
        return _FIXED
    if role == "surname" and (own := _exceptions().get(nominative.lower())):
        return next((p for p in reversed(_PARADIGMS) if p.name == own and gender in p.genders), _FIXED)
    fitting = (p for p in _PARADIGMS if role in p.role and gender in p.genders and p.nominative.search(nominative))
    return next(fitting, _FIXED)


@cache
def _still() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = table("names")["russian"]
    return frozenset(rows["indeclinable"]), tuple(rows["indeclinable_endings"])


@cache
def _exceptions() -> dict[str, str]:
    """Surnames that their ending alone would mislead: Седой declines as an adjective, Айдын as a noun (Айдыном)."""
    rows = table("names")["russian"]
    adjectives = {word: "velar-adjective" if word[-3] in "гкхжшщч" else "hard-adjective" for word in rows["short_adjectives"]}
    listed = (("consonant", "nouns_in_n"), ("j", "nouns_in_oj"))
    return adjectives | {word: paradigm for paradigm, key in listed for word in rows[key]}


def stands_still(nominative: str) -> bool:
    """True for names known not to decline though their ending would let them: Бегалы, Сауле.

    >>> stands_still("Бегалы"), stands_still("Иса")
    (True, False)
    """
    words, endings = _still()
    return nominative.lower() in words or nominative.lower().endswith(endings)


@cache
def _fugitive() -> dict[str, str]:
    """Names that lose their vowel: Лев, Льв-а."""
    return dict(table("names")["russian"]["fugitive"])


def decline(nominative: str, role: Role, gender: Gender, case: str) -> tuple[str, ...]:
    """The forms of one part in `case`, the preferred one first. KeyError for another case.

    >>> decline("Токаев", "surname", "m", "dat"), decline("Ким", "surname", "f", "dat"), decline("Лев", "given", "m", "gen")
    (('Токаеву',), ('Ким',), ('Льва',))
    """
    head, _, last = nominative.rpartition("-")
    if head and role != "patronymic":
        first = decline(head, role, gender, case)[0] if _doubles(head, role, gender) else head
        return tuple(f"{first}-{form}" for form in decline(last, role, gender, case))
    return _forms(nominative, role, gender, case)


def _doubles(head: str, role: Role, gender: Gender) -> bool:
    """Whether the first half of a double name declines of itself: surnames in -ов, -ин, -ский, -ич do, Кул-Мухаммед does not."""
    own = paradigm_of(head, role, gender).name in {
        "ov-in",
        "ova-ina",
        "skij",
        "sibilant-adjective",
        "velar-adjective",
        "hard-adjective",
        "aja",
    }
    return role == "surname" and (own or (gender == "m" and head.lower().endswith("ич")))


@lru_cache(maxsize=65536)
def _forms(nominative: str, role: Role, gender: Gender, case: str) -> tuple[str, ...]:
    index = {name: place for place, name in enumerate(CASES)}[case]
    if index == 0:
        return (nominative,)
    paradigm = paradigm_of(nominative, role, gender)
    tail = next(t for t in paradigm.tails if nominative.lower().endswith(t))
    stem = _fugitive().get(nominative.lower(), "").capitalize() or nominative[: len(nominative) - len(tail)]
    stem = "Петр" if stem == "Пётр" else stem
    return tuple(stem + ending for ending in paradigm.endings[index - 1].split("|"))


def nominatives(form: str, role: Role, gender: Gender, case: str) -> tuple[tuple[str, str], ...]:
    """Every nominative that `form` may be the `case` of, with its paradigm's name.

    >>> nominatives("Кожаева", "surname", "m", "gen")
    (('Кожаев', 'ov-in'),)
    """
    head, _, last = form.rpartition("-")
    if not head or role == "patronymic":
        return _nominatives(form, role, gender, case)
    firsts = [first for first, name in _nominatives(head, role, gender, case) if role == "surname" and _doubles(first, role, gender)]
    first = firsts[0] if firsts else head
    return tuple((f"{first}-{found}", name) for found, name in _nominatives(last, role, gender, case))


@lru_cache(maxsize=65536)
def _nominatives(form: str, role: Role, gender: Gender, case: str) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(_led_back(form, role, gender, case)))


def _led_back(form: str, role: Role, gender: Gender, case: str) -> Iterator[tuple[str, str]]:
    for nominative, stem in _fugitive().items():
        word = nominative.capitalize()
        if form.lower().startswith(stem) and form in _forms(word, role, gender, case):
            yield word, "fugitive"
    if case == "nom":
        name = paradigm_of(form, role, gender).name
        if role != "patronymic" or name != "fixed":
            yield form, name
        return
    index = CASES.index(case) - 1
    for paradigm in _PARADIGMS:
        if role not in paradigm.role or gender not in paradigm.genders:
            continue
        for ending in paradigm.endings[index].split("|"):
            if form.lower().endswith(ending) and len(form) > len(ending) + 1:
                yield from _restored(form[: len(form) - len(ending)], paradigm, role, gender)
    yield from _standing(form, role, gender)


def _restored(stem: str, paradigm: Paradigm, role: Role, gender: Gender) -> Iterator[tuple[str, str]]:
    for tail in paradigm.tails:
        word = stem + tail
        if paradigm.nominative.search(word) and paradigm_of(word, role, gender) is paradigm:
            yield word, paradigm.name


def _standing(form: str, role: Role, gender: Gender) -> Iterator[tuple[str, str]]:
    """The form itself, where a name of its paradigm may be left as it is."""
    name = paradigm_of(form, role, gender).name
    russian = role == "surname" and re.search(r"(?:[оеё]в|[иы]н)а$", form.lower())
    if name in _MAY_STAND and role != "patronymic" and not russian:
        yield form, "left-standing"
