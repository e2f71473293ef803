"""Lines of small type, the contacts of a letterhead and the executor's line: read again, enlarged from the scan as large as it came."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import fmean, median
from typing import TYPE_CHECKING

from docpipe.readers import ocr_closer

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.scan import Ready

_SMALL = 7.5
"""In points: from the top of a line's letters to the bottom of its tails."""

_POINTS = 72
_UNSURE = 92.0
_MOST = 16
_BETTER = 1.0
_LETTERS = 4


def reread(page: Ready, seen: Sequence[Seen]) -> list[Seen]:
    """The same lines, the small ones as they are read enlarged where that is the surer reading."""
    found: list[Seen] = []
    left = _MOST
    for _, group in groupby(seen, key=lambda one: one.line):
        for part in _parts(list(group)):
            again = part
            if left and _is_small(part, page.dpi) and _sure(part) < _UNSURE and _letters_of(part) >= _LETTERS:
                left -= 1
                again = ocr_closer.read(page, part)
            better = again and _numbers(again) == _numbers(part) and _sure(again) > _sure(part) + _BETTER
            found.extend(again if better else part)
    return found


def _parts(line: list[Seen]) -> list[list[Seen]]:
    """The line cut at its gutters: two columns of a letterhead are often taken for one line."""
    parts = [[line[0]]]
    for one, other in pairwise(line):
        if other.left - one.right > 3 * (one.bottom - one.top):
            parts.append([])
        parts[-1].append(other)
    return parts


def _is_small(line: Sequence[Seen], dpi: float) -> bool:
    return median(one.bottom - one.top for one in line) * _POINTS < _SMALL * dpi


def _numbers(line: Sequence[Seen]) -> list[str]:
    """The groups of digits: where a closer look changes them it is no better than the first, one guess against another."""
    return re.findall(r"\d+", " ".join(one.text for one in line))


def _letters_of(line: Sequence[Seen]) -> int:
    return sum(character.isalnum() for one in line for character in one.text)


def _sure(line: Sequence[Seen]) -> float:
    """The mean confidence of a letter."""
    letters = [len(one.text) for one in line]
    return fmean([one.confidence for one in line], letters)
