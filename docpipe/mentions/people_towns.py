"""Towns and countries as Kazakh writes them, also in a case: what stands beside names of people and is none."""

from __future__ import annotations

from functools import cache, lru_cache

from docpipe.language import russian
from docpipe.language.kazakh_names import bare
from docpipe.vocabulary import table

_PERSONAL = frozenset({"Name", "Surn", "Patr"})


@cache
def abroad() -> frozenset[str]:
    """Countries, continents and cities of others in Kazakh, lower-case."""
    return frozenset(table("names")["single"]["places"])


@cache
def _places() -> frozenset[str]:
    """Cities of Kazakhstan in Kazakh, lower-case, less those that are people's names too."""
    names = [row["kk"] for row in table("regions")["city"]] + [row[0] for row in table("places")["towns"]["rows"]]
    return frozenset(name.lower() for name in names) - {name.lower() for name in table("places")["doubtful"]["kk"]}


@lru_cache(maxsize=8192)
def town(word: str) -> bool:
    """True for a town of Kazakhstan in Kazakh, also where people are called the same: Сәтбаев."""
    rows = table("places")
    return word.lower() in _places() or word in rows["doubtful"]["kk"] or any(word in row for row in rows["towns"]["rows"])


def no_person(word: str) -> bool:
    """True for a town or a country that nobody is called: Ресей, Түркістан; not Сәтбаев."""
    return word.lower() in _places() or word.lower() in abroad()


@lru_cache(maxsize=8192)
def inflected(word: str) -> bool:
    """True for a Kazakh case of a place's name that names nobody: Берлинде, Ақтөбеден."""
    stem = bare(word)[0].lower()
    if stem == word.lower():
        return False
    known = [reading for reading in russian.readings(stem) if reading.known]
    return stem in _places() | abroad() or (
        any("Geox" in reading.labels for reading in known) and not any(reading.labels & _PERSONAL for reading in known)
    )


def in_case(word: str) -> bool:
    """True for a town or a country in a case, were people called the same: Оралдан, Парижде."""
    stem = bare(word)[0]
    return stem != word and (town(stem) or inflected(word))
