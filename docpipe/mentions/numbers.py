"""Registration and document numbers after a number sign: `№ ДС-219`, `N 370-II`, `№ 352 т/к`.

A number that names a school, an annex, a flat or a telephone is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from docpipe.language.passage import Passage
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.model.trace import note
from docpipe.vocabulary import table

LETTER = "A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_CHUNK = rf"[0-9{LETTER}]{{1,24}}+"
SIGN = lazy(
    rf"№{{1,2}}|(?<![0-9{LETTER}])(?:[Ии]сх|[Вв]х|[Шш]ығ)\.(?=\s{{1,3}}[\w.-]{{0,12}}[0-9][\w.-]{{0,12}}/[\w/.-]{{0,24}}(?![\w/.-]))|(?<![0-9{LETTER}])(?:N[oº°]?|Nо|Nе)(?:\.|(?=\s?[0-9]|\s(?:[{CAPITAL}]{{1,4}} )?[{CAPITAL}]{{1,4}}[-/0-9]))"
)
_VALUE = lazy(
    rf"[ \t]{{0,3}}(?:\n[ \t]{{0,3}}(?![0-9]{{6}},))?"
    rf"(?P<value>(?:[{CAPITAL}]{{1,4}} (?=[{CAPITAL}]{{0,5}}-?[0-9])){{0,2}}{_CHUNK}"
    rf"(?:(?:[-–]{{1,2}}|[ ]?/{{1,2}}[ ]?|(?<=[{CAPITAL}]) [-–] (?=[0-9])|(?<=[0-9])\.(?=[0-9])){_CHUNK}){{0,9}})"
)  # fmt: skip
_MORE = lazy(r"(?:[ ]от[ ]\d{1,2}[. ]\w{2,9}[. ]\d{2,4}(?:[ ]?г(?:ода|\.)?)?)?[ ]?(?:,|и|және|and)[ ]?(?=[0-9])")
_DATED = lazy(r"[0-9][\w/.-]{0,30}[ ]от[ ]|[0-9]{1,6}[-/][0-9]")
"""What is listed behind a dated number is one only with its date or a dash: `№№ 5 от 1.02.2024, 15 листов`."""
_DATE = lazy(r"\d{1,2}\.\d{1,2}\.\d{2,4}")
_TELEPHONE = lazy(r"(?:8|7)?\d{3}-?\d{2,3}-\d{2}-\d{2}|\d{2,3}-\d{2}-\d{2}|[78]\d{10}")
_COURT = lazy(r"(?<!\w)суд(?:а|у|ом|е)?\s{0,2}№\s{0,2}\d{1,2}(?!\d|\sот\s)|№\s{0,2}\d{1,2}\s(?:\w{1,11}\s)?сот(?:ы|ын)", re.IGNORECASE)
"""`Суд № 2`, `№ 2 соты`: courts of one town are told apart by a figure."""
_WORD = lazy(rf"[0-9{LETTER}]{{1,40}}(?:[-/][0-9{LETTER}]{{1,40}}){{0,3}}")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A document's number: `span` covers the number without its sign, `sign` is where the sign begins."""

    span: Span
    value: str
    sign: int
    rule: str = "after-number-sign"


def find(passage: Passage) -> list[NumberMention]:
    """The numbers of documents in `passage`, in order; no errors.

    >>> [one.value for one in find(Passage.of("К письму № ДС - 219, школа № 5", "ru"))]
    ['ДС-219']
    """
    return [mention for match in passage.finditer(SIGN) for mention in _after(passage, match)]


def _after(passage: Passage, sign: re.Match[str]) -> Iterator[NumberMention]:
    """What stands after one sign: one number, several after a doubled sign, or none."""
    at, end = sign.end(), passage.span.end
    for _ in range(20):
        match = _VALUE.match(passage.folded, at, end)
        if match is None or not any(one.isdigit() for one in match["value"]):
            return
        span = _exact(passage, Span(*match.span("value")))
        objection = _objection(passage, sign.start(), span)
        note("number", objection or "after-number-sign", span, won=not objection)
        if not objection:
            yield NumberMention(span, tidy(passage.quote(span)), sign.start())
        more = _MORE.match(passage.folded, span.end, end) if sign.group() == "№№" else None
        if objection or more is None or (" от " in more.group() and not _DATED.match(passage.folded, more.end())):
            return
        at = more.end()


