"""Where one page ends and the next begins: form feeds, page numbers, running heads.

Pages are joined by a form feed. Between the last line of one page and the first of the next, only what is text stays: a line end
where the sentence runs on, else an empty line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from docpipe.language.repair_edit import Edit, edit
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_LINE = lazy(r"[^\n\r\f]*[^\s][^\n\r\f]*")
_NUMBER = lazy(
    r"(?:стр(?:аница|\.)?|page|бет|с\.)?[ \t]{0,3}(?P<dash>[-–—][ \t]?)?(?P<number>[1-9]\d{0,2})(?:[ \t]?[-–—])?"
    r"(?:[ \t]{0,2}(?:/|из|of)[ \t]{0,2}\d{1,3})?(?:[ \t]?-?[ \t]?бет\.?)?",
    re.IGNORECASE,
)
_ENDED = lazy(r"[.!?:;…]['\"»”)*_]{0,3}$")
_OWN = lazy(r"[@№]|(?<!\w)[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\.|[.!?;:]['\"»”)]{0,3}$")
"""An address, a number, initials, the end of a sentence: a line of the letter's own."""
_EDGE, _REPEATED = 2, 3
_LONGEST = 200


class _Line(NamedTuple):
    start: int
    end: int
    text: str


class _PageEdges(NamedTuple):
    """The lines at the top and at the bottom of a page, outermost first."""

    top: list[_Line]
    bottom: list[_Line]


def find(text: str) -> Iterator[Edit]:
    """Form feeds and the furniture around them, as edits."""
    if "\f" not in text:
        return
    pages = _pages(text)
    heads = _running_heads(pages)
    numbers = _page_numbers(pages, heads)
    for rule, lines in (("page-number", numbers), ("running-head", heads)):
        yield from (edit(*span, "", rule) for span in sorted(lines))
    yield from _breaks(text, numbers | heads)


def _pages(text: str) -> list[_PageEdges]:
    """The edges of every page."""
    pages: list[_PageEdges] = []
    start = 0
    for piece in text.split("\f"):
        top = [_Line(m.start() + start, m.end() + start, m[0].strip()) for m, _ in zip(_LINE.finditer(piece), range(_EDGE), strict=False)]
        bottom = _last_lines(piece, start)
        pages.append(_PageEdges(top, bottom))
        start += len(piece) + 1
    return pages


def _last_lines(piece: str, start: int) -> list[_Line]:
    """The last lines of a page that hold anything, last first."""
    lines: list[_Line] = []
    end = len(piece.rstrip())
    while end > 0 and len(lines) < _EDGE:
        begin = max(piece.rfind("\n", 0, end), piece.rfind("\r", 0, end)) + 1
        lines.append(_Line(begin + start, end + start, piece[begin:end].strip()))
        end = len(piece[:begin].rstrip()) if len(lines) < _EDGE else 0
    return lines


def _running_heads(pages: list[_PageEdges]) -> set[tuple[int, int]]:
    """Lines that stand at the same edge of three pages in a row or more; the first head and the last foot stay."""
    spans: set[tuple[int, int]] = set()
    for edge, keep in (("top", 0), ("bottom", -1)):
        found: dict[str, list[tuple[int, _Line]]] = {}
        for number, page in enumerate(pages):
            for folded, line in _candidates(page.top if edge == "top" else [line for line in page.bottom if line not in page.top]):
                found.setdefault(folded, []).append((number, line))
        for lines in found.values():
            if len({n for n, _ in lines}) >= _REPEATED and _in_a_row([n for n, _ in lines]):
                kept = lines[keep][1]
                spans |= {(line.start, line.end) for _, line in lines if line is not kept}
    return spans


def _candidates(edge: list[_Line]) -> Iterator[tuple[str, _Line]]:
    """The lines that may be a running head, from the edge inwards: behind what is none, and no page number, there is text."""
    for line in edge:
        folded = _folded(line.text)
        if folded:
            yield folded, line
        elif not _NUMBER.fullmatch(line.text):
            return


