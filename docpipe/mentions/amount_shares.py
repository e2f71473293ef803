"""Amounts in one word: a part (`половина`, `треть`, `жартысы`, `каждый пятый`), a multiple (`вдвое`)."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from docpipe.mentions.amount_terms import LETTER, Term, phrases
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_NUMBER_BEFORE = lazy(r"[0-9][ ]?\Z")
_PRINTED = lazy(
    r"(?<![\d/.,-])([1-9])/(2|3|4|5|6|8|10)(?![\d/])(?:"
    r"(?=-?[гйая]?\w{0,3} (?:част|дол|от |голос|общ|бөліг|всех|населен|состав|of |депутат|член|территор|суммы|срок))"
    r"|(?=[ ][а-яё]{3,30}(?:ых|их|ого|его|ов|ев|ей|ий|иц|ц|ек|ок|ол|ии|ций)(?![а-яё-]))"
    r"|-[сн]?[іы](?:н\w{0,3}|мен)?(?!\w))"
)


_ONE_OF = lazy(r"(?<![\d.,-])([2-9]|10)-?[тдн][ае]н[ ]1-?і(?:н\w{0,3})?(?!\w)")


def scan(text: str, language: str) -> list[Term]:
    """The shares and multiples in the text, in order.

    >>> [(text, str(one.raw)) for text in ("более половины", "второй половины года", "вдвое") for one in scan(text, "ru")]
    [('более половины', '0.5'), ('вдвое', '2')]
    """
    found = [_term(match, _value(match), "share", "share-word") for match in _words().finditer(text) if _stands(text, match, language)]
    found += [_term(match, Decimal(_multiples()[match.lastgroup or ""]), "times", "multiple-word") for match in _multiple().finditer(text)]
    found += [_term(match, _each_value(match), "share", "one-of") for match in _each().finditer(text)]
    found += [
        _term(match, _ratio(int(match[1]), int(match[2])), "share", "fraction")
        for match in _PRINTED.finditer(text)
        if match[1] < match[2] or len(match[2]) > 1
    ]
    found += [_term(match, _ratio(1, int(match[1])), "share", "one-of") for match in _ONE_OF.finditer(text)]
    if language == "en":
        found += [_term(match, _out_of(match), "share", "one-of") for match in _some_out_of().finditer(text)]
    found.sort(key=lambda one: one.start)
    return found


def _term(match: re.Match[str], value: Decimal, unit: str, rule: str) -> Term:
    start, end = match.span()
    return Term(start, end, start, end, value, step=Decimal("0.01"), said="fraction", unit=unit, rule=rule)


def _ratio(above: int, below: int) -> Decimal:
    return Decimal(above) / Decimal(below)


@cache
def _shares() -> dict[str, Decimal]:
    rows = [key for key in table("units")["share"] if "/" in key]
    return {f"s{number}": _ratio(Fraction(key).numerator, Fraction(key).denominator) for number, key in enumerate(rows)}


@cache
def _words() -> re.Pattern[str]:
    rows = table("units")["share"]
    parts = [f"(?P<s{number}>{phrases(tuple(row))})" for number, row in enumerate(row for key, row in rows.items() if "/" in key)]
    return compiled(rf"(?<![\w-])(?:{'|'.join(parts)})")


def _value(match: re.Match[str]) -> Decimal:
    return _shares()[match.lastgroup or ""]


@cache
def _not_before() -> re.Pattern[str]:
    return compiled(rf"(?<!\w){phrases(tuple(table('units')['share']['not_before']))}[ \n]\Z")


@cache
def _not_after() -> re.Pattern[str]:
    return compiled(rf"[ \n]{phrases(tuple(table('units')['share']['not_after']))}")


@cache
def _english_after() -> re.Pattern[str]:
    return compiled(rf"[ \n]{phrases(tuple(table('units')['share']['en_after']))}")


def _stands(text: str, match: re.Match[str], language: str) -> bool:
    """Not half a year, not the second quarter, not `треть` as the end of another number's words."""
    start, end = match.span()
    if (
        _not_before().search(text, max(0, start - 14), start)
        or _not_after().match(text, end)
        or _NUMBER_BEFORE.search(text, max(0, start - 2), start)
    ):
        return False
    return match.group()[0] not in "aho" or (language == "en" and bool(_english_after().match(text, end)))


def _multiple_rows() -> dict[str, list[str]]:
    return {key: row for key, row in table("units")["multiple"].items() if key != "not_after"}


@cache
def _multiples() -> dict[str, str]:
    return {f"m{number}": key for number, key in enumerate(_multiple_rows())}


@cache
def _multiple() -> re.Pattern[str]:
    parts = [f"(?P<m{number}>{phrases(tuple(row))})" for number, row in enumerate(_multiple_rows().values())]
    return compiled(rf"(?<![\w-])(?:{'|'.join(parts)})(?![ ](?:\w{{1,30}}[ ])?{phrases(tuple(table('units')['multiple']['not_after']))})")


@cache
def _each_values() -> dict[str, int]:
    rows = table("units")["each"]
    return {f"{name}{number}": int(number) for name in ("ru", "kk", "en", "one_in") for number in rows[name]}


@cache
def _each() -> re.Pattern[str]:
    rows = table("units")["each"]
    parts = {
        "ru": r"кажд(?:ый|ая|ое|ого|ой|ому|ую|ым) (?:{})(?:ый|ой|ий|ья|ая|ое|ье|ого|ьего|ьей|ому|ьему|ую|ью|ым|ьим)(?!\w)",
        "kk": r"(?:әрбір|әр) (?:{})(?:с[іы](?:н(?:е|а|ің|ың|ен|ан|де|да)?)?)?(?!\w)",
        "en": r"every (?:{})(?!\w)",
        "one_in": r"one (?:in|out of) (?:{})(?!\w)",
    }
    made = [frame.format("|".join(f"(?P<{name}{number}>{word})" for number, word in rows[name].items())) for name, frame in parts.items()]
    return compiled(rf"(?<![\w-])(?:{'|'.join(made)})(?![ \n]{phrases(tuple(rows['not_after']))})(?![{LETTER}])")


def _each_value(match: re.Match[str]) -> Decimal:
    return _ratio(1, _each_values()[match.lastgroup or ""])


@cache
def _some_out_of() -> re.Pattern[str]:
    """`nine out of ten`, `two in three`: in words, and of so few that a part is meant, no count."""
    few = "|".join(table("units")["each"]["few"])
    return compiled(rf"(?<![\w-])(?P<above>{few}) (?:in|out of)(?: every)? (?P<below>{few})(?![\w-])")


def _out_of(match: re.Match[str]) -> Decimal:
    few = table("units")["each"]["few"]
    return _ratio(few.index(match["above"]) + 1, few.index(match["below"]) + 1)
