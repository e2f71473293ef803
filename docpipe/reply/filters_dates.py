"""Filters for days and for the line that says which letter is answered."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from docpipe.errors import WrongCall
from docpipe.language import kazakh
from docpipe.reply.filters_people import field
from docpipe.vocabulary import table


class NoReference(WrongCall):
    """A reference line without number and date says nothing."""

    code = "E_REFERENCE"

    def __init__(self) -> None:
        super().__init__("The letter that is answered has neither number nor date", "Give number, date or both")


def day_of(value: Any) -> date:
    """A day, also from `2021-06-17`. `WrongCall` for what is no whole day."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(getattr(value, "value", value)))
    except ValueError as error:
        raise WrongCall("A date is no whole day", "Write it so: 2021-06-17") from error


@cache
def _months(language: str) -> dict[int, str]:
    """The month's name: in Russian in the genitive."""
    return {row["number"]: row["ru"][1] if language == "ru" else row["kk"] for row in table("months")["month"]}


def long(value: Any, case: str = "nom", *, language: str) -> str:
    """A day in words; in Kazakh the month may stand in a case (`dat`, `loc`, `abl`, `gen`, `acc`), `attr` is what a noun follows.

    >>> long(date(2021, 6, 17), language="kk"), long("2021-06-17", language="ru")
    ('2021 жылғы 17 маусым', '17 июня 2021 года')
    >>> long(date(2024, 4, 1), "attr", language="kk"), long(date(2024, 12, 31), "dat", language="kk") + " дейін"
    ('2024 жылғы 1 сәуірдегі', '2024 жылғы 31 желтоқсанға дейін')
    """
    day = day_of(value)
    month = _months(language)[day.month]
    if language == "ru":
        return f"{day.day} {month} {day.year} года"
    formed = attributive(month) if case == "attr" else kazakh.inflect(month, case)
    return f"{day.year} жылғы {day.day} {formed}"


def attributive(month: str) -> str:
    """The form of a noun that says when or where the next one is: `маусымдағы`, `қыркүйектегі`.

    >>> attributive("маусым"), attributive("сәуір"), attributive("қыркүйек"), attributive("шілде")
    ('маусымдағы', 'сәуірдегі', 'қыркүйектегі', 'шілдедегі')
    """
    return kazakh.inflect(month, "loc") + ("гі" if kazakh.is_soft(month) else "ғы")


def short(value: Any, *, language: str = "ru") -> str:
    """A day in figures, the same in both languages.

    >>> short(date(2021, 6, 7))
    '07.06.2021'
    """
    del language
    return f"{day_of(value):%d.%m.%Y}"


def month(value: Any, *, language: str) -> str:
    """The month of a day and its year.

    >>> month(date(2021, 6, 17), language="kk"), month("2021-06-17", language="ru")
    ('2021 жылғы маусым', 'июнь 2021 года')
    """
    day = day_of(value)
    name = next(row for row in table("months")["month"] if row["number"] == day.month)
    return f"{day.year} жылғы {name['kk']}" if language == "kk" else f"{name['ru'][0]} {day.year} года"


def reference_line(value: Any, kind: str = "letter", *, language: str) -> str:
    """Which letter, or letters, are answered: each with `number`, `date` or both. `kind`: `letter`, `inquiry`, `appeal` or `instruction`.

    >>> letter = {"number": "ДС-231", "date": "2021-06-17"}
    >>> reference_line(letter, language="kk"), reference_line(letter, language="ru")
    ('2021 жылғы 17 маусымдағы №ДС-231 хатқа', 'К письму № ДС-231 от 17.06.2021 года')
    >>> reference_line([letter, {"number": "ДС-7", "date": None}], "inquiry", language="ru")
    'На депутатские запросы № ДС-231 от 17.06.2021 года, № ДС-7'
    """
    letters = list(value) if isinstance(value, list | tuple) else [value]
    told = [_reference(one, language) for one in letters]
    if not told or not all(told):
        raise NoReference
    words = table("replies")["reference"]
    if kind not in words:
        raise WrongCall("A letter of this kind has no reference line", f"Kinds: {', '.join(words)}")
    word = words[kind][language][len(letters) > 1]
    listed = ", ".join(told)
    return f"{listed} {word}" if language == "kk" else f"{word} {listed}"


def _reference(letter: Any, language: str) -> str:
    number, day = (getattr(told, "value", told) for told in (field(letter, "number"), field(letter, "date")))
    if language == "kk":
        return " ".join(part for part in (long(day, "attr", language="kk") if day else "", f"№{number}" if number else "") if part)
    return " ".join(part for part in (f"№ {number}" if number else "", f"от {short(day)} года" if day else "") if part)
