"""In which case a Russian name is expected: by the preposition or the post before it, and by the other names of its list."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.language.russian_names import led_back, readings
from docpipe.mentions.people_doubt import offices
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docpipe.language.names import Name
    from docpipe.language.passage import Passage
    from docpipe.language.russian_names import Roles

_PREPOSITIONS = {
    "на": ("acc",), "через": ("acc",), "про": ("acc",), "от": ("gen",), "у": ("gen",), "для": ("gen",), "до": ("gen",), "из": ("gen",), "без": ("gen",),
    "против": ("gen",), "кроме": ("gen",), "вместо": ("gen",), "имени": ("gen",), "им": ("gen",), "памяти": ("gen",), "отношении": ("gen",), "к": ("dat",), "ко": ("dat",),
    "по": ("dat",), "с": ("ins", "gen"), "со": ("ins", "gen"), "за": ("acc", "ins"), "перед": ("ins",), "между": ("ins",), "под": ("ins",), "над": ("ins",), "о": ("loc",),
    "об": ("loc",), "при": ("loc",), "в": ("loc", "acc"), "участием": ("gen",), "председательством": ("gen",), "руководством": ("gen",),
}  # fmt: skip
_ACTING = lazy(r"(?:вр\.?\s?)?и\.\s?о\.|врио|врид", re.IGNORECASE)
_HOLDING = lazy(r"(?:исполняющ|председательствующ|заведующ|управляющ|командующ|уполномоченн)\w{2,3}")
_OBJECT = lazy(r"[А-ЯЁ][а-яё]{2,20}(?:ов|ев|ёв|ин)а(?![\w-])(?![ ][А-ЯЁ])")
_HIM = lazy(r"[А-ЯЁ][а-яё]{2,20}(?:ов|ев|ёв|ин)а(?![\w-])")
_HEARD = lazy(r"(?<!\w)(?:за)?слушали(?:\s{0,3}:)?\s{1,12}(?:\d{1,2}[.)]\s{0,3})?\Z", re.IGNORECASE)
_STANDS_FOR = lazy(r"(?:\A|\n)[ \t]{0,8}За [а-яё-]{4,20}[ая](?:[ \t][^\n.,;:!?]{0,120})?[ \t\n]{1,60}\Z")
"""`За министра    Л. Дюсекеева`: who signs in his place stands in the nominative."""
_GIVING = frozenset(
    {"поручить", "поручать", "предоставить", "предоставлять", "объявить", "объявлять", "продлить", "продлевать", "присвоить", "присваивать", "разрешить", "разрешать", "вручить", "вручать", "выплатить", "выдать", "выдавать", "оказать", "вынести", "выносить", "выразить", "разъяснить", "предложить", "сообщить", "возместить"}
)  # fmt: skip
_GREETING = {"уважаемый", "уважаемая", "уважаемые"}
_WORDS, _REACH = 16, 220


def expected(passage: Passage, start: int) -> frozenset[str]:
    """The cases that what stands before `start` asks for; empty where nothing does.

    >>> from docpipe.language.passage import Passage
    >>> sorted(expected(Passage.of("возложить на полковника Кожаева М.", "ru"), 24))
    ['acc']
    """
    if _HEARD.search(passage.folded, max(passage.span.start, start - _REACH), start):
        return frozenset({"acc"})
    words = _words_before(passage, start)
    if not words:
        return frozenset({"nom"}) if passage.folded[max(passage.span.start, start - 1) : start] in ("", "\n", "*") else frozenset()
    if words[0] in _GREETING or _STANDS_FOR.search(passage.folded, max(passage.span.start, start - _REACH), start):
        return frozenset({"nom"})
    if words[0] in _PREPOSITIONS:
        return frozenset(_PREPOSITIONS[words[0]])
    if _OBJECT.match(passage.folded, start) and _not_hers(words[0]):
        return frozenset({"acc"})
    if _governs_genitive(words[0]):
        return frozenset({"gen"})
    if _gives(words[0]):
        return frozenset({"acc"} if _HIM.match(passage.folded, start) else {"dat"})  # объявить Ахметова К.Т. победителем
    place, cases = _office(words)
    if "врио" in words[place : place + 4]:
        return frozenset({"nom", "dat"})
    if cases:
        return _narrowed(cases, words[place + 1 :])
    return frozenset({"acc"}) if any("INFN" in reading.labels for reading in russian.readings(words[0])) else frozenset()


@lru_cache(maxsize=8192)
def _not_hers(word: str) -> bool:
    """Whether a verb of the past has another subject than a woman: оправдал Ахметова, задержали Петрова."""
    known = [reading for reading in russian.readings(word) if reading.known]
    return bool(known) and all({"VERB", "past"} <= reading.labels and "femn" not in reading.labels for reading in known)


@lru_cache(maxsize=8192)
def _governs_genitive(word: str) -> bool:
    return any(
        reading.lemma in table("names")["beside"]["genitive_after"]
        for reading in russian.readings(word)
        if reading.known and reading.kind == "noun"
    )


@lru_cache(maxsize=8192)
def _gives(word: str) -> bool:
    """Whether a verb takes whom it gives something to: `предоставить Омарову Б.С. отпуск`."""
    return any(reading.lemma in _GIVING and reading.labels & {"VERB", "INFN"} for reading in russian.readings(word) if reading.known)


def _words_before(passage: Passage, start: int) -> list[str]:
    """Words of the same sentence before `start`, the nearest first."""
    text = passage.folded[max(passage.span.start, start - _REACH) : start]
    text = re.split(r"\n\s{0,6}\n|[;!?:»]|[^\W\d_]{4,}\.", text)[-1]
    text = _ACTING.sub(" врио ", text)
    text = re.sub(r"(?<!\w)[^\W\d_a-zа-яё]\.", " ", text)
    return [word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)][::-1][:_WORDS]


def _office(words: Sequence[str]) -> tuple[int, frozenset[str]]:
    """(place, cases) of the office that the name agrees with: in `заместителю министра Омарову` the first, not the genitive on it."""
    best: tuple[int, frozenset[str]] = (0, frozenset())
    for place, word in enumerate(words):
        cases = _office_cases(word)
        if cases and (not best[1] or ("gen" in best[1] and not cases & best[1])):
            best = (place, cases)
        if not cases and any(reading.labels & {"VERB", "INFN", "PRTS"} for reading in russian.readings(word)[:1]):
            break
    return best


@lru_cache(maxsize=8192)
def _office_cases(word: str) -> frozenset[str]:
    holding = _HOLDING.fullmatch(word)
    found = [
        r for r in russian.readings(word) if r.case and (r.lemma in offices() or (holding and r.kind == "adjective" and r.gender != "neut"))
    ]
    return frozenset(reading.case for reading in found if reading.case and reading.number == "sing") or frozenset(
        r.case for r in found if r.case
    )


def _narrowed(cases: frozenset[str], further: Sequence[str]) -> frozenset[str]:
    """The preposition or the infinitive that governs the office decides between genitive and accusative."""
    for word in further:
        if word in _PREPOSITIONS and cases & frozenset(_PREPOSITIONS[word]):
            return cases & frozenset(_PREPOSITIONS[word])
        if any("INFN" in reading.labels for reading in russian.readings(word)):
            return cases & {"acc"} or cases
    return cases


def common_case(people: Iterable[Roles], asked: frozenset[str]) -> str | None:
    """The case that all names of one list stand in together, by how well each of them reads in it."""
    totals: dict[str, float] = {}
    every = [_by_case(pairs) for pairs in people]
    for case in sorted({case for one in every for case in one}):
        if all(case in one for one in every):
            totals[case] = sum(one[case] for one in every) + (0.6 if case in asked else 0.0)
    return max(totals, key=lambda case: totals[case], default=None)


@lru_cache(maxsize=8192)
def _by_case(pairs: Roles) -> dict[str, float]:
    found: dict[str, float] = {}
    for weight, name in readings(pairs):
        if name.case and weight > found.get(name.case, 0.0):
            found[name.case] = weight
    return found


def understood(people: Sequence[Roles], asked: frozenset[str]) -> Iterator[Name | None]:
    """Each name of one list in the nominative."""
    case = common_case(people, asked)
    for pairs in people:
        yield led_back(pairs, case=case)
