"""A Russian word with a capital that the dictionary has as a common noun, an adjective or a town alone, and that is somebody's surname where it stands.

`Судья Заяц`, `Гуцериев и Орлик`, `а Полевой ждёт`, `министру Мантурову`, `братья Запашные`, `напомнил Петрович`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.language.names import is_patronymic
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_sense as sense
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.language.russian import Agreement
    from docpipe.language.russian_names import Roles

_OF_MAN = lazy(r"[А-ЯЁ][а-яё]+(?:[оеё]в|[иы]н)(?P<ending>|у|ым)\Z")
_ENDING_CASE = {"": "nom", "у": "dat", "ым": "ins"}
_VERB_BEHIND = lazy(
    r"[ ](?:(?:не|также|уже|ранее|позднее|потом|затем|тоже|лишь|только|лично|сразу|тогда|вскоре)[ ])?([а-яё]{3,25})(?![\w-])"
)
_NUMBERS = frozenset({"Anum", "Apro", "PRTF"})


@lru_cache(maxsize=65536)
def maybe(word: str) -> bool:
    """Whether a word that names nobody by the dictionary may be a surname: a whole noun, an adjective, a town shaped as one, a patronymic."""
    if doubt.stop(word, "ru") or doubt.is_office(word) or word.isupper():
        return False
    return (
        doubt.whole_noun(word, "ru")
        or _living(word)
        or _no_noun(word)
        or is_patronymic(word)
        or bool(_adjective(word))
        or _town(word) is not None
    )


@lru_cache(maxsize=65536)
def _adjective(word: str) -> frozenset[Agreement]:
    """Case, number and gender of a word that only is an adjective and no ordinal: Полевой, Могильного, Запашные."""
    known = [one for one in russian.readings(word.lower()) if one.known]
    known = [one for one in known if one.kind != "noun" or one.gender != "neut"]  # горячее, as a dish is called
    if not known or any(one.kind != "adjective" or one.labels & _NUMBERS or "ADJS" in one.labels for one in known):
        return frozenset()
    return frozenset(one.agreement for one in known if one.case and one.gender != "neut")


@lru_cache(maxsize=65536)
def _town(word: str) -> str | None:
    """The case that a town's name in -ов, -ин would show as a surname, where no town takes that form: Мантурову, Чкаловым."""
    ending = _OF_MAN.match(word)
    known = [one for one in russian.readings(word.lower()) if one.known]
    return _ENDING_CASE[ending["ending"]] if ending and known and all("Geox" in one.labels for one in known) else None


@lru_cache(maxsize=65536)
def _living(word: str) -> bool:
    """Whether a word is a noun for a living being in the nominative: заяц, щука, мельник."""
    return any(one.known and one.case == "nom" and one.number == "sing" and one.animate for one in russian.readings(word.lower()))


@lru_cache(maxsize=65536)
def _no_noun(word: str) -> bool:
    """Whether a word is neither noun nor adjective: маршал Ней, банкир Живило."""
    known = [one for one in russian.readings(word.lower()) if one.known]
    return len(word) > 2 and bool(known) and all(one.kind == "other" for one in known)


def _does(passage: Passage, end: int) -> bool:
    """Whether a verb of one subject stands behind, with at most one small word between."""
    behind = _VERB_BEHIND.match(passage.folded, end)
    return behind is not None and sense.verb(behind[1])


def named(passage: Passage, start: int, end: int, noun: str, *, company: bool, opens: bool) -> Roles:
    """The part of a name that the word is; empty where it is none. `noun` is the lemma of the noun for a person before it."""
    word = passage.folded[start:end]
    if is_patronymic(word):
        told = not opens and sense.acts(passage, start, end)
        return (("patronymic", word),) if told and any("Patr" in one.labels for one in russian.readings(word.lower())) else ()
    if opens or not (noun or company or _adjective(word)):
        return ()
    form = {(case, number) for case, number, _ in _adjective(word)}
    if ("nom", "plur") in form and noun in ("брат", "сестра", "супруг") and not _of_noun(passage, end, word):
        return (("surname", _one_of(word)),)
    if _town(word):
        fits = noun and _town(word) in {case for case, _ in sense.cases(sense.left_word(passage, start))}
        return (("surname", word),) if fits else ()
    if form:
        fits = not {("nom", "sing"), ("dat", "sing"), ("ins", "sing")}.isdisjoint(form) and not _of_noun(passage, end, word)
        acting = ("nom", "sing") in form and _does(passage, end) and sense.left_word(passage, start).lower() in sense.words("before_people")
        return (("surname", word),) if fits and (acting or company or (noun and noun not in doubt.offices())) else ()
    if _no_noun(word):
        return (("surname", word),) if noun and (_does(passage, end) or noun not in doubt.offices()) else ()
    if doubt.place_name(word) or ("nom", "sing") not in sense.cases(word):
        return ()
    if company:
        return (("surname", word),) if _living(word) or _several(sense.left_word(passage, start)) else ()
    ours = noun not in doubt.offices() or _living(word) or _does(passage, end)
    return (("surname", word),) if ours else ()


