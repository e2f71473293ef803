"""Names of other countries in Russian text by their build and place: with a particle, and two words that no dictionary has.

`Башар аль-Асад`, `Луис Инасиу Лула да Силва`, `Гебхард фон Блюхер`; `встретился с Раджнатхом Сингхом`, `Райкконен и Валттери Боттас`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.mentions import people_deeds as deeds
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_sense as sense
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.language.passage import Passage
    from docpipe.language.russian_names import Roles

_MOST_GIVEN = 3
_SHORTEST = 3
_PARTICLES = frozenset({"Ван", "Де", "Ди", "Ле", "Дель", "Дю", "Фон"})
_BODY_BEHIND = lazy(r"[ ][А-ЯЁ]|-\w|[»\"]")
_NO_PERSON_BEFORE = lazy(r"(?<![\w-])(?:[Вв]о?|[Ии]з|[Нн]а|[Дд]о|[Пп]од|[Пп]о|[Чч]ерез|[Бб]лиз|[Оо]коло|г\.|с\.)[ ]\Z|[«\"]\Z")
_OF_BODY = lazy(
    r"(?<!\w)(?:[Пп]резидент|[Гг]лава|[Дд]иректор|[Гг]ендиректор|[Пп]редседатель|[Рр]уководитель)[ ][А-ЯЁ][а-яё]+(?:ого|его|ой|ей|ых|их)[ ][а-яё]+[ ]\Z"
)
_BY_WHOM = lazy(r"(?:[ое]м|ым|[ое]й)\Z")
_AND_BEFORE = lazy(r"(?:([А-ЯЁ][а-яё-]+)[ ])?([А-ЯЁ][а-яё-]+)[ ](?:и|или)[ ]\Z")
_ENDINGS = {
    **dict.fromkeys(("с", "со", "между", "перед", "за"), lazy(r"(?:[ое]м|ым|[ое]й)\Z")),
    **dict.fromkeys(("у", "от", "для", "против", "вместо", "помимо", "кроме"), lazy(r"(?:[аяиы]|[ое]й|[ео]го)\Z")),
    **dict.fromkeys(("к", "ко"), lazy(r"(?:[ую]|[ое]й)\Z")),
    **dict.fromkeys(("о", "об", "обо"), lazy(r"(?:е|[ое]й)\Z")),
}
"""The endings of a surname behind a preposition."""
_ARTICLE = lazy(r"(?=[аэ][лсшр])(?<![\w-])(?<![«\"])(?:аль|эль|ас|аш|ар)-[А-ЯЁ][а-яё]+(?![\w-])(?![ ][А-ЯЁ])")
_PREDICATE = lazy(r"(?:[ ]\([^()\n]{1,80}\))?[ ][–—-][ ](?P<words>[а-яё-]+(?:[ ][а-яё-]+){0,5})")
_SUBJECT_BEHIND = lazy(r",[ ]|[ ](?:и|с|\()[ ]?")


@cache
def _tail() -> re.Pattern[str]:
    """What follows the given names: an Arabic article with its hyphen or small words, then the surname, and one more of a house: Аль Тани."""
    rows = table("names")["abroad"]
    small = "|".join(sorted(sorted({*rows["particles"], *rows["particles_ru"], *rows["particles_ru_alone"]}), key=len, reverse=True))
    house = "|".join(rows["particles_capital"])
    return compiled(
        rf"[ ](?P<surname>(?:(?:{'|'.join(rows['articles'])})-|(?:(?:{small})[ -]|(?:{house})[ ](?=(?:{small}[ ])*[А-ЯЁ])){{1,3}})"
        rf"[А-ЯЁ][а-яё’']+(?:-[А-ЯЁ][а-яё]+)?)(?:[ ](?P<house>(?:{house})[ ][А-ЯЁ][а-яё]+))?(?![\w-])"
    )


@cache
def _beginnings() -> frozenset[str]:
    """The first two letters of what stands between given name and surname, which is looked for no further without them."""
    rows = table("names")["abroad"]
    keys = ("particles", "particles_ru", "particles_ru_alone", "particles_capital", "articles")
    return frozenset(word[:2] for key in keys for word in rows[key])


def with_particle(passage: Passage, words: Sequence[re.Match[str]], at: int) -> Iterator[tuple[Span, Roles]]:
    """(place, parts) of a name of which the word `at` is the last before a particle."""
    last = words[at]
    if passage.folded[last.end() + 1 : last.end() + 3] not in _beginnings():
        return
    found = _tail().match(passage.folded, last.end())
    if found is None or not _may_lead(last[0]) or not _foreign(passage, last, found):
        return
    first = at
    while first and at - first < _MOST_GIVEN and passage.folded[words[first - 1].end() : words[first].start()] == " ":
        if not _may_lead(words[first - 1][0]) or (_named_too(passage, words[first - 1])):
            break
        first -= 1
    start = words[first].start()
    surname = found.start("house") if found["house"] else found.start("surname")
    thing = sense.thing(passage, start) and not doubt.given_known(words[first][0], "ru")  # отель Бурдж аль-Араб
    if not (thing or doubt.quoted(passage, start, found.end()) or sense.named_after(passage, start)):
        yield Span(start, found.end()), (("given", passage.folded[start : surname - 1]), ("surname", passage.folded[surname : found.end()]))


def particle_alone(passage: Passage, words: Sequence[re.Match[str]], at: int) -> Iterator[tuple[Span, Roles]]:
    """(place, parts) of a surname with a particle by itself: Ван Гог, Де Ниро."""
    first = words[at]
    if first[0] not in _PARTICLES or at + 1 == len(words) or passage.folded[first.end() : words[at + 1].start()] != " ":
        return
    last = words[at + 1]
    start, end = first.start(), last.end()
    before = passage.folded[max(passage.span.start, start - 2) : start]
    if _PREDICATE.match(passage.folded, end) and not _somebody(passage, end):
        return
    if before and not re.search(r"[^\W\d_A-ZА-ЯЁ,;][ ]|[,.;:–—(][ ]|\n", before):
        return
    if (
        _NO_PERSON_BEFORE.search(passage.folded, max(passage.span.start, start - 8), start)
        or sense.named_after(passage, start)
        or sense.thing(passage, start)
    ):
        return
    if last[0].isupper() or len(last[0]) < _SHORTEST or doubt.stop(last[0], "ru") or _BODY_BEHIND.match(passage.folded, end):
        return
    yield Span(start, end), (("surname", f"{first[0]} {last[0]}"),)


def _somebody(passage: Passage, end: int) -> bool:
    """Whether what a dash says of a name names a person: Ван Гог – нидерландский художник; not Ван Клик – серия игр."""
    told = _PREDICATE.match(passage.folded, end)
    return told is not None and any(sense.person(word) for word in told["words"].split())


@cache
def _small() -> re.Pattern[str]:
    """Small words of a surname right before its capital word, where no given name stands before them."""
    rows = table("names")["abroad"]
    small = "|".join(sorted(sorted({*rows["particles"], *rows["particles_ru"]} - {"ас", "ад", "аш", "бен", "да"}), key=len, reverse=True))
    return compiled(rf"(?<![\w-])(?<![А-ЯЁA-Z][\w-] )(?:(?:{small})[ ]){{1,3}}\Z")


def small_alone(passage: Passage, words: Sequence[re.Match[str]], at: int) -> Iterator[tuple[Span, Roles]]:
    """(place, parts) of a surname behind small words by itself: по словам фон дер Ляйен; not на фон Земли."""
    last = words[at]
    if passage.folded[last.start() - 2 : last.start()] not in ("н ", "р ", "е ", "и ", "а ", "ь ", "у ", "ю "):
        return
    found = _small().search(passage.folded, max(passage.span.start, last.start() - 16), last.start())
    if found is None or doubt.stop(last[0], "ru") or doubt.common(last[0], "ru"):
        return
    start, several = found.start(), found[0].count(" ") > 1
    before = words[at - 1][0] if at and passage.folded[words[at - 1].end() : start] == " " else ""
    if before.lower() in table("names")["abroad"]["not_given"] or (before and not several and not sense.person(before)):
        return
    told = sense.told_of(passage, start) or sense.person(sense.left_word(passage, start))
    if told or (several and sense.acts(passage, start, last.end(), any_verb=True)):
        yield Span(start, last.end()), (("surname", passage.folded[start : last.end()]),)


def article_alone(passage: Passage) -> Iterator[tuple[Span, Roles]]:
    """(place, parts) of a surname with an Arabic article where no given name stands before it: по словам аль-Асада, глава МИД аль-Мекдад."""
    for found in passage.finditer(_ARTICLE):
        if found[0].lower().partition("-")[2].startswith(tuple(table("names")["abroad"]["articled"])):
            continue
        before = sense.left_word(passage, found.start())
        if sense.thing(passage, found.start()):
            continue  # телеканал аль-Маядин
        noun = sense.person(before) or sense.apposed(passage, found.start(), found[0].partition("-")[2])
        if noun or sense.told_of(passage, found.start()) or sense.acts(passage, *found.span()):
            yield Span(*found.span()), (("surname", found[0]),)


@lru_cache(maxsize=8192)
def _may_lead(word: str) -> bool:
    """Whether a word may be a given name of another country: a known one, or one that no dictionary has and no place begins with: Рио де."""
    if word.lower() in table("names")["abroad"]["not_given"] or word.isupper() or doubt.stop(word, "ru") or doubt.is_office(word):
        return False
    return doubt.given_known(word, "ru") or sense.sense(word) in ("unknown", "surname")


def _named_too(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a word that names somebody among other things opens the sentence: Роман Оноре де Бальзака."""
    return sense.sense(word[0]) != "unknown" and not doubt.given_only(word[0], "ru") and not doubt.inside_sentence(passage, word.start())


