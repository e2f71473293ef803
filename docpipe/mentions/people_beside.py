"""Kazakh names that are told by what stands with them: `Абай мен Сара`, `Мерей деген футболшы`, `Қыз Жібек`, `Дархан Жұмабек ұлы`."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.language import kazakh, kazakh_phrases
from docpipe.language.kazakh_names import bare
from docpipe.language.names import is_patronymic
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_given as given
from docpipe.mentions import people_places as places
from docpipe.mentions import people_towns as towns
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.language.passage import Passage
    from docpipe.language.russian_names import Roles

_SMALL = "а-яёәіңғүұқөһ"
_AND = lazy(r"[ ](?:мен|бен|пен|және)[ ]")
_CALLED = lazy(rf"[ ](?:есімді|деген|атты)[ ](?P<noun>[{_SMALL}-]{{2,25}})(?:[ ](?P<next>[{_SMALL}-]{{2,25}}))?(?![\w-])")
_PLAYED = lazy(r"[ ](?:рөлін|бейнесін|образын)(?:де|ен|ің)?(?![\w-])")
_SON_APART = lazy(r"[ ](?:ұлы|қызы)(?:на|н|ның|мен|нан)?(?![\w-])(?![ ][А-ЯЁӘІҢҒҮҰҚӨҺ])")
_LIST_GAP = lazy(r"(?:,[ ]|[ ](?:және|мен|пен|бен)[ ])\Z")
_SHAPED_ALONE = lazy(r"[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]{2,20}(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая)|енко|ұлы|қызы)")
_FIGURE = lazy(r"(?<![\w-])[IVXІХ]{1,5}[ ]\Z")
_FIGURE_ENDS = frozenset({"I ", "V ", "X ", "І ", "Х "})
_TITLE_BEFORE = lazy(r"(?:[Пп]атша|[Кк]орол|[Ии]мператор|[Сс]ұлтан|[Фф]араон|[Пп]апа|[Пп]атшайым|[Кк]оролева|[Шш]ах|[Кк]няз)\w{0,3}[ ]\Z")
_SHORTEST = 3
_BUILT = lazy(
    r"(?:[лдт][ыі]|[сц][ыі]з|ш[аеыі]|[ғгқк][аеыі]|[ғгқк][ае]н|[гк]ер|[лдт][ае]с|[лдт][ыі]қ|[лдт]ік|[дт]а[йн]|[дт]е[йн]|[мбп]ен|ман|паз|хана|[ыі]?п|[дт][ае]|с[ыі]|дар|дер|лар|лер|тар|тер|у)\Z"
)
"""As adjectives, adverbs, verbs and nouns for people end; names that do are known."""


@cache
def _by_both_words() -> re.Pattern[str]:
    rows = table("names")["single"]
    names = "|".join(
        one[0].upper() + re.sub(r"[ ](\w)", lambda begins: f"[ ][{begins[1]}{begins[1].upper()}]", one[1:])
        for one in (*rows["heroes"], *rows["particled"])
    )
    works = "|".join(kazakh.possessive(word) for word in rows["works"])
    return compiled(
        rf"(?<![\w«\"-])(?:{names})(?:\w{{0,4}})(?![\w-])(?![ ](?:пен|мен|бен|[-–—])[ ]\w+[ ]\w+[ ](?:{works}))(?![ ](?:{works}))"
    )


def find(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[tuple[str, Span, Roles]]:
    """(rule, place, parts) of each name; `words` are the words of the passage that have a capital letter."""
    if passage.language == "kk":
        yield from (("hero", *one) for one in _heroes(passage))
        yield from (("ruler", *one) for one in _rulers(passage, words))
        yield from (("patronymic-apart", *one) for one in _sons(passage, words))
        yield from (("one-name", *one) for one in _called(passage, words))
        yield from (("surname-alone", *one) for one in _opposed(passage, words))


def _heroes(passage: Passage) -> Iterator[tuple[Span, Roles]]:
    """People of epics and histories who are told by all their words: Қыз Жібек, Ер Төстік, Ван Гог; not an opera that is called so."""
    surnames = tuple(table("names")["single"]["particled"])
    for match in passage.finditer(_by_both_words()):
        yield Span(*match.span()), (("surname" if match[0].lower().startswith(surnames) else "given", match[0]),)


def _rulers(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[tuple[Span, Roles]]:
    """A given name behind a Roman figure: I Пётр, II Мехмед; no readings called after a Kazakh, X Абай оқулары."""
    for word in words:
        if passage.folded[max(0, word.start() - 2) : word.start()] not in _FIGURE_ENDS:
            continue
        figure = _FIGURE.search(passage.folded, max(passage.span.start, word.start() - 7), word.start())
        if figure is None or word[0].isupper() or towns.in_case(word[0]):
            continue
        titled = (
            doubt.apposed(passage, figure.start(), figure.start())
            or _TITLE_BEFORE.search(passage.folded, max(0, figure.start() - 20), figure.start()) is not None
        )
        stem = bare(word[0])[0]
        known = doubt.given_known(word[0], "kk") and doubt.given_only(stem, "kk") and not doubt.listed_given(stem)
        known = known and not given.owns_what_follows(passage, word.end()) and not given.before_capital(passage, word.end())
        if (titled or known) and not towns.no_person(stem):
            yield Span(figure.start(), word.end()), (("given", word[0]),)


def _sons(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[tuple[Span, Roles]]:
    """A patronymic whose -ұлы, -қызы stands apart, behind two names: Дархан Жұмабек ұлы; not Абай ұлы Ақылбай."""
    for left, right in pairwise(words):
        if passage.folded[left.end() : right.start()] != " " or left[0].isupper():
            continue
        apart = _SON_APART.match(passage.folded, right.end())
        if (
            apart
            and doubt.maybe_given(left[0])
            and doubt.maybe_given(right[0])
            and bare(right[0])[1] == "nom"
            and not is_patronymic(right[0])
        ):
            said = passage.folded[right.start() : apart.end()].replace(" ", "")
            yield Span(left.start(), apart.end()), (("given", left[0]), ("patronymic", said))


def _opposed(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[tuple[Span, Roles]]:
    """Two surnames in a row, who did it and to whom: Тоқаев Путинмен сөйлесті."""
    for left, right in pairwise(words):
        if passage.folded[left.end() : right.start()] == " " and given.opposed(left[0], right[0]):
            yield from ((Span(*word.span()), (("surname", word[0]),)) for word in (left, right))


def _called(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[tuple[Span, Roles]]:
    """One name that a noun for a person, or a part played, says to be one: Мерей деген футболшы, Фильмде Тайыр рөлін сомдады."""
    for word in words:
        said = _CALLED.match(passage.folded, word.end())
        told = said is not None and (_person(said["noun"]) or _person(said["next"] or ""))
        told = told or (_PLAYED.match(passage.folded, word.end()) is not None and _played(passage, word))
        if told and not (towns.town(word[0]) or _calls_anybody(word[0]) or given.between_capitals(passage, word)):
            yield Span(*word.span()), ((given.role(word[0]), word[0]),)


def _calls_anybody(word: str) -> bool:
    """Whether a word names a calling or a people, so that anybody is meant: Депутат деген адам, Қазақ деген халық."""
    return doubt.person_noun(word) or doubt.is_office(word) or word.lower() in table("names")["single"]["epithets"]


def _played(passage: Passage, word: re.Match[str]) -> bool:
    return doubt.inside_sentence(passage, word.start()) and not doubt.common(word[0], "kk")


def joined(passage: Passage, words: Sequence[re.Match[str]], people: Sequence[Span]) -> Iterator[tuple[Span, Roles]]:
    """A name joined by an and with somebody who is told by something else: Нұрлан мен Самал, Көлбай мен Сапаров, Килиан Мбаппе мен Винисиус Жуниор."""
    if passage.language != "kk":
        return
    yield from _pairs_joined(passage, words, people)
    starts, ends = {span.start for span in people}, {span.end for span in people}
    for word in words:
        if word.start() not in starts and _listed_on(passage, word, ends):
            ends.add(word.end())
            starts.add(word.start())
            yield Span(*word.span()), (("surname", word[0]),)
        before = passage.folded[max(0, word.start() - len(" және ")) : word.start()]
        behind = _AND.match(passage.folded, word.end())
        left = next((len(one[0]) for one in _AND.finditer(before) if one.end() == len(before)), 0)
        beside = (left and word.start() - left in ends) or (behind and behind.end() in starts)
        if beside and word.start() not in starts and _may_be(passage, word, second=bool(left)):
            yield Span(*word.span()), ((given.role(word[0]), word[0]),)


def _listed_on(passage: Passage, word: re.Match[str], ends: set[int]) -> bool:
    """Whether a word shaped as a surname goes on a list of people, behind a comma or the last and: Зайнутдинов, Вороговский және Маляров."""
    if passage.folded[max(0, word.start() - 2) : word.start()] not in (", ", "н ", "е "):
        return False
    before = _LIST_GAP.search(passage.folded, max(0, word.start() - len(" және ")), word.start())
    if before is None or before.start() not in ends or not _SHAPED_ALONE.fullmatch(bare(word[0])[0]):
        return False
    stem, case = bare(word[0])
    ours = not doubt.stop(word[0], "kk") and not doubt.is_office(word[0]) and not towns.town(stem) and case != "loc"
    place = doubt.place_name(stem) and not doubt.surname_known(stem)  # Молдова, Берлин
    return ours and not place and not given.before_capital(passage, word.end()) and not given.names_else(passage, *word.span())


def _pairs_joined(passage: Passage, words: Sequence[re.Match[str]], people: Sequence[Span]) -> Iterator[tuple[Span, Roles]]:
    """Two capital words that no lexicon has behind somebody and an and: Мбаппе мен Винисиус Жуниор; no Париж мен Нью Йорк, no Ресей Федерациясы."""
    ends = {span.end for span in people}
    for left, right in pairwise(words):
        before = passage.folded[max(0, left.start() - len(" және ")) : left.start()]
        joined = next((len(one[0]) for one in _AND.finditer(before) if one.end() == len(before)), 0)
        if not joined or left.start() - joined not in ends or passage.folded[left.end() : right.start()] != " ":
            continue
        may = not right[0].endswith(("ушы", "уші")) and all(
            not (word[0].isupper() or doubt.common(word[0], "kk") or towns.town(bare(word[0])[0])) for word in (left, right)
        )
        else_ = given.names_else(passage, left.start(), right.end()) or given.before_capital(passage, right.end())
        if may and not else_ and not kazakh_phrases.is_possessed(right[0]) and not places.begins(passage, left.end()):
            owner = bare(right[0])[1] == "nom" and given.owns_what_follows(passage, right.end())
            if not owner:
                yield Span(left.start(), right.end()), (("given", left[0]), ("surname", right[0]))


def first_of_sentence(left: str, right: str) -> bool:
    """Whether a word that is no known name begins one as a given name, Көкен Шәкеев, or as a surname, Латыпова Лилия.

    The surname stands in the nominative; adverbs and nouns, and what is built as they are, begin no name.
    """
    if doubt.surname_shaped(left, "kk") and (doubt.given_known(right, "kk") or doubt.everyday(bare(right)[0])):
        return not given.by_surname(right)
    named = given.by_surname(right) or (bare(right)[1] == "nom" and doubt.surname_shaped(right, "kk"))
    if not named or bare(left)[1] != "nom" or len(left) < _SHORTEST or left.isupper():
        return False
    rows, low = table("names")["single"], left.lower()
    words = (*rows["openers"], *rows["epithets"], *rows["called"], *rows["titles"], *rows["kin"], *rows["kinsfolk"])
    return low not in words and _BUILT.search(low) is None and not doubt.person_noun(left)


def _may_be(passage: Passage, word: re.Match[str], *, second: bool) -> bool:
    """Whether the word may be a name at all, and nothing beside it shows a place, a firm or a longer name."""
    stem, case = bare(word[0])
    everyday = doubt.everyday(stem)
    if word[0].isupper() or len(word[0]) < _SHORTEST or case == "loc" or towns.town(stem) or (doubt.common(word[0], "kk") and not everyday):
        return False
    told = doubt.maybe_given(word[0]) or doubt.surname_shaped(word[0], "kk")
    if not (told or (not second and doubt.inside_sentence(passage, word.start()))):
        return False
    if given.names_else(passage, *word.span()) or given.between_capitals(passage, word):
        return False
    return not (second and case == "nom" and given.owns_what_follows(passage, word.end()))


def _person(noun: str) -> bool:
    called = table("names")["single"]["called"]
    return any(one in called or doubt.person_noun(one) for one in (noun, kazakh.nominative(noun)))
