"""Lines gathered to segments: one announced part (a salutation, a letterhead column) or one paragraph each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.layout import roles
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.lines import Line

_SHORT_BLOCK, _SHORT_WORDS, _NAME_WORDS, _FULL_LINE, _FEWEST_WORDS, _FEW_WORDS, _MANY_WORDS, _SOME_WORDS = 6, 40, 4, 45, 3, 6, 30, 12
_LOUD = frozenset({"caps", "order_head", "executor", "closing", "salutation"})
_CLOSED = frozenset({"closing", "order_head", "inquiry_head", "phone", "mark", "caps"})
_SENTENCE_END = re.compile(r"[.;:!?…]\s?[»\")*]{0,3}$")
_SHORT_SENTENCE = re.compile(r"\s[а-яёәғқңөұүһіa-z]{4,30}»?[.!?]$")
_SENTENCE_BREAK = re.compile(r"[а-яёәғқңөұүһіa-z)»]{2}[.!?]\s{1,3}[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive lines with what their first one announces; `text` joins them with blanks."""

    lines: tuple[Line, ...]
    cue: roles.Role | None
    text: str

    @property
    def span(self) -> Span:
        """From the first line's start to the last one's end."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)

    @property
    def words(self) -> int:
        """How many words."""
        return len(self.text.split())

    @property
    def language(self) -> str:
        """The language of most of its words."""
        weight: dict[str, int] = {}
        for line in self.lines:
            weight[line.language] = weight.get(line.language, 0) + line.words
        return max(weight, key=lambda language: weight[language])

    @property
    def prose(self) -> bool:
        """True for a paragraph of running text, as against headings, addresses, names."""
        if self.cue not in (None, "order_verb") or self.words < _FEWEST_WORDS or roles.is_addressed(self.text):
            return self.cue == "order_verb"
        if self.words < _FEW_WORDS:
            return bool(_SHORT_SENTENCE.search(self.text)) and not roles.is_subject(self.text)
        sentence = bool(_SENTENCE_END.search(self.text)) and not re.search(r"\s[А-ЯЁӘҒҚҢӨҰҮҺІ]\.$", self.text)
        return sentence or self.words >= _MANY_WORDS or bool(_SENTENCE_BREAK.search(self.text) and self.words >= _SOME_WORDS)


def gather(lines: Sequence[Line]) -> list[Segment]:
    """The lines of one file as segments, in order."""
    return [segment for block in _blocks(lines) for segment in _of_block(block)]


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines between blank lines."""
    blocks: list[list[Line]] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _of_block(block: list[Line]) -> list[Segment]:
    whole = _whole_cue(block)
    if whole:
        return [_segment(block, whole)]
    groups: list[list[Line]] = []
    cues: list[roles.Role | None] = []
    for line in block:
        own = _own_cue(line, groups[-1] if groups else [], cues[-1] if cues else None)
        if groups and not _breaks(own, line, groups[-1], cues[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
            cues.append(own)
    return [_segment(group, own) for group, own in zip(groups, cues, strict=True)]


def _segment(lines: list[Line], own: roles.Role | None) -> Segment:
    text = " ".join(line.folded for line in lines)
    sentence = own == "reply" and len(text.split()) >= _SOME_WORDS and (len(text.split()) > _MANY_WORDS or text.endswith((".", ";", ":")))
    return Segment(tuple(lines), None if sentence else own, text)


def _whole_cue(block: list[Line]) -> roles.Role | None:
    """A short block that one of its lines decides: a receiver's stamp, an annex's heading that ends with `қосымша`."""
    if len(block) > _SHORT_BLOCK or sum(line.words for line in block) > _SHORT_WORDS:
        return None
    own = [roles.cue(line) for line in block]
    if len(block) in (2, 3) and roles.is_phoned_name(f"{block[0].folded} {block[1].folded}"):
        return "executor"
    if "incoming" in own and not {"letterhead", "caps", "salutation", "order_head"} & set(own):
        return "incoming"
    return "annex_head" if own[0] == "annex_head" or (len(block) > 1 and own[-1] == "annex_head") or roles.heads_annex(block[-1].folded) else None


def _own_cue(line: Line, group: list[Line], running: roles.Role | None) -> roles.Role | None:
    own = roles.cue(line)
    if group and running is None and own not in _LOUD and _runs_on(group[-1].folded):
        return None
    if own is None and roles.is_post(line.folded) and (not group or running is not None):
        return "signature"
    if own is None and not group and roles.is_name(line.folded) and line.words <= _NAME_WORDS:
        return "signature"
    return own


def _runs_on(before: str) -> bool:
    """True where the line before is a full one inside a sentence: what follows only looks like a cue."""
    return len(before) > _FULL_LINE and not _SENTENCE_END.search(before)


def _breaks(own: roles.Role | None, line: Line, group: list[Line], running: roles.Role | None) -> bool:
    if own == running == "caps":
        return False
    if own in _CLOSED | {"salutation", "executor", "reply", "annex_head"}:
        return True
    if own is not None:
        return own != running
    if running in _CLOSED:
        return True
    last = group[-1].folded
    return running == "salutation" and last.endswith(("!", ",")) and not line.folded.endswith("!")
