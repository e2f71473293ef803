"""A page that holds the two languages side by side, each in a column of its own: cut into what is read one after the other.

The gutter of such a page may be no wider than a blank between words: it is told by a place that no line crosses, Kazakh on one side
and Russian on the other, running text on both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.layout.columns import NAME
from docpipe.layout.rows import Item, Row, items, rows, type_size
from docpipe.model.lazy import lazy
from docpipe.model.text import Page

_KAZAKH = lazy(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
_WORD = lazy(r"[^\W\d_]{3,}")
_RUNNING = lazy(r"[^\WA-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d_][^\d@]*")
_MUCH, _LITTLE, _FEWEST_WORDS = 0.25, 0.1, 40
_GUTTER, _BIN, _EDGES = 0.3, 4.0, 6
_WIDE, _LINES, _LINE_WORDS = 0.7, 2, 3
_WHITE, _TABLE_COLUMNS, _MOST = 0.75, 2, 0.2


def cut(page: Page) -> tuple[tuple[Page, Page], tuple[Page, Page]] | None:
    """What stands above both columns and the left one; the right one and what stands below both; None for any other page."""
    if not _two_languages(page):
        return None
    found = items(page)
    size = type_size(found, page.origin)
    every = rows(found, size)
    best = max((_run(every, x, size) for x in _edges(every, size)), key=lambda one: one[1] - one[0], default=(0, 0, 0.0))
    start, end, x = best
    apart = [_apart(row, x) for row in every[start:end]]
    if not apart or _is_table(page, x) or not _are_versions(apart, size):
        return None
    top, bottom = _shared_head(apart), _shared_foot(every[start:end], apart, size)
    left, right = ([item for pair in apart[top:bottom] for item in pair[side]] for side in (0, 1))
    above = [item for row in every[: start + top] for item in row.items]
    below = [item for row in every[start + bottom :] for item in row.items]
    kept = tuple(table for table in page.tables if not table.box.x0 < x < table.box.x1)
    pages = [replace(page, words=tuple(item.word for item in part), tables=kept) for part in (above, left, right, below)]
    return (pages[0], pages[1]), (pages[2], pages[3])


def _two_languages(page: Page) -> bool:
    """A first look that costs little: Kazakh letters in many words of one half of the page and in few of the other."""
    middle = (min((w.box.x0 for w in page.words), default=0.0) + max((w.box.x1 for w in page.words), default=0.0)) / 2
    shares = [_share([w.text for w in page.words if (w.box.x0 + w.box.x1 < 2 * middle) == left]) for left in (True, False)]
    return max(shares) >= _MUCH > 1.2 * min(shares) and len(page.words) >= _FEWEST_WORDS


def _share(words: Sequence[str]) -> float:
    """How many of the words have a letter that Russian lacks."""
    whole = [word for word in words if _WORD.search(word)]
    return sum(bool(_KAZAKH.search(word)) for word in whole) / len(whole) if whole else 0.0


def _edges(every: Sequence[Row], size: float) -> list[float]:
    """Where a right column may begin: places at which many rows go on after a blank."""
    left, right = min(row.x0 for row in every), max(row.x1 for row in every)
    low, high = left + 0.3 * (right - left), left + 0.7 * (right - left)
    starts = [item.box.x0 for row in every for item in _after_blank(row, size) if low < item.box.x0 < high]
    counts = Counter(int(x // _BIN) for x in starts)
    return [min(x for x in starts if int(x // _BIN) == at) for at, _ in counts.most_common(_EDGES)]


def _after_blank(row: Row, size: float) -> Iterator[Item]:
    reached = float("-inf")
    for item in row.items:
        if item.box.x0 - reached >= _GUTTER * size:
            yield item
        reached = max(reached, item.box.x1)


def _run(every: Sequence[Row], x: float, size: float) -> tuple[int, int, float]:
    """The longest row of rows that nothing crosses at `x`."""
    best, start = (0, 0, x), 0
    for at, row in enumerate(every):
        if any(item.box.x0 < x - 0.5 and item.box.x1 > x - _GUTTER * size for item in row.items):
            start = at + 1
        elif at + 1 - start > best[1] - best[0]:
            best = (start, at + 1, x)
    return best


def _apart(row: Row, x: float) -> tuple[list[Item], list[Item]]:
    return [item for item in row.items if item.box.x0 < x - 0.5], [item for item in row.items if item.box.x0 >= x - 0.5]


def _is_table(page: Page, x: float) -> bool:
    """True where a ruled table of more columns than the two reaches over the gutter."""
    return any(table.box.x0 < x < table.box.x1 and max(map(len, table.cells), default=0) > _TABLE_COLUMNS for table in page.tables)


def _are_versions(apart: Sequence[tuple[list[Item], list[Item]]], size: float) -> bool:
    """Running text in Kazakh on one side, in Russian on the other, and no column of figures at their right."""
    sides = [[pair[side] for pair in apart if pair[side]] for side in (0, 1)]
    running = [_running(side) for side in sides]
    shares = [_share([item.word.text for line in side for item in line]) for side in running]
    figures = sum(len(line) > 1 and line[-1].word.text[:1].isdigit() and _blank(line) > size for line in sides[1])
    return min(map(len, running)) >= _LINES and max(shares) >= _MUCH and min(shares) <= _LITTLE and figures <= _MOST * len(sides[1])


def _blank(line: Sequence[Item]) -> float:
    return line[-1].box.x0 - line[-2].box.x1


def _running(lines: Sequence[list[Item]]) -> list[list[Item]]:
    """The lines that only go on with a sentence: small letter first, no figure, as long as the column is wide."""
    width = max((line[-1].box.x1 for line in lines), default=0.0) - min((line[0].box.x0 for line in lines), default=0.0)
    return [line for line in lines if _goes_on(line, width)]


def _goes_on(line: Sequence[Item], width: float) -> bool:
    wide = line[-1].box.x1 - line[0].box.x0 >= _WIDE * width and len(line) >= _LINE_WORDS
    return wide and bool(_RUNNING.fullmatch(" ".join(item.word.text for item in line)))


def _shared_head(apart: Sequence[tuple[list[Item], list[Item]]]) -> int:
    """How many rows are the head of both versions: those down to a number that only one side bears."""
    width = [max((line[-1].box.x1 - line[0].box.x0 for pair in apart for line in [pair[side]] if line), default=0.0) for side in (0, 1)]
    body = next((at for at, pair in enumerate(apart) if any(pair[side] and _goes_on(pair[side], width[side]) for side in (0, 1))), 0)
    numbered = [[at for at, pair in enumerate(apart[:body]) if any("№" in item.word.text for item in pair[side])] for side in (0, 1)]
    return numbered[0][-1] + 1 if numbered[0] and not numbered[1] else numbered[1][-1] + 1 if numbered[1] and not numbered[0] else 0


def _shared_foot(every: Sequence[Row], apart: Sequence[tuple[list[Item], list[Item]]], size: float) -> int:
    """Where the rows end that are not a signature of both: a post on the left, nothing but a name on the right, white above both."""
    for at in range(len(apart) - 1, max(len(apart) - 4, 0), -1):
        left, right = apart[at]
        if left and right and NAME.fullmatch(" ".join(item.word.text for item in right)):
            first = at
            while first and every[first].y0 - every[first - 1].y1 <= _WHITE * size and not apart[first - 1][1]:
                first -= 1
            return first if first and every[first].y0 - every[first - 1].y1 > _WHITE * size else len(apart)
    return len(apart)
