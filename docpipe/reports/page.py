"""One page in HTML on what was found: the versions side by side, every fact marked, every finding leading to its places.

The page needs no network and lets none be used; what a document holds is shown as text, whatever it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from docpipe.bitext.paragraphs import paragraphs
from docpipe.bitext.versions import versions
from docpipe.reports.facts import KINDS, facts
from docpipe.reports.findings import GRAVEST, Told, summary, told
from docpipe.reports.marks import Hit, Marked, Stretch, marked, stretches
from docpipe.reports.messages import words
from docpipe.reports.pictures import pictures, wanted
from docpipe.reports.plain import flat, line
from docpipe.reports.templates import environment, policy, source
from docpipe.reports.values import told as value_told

if TYPE_CHECKING:
    from docpipe.bitext.paragraphs import Paragraph
    from docpipe.model.record import Document, Packet
    from docpipe.model.text import Reading
    from docpipe.reports.pictures import Picture


@dataclass(frozen=True, slots=True)
class Checked:
    """A packet that was checked: its record, its text folded with wrapped lines joined, the files, and what was not compared, in words."""

    packet: Packet
    folded: str
    readings: Sequence[Reading]
    contents: Sequence[bytes]
    gaps: Sequence[str]


@dataclass(frozen=True, slots=True)
class Section:
    """A document, or two that are versions of one another; a row holds what stands at one place of each."""

    documents: tuple[Document, ...]
    rows: Sequence[tuple[Sequence[Sequence[Stretch]], ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page shown as a picture, and the boxes on it: each with the finding and the name of the place that it belongs to."""

    picture: Picture
    file: str
    boxes: Sequence[tuple[Told, str, tuple[float, ...]]]


def html(checked: Checked, language: str) -> str:
    """The whole page."""
    packet = checked.packet
    findings = told(packet, language)
    style, script = source("base.css") + source("check.css"), source("check.js")
    numbers = Counter(one.severity for one in findings)
    template = environment(markup=True)
    template.filters.update(flat=flat, line=line, told=partial(value_told, language=language))
    return template.get_template("check.html.j2").render(
        packet=packet,
        say=words(language).say,
        language=language,
        languages={one.id: one.language for one in packet.documents},
        findings=findings,
        totals=[(severity, numbers[severity]) for severity in GRAVEST],
        told=summary(packet, findings, language),
        gaps=checked.gaps,
        sections=list(_sections(checked, findings, language)),
        sheets=list(_sheets(checked, findings)),
        kinds=KINDS,
        style=style,
        script=script,
        policy=policy(style, script),
    )


def _sections(checked: Checked, findings: Sequence[Told], language: str) -> Iterator[Section]:
    """Pairs of versions and documents that stand alone, in the order of the packet; each document once."""
    hits = _hits(findings)
    shown: set[str] = set()
    found: dict[str, Section] = {}
    for pair in versions(checked.packet.documents, checked.folded):
        if not shown & {pair.left.id, pair.right.id}:
            shown |= {pair.left.id, pair.right.id}
            left = _cells(checked, pair.left, pair.left_paragraphs, hits, language)
            right = _cells(checked, pair.right, pair.right_paragraphs, hits, language)
            rows = [([left[at] for at in bead.left], [right[at] for at in bead.right]) for bead in pair.beads]
            found[min(pair.left.id, pair.right.id, key=int)] = Section((pair.left, pair.right), rows)
    for one in checked.packet.documents:
        if one.id in found:
            yield found[one.id]
        elif one.id not in shown:
            cells = _cells(checked, one, paragraphs(one, checked.folded), hits, language)
            yield Section((one,), [([cell],) for cell in cells])


def _hits(findings: Sequence[Told]) -> list[Hit]:
    hits = [Hit(place.where.span, one, f"p{one.number}-{at}", place.lacks) for one in findings for at, place in enumerate(one.places, 1)]
    return sorted((hit for hit in hits if hit.span[0] < hit.span[1]), key=lambda hit: hit.span)


def _cells(checked: Checked, document: Document, own: Sequence[Paragraph], hits: Sequence[Hit], language: str) -> list[Sequence[Stretch]]:
    """Each paragraph of a document as stretches of marked text."""
    here: Marked = marked(own, facts(document, language), hits)
    return [list(stretches(checked.packet.text, one, here.facts.get(at, ()), here.hits.get(at, ()))) for at, one in enumerate(own)]


def _sheets(checked: Checked, findings: Sequence[Told]) -> Iterator[Sheet]:
    """The pages that are shown, each with the boxes of the findings that point at it."""
    sources = {one.id: one.source for one in checked.packet.documents}
    boxes: dict[tuple[int, int], list[Any]] = {}
    for one in findings:
        for at, place in enumerate(one.places, 1):
            if place.where.page is not None:
                key = (sources.get(place.where.document or "", 0), place.where.page)
                boxes.setdefault(key, []).extend((one, f"p{one.number}-{at}", box) for box in place.where.boxes)
    for picture in pictures(checked.readings, checked.contents, wanted(checked.readings, set(boxes))):
        name = checked.readings[picture.source].name
        yield Sheet(picture, name, boxes.get((picture.source, picture.page), []))
