"""The paragraphs of a document that may hold figures, each under its heading and behind the line that opens its list.

A heading is a short line that ends no sentence, has no predicate and no figure, and stands over running text; a table's caption and its rows
are none. A list is opened by a colon; its items are marked, or end in semicolons, or are short lines of a figure each.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language import predicates
from docpipe.language.alphabets import LOWER, UPPER
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from docpipe.layout.documents import Placed, Sheet
    from docpipe.layout.lines import Line
    from docpipe.layout.roles import Role
    from docpipe.mentions.survey import Mentions

_SILENT = frozenset(
    {"letterhead", "contact", "strip", "order_head", "inquiry_head", "annex_head", "reply", "salutation", "enclosure", "closing", "signature", "executor"}
) | frozenset({"phone", "copy", "approval", "incoming", "outgoing", "mark"})  # fmt: skip
"""Parts of a document that speak of the document itself."""
_LETTER: tuple[Role, ...] = ("salutation", "reply", "order_head", "inquiry_head")
_PLAIN, _DEEP = 5, 8
_LONGEST_HEADING, _LONGEST_LEAD, _LONGEST_ITEM = 18, 8, 14
_OWN_LINES = 4
_ENDED = lazy(r"[.!?…][»\")*]{0,3}$")
_FINAL = lazy(r"[.!?…;,][»\")*]{0,3}$")
_MARK = lazy(
    rf"[\s*]{{0,4}}(?:[–•·▪●*-]\s|\(?(?:\d{{1,2}}|[{LOWER}a-z])\)\s?|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}(?:\.\s|\s(?=[«{UPPER}A-Z]))|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s)"
)
_SIGN = lazy(r"[\s*]{0,4}(?:(?P<dash>[–•·▪●*-])\s|\(?(?:\d{1,2}|[а-яa-z])(?P<bracket>\))|(?:\d{1,2}(?:\.\d{1,2}){0,3})(?P<dot>\.?)\s)")
_NUMBERED = lazy(rf"[\s*]{{0,4}}(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|[IVX]{{1,5}})[.)]?\s{{1,3}}[«{UPPER}A-Z]")
_ROW = lazy(rf"[«{UPPER}A-Z][^\d.;]{{2,60}}[–:-]\s?\d")
_CAPITAL = lazy(rf"[\s*«\"(]{{0,4}}[{UPPER}A-Z\d]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or list item that may hold figures. `heading`: index of the heading above; `intro`: of the line that opens its list."""

    span: Span
    heading: int | None = None
    intro: int | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph as printed: where, what, and how far it governs (0 the title; None for no heading)."""

    span: Span
    text: str
    level: int | None = None


def of(sheet: Sheet, found: Mentions) -> tuple[Paragraph, ...]:
    """The paragraphs in the order of the text; a paragraph that opens lists or governs others is one of them."""
    letter = sheet.has(*_LETTER) or (sheet.has("letterhead") and sheet.has("strip", "outgoing", "contact"))
    pieces = [piece for part in sheet.parts if _speaks(part, letter=letter) for piece in _pieces(found, part)]
    pieces = [replace(one, level=_level(found, pieces, at)) if one.level is None else one for at, one in enumerate(pieces)]
    return _listed(pieces, _governed(pieces))


def _speaks(part: Placed, *, letter: bool) -> bool:
    """Whether the part may hold figures: the lines above the text of a report or press release are its title, those of a letter its addressee."""
    return not letter if part.role == "address" else part.role not in _SILENT


def _pieces(found: Mentions, part: Placed) -> list[_Piece]:
    """A part's paragraphs: it is parted where a line opens a list, ends an item, or holds cells of a table."""
    title = 0 if part.role in ("title", "address") else None
    lines = part.segment.lines
    groups = [[lines[0]]]
    apart = _each_its_own(lines)
    for line in lines[1:]:
        last = groups[-1][-1]
        if (
            apart
            or "\t" in line.folded + last.folded
            or last.folded.endswith((":", ";"))
            or _MARK.match(line.folded)
            or _rows(found, last, line)
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
    spans = [Span(group[0].span.start, group[-1].span.end) for group in groups]
    return [_Piece(span, found.passage.folded[span.start : span.end], title) for span in spans]


def _each_its_own(lines: Sequence[Line]) -> bool:
    """True where every line ends a sentence and begins one: no line goes on in the next, which in running text never holds for so many."""
    return len(lines) >= _OWN_LINES and all(_ENDED.search(line.folded) and _CAPITAL.match(line.folded) for line in lines)


# ---------------------------------------------------------------- headings
def _level(found: Mentions, pieces: Sequence[_Piece], at: int) -> int | None:
    """How far a heading governs: 1 in capitals or numbered once, deeper numbers further in, 5 without, 6 with a colon; None for no heading."""
    one = pieces[at]
    if (
        at + 1 == len(pieces)
        or "\t" in one.text + pieces[at + 1].text
        or not _CAPITAL.match(one.text)
        or _caption().match(one.text.lower())
    ):
        return None
    colon = one.text.endswith(":")
    words = len(one.text.split())
    if _FINAL.search(one.text) or words > (_LONGEST_LEAD if colon else _LONGEST_HEADING) or _holds_amount(found, one.span):
        return None
    if predicates.has(one.text, found.passage.language) and not one.text.isupper():
        return None
    if number := _NUMBERED.match(one.text):
        return 1 + number["number"].count(".")
    return 1 if one.text.isupper() else 6 if colon else 5


def _holds_amount(found: Mentions, span: Span) -> bool:
    at = bisect_left(found.amounts, span.start, key=lambda one: one.span.start)
    return at < len(found.amounts) and found.amounts[at].span.start < span.end


@cache
def _caption() -> re.Pattern[str]:
    return lazy(rf"[\s*«]{{0,4}}(?:\d{{1,3}}(?:\.\d{{1,2}})?[-.]?\s?-?\s?)?(?:{'|'.join(table('sentences')['captions'])})(?!\w)")


def _governed(pieces: Sequence[_Piece]) -> list[Paragraph]:
    """Each piece under the nearest heading above; a heading under the nearest that governs further."""
    above: list[tuple[int, int]] = []
    paragraphs = []
    for at, one in enumerate(pieces):
        if one.level is not None:
            while above and above[-1][1] >= one.level and not (len(above) < _DEEP and _stacked(pieces, above[-1][0], at)):
                above.pop()
        paragraphs.append(Paragraph(one.span, above[-1][0] if above else None))
        if one.level is not None:
            above.append((at, one.level))
    return paragraphs


def _stacked(pieces: Sequence[_Piece], before: int, at: int) -> bool:
    """True for headings without numbers one right below the other: a title, who says it, when."""
    one, other = pieces[before], pieces[at]
    return before == at - 1 and one.level in (0, _PLAIN) and one.level == other.level and "\t" not in one.text + other.text


# ---------------------------------------------------------------- lists
def _listed(pieces: Sequence[_Piece], paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs with those of lists bound to the line that opens them."""
    intro: int | None = None
    for at, one in enumerate(pieces):
        if intro is not None and not _is_item(pieces, at, intro):
            intro = None
        if intro is not None:
            paragraphs[at] = replace(paragraphs[at], intro=intro)
        if one.text.rstrip("*_ ").endswith(":") and not (intro is not None and _sign(one.text)):
            intro = at
    return tuple(paragraphs)


def _is_item(pieces: Sequence[_Piece], at: int, intro: int) -> bool:
    """Whether the paragraph is the next item of the list: marked like the first, or going on behind a semicolon, or a short line of its own."""
    text, before = pieces[at].text, pieces[at - 1].text
    first = at == intro + 1
    if "\t" in text:
        return False
    if sign := _sign(text):
        return first or _sign(pieces[intro + 1].text) == sign
    if not first and _sign(pieces[intro + 1].text):
        return before.endswith((";", ",")) and text[:1].islower()
    if first:
        return text[:1].islower() or text.endswith((";", ",")) or _short(text)
    return before.endswith((";", ",")) or (_short(text) and _short(before))


def _rows(found: Mentions, one: Line, other: Line) -> bool:
    """Whether two lines below each other are two items of a list: a name, a dash and a figure each, or both shorter than a page's line."""
    if not (_short(one.folded) and _short(other.folded)):
        return False
    return found.passage.folded[one.span.end] == "\n" or bool(_ROW.match(one.folded) and _ROW.match(other.folded))


def _short(text: str) -> bool:
    """A line of a list without any mark: a few words, a figure, no full stop."""
    return len(text.split()) <= _LONGEST_ITEM and not _FINAL.search(text) and any(sign.isdigit() for sign in text)


def _sign(text: str) -> str | None:
    """How an item is marked: a dash, a bracket, a full stop; None where it is not."""
    match = _SIGN.match(text)
    return match.lastgroup if match else None
