"""Head, body and tail: the role of the next segment by the stage that its document has come to, and where a new one begins."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from docpipe.layout import announced, bounds, roles, strips
from docpipe.layout.bounds import HEAD, TAIL
from docpipe.layout.parts import Growing, language_of
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.roles import Role
    from docpipe.layout.segments import Segment

_NEAR = 60
"""How many parts back the language of the body so far is looked for."""
_PIECE = 95
_CONTACTS, _WORD = 5, 2
_ANNEX_TABLE, _TABLE = (2, 2), (2, 3)
"""How many lines of how many columns are a table: a letterhead and a strip have columns, too."""
_BELOW_WORDS, _PREAMBLE = 8, 6
_AHEAD, _STAMP_PARTS = 12, 5
"""So many lines ahead, the rows of a table among them, running text tells the language of a head."""
_DAY_OF = lazy(r"\d{4}\s{0,3}жылғы\s{1,3}«?\d{1,2}»?\s{1,3}\w{3,10}[дт][ае]ғы$|\d{4}\s{0,3}жылғы\s{1,3}«?\d{1,2}»?\s{1,3}\w{3,10}[дт]егі$")
_DECISION = lazy(r"(?:шешім|решение|қаулы|постановление)\s{0,2}:", re.IGNORECASE)
"""The word for an act where number and day stand below it; else what minutes or a court have decided."""
_CELL = lazy(r"\t|(?<=\S) {3,90}(?=\S)")
_LISTED = lazy(r"\d{1,2}\s?[.)]\s")


def decide(now: Growing, segments: Sequence[Segment], index: int) -> tuple[bool, Role, str]:
    """Whether a new document begins here, the segment's role, and the stage after it."""
    return {"head": _in_head, "body": _in_body, "tail": _in_tail}[now.stage](now, segments, index)


def _in_head(now: Growing, segments: Sequence[Segment], index: int) -> tuple[bool, Role, str]:
    segment = segments[index]
    cue = "order_head" if _is_published(now, segments, index) else segment.cue
    if cue == "annex_head":
        if now.seen("letterhead") and roles.is_reply(segment.text):
            return False, "reply", "head"
        return now.seen("address", "reply", "salutation"), "annex_head", "head"
    if cue in HEAD and not (cue == "reply" and _continues(now, segment)):
        return False, cue, "head"
    if cue in ("caps", "phone"):
        return (
            False,
            "contact"
            if cue == "phone"
            else "letterhead"
            if bounds.opens_letterhead(segments, index) or _is_office(now, segments, index)
            else "address",
            "head",
        )
    if cue in ("enclosure", "closing", "executor") and now.parts:
        return False, cue, "tail"
    greeted = cue is None and bool(now.parts) and now.parts[-1].role == "salutation"
    table = _is_table(now, segment)
    if table or greeted or _leads_to_verb(segments, index) or (segment.prose and not _address_ahead(now, segments, index)):
        return False, "address" if table else "body", "body"
    continued = _continues(now, segment)
    if continued:
        return False, continued, "head"
    if cue in (None, "strip") and _refers(now, segments, index):
        return False, "reply", "head"
    if cue == "strip" or (cue is None and roles.is_strip(segment.text) and not roles.is_addressed(segment.text)):
        return False, "strip", "head"
    return False, "address", "head"


def _leads_to_verb(segments: Sequence[Segment], index: int) -> bool:
    """True for a preamble whose operative word stands on a line of its own: `… акимат области / ПОСТАНОВЛЯЕТ:`."""
    segment, below = segments[index], segments[index + 1] if index + 1 < len(segments) else None
    close = below is not None and below.cue == "order_verb" and not below.lines[0].gap
    return close and segment.cue is None and segment.words >= _PREAMBLE and not roles.is_subject(segment.text)


def _is_office(now: Growing, segments: Sequence[Segment], index: int) -> bool:
    """True for a post in capitals at the very head, in whose name the letter is sent; whom it goes to has a name or stands in the dative."""
    return not any(part.role != "mark" for part in now.parts) and _nominal(segments, index)


