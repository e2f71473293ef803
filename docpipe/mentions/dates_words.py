"""The vocabulary of time as patterns over lower-cased text, each made once when first asked for."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from docpipe.language.numerals import pattern, phrase
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
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


_MISREAD = {"қ": "[қк]", "ғ": "[ғг]", "ң": "[ңн]", "ө": "[өо]", "ү": "[үұу]", "ұ": "[ұүу]", "ә": "[әа]", "і": "[іiи]"}


def misread(pattern: str) -> str:
    """The pattern of Kazakh words, open to the Russian letters that a scan or a Russian keyboard puts for the Kazakh ones.

    >>> bool(re.fullmatch(misread("желтоқсан"), "желтоксан"))
    True
    """
    return "".join(_MISREAD.get(letter, letter) for letter in pattern)


@cache
def _month_forms() -> dict[str, tuple[int, str]]:
    """Every form of every month, folded, with its number and language; the language of an abbreviation is "short"."""
    rows, endings = table("months")["month"], table("months")["endings"]
    forms: dict[str, tuple[int, str]] = {}
    for row in rows:
        kk = [row["kk"] + ending for ending in ["", *endings[row["kk_endings"]]]]
        kk += [row["kk_possessive"] + ending for ending in endings["possessive-soft"]] if "kk_possessive" in row else []
        for language, words_ in (("kk", kk), ("ru", row["ru"]), ("en", row["en"]), ("short", row["short"])):
            forms |= {_folded(word): (row["number"], language) for word in words_}
    return forms


_FOLD = str.maketrans("қғңөүұәіiё", "кгноууаиие")


def _folded(word: str) -> str:
    return word.translate(_FOLD)


@cache
def month_pattern(*languages: str) -> str:
    """A pattern for what begins like a month in these languages ("kk", "ru", "en", "short"): `month_of` tells whether it is one."""
    beginnings = {misread(word[:3]) for row in table("months")["month"] for language in languages for word in _listed(row, language)}
    short = {rf"{word}\." for row in table("months")["month"] for word in row["short"]} if "short" in languages else set()
    either = "|".join(sorted(beginnings))
    abbreviated = f"(?:{'|'.join(sorted(short))})|" if short else ""
    return rf"(?:{abbreviated}(?:{either})[^\W\d_]{{0,14}}{NOT_IN_WORD})"


def _listed(row: dict[str, Any], language: str) -> list[str]:
    found = row[language]
    return [found] if isinstance(found, str) else list(found)


def month_of(word: str) -> tuple[int, str] | None:
    """Number and language of a month in lower-case letters, None for another word.

    >>> month_of("қыркүйегінде"), month_of("окт."), month_of("марат")
    ((9, 'kk'), (10, 'short'), None)
    """
    return _month_forms().get(_folded(word.rstrip(".")))


@cache
def traces() -> re.Pattern[str]:
    """Where a date may be near: a figure, a month, a word of time."""
    stems = "|".join(re.escape(misread(stem)) if "." in stem else misread(stem) for stem in words()["traces"]["stems"])
    return compiled(rf"\d|(?<![^\W_])(?:{stems}|{month_pattern('kk', 'ru', 'en')})")


@cache
def year_word() -> str:
    """What follows a number that is a year: `году`, `г.`, `гг.`, `-жылғы`, `оқу жылында`, `учебном году`; leading blanks included."""
    year, nouns = words()["year"], words()["nouns"]
    between = "|".join([rf"(?:{'|'.join(year['between_ru'])})[а-яё]{{2,3}}", *year["between_kk"], *year["between_en"]])
    kk = "|".join(f"{noun}(?:{'|'.join(sorted(nouns[noun], key=len, reverse=True))})" for noun in ("жылдар", "жыл"))
    plain = "|".join(sorted(year["ru"], key=len, reverse=True) + year["en"])
    kk = misread(kk)
    short = r"гг?\.?(?:\s?г\.)?|жж?\.?(?:\s?ж\.)?"
    return rf"(?:-?(?:го|му|м|й|ый|ого|ом|ші|шы)(?!\w))?[\s-]{{0,4}}(?:(?:{between})\s{{1,3}})?(?:{plain}|{kk}|{short}){NOT_IN_WORD}"


@cache
def relative_pattern(unit: str) -> str:
    """All phrases that tell a time in this unit from the document's date."""
    return any_of([form for row in words()["relative"] if row["unit"] == unit for form in row["phrases"]])


@cache
def _relatives(unit: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((lazy(any_of(row["phrases"])), row["shift"]) for row in words()["relative"] if row["unit"] == unit)


def shift_of(unit: str, text: str) -> int:
    """How many units before (negative) or after the document's date a phrase of `relative_pattern(unit)` lies.

    >>> shift_of("year", "прошлого года"), shift_of("year", "биылғы"), shift_of("month", "келесі айда")
    (-1, 0, 1)
    """
    return next(shift for form, shift in _relatives(unit) if form.fullmatch(text))


@cache
def months_gone() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before a count of months that begins in January, what stands after it, and what may not follow it."""
    gone = words()["months_gone"]
    return (
        compiled(rf"(?<!\w){any_of(gone['before'])}\s{{1,4}}\Z"),
        compiled(rf"\s{{1,4}}(?:{'|'.join(gone['after'])})"),
        compiled(rf"\s{{1,4}}{any_of(gone['not_after'])}"),
    )


@cache
def tenses() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells that a sentence speaks of what is to come, and of what is over."""
    tense = words()["tense"]
    return compiled(rf"(?<!\w)(?:{'|'.join(tense['ahead'])})"), compiled(rf"(?<!\w)(?:{'|'.join(tense['past'])})")


@cache
def ago_pattern() -> str:
    """`два года назад`, `год назад`, `екі жыл бұрын`."""
    ago = words()["ago"]
    count = (
        rf"(?P<n>{pattern('cardinals')})\s{{1,4}}(?:(?P<month>{any_of(ago['month'])})|{any_of(ago['year'])})\s{{1,4}}{any_of(ago['after'])}"
    )
    return rf"(?<![\w.,/-])(?:{count}|(?P<one>{any_of(ago['one'])}))"
