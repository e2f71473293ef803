"""Where one document may end and the next one begin: a letterhead, a signature, what comes right after them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from docpipe.layout import announced, roles, strips
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.segments import Segment

HEAD = frozenset({"order_head", "inquiry_head", "salutation", "reply", "incoming", "outgoing", "mark", "copy", "approval", "contact"})
TAIL = frozenset({"enclosure", "closing", "executor", "signature", "copy", "approval", "phone"})
_STARTS = frozenset({"order_head", "inquiry_head", "annex_head"})
_FEW, _POSTED, _ABOVE_WORD, _POST_LINES, _ROWS = 12, 8, 6, 5, 3
_APPROVES = lazy(r"(?:УТВЕРЖДАЮ|БЕКІТЕМІН)(?![^\W\d_])")
"""The stamp above the word for minutes, a plan or an act."""
_ROW = lazy(rf"[^\W\d_][^\d.;:!?\t]{{2,80}}(?:\t|\s{{4,90}})(?:{roles.NAME.pattern})")
"""Words and, far to their right, a name: a rank or a post that no vocabulary knows."""


def begins(segments: Sequence[Segment], index: int) -> bool:
    """True for the word for an order, an inquiry or an annex, for capitals that say whose act it is, for a letterhead and a draft's mark."""
    segment = segments[index]
    if segment.cue == "approval" and _APPROVES.match(segment.text):
        return any(announces(segments, at) for at in range(index + 1, min(index + _ABOVE_WORD, len(segments))))
    if _titles_act(segments, index) or _heads_draft(segments, index):
        return True
    return segment.cue in _STARTS or (segment.cue == "caps" and (announced.is_act(segment.text) or opens_letterhead(segments, index)))


def _heads_draft(segments: Sequence[Segment], index: int) -> bool:
    """True for `Жоба` or `Проект` above a title, an act's word, a letterhead or whom it goes to."""
    segment, below = segments[index], segments[index + 1] if index + 1 < len(segments) else None
    if segment.cue != "mark" or below is None or not segment.lines[0].gap or "draft" not in roles.marks(segment.text):
        return False
    if announced.addresses(below.text) or (below.words <= _FEW and announced.names_receiver(below.text)):
        return True
    return below.cue in _STARTS or announced.is_title(below.text) or (below.cue == "caps" and roles.names_body(below.text))


def _titles_act(segments: Sequence[Segment], index: int) -> bool:
    """True for an act's title with the line below it that says whose act it is, of which day and number."""
    below = segments[index + 1] if index + 1 < len(segments) else None
    segment = segments[index]
    titled = segment.cue in (None, "caps", "title") and segment.lines[0].gap and announced.is_title(segment.text)
    return titled and below is not None and not below.prose and announced.is_published(below.text)


def opens_letterhead(segments: Sequence[Segment], index: int) -> bool:
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


def is_section(segments: Sequence[Segment], index: int) -> bool:
    """True for a heading in capitals inside a body: running text comes at once, and no part of a head."""
    if segments[index].cue != "caps":
        return False
    return not any(
        later.cue in HEAD or roles.is_strip(later.text) or later.cue == "order_head"
        for later in segments[index + 1 : index + 8]
        if not later.prose
    )


def signs(segments: Sequence[Segment], index: int) -> bool:
    """True where a signature begins: a post with a name soon after it, a name alone, a body's name at the very end."""
    segment = segments[index]
    after = segments[index + 1 : index + 4]
    if segment.text[-1:] == ":" and segment.words <= _FEW and roles.is_post(segment.text[:-1]):
        return bool(after) and after[0].words <= _FEW and roles.holds_name(after[0].text)
    if segment.prose or segment.words > 22 or segment.text[-1:] in ";:":
        return False
    if segment.cue == "signature":
        tail = list(takewhile(lambda later: not later.prose, after[:1] if _is_word(segment) else after))
        named = roles.holds_name(segment.text) or any(roles.holds_name(later.text) or roles.is_name(later.text) for later in tail)
        return named or _ends_here(segments, index)
    if segment.cue is None and len(segment.lines) > 1 and _posts(segment):
        below = bool(after) and roles.is_name(after[0].text)
        return (below or roles.holds_name(segment.lines[-1].folded)) and (
            _ends_here(segments, index + below) or (len(after) > below and signs(segments, index + below + 1))
        )
    if _is_row(segment):
        return _signs_in_rows(segments, index)
    bare = segment.cue in (None, "caps") and segment.text[:1].isupper() and segment.text[-1:] not in ".,"
    return bare and roles.names_body(segment.text) and index > 0 and _ends_here(segments, index)


