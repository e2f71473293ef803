# ruff: noqa: INP001 - a program beside the page that it makes
"""Makes `filters.md`, the filters of letters' templates with examples that were rendered: `python docs/filters_page.py > docs/filters.md`."""

from __future__ import annotations

import sys
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from docpipe.reply import filters
from docpipe.reply.filters import FILTERS

LETTER = {"number": "ДС-231", "date": "2021-06-17"}
VALUES: dict[str, dict[str, Any]] = {
    "kk": {
        "minister": {
            "surname": "Ахметжанов",
            "initials": "М.Ш.",
            "post": "Қазақстан Республикасының Ішкі істер министрі",
            "rank": "полиция генерал-лейтенанты",
        },
        "deputies": [
            {"surname": "Оспанова", "given": "Сәуле", "patronymic": "Маратқызы", "post": "Мәжіліс депутаты"},
            {"surname": "Әбен", "given": "Данияр", "patronymic": "Қанатұлы", "post": "Мәжіліс депутаты"},
        ],
        "letter": LETTER,
    },
    "ru": {
        "minister": {
            "surname": "Ахметжанов",
            "initials": "М.Ш.",
            "post": "Министр внутренних дел Республики Казахстан",
            "rank": "генерал-лейтенант полиции",
        },
        "deputies": [
            {"surname": "Оспанова", "given": "Сауле", "patronymic": "Маратовна", "post": "депутат Мажилиса"},
            {"surname": "Абен", "given": "Данияр", "patronymic": "Канатович", "post": "депутат Мажилиса"},
        ],
        "letter": LETTER,
    },
}
EXAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # in Kazakh, in Russian
    "nominative": (("minister | nominative",), ("minister | nominative",)),
    "genitive": (
        ('"Сәуле Оспанова" | genitive', '"Ішкі істер министрлігі" | genitive'),
        ('"Оспанова Сауле" | genitive', '"Министерство внутренних дел" | genitive'),
    ),
    "dative": (
        ("minister | dative", '"Мәжіліс" | dative', '"ІІМ" | dative', "219 | dative", "deputies[0] | dative(full=true)"),
        ("minister | dative", '"Мажилис Парламента" | dative', "deputies[0] | dative(full=true)"),
    ),
    "accusative": (('"Д. Әбен" | accusative',), ('"Оспанова С.М." | accusative',)),
    "instrumental": (('"Үкімет" | instrumental',), ('"Генеральная прокуратура" | instrumental',)),
    "locative": (('"Сенат" | locative',), ('"Сенат" | locative',)),
    "ablative": (('"Шымкент" | ablative',), ()),
    "addressee": (("deputies | addressee",), ("deputies | addressee",)),
    "name": (("deputies[1] | name", "deputies[1] | name(full=true)"), ("deputies[1] | name", "deputies[1] | name(full=true)")),
    "acting": (("minister.post | acting",), ("minister.post | acting", '"Председатель комитета" | acting(full=true)')),
    "salutation": (
        ("deputies[0] | salutation", "deputies | salutation", '"депутаттар" | salutation', '"Әбенов Данияр" | salutation'),
        ("deputies[0] | salutation", "deputies | salutation", '"депутаты" | salutation', '"Абенов Д.К." | salutation'),
    ),
    "reference_line": (
        ("letter | reference_line", 'letter | reference_line("inquiry")', "[letter, letter] | reference_line"),
        ("letter | reference_line", 'letter | reference_line("inquiry")', "[letter, letter] | reference_line"),
    ),
    "long": (('"2021-06-17" | long', '"2021-06-17" | long("attr")', '"2021-06-17" | long("dat")'), ('"2021-06-17" | long',)),
    "short": (('"2021-06-17" | short',), ('"2021-06-17" | short',)),
    "month": (('"2021-06-17" | month',), ('"2021-06-17" | month',)),
    "number": (("25380000 | number", "25.4 | number"), ("25380000 | number", "25.4 | number")),
    "percent": (("25.4 | percent",), ("25.4 | percent",)),
    "money": (("25380000 | money", '25400000 | money("млн")'), ("25380000 | money", '25400000 | money("млн")')),
    "agree": (
        ('22 | agree("депутат")', '22 | agree("адам", "dat")'),
        ('21 | agree("депутат")', '22 | agree("новый закон")', '25 | agree("депутат", "dat")'),
    ),
    "sheets": (("12 | sheets",), ("1 | sheets", "21 | sheets", "12 | sheets")),
    "copies": (("2 | copies",), ("2 | copies",)),
    "annex": (("12 | annex", "5 | annex(2)"), ("12 | annex", "5 | annex(2)")),
    "words": (("1541 | words",), ("1541 | words", '21 | words("f")')),
    "money_in_words": (("1500 | money_in_words",), ("1500 | money_in_words",)),
    "ordinal": (("5 | ordinal", "40 | ordinal"), ("5 | ordinal", '3 | ordinal("f", "gen")')),
    "ordinal_figure": (("6 | ordinal_figure",), ("5 | ordinal_figure", '5 | ordinal_figure("го")')),
    "of_them": (("1541 | of_them", '56 | of_them("dat")'), ("1541 | of_them",)),
    "bound": (('"2023 жылғы 15 қыркүйекте 27 өтініш" | bound',), ('"№ 5 от 17 июня 2021 года" | bound',)),
}
HEAD = """# Filters of letters

What a template may do with a value. A filter speaks the language of its template; with `_kk` or `_ru` behind its name it speaks that one, whatever
the template: `{{ day | long_kk }}`, `{{ 12 | sheets_ru }}`. The examples below were rendered; the values are

- `minister`: surname, initials, post and rank; `deputies`: two people with one post, all parts of their names; `letter`: number and date.

A person is one of a record, or a table with `surname`, `given`, `patronymic`, `initials`, `post`, `rank`, `organisation`, `gender`; or the printed name.
Names are given in the nominative. Where the form of a Russian name depends on whether a man or a woman bears it (Ким Н.С.) and neither patronymic, given
name nor the surname's ending tells, the letter is not made: add `gender = "m"` or `"f"`. A patronymic in -ұлы, -қызы stands still in Russian.
Blanks between initials and surname, in figures and before signs are bound; `bound` binds those of a whole text.
"""


