"""The salutation against the addressees of the same document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ
from docpipe.checks.disagreement.people_names import Named
from docpipe.language import correspondence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.model import record


def greetings(document: record.Document) -> Iterator[record.Finding]:
    """A warning for each addressee whose initials are not those of the person greeted in their place."""
    addressed = [Named(document, one) for one in document.addressees if one.surname]
    greeted = [Named(document, one) for one in document.salutation if one.given and one.patronymic]
    if not addressed or len(addressed) != len(greeted):
        return
    left = [one for one in addressed if not any(_fits(one, other) for other in greeted)]
    right = [other for other in greeted if not any(_fits(one, other) for one in addressed)]
    for one, other in zip(left, right, strict=False):
        if one.person.initials:
            said = f"{other.person.given} {other.person.patronymic}"
            yield differ("salutation-differs", "warning", [one.place, other.place], [f"{one.person.surname} {one.person.initials}", said])


def _fits(one: Named, other: Named) -> bool:
    """Whether the initials may be those of the person greeted; who has none fits."""
    ours, theirs = one.letters, other.letters
    return not ours or not theirs or correspondence.initials(ours, theirs, within=True) in ("same", "form")
