"""What a Russian word with a capital may name by the dictionary, and what beside it shows that somebody is named."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from docpipe.language import russian
from docpipe.mentions import people_doubt as doubt
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.language.russian import Reading

Sense = Literal["surname", "given", "surname-too", "given-too", "word", "unknown"]

_OWNER = lazy(r"(?:[оеё]в|[иы]н)\Z")
_SHAPED = lazy(
    r"[А-ЯЁ][а-яё]+(?:(?:[нчш]к|йк)о|швили|дзе|[ая]ян(?:а|у|ом|е)?|(?:ч|щ|ню|лю|сю|цю|рю|дю)у?к(?:а|у|ом|е)?|(?:ов|ев)ич(?:а|у|ем|е)?|заде|[а-яё]{2}[оеё]в(?:а|у|ым|е)?)\Z"
)
_LEFT = lazy(r"(?<![\w-])([А-ЯЁ]?[а-яё]{1,25}(?:-[а-яё]{2,20})?)[ ]{1,2}\Z")
_ABOUT = lazy(
    r"(?<![\w-])(?P<noun>[А-ЯЁ]?[а-яё]{1,25}(?:-[а-яё]{2,20})?)[ ](?:(?P<country>[А-ЯЁ][а-яё]+)|[А-ЯЁ]{2,6}|«[^«»\n]{2,40}»)[ ]{1,2}\Z"
)
RIGHT = lazy(r"[ ](?:(?:не|также|уже|ранее|вчера|сегодня|лично|тогда|затем|сам|сама|же|вновь|впервые)[ ])?([а-яё]{2,25})(?![\w-])")
_SAID_LEFT = lazy(r"(?<![\w-])([А-ЯЁ]?[а-яё]{2,25})[ ](?:(?:также|ранее|тогда|сам|сама|его|её|их|ему|ей|им|нам|мне)[ ])?\Z")
_ENDINGS = (
    (compiled(r"(?:ом|ем|ым|а|у|е)\Z"), ""),
    (compiled(r"(?:ы|у|е|ой|и)\Z"), "а"),
    (compiled(r"(?:я|ю|ем)\Z"), "ь"),
    (compiled(r"(?:я|ю|ем|е)\Z"), "й"),
    (compiled(r"(?:ого|ому|им)\Z"), "ий"),
)
_ENDING_OF_SURNAME = lazy(r"(?:[оеё]в|[иы]н)(|а|у|ым|ой|е)\Z")
_CASES_OF_SURNAME = {
    "": ("nom",),
    "а": ("gen", "acc", "nom"),
    "у": ("dat", "acc"),
    "ым": ("ins",),
    "ой": ("gen", "dat", "ins", "loc"),
    "е": ("loc",),
}
_OF_FEMININE = lazy(r"(?<!л)(?<![кқ]ыз)(?<!сар)ы\Z")
"""The genitive of a noun in -а, Акорды, Барселоны; not Нургалы, Асанкызы."""
_ADJECTIVE = lazy(r"[сц]к(?:ий|ая|ое|ие|ого|ому|им|ом|ой|ую|их|ими)\Z")
_NEXT = lazy(r"[ ]([а-яё]{3,25})(?![\w-])")
_SHORTEST = 3
_REACH = 90
_BUILT = lazy(r"[А-ЯЁ][а-яё]{2,}(?:бек(?:а|у|ом|е)?|гул[ьию]|гулью|гали|мурат(?:а|у|ом|е)?)\Z")
"""As hardly anything but Kazakh given names are."""


def _rows() -> dict[str, list[str]]:
    rows: dict[str, list[str]] = table("lone_names")["alone"]
    return rows


@cache
def words(key: str) -> frozenset[str]:
    """A list of the vocabulary of names that stand alone."""
    return frozenset(_rows()[key])


@cache
def _any(key: str, after: str) -> re.Pattern[str]:
    return compiled(rf"(?<![\w-])(?:{'|'.join(_rows()[key])}){after}", re.IGNORECASE)


def known_readings(word: str) -> list[Reading]:
    """The dictionary's readings, those aside that make an owner's adjective of a name: иванов дом."""
    return [one for one in russian.readings(word.lower()) if one.known and not (one.kind != "noun" and _OWNER.search(one.lemma))]


@cache
def _towns() -> frozenset[str]:
    """Towns, cities and regions of Kazakhstan that are called by one word, lower-case."""
    towns = {name.lower() for row in table("places")["towns"]["rows"] for name in row}
    towns |= {name.lower() for name in table("places")["also"]["ru"]}
    return frozenset(towns | {str(row["ru"]).lower() for row in table("regions")["city"]})


def _forms(word: str) -> tuple[str, ...]:
    """What a word may be in the nominative, lower-case, itself first."""
    return (word.lower(), *(end.sub(put, word.lower()) for end, put in _ENDINGS))


@lru_cache(maxsize=65536)
def _town(word: str, *, sure: bool) -> bool:
    """True for a town in any case: Астану; where it is `sure` for none that people are called like: Сатпаев."""
    doubtful = {name.lower() for name in table("places")["doubtful"]["ru"]} if sure else set()
    return any(one in _towns() and one not in doubtful for one in _forms(word))


@lru_cache(maxsize=65536)
def sense(word: str) -> Sense:
    """What the word may name: a surname or a given name and nothing else, one of them too, another word, or what no dictionary has.

    >>> sense("Достоевского"), sense("Мороз"), sense("Петя"), sense("Владимир"), sense("Москва"), sense("Фургал")
    ('surname', 'surname-too', 'given', 'given-too', 'word', 'unknown')
    """
    if doubt.stop(word, "ru") or _town(word, sure=True):
        return "word"
    if not words("surnames").isdisjoint(_forms(word)):
        return "surname"
    known = known_readings(word)
    if not known:
        if _town(word, sure=False) or _ends_in_word(word):
            return "word"
        return "given" if _kazakh_given(word) else "surname" if _double(word) else "unknown"
    if any("Surn" in one.labels for one in known):
        return "surname" if names_only(word) or (doubt.surname_shaped(word, "ru") and not _thing_or_place(word)) else "surname-too"
    if (
        doubt.surname_shaped(word, "ru")
        and all(one.number == "plur" or "ADJS" in one.labels for one in known)
        and not doubt.is_office(word)
    ):
        return "surname" if all("Name" in one.labels for one in known) else "surname-too"  # Турсунбеков, Сугробов
    if any("Name" in one.labels for one in known) and not doubt.is_office(word):
        return "given" if all("Name" in one.labels for one in known) else "given-too"
    return "given-too" if doubt.place_name(word) and doubt.given_only(word, "ru") else "word"  # София


def _kazakh_given(word: str) -> bool:
    """True for a Kazakh given name that no dictionary of Russian has and that is no Kazakh word or place beside: Айгуль, Ерлану; not Самал."""
    return _BUILT.match(word) is not None or any(doubt.listed_given(one) and not doubt.everyday(one) for one in _forms(word))


def _ends_in_word(word: str) -> bool:
    """True for two words of which the last is one of the dictionary: Вице-Министра, Астана-Энергия."""
    *first, last = word.split("-")
    return bool(first) and sense(last.capitalize()) == "word"


def _double(word: str) -> bool:
    """True for two surnames: Салтыков-Щедрин."""
    halves = word.split("-")
    return len(halves) == 2 and sense(halves[1]) == "surname" and sense(halves[0]) in ("surname", "surname-too")


@lru_cache(maxsize=65536)
def names_only(word: str) -> bool:
    """True where the dictionary has nothing but names: Достоевского; not Песков, which are sands too."""
    return all(one.labels & {"Surn", "Name", "Patr"} for one in known_readings(word))


@lru_cache(maxsize=65536)
def placed(word: str) -> bool:
    """True where a place or a body bears the name too: Киров, Владимир, Спартак."""
    return any(one.labels & {"Geox", "Orgn"} for one in known_readings(word))


def _thing_or_place(word: str) -> bool:
    """Whether a word shaped as a surname is as well a place or a noun in the nominative: Киров, Голова; not Песков, which are sands."""
    return any(
        one.labels & {"Geox", "Orgn"} or ((one.case, one.number) == ("nom", "sing") and not one.labels & {"Surn", "Name"})
        for one in known_readings(word)
    )


@lru_cache(maxsize=65536)
def subject_is_person(word: str) -> bool:
    """True for a surname's form that can be a subject only as one: Пугачёва, Токаев; not Киров, Мороз."""
    first = [one for one in known_readings(word) if one.case == "nom" and one.number == "sing"]
    return all(one.labels & {"Surn", "Name"} for one in first) if first else doubt.surname_shaped(word, "ru")


