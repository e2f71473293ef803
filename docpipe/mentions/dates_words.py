"""The vocabulary of time as patterns over lower-cased text, each made once when first asked for."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from docpipe.language.numerals import phrase
from docpipe.vocabulary import table

NOT_IN_WORD = r"(?![^\W\d_])"
"""Not followed by a letter."""


def words() -> dict[str, Any]:
    """The table of time words."""
    return table("time_words")


def any_of(forms: list[str]) -> str:
    """One pattern for all the phrases, longest first."""
    return "(?:" + "|".join(_phrase(form) for form in sorted(forms, key=len, reverse=True)) + ")"


def _phrase(form: str) -> str:
    """A phrase of the vocabulary: `noun…` with every ending of the noun, `.` with or without a blank after it."""
    if form.endswith("…"):
        head, _, noun = form[:-1].rpartition(" ")
        endings = "|".join(sorted(words()["nouns"][noun], key=len, reverse=True))
        return (phrase(head) + r"\s{1,4}" if head else "") + rf"{noun}(?:{endings}){NOT_IN_WORD}"
    if re.fullmatch(r"(?:\w{1,3}\.){2,3}", form):
        return phrase(form[:-1]).replace(r"\.", r"\.\s?") + r"(?:\.|" + NOT_IN_WORD + ")"
    return phrase(form) + NOT_IN_WORD


@cache
def month_forms() -> tuple[tuple[str, int, str], ...]:
    """(pattern, number, language) of every month; the language of an abbreviation is "short"."""
    endings = table("months")["endings"]
    forms: list[tuple[str, int, str]] = []
    for row in table("months")["month"]:
        kk = rf"{row['kk']}(?:{'|'.join(sorted(endings[row['kk_endings']], key=len, reverse=True))})?"
        if "kk_possessive" in row:
            kk += rf"|{row['kk_possessive']}(?:{'|'.join(sorted(endings['possessive-soft'], key=len, reverse=True))})"
        forms.append((f"(?:{kk})", row["number"], "kk"))
        forms += [(any_of(row[language]), row["number"], language) for language in ("ru", "en")]
        forms.append((rf"(?:{'|'.join(sorted(row['short'], key=len, reverse=True))})", row["number"], "short"))
    return tuple((form + NOT_IN_WORD, number, language) for form, number, language in forms)


@cache
def month_pattern(*languages: str) -> str:
    """A pattern for the months in these languages ("kk", "ru", "en", "short")."""
    forms = [form + (r"\.?" if language == "short" else "") for form, _, language in month_forms() if language in languages]
    return "(?:" + "|".join(forms) + ")"


@cache
def month_of(word: str) -> tuple[int, str]:
    """Number and language of a month as `month_pattern` matched it."""
    bare = word.rstrip(".")
    return next((number, language) for form, number, language in _compiled() if form.fullmatch(bare))


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    return tuple((re.compile(form), number, language) for form, number, language in month_forms())


@cache
def year_word() -> str:
    """What follows a number that is a year: `году`, `г.`, `гг.`, `-жылғы`, `оқу жылында`, `учебном году`; leading blanks included."""
    year, nouns = words()["year"], words()["nouns"]
    between = "|".join([rf"(?:{'|'.join(year['between_ru'])})[а-яё]{{2,3}}", *year["between_kk"], *year["between_en"]])
    kk = "|".join(f"{noun}(?:{'|'.join(sorted(nouns[noun], key=len, reverse=True))})" for noun in ("жылдар", "жыл"))
    plain = "|".join(sorted(year["ru"], key=len, reverse=True) + year["en"])
    short = r"гг?\.?(?:\s?г\.)?|жж?\.?(?:\s?ж\.)?"
    return rf"(?:-?(?:го|му|м|й|ый|ого|ом|ші|шы)(?!\w))?[\s-]{{0,4}}(?:(?:{between})\s{{1,3}})?(?:{plain}|{kk}|{short}){NOT_IN_WORD}"


@cache
def relative_pattern(unit: str) -> str:
    """All phrases that tell a time in this unit from the document's date."""
    return any_of([form for row in words()["relative"] if row["unit"] == unit for form in row["phrases"]])


@cache
def _relatives(unit: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(any_of(row["phrases"])), row["shift"]) for row in words()["relative"] if row["unit"] == unit)


def shift_of(unit: str, text: str) -> int:
    """How many units before (negative) or after the document's date a phrase of `relative_pattern(unit)` lies.

    >>> shift_of("year", "прошлого года"), shift_of("year", "биылғы"), shift_of("month", "келесі айда")
    (-1, 0, 1)
    """
    return next(shift for form, shift in _relatives(unit) if form.fullmatch(text))
