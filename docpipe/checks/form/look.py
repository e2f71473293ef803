"""One letter or order as a clerk sees it: its head, its tail, what of both nobody has accounted for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from docpipe.layout import roles
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docpipe.model import record

Span = tuple[int, int]

_LINE = lazy(r"[^\n\f]*\w[^\n\f]*")
_LONG, _SENTENCE = 100, 8
_ENDS = lazy(r"[а-яёәғқңөұүһі»)%\d][.:;]\s{0,3}$")
_CLOSING = ("closing", "executor", "phone", "contact", "copy", "enclosure", "approval", "mark_eds", "outgoing")
_FEWEST = 2


@dataclass(frozen=True)
class Look:
    """A letter, inquiry or order; `twin` is its other language version, `blank` the place of a registration strip with blanks.

    `last` is true for the last document of its file: it may be cut off.
    """

    document: record.Document
    twin: record.Document | None
    text: str
    blank: Span | None
    last: bool

    @property
    def versions(self) -> tuple[record.Document, ...]:
        """The document, then its twin where it has one."""
        return (self.document, self.twin) if self.twin is not None else (self.document,)

    @cached_property
    def issued(self) -> Span | None:
        """Where the body that sends it is named, in the document's own letterhead."""
        issuer = self.document.issuer
        return issuer.span if issuer and self.inside(issuer.span) else None

    @cached_property
    def head(self) -> Span:
        """From the first character to the greeting, or to the first running text."""
        start, end = self.document.span
        greeted = [one.span[0] for one in self.document.salutation if self.inside(one.span)]
        if greeted:
            return start, max(start, self.text.rfind("\n", 0, min(greeted)) + 1)
        return start, next((at for at, _ in self._prose()), end)

    @cached_property
    def tail(self) -> Span:
        """From the end of the running text to the last character."""
        return max((end for _, end in self._prose()), default=self.head[1]), self.document.span[1]

    def _prose(self) -> Iterator[Span]:
        """The lines of running text: long ones, and sentences; neither the letterhead nor the signature."""
        said = self._known()
        for line in self.lines(self.document.span):
            written = self.text[slice(*line)]
            sentence = len(written.split()) >= _SENTENCE and bool(_ENDS.search(written))
            if (len(written) > _LONG or sentence) and not touches(line, said) and not self._told(written):
                yield line

    def _known(self) -> list[Span]:
        """The places of what stands outside the running text."""
        one = self.document
        parts = (one.issuer, one.number, one.date, one.enclosure, one.executor, one.place, one.title)
        lists = (one.addressees, one.signatories, one.marks, one.registrations, one.copies_to, one.resolutions, one.salutation)
        return [part.span for part in (*parts, *(item for items in lists for item in items)) if part is not None]

    def inside(self, span: Span) -> bool:
        """True for a place in this document: what serves both versions may stand in the other."""
        return self.document.span[0] <= span[0] < self.document.span[1]

    def lines(self, span: Span) -> list[Span]:
        """The lines of a stretch that hold a word."""
        return [match.span() for match in _LINE.finditer(self.text, *span)]

    def rest(self, span: Span) -> str:
        """The lines of the head or the tail that no fact of the record and no known announcement accounts for."""
        known = [*self._known(), *(one.span for one in self.document.in_reply_to)]
        left = (self.text[slice(*line)] for line in self.lines(span) if not touches(line, known))
        return "\n".join(line for line in left if not self._told(line.strip()) and not roles.is_caps(line))

    @staticmethod
    def _told(line: str) -> bool:
        return any(roles.holds(cue, line.strip()) for cue in _CLOSING)

    def line(self, span: Span) -> Span:
        """The line or lines of a place."""
        start, end = self.text.rfind("\n", 0, span[0]) + 1, self.text.find("\n", span[1])
        return start, end if end >= 0 else self.document.span[1]

    def without(self, span: Span, places: Sequence[Span]) -> str:
        """A stretch of the text with the places blanked, and the lines of addresses and telephones."""
        cut = [*places, *(line for line in self.lines(span) if roles.holds("contact", self.text[slice(*line)].strip()))]
        signs = list(self.text[slice(*span)])
        for start, end in cut:
            for at in range(max(start, span[0]), min(end, span[1])):
                signs[at - span[0]] = " "
        return "".join(signs)

    @property
    def surely_letter(self) -> bool:
        """True where the letterhead and at least two marks of a letter stand in this very document."""
        one = self.document
        if one.kind not in ("letter", "inquiry") or self.issued is None or self.issued[0] > self.head[1]:
            return False
        closing = re.search(r"(?:^|\n)\s*(?:с уважением|құрметпен)", self.text[slice(*self.document.span)], re.IGNORECASE)
        marks = [closing, *(item and self.inside(item.span) for item in (one.executor, one.enclosure))]
        marks += [bool(items) and self.inside(items[0].span) for items in (one.salutation, one.addressees, one.in_reply_to)]
        return sum(map(bool, marks)) >= _FEWEST and bool(one.salutation or one.in_reply_to or any(map(_addressed, one.addressees)))

    @property
    def surely_order(self) -> bool:
        """True for an order with its issuer's name in its own head."""
        return self.document.kind == "order" and self.issued is not None

    def asks(self, code: str) -> bool:
        """True where the rules ask a document of this kind for the requisite, and it is surely such a document."""
        row = next(row for row in table("requisites")["requisite"] if row["code"] == code)
        return self.document.kind in row["kinds"] and (self.surely_order if self.document.kind == "order" else self.surely_letter)


def looks(documents: Sequence[record.Document], text: str, blanks: Mapping[str, Span]) -> list[Look]:
    """The letters, inquiries and orders among the documents."""
    by_id = {one.id: one for one in documents}
    ends = {one.source: one.id for one in documents}
    return [
        Look(one, by_id.get(one.counterpart or ""), text, blanks.get(one.id), ends[one.source] == one.id)
        for one in documents
        if one.kind in ("letter", "inquiry", "order")
    ]


def _addressed(whom: record.Person) -> bool:
    return bool(whom.surname or whom.post or whom.address_list or roles.names_body(whom.organisation or ""))


def touches(span: Span, others: Sequence[Span]) -> bool:
    """True where a stretch shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)
