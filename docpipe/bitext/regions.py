"""Which regions and cities a text names, by codes that the languages share: Ақмола облысы, Акмолинская область."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from docpipe.bitext.stems import Finder
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.stems import Found

_CASES_KK = r"(?:-?(?:[дтн][аеы]н|[дтн]ің|[дтн]ың|[дтн]і|[дтн]ы|[дт][ае]|[дт][ае]ғы|[дт][ае]гі|[гғкқ][ае]|н[ае]|[мбп]ен|[лдт]ық|[лдт]ік|[лдт]ықта\w{1,4}))?(?!\w)"
_CASES_RU = r"(?:а|у|ом|ем|е|ы|ой|и|ю|я|ь|й)?(?!\w)"
_REGION = {"kk": " облысы", "ru": "область", "en": " region"}


def named(text: str, language: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Regions and cities that are printed with a capital, in the order of the text.

    >>> [one.code for one in named("Павлодарской области и области Абай", "ru")], [one.code for one in named("Абай, Павлодар облыстары", "kk")]
    (['павлодар', 'абай'], ['абай', 'павлодар'])
    """
    return (one for one in _finder(language).find(text, start, end) if text[one.start].isupper() and not _in_name(text, one))


def keys(text: str, language: str) -> set[str]:
    """The codes alone."""
    return {one.code for one in named(text, language)}


def _in_name(text: str, one: Found) -> bool:
    """Whether it is half of a name with a hyphen."""
    return text[one.start - 1 : one.start] in ("-", ".") or text[one.end : one.end + 1] == "-"


@cache
def _finder(language: str) -> Finder:
    return Finder(row for row in _rows(language))


def _rows(language: str) -> Iterator[tuple[str, str]]:
    regions = table("regions")
    for row in (*regions["region"], *regions["city"]):
        for name in (row[language], *row.get(f"{language}_also", ())):
            yield _pattern(name, language), _code(row)
        for short in row.get(f"short_{language}", ()):
            yield short.lower() + (_CASES_KK if language == "kk" else r"(?!\w)"), _code(row)


def _code(row: dict[str, Any]) -> str:
    """The Kazakh name without the word for region: a region and the city that it is named after have one; so have a city's old and new name."""
    name = str(row["kk"]).lower().replace(_REGION["kk"], "")
    return str(table("regions")["renamed"].get(name, name))


def _pattern(name: str, language: str) -> str:
    bare = name.lower().replace(_REGION[language], "").strip()
    if language == "kk":
        return re.escape(bare).replace(r"\ ", r"\s{1,3}") + _CASES_KK
    if language != "ru":
        return re.escape(bare).replace(r"\ ", r"\s{1,3}") + r"(?!\w)"
    if bare.endswith("ская"):
        return re.escape(bare[:-2]) + r"\w{2,3}(?!\w)"
    return re.escape(bare[:-1] if bare[-1] in "аеиоуыюяйь" and len(bare) > len("абай") - 1 else bare) + _CASES_RU


def nominative(code: str, language: str, *, region: bool) -> str:
    """The name behind a code: of the region, or of the city where `region` is False and there is one.

    >>> nominative("ақтөбе", "ru", region=True), nominative("ақтөбе", "ru", region=False), nominative("абай", "kk", region=False)
    ('Актюбинская область', 'Актобе', 'Абай облысы')
    """
    regions = table("regions")
    order = (*regions["region"], *regions["city"]) if region else (*regions["city"], *regions["region"])
    return next((str(row[language]) for row in order if _code(row) == code), code)


def one_level(left: str, right: str) -> bool:
    """Whether two codes may both be of regions, or both of cities.

    >>> one_level("павлодар", "ақтөбе"), one_level("өскемен", "шығыс қазақстан")
    (True, False)
    """
    levels = ({_code(row) for row in table("regions")[level]} for level in ("region", "city"))
    return any({left, right} <= level for level in levels)
