"""Forms of Russian words that name offices and bodies, by rule: regular nouns and adjectives, no dictionary.

Source: the school grammar's three declensions; names of persons are no business of this module.
"""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """What a form says: its case (`nom`, `gen`, `dat`, `acc`, `ins`, `loc`) and whether it names several."""

    case: str
    plural: bool


_CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
_HARD = (("", "а", "у", "а", "ом", "е"), ("ы", "ов", "ам", "ов", "ами", "ах"))
_SIBILANT = (("", "а", "у", "а", "ом", "е"), ("и", "ей", "ам", "ей", "ами", "ах"))
_SOFT = (("ь", "я", "ю", "я", "ем", "е"), ("и", "ей", "ям", "ей", "ями", "ях"))
_FEMININE = (("а", "ы", "е", "у", "ой", "е"), ("ы", "", "ам", "", "ами", "ах"))
_SOFT_FEMININE = (("я", "и", "е", "ю", "ей", "е"), ("и", "ей", "ям", "ей", "ями", "ях"))
_IYA = (("ия", "ии", "ии", "ию", "ией", "ии"), ("ии", "ий", "иям", "ии", "иями", "иях"))
_IE = (("ие", "ия", "ию", "ие", "ием", "ии"), ("ия", "ий", "иям", "ия", "иями", "иях"))
_NEUTER = (("о", "а", "у", "о", "ом", "е"), ("а", "", "ам", "а", "ами", "ах"))
_ADJECTIVE = (("ый", "ого", "ому", "ого", "ым", "ом"), ("ые", "ых", "ым", "ых", "ыми", "ых"))
_ADJECTIVE_SOFT = (("ий", "его", "ему", "его", "им", "ем"), ("ие", "их", "им", "их", "ими", "их"))
_FEMALE = (("ая", "ой", "ой", "ую", "ой", "ой"), ("", "", "", "", "", ""))
_FEMALE_SOFT = (("яя", "ей", "ей", "юю", "ей", "ей"), ("", "", "", "", "", ""))
_STRESSED_A = frozenset({"директор", "инспектор", "доктор", "профессор"})
_NOMINATIVE = {"masc": ("ый", "ий"), "fem": ("ая", "яя"), "neut": ("ое", "ее")}
_STRESSED_OJ = ("областн", "городск", "межгородск", "морск", "основн", "передов", "головн", "кадров", "правов", "налогов", "финансов")
_OBLIQUE = ("ого", "его", "ому", "ему", "ыми", "ими", "ый", "ий", "ой", "ей", "ую", "юю", "ая", "яя", "ое", "ее", "ым", "им", "ом", "ем")


def _paradigm(noun: str) -> tuple[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    for ending, table in (("ия", _IYA), ("ие", _IE), ("а", _FEMININE), ("я", _SOFT_FEMININE), ("о", _NEUTER), ("ь", _SOFT)):
        if noun.endswith(ending):
            return noun[: -len(ending)], table
    return noun, _SIBILANT if noun[-1] in "жшщч" else _HARD


def _spelled(stem: str, ending: str) -> str:
    """Stem and ending as the rules of spelling join them: no ы behind к г х ж ш щ ч; судья has судьи."""
    if ending.startswith("ы") and stem and stem[-1] in "кгхжшщч":
        ending = "и" + ending[1:]
    return stem + ending


def _adjective_paradigms(word: str) -> list[tuple[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
    stem = word[:-2]
    soft = word.endswith("ий") and stem[-1] not in "кгх"
    female = _FEMALE_SOFT if soft and stem[-1] not in "жшщч" else _FEMALE
    return [(stem, _ADJECTIVE_SOFT if soft else _ADJECTIVE), (stem, female)]


def is_adjectival(word: str) -> bool:
    """True for words that decline as adjectives do: `уполномоченный`, `рядовой`."""
    return len(word) > 4 and word.endswith(("ый", "ий", "ой"))


def forms(word: str, oblique: str | None = None) -> dict[str, Form]:
    """Every form of a nominative singular, lower-case, with what it says first of all; `oblique` is another stem (посол, посл).

    >>> forms("секретарь")["секретарю"], forms("первый")["первому"], forms("директор")["директора"]
    (Form(case='dat', plural=False), Form(case='dat', plural=False), Form(case='gen', plural=False))
    """
    found: dict[str, Form] = {word: Form("nom", plural=False)}
    paradigms = _adjective_paradigms(word) if is_adjectival(word) else [_paradigm(word)]
    for stem, (singular, plural) in paradigms:
        for number, endings in enumerate((singular, plural)):
            for case, ending in zip(_CASES, endings, strict=True):
                if ending or not is_adjectival(word):
                    found.setdefault(_spelled(oblique or stem if ending else stem, ending), Form(case, bool(number)))
    if word.endswith(("ь", "ья")):
        found.setdefault(word[:-1] + "ём" if word.endswith("рь") else word[:-1] + "ёй", Form("ins", plural=False))
    return found | _learned_plural(word)


def _learned_plural(word: str) -> dict[str, Form]:
    if word not in _STRESSED_A:
        return {}
    return {word + "а": Form("gen", plural=False)} | {
        word + ending: Form(case, plural=True) for ending, case in (("ов", "gen"), ("ам", "dat"), ("ами", "ins"), ("ах", "loc"))
    }


def gender(noun: str) -> str:
    """The gender of a noun that names a body, by its ending: `masc`, `fem` or `neut`."""
    return "fem" if noun.endswith(("а", "я")) else "neut" if noun.endswith(("о", "е")) else "masc"


def agree(adjective: str, gender_: str) -> str:
    """An adjective's nominative for a gender, from any singular form, its letters' case kept; another word stands as it is.

    >>> agree("Генеральной", "fem"), agree("Верховного", "masc"), agree("областному", "masc"), agree("высшим", "neut")
    ('Генеральная', 'Верховный', 'областной', 'высшее')
    """
    lower = adjective.lower()
    ending = next((e for e in _OBLIQUE if lower.endswith(e) and len(lower) > len(e) + 2), None)
    if ending is None:
        return adjective
    stem = lower[: -len(ending)]
    soft = stem[-1] in "жшщч" or (ending[0] in "еюя" and stem[-1] not in "кгх")
    hard_ending, soft_ending = _NOMINATIVE[gender_]
    new = soft_ending if soft and not (gender_ == "fem" and stem[-1] in "жшщч") else hard_ending
    if gender_ == "masc" and not soft:
        new = "ой" if stem.endswith(_STRESSED_OJ) else "ий" if stem[-1] in "кгх" else "ый"
    printed = adjective[: -len(ending)]
    return printed + (new.upper() if adjective.isupper() else new)
