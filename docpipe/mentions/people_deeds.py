"""What a Russian verb beside a capital word shows: that its object is a person, and in which case the name stands.

`сменил Иванова`, `обыграл Клебо`, `оправдать Бойко`: a thing's name in the accusative is like its nominative, a man's like his genitive.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.mentions import people_asked as asked
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_sense as sense
from docpipe.mentions import people_words as surnames
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.language.passage import Passage

_MAN_IN_ACCUSATIVE = lazy(r"[А-ЯЁ][а-яё]+(?:[бвгджзклмнпрстфхцчшщ]а|[нвтдлр]ого|[гкх]ого)\Z")
_NOT = lazy(r"(?<!\w)не[ ][а-яё]+[ ]\Z", re.IGNORECASE)
_SUBJECT = lazy(r"(?:[А-ЯЁ][а-яё-]+|[а-яё]{2,})[ ](?:не[ ])?[а-яё]+[ ]\Z")
_BEHIND = lazy(r"[ ](?:не[ ]|уже[ ]|также[ ])?([а-яё]{3,25})(?![\w-])")
_GOVERNED = lazy(r"(?:,|(?<!\w)(?:и|с|со|у|к|ко|о|об|за|от|для|про|без|из|при|на|в|по|против|вместо|между))[ ]\Z", re.IGNORECASE)
_WITH = lazy(r"(?<![\w-])([а-яё]{3,25})[ ]со?[ ]\Z")
INSTRUMENTAL = lazy(r"(?:[ое]м|ым)\Z(?<!ск[ое]м)(?<!градом)(?<!бургом)(?<!полем)")
_NO_VERB = lazy(r"[ ][–—-][ ](?:нет|тоже|также)(?!\w)")
_WEAKLY_SHAPED = lazy(r"[А-ЯЁ][а-яё]{2,20}(?:[иы]на?|[сц]к(?:ий|ая))\Z")
_NEXT = lazy(r"[ ]([а-яё]{3,25})(?![\w-])")
_CONSONANT = lazy(r"[бвгджзйклмнпрстфхцчшщь]\Z")
_ENDS_IN_A, _ENDS_IN_U = lazy(r"[бвгджзклмнпрстфхцчшщ]а\Z"), lazy(r"[бвгджзклмнпрстфхцчшщ]у\Z")
_REACH = 70
_TALKING = frozenset({"VERB", "INFN", "GRND"})
_PASSIVE = frozenset({"PRTF", "pssv"})
_ACTIVE = frozenset({"PRTF", "actv"})


@lru_cache(maxsize=65536)
def active(word: str) -> bool:
    """True for a verb in whatever form that has an object: победил, обыграть, встретив, сменивший.

    >>> active("обыграть"), active("победа")
    (True, False)
    """
    return any(one.known and (one.labels & _TALKING or one.labels >= _ACTIVE) for one in russian.readings(word.lower())[:1])


@lru_cache(maxsize=65536)
def _one_of(word: str, key: str) -> bool:
    return any(one.known and one.lemma in sense.words(key) for one in russian.readings(word.lower())[:1])


def of_people(word: str) -> bool:
    """True for a verb beside which a name is somebody's and no make's or product's: победил; not выпускает, сравнили."""
    return active(word) and not of_things(word)


def of_things(word: str) -> bool:
    """True for a verb of what firms do, too: выпускает, построен."""
    return _one_of(word, "of_things")


@lru_cache(maxsize=65536)
def passive(word: str) -> bool:
    """True for a participle of what somebody did: убит, написанная."""
    return any(one.known and (one.labels & {"PRTS"} or one.labels >= _PASSIVE) for one in russian.readings(word.lower())[:1])


@lru_cache(maxsize=65536)
def met(word: str) -> bool:
    """True for a verb whose object is a person: сменил, обыграть."""
    return any(
        one.known and one.lemma in sense.words("met") and (one.labels & _TALKING or one.labels >= _ACTIVE)
        for one in russian.readings(word.lower())
    )


@lru_cache(maxsize=65536)
def _transitive(word: str) -> bool:
    first = next(iter(russian.readings(word.lower())), None)
    return first is not None and first.known and "tran" in first.labels and (bool(first.labels & _TALKING) or first.labels >= _ACTIVE)


@lru_cache(maxsize=65536)
def _many(word: str) -> bool:
    """Whether a verb in the plural takes an object: взяли, предложили."""
    return any({"VERB", "tran"} <= one.labels and one.number == "plur" for one in russian.readings(word.lower())[:1] if one.known)


