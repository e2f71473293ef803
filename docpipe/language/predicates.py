"""Whether a stretch of a sentence has a predicate of its own: `отремонтировано`, `получили`, `өткізілді`, `were recorded`."""

from __future__ import annotations

import re
from functools import cache

from docpipe.language import russian
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_WORD = lazy(r"[^\W\d_]{2,40}(?:-[^\W\d_]{1,40}){0,3}")
_RUSSIAN = lazy(
    r"\w{2,36}(?:[аеёияоу]н[аоы]?|[яиауеоёы]т[аоы]?|[иыаяеуосз]л[аои]?|[уюея]тся|лся|л[аио]сь|[аие]лись|ет|ит|ат|ят|ют|ут|рос|ос)",
    re.IGNORECASE,
)
_KAZAKH = lazy(
    r"\w{1,36}(?:[лнрйшсаеіыуү]д[ыі]|[птсқкшл]т[ыі]|[ае]д[ыі]|йд[ыі]|[ғг][ае]н|[қк][ае]н|[ыі]лсын|[ыі]лсін|[ыі]п|[ау]п|еп|уде|уда|болды|жоқ|мақ|мек)(?:\s{1,2}(?:тұр|отыр|жатыр|келеді|болатын|еді))?[\s»\")]{0,3}(?=[,.;:–!?]|\s\(|$)",
    re.IGNORECASE,
)
_ENGLISH = lazy(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|can|may|must|amounted|rose|fell|grew|made|held|took|gave|went|came|became|spent|sent|built|\w{2,20}(?:ed|ied))\b",
    re.IGNORECASE,
)


def has(text: str, language: str) -> bool:
    """True where `text` has a finite verb, a short participle or, in Kazakh, a verb at the end of a clause.

    >>> has("отремонтировано", "ru"), has("в сельских школах", "ru"), has("іс-шара өткізілді,", "kk")
    (True, False, True)
    """
    if language == "ru":
        return any(_is_russian_verb(match.group()) for match in _WORD.finditer(text) if _RUSSIAN.fullmatch(match.group()))
    if language == "kk":
        return any(_is_kazakh_verb(match.group()) for match in _KAZAKH.finditer(text))
    return bool(_ENGLISH.search(text))


def _is_kazakh_verb(found: str) -> bool:
    """Not a noun that ends like a verb: `мектеп`, `сауда`."""
    return found.strip(' \n»")').rsplit(" ", 1)[-1].lower() not in _kazakh_nouns()


@cache
def _kazakh_nouns() -> frozenset[str]:
    rows = table("counted")["kazakh"]
    return frozenset([*rows["things"], *rows["people"], *rows["not_converbs"], *rows["not_verbs"]]) - frozenset(rows["verbs"])


def _is_russian_verb(word: str) -> bool:
    readings = russian.readings(word.lower())
    return bool(readings) and bool(readings[0].labels & {"VERB", "PRTS"})
