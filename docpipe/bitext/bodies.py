"""Which body a name means, whatever the language, the case, the abbreviation, with the country's name or without it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from docpipe.bitext import lexicon, regions
from docpipe.bitext.stems import Finder, Found, opened
from docpipe.language import declension, kazakh
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

_MINISTER = {"ru": r"министе?р\w{0,8}", "kk": r"(?:бірінші\s{1,3})?(?:вице-)?министр\w{0,8}"}
_COUNTRY_RU = r"(?:\s{1,3}(?:республики\s{1,3}казахстан|рк))?"
_SHORT_END = {"kk": r"(?:-?\w{2,5})?(?!\w)", "ru": r"(?![\w-])", "en": r"(?!\w)"}
_GOES_ON = lazy(r"(?:\s{1,3}и|,)\s{1,3}[а-яё]{1,30}(?<!ами)(?<!ями)(?:[аяиы]|[ое]го|[оеы]й|[ыи]х|ств|ций|ов)(?!\w)")
_LIST_BEFORE = lazy(r"\w(?:\s{1,3}(?:және|мен|бен|пен)|,)\s{1,3}$")
_WORD = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Named:
    """A body named at `start` … `end`; `code` None where it may be a longer name that is not known."""

    code: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """What a name says: known bodies in it, regions, the noun that names the kind, what its other words mean."""

    codes: frozenset[str]
    regions: frozenset[str]
    kind: str | None
    words: frozenset[str]


def same_body(left: str, right: str, languages: tuple[str, str] = ("kk", "ru")) -> bool | None:
    """True for one body, False for two, None where it is not known.

    >>> same_body("ҚР ІІМ", "МВД РК"), same_body("ҚР ПМ", "МВД РК"), same_body("«Ақниет» ЖШС", "ТОО «Ақниет»")
    (True, False, None)
    """
    ours, theirs = read(left, languages[0]), read(right, languages[1])
    if _apart(ours.regions, theirs.regions):
        return False
    if ours.codes and theirs.codes:
        return not ours.codes.isdisjoint(theirs.codes)
    if ours.kind and theirs.kind and ours.kind != theirs.kind:
        return None if ours.words & theirs.words else False
    return True if ours.kind and ours.kind == theirs.kind and (ours.words & theirs.words) else None


def renamed(left: str, right: str) -> bool:
    """Whether the second of two codes is what the first was called from some day on, or the other way about."""
    rows = {row["code"]: row for row in table("bodies")["body"]}
    first, second = rows.get(left, {}), rows.get(right, {})
    return any(one.get("to") is not None and one.get("to") == other.get("from") for one, other in ((first, second), (second, first)))


def within(left: str, right: str) -> bool:
    """Whether one of two codes is of a part of the other's body, or both are parts of one.

    >>> within("kgd", "mf"), within("mvd", "mf")
    (True, False)
    """
    whole = table("bodies")["within"]
    return whole.get(left) == right or whole.get(right) == left or (left in whole and whole[left] == whole.get(right) != "parl")


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)


@lru_cache(maxsize=4096)
def read(name: str, language: str) -> Body:
    """What a name says."""
    low = [word.lower() for word in _WORD.findall(name)]
    said = frozenset(key for word in low if word not in _common(language) for key in lexicon.keys(word))
    found = frozenset(one.code for one in named(name, language, doubtful=True) if one.code)
    return Body(found, frozenset(regions.keys(name, language)), _kind(low, language), said)


@cache
def _common(language: str) -> frozenset[str]:
    """Words that say nothing of a body: the country, its kind."""
    country = table("regions")["country"]
    words = [word.lower() for word in (*country[language].split(), *country.get(f"short_{language}", ()))]
    return frozenset((*words, "республикасының", "республики", "казахстан", "и", "по", "және", "жөніндегі", "of", "the", *_kinds(language)))


def _kind(low: list[str], language: str) -> str | None:
    ordered = reversed(low) if language == "kk" else low
    return next((kind for word in ordered if (kind := _kinds(language).get(word))), None)


@cache
def _kinds(language: str) -> dict[str, str]:
    """Every form of the nouns for bodies of the state, to the Russian noun."""
    told = [row for row in table("bodies")["head"] if row["ru"] in table("bodies")["state"]["kinds"]]
    if language == "ru":
        return {form: row["ru"] for row in told for form in declension.forms(row["ru"])}
    if language == "kk":
        cases = ("gen", "dat", "acc", "loc", "abl", "ins")
        bare = {word: row["ru"] for row in told for word in row["kk"]}
        many = {kazakh.possessive(kazakh.plural(row["kk"][-1])): row["ru"] for row in told}
        return (
            bare
            | many
            | {kazakh.inflect(row["kk"][-1], case, possessed=True): row["ru"] for row in told for case in cases if len(row["kk"]) > 1}
        )
    return {}


def named(text: str, language: str, start: int = 0, end: int | None = None, *, doubtful: bool = False) -> Iterator[Named]:
    """The known bodies that a text names, by minister or ministry too; abbreviations of more meanings in company or where `doubtful`.

    >>> [one.code for one in named("(МВД, МЗ) и Министерством юстиции РК", "ru")]
    ['mvd', 'mz', 'mju']
    """
    full = [_whole(text, language, one) for one in _names(language).find(text, start, end)]
    starts = [one.start for one in full]
    short = [one for one in _abbreviated(text, language, start, end) if not _within(one, full, starts)]
    kept = [
        one
        for at, one in enumerate(short)
        if doubtful or text[one.start : one.end] not in _doubtful(language) or _in_company(text, one, short[max(0, at - 1) : at + 2])
    ]
    return iter(sorted((*full, *kept), key=lambda one: one.start))


def _within(one: Named, full: list[Named], starts: list[int]) -> bool:
    before = bisect_right(starts, one.start) - 1
    return before >= 0 and one.start < full[before].end


def _whole(text: str, language: str, one: Found) -> Named:
    """A name that was found; without its code where a longer one may stand there."""
    if language == "ru":
        longer = _GOES_ON.match(text, one.end) is not None
    else:
        longer = (
            language == "kk" and text[one.start].islower() and _LIST_BEFORE.search(text[max(0, one.start - 40) : one.start]) is not None
        )
    return Named(None if longer else one.code, one.start, one.end)


@cache
def _names(language: str) -> Finder:
    return Finder(
        (pattern, _alias(row["code"])) for row in _rows() for name in _spellings(row, language) for pattern in _patterns(name, language)
    )


def _rows() -> list[dict[str, Any]]:
    return [*table("bodies")["body"], *table("bodies")["office"]]


def _alias(code: str) -> str:
    return str(table("bodies")["aliases"].get(code, code))


def _spellings(row: dict[str, Any], language: str) -> list[str]:
    words = [short for short in row.get(f"short_{language}", ()) if not short.isupper()]
    return [row[language], *row.get(f"{language}_also", ()), *words]


def _patterns(name: str, language: str) -> Iterator[str]:
    pattern = opened(name)
    first, _, rest = name.partition(" ")
    if language == "ru" and first in ("Министерство", "Агентство"):
        head = _MINISTER["ru"] if first == "Министерство" else r"агентств\w{0,3}"
        yield f"{head}{_COUNTRY_RU}" + r"\s{1,3}" + opened(rest)
    elif language == "kk" and name.endswith(" министрлігі"):
        yield opened(name.removesuffix(" министрлігі")) + r"\s{1,3}" + _MINISTER["kk"]
    else:
        yield pattern


@cache
def _shorts(language: str) -> dict[str, str | None]:
    """Abbreviations in capitals, to the code; None where two bodies have the same."""
    found: dict[str, str | None] = {}
    for row in _rows():
        for short in (*row.get(f"short_{language}", ()), *row.get(f"doubtful_{language}", ())):
            if short.isupper():
                found[short] = _alias(row["code"]) if short not in found or found[short] == row["code"] else None
    return found


def abbreviation(short: str, language: str) -> bool:
    """Whether a body is known by these capitals."""
    return short in _shorts(language)


@cache
def _doubtful(language: str) -> dict[str, str]:
    return {short: row["code"] for row in _rows() for short in row.get(f"doubtful_{language}", ())}


@cache
def _short_pattern(language: str) -> re.Pattern[str] | None:
    body = "|".join(sorted(map(re.escape, _shorts(language)), key=len, reverse=True))
    return (
        compiled(rf"(?=[{''.join(sorted({one[0] for one in _shorts(language)}))}])(?<![\w-])(?:{body})(?={_SHORT_END[language]})")
        if body
        else None
    )


def _abbreviated(text: str, language: str, start: int, end: int | None) -> Iterator[Named]:
    pattern = _short_pattern(language)
    for match in pattern.finditer(text, start, len(text) if end is None else end) if pattern else ():
        yield Named(_shorts(language)[match[0]], *match.span())


_BEHIND = lazy(r"\s{1,2}РК(?!\w)|\)")
_JOINT = lazy(r"(?:-\w{2,5})?\s{0,2}(?:,|и|және|мен|пен|бен)\s{1,3}")


def _in_company(text: str, one: Named, near: list[Named]) -> bool:
    """Beside the country's letters, alone in brackets, or next to another abbreviation."""
    if text[max(0, one.start - 4) : one.start].endswith("ҚР ") or _BEHIND.match(text, one.end):
        return True
    return any(_JOINT.fullmatch(text[min(one.end, other.end) : max(one.start, other.start)]) for other in near if other is not one)