def _is_row(segment: Segment) -> bool:
    if segment.cue is not None or not segment.lines[0].gap or not _ROW.fullmatch(segment.lines[0].folded):
        return False
    return all(roles.is_name(line.folded) or _ROW.fullmatch(line.folded) for line in segment.lines[1:])


def _signs_in_rows(segments: Sequence[Segment], index: int) -> bool:
    """True for a few such rows at the very end; more of them, or some that a colon leads to, are a list of people."""
    above = len(list(takewhile(_is_row, reversed(segments[max(0, index - _ROWS) : index]))))
    below = len(list(takewhile(_is_row, segments[index + 1 : index + 1 + _ROWS])))
    first = index - above
    few = above + below < _ROWS and first > 0 and segments[first - 1].text[-1:] != ":"
    return few and _ends_here(segments, index + below)


def _posts(segment: Segment) -> bool:
    """True for a post over several lines, a rank and the name below it."""
    lines = [line.folded for line in segment.lines[:_POST_LINES]]
    return any(roles.is_post(" ".join(lines[:count])) for count in range(len(lines), 0, -1))


def _is_word(segment: Segment) -> bool:
    """True for a word alone, such as a surname or a heading: `Выводы`."""
    return segment.words == 1 and not roles.is_post(segment.text)


def _ends_here(segments: Sequence[Segment], index: int) -> bool:
    later = segments[index + 1 : index + 3]
    if not later or later[0].cue == "executor" or all(one.cue in TAIL | {"mark", "contact", "strip", "outgoing"} for one in later):
        return True
    return (
        begins(segments, index + 1)
        or announces(segments, index + 1)
        or (announced.addresses(later[0].text) and announces(segments, index + 2))
        or roles.is_subject(later[0].text)
        or (later[0].prose and later[0].language != segments[index].language and later[0].words >= 8)
    )


def is_phoned(segments: Sequence[Segment], index: int) -> bool:
    """True for a name above a telephone number, its post right before it or none: who wrote the letter."""
    text = segments[index].text
    if index + 1 >= len(segments) or not (roles.is_phone(segments[index + 1].text) or _telephones(segments[index + 1])):
        return False
    return (roles.is_name(text) and "." in text) or (segments[index].words <= _POSTED and roles.ends_with_name(text))


def _telephones(segment: Segment) -> bool:
    """True for a line below another one that begins with a telephone, whatever follows."""
    return segment.cue in ("phone", "contact") and not segment.lines[0].gap and len(segment.lines) == 1


def is_tail(segment: Segment) -> bool:
    """True for what a tail still has below the signature: a day, a name, a post."""
    text = segment.text
    day_of_signing = not segment.lines[0].gap and "№" not in text and strips.dated(text)
    return day_of_signing or roles.is_name(text) or roles.holds_name(text) or not any(ch.isalpha() for ch in text) or roles.is_post(text)


def starts_ahead(segments: Sequence[Segment], index: int) -> bool:
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
        if later.prose or begins(segments, at) or later.cue in ("salutation", "reply"):
            return True
    return False


def names_kind(segment: Segment) -> bool:
    """True for the word for a kind, alone or with its title."""
    if segment.cue not in (None, "caps", "strip", "kind_head", "title") or segment.prose:
        return False
    return (
        segment.cue == "kind_head"
        or announced.is_word(segment.text)
        or announced.leads(segment.text)
        or announced.title_end(segment.text) is not None
    )


def announces(segments: Sequence[Segment], index: int) -> bool:
    """True where a head that announces its kind begins: the word, the word with its title, a title with the word below."""
    segment = segments[index]
    if names_kind(segment):
        return True
    if segment.cue not in (None, "caps", "title") or segment.prose:
        return False
    below = segments[index + 1] if index + 1 < len(segments) else None
    return below is not None and announced.kind_named(below.text) is not None and announced.is_title(segment.text)
