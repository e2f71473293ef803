"""What an inquiry says that a reply needs, in both languages, each with its place: number, date, title, who asks, what is asked, by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from docpipe.archive.reckoning import exact
from docpipe.reply import filters_dates, wording
from docpipe.reply.data import line
from docpipe.reply.values import LANGUAGES, Source
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.model.record import Document, Located, Packet, Person, Question


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The inquiry of a packet: its versions by language."""

    packet: Packet
    versions: dict[str, Document]
    file: str
    archived: bool = False

    def source(self, fact: Located, document: Document) -> Source:
        """Where a fact stands."""
        kind, sha256 = ("archive" if self.archived else "inquiry"), self.packet.sources[document.source].sha256
        return Source(kind, self.file, sha256, document.id, fact.page, fact.span, line(self.packet.text[slice(*fact.span)]))  # type: ignore[arg-type]

    @property
    def kind(self) -> str:
        """What it is, as the vocabulary of letters calls it."""
        return "inquiry" if any(one.kind == "inquiry" for one in self.versions.values()) else "letter"

    def first(self, name: str) -> tuple[Located, Document] | None:
        """A fact of one requisite that both versions have, with the version that prints it."""
        return next(((fact, one) for one in self.versions.values() if (fact := getattr(one, name)) is not None), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, as each language asks it."""

    number: str
    texts: dict[str, str]
    sources: dict[str, Source]


def found(packet: Packet, file: str, *, archived: bool = False) -> Inquiry | None:
    """The first inquiry of the packet with its other version, else the first letter; None where there is neither."""
    by_id = {one.id: one for one in packet.documents}
    for kind in ("inquiry", "letter"):
        for one in packet.documents:
            if one.kind == kind:
                both = [one, *([by_id[one.counterpart]] if one.counterpart in by_id else [])]
                versions = {each.language: each for each in both}
                return Inquiry(packet, {lang: versions[lang] for lang in (*LANGUAGES, "en") if lang in versions}, file, archived)
    return None


def questions(inquiry: Inquiry) -> list[Asked]:
    """What is asked, each question once; those of two versions belong together by their numbers, else by their order."""
    found_in = {language: _numbered(one.questions) for language, one in inquiry.versions.items()}
    numbers = dict.fromkeys(number for each in found_in.values() for number in each)
    return [
        Asked(
            number,
            {language: line(each[number].text) for language, each in found_in.items() if number in each},
            {lang: inquiry.source(each[number], inquiry.versions[lang]) for lang, each in found_in.items() if number in each},
        )
        for number in numbers
    ]


def _numbered(asked: Sequence[Question]) -> dict[str, Question]:
    if all(one.number for one in asked) and len({one.number for one in asked}) == len(asked):
        return {str(one.number): one for one in asked}
    return {str(at): one for at, one in enumerate(asked, 1)}


def senders(inquiry: Inquiry) -> list[dict[str, tuple[Person, Source]]]:
    """Who signed it: each person in the languages that name them, by their order."""
    counted = max((len(_signed(one)) for one in inquiry.versions.values()), default=0)
    return [
        {
            language: (_signed(one)[at], inquiry.source(_signed(one)[at], one))
            for language, one in inquiry.versions.items()
            if language in LANGUAGES and len(_signed(one)) == counted
        }
        for at in range(counted)
    ]


def _signed(document: Document) -> list[Person]:
    return [one for one in document.signatories if one.surname]


def to_premier(inquiry: Inquiry) -> bool:
    """Whether it is addressed to the Prime Minister, and to no vice."""
    names = table("letters")["government"]["premier"]
    posts = [(one.post or "").lower() for document in inquiry.versions.values() for one in document.addressees]
    return any(name in post and "орынбасар" not in post and "заместител" not in post for post in posts for name in names.values())


def is_by_deputies(inquiry: Inquiry) -> tuple[str, ...] | None:
    """How the chamber is matched whose deputies ask, None where no deputies do."""
    letters = table("letters")
    issuers = [one.issuer.name.lower() for one in inquiry.versions.values() if one.issuer]
    posts = [(one.post or "").lower() for document in inquiry.versions.values() for one in document.signatories]
    if inquiry.kind != "inquiry" and not any(word in post for post in posts for word in letters["deputy"]["match"]):
        return None
    for row in letters["chamber"]:
        if any(word in text for word in row["match"] for text in (*posts, *issuers)):
            return tuple(row["match"])
    return None


def day_of(inquiry: Inquiry) -> date | None:
    """The inquiry's own date, None where it has none to the day."""
    told = inquiry.first("date")
    value = getattr(told[0], "value", "") if told else ""
    return exact(value)


@dataclass(frozen=True, slots=True)
class Said:
    """The inquiry as a letter speaks of it in one language: `called` by case; `about` its title as it goes on in a sentence, empty where it has none."""

    kind: str
    number: str | None
    day: date | None
    called: dict[str, str]
    title: str
    about: str
    reference: str


def facts(asked: Inquiry, about: Mapping[str, str]) -> Iterator[tuple[str, Any, Source, str | None]]:
    """What the head of an inquiry says, each with its source and language; `about`: its title in a language that it lacks."""
    number, when = asked.first("number"), day_of(asked)
    told = asked.first("date")
    if number:
        yield "inquiry_number", number[0].value, asked.source(*number), None  # type: ignore[attr-defined]
    if told and when:
        yield "inquiry_day", when, asked.source(*told), None
    for language in LANGUAGES:
        document = asked.versions.get(language)
        title = document.title if document else None
        text = line(title.value) if title else ""
        if title and document:
            yield "inquiry_title", text, asked.source(title, document), language
        value = number[0].value if number else None  # type: ignore[attr-defined]
        known = value or when
        reference = filters_dates.reference_line({"number": value, "date": when}, asked.kind, language=language) if known else ""
        subject = _about(text or line(str(about.get(language) or "")), language)
        said = Said(asked.kind, value, when, wording.called(asked.kind, language), text, subject, reference)
        yield "inquiry", said, Source("computed"), language
        if reference:
            yield "reference", reference, Source("computed"), language


def _about(title: str, language: str) -> str:
    """A title as it goes on in a sentence: `о доступности …`; in Kazakh, where it stands first, in quotation marks."""
    if not title:
        return ""
    first = title.split(" ", 1)[0]
    if language == "ru" and first.lower() in {"о", "об", "обо"}:
        return first.lower() + title[len(first) :]
    return f"«{title}»"
