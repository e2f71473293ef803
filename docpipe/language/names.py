"""The parts of a person's name, in whatever language: which token is what, and how initials are written.

A patronymic is known by its ending (-ович, -овна, -ұлы, -қызы and how they are printed without Kazakh letters), the surname
by its place among the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from docpipe.model.lazy import lazy

Gender = Literal["m", "f"]

_RUSSIAN_PATRONYMIC = lazy(
    r"[^\W\d_]{2,30}?(?:(?:(?:ов|ев|ёв)ич|(?:ь|м|ик|вв|[кт])ич)(?:а|у|ем|ом|е|ке|тің|ті|те|тен|пен)?"
    r"|(?P<f>(?:ов|ев|ёв|ич|инич)н(?:а|ы|е|у|ой|ою|аға|аның|аны|ада|адан|амен)))",
    re.IGNORECASE,
)
_KAZAKH_ENDINGS = r"(?:на|ның|мен|н|нан|нда)?"
_KAZAKH_PATRONYMIC = lazy(rf"[^\W\d_]{{2,30}}?[- ]?(?:(?:[ұуүû]лы|о[гғ]л[ыиу])|(?P<f>[қкг][ыи]з[ыи])){_KAZAKH_ENDINGS}", re.IGNORECASE)
_LATIN_PATRONYMIC = lazy(r"[^\W\d_]{2,30}?(?:ovich|evich|(?P<f>ovna|evna|[qk]yzy)|[uū]ly)", re.IGNORECASE)
_INITIAL = lazy(r"(?:Дж|Дз|Ұл|[^\W\d_])\.?")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of one person's name in the nominative; `initials` without blanks (`Б.С.`); absent parts are None.

    `case` is the one that the name was printed in (nom, gen, dat, acc, ins, loc, abl), None where it cannot be told.
    """

    surname: str | None = None
    given: str | None = None
    patronymic: str | None = None
    initials: str | None = None
    gender: Gender | None = None
    case: str | None = None


def is_patronymic(word: str) -> bool:
    """True for a patronymic in any case of either language.

    >>> is_patronymic("Смагуловичу"), is_patronymic("Маратқызы"), is_patronymic("Ильич"), is_patronymic("Смагулов")
    (True, True, True, False)
    """
    return gender_of_patronymic(word) is not None


def is_kazakh_patronymic(word: str) -> bool:
    """True for -ұлы, -қызы, also without Kazakh letters and with Kazakh endings.

    >>> is_kazakh_patronymic("Бескенулы"), is_kazakh_patronymic("Смагуловна")
    (True, False)
    """
    return _KAZAKH_PATRONYMIC.fullmatch(word) is not None


@lru_cache(maxsize=65536)
def gender_of_patronymic(word: str) -> Gender | None:
    """What the patronymic says, None where the word is none.

    >>> gender_of_patronymic("Маратовне"), gender_of_patronymic("Бескенулы")
    ('f', 'm')
    """
    for pattern in (_RUSSIAN_PATRONYMIC, _KAZAKH_PATRONYMIC, _LATIN_PATRONYMIC):
        if found := pattern.fullmatch(word):
            return "f" if found["f"] else "m"
    return None


def is_initials(token: str) -> bool:
    """True for initials: `Б.`, `Б.С.`, `Дж.`, `Ж.-М.`, also with blanks between.

    >>> is_initials("Б.С."), is_initials("Ж.-М."), is_initials("Бек")
    (True, True, False)
    """
    return "." in token and re.fullmatch(r"(?:(?:Дж|Дз|Ұл|[^\W\d_])\.[\s-]{0,3}){1,4}", token) is not None


def tidy_initials(token: str) -> str:
    """Initials without blanks, each with its dot: `Б. С` becomes `Б.С.`.

    >>> tidy_initials("Б. С"), tidy_initials("Ж.-М.")
    ('Б.С.', 'Ж.-М.')
    """
    close = re.sub(r"\s+", "", token)
    return close if close.endswith(".") else close + "."


def title_case(word: str) -> str:
    """`АХМЕТОВ` → `Ахметов`, `КУЛ-МУХАММЕД` → `Кул-Мухаммед`; a word in mixed case stays.

    >>> title_case("ӘБДІХАЛЫҚ"), title_case("МакДональд")
    ('Әбдіхалық', 'МакДональд')
    """
    if len(word) < 2 or not word.isupper():
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
