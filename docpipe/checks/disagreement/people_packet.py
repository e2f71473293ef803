"""One person in several documents of a packet: spelled otherwise in the order than in the letter, in the inquiry than in the reply."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, NamedTuple

from docpipe.checks.disagreement.differ import differ
from docpipe.checks.disagreement.people_names import Named, agree, found, surnames
from docpipe.language.correspondence_letters import first_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model import record

_SURE_INITIALS = 2
_LONGEST_ENDING = 4


class Cast(NamedTuple):
    """Somebody in a part: who signs, is addressed, acts for another; `post` is the one that they hold or act in."""

    named: Named
    part: str
    post: str | None

    @property
    def spelling(self) -> tuple[str | None, ...]:
        """What the name is compared by."""
        one = self.named.person
        return (self.named.language, one.surname, one.given, one.patronymic, one.initials, one.text)

    @property
    def alike(self) -> tuple[object, ...]:
        """All that decides what is said of it; a packet of a thousand pages names one person in one way again and again."""
        document = self.named.document
        return (*self.spelling, self.part, self.post, document.kind, document.counterpart is None)


def find_packet(documents: Sequence[record.Document], _: str) -> Iterator[record.Finding]:
    """An error where the person surely is one: the same part or post, or all names but the surname; a warning where only two initials say so."""
    groups: dict[tuple[object, ...], list[Cast]] = {}
    for document in documents:
        for one in _cast(document):
            groups.setdefault(one.alike, []).append(one)
    # whatever was met first is said first, so that one difference is told in one way
    met = {surname: at for at, surname in enumerate(dict.fromkeys(group[0].named.person.surname for group in groups.values()))}
    shelves: dict[str, list[list[Cast]]] = {}
    for group in sorted(groups.values(), key=lambda group: met[group[0].named.person.surname]):
        for letter in _shelves(group[0].named):
            shelves.setdefault(letter, []).append(group)
    for letter, shelf in shelves.items():
        for first, second in combinations_with_replacement(shelf, 2):
            if letter == min(_shelves(first[0].named) & _shelves(second[0].named)):
                yield from _compared(first, second, shelf)


def _shelves(one: Named) -> frozenset[str]:
    """The letters that the surname may begin with in Russian: only people of one letter are compared."""
    first = (one.person.surname or "?")[0].lower()
    return first_letters(first) - {"ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "һ", "і"}


def _cast(document: record.Document) -> Iterator[Cast]:
    """The people of a document, those with a part first; each spelling once a part."""
    seen: set[tuple[str | None, str | None, str | None]] = set()
    rows = [*((one, "signs", one.post) for one in document.signatories), *((one, "addressed", None) for one in document.addressees)]
    rows += [(item.person, "acts", item.acting_for) for item in document.assignments]
    rows += [(one, "named", one.post) for one in document.people]
    for person, part, post in rows:
        key = (person.surname, person.initials or person.given, part if part != "named" else None)
        if person.surname and key not in seen:
            seen.add(key)
            yield Cast(Named(document, person), part, post)


def _comparable(one: record.Document, other: record.Document) -> bool:
    """Documents of one language; of two only where the other version of neither is there to be compared."""
    if one.id == other.id:
        return one.counterpart is None
    if one.language == other.language:
        return True
    return {one.language, other.language} == {"kk", "ru"} and one.counterpart is None and other.counterpart is None


def _compared(first: Sequence[Cast], second: Sequence[Cast], shelf: Sequence[Sequence[Cast]]) -> Iterator[record.Finding]:
    """What two groups of one spelling each differ in, told of each place once."""
    ours, theirs = (second, first) if second[0].named.language == "kk" else (first, second)
    one, other = ours[0], theirs[0]
    if not _worth(one.named, other.named):
        return
    relation = surnames(one.named, other.named)
    if relation not in ("slip", "form"):
        return
    sure = _linked(one, other)
    if relation == "form" and sure:
        values = [one.named.person.surname, other.named.person.surname]
        for left, right in _pairs(ours, theirs):
            yield differ("name-form-differs", "warning", [left.place, right.place], values)
    elif relation == "slip" and (sure or _initials(one.named) >= _SURE_INITIALS <= _initials(other.named)):
        likelier = _commoner(one, other, shelf)
        for left, right in _pairs(ours, theirs):
            yield found("surname-differs", "error" if sure else "warning", (left, right), "surname", likelier)


def _pairs(ours: Sequence[Cast], theirs: Sequence[Cast]) -> Iterator[tuple[Named, Named]]:
    """Each of one side with the first of the other that it can be compared with, then the other way round: no place is left out."""
    pairs = [(one, _first_comparable(one, theirs)) for one in ours] + [(_first_comparable(one, ours), one) for one in theirs]
    met = {(id(left), id(right)): (left.named, right.named) for left, right in pairs if left is not None and right is not None}
    yield from met.values()


def _first_comparable(one: Cast, group: Sequence[Cast]) -> Cast | None:
    """Of a group, whose documents are of one language, all with a counterpart or all without: so the second will do where the first is of the same document."""
    return next((other for other in group[:2] if _comparable(one.named.document, other.named.document)), None)


def _worth(one: Named, other: Named) -> bool:
    """Whether two people may be one spelled in two ways: told cheaply, before letters are laid against letters."""
    ours, theirs = one.person.surname or "", other.person.surname or ""
    if one.language == other.language and ours == theirs:
        return False
    return abs(len(ours) - len(theirs)) <= _LONGEST_ENDING and agree(one, other)


def _commoner(one: Cast, other: Cast, shelf: Sequence[Sequence[Cast]]) -> str | None:
    """The spelling that more documents of the packet bear out, in either language; None where neither does."""
    counts = [
        len({cast.named.document.id for group in shelf if surnames(*_kazakh_first(side.named, group[0].named)) == "same" for cast in group})
        for side in (one, other)
    ]
    if counts[0] == counts[1]:
        return None
    return (one if counts[0] > counts[1] else other).named.person.surname


def _kazakh_first(one: Named, other: Named) -> tuple[Named, Named]:
    return (other, one) if other.language == "kk" else (one, other)


def _initials(one: Named) -> int:
    return (one.letters or "").count(".")


def _linked(one: Cast, other: Cast) -> bool:
    """Whether it surely is one person: given name and patronymic, who asked is answered, or the same post."""
    if all(getattr(side.named.person, part) for side in (one, other) for part in ("given", "patronymic")):
        return True
    parts = {(side.part, side.named.document.kind) for side in (one, other)}
    if parts == {("signs", "inquiry"), ("addressed", "letter")}:
        return True
    return _one_post(one.post, other.post)


def _one_post(one: str | None, other: str | None) -> bool:
    """Whether two posts may be one: the shorter stands at an end of the longer (министр, Қазақстан Республикасының … министрі)."""
    if not one or not other:
        return False
    shorter, longer = sorted((one.lower().split(), other.lower().split()), key=len)
    begins = longer[: len(shorter)] == shorter
    tail = longer[-len(shorter) :]
    ends = tail[:-1] == shorter[:-1] and tail[-1].startswith(shorter[-1]) and len(tail[-1]) - len(shorter[-1]) <= _SURE_INITIALS
    return begins or ends
