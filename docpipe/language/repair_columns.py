"""Columns that blanks keep side by side in a flowing text: number and addressee of a letter's head, the two languages of a whole one.

Paged input is read column by column before; a plain text has only its blanks. Tables, signatures and strips are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from docpipe.language.repair_edit import Edit, edit
from docpipe.model.lazy import lazy

_GAP = lazy(r"(?<=\S) {3,200}(?=\S)")
_NUMBERED = lazy(r"№")
_DATED = lazy(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?<!\d)\d{4}\s{0,2}(?:ж|г)|_{3}")
_CONTACT = lazy(r"(?<!\w)(?:тел|факс|ул|пр|к-сі|мкр)\.?[\s:/]|көшесі|даңғылы|проспект|улица|@|(?<!\d)\d{6},", re.IGNORECASE)
_ON_LIST = lazy(r"\(?(?:по списку|тізім бойынша)\)?", re.IGNORECASE)
_LISTED = lazy(r"\s*\d{1,3}[.)]\s")
_ANSWERS = lazy(r"(?<!\w)(?:на|исх|вх|шығ|кір)(?!\w)|хат(?:қа|ыңызға)|ға(?!\w)", re.IGNORECASE)
_EXECUTOR = lazy(r"исп(?:\.|олнитель(?!н))|орынд", re.IGNORECASE)
_KAZAKH = lazy(r"\w*[әғқңөұүһі]\w*", re.IGNORECASE)
_MOST, _LEAST, _SLANT = 12, 2, 2
_ROWS, _MUCH, _LITTLE, _RUNNING = 6, 0.3, 0.05, 2
"""So many rows make two versions: the shares of words with Kazakh letters, and how many rows go on with a sentence."""


def find(text: str) -> Iterator[Edit]:
    r"""Blocks of two columns, the left one above the right one.

    >>> [one.after for one in find("На № 5 от 01.03.2024      Министру юстиции\n                          Ким В.Г.")]
    ['На № 5 от 01.03.2024\n\nМинистру юстиции\nКим В.Г.']
    """
    if "   " not in text:
        return
    wide = list(_versions(text))
    yield from wide
    for start, lines in _blocks(text):
        columns = _apart(lines) if _LEAST <= len(lines) <= _MOST else None
        end = start + sum(map(len, lines)) + len(lines) - 1
        if columns and _is_head(*columns) and not any(one.span.overlaps((start, end)) for one in wide):
            yield edit(start, end, "\n\n".join("\n".join(column) for column in columns), "columns")


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines between blank lines, with the place of the first."""
    at, block = 0, list[str]()
    for line in [*text.split("\n"), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield at - sum(map(len, block)) - len(block), block
            block = []
        at += len(line) + 1


def _apart(lines: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """The lines of the left and of the right column; None where a line has more, or reaches over the gap."""
    gaps = [list(_GAP.finditer(line)) for line in lines]
    edges = [gap.end() for found in gaps for gap in found]
    if not edges or max(map(len, gaps)) > 1 or max(edges) - min(edges) > _SLANT:
        return None
    left: list[str] = []
    right: list[str] = []
    for line, found in zip(lines, gaps, strict=True):
        if found:
            left.append(line[: found[0].start()].strip())
            right.append(line[found[0].end() :].strip())
        elif len(line) - len(line.lstrip()) >= min(edges) - _SLANT:
            right.append(line.strip())
        elif len(line.rstrip()) < min(edges) - _SLANT:
            left.append(line.strip())
        else:
            return None
    return left, right


def _is_head(left: Sequence[str], right: Sequence[str]) -> bool:
    """True for a number with its date or their blanks, or for the sender's address, beside lines without a figure: the addressee, `по списку`."""
    told, beside = " ".join(left), " ".join(right)
    if _are_rows(left):
        return False
    numbered = bool(_NUMBERED.search(told) and _DATED.search(told)) and not any(_LISTED.match(line) for line in left)
    headed = numbered or (bool(_CONTACT.search(told)) and not _CONTACT.search(beside))
    several = len(right) >= _LEAST and right[0][:1].isupper()
    return headed and (several or bool(_ON_LIST.fullmatch(beside))) and not re.search(r"[\d_]", beside)


def _are_rows(left: Sequence[str]) -> bool:
    """True for rows of a table: two numbers with their dates of which none answers another, two streets, two telephones; and beside an executor."""
    numbered = [line for line in left if _NUMBERED.search(line) and _DATED.search(line)]
    contacts = [found.group().lower() for line in left if (found := _CONTACT.search(line))]
    several = len(numbered) > 1 and not any(map(_ANSWERS.search, numbered))
    return several or len(set(contacts)) < len(contacts) or any(map(_EXECUTOR.match, left))


def _versions(text: str) -> Iterator[Edit]:
    """Stretches that hold Kazakh on one side and Russian on the other, blank lines among them."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    at = 0
    while at < len(lines):
        gap = _GAP.search(lines[at])
        end, columns = _stretch(lines, at, gap.end()) if gap else (at + 1, None)
        if columns and _are_versions(*columns):
            yield edit(starts[at], starts[end] - 1, "\n\n".join("\n".join(column).strip() for column in columns), "columns")
        at = end


def _stretch(lines: Sequence[str], at: int, edge: int) -> tuple[int, tuple[list[str], list[str]]]:
    """The lines from `at` on that nothing crosses at `edge`, as two columns."""
    left: list[str] = []
    right: list[str] = []
    for end in range(at, len(lines)):
        cut = _cut(lines[end], edge)
        if cut is None:
            return max(end, at + 1), (left, right)
        left.append(lines[end][:cut].strip())
        right.append(lines[end][cut:].strip())
    return len(lines), (left, right)


def _cut(line: str, edge: int) -> int | None:
    """Where the right column begins in the line; None where words reach over, or where there are more columns."""
    if len(line.rstrip()) < edge - _SLANT:
        return None if _GAP.search(line.strip()) else len(line)
    begins = next((at for at in range(edge - _SLANT, edge + _SLANT + 1) if line[at : at + 1].strip() and not line[at - 1].strip()), None)
    if begins is None or _GAP.search(line[:begins].strip()) or _GAP.search(line[begins:].strip()):
        return None
    return begins


def _are_versions(left: Sequence[str], right: Sequence[str]) -> bool:
    both = [pair for pair in zip(left, right, strict=True) if all(pair)]
    if len(both) < _ROWS:
        return False
    shares = sorted(_kazakh(column) for column in (left, right))
    running = sum(pair[0][:1].islower() or pair[1][:1].islower() for pair in both)
    return shares[0] <= _LITTLE and shares[1] >= _MUCH and running >= _RUNNING


def _kazakh(column: Sequence[str]) -> float:
    words = " ".join(column).split()
    return sum(bool(_KAZAKH.search(word)) for word in words) / max(1, len(words))
