"""Figures that a word beside them makes a name or a number of something: `ст. 480`, `школа 25`, `тел.: 1414`, `код 015`, `5 класс`, `480 бабы`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language import predicates
from docpipe.mentions.amount_masks_ground import words
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.mentions.amount_masks_ground import Ground

_TEEN = range(11, 15)
_LAST_DIGITS = lazy(r"\d+$")
_WITH_FEW = range(2, 5)
_GROUP = lazy(r"[+(]{0,2}\d{1,5}")
_REST = lazy(r"[\d ()–-]{0,22}\d")
_DATED = lazy(r" от «?\d{1,2}»?(?:\.\d{2}\.| (?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\w{0,6} \d{4})")
_LONG_NUMBER = 5
_TELEPHONES = frozenset({5, 6, 7, 10, 11, 12})
_ANOTHER = lazy(r"(?: ?[,;/] ?| или | немесе | и | және )(?=[+(]?\d)")
_STANDARD = lazy(r"\d{1,20}(?:[-–./]\d{1,8}| \d{2,4}(?=[,.;)\n]|$)){0,6}")
_MANY = lazy(
    r"стать(?:и|ям|ями|ях)|статей|(?:под)?пункт(?:ы|ов|ам|ами|ах)|пп|п\.п|ст\.ст|глав(?:ы|ах|ам)|раздел(?:ы|ах|ам)|шаг(?:и|ам|ах)|стр|строк[иа]|приложения|таблицы|\w{2,12}s (?<!basis )"
)


def find(ground: Ground) -> Iterator[tuple[str, Span]]:
    """Rule and place of each figure that a word before or behind it tells to be no amount."""
    for match in ground.find(_telephone()):
        end = _telephones_end(ground, match.end())
        if end - match.end() >= _LONG_NUMBER or not ground.counts(end):
            yield "telephone", Span(match.end(), end)
    for token in ground.tokens:
        yield from _before(ground, token)
        if rule := _after(ground, token):
            yield rule, Span(ground.backward(token.start), token.end)


def _before(ground: Ground, token: Span) -> Iterator[tuple[str, Span]]:
    if not ground.text[token.start - 1 : token.start].strip(" .:№§–-(«\n"):
        if part := ground.before(_part(), token.start):
            yield "part-of-act", Span(token.start, ground.onward(token.end, many=_MANY.match(part.group()) is not None))
        elif ground.before(_code(), token.start):
            yield "code", Span(token.start, ground.after(_STANDARD, token.start).end())  # type: ignore[union-attr]
        elif ground.before(_thing(), token.start) and not ground.counts(token.end):
            yield "number-of-a-thing", Span(token.start, ground.onward(token.end))
        elif _foreign(ground, token):
            yield "make", token


def _foreign(ground: Ground, token: Span) -> bool:
    """A name in Latin letters in a Cyrillic text that goes on with a figure: `Windows 10`."""
    if ground.before(_make(), token.start) and not ground.counts(token.end):
        return True
    if ground.passage.language == "en" or ground.counts(token.end):
        return False
    match = _LATIN.search(ground.text, max(ground.passage.span.start, token.start - 32), token.start)
    return match is not None and match["name"] not in _CURRENCIES


_LATIN = lazy(r"(?<![\w$])(?P<name>[A-Z][A-Za-z]{1,24}) $")
_CURRENCIES = frozenset({"USD", "EUR", "KZT", "RUB", "CNY", "GBP", "US", "RMB"})


@cache
def _part() -> re.Pattern[str]:
    return lazy(rf"(?<![\w-]){words('before', 'part')}[ ]?(?:\n[ ]?)?№?[ ]?(?:«?\(?)$")


@cache
def _thing() -> re.Pattern[str]:
    return lazy(rf"(?<![\w-]){words('before', 'thing')}[ ]{{0,2}}№?[ ]?$")


@cache
def _code() -> re.Pattern[str]:
    return lazy(rf"(?<![\w-]){words('before', 'code')}[ ]?[:–-]?[ ]?(?:kz)?$")


@cache
def _make() -> re.Pattern[str]:
    return lazy(rf"(?<![\w-]){words('before', 'make')}[ ]?[–-]?[ ]?$")


# ---------------------------------------------------------------- telephones
@cache
def _telephone() -> re.Pattern[str]:
    return lazy(
        rf"(?<![\w-]){words('before', 'telephone')}(?: (?:доверия|приемной|приёмной|приемная|факс|канцелярии|по номеру|номеру|«\w{{1,20}}»))?(?:[\s.:/–()№-]{{0,4}}(?=[+(]?\d)(?!\d{{1,3}}(?:,\d{{1,2}})?[ ]?(?:%|пайыз|процент|млн|млрд|мың|тыс))|, (?=\d{{3,4}},))"
    )


def _telephones_end(ground: Ground, at: int) -> int:
    """Where the telephones that begin at `at` end; a group of digits that makes no telephone with the first is left."""
    end = at
    for _ in range(8):
        end = _one_telephone(ground, at)
        another = ground.after(_ANOTHER, end)
        if another is None or end == at:
            return end
        if ground.counts(_one_telephone(ground, another.end())):
            return end
        at = another.end()
    return end


def _one_telephone(ground: Ground, at: int) -> int:
    first = ground.after(_GROUP, at)
    if first is None:
        return at
    rest = ground.after(_REST, first.end())
    end = rest.end() if rest else first.end()
    while end > first.end() and sum(sign.isdigit() for sign in ground.text[at:end]) not in _TELEPHONES:
        end = at + len(ground.text[at : end - 1].rstrip(" ()–-"))
    return max(end, first.end())


# ---------------------------------------------------------------- nouns behind
def _after(ground: Ground, token: Span) -> str | None:
    if ground.after(_kazakh_part(), token.end):
        return "part-of-act-behind"
    if ground.after(_numbered(), token.end):
        return "number-of-a-thing-behind"
    if ground.after(_DATED, token.end):
        return "number-of-a-document"
    if ground.after(_attribute(), token.end):
        return "attribute"
    match = ground.after(_ordered(), token.end)
    return "ordered" if match and _orders(ground, token, match) else None


@cache
def _kazakh_part() -> re.Pattern[str]:
    return lazy(rf"\)?[ ]?-?[ ]?{words('after', 'part_kk')}(?!\w)")


@cache
def _numbered() -> re.Pattern[str]:
    return lazy(rf"[ ]{words('after', 'numbered')}(?![\w-])|[ ](?:сынып|класс)[ ](?:оқушы|түле|бітір|білім|оқулы)")


@cache
def _attribute() -> re.Pattern[str]:
    return lazy(rf"[ ]{words('after', 'attribute')}(?!\w)")


@cache
def _ordered() -> re.Pattern[str]:
    rows = table("masks")["after"]
    parts = [
        f"(?P<{name}>{'|'.join(sorted(rows[name], key=len, reverse=True))})" for name in ("plural", "oblique", "genitive", "nominative")
    ]
    return lazy(rf"\)?[ ](?:{'|'.join(parts)})(?![\w-])(?P<disabled> инвалидности)?")


def _orders(ground: Ground, token: Span, match: re.Match[str]) -> bool:
    """Whether the noun's form shows that the figure says which, not how many: `5 класс`, `в 9 классе`, `ученики 3 класса`, `1–4 классов`."""
    said = ground.said(token)
    if match["plural"]:
        return "-" in said or "–" in said or match["disabled"] is not None or ground.backward(token.start) < token.start
    if not said.replace("-", "").replace("–", "").isdecimal() or match["disabled"] or match["oblique"]:
        return "," not in said and "." not in said
    if match["nominative"] and not said.isdecimal():
        return True
    last = int(_LAST_DIGITS.search(said).group())  # type: ignore[union-attr]
    unit = 0 if last % 100 in _TEEN else last % 10
    if match["nominative"]:
        return unit != 1 or (said == "1" and match["nominative"] in table("masks")["after"]["first"])
    return (
        unit not in _WITH_FEW
        or ground.before(_people(), token.start) is not None
        or _in_series(ground, token.start, match["genitive"])
        or (match["genitive"] in _RANKS and _after_noun(ground, token.start))
    )


_RANKS = frozenset({"категории", "степени", "разряда", "созыва", "уровня"})
_SERIES = lazy(r"(?<!\w)\d{1,2} (?P<noun>[^\W\d_]{4,14}) ?[:–-] ?\d[\d ,.]{0,14}(?:\w{1,12}\.? ?)?[,;и ]{1,4}$")
_NOUN = lazy(r"(?<![\w-])[^\W\d_]{3,30} $")


def _in_series(ground: Ground, at: int, noun: str) -> bool:
    """True where the one before of a series had the same noun and its own figure: `1 группы – 120, 2 группы – 340`."""
    said = ground.before(_SERIES, at, 60)
    return said is not None and said["noun"] == noun


def _after_noun(ground: Ground, at: int) -> bool:
    """True where the word before is a noun: `пожар 3 категории`, not `определены 3 категории`."""
    match = ground.before(_NOUN, at, 32)
    return (
        match is not None and not predicates.has(match.group(), "ru") and match.group().strip() not in table("masks")["goes_on"]["function"]
    )


@cache
def _people() -> re.Pattern[str]:
    return lazy(rf"(?<!\w)(?:{'|'.join(table('masks')['after']['ordered_people'])})\w{{0,12}}[ ]{{1,2}}$")
