"""The figures of a record as rows that stand alone: each with what it says, when and where it holds, and where it is printed.

What the two language versions of a document both say is one figure; it gets one row.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from docpipe.archive.words import words
from docpipe.bitext import regions
from docpipe.bitext.matching import match
from docpipe.bitext.sentences import sentences

if TYPE_CHECKING:
    from docpipe.model.record import Document, Packet, Statistic

_GRAVEST = ("error", "warning", "note")
_AROUND = 500
"""How many characters before and after a figure its sentence is looked for in."""
_ID = 12
_REGION = ("облас", "облыс", "регион")
_SMALLER = ("раион", "аудан", "дистри", "округ", "ауыл", "сел")
_ADJECTIVE = ("ская", "скои", "скую")
"""How folded words begin or end that tell a region from a city, and either from what is smaller."""
Key = tuple[str, int]
"""A figure within its record: the document's id, its index there."""


@dataclass(frozen=True, slots=True)
class Open:
    """A finding whose place is the figure's."""

    code: str
    kind: str
    severity: str

    @property
    def grave(self) -> bool:
        """True where the figure cannot be passed on as it is: it is wrong, or was read badly."""
        return self.severity == "error" or self.kind == "legibility"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure. `since` … `until` are days, both inclusive, None where open; `id` and `part_of` name rows, `also` the languages of other versions that say it too."""

    value: float | None
    low: float | None
    high: float | None
    unit: str
    counted: str | None
    label: str | None
    qualifier: str
    step: float
    since: str | None
    until: str | None
    region: str | None
    direction: str | None
    change_from: float | None
    change_to: float | None
    versus: str | None
    id: str
    part_of: str | None
    language: str
    also: str | None
    sha256: str
    at: str
    kind: str
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    page: int | None
    span: tuple[int, int]
    text: str
    findings: tuple[Open, ...]
    confidence: float
    draft: bool

    @property
    def grave(self) -> tuple[Open, ...]:
        """The findings for which the figure cannot be passed on as it is."""
        return tuple(one for one in self.findings if one.grave)


@dataclass(frozen=True)
class Said:
    """A row, and the folded words that are about its figure in any version: of the noun that is counted, of the label, of the sentence."""

    row: Row
    versions: Sequence[tuple[Document, Statistic]]
    text: str

    @cached_property
    def counted(self) -> frozenset[str]:
        """Words of the noun."""
        return _words(one.counted for _, one in self.versions)

    @cached_property
    def label(self) -> frozenset[str]:
        """Words of noun, label and region, as printed too, and the years."""
        years = {day[:4] for day in (self.row.since, self.row.until) if day}
        return self.counted | years | _words(text for _, one in self.versions for text in (one.label, one.region, one.text))

    @cached_property
    def sentence(self) -> frozenset[str]:
        """Words of the sentence."""
        return _words(_sentence(self.text, document.span, one.span) for document, one in self.versions)


def said(packet: Packet, sha256: str, chosen: Collection[str], language: str | None = None) -> Iterator[Said]:
    """The figures of the chosen documents, in the order of the record; of two versions that both say one, the `language` wanted, else the first tells it."""
    twins = _twins(packet)
    documents = {one.id: one for one in packet.documents}
    kept = _kept([one for one in packet.documents if one.id in chosen], twins, language)
    for key in kept:
        versions = [(documents[each[0]], each[1]) for each in (key, twins.get(key)) if each]
        whole = documents[key[0]].statistics[key[1]].part_of
        part = None if whole is None else (key[0], whole)
        row = _row(packet, sha256, versions, twins.get(part, part) if part and part not in kept else part)
        yield Said(row, [(one, one.statistics[at]) for one, at in versions], packet.text)


def _kept(documents: Sequence[Document], twins: Mapping[Key, Key], language: str | None) -> dict[Key, None]:
    """The figures that get a row, in their order: those of the version that is wanted, and what the other has alone."""
    told: set[Key] = set()
    for one in sorted(documents, key=lambda one: one.language != language):
        told |= {key for at in range(len(one.statistics)) if twins.get(key := (one.id, at)) not in told}
    return dict.fromkeys(key for one in documents for at in range(len(one.statistics)) if (key := (one.id, at)) in told)


def _name(sha256: str, key: Key) -> str:
    return f"{sha256[:_ID]}/{key[0]}/{key[1]}"


def _twins(packet: Packet) -> dict[Key, Key]:
    """Figures that two versions of one document both say: equal, and neither when nor where they hold sets them apart."""
    documents = {one.id: one for one in packet.documents}
    found: dict[Key, Key] = {}
    for left in packet.documents:
        right = documents.get(left.counterpart or "")
        if right is None or int(right.id) < int(left.id):
            continue
        for mine, theirs in _equal(left, right):
            pairs = match(mine, theirs, lambda a, b: _alike(left, a, right, b)).pairs  # noqa: B023 - called at once
            for a, b in pairs:
                found[left.id, a], found[right.id, b] = (right.id, b), (left.id, a)
    return found


def _equal(left: Document, right: Document) -> Iterator[tuple[list[int], list[int]]]:
    """The indices of figures of one value, on either side."""
    groups: defaultdict[tuple[object, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, document in enumerate((left, right)):
        for at, one in enumerate(document.statistics):
            groups[one.value, one.low, one.high, one.unit][side].append(at)
    return (group for group in groups.values() if all(group))


def _alike(left: Document, a: int, right: Document, b: int) -> float:
    one, other = left.statistics[a], right.statistics[b]
    if one.period and other.period and days(one.period.from_, one.period.to) != days(other.period.from_, other.period.to):
        return 0.0
    if one.region and other.region and place(one.region, left.language) != place(other.region, right.language):
        return 0.0
    return 0.6 + 0.2 * (bool(one.period) == bool(other.period)) + 0.2 * (bool(one.region) == bool(other.region))


def place(region: str, language: str | None = None) -> tuple[frozenset[str], bool]:
    """By what a region is known in every language: its code or, where the vocabulary has none, its words' beginnings; and whether it is a city or a district instead.

    >>> place("Павлодарская область") == place("Павлодар облысы") == place("Pavlodar region"), place("Павлодар") == place("Павлодар облысы")
    (True, False)
    """
    asked = [word for word, _, _ in words(region)]
    within = any(word.startswith(_SMALLER) for word in asked)
    codes = set() if within else {code for one in ((language,) if language else ("kk", "ru", "en")) for code in regions.keys(region, one)}
    whole = any(word.startswith(_REGION) or word.endswith(_ADJECTIVE) for word in asked)
    return (frozenset(codes) if codes else frozenset(word[:5] for word in asked)), whole


def days(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """First and last day of a period whose ends are as exact as the text.

    >>> days("2023", "2023-02"), days(None, "2022-08-01")
    (('2023-01-01', '2023-02-28'), (None, '2022-08-01'))
    """
    return start and start + "-01-01"[len(start) - 4 :], end and _last(end)


def _last(day: str) -> str:
    year, month = day[:4], day[5:7] or "12"
    return day if len(day) > len("2023-12") else f"{year}-{month}-{monthrange(int(year), int(month))[1]}"


def exact(value: float | None) -> float | None:
    """The number without the noise of binary fractions; a whole one as an `int`.

    >>> exact(0.1 + 0.2), exact(2.6e9)
    (0.3, 2600000000)
    """
    if value is None:
        return None
    clean = float(f"{value:.15g}")
    return int(clean) if clean.is_integer() else clean


def _on(packet: Packet, document: str, span: tuple[int, int]) -> tuple[Open, ...]:
    """What was found at the place, the gravest first."""
    found = {
        Open(one.code, one.kind, one.severity): None
        for one in packet.findings
        if any(where.document in (document, None) and _overlap(where.span, span) for where in one.where)
    }
    return tuple(sorted(found, key=lambda one: _GRAVEST.index(one.severity)))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _row(packet: Packet, sha256: str, versions: Sequence[tuple[Document, int]], part: Key | None) -> Row:
    """The row of a figure as the first of its versions tells it."""
    document, at = versions[0]
    one = document.statistics[at]
    since, until = days(one.period.from_, one.period.to) if one.period else (None, None)
    change = one.change
    return Row(
        value=exact(one.value),
        low=exact(one.low),
        high=exact(one.high),
        unit=one.unit,
        counted=one.counted,
        label=one.label,
        qualifier=one.qualifier,
        step=one.step,
        since=since,
        until=until,
        region=one.region,
        direction=change.direction if change else None,
        change_from=exact(change.from_) if change else None,
        change_to=exact(change.to) if change else None,
        versus=change.versus if change else None,
        id=_name(sha256, (document.id, at)),
        part_of=_name(sha256, part) if part else None,
        language=document.language,
        also=versions[1][0].language if len(versions) > 1 else None,
        sha256=sha256,
        at=document.id,
        kind=document.kind,
        number=document.number.value if document.number else None,
        date=document.date.value if document.date else None,
        issuer=document.issuer.name if document.issuer else None,
        title=document.title.value if document.title else None,
        page=one.page,
        span=one.span,
        text=one.text,
        findings=_on(packet, document.id, one.span),
        confidence=one.confidence,
        draft=any(mark.kind == "draft" for mark in document.marks),
    )


def _words(texts: Iterable[str | None]) -> frozenset[str]:
    return frozenset(word for text in texts for word, _, _ in words(text or ""))


def _sentence(text: str, document: tuple[int, int], span: tuple[int, int]) -> str:
    """The sentence that the figure stands in, or the beginning and end of a very long one."""
    start, end = max(document[0], span[0] - _AROUND), min(document[1], span[1] + _AROUND)
    found = [(s, e) for s, e in sentences(text[start:end], start) if s < span[1] and span[0] < e]
    return text[min(s for s, _ in found) : max(e for _, e in found)] if found else text[slice(*span)]
