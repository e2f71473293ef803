"""A file's text split into documents, each line with its role: head, body and tail of a letter, an order, an annex.

A document's head ends where running text begins; its tail begins with an enclosure, a closing or a signature. A new one begins
where a head comes after a body, where running text follows a signature, and where the language changes for good.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docpipe.layout import roles, strips
from docpipe.layout.segments import Segment, gather
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.lines import Line
    from docpipe.layout.roles import Role

_NEAR = 60
"""How many parts back the language of the body so far is looked for."""

_HEAD = frozenset({"order_head", "inquiry_head", "salutation", "reply", "incoming", "outgoing", "mark", "copy", "approval", "contact"})
_TAIL = frozenset({"enclosure", "closing", "executor", "signature", "copy", "approval", "phone"})
_STARTS = frozenset({"order_head", "inquiry_head", "annex_head"})


_PIECE = 95
_FEW = 12
_DAY_OF = lazy(r"\d{4}\s{0,3}жылғы\s{1,3}«?\d{1,2}»?\s{1,3}\w{3,10}[дт][ае]ғы$|\d{4}\s{0,3}жылғы\s{1,3}«?\d{1,2}»?\s{1,3}\w{3,10}[дт]егі$")
_LISTED = lazy(r"\d{1,2}\s?[.)]\s")


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment and the role that it has in its document."""

    segment: Segment
    role: Role


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


@dataclass(slots=True)
class _Open:
    """The document that is being gathered."""

    parts: list[Placed] = field(default_factory=list)
    stage: str = "head"

    def seen(self, *wanted: Role) -> bool:
        return any(part.role in wanted for part in self.parts)

    def count(self, role: Role) -> int:
        return sum(part.role == role for part in self.parts)

    def add(self, segment: Segment, role: Role, stage: str) -> None:
        self.parts.append(Placed(segment, role))
        self.stage = stage


def split(lines: Sequence[Line], source: int) -> list[Sheet]:
    """The documents of one file, in order; every line of it is in one of them."""
    segments = gather(lines)
    done: list[_Open] = []
    now = _Open()
    for index, segment in enumerate(segments):
        fresh, role, stage = _decide(now, segments, index)
        if fresh and now.parts:
            done.append(now)
            now = _Open(_taken_over(now, segment, role))
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


def _joined(found: list[_Open]) -> list[_Open]:
    """A piece without any text of its own (a stamp, a stray line) belongs to the document before it."""
    kept: list[_Open] = []
    for one in found:
        if kept and not one.seen("body", "salutation", "reply", "order_head", "inquiry_head", "annex_head", "letterhead"):
            kept[-1].parts += one.parts
        else:
            kept.append(one)
    return kept


def language_of(parts: Sequence[Placed]) -> str:
    """The language of the body; of what else there is where there is none."""
    for wanted in (("body", "order_verb"), ("salutation", "reply", "title", "address", "signature"), None):
        weight: dict[str, int] = {}
        for part in parts:
            if wanted is None or part.role in wanted:
                for line in part.segment.lines:
                    weight[line.language] = weight.get(line.language, 0) + line.words
        if sum(weight.values()) >= (5 if wanted else 0) and weight:
            return max(weight, key=lambda language: weight[language])
    return "ru"


def _taken_over(old: _Open, segment: Segment, role: Role) -> list[Placed]:
    """Lines at the end of the old document that already belong to the new one's head, moved."""
    taken: list[Placed] = []
    while old.parts and len(taken) < _reach(role) and _movable(old.parts[-1], segment, role) and old.seen("body", "letterhead"):
        moved = old.parts.pop().segment
        taken.insert(0, Placed(moved, "strip" if moved.cue == "strip" else "address"))
    return taken


def _reach(role: Role) -> int:
    return 8 if role in ("salutation", "reply") else 3 if role == "body" else 1


