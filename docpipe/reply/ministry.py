"""The ministry that writes: its names from the vocabulary or the data, its address and its head from the ministry's own profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from docpipe.reply.data import line
from docpipe.reply.values import LANGUAGES, Source
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.reply.inquiry import Inquiry
    from docpipe.reply.request import Request
    from docpipe.reply.values import Gathered


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry in one language: its full name, the country's with it, as it stands in a text and on the letterhead."""

    code: str | None
    name: str
    head: tuple[str, ...]
    post: str
    """The post of its head in full, nominative."""


def by_code(code: str, day: date) -> dict[str, Ministry] | None:
    """The ministry of that code, or that abbreviation, in both languages; None where the vocabulary has none, or several, on that day.

    >>> by_code("mz", date(2023, 10, 27))["ru"].name, by_code("ТЖМ", date(2023, 10, 27))["kk"].name
    ('Министерство здравоохранения Республики Казахстан', 'Қазақстан Республикасының Төтенше жағдайлар министрлігі')
    """
    found = [row for row in _bodies(day) if code in (row["code"], *row.get("short_kk", ()), *row.get("short_ru", ()))]
    return _both(found[0]) if len(found) == 1 else None


def of_post(post: str, language: str, day: date) -> dict[str, Ministry] | None:
    """The ministry whose head's post this is, None where it is no minister's.

    >>> of_post("Қазақстан Республикасының Денсаулық сақтау министрі", "kk", date(2023, 10, 27))["ru"].post
    'Министр здравоохранения Республики Казахстан'
    """
    sought = _plain(post)
    found = [row for row in _bodies(day) if _bare_post(row, language).lower() in (sought, sought.removesuffix("і"))]
    return _both(found[0]) if found else None


def of_name(name: str, language: str, day: date) -> dict[str, Ministry] | None:
    """The ministry of that name, with or without the country's; None where the vocabulary has none on that day.

    >>> of_name("Қазақстан Республикасының Қаржы министрлігі", "kk", date(2024, 4, 2))["ru"].name
    'Министерство финансов Республики Казахстан'
    """
    sought = _plain(name)
    return next((_both(row) for row in _bodies(day) if row[language].lower() == sought), None) if language in LANGUAGES else None


def named(names: Mapping[str, str]) -> dict[str, Ministry]:
    """A ministry whose full names in both languages the data give."""
    return {language: Ministry(None, name, lines(name, language), post_of(name, language)) for language, name in names.items()}


def post_of(name: str, language: str) -> str:
    """The post of the head of a ministry of that name; empty where it is no ministry.

    >>> post_of("Министерство юстиции Республики Казахстан", "ru"), post_of("Қазақстан Республикасының Әділет министрлігі", "kk")
    ('Министр юстиции Республики Казахстан', 'Қазақстан Республикасының Әділет министрі')
    """
    if language == "kk":
        return name.removesuffix("лігі") + "і" if name.endswith("министрлігі") else ""
    return "Министр" + name.removeprefix("Министерство") if name.startswith("Министерство") else ""


def lines(name: str, language: str) -> tuple[str, ...]:
    """The name as the letterhead has it: capitals, the country, the ministry's business and the word for it on lines of their own.

    >>> lines("Министерство здравоохранения Республики Казахстан", "ru")
    ('МИНИСТЕРСТВО', 'ЗДРАВООХРАНЕНИЯ', 'РЕСПУБЛИКИ КАЗАХСТАН')
    """
    state = table("letters")["state"]
    own = state["kk_of"] if language == "kk" else state["ru_of"]
    word = "министрлігі" if language == "kk" else "Министерство"
    parts = [part.strip() for part in name.replace(own, f"\n{own}\n").replace(word, f"\n{word}\n").split("\n") if part.strip()]
    return tuple(part.upper() for part in parts)


def _bodies(day: date) -> Iterator[dict[str, Any]]:
    for row in table("bodies")["body"]:
        if row["kk"].endswith("министрлігі") and row["ru"].startswith("Министерство") and _stands(row, day):
            yield row


def _stands(row: Mapping[str, Any], day: date) -> bool:
    return bool(row.get("from", date.min) <= day <= row.get("to", date.max))


def _both(row: Mapping[str, Any]) -> dict[str, Ministry]:
    state = table("letters")["state"]
    names = {"kk": f"{state['kk_of']} {row['kk']}", "ru": f"{row['ru']} {state['ru_of']}"}
    return {language: Ministry(row["code"], name, lines(name, language), post_of(name, language)) for language, name in names.items()}


def _bare_post(row: Mapping[str, Any], language: str) -> str:
    return post_of(row[language], language)


def _plain(post: str) -> str:
    state = table("letters")["state"]
    bare = post.replace("\n", " ")
    for name in (state["kk_of"], state["kk"], state["ru_of"]):
        bare = bare.replace(name, "")
    return " ".join(bare.split()).lower()


def gather(found: Gathered, request: Request, asked: Inquiry | None) -> None:
    """The ministry's names: as the data say, else as the inquiry's addressee has them. Its address, telephone and e-mail from the data."""
    told = request.data.get("ministry")
    told = told if isinstance(told, dict) else {"code": told} if told else {}
    both, source = _told(told, request), request.source("ministry")
    if both is None and told.get("code"):
        found.lack("ministry.code", f"the vocabulary has no ministry {str(told['code'])[:20]} on {request.on.isoformat()}")
        return
    if both is None and asked is not None:
        both, source = _asked(asked, request.on) or (None, source)
    if both is None:
        found.lack(
            "ministry.code", "the ministry that writes, by its code in the vocabulary, or its full names as ministry.kk and ministry.ru"
        )
        return
    for language, one in both.items():
        found.add("ministry", one, source, language)
        contacts = tuple(_contacts(told, language))
        found.add("contacts", contacts, request.source("ministry"), language)
    if not any(one.name == "contacts" and one.value for one in found.values):
        found.warnings.append("the letterhead has no address, telephone and e-mail: give them in [ministry]")


def _told(told: Mapping[str, Any], request: Request) -> dict[str, Ministry] | None:
    if told.get("code"):
        return by_code(str(told["code"]), request.on)
    names = {language: line(str(told[language])) for language in LANGUAGES if told.get(language)}
    return named(names) if len(names) == len(LANGUAGES) else None


def _asked(asked: Inquiry, day: date) -> tuple[dict[str, Ministry], Source] | None:
    for language, document in asked.versions.items():
        for one in document.addressees if language in LANGUAGES else ():
            both = of_post(one.post, language, day) if one.post else of_name(one.organisation or "", language, day)
            if both:
                return both, asked.source(one, document)
    return None


def _contacts(told: Mapping[str, Any], language: str) -> Iterator[str]:
    address = told.get("address", {})
    address = address.get(language, []) if isinstance(address, Mapping) else address
    yield from map(line, address if isinstance(address, list) else str(address).split("\n"))
    words = table("letters")["contacts"]
    for name in ("phone", "email"):
        if told.get(name):
            yield words[name][language].format(line(str(told[name])))
