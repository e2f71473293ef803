"""What the words over and beside a table's cells say: a total, a part, a change, nothing that is measured."""

from __future__ import annotations

import re
from functools import cache

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_NUMBERED = lazy(r"(?:[–•*-]\s{0,2}|\d{1,3}(?:\.\d{1,2}){0,3}[.)]\s{0,2}|\d{1,3}\s(?=[«\"]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]))(?=\D)")

_RATIO = lazy(r"(?<![\d./])((?:19|20)\d\d)\s?/\s?((?:19|20)\d\d)(?![\d./])")


@cache
def _pattern(part: str, key: str = "words") -> re.Pattern[str]:
    rows = table("tables")[part][key]
    anywhere = [row[1:] for row in rows if row.startswith("~")]
    first = [row for row in rows if not row.startswith("~")]
    parts = [rf"(?<!\w)(?:{'|'.join(anywhere)})(?!\w)"] if anywhere else []
    parts += [rf"^[\s«(]{{0,3}}(?:{'|'.join(first)})(?!\w)"] if first else []
    return compiled("|".join(parts), re.IGNORECASE)


def bare(text: str) -> str:
    """The label without its number or dash.

    >>> bare("3. Абай облысы"), bare("5 Мангистауская область"), bare("– мужчины")
    ('Абай облысы', 'Мангистауская область', 'мужчины')
    """
    match = _NUMBERED.match(text)
    return text[match.end() :] if match else text


def is_listed(text: str) -> bool:
    """True for a label under another: a dash before it, or a small letter."""
    return text[:1] in "–•*-" or text[:1].islower()


def is_total(text: str) -> bool:
    """True for `Итого`, `Всего преступлений`, `Барлығы`, `по республике`."""
    return bool(_pattern("total").search(bare(text))) or is_country(text)


def without_total(text: str) -> str:
    """What `Всего` and `Итого` add up.

    >>> without_total("Всего преступлений"), without_total("Итого")
    ('преступлений', '')
    """
    match = _pattern("total").match(text)
    return text[match.end() :].strip(" ,:") if match else text


def is_unit_column(text: str) -> bool:
    """True for the head of the column that names the unit of each row."""
    return bool(_pattern("unit_column").match(text))


def is_country(text: str) -> bool:
    """True for the whole country alone: `Республика Казахстан`, `Итого по республике`."""
    rest = _pattern("total").sub("", bare(text)).strip(" ,:–")
    return bool(rest) and any(match.end() == len(rest) for match in _pattern("total", "country").finditer(rest))


def part(text: str) -> str | None:
    """What follows `в том числе`, `из них`, `оның ішінде`; None where the label does not begin so."""
    match = _pattern("part").match(bare(text))
    return bare(text)[match.end() :].strip(" :,–") if match else None


def is_small(text: str) -> bool:
    """True for the head of a column of ages, ranks, classes."""
    return bool(_pattern("small").search(text))


def is_change(text: str) -> bool:
    """True for the head of a column of changes; `2024/2023` is one, the school year `2023/2024` none."""
    ratio = _RATIO.search(text)
    return bool(_pattern("change").search(text)) or (ratio is not None and ratio[1] > ratio[2])


def direction(text: str) -> str | None:
    """Where a head names only one way."""
    up, down = (bool(re.search(rf"(?<!\w)(?:{'|'.join(table('tables')['change'][way])})", text, re.IGNORECASE)) for way in ("up", "down"))
    return None if up == down else "up" if up else "down"


def is_difference(text: str) -> bool:
    """True for a change in the unit of what changed: `+/-`, `отклонение`."""
    return bool(_pattern("difference").search(text))


def only_dates(text: str) -> bool:
    """True for a head that says nothing but a time.

    >>> only_dates("9 мес. 2024 г."), only_dates("2025 жылғы қаңтар–мамыр"), only_dates("План на 2025 год")
    (True, True, False)
    """
    words = re.findall(r"[^\W\d_]+", text)
    return all(_time_word().fullmatch(word) for word in words)