@lru_cache(maxsize=65536)
def of_living(word: str) -> bool:
    """True for a given name that names no thing beside: Карл; not Том, Роман."""
    return sense(word) in ("given", "given-too") and all("anim" in one.labels for one in known_readings(word))


@lru_cache(maxsize=65536)
def place_too(word: str) -> bool:
    """True where nothing but a place, or no other word that can be a subject, is like the name: Пушкин, Киров, Токаев; not Мороз."""
    return all(one.labels & {"Surn", "Name", "Geox"} or one.case != "nom" or one.number == "plur" for one in known_readings(word))


def shaped(word: str) -> bool:
    """True for a word that no dictionary has and that ends as hardly anything but surnames do: Яценюка, Кличко, Хачатряна.

    >>> shaped("Яценюком"), shaped("Тимошенко"), shaped("Тоболин")
    (True, True, False)
    """
    return _SHAPED.match(word) is not None


@lru_cache(maxsize=65536)
def _by_ending(word: str) -> frozenset[tuple[str, str]]:
    """The cases that a surname in -ов, -ин shows, where the dictionary has another word alone: врач Мясников."""
    ending = _ENDING_OF_SURNAME.search(word)
    return frozenset((case, "sing") for case in _CASES_OF_SURNAME[ending[1]]) if ending else frozenset()