@lru_cache(maxsize=8192)
def _several(noun: str) -> bool:
    """Whether a noun calls several people in the nominative: теннисисты Бублик и Иванов."""
    return sense.person(noun) and any(one.known and one.case == "nom" and one.number == "plur" for one in russian.readings(noun.lower()))


@lru_cache(maxsize=8192)
def agrees(word: str, patronymic: str, language: str) -> bool:
    """Whether a noun that is no post stands in the case of the father's name behind, so that somebody is called so: Норы Сергеевны, Ары Суреновича."""
    if language != "ru" or doubt.is_office(word) or doubt.stop(word, "ru") or sense.person(word):
        return False
    theirs = {one.case for one in russian.readings(patronymic.lower()) if "Patr" in one.labels and one.number == "sing"}
    mine = {one.case for one in russian.readings(word.lower()) if one.known and one.kind == "noun" and one.number == "sing"}
    return bool(theirs & mine)


def disagree(given: str, surname: str) -> bool:
    """Whether a name that is a thing too cannot be of one person with the surname behind: Роман Булгакова, Лев Толстого."""
    if doubt.given_only(given, "ru") or not doubt.surname_shaped(surname, "ru"):
        return False
    man = all(
        one.case in ("nom", None) and one.gender == "masc"
        for one in russian.readings(given.lower())
        if "Name" in one.labels and one.number == "sing"
    )
    return doubt.given_known(given, "ru") and man and surname[-1] in "аоу"


@lru_cache(maxsize=8192)
def apart(first: str, second: str) -> bool:
    """Whether two given names share no case, so that the first is a thing that the other one owns: Роман Фёдора, Лев Николая."""
    known = [
        [one for one in russian.readings(word.lower()) if one.known and "Name" in one.labels and one.number == "sing"]
        for word in (first, second)
    ]
    return all(known) and {one.case for one in known[0]}.isdisjoint({one.case for one in known[1]})


@lru_cache(maxsize=8192)
def owned(word: str, given: str) -> bool:
    """Whether a noun of the dictionary before a man's name in the genitive is what is his, however alike a surname: Картину Казимира Малевича."""
    theirs = [one for one in russian.readings(given.lower()) if one.known and "Name" in one.labels and one.number == "sing"]
    his = any(one.gender == "masc" and one.case == "gen" for one in theirs)
    known = [one for one in russian.readings(word.lower()) if one.known]
    return his and sense.sense(word) == "word" and bool(known) and all(one.kind == "noun" and one.gender == "femn" for one in known)


@lru_cache(maxsize=8192)
def qualifies(adjective: str, noun: str) -> bool:
    """Whether an adjective stands before a noun of the dictionary in its case, number and gender: Красный Крест; not Осуждённый Пасечник."""
    if adjective.lower() in sense.words("persons"):
        return False
    theirs = [one for one in russian.readings(noun.lower()) if one.known and one.kind == "noun" and not one.labels & {"Surn", "Name"}]
    return any(
        mine.known and mine.kind == "adjective" and any(mine.agreement == one.agreement for one in theirs)
        for mine in russian.readings(adjective.lower())
    )


def _of_noun(passage: Passage, end: int, word: str) -> bool:
    """Whether an adjective belongs to a noun behind it: Верховного суда."""
    right = re.match(r"[ ]([а-яё]{3,25})(?![\w-])", passage.folded[end : end + 30])
    return right is not None and any(one.known and one.agreement in _adjective(word) for one in russian.readings(right[1])[:3])


def _one_of(word: str) -> str:
    return next(one.lemma for one in russian.readings(word.lower()) if one.known and one.kind == "adjective").capitalize()


def opens_before_name(passage: Passage, start: int, end: int) -> bool:
    """Whether a word that names somebody among other things opens the sentence before initials and a surname: Роман Дж. К. Роулинг."""
    word = passage.folded[start:end].split()[0]
    further = re.match(r"[ ][А-ЯЁ][а-яё]+(?![ ]?[А-ЯЁ]\.)(?![ ][А-ЯЁ]\.)", passage.folded[end : end + 40])
    return further is not None and sense.sense(word) in ("given-too", "surname-too", "word") and not doubt.surname_shaped(word, "ru")