def _folded(line: str) -> str:
    """The line with its digits alike; empty where it is no running head: a letterhead, a number alone, a telephone, a sentence.

    Letters that follow one another may end with one signature and begin with one addressee: somebody's post or initials and a number sign are no running head either.
    """
    if len(line) > _LONGEST or not re.search(r"[^\W\d_]{3}", line) or line.isupper():
        return ""
    if not _known("feet").search(line) and (_OWN.search(line) or _known("persons").match(line)):
        return ""
    return re.sub(r"\d+", "0", " ".join(line.lower().split()))


@cache
def _known(what: str) -> re.Pattern[str]:
    return compiled("|".join(table("repair")["furniture"][what]), re.IGNORECASE)


def _in_a_row(numbers: list[int]) -> bool:
    """True where three of the pages follow one another."""
    pages = set(numbers)
    return any({n, n + 1, n + 2} <= pages for n in pages)


def _page_numbers(pages: list[_PageEdges], heads: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Lines at an edge that hold the number of the page and nothing else."""
    spans: set[tuple[int, int]] = set()
    before = 0
    for physical, page in enumerate(pages, 1):
        number = 0
        for edge in (page.bottom, page.top):
            line = next((line for line in edge if (line.start, line.end) not in heads), None)
            m = _NUMBER.fullmatch(line.text) if line and not number else None
            if line and m and (m[0] != m["number"] or _fits(int(m["number"]), physical, before)):
                number = int(m["number"])
                spans.add((line.start, line.end))
        before = number or (before + 1 if before else 0)
    return spans


def _fits(number: int, physical: int, before: int) -> bool:
    """A bare number is the page's own count, the next after the page before, or the second page of a new letter."""
    return number in {physical, before + 1} or (number == 2 and physical > 2)


def _breaks(text: str, furniture: set[tuple[int, int]]) -> Iterator[Edit]:
    """The blanks around every form feed: one of them becomes the line end or the empty line, the others go."""
    ends, starts = dict(furniture), {end: start for start, end in furniture}
    ordered = sorted(furniture)
    for m in re.finditer(r"\f", text):
        left, right = _outwards(text, m.start(), starts, ends)
        if left < 0:
            continue
        pieces = _pieces(left, right, ordered)
        holding = next(p for p in pieces if p[0] <= m.start() < p[1])
        for piece in pieces:
            yield edit(*piece, _parting(text, left, right) if piece == holding else "", "page-break")


def _outwards(text: str, at: int, starts: dict[int, int], ends: dict[int, int]) -> tuple[int, int]:
    """The stretch of blanks and furniture around a form feed; (-1, -1) where an earlier form feed has it already."""
    left, right = at, at + 1
    while left > 0:
        if left in starts:
            left = starts[left]
        elif text[left - 1] == "\f":
            return -1, -1
        elif text[left - 1].isspace():
            left -= 1
        else:
            break
    while right < len(text):
        if right in ends:
            right = ends[right]
        elif text[right].isspace():
            right += 1
        else:
            break
    return left, right


def _pieces(left: int, right: int, ordered: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretch without the furniture in it."""
    pieces: list[tuple[int, int]] = []
    at = left
    for start, end in ordered[bisect_left(ordered, (left, 0)) : bisect_left(ordered, (right, 0))]:
        pieces.append((at, start))
        at = end
    return [piece for piece in [*pieces, (at, right)] if piece[0] < piece[1]]


def _parting(text: str, left: int, right: int) -> str:
    """What stands between the pages: nothing at the ends of the text, a line end where the sentence runs on, else two."""
    if left == 0 or right == len(text):
        return ""
    before, after = text[max(0, left - 4) : left], text[right]
    runs_on = not _ENDED.search(before) and (after.islower() or before.endswith(","))
    return "\n" if runs_on else "\n\n"
