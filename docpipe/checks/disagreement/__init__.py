"""What the language versions of one document, or the documents of one packet, say differently.

Each file compares one kind of fact and yields findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.versions import versions
from docpipe.checks.disagreement import (
    absences,
    amounts,
    bodies,
    bodies_addressed,
    bodies_regions,
    dates,
    dates_acting,
    dates_terms,
    divisions,
    enclosures,
    negations,
    numbers,
    numbers_packet,
    numbers_phone,
    numbers_replies,
    people,
    people_eponyms,
    people_packet,
    posts,
    quoted,
    recurring,
    references,
    references_numbers,
    terms,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.model import record

_VERSIONS = (
    absences.find,
    amounts.find,
    dates.find,
    dates_acting.find,
    dates_terms.find,
    recurring.find,
    numbers.find,
    numbers_replies.find,
    numbers_phone.find,
    enclosures.find,
    posts.find,
    references.find,
    references_numbers.find,
    divisions.find,
    bodies.find,
    bodies_regions.find,
    bodies_addressed.find,
    quoted.find,
    terms.find,
    negations.find,
    people.find,
    people_eponyms.find,
)
"""What is compared between two language versions: `find(Versions)`."""
_PACKETS = (people_packet.find_packet, numbers_packet.find_packet)
"""What is compared between the documents of a packet: `find_packet(documents, text)`."""


def check(documents: Sequence[record.Document], text: str) -> list[record.Finding]:
    """The findings of kind `disagreement`, the same thing perhaps several times; `text` is the packet's, folded, wrapped lines joined."""
    pairs = [finding for pair in versions(documents, text) for find in _VERSIONS for finding in find(pair)]
    return [*pairs, *(finding for find_packet in _PACKETS for finding in find_packet(documents, text))]