@cache
def _time_word() -> re.Pattern[str]:
    return compiled("|".join(table("tables")["when"]["words"]), re.IGNORECASE)


def after_kind(text: str) -> str | None:
    """Of what the rows are kinds, by the head over their labels; None where it does not say so.

    >>> after_kind("Вид обращения"), after_kind("Қылмыс түрі"), after_kind("Регион")
    ('обращения', 'Қылмыс', None)
    """
    match = re.fullmatch("|".join(table("tables")["kinds"]["words"]), text.strip(), re.IGNORECASE)
    return next((rest for rest in match.groups() if rest), None) if match else None


def is_exchange(text: str) -> bool:
    """True for the caption of rates of exchange, which are all in tenge."""
    return bool(_pattern("exchange").search(text))


def is_yearly(text: str) -> bool:
    """True for a plan of the whole year: `План на год`, `Жылдық жоспар`."""
    return bool(_pattern("yearly").search(text))


def is_plan(text: str) -> bool:
    """True for a head that says that something was planned or done: `План на год`, `Факт`, `орындалғаны`."""
    return bool(_pattern("plan").search(text))


def strikes_people(text: str, language: str) -> bool:
    """True for a head that only says what befell people: `Погибло`, `Ранено в ДТП`, `Қаза тапқаны`.

    >>> strikes_people("Погибло, 2024 г.", "ru"), strikes_people("Погибло скота", "ru")
    (True, False)
    """
    return bool(_deeds(language).match(text))


@cache
def _deeds(language: str) -> re.Pattern[str]:
    deeds = "|".join(table("tables")["person"]["deeds"])
    apart = r"(?:[,(]|\s(?:в|на|от|при|in|on)\s|$)" if language != "kk" else r"(?:[,(]|$)"
    return compiled(rf"\s*(?:{deeds})\s*{apart}", re.IGNORECASE)


def is_average(text: str) -> bool:
    """True for what adds up to nothing: averages, levels, prices."""
    return bool(_pattern("average").search(text))


def compares(text: str) -> bool:
    """True for a column that sets its time against another: `в % к 2022 году`."""
    return bool(_pattern("versus").search(text))


def is_before(text: str) -> bool:
    """True for the column of the year before: `АППГ`."""
    return bool(_pattern("before").search(text))


def is_after(text: str) -> bool:
    """True for the column beside that of the state before: `стало`."""
    return bool(_pattern("after").search(text))


def is_skipped(text: str) -> bool:
    """True for the head of a column of numbers that measure nothing: telephones, register numbers, dates."""
    return bool(_pattern("skip").search(text))


def is_share(text: str) -> bool:
    """True for a head whose figures are percent."""
    return "%" in text or bool(_pattern("share").search(text))


def after_counting(text: str) -> str | None:
    """What is counted by the words `количество …`, `… саны`, `number of …`; None where the text does not say so.

    >>> after_counting("Количество выданных паспортов, ед."), after_counting("Мектептер саны"), after_counting("Доля")
    ('выданных паспортов, ед.', 'Мектептер', None)
    """
    rows = table("tables")["counting"]
    before = re.search(rf"(?<!\w)(?:{'|'.join(rows['before'])})\s(?P<rest>.+)", text, re.IGNORECASE)
    if before:
        return before["rest"]
    after = re.search(rf"(?P<rest>[^,(;]{{2,120}})\s(?:{'|'.join(rows['after'])})(?!\w)", text, re.IGNORECASE)
    return after["rest"].strip() if after else None


def says_count(text: str) -> bool:
    """True where the head says that things are counted, whatever unit the table has."""
    rows = table("tables")["counting"]
    return bool(re.search(rf"(?<!\w)(?:{'|'.join([*rows['before'], *rows['after']])})(?!\w)", text, re.IGNORECASE))
