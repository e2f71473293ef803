"""The line of a form that bears the sender's date and number, and nothing else: `«5» мая 2023 г. № 5-1/77`, `20__ ж. ____ № ____`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_LONGEST = 120
_NUMERIC = r"(?<![\d./-])(?:\d{1,2}(?P<sign>[./])\d{1,2}(?P=sign)\d{2,4}|\d{4}[.-]\d{1,2}[.-]\d{1,2}|(?:«\s?)?\d{1,2}(?:\s?»)?[./\s]{1,2}[IVXІХ]{1,4}[./\s]{1,2}\d{2,4})(?![\d./-])"
_QUOTED = r"«\s?\d{1,2}\s?»\s?\.?\s?(?:0?[1-9]|1[0-2])\s?\.?\s?(?:20\d\d)(?!\d)|\d{4}\s{0,2}(?:жылғы|ж\.)\s{0,2}«\s?\d{1,2}\s?»\s{0,2}(?:0?[1-9]|1[0-2])(?!\d)"
_SIGNED = lazy(
    r"(?:№{1,2}|\bNo\.)\s{0,2}:?\s{0,3}(?:[\w/.-]{0,40}[\d_][\w/.-]{0,40})(?:\s?[дтлкжнқп]\s?/\s?[скқіт])?|\bN\s?\d[\w/.-]{0,40}"
    r"|(?<!\w)(?:номер|нөмірі)\s{0,2}:?\s{0,3}(?=[\w/.-]{0,40}\d)[\w/.-]{1,60}",
    re.IGNORECASE,
)
_BARE = lazy(
    r"(?<![\w/.-])(?:[\w.-]{0,24}\d[\w.-]{0,24}|[^\W\d_]{1,5}/[\w.-]{0,24}\d[\w.-]{0,24})(?:/[\w.-]{1,24}){1,4}(?:\s?[дтлкжнқп]/[скқі])?(?![\w/])"
    r"|(?<![\w/.-])(?:[ЖЗ]Т-(?:[А-Я]-)?\d{4}-\d{3,10}(?:[/-]\d{1,3})?|Д[СЗ]-\d{1,5})(?![\w/])"
)
"""With a stroke, the letters of its index before it: `ЦА/4-1-2/17`; what the portal of appeals gives: `ЖТ-2024-00123`; an inquiry's: `ДС-45`."""
_INK = lazy(r"[\d_]")
"""A figure, or a place for one: no date, number or blank is without."""
_BLANK = lazy(r"(?:20\s?)?_{2,}|20\s?_")
_WORDS = lazy(
    r"(?<!\w)(?:от|из|исх|исходящий|шығ|шығыс|күні|нөмірі|номер|дата|рег|тіркеу|ж|г|жыл|жылы|жылғы|года|год|ш|қ|город|қаласы|of|dated|ref|date|no|№)(?!\w)[.:]?",
    re.IGNORECASE,
)
_PLACE = lazy(
    r"^[A-ZА-ЯӘҒҚҢӨҰҮҺІ][\w-]{2,20}(?:\sқ\.)?,|(?:(?:город|г\.)\s{0,3}[А-ЯӘҒҚҢӨҰҮҺІ][\w-]{2,20}|[А-ЯӘҒҚҢӨҰҮҺІ][\w-]{2,20}\s{1,3}(?:қаласы|қ\.))"
)


@cache
def _suffix() -> re.Pattern[str]:
    """What may follow the number after a blank, of the closed list: `№ 24-12.9 ПР`."""
    words = sorted(table("acts")["numbers"]["suffixes"], key=len, reverse=True)
    return compiled(rf"(?<=\d)\s(?:{'|'.join(map(re.escape, words))})(?![\w/])")


@cache
def _day() -> re.Pattern[str]:
    """A date with the month in words, in the nominative or the Russian genitive; `мамырдағы` belongs to a reply."""
    rows = table("months")["month"]
    forms = sorted(sorted({form for row in rows for form in (row["kk"], *row["ru"], *row["en"])}), key=len, reverse=True)
    names, initials = "|".join(forms), "".join(sorted({form[0] for form in forms}))
    return compiled(
        rf"(?=[{initials}])(?:{names})\s{{1,3}}\d{{1,2}},\s{{1,3}}\d{{4}}(?!\d)|«?\s?\d{{1,2}}\s?»?\s{{0,3}}(?:{names})(?!\w)\s{{0,3}}(?:\d{{4}})?|\d{{4}}\s{{0,3}}(?:ж\.?|жыл\w{{0,2}})?\s{{0,3}}«?\s?\d{{1,2}}\s?»?\s{{0,3}}(?:{names})(?!\w)|{_NUMERIC}|{_QUOTED}",
        re.IGNORECASE,
    )


def dated(folded: str) -> bool:
    """True where the line is a date and nothing else but `от`, `г.` and the like."""
    return len(folded) <= _LONGEST and bool(_day().search(folded)) and not _left(folded)


def holds_date(folded: str) -> bool:
    """True where a date of a strip's form, or a Kazakh one that belongs to a letter, stands anywhere in the words."""
    return bool(_day().search(folded) or re.search(r"\d{4}\s{0,3}(?:ж|жыл)", folded, re.IGNORECASE))


@lru_cache(maxsize=256)
def numbered(folded: str) -> bool:
    """True where the line has a number after its sign, or one with a stroke."""
    if not _INK.search(folded):
        return False
    rest = _day().sub(" ", folded)
    return bool(_SIGNED.search(rest) or _BARE.search(rest))


@lru_cache(maxsize=256)
def holds(folded: str) -> bool:
    """True for a line that has nothing but a registration's number, its date, their blanks and a place.

    >>> holds("14 мая 2024 г.  № 5-1/77"), holds("№ ДС-402"), holds("2023 жылғы 5 мамырдағы № 7 хатқа"), holds("72-30-74")
    (True, True, False, False)
    >>> holds("March 3, 2025 No. 12-8/301"), holds("No. 12-8/301 of 3 March 2025"), holds("Law No. 5 of 3 March 2025")
    (True, True, False)
    """
    if len(folded) > _LONGEST or not _INK.search(folded):
        return False
    told = bool(_day().search(folded) or _BLANK.search(folded)) or numbered(folded)
    return told and not _left(folded)


def _left(folded: str) -> bool:
    """True where words are left when all that a strip may have is taken away."""
    rest = _suffix().sub("", _day().sub(" ", folded))
    for pattern in (_SIGNED, _BARE, _BLANK, _PLACE, _WORDS):
        rest = pattern.sub(" ", rest)
    return bool(re.search(r"[^\W_]{2}|\d", rest))
