"""What is looked up of a record: its documents, people, duties and words, as rows. Made where the record is made, so that the writer has less to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docpipe.archive import facets
from docpipe.archive.facets import number_key
from docpipe.archive.words import fold, words
from docpipe.language.correspondence import skeleton
from docpipe.language.skeleton import bones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docpipe.model.record import Assignment, Document, Packet, Person

_MOST_BYTES = 500_000
_SHORTEST, _LONGEST = 3, 64
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Indexed:
    """One document's row and the rows that belong to it."""

    document: Row
    people: tuple[Row, ...] = ()
    duties: tuple[Row, ...] = ()
    demand: Row | None = None
    answers: tuple[Row, ...] = ()
    words: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Each longer word once, and its consonants: by these it is found where it is misspelt."""


def is_secret(packet: Packet) -> bool:
    """Whether a document of the record is marked secret: then nothing of the file is told."""
    return any(mark.kind == "secret" for one in packet.documents for mark in one.marks)


def indexed(packet: Packet) -> tuple[Indexed, ...]:
    """The rows of every document of the record; none of a document marked secret."""
    return tuple(_document(packet, one) for one in packet.documents if not any(mark.kind == "secret" for mark in one.marks))


def _document(packet: Packet, one: Document) -> Indexed:
    people = tuple(_person(person) for person in _people(one) if person.surname)
    text = _words(packet.text[one.span[0] : one.span[1]])
    partial = packet.sources[one.source].state == "partial"
    told = [*facets.of(one, (str(row["surname"]) for row in people), partial=partial), *facets.printed(packet.text[slice(*one.span)])]
    row: Row = {
        "at": one.id,
        "kind": one.kind,
        "language": one.language,
        "number": one.number.value if one.number else None,
        "number_key": number_key(one.number.value) if one.number else None,
        "date": one.date.value if one.date else None,
        "issuer": one.issuer.name if one.issuer else None,
        "issuer_key": " ".join(word for word, _, _ in words(one.issuer.name)) if one.issuer else None,
        "title": one.title.value if one.title else None,
        "words": " ".join([*dict.fromkeys(told), *text]),
        **_ties(one),
    }
    duties = tuple(_duty(duty, one) for duty in one.assignments)
    return Indexed(row, people, duties, _demand(one), tuple(_answers(one)), _spelled([*text, *told]))


def _ties(one: Document) -> Row:
    """What sets the document beside others, and what is stamped on it."""
    stamp = next((stamp for stamp in one.registrations if stamp.role == "incoming"), None)
    return {
        "genre": one.genre,
        "counterpart": one.counterpart,
        "annex_to": one.annex_to,
        "marks": " ".join(dict.fromkeys(mark.kind for mark in one.marks)) or None,
        "stamp_number": stamp.number if stamp else None,
        "stamp_date": stamp.date if stamp else None,
        "signer": skeleton(one.signatory.surname) if one.signatory and one.signatory.surname else None,
    }


def _demand(one: Document) -> Row | None:
    """What the document wants an answer by; None where it wants none."""
    stated = one.due_stated.value if one.due_stated else None
    if not (one.reply_due or stated or one.kind == "inquiry"):
        return None
    first = one.addressees[0] if one.addressees else None
    addressed = (first.organisation or first.post or first.surname) if first else None
    return {"rule": one.reply_due.rule if one.reply_due else None, "stated": stated, "addressed": addressed}


def _answers(one: Document) -> Iterator[Row]:
    for reply in one.in_reply_to:
        yield {"number_key": number_key(reply.number) if reply.number else None, "date": reply.date, "relation": reply.relation}


def _spelled(text: list[str]) -> tuple[tuple[str, str], ...]:
    """Words that may be looked for by their beginning."""
    return tuple((word[:_LONGEST], _bones(word)) for word in sorted(set(text)) if len(word) >= _SHORTEST and _by_beginning(word))


def _by_beginning(word: str) -> bool:
    return word.startswith((facets.ISSUER, facets.TITLE)) if word.startswith(facets.MARK) else not word.isdigit()


_bones = lru_cache(maxsize=65536)(bones)


def _words(text: str) -> list[str]:
    """The folded words in their order, until more different ones have come than a database indexes of one document."""
    seen: set[str] = set()
    left, kept = _MOST_BYTES, []
    for word, _, _ in words(text):
        if word not in seen:
            seen.add(word)
            left -= len(word.encode())
        if left < 0:
            break
        kept.append(word)
    return kept


def _people(one: Document) -> Iterable[Person]:
    """Everybody whom the record of the document names, each once."""
    ends = (*one.addressees, *one.signatories, *([one.executor] if one.executor else []), *(duty.person for duty in one.assignments))
    return {(person.surname, person.given, person.initials): person for person in (*one.people, *ends)}.values()


def _person(person: Person) -> Row:
    surname = person.surname or ""
    initials = person.initials or " ".join(filter(None, (person.given, person.patronymic))) or None
    return {"surname": surname, "initials": initials, "post": person.post, "folded": fold(surname), "skeleton": skeleton(surname)}


def _duty(duty: Assignment, one: Document) -> Row:
    who = duty.person
    return {
        "language": one.language,
        "person": " ".join(filter(None, (who.surname, who.given or who.initials, who.patronymic))),
        "skeleton": skeleton(who.surname or ""),
        "person_post": duty.person_post,
        "acting_for": duty.acting_for,
        "organisation": duty.organisation,
        "from": duty.from_,
        "to": duty.to,
        "order_number": duty.order_number,
        "order_date": duty.order_date,
        "reason": duty.reason,
    }
