"""What is read back from a letter, beside what was put in, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docpipe.model.record import Document, Packet, Person


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one letter; `read` is None where nothing was."""

    letter: int
    kind: str
    language: str
    name: str
    put: Any
    read: Any

    @property
    def equal(self) -> bool:
        """Whether what was read is what was put in."""
        return bool(self.put == self.read)


def compared(letter: int, kind: str, language: str, truth: dict[str, Any], packet: Packet) -> Iterator[Field]:
    """Every field that was put in; of a list each member, and one more for each that nobody put in."""
    wanted = "order" if truth["kind"] == "order" else "letter"
    one = next((each for each in packet.documents if each.language == language and each.kind == wanted), None)
    found = _read(one) if one else {}
    for name, put in truth.items():
        read = found.get(name)
        if isinstance(put, list):
            yield from (Field(letter, kind, language, name, *pair) for pair in _paired(put, read or []))
        else:
            yield Field(letter, kind, language, name, put, read)


def _paired(put: list[Any], read: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Members of two lists that are equal, then what is left on either side."""
    left = list(read)
    lost = []
    for one in put:
        if one in left:
            left.remove(one)
            yield one, one
        else:
            lost.append(one)
    for at in range(max(len(lost), len(left))):
        yield lost[at] if at < len(lost) else None, left[at] if at < len(left) else None


def _read(one: Document) -> dict[str, Any]:
    signs = one.signatory
    return {
        "kind": one.kind,
        "number": one.number.value if one.number else None,
        "date": one.date.value if one.date else None,
        "issuer": one.issuer.name if one.issuer else None,
        "title": one.title.value if one.title else None,
        "reference": [(each.number, each.date) for each in one.in_reply_to],
        "addressees": [_named(each) for each in one.addressees],
        "to": one.addressees[0].organisation if one.addressees else None,
        "copies": [_named(each) for each in one.copies_to],
        "salutation": [_greeted(each) for each in one.salutation],
        "signatory": (signs.surname, signs.initials) if signs else None,
        "signatory post": (signs.post or "").lower() if signs else None,
        "acting": signs.acting if signs else None,
        "rank": signs.rank if signs else None,
        "executor": (one.executor.surname, one.executor.phone) if one.executor else None,
        "enclosure": one.enclosure.sheets if one.enclosure else None,
        "assigned": [(each.person.surname, each.person.given, each.person.patronymic) for each in one.assignments],
        "assigned days": [(each.from_, each.to) for each in one.assignments],
        "statistics": sorted((round(each.value, 2), each.unit) for each in one.statistics if each.value is not None),
    }


def _named(person: Person) -> tuple[str | None, str]:
    return person.surname, (person.initials or "").replace(" ", "")


def _greeted(person: Person) -> tuple[str | None, str | None]:
    return person.given, person.patronymic
