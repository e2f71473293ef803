"""People in English text: given name and surname, by the endings of the region's surnames or by a title beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language import lexicon
from docpipe.language.names import is_patronymic, tidy_initials
from docpipe.model import trace
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.language.passage import Passage

_WORD = r"[A-ZÄÖÜŞÑĞŪI][a-zäöüşñğūıʼ'’]{1,24}+(?:-[A-ZÄÖÜŞÑĞŪ][a-zäöüşñğūı]{1,24}+)?(?!\w)"
_ONE = r"(?:Zh|Sh|Ch|Kh|Yu|Ya|Ye|Dzh|[A-Z])\."
_FULL = lazy(rf"(?<![\w@.-])(?P<first>{_WORD})[ \t]{{1,2}}\n?(?P<second>{_WORD})(?:[ \t]{{1,2}}(?P<third>{_WORD}))?")
_INITIALS = lazy(rf"(?<![\w@.-])(?P<initials>{_ONE}(?:[ -]?{_ONE})?)[ \t]{{0,2}}(?P<second>{_WORD})")
_SHAPED = lazy(r"..(?:[oe]va?|[iy]na?|sk(?:y|iy|aya)|enko|[uū]ly|[kq]yzy|bek|bay|bai|khan|qan|zhan|uov|ko)$", re.IGNORECASE)
_SURELY = lazy(r"..(?:[oe]va?|ina|sk(?:iy|aya)|enko|[uū]ly|[kq]yzy)$", re.IGNORECASE)
_GRAMMAR = lazy(r"(?:ing|tion|sion|ment|ness|ally|ary|ity|ance|ence|ed|ful|ous|ive|ics)$")
_COMMON, _RARE = 2500, 30_000


@dataclass(frozen=True, slots=True)
class EnglishName:
    """A name as printed, its parts apart."""

    span: Span
    surname: str | None
    given: str | None
    patronymic: str | None
    initials: str | None
    rule: str


@cache
def _not_names() -> frozenset[str]:
    return frozenset(table("names")["beside"]["not_names_en"])


def _ordinary(word: str) -> bool:
    """True for words of the language, which name nobody. Rare words of the list are names as often: Askar, Murat."""
    low = word.lower().removesuffix("'s").removesuffix("’s")
    place = lexicon.rank(low)
    return _never(low) or (place is not None and place < _RARE)


def _never(word: str) -> bool:
    """True for words that are not even a given name beside a surname in -ov: very common ones, verbal nouns, adverbs."""
    place = lexicon.rank(word)
    return (
        word.lower() in _not_names()
        or (place is not None and place < _COMMON)
        or (place is not None and _GRAMMAR.search(word.lower()) is not None)
    )


def _surname(word: str) -> bool:
    word = _bare(word)
    return (_SURELY.search(word) is not None and word.lower() not in _not_names()) or (
        _SHAPED.search(word) is not None and not _ordinary(word)
    )


def find(passage: Passage, posts: Sequence[object] = ()) -> list[EnglishName]:
    """The people named in an English passage, in order.

    >>> from docpipe.language.passage import Passage
    >>> [(one.given, one.surname) for one in find(Passage.of("said Askar Omarov, head of the National Bureau", "en"))]
    [('Askar', 'Omarov')]
    """
    ends = {span[1] for post in posts if (span := getattr(post, "span", None))}
    starts = {span[0] for post in posts if (span := getattr(post, "span", None))}
    found = [*_with_initials(passage), *_full(passage, ends, starts)]
    kept: list[EnglishName] = []
    for one in sorted(found, key=lambda name: name.span):
        won = not kept or not kept[-1].span.overlaps(one.span)
        trace.note("person", one.rule, one.span, won=won, why="" if won else "overlaps a name")
        if won:
            kept.append(one)
    return kept


def _with_initials(passage: Passage) -> Iterator[EnglishName]:
    for match in passage.finditer(_INITIALS):
        if not _ordinary(match["second"]) or _surname(match["second"]):
            yield EnglishName(Span(*match.span()), match["second"], None, None, tidy_initials(match["initials"]), "initials-surname")


def _full(passage: Passage, ends: set[int], starts: set[int]) -> Iterator[EnglishName]:
    at = passage.span.start
    while match := _FULL.search(passage.folded, at, passage.span.end):
        name = _read(passage, match, ends, starts)
        if name:
            yield name
        at = name.span.end if name else match.end("first")


def _read(passage: Passage, match: re.Match[str], ends: set[int], starts: set[int]) -> EnglishName | None:
    """The parts: given surname, given patronymic surname, surname given patronymic; None where it is no name."""
    words = [match[group] for group in ("first", "second", "third") if match[group]]
    place = Span(match.start(), match.end("third") if len(words) > 2 else match.end("second"))
    if len(words) > 2 and is_patronymic(words[1]) and not _ordinary(words[0]):
        return EnglishName(place, words[2], words[0], words[1], None, "full-name")
    if len(words) > 2 and is_patronymic(words[2]) and not _ordinary(words[0]):
        return EnglishName(place, words[0], words[1], words[2], None, "full-name")
    place = Span(match.start(), match.end("second"))
    titled = any(end in ends for end in range(place.start - 3, place.start)) or any(
        start in starts for start in range(place.end + 1, place.end + 7)
    )
    if _never(words[0]) or words[1].lower() in _not_names() or _street(passage, place.end):
        return None
    if _surname(words[1]) and not _never(words[0]):
        return EnglishName(place, _bare(words[1]), words[0], None, None, "given-surname")
    if _SURELY.search(words[0]) and not _ordinary(words[0]) and not _ordinary(words[1]) and not _surname(words[1]):
        return EnglishName(place, words[0], _bare(words[1]), None, None, "surname-given")
    if titled and not _ordinary(words[0]) and not _ordinary(words[1]):
        return EnglishName(place, _bare(words[1]), words[0], None, None, "given-surname-beside-post")
    return None


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _street(passage: Passage, end: int) -> bool:
    return re.match(r"\s{1,2}(?:street|avenue|ave\.|st\.|square|district)\b", passage.folded[end : end + 12], re.IGNORECASE) is not None
