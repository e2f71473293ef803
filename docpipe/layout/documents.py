"""A file's text split into documents, each line with its role: head, body and tail of a letter, an order, an annex.

A document's head ends where running text begins; its tail begins with an enclosure, a closing or a signature. A new one begins
where a head comes after a body, where running text follows a signature, and where the language changes for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.layout import announced, bounds, roles, stages, strips
from docpipe.layout.parts import Growing, Placed, language_of
from docpipe.layout.segments import Segment, gather
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.lines import Line
    from docpipe.layout.roles import Role

__all__ = ["Placed", "Sheet", "language_of", "split"]

_ABOVE, _FEW = 3, 4
_LISTED = lazy(r"\d{1,2}\s?[.)]\s")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document before its facts are found."""

    source: int
    parts: tuple[Placed, ...]
    language: str

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        return Span(self.parts[0].segment.span.start, self.parts[-1].segment.span.end)

    def zone(self, *wanted: Role) -> list[Segment]:
        """The segments that have one of the roles, in order."""
        return [part.segment for part in self.parts if part.role in wanted]

    def has(self, *wanted: Role) -> bool:
        """True where any segment has one of the roles."""
        return any(part.role in wanted for part in self.parts)


def split(lines: Sequence[Line], source: int) -> list[Sheet]:
    """The documents of one file, in order; every line of it is in one of them."""
    segments = gather(lines)
    done: list[Growing] = []
    now = Growing()
    for index, segment in enumerate(segments):
        fresh, role, stage = stages.decide(now, segments, index)
        if fresh and now.parts:
            done.append(now)
            now = Growing(_taken_over(now, segment, role))
            note("document", f"begins-with-{role}", segment.span, won=True, why=f"after the {done[-1].stage} of the one before")
        now.add(segment, role, stage)
    done += [now] if now.parts else []
    return [Sheet(source, parts, language_of(parts)) for one in _joined(done) for parts in [_headed(tuple(one.parts))]]


def _headed(parts: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """A body's name above the strip or the contacts is the letterhead, also where it is not in capitals."""
    at_strip = next((at for at, part in enumerate(parts) if part.role in ("strip", "outgoing", "contact", "order_head")), 0)
    if not at_strip or any(part.role == "letterhead" for part in parts):
        return parts
    above = {
        at
        for at, part in enumerate(parts[:at_strip])
        if part.role == "address" and roles.names_body(part.segment.text) and not roles.holds_name(part.segment.text)
    }
    above |= {at for at, part in enumerate(parts[:at_strip]) if above and part.role == "address" and roles.is_country(part.segment.text)}
    return tuple(Placed(part.segment, "letterhead") if at in above else part for at, part in enumerate(parts))


def _joined(found: list[Growing]) -> list[Growing]:
    """A piece without any text of its own (a stamp, a stray line) belongs to the document before it."""
    kept: list[Growing] = []
    for one in found:
        if kept and not one.seen("body", "salutation", "reply", "order_head", "inquiry_head", "annex_head", "letterhead"):
            kept[-1].parts += one.parts
        else:
            kept.append(one)
    return kept


def _taken_over(old: Growing, segment: Segment, role: Role) -> list[Placed]:
    """Lines at the end of the old document that already belong to the new one's head, moved."""
    if bounds.names_kind(segment):
        return _above_word(old, segment)
    taken: list[Placed] = []
    while old.parts and len(taken) < _reach(role) and _movable(old.parts[-1], segment, role) and old.seen("body", "letterhead"):
        moved = old.parts.pop().segment
        taken.insert(0, Placed(moved, "strip" if moved.cue == "strip" else "address"))
    return taken


def _above_word(old: Growing, segment: Segment) -> list[Placed]:
    """What stands above the word for the kind and belongs to it: a memo's addressee, the rest of its block."""
    taken: list[Placed] = []
    below = segment
    while (
        len(old.parts) > 1
        and len(taken) < _ABOVE
        and old.parts[-1].role in ("signature", "body")
        and _belongs(old.parts[-1].segment, below)
    ):
        below = old.parts.pop().segment
        taken.insert(0, Placed(below, "address"))
    return taken


def _belongs(above: Segment, below: Segment) -> bool:
    if above.cue not in (None, "caps", "title") or above.prose or strips.dated(above.text) or announced.is_office(above.text):
        return False
    if announced.addresses(above.text):
        return True
    named = roles.holds_name(above.text) or roles.is_name(above.text) or roles.is_post(above.text)
    return not named and (announced.is_title(above.text) or (above.lines[0].gap and not below.lines[0].gap and above.words <= _FEW))


def _reach(role: Role) -> int:
    return 8 if role in ("salutation", "reply") else 3 if role == "body" else 1


def _movable(last: Placed, segment: Segment, role: Role) -> bool:
    if _LISTED.match(last.segment.text):
        return False
    cues = (None, "caps", "strip", "kind_head", "title") if role == "body" else (None, "caps", "kind_head", "title")
    loose = (
        last.role in ("body", "signature") and last.segment.cue in cues and not last.segment.prose and not roles.is_name(last.segment.text)
    )
    if role == "annex_head":
        return loose and not segment.lines[0].gap
    if role == "body":
        return loose and last.segment.language == segment.language
    return loose and role in ("salutation", "reply")
