"""Quotation marks and brackets that are opened and never closed.

One closing mark may end two quotations (`«Компания «Рассвет»`), a quotation may open every one of its paragraphs, and what is opened in
one paragraph may be closed in a later one. An inch, an apostrophe and the label of a list (`1)`, `а)`) open and close nothing.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.checks.text.ground import note
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from docpipe.checks.text.ground import Ground
    from docpipe.model import record

_QUOTE = lazy("[«»“”„‟\"]|''|<<|>>")
_BRACKET = lazy(r"[(\[\])]")
_LABEL = lazy(r"(?:^|[\s«(\[,;*])(?:\d{1,3}(?:[.-]\d{1,2}){0,2}|[^\W\d_]{1,2}|[ivxIVXІХ]{1,5})$")
_BEGIN = " \t\n\u00a0([{«“„-–—/*"
_END = " \t\n\u00a0.,;:!?)]}»”“-–—/…*"
_MANY = 10
"""A document with more marks left open than this is no prose: a form, a formula, a programme."""
_FAR = 30
"""So many paragraphs later nothing is closed any more."""
_SHOWN = lazy(r"\S{1,40}(?:\s{1,3}\S{1,40}){0,3}")


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that its paragraph does not close: its place, the number of its paragraph, whether the paragraph begins with it."""

    at: int
    paragraph: int
    leads: bool


Read = tuple[list[int], int]
"""The places of the marks left open in a stretch, and how many closing ones had none to close."""


def find(ground: Ground) -> Iterator[record.Finding]:
    """A note for each, with the words that the mark stands before."""
    for code, read in (("quote-unclosed", _quotes), ("bracket-unclosed", _brackets)):
        left = list(_left(ground, read))
        for one in left if len(left) <= _MANY else ():
            shown = _SHOWN.match(ground.text, one.at, ground.paragraphs[one.paragraph].span[1])
            span = shown.span() if shown else (one.at, one.at + 1)
            yield note(code, ground.document, [span], " ".join(ground.text[slice(*span)].split()))


def _left(ground: Ground, read: Callable[[str, int, int], Read]) -> Iterator[_Open]:
    """What no later paragraph closes."""
    waiting: deque[_Open] = deque()
    for number, paragraph in enumerate(ground.paragraphs):
        start, end = paragraph.span
        opened, closed = read(ground.text, start, end)
        if waiting and waiting[-1].leads and waiting[-1].paragraph == number - 1 and ground.text[waiting[-1].at] == ground.text[start]:
            waiting.pop()
        while waiting and waiting[0].paragraph < number - _FAR:
            yield waiting.popleft()
        for _ in range(min(closed, len(waiting))):
            waiting.pop()
        waiting += [_Open(at, number, at == start) for at in opened]
    yield from waiting


def _quotes(text: str, start: int, end: int) -> Read:
    """One closing mark ends all that are open: those below the last are not left open."""
    stack: list[int] = []
    closed = 0
    for match in _QUOTE.finditer(text, start, end):
        turn = _turn(
            match, text[match.start() - 1] if match.start() > start else " ", text[match.end()] if match.end() < end else " ", stack
        )
        if turn > 0:
            stack.append(match.start())
        elif turn < 0:
            closed += not stack
            stack.clear()
    return stack, closed


def _turn(match: re.Match[str], before: str, after: str, stack: list[int]) -> int:
    """1 for a mark that opens, -1 for one that closes, 0 for one that does neither. Those that look alike are told by their neighbours."""
    opens, closes = before in _BEGIN and after not in _END, before not in _BEGIN and after in _END
    mark = match[0]
    if mark in ("«", "„", "<<"):
        return -1 if closes and stack else 1
    if mark in ("»", ">>"):
        return 1 if opens and not stack else -1
    if not stack and (before.isdigit() or (before in _BEGIN and after in _END)):
        return 0
    return 1 if opens else -1 if closes or stack else 1


def _brackets(text: str, start: int, end: int) -> Read:
    stack: list[int] = []
    closed = 0
    for match in _BRACKET.finditer(text, start, end):
        if match[0] in "([":
            stack.append(match.start())
        elif stack:
            stack.pop()
        else:
            closed += not _LABEL.search(text[max(start, match.start() - 12) : match.start()])
    return stack, closed
