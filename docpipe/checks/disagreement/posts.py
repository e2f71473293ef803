"""Posts and ranks: the same person holds another post, another rank, or acts in one version and not in the other.

People of the two versions are paired by role and name; a post that only one version gives is no finding, nor is one whose parts are not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.matching import match
from docpipe.bitext.post_words import said_in, spelled_out
from docpipe.bitext.posts import lacking, read, same_post
from docpipe.bitext.ranks import same_rank
from docpipe.checks.disagreement.differ import differ
from docpipe.checks.disagreement.posts_acting import acting
from docpipe.language import correspondence
from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.versions import Versions

_STEM = 5
_BESIDE = 20
"""So many characters more than a post and a rank have may stand between a post's beginning and the name."""
_BEGINNINGS = {"deputy": ("орынб", "замес", "вице", "зам."), "first": ("бірін", "перв")}
Couple = tuple[record.Person, record.Person]


def find(pair: Versions) -> Iterator[record.Finding]:
    """An error for each post, rank or acting that differs; values: both posts in the nominative, then each in the other's language."""
    if (pair.left.language, pair.right.language) != ("kk", "ru"):
        return
    held = list(_couples(pair))
    for couple in held:
        yield from _post(pair, couple, couple[0].post, couple[1].post)
        yield from _rank(pair, couple)
    for couple in _others(pair, held):
        surely = all(_once(pair, person, document) for person, document in zip(couple, (pair.left, pair.right), strict=True))
        yield from _post(pair, couple, couple[0].post, couple[1].post, "error" if surely else "warning")
        yield from _rank(pair, couple)
    yield from acting(pair)
    yield from _duties(pair)


def _couples(pair: Versions) -> Iterator[Couple]:
    """The same people in both versions, role by role."""
    for role in ("signatories", "addressees", "copies_to"):
        yield from _paired(getattr(pair.left, role), getattr(pair.right, role), alone=True)
    if pair.left.executor and pair.right.executor:
        yield from _paired([pair.left.executor], [pair.right.executor], alone=True)


def _others(pair: Versions, held: Sequence[Couple]) -> Iterator[Couple]:
    """Everybody else who is named, in pairs."""
    known = {person.span for couple in held for person in couple}
    known |= {duty.person.span for side in (pair.left, pair.right) for duty in side.assignments}
    left, right = ([one for one in side.people if one.span not in known] for side in (pair.left, pair.right))
    yield from _paired(left, right, alone=False)


def _once(pair: Versions, person: record.Person, document: record.Document) -> bool:
    """Whether somebody is named once: who is named again may be named with another post."""
    stem = (person.surname or "")[:_STEM]
    return pair.text.count(stem, *document.span) + pair.text.count(stem.upper(), *document.span) == 1


def _paired(left: Sequence[record.Person], right: Sequence[record.Person], *, alone: bool) -> Iterator[Couple]:
    """By name; where `alone`, also the only one of either side, if one of them has no name."""
    ours, theirs = ([one for one in side if one.post or one.rank] for side in (left, right))
    found = match(ours, theirs, namesakes, 0.4)
    yield from found.pairs
    if alone and len(found.left) == len(found.right) == 1 and not (found.left[0].surname and found.right[0].surname):
        yield found.left[0], found.right[0]


def namesakes(left: record.Person, right: record.Person) -> float:
    """How likely both are one person, by the name: 1 for spellings of one, 0 for other names or unlike initials."""
    if not left.surname or not right.surname:
        return 0.0
    first, second = _first(left), _first(right)
    if first and second and correspondence.initials(first, second) in ("slip", "other"):
        return 0.0
    return {"same": 1.0, "form": 0.8, "slip": 0.6}.get(correspondence.surname(left.surname, right.surname), 0.0)


def _first(one: record.Person) -> str | None:
    return one.initials[:2] if one.initials else f"{one.given[0]}." if one.given else None


def _post(
    pair: Versions, couple: Couple, left: str | None, right: str | None, severity: record.Severity = "error"
) -> Iterator[record.Finding]:
    if left and right and same_post(left, right) is False and not _unread(pair, couple, left, right):
        places = [(pair.left, couple[0].span), (pair.right, couple[1].span)]
        told = [said_in(left, "kk", "ru"), said_in(right, "ru", "kk", of_unit=any(office.of_unit for office in read(left, "kk")))]
        yield differ("post-differs", severity, places, [spelled_out(left), _without_name(right, couple[1]), *told])


def _unread(pair: Versions, couple: Couple, left: str, right: str) -> bool:
    """Whether the words that one post lacks begin beside it in the text all the same: they were not read as a post."""
    sides = zip(couple, (left, right), (pair.left, pair.right), lacking(left, right), strict=True)
    return any(lacks and _begun(pair, person, len(post), document, lacks) for person, post, document, lacks in sides)


def _begun(pair: Versions, person: record.Person, length: int, document: record.Document, lacks: frozenset[str]) -> bool:
    if not person.surname:
        return False
    start = max(document.span[0], person.span[0] - length - len(person.rank or "") - _BESIDE)
    words = pair.text[start : person.span[0]].lower().split()
    return any(word.startswith(beginning) for code in lacks for beginning in _BEGINNINGS.get(code, ()) for word in words)


def _without_name(post: str, person: record.Person) -> str:
    """A post that has run into the name behind it."""
    return post.removesuffix(f" {person.surname}") if person.surname else post


def _rank(pair: Versions, couple: Couple) -> Iterator[record.Finding]:
    left, right = couple[0].rank, couple[1].rank
    if left and right and same_rank(left, right) is False:
        yield differ("rank-differs", "error", [(pair.left, couple[0].span), (pair.right, couple[1].span)], [left, right])


def _duties(pair: Versions) -> Iterator[record.Finding]:
    """Whose duties are laid on the same person, and what that person is."""
    alone = len(pair.left.assignments) == len(pair.right.assignments) == 1
    found = match(
        pair.left.assignments, pair.right.assignments, lambda a, b: max(namesakes(a.person, b.person), 0.5 if alone else 0.0), 0.4
    )
    for ours, theirs in found.pairs:
        couple = (ours.person, theirs.person)
        yield from _post(pair, couple, ours.person_post, theirs.person_post)
        yield from _post(pair, (_at(ours), _at(theirs)), ours.acting_for, theirs.acting_for)
        yield from _rank(pair, (_ranked(ours), _ranked(theirs)))


def _at(duty: record.Assignment) -> record.Person:
    """The place of the duties as a person's."""
    return record.Person(text=duty.text, span=duty.span)


def _ranked(duty: record.Assignment) -> record.Person:
    return record.Person(text=duty.person.text, span=duty.person.span, rank=duty.rank or duty.person.rank)