@lru_cache(maxsize=65536)
def cases(word: str, *, personal: bool = False) -> frozenset[tuple[str, str]]:
    """(case, number) of the readings of a word, of those as a name alone where it is `personal`; of a guess where none is known."""
    found = russian.readings(word.lower())
    if personal and any(one.labels & {"Surn", "Name"} for one in found):
        found = tuple(one for one in found if one.labels & {"Surn", "Name"})
    elif personal and any(one.known for one in found) and (shown := _by_ending(word)):
        return shown
    return frozenset((one.case, one.number or "sing") for one in found if one.case)


@lru_cache(maxsize=65536)
def person(word: str) -> bool:
    """True for a Russian noun that may name a living being: певица, финн, братьями, потерпевшая; no name."""
    word = word.rpartition("-")[2]
    if len(word) < _SHORTEST:
        return False
    if word.lower() in words("persons") or any(one.known and one.lemma in words("persons") for one in russian.readings(word.lower())):
        return True
    return any(
        one.known
        and one.kind == "noun"
        and "anim" in one.labels
        and not one.labels & {"Name", "Surn", "Patr"}
        and one.lemma not in words("animals")
        for one in russian.readings(word.lower())
    )


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of a noun; empty for what is none.

    >>> lemma("певицей"), lemma("пела")
    ('певица', '')
    """
    known = [one for one in russian.readings(word.lower()) if one.known]
    return word.lower() if word.lower() in words("persons") else next((one.lemma for one in known if one.kind == "noun"), "")


def particle(word: str) -> bool:
    """True for a word that begins a surname or another foreign name: Ван Гог, Аль Джазира."""
    return word.lower() in {one.lower() for one in table("names")["abroad"]["particles_capital"]}


def left_word(passage: Passage, start: int) -> str:
    """The word right before `start`, also one that opens the sentence; empty where there is none."""
    found = _LEFT.search(passage.folded, max(passage.span.start, start - 50), start)
    return found[1] if found else ""


def apposed(passage: Passage, start: int, word: str) -> str:
    """The lemma of the noun for a person before a name, that agrees with it: сенатор Маккейн, братья Кличко, форвард «Зенита» Халк; else empty."""
    noun = left_word(passage, start)
    if not noun or not person(noun):
        about = _ABOUT.search(passage.folded, max(passage.span.start, start - _REACH), start)
        if about is None or not person(about["noun"]) or (about["country"] and not country(about["country"])):
            return ""
        noun = about["noun"]
    if lemma(noun) in words("dwellers") and sense(word) == "unknown":
        return ""  # жители Бейнеу
    return lemma(noun) if _agree(noun, word) else ""


@lru_cache(maxsize=4096)
def country(word: str) -> bool:
    """True for a country in the genitive, or a body: президент Филиппин, глава Роспотребнадзора."""
    return body(word) or any({"Geox", "gent"} <= one.labels for one in russian.readings(word.lower()) if one.known)


def _agree(noun: str, word: str) -> bool:
    """Whether the noun and the name may stand in one case; a masculine nominative before an unknown word in -а may own it: тренер Ромы."""
    mine = {(one.case, one.number or "sing", one.gender) for one in russian.readings(noun.lower()) if one.known and one.case}
    still = word[-1:] in "оеиуыюэ" and sense(word) == "unknown" and not _OF_FEMININE.search(word)
    if ("nom", "plur") in {(case, number) for case, number, _ in mine} and lemma(noun) in ("брат", "сестра", "супруг"):
        return True
    theirs = cases(word, personal=True) | (cases(word) if doubt.whole_noun(word, "ru") else frozenset())
    if not still and {(case, number) for case, number, _ in mine}.isdisjoint(theirs):
        return False
    return not (in_genitive(word) and ("nom", "sing", "masc") in mine)


def in_genitive(word: str) -> bool:
    """Whether a word that no dictionary has looks like a genitive: Ромы, Атамекена; not Нургалы, Ибраева."""
    return sense(word) == "unknown" and (word[-1:] in "ая" or _OF_FEMININE.search(word) is not None)


def may_own(passage: Passage, start: int, word: str) -> bool:
    """Whether a word behind a man's post may be whose post it is: председатель Атамекена, аким Бейнеу; not министр Аймагамбетова."""
    noun = left_word(passage, start)
    if doubt.surname_shaped(word, "ru"):
        return False
    return (in_genitive(word) and person(noun)) or (lemma(noun) in words("dwellers") and not doubt.given_like(word, "ru"))


