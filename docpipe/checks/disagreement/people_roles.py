"""Who of one version is who of the other: by what they do in the document, then by name, then by order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.bitext.matching import match
from docpipe.checks.disagreement.people_names import Named, agree, surnames
from docpipe.language import correspondence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from docpipe.bitext.matching import Matching
    from docpipe.model import record

_BY_SURNAME = {"same": 1.0, "form": 0.9, "slip": 0.8, "other": 0.0}
_LEAST = 0.5
_MANY = 400
"""In more pairs than these only those of one skeleton are looked at."""
_ROLES: dict[str, Callable[[record.Document], Sequence[record.Person]]] = {
    "addressee": lambda one: one.addressees,
    "copy": lambda one: one.copies_to,
    "signatory": lambda one: one.signatories,
    "executor": lambda one: (one.executor,) if one.executor else (),
    "assignee": lambda one: [item.person for item in one.assignments],
}


@dataclass(frozen=True, slots=True)
class Side:
    """The people of one role in both versions, those in pairs and those alone."""

    role: str
    pairs: tuple[tuple[Named, Named], ...]
    left: tuple[Named, ...]
    right: tuple[Named, ...]


def sides(left: record.Document, right: record.Document) -> Iterator[Side]:
    """Every role with the people who are named in it."""
    for role, people in _ROLES.items():
        ours, theirs = _named(left, people(left)), _named(right, people(right))
        yield _paired(role, ours, theirs, _likeness)
    greeted = [[Named(one, person) for person in one.salutation if person.patronymic or person.surname] for one in (left, right)]
    yield _paired("greeted", greeted[0], greeted[1], _greeted)


def _named(document: record.Document, people: Sequence[record.Person]) -> list[Named]:
    first, last = document.span
    return [Named(document, one) for one in people if one.surname and first <= one.span[0] < last]


def _paired(role: str, ours: list[Named], theirs: list[Named], likeness: Callable[[Named, Named], float]) -> Side:
    """The likest together; as many left on both sides go together in their order."""
    few = len(ours) * len(theirs) <= _MANY
    matching: Matching[Named] = match(ours, theirs, lambda one, other: likeness(one, other) if few or _alike(one, other) else 0.0, _LEAST)
    if len(matching.left) != len(matching.right):
        return Side(role, matching.pairs, matching.left, matching.right)
    return Side(role, (*matching.pairs, *zip(matching.left, matching.right, strict=True)), (), ())


def _alike(one: Named, other: Named) -> bool:
    return correspondence.skeleton(one.person.surname or "") == correspondence.skeleton(other.person.surname or "")


def _likeness(one: Named, other: Named) -> float:
    relation = surnames(one, other)
    return _BY_SURNAME[relation or "other"] + (0.1 if agree(one, other) else 0.0)


def _greeted(one: Named, other: Named) -> float:
    ours, theirs = one.person, other.person
    given = correspondence.given(ours.given or "", theirs.given or "") if ours.given and theirs.given else surnames(one, other) or "other"
    father = correspondence.patronymic(ours.patronymic, theirs.patronymic) if ours.patronymic and theirs.patronymic else "other"
    return max(_BY_SURNAME[given], _BY_SURNAME[father] - 0.1)
