"""Names of other countries in Kazakh and Russian text: with a particle, with a middle name, Chinese and Korean ones by their syllables."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.language.kazakh_names import bare
from docpipe.language.names import is_patronymic
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_sense as sense
from docpipe.mentions import people_strangers as strangers
from docpipe.mentions import people_words
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.language.passage import Passage
    from docpipe.language.russian_names import Roles

_SYLLABLE = r"(?:чж|цз|[бпмфдтнлгкхцчшжсвр])?(?:уань|юань|янь|ань|инь|энь|унь|юнь|уан|яо|уай|уэй|юэ|уэ|юн|ян|ан|ин|эн|ун|ао|ай|оу|эй|уй|уа|уо|эр|ия|ю|я|е|у|о|э|и|ы|а)"
_CHINESE = lazy(rf"{_SYLLABLE}(?:[ъ-]?{_SYLLABLE})?")
_KOREAN = lazy(r"[бвгджзклмнпрстфхцчшщ]{0,3}[аеёиоуыэюя]{1,2}[бвгджзйклмнпрстфхцчшь]{0,2}")
_RUSSIAN_CASE = lazy(r"(?:ом|ем|а|у|е|я|ю)$")
_OF_ONE_LETTER = lazy(r"(?=[ВЧЛС])(?<![\w«-])(?P<surname>Ван|Чжан|Чжоу|Лю|Чэнь|Сюй)[ ](?P<given>[ИЭЮЯ])(?![\w.])")
_FAR = 20
_SHORTEST = 3
_IN_NAMES = frozenset({"Шейх", "Шах", "Хан", "Бек", "Паша", "Ага", "Мирза"})
_SPANISH = lazy(r"..[еэ][сз]$")


def find(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[tuple[Span, Roles]]:
    """(place, parts) of each name; `words` are the words of the passage that have a capital letter."""
    yield from _by_their_form(passage)
    for at, first in enumerate(words):
        behind = words[at + 1 : at + 4]
        if passage.language == "ru":
            yield from strangers.with_particle(passage, words, at)
            if first[0] != "Ван" or not list(_by_syllables(passage, first, behind)):
                yield from strangers.particle_alone(passage, words, at)
            yield from strangers.small_alone(passage, words, at)
        if not behind or behind[0].start() - first.end() > _FAR or doubt.stop(first[0], passage.language):
            continue
        yield from _by_syllables(passage, first, behind)
        if passage.language == "ru" and _unknown_given(passage, first, behind[0][0]):
            yield from _with_middle_name(passage, first, behind)  # Хосейн Амир Абдоллахиян
        known = doubt.given_known(first[0], passage.language) and not doubt.surname_shaped(first[0], passage.language)
        if known and not doubt.common(first[0], passage.language):
            if passage.language != "ru":
                yield from _with_particle(passage, first, behind)
            if passage.language != "kk" or not doubt.listed_given(first[0]):  # Kazakhs have one given name: Ғалым Дмитрий Менделеев
                yield from _with_middle_name(passage, first, behind)


def _by_their_form(passage: Passage) -> Iterator[tuple[Span, Roles]]:
    """Names that no two words make: Ван И, аль-Асад."""
    if passage.language == "ru" and "-" in passage.folded[passage.span.start : passage.span.end]:
        yield from strangers.article_alone(passage)
    for match in passage.finditer(_OF_ONE_LETTER):
        yield Span(*match.span()), (("surname", match["surname"]), ("given", match["given"]))


def _beside(passage: Passage, words: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but a blank parts the words."""
    return all(passage.folded[left.end() : right.start()] in (" ", "  ", "\u00a0") for left, right in pairwise(words))


def _stems(word: str, language: str) -> set[str]:
    """The word and what it is without an ending of case, lower-case."""
    low = word.lower()
    return {low, bare(word)[0].lower()} if language == "kk" else {low, _RUSSIAN_CASE.sub("", low), _RUSSIAN_CASE.sub("й", low)}


@cache
def _surnames(key: str) -> frozenset[str]:
    return frozenset(table("names")["abroad"][key])


def _by_syllables(passage: Passage, first: re.Match[str], behind: Sequence[re.Match[str]]) -> Iterator[tuple[Span, Roles]]:
    """Си Цзиньпин, Ким Чен Ын: a surname of the list, then a given name of one or two words."""
    low, language = first[0].lower(), passage.language
    second = behind[0][0] if behind else ""
    if low in _surnames("korean") and len(behind) > 1 and _beside(passage, [first, *behind[:2]]) and _KOREAN.fullmatch(second.lower()):
        third = behind[1][0]
        if any(_KOREAN.fullmatch(stem) for stem in _stems(third, language)) and not doubt.stop(third, language):
            ended = language == "ru" and not _KOREAN.fullmatch(third.lower())
            last = _RUSSIAN_CASE.sub("", third) if ended else third  # Ким Чен Ына
            yield Span(first.start(), behind[1].end()), (("surname", first[0]), ("given", f"{second} {last}"))
            return
    if low not in _surnames("chinese"):
        return
    fitting = [stem for stem in _stems(second, language) if _CHINESE.fullmatch(stem)]
    unlike = doubt.known_word(second, language) or doubt.surname_shaped(second, language) != any(one.endswith("ин") for one in fitting)
    if fitting and _beside(passage, [first, behind[0]]) and (not unlike or re.search("цз|чж", second.lower())):
        yield Span(first.start(), behind[0].end()), (("surname", first[0]), ("given", second))


