"""What was damaged on its way into the file is mended, each step recorded so that the text before can be had back.

Every rule looks at the same old text and proposes edits; where two overlap, the rule that stands first in `RULES` wins.
Wording is never changed, paragraphs are never joined, digits stay what they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docpipe.language import (
    legacy,
    repair_alphabet,
    repair_blank,
    repair_columns,
    repair_furniture,
    repair_glue,
    repair_hyphen,
    repair_markup,
    repair_number,
    repair_page,
)
from docpipe.language.passage import Passage
from docpipe.language.repair_edit import Edit
from docpipe.model.record import Repair
from docpipe.model.trace import note

RULES: tuple[Callable[[str], Iterable[Edit]], ...] = (
    legacy.find,
    repair_hyphen.find,
    repair_page.find,
    repair_number.find,
    repair_markup.find,
    repair_furniture.find,
    repair_alphabet.find,
    repair_glue.find,
    repair_columns.find,
    repair_blank.find,
)
"""The rules in the order in which they win."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The text after repair, its steps, and where each of them began in the text before."""

    text: str
    repairs: tuple[Repair, ...]
    starts: tuple[int, ...]

    def moved(self, offset: int) -> int:
        """Where an offset of the text before stands now: never decreasing, inside a changed word at the same letter.

        The end of a word inside a glued stretch is `moved(end - 1) + 1`: the blank that was put in belongs to neither word.

        >>> mend("Утверждён 20 21 года").moved(13), mend("Утверждён 20 21 года").moved(16)
        (12, 15)
        """
        i = bisect_right(self.starts, offset) - 1
        if i < 0:
            return offset
        step, inside = self.repairs[i], offset - self.starts[i]
        if inside >= len(step.before):
            return step.span[1] + inside - len(step.before)
        return step.span[0] + _same_letter(step.before, step.after, inside)


def mend(text: str) -> Mended:
    """The text mended. Runs in linear time, never fails, and `undo` gives the text before.

    >>> mend("**Құрметпен,**").text
    'Құрметпен,'
    >>> mend("5 cәуірде").repairs
    (Repair(span=(2, 9), before='cәуірде', after='сәуірде', rule='mixed-alphabet'),)
    """
    edits, lost = _chosen(text)
    pieces: list[str] = []
    repairs: list[Repair] = []
    at = length = 0
    for (start, end), after, rule in edits:
        pieces += [text[at:start], after]
        length += start - at + len(after)
        repairs.append(Repair(span=(length - len(after), length), before=text[start:end], after=after, rule=rule))
        at = end
    mended = Mended("".join([*pieces, text[at:]]), tuple(repairs), tuple(edit.span.start for edit in edits))
    _tell(mended, lost)
    return mended


def _tell(mended: Mended, lost: Sequence[Edit]) -> None:
    """Note what was mended, and what another rule had mended already."""
    for step in mended.repairs:
        note("repair", step.rule, step.span, won=True, why=step.before)
    for (start, end), _, rule in lost:
        note("repair", rule, (mended.moved(start), mended.moved(end)), won=False, why="an earlier rule changed this place")


def undo(text: str, repairs: Sequence[Repair]) -> str:
    """The text before repair.

    >>> undo("2021 года", mend("20 21 года").repairs)
    '20 21 года'
    """
    pieces: list[str] = []
    at = 0
    for step in repairs:
        pieces += [text[at : step.span[0]], step.before]
        at = step.span[1]
    return "".join([*pieces, text[at:]])


def find(passage: Passage) -> Iterable[Edit]:
    """The edits that `mend` would make, with their places in the text before."""
    return _chosen(passage.packet)[0]


def _chosen(text: str) -> tuple[list[Edit], list[Edit]]:
    """Edits of all rules, none overlapping, in the order of the text; and those that came too late."""
    taken = bytearray(len(text))
    edits: list[Edit] = []
    lost: list[Edit] = []
    for rule in RULES:
        for proposal in rule(text):
            start, end = proposal.span
            if taken.find(1, start, end) >= 0:
                lost.append(proposal)
            elif start < end and text[start:end] != proposal.after:
                taken[start:end] = b"\1" * (end - start)
                edits.append(proposal)
    return sorted(edits), lost


def _same_letter(before: str, after: str, index: int) -> int:
    """The index in `after` of the letter that is `before[index]`, where blanks were put in and signs taken out."""
    if len(before) == len(after):
        return index
    at = 0
    for letter in before[: index + 1]:
        place = at
        while place < len(after) and after[place].isspace() and not letter.isspace():
            place += 1
        if place < len(after) and after[place] == letter:
            at = place + 1
        else:
            place = at
    return place
