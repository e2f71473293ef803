"""Values of the record as a person of a language reads them: numbers with their digits in threes, dates with the month in words."""

from __future__ import annotations

from functools import cache

from docpipe.model.lazy import lazy
from docpipe.reports.messages import words

_DATE = lazy(r"(?<![\w.,/-])((?:1[6-9]|20|21)\d\d)-(\d\d)(?:-(\d\d))?(?![\w/-])")
_PERIOD = lazy(r"\d{4}-[\d-]{2,5}/(?:\d{4}-[\d-]{2,5})?|/\d{4}-[\d-]{2,5}")
_PLACES = 10
SIGNS = {"over": "> ", "under": "< ", "about": "≈ ", "almost": "≈ ", "at_least": "≥ ", "up_to": "≤ "}
"""What a qualifier is in short, before its number."""


def number(value: float, language: str) -> str:
    """The number, nothing of it lost but the noise of binary fractions.

    >>> number(2600000000.0, "ru").replace(chr(160), " "), number(-1234.5, "en"), number(0.1 + 0.2, "kk")
    ('2 600 000 000', '-1,234.5', '0,3')
    """
    from babel.numbers import format_decimal

    exact = int(value) if float(value).is_integer() else round(value, _PLACES)
    return format_decimal(exact, locale=language, decimal_quantization=False)


def told(value: str | float, language: str) -> str:
    """A value of a finding: a number, a text in which ISO dates stand in words.

    >>> told("2021-07-14", "ru"), told("2021-07-14", "kk"), told("2021-07", "en"), told("352-пк", "ru")
    ('14 июля 2021 г.', '2021 жылғы 14 шілде', 'July 2021', '352-пк')
    >>> told("2021-07-14/2021-07-31", "ru")
    '14 июля 2021 г. – 31 июля 2021 г.'
    >>> told("2021-07-14/", "en")
    '14 July 2021 – …'
    """
    if not isinstance(value, str):
        return number(value, language)
    joined = " – ".join(end or "…" for end in value.split("/")) if _PERIOD.fullmatch(value) else value
    return _DATE.sub(lambda match: _date(match[0], match[1], match[2], match[3], language), joined)


def _date(iso: str, year: str, month: str, day: str | None, language: str) -> str:
    name = _months(language, whole=day is None).get(int(month))
    if name is None:
        return iso
    pattern: str = words(language).say["dates"]["day" if day else "month"]
    return pattern.format(year=year, month=name, day=int(day or 0))


@cache
def _months(language: str, *, whole: bool) -> dict[int, str]:
    """The names of the months: beside a day, or alone."""
    from babel import Locale

    names = Locale(language).months["stand-alone" if whole else "format"]["wide"]
    return {at: name if language == "en" else name.lower() for at, name in names.items()}