@cache
def _particles(language: str) -> re.Pattern[str]:
    rows = table("names")["abroad"]
    small = "|".join([*rows["particles"], *rows[f"particles_{language}"]])
    return compiled(rf"\s(?:(?:{small})[\s-]){{1,3}}")


def _with_particle(passage: Passage, first: re.Match[str], behind: Sequence[re.Match[str]]) -> Iterator[tuple[Span, Roles]]:
    """Урсула фон дер Ляйен, Мухаммед бен Салман Аль Сауд, Жан-Клод Ван Дамм."""
    capital = table("names")["abroad"]["particles_capital"]
    last = behind[0]
    if _particles(passage.language).fullmatch(passage.folded, first.end(), last.start()):
        if _conjoined(passage, first, last) or doubt.common(last[0], passage.language):
            return
        more = behind[1:3]
        if len(more) > 1 and more[0][0] in capital and _beside(passage, [last, *more]) and not doubt.common(more[1][0], passage.language):
            given = passage.folded[first.start() : last.end()]
            yield Span(first.start(), more[1].end()), (("given", given), ("surname", f"{more[0][0]} {more[1][0]}"))
            return
        yield Span(first.start(), last.end()), (("given", first[0]), ("surname", passage.folded[first.end() : last.end()].strip()))
    elif (
        last[0] in capital
        and len(behind) > 1
        and _beside(passage, [first, *behind[:2]])
        and not doubt.common(behind[1][0], passage.language)
    ):
        yield Span(first.start(), behind[1].end()), (("given", first[0]), ("surname", f"{last[0]} {behind[1][0]}"))


def _conjoined(passage: Passage, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether the small word is an and: Иван да Марья; Ораз бен Жұмағали, which Kazakh has behind з and ж alone; or too: Асқар да."""
    word = passage.folded[first.end() : last.start()].strip()
    if passage.language == "kk" and word in ("да", "де"):
        return doubt.listed_given(first[0]) or doubt.given_known(last[0], "kk") or doubt.surname_shaped(last[0], "kk")
    if passage.language == "kk":
        return word == "бен" and first[0][-1] in "зж"
    return word in ("да", "де") and doubt.given_known(last[0], passage.language)


def _unknown_given(passage: Passage, first: re.Match[str], second: str) -> bool:
    """Whether a word that no dictionary has stands inside a sentence before a given name that is nothing else."""
    return sense.sense(second) == "given" and sense.sense(first[0]) == "unknown" and doubt.inside_sentence(passage, first.start())


def _word_that_stands_still(word: str) -> bool:
    """Whether a word of the dictionary has one form alone and is no place, as foreign surnames do: Пехлеви."""
    known = [one for one in russian.readings(word.lower()) if one.known]
    still = bool(known) and all("Fixd" in one.labels and "Geox" not in one.labels for one in known)
    return still and not doubt.stop(word, "ru") and not doubt.is_office(word)


def _of_another(passage: Passage, behind: Sequence[re.Match[str]]) -> bool:
    """Whether the third word is a place's or the next person's: Нил Армстронг Айға, Джоан Роулинг Гарри Поттерді."""
    third, case = bare(behind[1][0])
    if case == "loc" or (case != "nom" and len(third) < _SHORTEST):
        return True
    return len(behind[1:3]) > 1 and _beside(passage, behind[1:3]) and case == "nom" and doubt.given_only(third, "kk")


def _with_middle_name(passage: Passage, first: re.Match[str], behind: Sequence[re.Match[str]]) -> Iterator[tuple[Span, Roles]]:
    """Режеп Тайип Ердоған, Мария Гонсалес Перес: three words, none of them a word of the language, the second no surname or patronymic."""
    if len(behind) < 2 or not _beside(passage, [first, *behind[:2]]) or (passage.language == "kk" and _of_another(passage, behind)):
        return
    second, third, language = behind[0][0], behind[1][0], passage.language
    odd = any((doubt.common(word, language) and word not in _IN_NAMES) or word.isupper() or is_patronymic(word) for word in (second, third))
    if odd and language == "ru" and doubt.given_only(first[0], "ru") and sense.sense(second) in ("given", "given-too"):
        odd = not _word_that_stands_still(third)  # Мохаммед Реза Пехлеви
    if odd or (doubt.surname_shaped(second, language) and not _SPANISH.search(second)):
        return
    if language == "ru" and (people_words.apart(first[0], second) or people_words.disagree(first[0], third)):
        return
    last = behind[1]
    if language == "ru" and len(behind) > 2 and _beside(passage, behind[1:3]) and sense.sense(behind[2][0]) in ("unknown", "surname"):
        last, third = behind[2], f"{third} {behind[2][0]}"  # Андрес Мануэль Лопес Обрадор
    span = Span(first.start(), last.end())
    if _SPANISH.search(second.lower()):
        yield span, (("given", first[0]), ("surname", f"{second} {third}"))
    elif doubt.given_known(second, language) or doubt.surname_shaped(third, language) or not doubt.given_like(second, language):
        yield span, (("given", f"{first[0]} {second}"), ("surname", third))