def _nominal(segments: Sequence[Segment], index: int) -> bool:
    """True for an office without a name beside or below it."""
    text = segments[index].text
    below = segments[index + 1].text if index + 1 < len(segments) else ""
    return roles.is_post(text) and not (roles.holds_name(text) or roles.is_name(below) or roles.is_addressed(text))


def _is_table(now: Growing, segment: Segment) -> bool:
    """True for the rows of a table: what an annex, a plan or a list has for its text."""
    columns = [sum(bool(cell.strip()) for cell in _CELL.split(line.folded)) for line in segment.lines]
    least = _ANNEX_TABLE if now.seen("annex_head") else _TABLE
    return segment.cue in (None, "caps") and sum(count >= least[1] for count in columns) >= least[0]


def _is_published(now: Growing, segments: Sequence[Segment], index: int) -> bool:
    """True for the line at the very head, or below a title, that says which act of whom this is."""
    segment, last = segments[index], now.parts[-1] if now.parts else None
    if last is None:
        told = announced.is_act(segment.text) and not roles.is_reply(segment.text)
        return told and (announced.is_published(segment.text) or _acts_on(segments, index))
    if segment.cue == "order_verb" and _DECISION.fullmatch(segment.text):
        return not now.seen("order_head") and any(roles.is_strip(one.text) for one in segments[index + 1 : index + 2])
    if segment.cue == "caps" and not now.seen("order_head", "annex_head"):
        return announced.is_act(segment.text)
    return roles.is_subject(last.segment.text) and announced.is_published(segment.text)


def _acts_on(segments: Sequence[Segment], index: int) -> bool:
    """True where an act goes on as such, with its number, its heading or its verb: a headline may begin with whose act it tells of, too."""
    later = segments[index + 1 : index + 5]
    named = bool(later) and not later[0].prose and roles.is_subject(later[0].text)
    return named or any(one.cue == "order_verb" or (not one.prose and strips.numbered(one.text)) for one in later)


def _continues(now: Growing, segment: Segment) -> Role | None:
    """The role of the part above where this one only goes on with it: a stamp's date, what an annex belongs to, a copy's name."""
    last = now.parts[-1] if now.parts else None
    if last is None or segment.cue not in (None, "strip", "reply", "signature"):
        return None
    text = segment.text
    if last.role == "incoming" and segment.cue == "strip" and strips.dated(text) and not re.search(r"\d[./]\d", last.segment.text):
        return "incoming"
    if not segment.lines[0].gap and _is_stamp(now) and (segment.cue == "signature" or roles.is_name(text) or strips.dated(text)):
        return last.role
    if last.role == "annex_head" and (segment.cue == "strip" or text[:1].islower() or roles.is_country(text)):
        return "annex_head"
    if last.role != "copy" or segment.cue in ("strip", "reply"):
        return None
    unnamed = not roles.holds_name(last.segment.text) and all(roles.is_name(piece) for piece in re.split(r"[,;]\s", text.rstrip(" ,;.")))
    return "copy" if unnamed or last.segment.text.endswith((";", ",", ":")) else None


def _is_stamp(now: Growing) -> bool:
    """True below the words of a stamp that somebody signs and dates: `Копия верна`, `УТВЕРЖДАЮ`."""
    role = now.parts[-1].role
    block = list(takewhile(lambda part: part.role == role, reversed(now.parts[-_STAMP_PARTS:])))
    return role == "approval" or (role == "mark" and any("true_copy" in roles.marks(part.segment.text) for part in block))


def _refers(now: Growing, segments: Sequence[Segment], index: int) -> bool:
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


def _address_ahead(now: Growing, segments: Sequence[Segment], index: int) -> bool:
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


def _head_role(segments: Sequence[Segment], index: int) -> Role:
    cue = segments[index].cue
    if cue in (None, "caps") and announced.is_act(segments[index].text):
        return "order_head"
    return "letterhead" if cue == "caps" else cue or "address"