def _movable(last: Placed, segment: Segment, role: Role) -> bool:
    if _LISTED.match(last.segment.text):
        return False
    cues = (None, "caps", "strip") if role == "body" else (None, "caps")
    loose = (
        last.role in ("body", "signature") and last.segment.cue in cues and not last.segment.prose and not roles.is_name(last.segment.text)
    )
    if role == "annex_head":
        return loose and not segment.lines[0].gap
    if role == "body":
        return loose and last.segment.language == segment.language
    return loose and role in ("salutation", "reply")


def _decide(now: _Open, segments: Sequence[Segment], index: int) -> tuple[bool, Role, str]:
    """Whether a new document begins here, the segment's role, and the stage after it."""
    return {"head": _in_head, "body": _in_body, "tail": _in_tail}[now.stage](now, segments, index)


def _in_head(now: _Open, segments: Sequence[Segment], index: int) -> tuple[bool, Role, str]:
    segment = segments[index]
    cue = segment.cue
    if cue == "annex_head":
        if now.seen("letterhead") and roles.is_reply(segment.text):
            return False, "reply", "head"
        return now.seen("address", "reply", "salutation"), "annex_head", "head"
    if cue in _HEAD and not (cue == "reply" and _continues(now, segment)):
        return False, cue, "head"
    if cue in ("caps", "phone"):
        return False, "contact" if cue == "phone" else "letterhead" if _opens_letterhead(segments, index) else "address", "head"
    if cue in ("enclosure", "closing", "executor") and now.parts:
        return False, cue, "tail"
    if segment.prose and not _address_ahead(now, segments, index):
        return False, "body", "body"
    continued = _continues(now, segment)
    if continued:
        return False, continued, "head"
    if cue in (None, "strip") and _refers(now, segments, index):
        return False, "reply", "head"
    if cue == "strip" or (cue is None and roles.is_strip(segment.text) and not roles.is_addressed(segment.text)):
        return False, "strip", "head"
    return False, "address", "head"


def _continues(now: _Open, segment: Segment) -> Role | None:
    """The role of the part above where this one only goes on with it: a stamp's date, what an annex belongs to, a copy's name."""
    last = now.parts[-1] if now.parts else None
    if last is None or segment.cue not in (None, "strip", "reply", "signature"):
        return None
    text = segment.text
    if last.role == "incoming" and segment.cue == "strip" and strips.dated(text) and not re.search(r"\d[./]\d", last.segment.text):
        return "incoming"
    if last.role == "annex_head" and (segment.cue == "strip" or text[:1].islower() or roles.is_country(text)):
        return "annex_head"
    return "copy" if last.role == "copy" and not roles.holds_name(last.segment.text) and roles.is_name(text) else None


def _refers(now: _Open, segments: Sequence[Segment], index: int) -> bool:
    """True for a piece of a reply reference whose other pieces stand above or below it, blank lines between."""
    text = segments[index].text
    above = ""
    for part in reversed(now.parts):
        if part.role != "reply":
            break
        above = f"{part.segment.text} {above}"
    if above and "№" not in above and roles.is_reply(f"{above}{text}"):
        return "№" in text or roles.is_country(text) or bool(re.match(r"республик|от\s", text, re.IGNORECASE))
    if "№" in above and strips.dated(text) and not strips.holds_date(above):
        return not segments[index].lines[0].gap or (text[:3].lower() == "от " and now.seen("strip"))
    if len(text) > _PIECE or not (roles.starts_reply(text) or _DAY_OF.search(text)):
        return False
    below = [one.text for one in segments[index + 1 : index + 3] if one.cue in (None, "strip", "reply") and len(one.text) <= _PIECE]
    return any(roles.is_reply(" ".join([text, *below[:count]])) for count in range(1, len(below) + 1))


def _address_ahead(now: _Open, segments: Sequence[Segment], index: int) -> bool:
    """True where a salutation or a reply line still comes before any running text: this is no body yet."""
    if now.seen("salutation") or segments[index].words > 60:
        return False
    replied = now.seen("reply")
    for later in segments[index + 1 : index + 4]:
        if later.cue == "salutation" or (later.cue == "reply" and not replied):
            return True
        if later.prose:
            return False
    return False


