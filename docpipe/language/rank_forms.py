"""A rank in the other language: `генерал-лейтенант полиции` and `полиция генерал-лейтенанты`; a proposal, as all that is made from the other language.

Russian puts the branch of service behind the rank, Kazakh before it, where the rank then bears the possessive.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from docpipe.vocabulary import table


def translated(rank: str, language: str) -> str | None:
    """The rank as `language` says it, None where a word of it is not known.

    >>> translated("генерал-лейтенант полиции", "kk"), translated("полиция генерал-лейтенанты", "ru")
    ('полиция генерал-лейтенанты', 'генерал-лейтенант полиции')
    >>> translated("старший лейтенант гражданской защиты", "kk"), translated("майор", "kk"), translated("запастағы полковник", "ru")
    ('азаматтық қорғау аға лейтенанты', 'майор', 'полковник запаса')
    >>> translated("государственный советник юстиции 3 класса", "kk"), translated("главный хранитель", "kk")
    ('3-сыныпты мемлекеттік әділет кеңесшісі', None)
    """
    return _pairs("ru" if language == "kk" else "kk").get(" ".join(rank.lower().split()))


@cache
def _pairs(language: str) -> dict[str, str]:
    """Every rank that the vocabulary lets one put together, from `language` into the other."""
    every = [*_plain(), *_of_classes()]
    return dict(every) if language == "ru" else {kazakh: russian for russian, kazakh in every}


def _plain() -> Iterator[tuple[str, str]]:
    rows = table("ranks")
    for row in rows["rank"]:
        for ru, kk in (("", ""), *((f"{pair['ru']} ", f"{pair['kk']} ") for pair in rows["degree"])):
            if not row.get("branch"):
                yield f"{ru}{row['ru']}", f"{kk}{row['kk']}"
                for state in rows["status"]:
                    yield f"{ru}{row['ru']} {state['ru']}", f"{state['kk']} {kk}{row['kk']}"
            for service in rows["service"]:
                yield f"{ru}{row['ru']} {service['ru']}", f"{service['kk']} {kk}{row['kk_of']}"


def _of_classes() -> Iterator[tuple[str, str]]:
    """Class ranks of justice: the class stands first in Kazakh."""
    for grade in ("1", "2", "3"):
        for row in table("ranks")["classed"]:
            yield f"{row['ru']} {grade} класса", f"{grade}-сыныпты {row['kk']}"
