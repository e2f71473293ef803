"""A file's text split into documents, each line with its role: head, body and tail of a letter, an order, an annex.

A document's head ends where running text begins; its tail begins with an enclosure, a closing or a signature. A new one begins
where a head comes after a body, where running text follows a signature, and where the language changes for good.
"""

from __future__ import annotations

import re
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

_ABOVE, _FEW, _WORD = 3, 4, 1
_LEGAL_FORM = lazy(
    r"(?:республиканск|коммунальн|государственн|некоммерческ|автономн|республикалық|коммуналдық|мемлекеттік|коммерциялық емес)[^.;\d]{0,60}"
    r"(?:учреждение|предприятие|общество|организация|мекемесі?|кәсіпорны|қоғамы?|ұйымы?)[^.;\d]{0,40}",
    re.IGNORECASE,
)
_PREMIER = lazy(
    r"(?:(?:қазақстан\s{1,3}республикасының|республики\s{1,3}казахстан|ҚР|РК)?\s{0,60}(?:премьер-министрі?)\s{0,60}){1,2}(?:республики\s{1,3}казахстан|РК)?",
    re.IGNORECASE,
)
"""The one office that is known without what it is of."""
_TELLS = lazy(r"\s[а-яәғқңөұүһі]{3,20}(?:ды|ді|ты|ті)$|\s[а-я]{3,20}(?:ил|ял|ила|яла|или|али|яли|(?<!ит)ели)(?![а-я])")
"""A headline has a verb in the past, a body's name has none, but a noun like one: `«Завод мебели»`, `управление магистрали`."""
_QUOTED = lazy(r"«[^«»]{0,90}»")
_PART = lazy(r"(?:комитет|департамент|управление|отдел|служба|секретариат|аппарат|комиссия|филиал|центр)\s", re.IGNORECASE)
_LISTED = lazy(r"\d{1,2}\s?[.)]\s")
_RECEIVER = lazy(r"(?:кому|кімге)\s{0,2}:", re.IGNORECASE)
_OF_DAY = lazy(r"(?:ның|нің|дың|дің|тың|тің)\s{1,3}\d{4}\s{0,3}(?:жылғы|ж\.)\s.{4,24}(?:[дт]ағы|[дт]егі)$")
"""`… төрағасының 2023 жылғы 12 мамырдағы`, above `№ 98 бұйрығы`."""


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

    def act_head(self) -> list[Segment]:
        """The word for an order, then what stands right above or below it and is no heading: `Министра … от … № …`, `… министрінің`."""
        heads = [at for at, part in enumerate(self.parts) if part.role == "order_head"][:1]
        near = [self.parts[at + step] for at in heads for step in (0, -1, 1) if 0 <= at + step < len(self.parts)]
        return [
            part.segment
            for part in near
            if (part.role in ("order_head", "address") and not roles.is_subject(part.segment.text))
            or (part.role == "letterhead" and _OF_DAY.search(part.segment.text))
        ]

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
    named = next((at for at, part in enumerate(parts) if part.role in ("address", "letterhead")), 0)
    at_strip = next((at for at, part in enumerate(parts[named:], named) if part.role in ("strip", "outgoing", "contact", "order_head")), 0)
    if not at_strip or any(part.role == "body" for part in parts[:at_strip]):
        return (Placed(parts[0].segment, "letterhead"), *parts[1:]) if _is_alone(parts, signed_below=bool(at_strip)) else parts
    if any(part.role == "letterhead" for part in parts):
        return tuple(Placed(part.segment, "letterhead") if at < at_strip and _is_form(parts, at) else part for at, part in enumerate(parts))
    numbered = any(part.role in ("strip", "outgoing") and "№" in part.segment.text for part in parts)
    above = {
        at
        for at, part in enumerate(parts[:at_strip])
        if part.role == "address"
        and roles.names_body(part.segment.text)
        and not roles.holds_name(part.segment.text)
        and not announced.addresses(part.segment.text)
        and (numbered or not _tells(part.segment.text))
        and not _RECEIVER.match(part.segment.text)
        and not (at and announced.kind_named(parts[at - 1].segment.text) == "press_release")
    }
    if not above and _is_sender(parts, at_strip):
        above = {0}
    if not above and all(_PREMIER.fullmatch(part.segment.text) for part in parts[:at_strip]):
        above = set(range(at_strip))
    above |= {at for at, part in enumerate(parts[:at_strip]) if above and part.role == "address" and roles.is_country(part.segment.text)}
    return tuple(Placed(part.segment, "letterhead") if at in above else part for at, part in enumerate(parts))


def _tells(text: str) -> bool:
    """True for a headline, `Сенат заңды мақұлдады`; what ends with a body's noun, `әкімнің аппараты`, is its name."""
    return bool(_TELLS.search(_QUOTED.sub(" ", text))) and not roles.names_body(text.rsplit(maxsplit=1)[-1])


def _is_alone(parts: tuple[Placed, ...], *, signed_below: bool) -> bool:
    """True for an office above whom it writes to, and for a body there where the number stands below the signature."""
    if len(parts) == 1 or parts[0].role != "address" or parts[1].role != "address" or not announced.addresses(parts[1].segment.text):
        return False
    text = parts[0].segment.text
    return _is_sender(parts, 1) or (
        signed_below and roles.names_body(text) and not roles.holds_name(text) and not announced.addresses(text)
    )


def _is_form(parts: tuple[Placed, ...], at: int) -> bool:
    """True for what a body is by law, on a line below its name, and for the part of it that writes: `Комитет по аграрным вопросам`."""
    here, above = parts[at], parts[at - 1] if at else None
    if above is None or above.role != "letterhead" or here.role != "address":
        return False
    text, close = here.segment.text, not here.segment.lines[0].gap
    part = close and _PART.match(text) and not roles.holds_name(text)
    return bool(part or _LEGAL_FORM.fullmatch(text))


def _is_sender(parts: tuple[Placed, ...], at_strip: int) -> bool:
    """True where the first lines, alone above the strip, are an office in the nominative with what it is of: `РУКОВОДИТЕЛЬ АППАРАТА СУДА`."""
    first = parts[0]
    if any(part.segment.cue != "kind_head" for part in parts[1:at_strip]) or first.role != "address" or first.segment.words <= _WORD:
        return False
    return roles.is_post(first.segment.text) and not roles.is_addressed(first.segment.text) and not roles.holds_name(first.segment.text)


def _joined(found: list[Growing]) -> list[Growing]:
    """A piece without any text of its own (a stamp, a stray line) belongs to the document before it."""
    kept: list[Growing] = []
    for one in found:
        if kept and not one.seen("body", "salutation", "reply", "order_head", "inquiry_head", "annex_head", "letterhead"):
            for part in one.parts:
                kept[-1].add(part.segment, part.role, kept[-1].stage)
        else:
            kept.append(one)
    return kept


def _taken_over(old: Growing, segment: Segment, role: Role) -> list[Placed]:
    """Lines at the end of the old document that already belong to the new one's head, moved."""
    if bounds.names_kind(segment):
        return _above_word(old, segment)
    taken: list[Placed] = []
    while old.parts and len(taken) < _reach(role) and _movable(old.parts[-1], segment, role) and old.seen("body", "letterhead"):
        moved = old.pop()
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
        below = old.pop()
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