def _foreign(passage: Passage, last: re.Match[str], found: re.Match[str]) -> bool:
    """Whether the small word is a particle: no and between two given names, Иван да Марья; no place, в Вилье де Аро."""
    if re.match(r"[а-яё]+-", found["surname"]):
        return True
    tail = found["surname"].split()[-1]
    if found["surname"].startswith("да ") and (doubt.given_known(tail, "ru") or doubt.surname_shaped(tail, "ru")):
        return False
    if _NO_PERSON_BEFORE.search(passage.folded, max(passage.span.start, last.start() - 8), last.start()) and not doubt.given_known(
        last[0], "ru"
    ):
        return False
    return not doubt.is_office(tail) and not doubt.stop(tail, "ru")


@lru_cache(maxsize=8192)
def odd_form(right: str) -> bool:
    """Whether a word is the dictionary's in some form that no given name has beside it: Джони Айв, Лиз Трасс."""
    known = [one for one in russian.readings(right.lower()) if one.known]
    odd = not doubt.stop(right, "ru") and bool(known)
    if odd and all(one.kind == "other" and (one.gender == "masc" or "ADJS" not in one.labels) for one in known):
        return True  # Марина Кривонос, Хавьер Милей
    still = right[-1] in "иоуеэ"  # Джорджем Клуни
    return odd and all(
        one.kind == "noun"
        and (still or one.number == "plur")
        and (one.case, one.number) != ("nom", "sing")
        and not one.labels & {"Orgn", "Geox"}
        for one in known
    )


