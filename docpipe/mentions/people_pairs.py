"""Two capital words side by side: whether they are a given name and a surname by their forms, and which is which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.language.kazakh_names import bare
from docpipe.language.russian_names import roles
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_given as given_names
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.language.russian_names import Roles

_OBLIQUE = lazy(r"(?:[оеё]в|[иы]н)(?:а|у|ым|ой)$")


def odd_surname(left: str, right: str, language: str, *, behind_post: bool, told: bool) -> bool:
    """Whether a dictionary word is a surname behind a given name: Марат Алтай behind a post, Роза Люксембург in a sentence, Игорь Шацкий in Kazakh."""
    if behind_post and doubt.place_name(right):
        return True
    if language == "kk" and doubt.surname_shaped(right, "kk") and doubt.given_only(left, "kk"):
        return not doubt.stop(right, "kk") and not doubt.is_office(right)
    named = doubt.given_known(left, language) if behind_post else told and doubt.given_only(left, language)
    return named and doubt.whole_noun(right, language)


def who_is_what(left: str, right: str, language: str, *, behind_post: bool) -> Roles:
    """Surname and given name of a pair: the official order where the second word alone is known as a given name (Сыдық Арман, Пак Ирина)."""
    if language == "kk" and given_names.by_surname(right):
        return ("given", left), ("surname", right)
    known = doubt.given_known(right, language)
    short = doubt.short_surname(left) and (known or not doubt.given_known(left, language))
    if not behind_post and known and doubt.gender(left, language) != "f" and doubt.gender(right, language) == "f":
        return ("surname", left), ("given", right)
    doubtful = not doubt.given_like(left, language) and (behind_post or not doubt.given_known(left, language))
    if (short or (known and doubtful)) and not doubt.short_surname(right):
        return ("surname", left), ("given", right)
    return roles((left, right)) or ()


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