def is_object(passage: Passage, start: int, word: str) -> bool:
    """Whether a verb right before the word has a person for its object: догнал Клебо; сменил Иванова, not покинул Киров."""
    verb = sense.left_word(passage, start)
    if not verb:
        return False
    if met(verb):  # a man's name with a consonant at its end would stand in the accusative: заменить Виндоус
        still = _CONSONANT.search(word) is not None and not verb.endswith("ла") and sense.sense(word) == "unknown"
        return not (still and _told_who(passage, start, verb, word))
    if not _MAN_IN_ACCUSATIVE.match(word) or sense.sense(word) == "word" or not _transitive(verb):
        return False
    return _NOT.search(passage.folded, max(passage.span.start, start - _REACH), start) is None


def is_thing(passage: Passage, start: int, word: str) -> bool:
    """Whether a word that no dictionary has, with a consonant at its end, is the object of a verb that has its subject, as no man's name is: Суд обвинил Арселор."""
    verb = sense.left_word(passage, start)
    if not verb or not _transitive(verb) or not _CONSONANT.search(word) or verb.endswith("ла"):
        return False
    before = _SUBJECT.search(passage.folded, max(passage.span.start, start - _REACH), start)
    who = before[0].split()[0] if before else ""
    if who[:1].isupper() and (sense.sense(who) in ("surname", "surname-too", "given") or doubt.surname_shaped(who, "ru")):
        return True
    first = next(iter(russian.readings(who.lower())), None) if who else None
    return first is not None and first.known and first.kind == "noun" and first.case == "nom" and first.number == "sing"


def cases(passage: Passage, start: int, end: int) -> frozenset[str]:
    """The cases of a name that is the object of the verb beside it: Дзюба заменил Азмуна, Селиванова взяли, Чубайсу предложили."""
    verb, *given, word = sense.left_word(passage, start), *passage.folded[start:end].split()
    if given and _one_of(verb, "given_to") and cases_of_strangers(passage, start, end):
        return frozenset({"dat"})
    if (
        verb
        and _transitive(verb)
        and (_MAN_IN_ACCUSATIVE.match(word) or (given and word[-1] in "ую"))
        and _told_who(passage, start, verb, word)
    ):
        return frozenset({"acc"})
    if given and verb.endswith(("ла", "лась")) and given[0][-1] in "ая" and sense.verb(verb):
        return frozenset({"nom"})  # замкнула Федерика Бриньоне
    right = _BEHIND.match(passage.folded, end)
    if (
        right
        and sense.verb(right[1])
        and any(one.kind == "adjective" and one.case == "nom" and one.known for one in russian.readings(word.lower()))
    ):
        return frozenset({"nom"})
    if right and _many(right[1]) and not _GOVERNED.search(passage.folded, max(passage.span.start, start - 9), start):
        return frozenset() if _noun(verb) or any(map(_hers, given)) else frozenset({"dat", "acc"})
    return frozenset()


def cases_of_strangers(passage: Passage, start: int, end: int) -> frozenset[str]:
    """The case of two words that no dictionary has and that end alike, by what stands before: с передачи Джуда Беллингема, уступил Лёрнеру Тьену."""
    words, before = passage.folded[start:end].split(), sense.left_word(passage, start)
    if len(words) != 2 or not before or any(sense.sense(word) != "unknown" for word in words):
        return frozenset()
    if _CONSONANT.search(words[0]) and words[0][-1] not in "йь" and words[1][-1] in "уюыоэ":
        return frozenset({"nom"})  # стал Гукеш Доммараджу
    if all(_ENDS_IN_U.search(word) for word in words):
        return frozenset({"dat"}) if _one_of(before, "given_to") else frozenset()
    right = _NEXT.match(passage.folded, end)
    hers = right is not None and right[1].endswith(("ла", "лась"))
    owned = all(_ENDS_IN_A.search(word) for word in words) and not hers and _noun(before) and not sense.person(before)
    return frozenset({"gen"}) if owned else frozenset()


@lru_cache(maxsize=65536)
def _noun(word: str) -> bool:
    """Whether a word before a name is a noun, which asks for its case or calls who did it with others: и педагог Сидорова встретили."""
    return any(one.known and one.kind == "noun" for one in russian.readings(word.lower())[:1])


@lru_cache(maxsize=8192)
def _hers(given: str) -> bool:
    """Whether a given name is a woman's in the nominative first of all, however a man's may look: Марина, Елена."""
    first = next((one for one in russian.readings(given.lower()) if "Name" in one.labels), None)
    return first is not None and first.case == "nom" and first.gender == "femn"