def _opens_letterhead(segments: Sequence[Segment], index: int) -> bool:
    """True where this and the capitals right after it name a body."""
    words: list[str] = []
    for later in segments[index : index + 6]:
        if later.cue != "caps":
            break
        words.append(later.text)
    before = segments[index - 1] if index else None
    if before is not None and before.cue == "caps":
        words.insert(0, before.text)
    return roles.names_body(" ".join(words))


def _begins(segments: Sequence[Segment], index: int) -> bool:
    segment = segments[index]
    return segment.cue in _STARTS or (segment.cue == "caps" and _opens_letterhead(segments, index))


def _head_role(segments: Sequence[Segment], index: int) -> Role:
    cue = segments[index].cue
    return "letterhead" if cue == "caps" else cue or "address"


def _in_body(now: _Open, segments: Sequence[Segment], index: int) -> tuple[bool, Role, str]:
    segment = segments[index]
    cue = segment.cue
    if _begins(segments, index) and not _short_heading(segments, index):
        return True, _head_role(segments, index), "head"
    if cue in ("salutation", "reply") and not segment.prose:
        return _late_head(now, segment)
    if cue in ("enclosure", "closing", "executor", "approval", "copy") or _signs(segments, index):
        return False, "signature" if cue not in _TAIL else cue, "tail"
    if cue == "mark":
        return False, "mark", "body"
    if _turns(now, segments, index):
        return True, "body", "body"
    return False, "body", "body"


def _short_heading(segments: Sequence[Segment], index: int) -> bool:
    """True for a heading in capitals inside a body: running text comes at once, and no part of a head."""
    if segments[index].cue != "caps":
        return False
    return not any(
        later.cue in _HEAD or roles.is_strip(later.text) or later.cue == "order_head"
        for later in segments[index + 1 : index + 8]
        if not later.prose
    )


def _late_head(now: _Open, segment: Segment) -> tuple[bool, Role, str]:
    role: Role = segment.cue or "address"
    if now.count("body") <= 2 and not now.seen("salutation", "reply"):
        now.parts[:] = [Placed(part.segment, "address") if part.role == "body" else part for part in now.parts]
        return False, role, "head"
    return True, role, "head"


def _signs(segments: Sequence[Segment], index: int) -> bool:
    """True where a signature begins: a post with a name soon after it, a name alone, a body's name at the very end."""
    segment = segments[index]
    after = segments[index + 1 : index + 4]
    if segment.text[-1:] == ":" and segment.words <= _FEW and roles.is_post(segment.text[:-1]):
        return bool(after) and after[0].words <= _FEW and roles.holds_name(after[0].text)
    if segment.prose or segment.words > 22 or segment.text[-1:] in ";:":
        return False
    if segment.cue == "signature":
        named = roles.holds_name(segment.text) or any(
            roles.holds_name(later.text) or roles.is_name(later.text) for later in after if not later.prose
        )
        return named or _ends_here(segments, index)
    if segment.cue is None and len(segment.lines) > 1 and roles.is_post(segment.text):
        below = bool(after) and roles.is_name(after[0].text)
        return (below or roles.holds_name(segment.lines[-1].folded)) and _ends_here(segments, index + below)
    bare = segment.cue in (None, "caps") and segment.text[:1].isupper() and segment.text[-1:] not in ".,"
    return bare and roles.names_body(segment.text) and index > 0 and _ends_here(segments, index)


def _ends_here(segments: Sequence[Segment], index: int) -> bool:
    later = segments[index + 1 : index + 3]
    if not later or all(one.cue in _TAIL | {"mark", "contact"} for one in later):
        return True
    return _begins(segments, index + 1) or (later[0].prose and later[0].language != segments[index].language and later[0].words >= 8)


