"""Bodies at the head of a document, nobody named: another addressee or issuer, an addressee that only one version has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext import bodies, regions
from docpipe.bitext.matching import match
from docpipe.bitext.places import of_region
from docpipe.checks.disagreement.differ import differ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Document, Finding, Person

_LIKELY = {True: 1.0, None: 0.6, False: 0.0}
_ROLES = (("addressees", "addressee", "error"), ("copies_to", "copy", "warning"))


def find(pair: Versions) -> Iterator[Finding]:
    """`addressee-differs`, `addressee-missing` (errors), the same of copies, `issuer-differs` (warnings)."""
    yield from _issuer(pair)
    languages = (pair.left.language, pair.right.language)
    for field, role, severity in _ROLES:
        ours, theirs = (_bodies(getattr(side, field)) for side in (pair.left, pair.right))
        if not ours or not theirs:
            continue
        found = match(ours, theirs, lambda a, b: _LIKELY[bodies.same_body(_name(a), _name(b), languages)], 0.5)
        for one, other in found.pairs:
            yield from _regions(pair, (one, other), role, severity)
        if len(found.left) == len(found.right) == 1:
            one, other = found.left[0], found.right[0]
            yield differ(f"{role}-differs", severity, [(pair.left, one.span), (pair.right, other.span)], [_name(one), _name(other)])  # type: ignore[arg-type]
        elif not (found.left and found.right):
            yield from _missing(pair, found.left or found.right, 0 if found.left else 1, role, severity)


def _bodies(people: Sequence[Person]) -> list[Person]:
    return [one for one in people if not one.surname and (one.organisation or one.post) and not one.address_list]


def _name(one: Person) -> str:
    return one.organisation or one.post or ""


def _missing(pair: Versions, alone: Sequence[Person], at: int, role: str, severity: str) -> Iterator[Finding]:
    document, other = ((pair.left, pair.right), (pair.right, pair.left))[at]
    for one in alone:
        if _known_absent(pair, one, document, other):
            values = [_name(one), None] if at == 0 else [None, _name(one)]
            yield differ(f"{role}-missing", severity, [(document, one.span), _head(other)], values)  # type: ignore[arg-type]


def _known_absent(pair: Versions, one: Person, document: Document, other: Document) -> bool:
    """Whether the body is known and the other version names it nowhere."""
    said = bodies.read(_name(one), document.language)
    there = {found.code for found in bodies.named(pair.text, other.language, *other.span, doubtful=True)}
    places = regions.keys(pair.text[slice(*other.span)], other.language)
    return bool(said.codes or said.regions) and said.codes.isdisjoint(there) and said.regions.isdisjoint(places)


def _head(document: Document) -> tuple[Document, tuple[int, int]]:
    """Where the addressees of a document stand."""
    spans = [one.span for one in document.addressees] or [(document.span[0], document.span[0] + 1)]
    return document, (spans[0][0], spans[-1][1])


def _regions(pair: Versions, couple: tuple[Person, Person], role: str, severity: str) -> Iterator[Finding]:
    """Bodies of several regions in one line: a region that only one version has."""
    documents = (pair.left, pair.right)
    said = [bodies.read(_name(one), document.language) for one, document in zip(couple, documents, strict=True)]
    for at in (0, 1):
        for code in sorted(said[at].regions - said[1 - at].regions) if said[1 - at].regions else ():
            if code not in regions.keys(pair.text[slice(*documents[1 - at].span)], documents[1 - at].language):
                name = of_region(said[at].kind, code, documents[at].language)
                places = [(pair.left, couple[0].span), (pair.right, couple[1].span)]
                yield differ(f"{role}-missing", severity, places, [name, None] if at == 0 else [None, name])  # type: ignore[arg-type]


def _issuer(pair: Versions) -> Iterator[Finding]:
    """Another body at the head: rather two documents that were taken for one than a slip, hence a warning."""
    left, right = pair.left.issuer, pair.right.issuer
    if left and right and bodies.same_body(left.name, right.name, (pair.left.language, pair.right.language)) is False:
        yield differ("issuer-differs", "warning", [(pair.left, left.span), (pair.right, right.span)], [left.name, right.name])