def _told_who(passage: Passage, start: int, verb: str, word: str) -> bool:
    """Whether the verb has its subject before it, or has none in the singular: Сафин обыграл, после чего уволили."""
    if _many(verb) or any(one.labels & {"INFN", "GRND", "PRTF"} for one in russian.readings(verb.lower())[:1]):
        return True
    before = _SUBJECT.search(passage.folded, max(passage.span.start, start - _REACH), start)
    who = before[0].split()[0] if before else ""
    if who == "который" or (who[:1].isupper() and sense.sense(who) != "word"):
        return True
    first = next(iter(russian.readings(who.lower())), None) if who else None
    if first is None or not first.known or first.kind != "noun" or first.case != "nom":
        return False
    if not first.animate and verb.endswith("ла") and first.gender != "femn":
        return False  # итоги подвела Куанышбекова
    return first.animate or sense.sense(word) == "unknown"  # клуб уволил Кроммера; матч выиграл Дзюба


def of_kin(passage: Passage, start: int, owner: str, given: str) -> bool:
    """Whether two names are a kinsman's surname and somebody's own given name: жена Навального Юлия; not сестре Петровой Марии, who is one."""
    noun = sense.left_word(passage, start)
    stranger = sense.sense(given) == sense.sense(owner) == "unknown" and owner[-1] in "ая" and _CONSONANT.search(given) is not None
    if (
        not noun
        or not (stranger or sense.sense(given) in ("given", "given-too"))
        or sense.sense(owner) not in ("surname", "surname-too", "unknown", "given")
    ):
        return False
    if sense.sense(owner) == "given" and not surnames.apart(given, owner):
        return False
    kin = {
        (one.case, one.gender)
        for one in russian.readings(noun.lower())
        if one.known and one.lemma in sense.words("kin") and one.number == "sing"
    }
    if stranger:
        return any(case == "nom" for case, _ in kin)  # внук Чингисхана Батый
    own = {(one.case, one.gender) for one in russian.readings(given.lower()) if "Name" in one.labels and one.number == "sing"}
    theirs = {case for case, number in sense.cases(owner, personal=True) if number == "sing"}
    shared = {case for case, _ in kin & own}
    his = ("nom", "masc") in kin & own and owner[-1] == "а"  # сын Байжанова Арман; сестра Ахметова Мадина is one
    return bool(shared) and "gen" in theirs and (his or shared.isdisjoint(theirs))


def cases_called(passage: Passage, start: int, end: int, *, alone: bool) -> frozenset[str]:
    """The cases of a name right behind a noun for a person that is no post: обвиняемому Рябцеву; empty elsewhere."""
    noun = sense.left_word(passage, start)
    called = bool(noun) and sense.person(noun) and not doubt.is_office(noun)
    if not alone and any(doubt.given_known(one, "ru") and _hers(one) for one in passage.folded[start:end].split()):
        return frozenset()  # уполномоченный по правам ребёнка Динара Закиева
    return asked.by_noun(passage, start, alone=alone) if called else frozenset()


def together(passage: Passage, start: int, word: str) -> bool:
    """Whether somebody does something with the one whom a word that no dictionary has names: сыграет с Оже-Альяссимом; no town: рядом с Бахмутом."""
    found = _WITH.search(passage.folded, max(passage.span.start, start - _REACH), start)
    if found is None or not INSTRUMENTAL.search(word):
        return False
    return found[1] == "вместе" or (active(found[1]) and not of_things(found[1]))


def left_out(passage: Passage, end: int) -> bool:
    """Whether a dash stands for the verb of a subject behind a comma: признал вину, Гайзер – нет."""
    return _NO_VERB.match(passage.folded, end) is not None


@lru_cache(maxsize=65536)
def were(word: str) -> bool:
    """True for a verb or a short participle of several: задержаны, встретились."""
    return any(one.known and one.labels & {"VERB", "PRTS"} and one.number == "plur" for one in russian.readings(word.lower())[:1])


def shaped_beside_verb(passage: Passage, start: int, end: int) -> bool:
    """Whether a word in -ин, -ский, which a place or an adjective may be too, stands beside a verb as the one who did it: вышел Файзулин."""
    if not _WEAKLY_SHAPED.match(passage.folded, start, end):
        return False
    right, left = _NEXT.match(passage.folded, end), sense.left_word(passage, start)
    return bool((right and sense.verb(right[1])) or (left and (sense.verb(left) or were(left))))
