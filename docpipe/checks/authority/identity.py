"""Whether two people, two posts, two bodies are one, in one language or in two; None where that cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext import bodies, posts
from docpipe.language import correspondence
from docpipe.model import record

if TYPE_CHECKING:
    from docpipe.language.correspondence import Relation

ONE_PERSON: tuple[Relation, ...] = ("same", "form", "slip")
"""How the names of one person may be related: a misprint in a name is told elsewhere."""


def where(document: record.Document, span: tuple[int, int]) -> record.Where:
    """A place in a document."""
    return record.Where(document=document.id, span=span)


def related(one: record.Person, other: record.Person, languages: tuple[str, str]) -> Relation | None:
    """How two names are related, each in its language; None where a surname is missing or English has to be compared."""
    if not one.surname or not other.surname or "en" in languages:
        return None
    if languages == ("ru", "kk"):
        return related(other, one, ("kk", "ru"))
    within = languages[0] == languages[1]
    found = correspondence.surname(one.surname, other.surname, within=within)
    ours, theirs = _first_letter(one), _first_letter(other)
    apart = ours and theirs and correspondence.initials(ours, theirs, within=within) == "other"
    return "other" if apart else found


def _first_letter(person: record.Person) -> str | None:
    name = person.given or person.initials
    return f"{name[:1]}." if name else None


def same_post(one: str | None, other: str | None, languages: tuple[str, str]) -> bool | None:
    """Whether two posts are one; a post without its body may be one with it."""
    if not one or not other:
        return None
    return True if languages[0] == languages[1] and one.lower() == other.lower() else posts.same_post(one, other, languages)


def same_body(one: str | None, other: str | None, languages: tuple[str, str]) -> bool | None:
    """Whether two bodies are one; of a body and a part of it that cannot be told."""
    if not one or not other:
        return None
    ours, theirs = one.lower(), other.lower()
    if languages[0] == languages[1] and (ours in theirs or theirs in ours):
        return True if ours == theirs else None
    return bodies.same_body(one, other, languages)


def best(told: list[bool | None]) -> bool | None:
    """True where one comparison says so, else False where one says that."""
    return True if True in told else False if False in told else None