@lru_cache(maxsize=65536)
def _did(word: str) -> bool:
    """Whether a verb says what people do, one of them and no thing: сказал, пообещала, родился."""
    return any(
        one.known and one.lemma in words("did") and "VERB" in one.labels and one.number == "sing" and one.gender != "neut"
        for one in russian.readings(word.lower())
    )


@lru_cache(maxsize=65536)
def verb(word: str) -> bool:
    """True for a finite verb of one subject that is no neuter."""
    return any(
        one.known and "VERB" in one.labels and one.number == "sing" and one.gender != "neut" for one in russian.readings(word.lower())[:1]
    )


def acts(passage: Passage, start: int, end: int, *, any_verb: bool = False) -> bool:
    """Whether a verb beside the name says what people do: сказал Вучич, Фургал пообещал; with `any_verb` whatever it says behind the name."""
    right = RIGHT.match(passage.folded, end)
    if right and (_did(right[1]) or (any_verb and verb(right[1]))):
        return True
    left = _SAID_LEFT.search(passage.folded, max(passage.span.start, start - _REACH), start)
    return left is not None and _did(left[1])


@cache
def _suffered() -> frozenset[str]:
    return frozenset(word.replace("е", "ё") for word in words("suffered"))


def befell(passage: Passage, start: int, end: int) -> bool:
    """Whether what stands behind a name befalls a person: Навальному вменяют, Ефремов приговорён."""
    right = RIGHT.match(passage.folded, end)
    if right is None:
        return False
    of_object = right[1] in words("befell") and not {case for case, _ in cases(passage.folded[start:end], personal=True)}.isdisjoint(
        {"dat", "acc"}
    )
    return of_object or right[1].replace("е", "ё") in _suffered()


def told_of(passage: Passage, start: int) -> bool:
    """Whether the words before the name ask for a person: по словам, по мнению, в лице, на встрече с."""
    return _any("told_of", r"[ ]\Z").search(passage.folded, max(passage.span.start, start - _REACH), start) is not None


def named_after(passage: Passage, start: int) -> bool:
    """Whether what stands before bears the name: закон Ома, кубок Гагарина, проспект Руставели."""
    return _any("named_after", r"[ ]\Z").search(passage.folded, max(passage.span.start, start - _REACH), start) is not None


@lru_cache(maxsize=65536)
def body(word: str) -> bool:
    """True for a word that no dictionary has and that begins or ends as bodies and firms do: Росстат, Ростех, Татэнерго."""
    low, rows = word.lower(), _rows()
    if not words("bodies").isdisjoint(_forms(word)) or re.search(rf"(?:{'|'.join(rows['bodies_end'])})(?:а|у|ом|е)?\Z", low):
        return True
    return low.startswith(tuple(rows["bodies_begin"])) and not doubt.surname_shaped(word, "ru") and not shaped(word)


def given_before_letter(word: str, initials: str) -> bool:
    """Whether one letter behind a given name stands for a surname that is not told: Руслану Г.; many a Kazakh surname is a given name too."""
    both = (spelled for one in _forms(word) for spelled in (one, one.replace("у", "о")))  # ө is either: Тулеген, Толеген
    kazakh = word.lower().endswith(("бек", "бай", "хан", "гали")) or any(doubt.listed_given(one) for one in both)
    return len(initials) == len("Г.") and sense(word) == "given" and not kazakh


def of_what_follows(passage: Passage, end: int, word: str) -> bool:
    """Whether a word in -ский is an adjective of the word behind it: Медеуского районного суда."""
    if not _ADJECTIVE.search(word):
        return False
    right = _NEXT.match(passage.folded, end)
    own = russian.readings(word.lower())
    theirs = [one for one in russian.readings(right[1])[:3] if one.known] if right else []
    return any(
        one.agreement == mine.agreement or (one.kind == "noun" and one.case == mine.case) for one in theirs for mine in own if mine.case
    )


def thing(passage: Passage, start: int) -> bool:
    """Whether a noun for what is called by the word behind it stands before: концерн Тоталь, кафе Лира."""
    return lemma(left_word(passage, start).rpartition("-")[2]) in words("things")


def labels_a_thing(passage: Passage, start: int, word: str) -> bool:
    """Whether a noun for a thing in the nominative stands right before a name in the nominative: ураган Катрина, журнал Форбс."""
    before = left_word(passage, start).rpartition("-")[2]
    first = next(iter(russian.readings(before.lower())), None) if before else None
    if first is None or not first.known or first.kind != "noun" or first.animate or person(before):
        return False
    own = cases(word, personal=True)
    return ("nom", "sing") in own and ("gen", "sing") not in own and "nom" in {case for case, _ in cases(before)}