def page() -> str:
    """The page as Markdown."""
    lines = [HEAD]
    for name, function in FILTERS.items():
        lines += [
            f"## {name}",
            "",
            said(name, function),
            "",
            "| in the template | Kazakh | Russian |",
            "|---|---|---|",
            *rows(*EXAMPLES[name]),
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


CASES = {
    "nominative": "A person with post and rank as they stand.",
    "genitive": "Whose: кімнің, кого.",
    "dative": "To whom: кімге, кому. A person with post and rank; in Kazakh the ending stands on the name alone. Several are joined by commas, each with his ending.",
    "accusative": "Whom: кімді, кого.",
    "instrumental": "With or by whom: кіммен, кем.",
    "locative": "In whom: кімде; in Russian what `о` and `в` ask for: о ком.",
    "ablative": "From whom: кімнен. Kazakh only.",
}


def said(name: str, function: Any) -> str:
    """What a filter does: its docstring's first part."""
    return CASES.get(name) or " ".join((function.__doc__ or "").partition(">>>")[0].split())


def rows(kazakh: tuple[str, ...], russian: tuple[str, ...]) -> list[str]:
    """Expressions that both languages share in one row, then those of one."""
    every = dict.fromkeys((*kazakh, *russian))
    return [f"| `{one.replace('|', chr(92) + '|')}` | {shown(one, 'kk', kazakh)} | {shown(one, 'ru', russian)} |" for one in every]


def shown(expression: str, language: str, told: tuple[str, ...]) -> str:
    """What Jinja makes of it, bound blanks as `⍽`."""
    if expression not in told:
        return ""
    environment = ImmutableSandboxedEnvironment()
    environment.filters.update(filters.for_language(language))
    return environment.from_string("{{ " + expression + " }}").render(VALUES[language]).replace("\u00a0", "⍽")


if __name__ == "__main__":
    sys.stdout.write(page())
