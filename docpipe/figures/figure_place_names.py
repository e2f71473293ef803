"""The names of regions, towns and districts in all their forms, as patterns, and the nominative of what was matched."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMN = {"kk": 0, "ru": 1, "en": 2}
_REGION_WORD = lazy(r"\s?(?:облысы|область|region)\s?")
_CAP = "А-ЯЁӘҒҚҢӨҰҮҺІ"
_ENDINGS_KK = (
    r"(?P<locative>(?:да|де|та|те)(?:ғы|гі)?|дан|ден|тан|тен|нан|нен|ға|ге|қа|ке)?(?P<genitive>ның|нің|дың|дің|тың|тің)?(?P<whole>(?!))?"
)
_NONE = r"(?P<locative>(?!))?(?P<genitive>(?!))?(?P<whole>(?!))?"
_DISTRICT = {
    "ru": rf"(?P<whole>(?<!\w)район\w{{0,2}}\s(?:имени|им\.)\s(?P<person>[{_CAP}][\w-]{{2,20}}(?:\s[{_CAP}][\w-]{{2,20}})?))|(?<![\w-])(?P<name>[{_CAP}][\w-]{{2,28}}(?:ск|цк))(?:ий|ого|ому|им|ом)(?!\w)",
    "kk": rf"(?<![\w-])(?P<name>[{_CAP}][\w-]{{2,24}})(?P<whole>(?!))?(?!\w)",
    "en": r"(?<![\w-])(?P<name>[A-Z][\w-]{2,24})(?P<whole>(?!))?(?!\w)",
}


@cache
def pattern(kind: str, language: str) -> re.Pattern[str]:
    """What may be a name of the kind (region, city, district); groups: name, whole, locative, genitive."""
    if kind == "district":
        return compiled(_DISTRICT[language])
    if kind == "region":
        return compiled(_region(language), re.IGNORECASE)
    names = "|".join(re.escape(form) for form in sorted(_cities(language), key=len, reverse=True))
    tail = _ENDINGS_KK if language == "kk" else _NONE
    return compiled(rf"(?<![\w-])(?P<name>{names}){tail}(?![\w-])")


def _region(language: str) -> str:
    names = "|".join(re.escape(form) for form in sorted(_regions(language), key=len, reverse=True))
    if language != "ru":
        tail = _NONE.replace("(?!)", "да|де|та|те", 1) if language == "kk" else _NONE
        return rf"(?<![\w-])(?P<name>{names}){tail}(?!\w)"
    short = "|".join(re.escape(form) for form in _regions("ru") if not form.endswith("ск"))
    stems = "|".join(re.escape(form) for form in sorted(_regions("ru"), key=len, reverse=True) if form.endswith("ск"))
    return rf"(?P<whole>(?<!\w)област\w{{1,3}}\s(?P<behind>{short}))(?!\w)|(?<![\w-])(?:(?P<name>{stems})(?:ая|ой|ую|ою)|(?P<bare>{short}))(?!\w)"


@cache
def _regions(language: str) -> dict[str, str]:
    """Lower-case name without the word for region (in Russian the adjective's stem) to the full name."""
    found: dict[str, str] = {}
    for row in table("regions")["region"]:
        for name in (row[language], *row.get(f"{language}_also", ())):
            found[_REGION_WORD.sub("", name).removesuffix("ая").lower()] = row[language]
    for other, name in table("places")["also"][language].items():
        if name.lower() in found:
            found[other.lower()] = found[name.lower()]
    return found


@cache
def _cities(language: str) -> dict[str, str]:
    """Every form of every town to its nominative."""
    rows = [row[language] for row in table("regions")["city"]] + [row[_COLUMN[language]] for row in table("places")["towns"]["rows"]]
    also = [(other, name) for other, name in table("places")["also"][language].items() if name in rows]
    forms = _forms if language == "ru" else lambda name: (name,)
    return {form: name for spelled, name in [*((row, row) for row in rows), *also] for form in forms(spelled)}


def _forms(name: str) -> Iterable[str]:
    """The cases of a Russian town's name; names in other vowels do not change."""
    if name.endswith("ный"):
        return (name, *(name[:-2] + ending for ending in ("ого", "ому", "ым", "ом")))
    if name.endswith("а"):
        hard = "и" if name[-2] in "кгх" else "ы"
        return (name, *(name[:-1] + ending for ending in (hard, "е", "у", "ой")))
    if name[-1] in "йь":
        return (name, *(name[:-1] + ending for ending in (("я", "ю", "е", "ем") if name.endswith("й") else ("и", "ю"))))
    if name[-1] in "аеёиоуыэюяі":
        return (name,)
    return (name, *(name + ending for ending in ("а", "у", "ом", "е")))


def base(match: re.Match[str], language: str) -> str:
    """The town's name in the nominative."""
    return _cities(language).get(match["name"], match["name"])


def is_nominative(match: re.Match[str], language: str) -> bool:
    """True for a Russian name that has cases and stands in the first."""
    return language == "ru" and match["name"] == base(match, language) and len(list(_forms(match["name"]))) > 1


def nominative(match: re.Match[str], kind: str, language: str) -> str | None:
    """The name as the vocabulary writes it; None for what is no name after all."""
    if kind == "city":
        return base(match, language)
    if kind == "region":
        groups = match.groupdict()
        said = groups["name"] or groups.get("bare") or groups.get("behind")
        return _regions(language).get((said or "").lower())
    return _district(match, language)


def _district(match: re.Match[str], language: str) -> str | None:
    if match["whole"]:
        return f"район имени {match['person']}"
    name = match["name"]
    if language == "en":
        return f"{name} district" if name not in {"The", "This", "Each", "Every"} else None
    barred = table("places")["no_district"][language]
    if name.lower() in barred:
        return None
    return f"{name}ий район" if language == "ru" else f"{name} ауданы"


def is_town(name: str, language: str) -> bool:
    """True where a town has the same name as the region: `Алматы`, `Қарағанды`."""
    bare = _REGION_WORD.sub("", name)
    return bare in _cities(language) and bare not in table("places")["doubtful"][language]


def region_of(name: str, language: str) -> str | None:
    """The region that a bare name may mean; None for the three cities of the republic and `Алматы`, which lists mean as a city."""
    return None if name in ("Алматы", "Almaty") else _regions(language).get(name.lower())


@cache
def country(language: str) -> re.Pattern[str]:
    """The country as a place."""
    return compiled(rf"(?<!\w){table('places')['country_said'][language]}(?!\w)")


@cache
def short(language: str) -> re.Pattern[str]:
    """`ВКО`, `ШҚО-да`; the group `short` is the abbreviation."""
    words = "|".join(table("places")["short"][language])
    return compiled(rf"(?<!\w)(?P<short>{words})(?:-?(?:да|де|ның|нан|нен|ға|дағы|ны))?(?!\w)")