def tidy(printed: str) -> str:
    """The number as an index writes it: one blank at most, none beside a dash or a slash.

    >>> tidy("01-18 / Д – 245  т/к")
    '01-18/Д-245 т/к'
    """
    return re.sub(r"\s{0,9}([-/])\s{0,9}", r"\1", re.sub(r"[–—‑]", "-", " ".join(printed.split())))


@cache
def _suffix() -> re.Pattern[str]:
    """A closed list of what may follow after a blank."""
    words = sorted(table("acts")["numbers"]["suffixes"], key=len, reverse=True)
    return compiled(rf"[ \t]{{1,2}}(?:{'|'.join(map(re.escape, words))})(?![0-9{LETTER}/])")


@cache
def _ending() -> re.Pattern[str]:
    words = sorted(table("acts")["numbers"]["endings"], key=len, reverse=True)
    return compiled(rf"[-–](?:{'|'.join(words)})$")


def _exact(passage: Passage, span: Span) -> Span:
    """The span with a suffix of the closed list, without the ending of a case."""
    if suffix := _suffix().match(passage.folded, span.end, passage.span.end):
        return Span(span.start, suffix.end())
    tail = passage.folded[span.start : span.end]
    ending = _ending().search(tail, max(len(tail) - 6, 1))
    return Span(span.start, span.start + ending.start()) if ending and ending.start() else span


def _objection(passage: Passage, sign: int, span: Span) -> str | None:
    """Why this is no document's number, or None."""
    value = passage.folded[span.start : span.end]
    if _DATE.fullmatch(value):
        return "a-date"
    if _TELEPHONE.fullmatch(value):
        return "a-telephone"
    if value.isdecimal() and len(value) <= len("12") and _COURT.search(passage.folded[max(0, sign - 12) : span.end + 12]):
        return "number-of-a-court"
    before, after = _words_before(passage, sign), _words_after(passage, span.end)
    after = after if passage.language == "kk" else after[:1]
    if _tells(before) == "thing" and (_tells(after) != "document" or (passage.language != "kk" and _tells(before[:1]))):
        return "number-of-a-thing-before"
    if _tells(after) == "thing" and _tells(before) != "document":
        return "number-of-a-thing-after"
    return None


def _words_before(passage: Passage, sign: int) -> list[str]:
    """Up to three words before the sign, nearest first, none beyond punctuation."""
    clause = re.split(r"[;()!?»«\"\n]|\. (?=.)", passage.folded[max(passage.span.start, sign - 70) : sign])[-1]
    return _WORD.findall(clause.lower())[::-1][:3]


def _words_after(passage: Passage, end: int) -> list[str]:
    """Up to six words after the number and after a name in quotation marks, nearest first, none beyond punctuation."""
    beyond = re.sub(r"«[^«»]{0,60}»", " ", passage.folded[end : min(passage.span.end, end + 120)])
    return _WORD.findall(re.split(r"[;:,.()!?»«\"\n№]", beyond)[0].lower())[:6]


@cache
def _beginnings(name: str) -> tuple[str, ...]:
    return tuple(table("acts")["numbers"][name])


def _tells(words: list[str]) -> str | None:
    """What the nearest telling word speaks of: a `thing` that has a number for a name, or a `document`."""
    for word in words:
        if word[0].isdigit() or word in {"от", "of", "dated"}:
            return None
        if word.startswith(_beginnings("documents")):
            return "document"
        if _is_thing(word):
            return "thing"
    return None


@lru_cache(maxsize=4096)
def _is_thing(word: str) -> bool:
    """True where the word is one of the things with an ending: `школы`, `школе-гимназии`, not `домен`."""
    first = word.split("-", maxsplit=1)[0]
    room = {2: 2, 3: 2}
    return any(first.startswith(stem) and len(first) - len(stem) <= room.get(len(stem), 5) for stem in _beginnings("named"))
