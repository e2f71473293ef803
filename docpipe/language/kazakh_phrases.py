"""Kazakh phrases given in the nominative, in another case or of many: posts, bodies, figures and abbreviations.

Only the last word changes; one that bears a possessive (`министрі`) takes the endings that follow it (`министріне`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from docpipe.language import kazakh, kazakh_said
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_LAST = lazy(r"(?P<figures>\d[\d\s\u00a0]{0,30}\d|\d)$|(?P<letters>[^\W\d_]{1,40}(?:[-–][^\W\d_]{1,40}){0,4})$")
_LETTERS = lazy(r"[А-ЯЁӘҒҚҢӨҰҮҺІ](?:[а-яёәғқңөұүһі]?[А-ЯЁӘҒҚҢӨҰҮҺІ]){1,9}")
_INDEX = lazy(r"(?<=\d)[-–/](?:[^\W\d_аоуеиіыёұүәөэюя]{1,4}|[^\W\d_])$")
_CLOSING = "»”\"')"
_LAND = lazy(r"((?:Республика|қала)сы|облысы|ауданы)ның(?=\s)")
_POSTS = ("posts", "post"), ("ranks", "rank")


def declined(text: str, case: str) -> str:
    """A phrase in `case` (one of `kazakh.CASES`); behind figures, abbreviations and quotations the ending stands after a hyphen.

    In the genitive the country, region or city before a post loses its own: so it is written in the titles of orders.

    >>> declined("Қазақстан Республикасының Ішкі істер министрі", "dat"), declined("Мәжіліс", "dat"), declined("№219", "dat")
    ('Қазақстан Республикасының Ішкі істер министріне', 'Мәжіліске', '№219-ға')
    >>> declined("Қазақстан Республикасының Ішкі істер министрі", "gen"), declined("«Жас Отан»", "dat"), declined("«Байқоңыр-2»", "abl")
    ('Қазақстан Республикасы Ішкі істер министрінің', '«Жас Отан»-ға', '«Байқоңыр-2»-ден')
    """
    if case == "nom":
        return text
    whole = _LAND.sub(r"\1", text) if case == "gen" else text
    body = whole.rstrip(_CLOSING)
    found = _LAST.search(body)
    if found is None:
        return text
    quoted = whole[len(body) :]
    if found["figures"]:
        made = kazakh_said.figure(int(re.sub(r"\D", "", found[0])), case, printed=found[0])
        if quoted:
            made, quoted = found[0], quoted + made[len(found[0]) :]
    elif quoted:
        made = found[0]
        quoted += "-" + kazakh.inflect(kazakh_said.heard(found[0]), case)[len(found[0]) :]
    elif _INDEX.search(body):
        made = kazakh_said.abbreviation(found[0], case)
    else:
        made = _form(found[0], case)
    return body[: found.start()] + made + quoted


def _form(word: str, case: str) -> str:
    if word.isascii() or _LETTERS.fullmatch(word):
        return kazakh_said.abbreviation(word, case)
    return kazakh.inflect_possessed(word, case) if is_possessed(word) else kazakh.inflect(_before_ending(word), case)


def _before_ending(word: str) -> str:
    """A borrowed noun in -ист or -зд loses its last letter before an ending: экономиске, экономистер, съезге."""
    return word[:-1] if word.endswith(("ист", "зд")) and word.islower() else word


@lru_cache(maxsize=65536)
def is_possessed(word: str) -> bool:
    """Whether a word in the nominative bears a possessive; a name or an agent noun (басшы) that only looks so bears none.

    >>> is_possessed("министрі"), is_possessed("басшы"), is_possessed("маманы"), is_possessed("Алматы"), is_possessed("Маратқызы")
    (True, False, True, False, True)
    """
    low = word.lower()
    if low in table("names")["kazakh"]["bare"]:
        return False
    if low in _posts() or low.endswith(("ұлы", "улы", "үлы", "қызы", "кызы", "тегі")):
        return True
    return any(reading.possessive and reading.case == "nom" for reading in kazakh.analyses(low))


@cache
def _posts() -> frozenset[str]:
    return frozenset(row["kk_of"].split()[-1] for name, key in _POSTS for row in table(name)[key] if "kk_of" in row)


def plural(text: str) -> str:
    """Of one, many: `Мәжілістің депутаты` → `Мәжілістің депутаттары`.

    >>> plural("Парламент Мәжілісінің депутаты"), plural("депутат"), plural("фракция мүшесі")
    ('Парламент Мәжілісінің депутаттары', 'депутаттар', 'фракция мүшелері')
    """
    before, blank, last = text.rpartition(" ")
    if not is_possessed(last):
        return before + blank + kazakh.plural(_before_ending(last))
    return before + blank + kazakh.possessive(kazakh.plural(_before_ending(unpossessed(last))))


def unpossessed(word: str) -> str:
    """The bare noun of one with a possessive.

    >>> unpossessed("депутаты"), unpossessed("мүшесі"), unpossessed("маманы"), unpossessed("депутат")
    ('депутат', 'мүше', 'маман', 'депутат')
    """
    listed = next((row["kk"].split()[-1] for row in _rows() if row.get("kk_of") == word), None)
    readings = (reading.stem for reading in kazakh.analyses(word) if reading.possessive and reading.case == "nom")
    return listed or next(readings, word)


def _rows() -> list[dict[str, str]]:
    return [row for name, key in _POSTS for row in table(name)[key] if "kk" in row]


def acting(post: str) -> str:
    """Who acts for the holder of a post.

    >>> acting("Қазақстан Республикасының Ішкі істер министрі"), acting("Министр")
    ('Қазақстан Республикасы Ішкі істер министрінің міндетін атқарушы', 'Министрдің міндетін атқарушы')
    """
    return declined(post, "gen") + " міндетін атқарушы"
