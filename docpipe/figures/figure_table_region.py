"""The region that a row or a column of a table stands for: `Акмолинская обл.`, `Акмолинская`, `г. Астана`, `Абай облысы`."""

from __future__ import annotations

import re
from functools import cache

from docpipe.figures import figure_places, figure_table_words
from docpipe.language.passage import Passage
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

_TOWN_RU, _TOWN_KK = lazy(r"^(?:г\.|гор\.|город)\s{0,2}", re.IGNORECASE), lazy(r"\s(?:қ\.?|қаласы|қаласында)$", re.IGNORECASE)
_DISTRICT = lazy(
    r"[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,40}(?:ый|ий|ой)\s(?:район|р-н)|[Рр]айон\s(?:им\.\s?|имени\s)?«?[А-ЯЁӘҒҚҢӨҰҮҺІ][\w .-]{1,40}»?|[А-ЯӘҒҚҢӨҰҮҺІ][\w-]{2,40}\sауданы|[A-Z][\w-]{2,30}\sdistrict"
)
_TOWN = lazy(r"(?:[Гг]\.|[Гг]ород\s)\s?(?P<ru>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,30})|(?P<kk>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,30})\s(?:қ\.?|қаласы)")
_ALONE = {
    "ru": lazy(r"[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,40}(?:ый|ий|ой)"),
    "kk": lazy(r"[А-ЯӘҒҚҢӨҰҮҺІ][\w-]{1,40}"),
    "en": lazy(r"(?!)"),
}
_PREPOSED = lazy(r"^(?:по|в|во)\s", re.IGNORECASE)


@cache
def _names(language: str) -> dict[str, str]:
    """Lower-case name of a region or town, its endings left out, to its name in full."""
    found: dict[str, str] = {}
    rows = table("regions")
    for row in (*rows["city"], *rows["region"]):
        for name in (row[language], *row.get(f"{language}_also", ())):
            found[_key(name)] = row[language]
            found.setdefault(_key(name, alone=True), row[language])
    for row in rows["city"]:
        found[_key(row[language])] = row[language]
    return found


def _key(name: str, *, alone: bool = False) -> str:
    key = name.lower().replace("ё", "е")
    key = re.sub(r"\s?\b(?:область|обл\.?|облысы|region|oblast|province)(?!\w)\s?", " " if alone else " обл ", key).strip()
    return " ".join(sorted(key.replace(".", " ").split()))


def named(text: str, language: str) -> str | None:
    """The region that the label is, in full, as the language calls it; None for anything else.

    >>> named("3 Акмолинская обл.", "ru"), named("г. Алматы", "ru"), named("Алматы облысы", "kk"), named("Кражи", "ru")
    ('Акмолинская область', 'Алматы', 'Алматы облысы', None)
    """
    found = _label(text, language)
    return found or (_label(text.partition(",")[0], language) if "," in text else None)


def _label(text: str, language: str) -> str | None:
    label = _PREPOSED.sub("", figure_table_words.bare(text)).strip(" :,.*")
    town = _TOWN_KK.sub("", _TOWN_RU.sub("", label)) if language != "en" else re.sub(r"\s(?:city|c\.)$", "", label, flags=re.IGNORECASE)
    names = _names(language)
    found = names.get(_key(town)) or table("tables")["region"][language].get(label)
    if found or _DISTRICT.fullmatch(label):
        return found or (label[0].lower() + label[1:] if label.startswith("Район ") else label)
    match = _TOWN.fullmatch(label)
    return (match["ru"] or match["kk"]) if match else None


def district(text: str, head: str, language: str) -> str | None:
    """The district that a label names alone under the head `Район`, `Аудан`; None for anything else.

    >>> district("Аксуский", "Район", "ru"), district("Шет", "Аудан", "kk"), district("Аксуский", "Показатель", "ru")
    ('Аксуский район', 'Шет ауданы', None)
    """
    label = figure_table_words.bare(text).strip()
    if figure_table_words.is_total(text) or not _ALONE[language].fullmatch(label):
        return None
    if language == "ru" and re.match(r"район", head, re.IGNORECASE):
        return f"{label} район"
    return f"{label} ауданы" if language == "kk" and re.fullmatch(r"аудан(?:дар)?(?:\sатауы)?", head, re.IGNORECASE) else None


def mentioned(text: str, language: str) -> str | None:
    """The one region or town that a caption names in any case; None for none or several.

    >>> mentioned("Преступность в Акмолинской области", "ru"), mentioned("в Акмолинской и Павлодарской областях", "ru")
    ('Акмолинская область', None)
    """
    found = figure_places.find(Passage.of(text, language), Span(0, len(text)))
    names = {one.name for one in found if one.kind in ("region", "city", "district") and one.name}
    return names.pop() if len(names) == 1 else None