@lru_cache(maxsize=8192)
def out_of_case(given: str, right: str) -> bool:
    """Whether a word of the dictionary has no nominative behind a given name in one, so that it belongs to nothing else: Хавьер Милей."""
    if doubt.stop(right, "ru") or doubt.is_office(right) or not {("nom", "sing")} & sense.cases(given, personal=True):
        return False
    known = [one for one in russian.readings(right.lower()) if one.known]
    genitive = any(one.case == "gen" for one in known)  # Иван Домов may be a heading's
    return bool(known) and not genitive and all(one.case != "nom" and not one.labels & {"Orgn", "Geox"} for one in known)


def pair(passage: Passage, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether two words that no dictionary has are somebody's name where they stand, by what stands around them."""
    start, end = left.start(), right.end()
    named = sense.sense(right[0]) in ("unknown", "surname", "surname-too") or odd_form(right[0])
    first = sense.sense(left[0]) in ("unknown", "given") or (doubt.given_known(left[0], "ru") and doubt.place_name(left[0]))  # София
    before = sense.left_word(passage, start)
    met = deeds.met(before) and not (
        doubt.stop(left[0], "ru") or doubt.is_office(left[0]) or doubt.place_name(left[0])
    )  # победил Кайла Снайдера
    if not (first or met) or not named:
        return False
    if _BODY_BEHIND.match(passage.folded, end) or _NO_PERSON_BEFORE.search(passage.folded, max(passage.span.start, start - 8), start):
        return False
    if sense.body(left[0]) or sense.body(right[0]) or _called_so(passage, start) or sense.labels_a_thing(passage, start, left[0]):
        return False
    if _OF_BODY.search(passage.folded, max(passage.span.start, start - 70), start):
        return True
    if not before:
        return sense.acts(passage, start, end, any_verb=True) or _SUBJECT_BEHIND.match(passage.folded, end) is not None
    by_whom = deeds.passive(before) and not deeds.of_things(before) and _BY_WHOM.search(right[0]) is not None
    return by_whom or _led(passage, left, right, before.lower()) or deeds.of_people(before) or sense.told_of(passage, start)


def _led(passage: Passage, left: re.Match[str], right: re.Match[str], before: str) -> bool:
    """Whether a small word leads a person: a preposition with its case, an and behind another name, what opens a clause before a deed.

    `с Тарьеем Ульссоном`, `Лехтонен и Юсси Пелконен`, `а Вейо Каттилайнен показал`; not `Тойота Камри и Хендай Солярис`, `от Мудис Инвесторс`.
    """
    if before not in sense.words("before_people"):
        return False
    if before in _ENDINGS:
        return right[0][-1] in "иоуэю" or _ENDINGS[before].search(right[0]) is not None
    if before not in ("и", "или"):
        return sense.acts(passage, left.start(), right.end(), any_verb=True)
    other = _AND_BEFORE.search(passage.folded, max(passage.span.start, left.start() - 60), left.start())
    if other is None or sense.sense(other[2]) in ("given", "surname", "surname-too"):
        return other is not None
    return other[1] is not None and (doubt.given_only(other[1], "ru") or deeds.of_people(sense.left_word(passage, other.start())))


def _called_so(passage: Passage, start: int) -> bool:
    """Whether a noun for what is called by the words behind it stands before, with no name of its own: группа Линкин Парк; not Всемирный банк."""
    return sense.thing(passage, start) and _OF_BODY.search(passage.folded, max(passage.span.start, start - 70), start) is None
