"""Lines of an order's head that hold nothing but its date, its number and its place, in any arrangement."""

from __future__ import annotations

import re

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.model.lazy import lazy

_NAME = rf"[{UPPER}][{LOWER}]{{2,20}}(?:-[{UPPER}][{LOWER}]{{1,20}})?"
_PLACE = rf"(?:[Гг]ород|г\.|[Пп]ос[её]лок|[Сс]ело|[Аа]ул|с\.|п\.)\s{{0,3}}{_NAME}|{_NAME}(?:\s{{1,3}}{_NAME})?\s{{1,3}}(?:қаласы|қ\.|кенті|ауылы)"
_DATE = (
    rf"«?\s?\d{{1,2}}\s?»?\s{{1,4}}[{LOWER}]{{3,10}}\s{{1,4}}\d{{4}}(?:\s{{0,3}}(?:года|г\.|г|жылғы|жыл|ж\.))?"
    rf"|\d{{4}}\s{{0,3}}(?:жылғы|жылдың|жыл|ж\.)\s{{1,4}}«?\s?\d{{1,2}}\s?»?\s{{1,4}}[{LOWER}]{{3,10}}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?:\s{0,3}(?:года|г\.?|жылғы|жыл|ж\.?))?"
)
_NUMBER = r"№\s{0,3}\S{1,24}(?:\s?[лжнпқкт]/[сқк])?"
_REQUISITE = lazy(rf"{_PLACE}|{_DATE}|{_NUMBER}|(?<!\w)от(?!\w)")
_DATED = lazy(_DATE)
_LONGEST = 160


def only(folded: str) -> bool:
    """True where the line has nothing but places, dates and numbers.

    >>> only("Астана қаласы      город Астана"), only("город Тараз, 5 мая 2023 года"), only("О городе Таразе")
    (True, True, False)
    """
    line = " ".join(folded.split())
    return len(line) <= _LONGEST and not re.search(r"\w{2}", _REQUISITE.sub(" ", line))


def dated(folded: str) -> bool:
    """True where the line has nothing but requisites, a date among them.

    >>> dated("город Тараз     5 мая 2023 года"), dated("город Тараз")
    (True, False)
    """
    return only(folded) and bool(_DATED.search(folded))
