"""How the cases of a file are run where the module beside it has no plain `find(passage)`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docpipe.language.passage import Passage
    from docpipe.model.record import Document

    Finder = Callable[[Passage], Iterable[Any]]


def people(passage: Passage) -> Iterable[Any]:
    """People are found beside the posts."""
    from docpipe.mentions import people, posts

    found: Iterable[Any] = people.find(passage, posts.find(passage))
    return found


def amounts(passage: Passage) -> Iterable[Any]:
    """Amounts are found where no dates are."""
    from docpipe.mentions import amounts, dates

    found: Iterable[Any] = amounts.find(passage, [one.span for one in dates.find(passage)])
    return found


def references(passage: Passage) -> Iterable[Any]:
    """References are found around their dates."""
    from docpipe.mentions import dates, references

    found: Iterable[Any] = references.find(passage, dates.find(passage))
    return found


def numerals(passage: Passage) -> Iterable[Any]:
    """Numbers in words are looked for in lower-cased text."""
    from docpipe.language import numerals_words

    return numerals_words.find(passage.folded.lower(), *passage.span, passage.language)


def counted(passage: Passage) -> Iterable[Any]:
    """The sentence is one clause: what each figure without a unit counts in it."""
    from docpipe.figures import counted
    from docpipe.mentions import amounts

    found = [counted.find(passage, amount) for amount in amounts.find(passage) if amount.unit == "count"]
    return [one for one in found if one]


@dataclass(frozen=True, slots=True)
class Unmasked:
    """A figure, in digits or words, on which no mask lies."""

    span: tuple[int, int]
    said: str


def amount_masks(passage: Passage) -> Iterable[Any]:
    """What is bracketed are the figures that are left."""
    from docpipe.language import numerals_words
    from docpipe.mentions import amount_masks, dates, numbers, references
    from docpipe.mentions.amount_masks_ground import Ground

    found_dates = dates.find(passage)
    masks = amount_masks.find(passage, found_dates, numbers.find(passage), references.find(passage, found_dates))
    ground = Ground.of(passage)
    spoken = numerals_words.find(ground.low, *passage.span, passage.language)
    figures = [*ground.tokens, *(one.span for one in spoken if one.kind == "cardinal")]
    return [Unmasked((a, b), passage.quote((a, b))) for a, b in figures if not any(one.overlaps((a, b)) for one in masks)]


ADAPTERS: dict[str, Finder] = {
    "mentions/amounts.cases": amounts,
    "language/numerals_words.cases": numerals,
    "figures/counted.cases": counted,
    "mentions/amount_masks.cases": amount_masks,
    "mentions/people.cases": people,
    "mentions/references.cases": references,
}
"""One file, one adapter."""

FIELDS: dict[str, tuple[str, ...]] = {
    "addressees": ("addressees", "copies_to", "salutation"),
    "registration": ("number", "date"),
    "replies": ("in_reply_to",),
    "signatory": ("signatories",),
    "terms": ("due_stated",),
}
"""The fields of a document that a kind of fact fills; where it is not named here, the one that is called like the kind."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value of the record as a case looks at it: everything that it says, and where it stands in the record."""

    field: str
    language: str
    kind_of_document: str
    value: Any

    @property
    def span(self) -> tuple[int, int]:
        """The place, in the packet's text."""
        span: tuple[int, int] = self.value.span
        return span

    def __getattr__(self, key: str) -> Any:
        return getattr(object.__getattribute__(self, "value"), key)


def fact(kind: str) -> Finder:
    """The cases of a kind of fact are whole documents: they are read as a text file is, and the record is asked."""

    def find(passage: Passage) -> Iterable[Any]:
        from docpipe import pipeline

        packet = pipeline.extract([("case.txt", passage.packet.encode())])
        return [shown for document in packet.documents for field in FIELDS.get(kind, (kind,)) for shown in _shown(document, field)]

    return find


def _shown(document: Document, field: str) -> list[Shown]:
    value = getattr(document, field)
    values = value if isinstance(value, tuple) else (value,) if value is not None else ()
    return [Shown(field, document.language, document.kind, one) for one in values]


FLOORS: dict[str, Callable[[str], Finder]] = {"facts": fact}
"""A whole floor at once, by a function from the kind's name to its finder."""
