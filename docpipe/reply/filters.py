"""The filters of letters' templates. A filter speaks the template's language; with `_kk` or `_ru` behind its name it speaks that one.

`{{ person | dative }}`, `{{ day | long_kk }}`, `{{ n | sheets_ru }}`, `{{ n | agree("депутат") }}`: plain functions, given a language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from docpipe.reply import filters_dates, filters_numbers, filters_people

LANGUAGES = ("kk", "ru")
KAZAKH_ONLY = frozenset({"ablative"})
Filter = Callable[..., str]

FILTERS: dict[str, Filter] = {
    **filters_people.DECLINING,
    "addressee": filters_people.addressee,
    "name": filters_people.named,
    "acting": filters_people.acting,
    "salutation": filters_people.salutation,
    "reference_line": filters_dates.reference_line,
    "long": filters_dates.long,
    "short": filters_dates.short,
    "month": filters_dates.month,
    "number": filters_numbers.number,
    "percent": filters_numbers.percent,
    "money": filters_numbers.money,
    "agree": filters_numbers.counted,
    "sheets": filters_numbers.sheets,
    "copies": filters_numbers.copies,
    "annex": filters_numbers.annex,
    "words": filters_numbers.words,
    "money_in_words": filters_numbers.money_in_words,
    "ordinal": filters_numbers.ordinal,
    "ordinal_figure": filters_numbers.ordinal_figure,
    "of_them": filters_numbers.of_them,
    "bound": filters_numbers.bound,
}
"""Every filter by its name, as a function that is told the language."""


def for_language(language: str) -> dict[str, Filter]:
    """The filters for templates in one language, with those that name a language themselves: `environment.filters.update(…)`.

    >>> made = for_language("ru")
    >>> made["sheets"](12), made["sheets_kk"](12), made["dative"]("Мажилис Парламента")
    ('на 12 листах', '12 парақта', 'Мажилису Парламента')
    """
    found: dict[str, Filter] = {}
    for name, function in FILTERS.items():
        for one in LANGUAGES:
            if one == "kk" or name not in KAZAKH_ONLY:
                found[f"{name}_{one}"] = partial(function, language=one)
                found |= {name: found[f"{name}_{one}"]} if one == language else {}
    return found
