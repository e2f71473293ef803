"""Whether what stands beside a Kazakh name belongs to a place or a body and not to it: `Орбан БҰҰ-да`, `Жәнібек Шу бойына`, `венгриялық Реку Пуппты`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from docpipe.language import kazakh, russian
from docpipe.language.kazakh_names import bare, looks_like_name
from docpipe.mentions import people_towns as towns
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.language.passage import Passage

_CAPITAL = "А-ЯЁӘІҢҒҮҰҚӨҺ"
_BEHIND = lazy(rf"[ ]{{1,2}}([{_CAPITAL}][\w-]{{1,30}})")
_SHORT = lazy(rf"[{_CAPITAL}]{{2,8}}(?:-[а-яёәіңғүұқөһ]{{1,5}})?\Z")
_NEXT_SMALL = lazy(r"[ ][a-zа-яёәіңғүұқөһ0-9«]")
_NEXT_CAPITAL = lazy(rf"[ ][{_CAPITAL}]")
_OF_COUNTRY = lazy(r"(?<![\w-])([А-ЯЁӘІҢҒҮҰҚӨҺ]?[а-яёәіңғүұқөһ]{3,20})[лдт][ыі][қк][ ]\Z")
_MANY = lazy(r"\w{2,}(?:лар|[аәеиіөүы]лер)\Z")
_REACH = 26


def begins(passage: Passage, end: int) -> bool:
    """Whether a capital word right behind `end` begins a place's name, or is an abbreviation: Тоқаев Хиуада, Путин АҚШ-қа."""
    behind = _BEHIND.match(passage.folded, end)
    if behind is None:
        return False
    word = behind[1]
    if _SHORT.match(word):
        firm = word.partition("-")[0].lower() in table("names")["beside"]["forms_of_firms"]
        return not (firm or looks_like_name(word) or passage.folded[end - 1].isupper())
    return towns.in_case(word) or (bare(word)[1] == "loc" and not _owned(word)) or told_by_next(passage, end)


def told_by_next(passage: Passage, end: int) -> bool:
    """Whether what follows a capital word tells it to be a place: Неймар Сауд Арабиясында, Жәнібек Шу бойына, Нұралы Ресей клубымен."""
    behind = _BEHIND.match(passage.folded, end)
    if behind is None:
        return False
    word = behind[1]
    if towns.no_person(word):
        return _NEXT_SMALL.match(passage.folded, behind.end()) is not None
    if word.lower() in table("names")["single"]["place_openers"]:
        return _NEXT_CAPITAL.match(passage.folded, behind.end()) is not None
    return _noun().match(passage.folded, behind.end()) is not None and not looks_like_name(word)


@lru_cache(maxsize=8192)
def no_surname(word: str) -> bool:
    """Whether a word in a case or in the plural is no name's first part, which has neither: Уимблдонда, Сақшылар; not Ақмолда, a name."""
    stem, case = bare(word)
    oblique = case != "nom" and len(stem) > 3 and not word.endswith("молда")
    return (oblique or _MANY.search(word) is not None) and not looks_like_name(word)


def follows_surname(passage: Passage, end: int) -> bool:
    """Whether a capital word behind a surname is no given name, by its case: Орбан Еуроодақтың; no Назарбаев Университетінің."""
    behind = _BEHIND.match(passage.folded, end)
    stem, case = bare(behind[1]) if behind else ("", "nom")
    return begins(passage, end) or (behind is not None and case != "nom" and not (looks_like_name(stem) or _owned(behind[1])))


@lru_cache(maxsize=4096)
def _owned(word: str) -> bool:
    """Whether a word in a case is somebody's, so that the name before it is a part of a body's: Университетінде, Қорына."""
    return any(reading.possessive and reading.case != "nom" for reading in kazakh.analyses(word.lower()))


@cache
def _noun() -> re.Pattern[str]:
    nouns = sorted({kazakh.possessive(form) for noun in table("names")["single"]["place_nouns"] for form in (noun, kazakh.plural(noun))})
    return compiled(rf"[ ](?:{'|'.join(nouns)})(?:н[аеыі]|нан|нен|нда|нде|н[ыі]ң|мен)?(?![\w-])")


def from_country(passage: Passage, start: int) -> bool:
    """Whether the word before says from which country or town somebody is: өзбекстандық, ресейлік."""
    found = _OF_COUNTRY.search(passage.folded, max(passage.span.start, start - _REACH), start)
    return found is not None and _geographic(found[1].lower())


@lru_cache(maxsize=4096)
def _geographic(low: str) -> bool:
    if low in towns.abroad() or towns.town(low.capitalize()):
        return True
    return any("Geox" in reading.labels for reading in russian.readings(low) if reading.known)