def _in_body(now: Growing, segments: Sequence[Segment], index: int) -> tuple[bool, Role, str]:
    segment = segments[index]
    cue = segment.cue
    if bounds.begins(segments, index) and not bounds.is_section(segments, index):
        return True, _head_role(segments, index), "head"
    if bounds.announces(segments, index) and _headed_anew(now, segments, index):
        return True, "strip" if cue == "strip" else "address", "head"
    if cue in ("salutation", "reply") and not segment.prose:
        return _late_head(now, segment)
    if cue in ("enclosure", "closing", "executor", "approval", "copy") or bounds.signs(segments, index):
        return False, "signature" if cue not in TAIL else cue, "tail"
    if cue == "mark":
        return False, "mark", "body"
    if cue == "strip" and _registered_above(now, segments, index):
        return False, "strip", "tail"
    if _turns(now, segments, index):
        return True, "body", "body"
    return False, "body", "body"


def _headed_anew(now: Growing, segments: Sequence[Segment], index: int) -> bool:
    """True where a head that announces its kind is no heading of the body it stands in: a press office has signed, the language changes."""
    if _press_signed(now):
        return True
    heads = [part.segment.text for part in now.parts[:3]]
    if announced.kind_named(segments[index].text) == "press_release" and segments[index].text not in heads and now.seen("body"):
        return True
    below = next((one for one in segments[index + 1 : index + _AHEAD] if one.prose), None)
    spoken = language_of(now.parts[-_NEAR:])
    same = segments[index].words > _WORD and segments[index].language == spoken
    return below is not None and not same and below.language != spoken and now.seen("body")


def _press_signed(now: Growing) -> bool:
    """True where the body ends with the line of a press office, its telephone and address below it."""
    for part in reversed(now.parts[-_CONTACTS:]):
        if part.role != "body" or part.segment.prose:
            return False
        if announced.is_office(part.segment.text):
            return True
        if part.segment.cue not in ("contact", "phone", "mark", "executor") and not roles.is_phone(part.segment.text):
            return False
    return False


def _late_head(now: Growing, segment: Segment) -> tuple[bool, Role, str]:
    role: Role = segment.cue or "address"
    if now.count("body") <= 2 and not now.seen("salutation", "reply"):
        now.recast("body", "address")
        return False, role, "head"
    return True, role, "head"


def _turns(now: Growing, segments: Sequence[Segment], index: int) -> bool:
    """True where the language changes for good: the next running paragraphs are in another one than the body so far."""
    segment = segments[index]
    near = now.parts[-_NEAR:]
    running = any(part.role == "body" and part.segment.words >= 6 for part in near)
    if not segment.prose or segment.words < 8 or not running or segment.language == language_of(near):
        return False
    later = [one.language for one in segments[index + 1 :][:12] if one.prose and one.words >= 6][:3]
    return all(language == segment.language for language in later[:1]) and later.count(segment.language) * 2 >= len(later)


def _in_tail(now: Growing, segments: Sequence[Segment], index: int) -> tuple[bool, Role, str]:
    segment = segments[index]
    cue = segment.cue
    signed = now.seen("signature", "executor", "closing")
    sends = signed and cue == "caps" and _is_sender(segments, index)
    if sends or bounds.begins(segments, index) or (cue in ("salutation", "reply") and not segment.prose):
        return True, _head_role(segments, index), "head"
    if signed and bounds.announces(segments, index) and not _is_listed(now, segment):
        return True, "strip" if cue == "strip" else "address", "head"
    below = _below(now, segments, index) if signed else None
    if below:
        return False, below, "tail"
    if cue in TAIL or cue in ("mark", "incoming"):
        if cue == "signature" and signed and roles.is_addressed(segment.text) and bounds.starts_ahead(segments, index):
            return True, "address", "head"
        return False, cue if cue is not None else "signature", "tail"
    if cue == "contact":
        return (True, "contact", "head") if signed and _posts_to(segments, index) else (False, "phone", "tail")
    last = now.parts[-1]
    if (last.role == "copy" and cue is None and last.segment.text.endswith((";", ",", ":"))) or (
        last.role == "enclosure" and _LISTED.match(segment.text)
    ):
        return False, last.role, "tail"
    if segment.prose:
        return _prose_after(now, segment, signed=signed)
    heads = now.parts[-1].role in ("executor", "phone") and segment.lines[0].gap and not roles.holds_name(segment.text)
    ends_not = roles.is_addressed(segment.text) or not bounds.is_tail(segment) or heads
    if signed and cue in (None, "outgoing", "strip") and ends_not and bounds.starts_ahead(segments, index):
        return True, _head_role(segments, index), "head"
    return False, "enclosure" if now.parts[-1].role == "enclosure" and not segment.lines[0].gap else "signature", "tail"


