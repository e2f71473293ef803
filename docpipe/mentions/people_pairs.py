"""Two capital words side by side: whether they are a given name and a surname by their forms, and which is which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.language.kazakh_names import bare
from docpipe.language.russian_names import roles
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_given as given_names
from docpipe.mentions import people_sense as sense
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.language.russian_names import Roles

_OBLIQUE = lazy(r"(?:[оеё]в|[иы]н)(?:а|у|ым|ой)$")


def odd_surname(left: str, right: str, language: str, *, behind_post: bool, told: bool) -> bool:
    """Whether a dictionary word is a surname behind a given name: Марат Алтай behind a post, Роза Люксембург in a sentence, Игорь Шацкий in Kazakh."""
    if behind_post and doubt.place_name(right):
        return True
    if language == "kk" and doubt.surname_shaped(right, "kk") and doubt.given_only(left, "kk"):
        return not doubt.stop(right, "kk") and not doubt.is_office(right)
    stranger = language == "ru" and sense.sense(left) == "unknown" and not sense.body(left)  # пловчиха Саммер Макинтош
    named = doubt.given_known(left, language) or stranger if behind_post else told and doubt.given_only(left, language)
    return named and doubt.whole_noun(right, language)


_ENDINGS = (("", ""), ("а", "а"), ("у", "у"), ("ом", "ым"), ("е", "е"))
"""Of a man's given name and of his surname in the same case."""


def word_too(left: str, right: str, language: str) -> bool:
    """Whether a word or a place of the Russian dictionary is a Kazakh given name before a surname in its case: Канат Тажибаев, Дархан Сатыбалды, Алма Ахметова."""
    if language != "ru" or doubt.stop(left, "ru") or doubt.is_office(left) or doubt.common(right, "ru"):
        return False
    low, shaped = left.lower(), doubt.surname_shaped(right, "ru")
    titles = frozenset(table("names")["beside"]["given_titles_ru"])
    if not shaped:
        return doubt.listed_given(low) and doubt.listed_given(right)
    if low[-1] in "ая" and doubt.listed_given(low):
        return right[-1] in "ая"
    return any(
        low.endswith(mine) and right.endswith(his) and (doubt.listed_given(low.removesuffix(mine)) or low.removesuffix(mine) in titles)
        for mine, his in _ENDINGS
        if mine or right[-1] not in "аяуюемй"
    )


def who_is_what(left: str, right: str, language: str, *, behind_post: bool) -> Roles:
    """Surname and given name of a pair: the official order where the second word alone is known as a given name (Сыдық Арман, Пак Ирина)."""
    if language == "kk" and given_names.by_surname(right):
        return ("given", left), ("surname", right)
    known = doubt.given_known(right, language) and not (language == "ru" and (_of_several(right) or _his(left, right)))
    short = doubt.short_surname(left) and (known or not doubt.given_known(left, language))
    if not behind_post and known and doubt.gender(left, language) != "f" and doubt.gender(right, language) == "f":
        return ("surname", left), ("given", right)
    doubtful = not doubt.given_like(left, language) and (behind_post or not doubt.given_known(left, language))
    if (short or (known and doubtful)) and not doubt.short_surname(right):
        return ("surname", left), ("given", right)
    return roles((left, right)) or ()


def _his(left: str, right: str) -> bool:
    """Whether a surname of a man, which is a foreign woman's name too, stands behind a given name: Данияр Карин."""
    return right.endswith(("ов", "ев", "ин")) and doubt.given_known(left, "ru") and doubt.gender(left, "ru") != "f"


def _of_several(word: str) -> bool:
    """Whether a word is a given name in the plural alone, and so a surname: Валиханов."""
    named = [one for one in russian.readings(word.lower()) if one.known and "Name" in one.labels]
    return bool(named) and all(one.number == "plur" for one in named)


def fits(left: str, right: str, language: str, *, behind_post: bool, told: bool) -> bool:
    """Whether the forms of two capital words are those of a given name and a surname, in whichever order."""
    shaped = [doubt.surname_shaped(word, language) for word in (left, right)]
    given = [doubt.given_like(word, language) for word in (left, right)]
    given[0] = given[0] or (left.isupper() and doubt.given_known(left, language))
    if (
        shaped[0]
        and given[1]
        and language == "ru"
        and _OBLIQUE.search(left)
        and doubt.gender(right, language) == "m"
        and right[-1] not in "ая"
    ):
        return False  # племянник Назарбаева Кайрат
    if (shaped[1] and given[0]) or (shaped[0] and given[1]):
        return True
    if left.isupper() or right.isupper():
        return language == "kk" and left.isupper() and doubt.given_only(left, language) and given[1] and not doubt.everyday(right)
    if shaped[1] and not shaped[0]:
        return True
    if language == "kk" and told and given_names.by_surname(right) and bare(left)[1] == "nom":
        return True  # Хулиан Альварес
    return behind_post or (told and doubt.given_known(left, language))


def two_given(left: str, right: str) -> bool:
    """Whether two Kazakh words are built or known as given names, the second of which is no everyday word: Айтбек Амангелді, Назым Қызайбай."""
    stem = bare(right)[0]
    second = doubt.given_like(stem, "kk") and not doubt.everyday(stem)
    return second and bare(left)[1] == "nom" and (doubt.listed_given(left) if doubt.everyday(left) else doubt.given_like(left, "kk"))
