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

_CLOSED = frozenset({"closing", "order_head", "inquiry_head", "phone", "mark", "caps"})
_SENTENCE_END = re.compile(r"[.;:!?…]\s?[»\")*]{0,3}$")
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
        if self.cue not in (None, "order_verb") or self.words < 6:
            return self.cue == "order_verb"
        sentence = bool(_SENTENCE_END.search(self.text)) and not re.search(r"\s[А-ЯЁӘҒҚҢӨҰҮҺІ]\.$", self.text)
        return sentence or self.words >= 30 or bool(_SENTENCE_BREAK.search(self.text) and self.words >= 12)


def gather(lines: Sequence[Line]) -> list[Segment]:
    """The lines of one file as segments, in order."""
    groups: list[list[Line]] = []
    cues: list[roles.Role | None] = []
    for line in lines:
        own = _own_cue(line, cues[-1] if groups and not line.gap else None)
        if groups and not _breaks(line, own, groups[-1], cues[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
            cues.append(own)
    return [Segment(tuple(group), own, " ".join(line.folded for line in group)) for group, own in zip(groups, cues, strict=True)]


def _own_cue(line: Line, running: roles.Role | None) -> roles.Role | None:
    own = roles.cue(line)
    if own is None and roles.is_post(line.folded) and (line.gap or running is not None):
        return "signature"
    if own is None and line.gap and roles.is_name(line.folded) and line.words <= 4:
        return "signature"
    return own


def _breaks(line: Line, own: roles.Role | None, group: list[Line], running: roles.Role | None) -> bool:
    if line.gap or own in _CLOSED | {"salutation", "executor", "reply", "annex_head"}:
        return not (own == running == "caps" and not line.gap)
    if own is not None:
        return own != running
    if running in _CLOSED:
        return True
    last = group[-1].folded
    return running == "salutation" and last.endswith(("!", ",")) and not line.folded.endswith("!")