def _is_sender(segments: Sequence[Segment], index: int) -> bool:
    """True for the office, in capitals, in whose name the next letter is sent: the other version's letterhead."""
    text = segments[index].text
    return segments[index].words > 1 and _nominal(segments, index) and not roles.is_country(text) and bounds.starts_ahead(segments, index)


def _posts_to(segments: Sequence[Segment], index: int) -> bool:
    """True for the postal address of whom a reply goes to: the name stands below it, then what is answered, or the greeting."""
    later = segments[index + 1 : index + 3]
    return len(later) > 1 and later[0].cue is None and roles.is_name(later[0].text) and later[1].cue in ("reply", "salutation")


def _below(now: Growing, segments: Sequence[Segment], index: int) -> Role | None:
    """What a line below the signature is that is told by its neighbours: who wrote the letter, its date and number."""
    if _by_whom(now, segments, index):
        return "executor"
    return "strip" if _registered_below(now, segments, index) else None


def _registered_below(now: Growing, segments: Sequence[Segment], index: int) -> bool:
    """True for a date and number below the signature of a document that has none above; the next document has its own or there is none."""
    if now.parts[-1].role == "strip" and _is_number_line(segments[index]) and not segments[index].lines[0].gap:
        return True
    if now.seen("strip", "outgoing"):
        return False
    executed = any(one.cue == "executor" for one in segments[index + 1 : index + 2])
    if executed and _is_number_line(segments[index]) and "№" in segments[index].text:
        return True
    if not any("№" in one.text and _is_number_line(one) for one in segments[index : index + 2]):
        return False
    if not _is_number_line(segments[index]) and not (segments[index].words <= _BELOW_WORDS and strips.holds_date(segments[index].text)):
        return False
    head = list(takewhile(lambda one: not one.prose, segments[index + 1 : index + 12]))
    rest = head[1:] if head and _is_number_line(head[0]) and "№" not in segments[index].text else head
    if any(_is_number_line(one) or (one.cue is None and roles.is_strip(one.text)) for one in rest):
        return True
    return len(head) == len(segments) - index - 1 and not any(bounds.begins(segments, at) for at in range(index + 1, len(segments)))


def _registered_above(now: Growing, segments: Sequence[Segment], index: int) -> bool:
    """True for a telegram's date and number, between its text and its signature, where its head has none."""
    bare = not now.seen("strip", "outgoing") and "№" in segments[index].text and strips.holds(segments[index].text)
    return bare and index + 1 < len(segments) and bounds.signs(segments, index + 1)


def _is_number_line(segment: Segment) -> bool:
    return segment.cue in ("strip", "outgoing") or strips.holds(segment.text)


def _by_whom(now: Growing, segments: Sequence[Segment], index: int) -> bool:
    """True for a name with a telephone below the signature."""
    return (
        segments[index].cue in ("signature", None)
        and bounds.is_phoned(segments, index)
        and any(part.role == "signature" and roles.holds_name(part.segment.text) for part in now.parts)
    )


def _is_listed(now: Growing, segment: Segment) -> bool:
    """True for a line of what is enclosed, consented to or copied: it goes on with the line above."""
    return now.parts[-1].role in ("enclosure", "approval", "copy") and not segment.lines[0].gap


def _prose_after(now: Growing, segment: Segment, *, signed: bool) -> tuple[bool, Role, str]:
    if "eds" in roles.marks(segment.text) and now.seen("mark"):
        return False, "mark", "tail"
    if not signed:
        listed = now.parts[-1].role == "enclosure" and segment.text[:1].isdigit()
        return False, "enclosure" if listed else "body", "tail" if listed else "body"
    return True, "body", "body"