def _turns(now: _Open, segments: Sequence[Segment], index: int) -> bool:
    """True where the language changes for good: the next running paragraphs are in another one than the body so far."""
    segment = segments[index]
    near = now.parts[-_NEAR:]
    running = any(part.role == "body" and part.segment.words >= 6 for part in near)
    if not segment.prose or segment.words < 8 or not running or segment.language == language_of(near):
        return False
    later = [one.language for one in segments[index + 1 :][:12] if one.prose and one.words >= 6][:3]
    return all(language == segment.language for language in later[:1]) and later.count(segment.language) * 2 >= len(later)


def _in_tail(now: _Open, segments: Sequence[Segment], index: int) -> tuple[bool, Role, str]:
    segment = segments[index]
    cue = segment.cue
    signed = now.seen("signature", "executor", "closing")
    if _begins(segments, index) or (cue in ("salutation", "reply") and not segment.prose):
        return True, _head_role(segments, index), "head"
    if (
        cue == "signature"
        and any(part.role == "signature" and roles.holds_name(part.segment.text) for part in now.parts)
        and _phoned(segments, index)
    ):
        return False, "executor", "tail"
    if cue in _TAIL or cue in ("mark", "incoming"):
        if cue == "signature" and signed and roles.is_addressed(segment.text) and _starts_ahead(segments, index):
            return True, "address", "head"
        return False, cue if cue is not None else "signature", "tail"
    if cue == "contact":
        return False, "phone", "tail"
    if now.parts[-1].role == "copy" and cue is None and now.parts[-1].segment.text.endswith((";", ",", ":")):
        return False, "copy", "tail"
    if now.parts[-1].role == "enclosure" and _LISTED.match(segment.text):
        return False, "enclosure", "tail"
    if segment.prose:
        return _prose_after(now, segment, signed=signed)
    if signed and cue in (None, "outgoing", "strip") and not _tail_like(segment) and _starts_ahead(segments, index):
        return True, cue or "address", "head"
    return False, "enclosure" if now.parts[-1].role == "enclosure" and not segment.lines[0].gap else "signature", "tail"


def _phoned(segments: Sequence[Segment], index: int) -> bool:
    """True for a name above a telephone number: who wrote the letter."""
    text = segments[index].text
    return roles.is_name(text) and "." in text and index + 1 < len(segments) and roles.is_phone(segments[index + 1].text)


def _prose_after(now: _Open, segment: Segment, *, signed: bool) -> tuple[bool, Role, str]:
    if "eds" in roles.marks(segment.text) and now.seen("mark"):
        return False, "mark", "tail"
    if not signed:
        listed = now.parts[-1].role == "enclosure" and segment.text[:1].isdigit()
        return False, "enclosure" if listed else "body", "tail" if listed else "body"
    return True, "body", "body"


def _tail_like(segment: Segment) -> bool:
    text = segment.text
    day_of_signing = not segment.lines[0].gap and "№" not in text and strips.dated(text)
    return day_of_signing or roles.is_name(text) or roles.holds_name(text) or not any(ch.isalpha() for ch in text) or roles.is_post(text)


def _starts_ahead(segments: Sequence[Segment], index: int) -> bool:
    """True where running text or a head comes before any more of a tail."""
    if roles.is_addressed(segments[index].text) or segments[index].cue == "signature" or roles.is_country(segments[index].text):
        ahead = [one.cue for one in segments[index + 1 : index + 9]]
        first = next((cue for cue in ahead if cue in ("executor", "closing", "approval", "reply", "salutation")), None)
        if first in ("reply", "salutation"):
            return True
    for at in range(index + 1, min(index + 14, len(segments))):
        later = segments[at]
        if later.cue in ("executor", "phone", "closing", "approval") or (later.cue == "signature" and roles.holds_name(later.text)):
            return False
        if later.prose or _begins(segments, at) or later.cue in ("salutation", "reply"):
            return True
    return False
