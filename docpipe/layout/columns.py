"""Where a page has columns side by side, and in which order they are read.

A gutter is a stretch without words that runs through neighbouring rows. A letterhead, a two-column body and the block of the
addressee beside the sender's number are read column by column; a signature, a table without lines and a numbered list row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median, quantiles

from docpipe.layout.rows import Interval, Item, Row, between, rows, type_of
from docpipe.model.lazy import lazy

_GUTTER = 1.1
_WIDE_GUTTER = 2.2
_WIDEST_GUTTER = 3.5
_FEW_ROWS = 2
_DEEPEST = 4
_BAND = 0.75
_APART = 0.25
_CLOSER = 0.4
_FAR = 3.0
_OTHER_TYPE = 1.25
_MOST = 0.6
_LAST_ROWS = 6
_FULL = 0.8
_PROSE_ROWS = 5
_PROSE_WORDS = 2.5
_TABLE_COLUMNS = 3
_MARKER_WIDTH = 3.0

_MARKER = lazy(r"(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[–—•*▪·-]|\(?\w[.)])")
_FIGURE = lazy(r"[–—-]|[<>~≈+−–-]?\d[\d \u00a0.,/%:-]{0,30}(?:%|тыс\.?|мың|млн\.?|млрд\.?)?")
_DAY = lazy(r"\d{1,2}[./ »]{1,3}\w{2,9}[./ ]{1,2}\d{4}|\d{4}\sж")
NAME = lazy(r"(?:\w\.\s?){1,2}\s?[\w-]{2,40}|[\w-]{2,40}\s(?:\w\.\s?){1,2}")


def arrange(found: Sequence[Item], size: float, depth: int = 0) -> list[list[Row]]:
    """Blocks of rows in reading order; `size` is the height of a line of type in points."""
    blocks: list[list[Row]] = []
    plain: list[Row] = []
    last: Row | None = None
    for run in _runs(rows(found, size), size):
        ends = int(last is not None and _ends_above(last, run, size))
        last = run[-1]
        for at, band in enumerate([*([run[:ends]] if ends else []), *_bands(run[ends:], size)]):
            columns = _columns(band, size) if depth < _DEEPEST else []
            if at or columns:
                blocks.append(plain)
                plain = []
            if columns:
                blocks.extend(_read(columns, size, depth))
            else:
                plain.extend(band)
    blocks.append(plain)
    return [block for block in blocks if block]


def _ends_above(last: Row, run: Sequence[Row], size: float) -> bool:
    """True where the run's first row closes the lines above: it stands close below them, and far above what is beside columns."""
    if len(run) < 2 or any(two.box.x0 - one.box.x1 > _GUTTER * size for one, two in pairwise(run[0].items)):
        return False
    above, below = run[0].y0 - last.y1, run[1].y0 - run[0].y1
    return above < _APART * size and below - above > _CLOSER * size


def _read(columns: list[list[Item]], size: float, depth: int) -> Iterator[list[Row]]:
    """The columns' blocks; one line beside the last line of several (a signer's name beside the post) joins that line."""
    left, *others = columns
    lines = rows(left, size)
    if len(others) == 1 and len(beside := rows(others[0], size)) == 1 and beside[0].y0 > lines[0].y0 - size:
        at = _last_beside(lines, beside[0], size)
        yield [*lines[:at], Row((*lines[at].items, *beside[0].items))]
        if rest := lines[at + 1 :]:
            yield rest
        return
    for column in columns:
        yield from arrange(column, size, depth + 1)


def _last_beside(lines: list[Row], name: Row, size: float) -> int:
    """Of the lines the last one of the block that `name` stands level with: more white than usual ends the block."""
    white = between(lines)
    limit = max(_APART * size, 1.6 * min(white, default=0.0) + 0.2 * size)
    level = max((at for at, line in enumerate(lines) if line.y0 <= (name.y0 + name.y1) / 2), default=0)
    if _DAY.search(name.text):
        return level
    return next((at for at in range(level, len(white)) if white[at] > limit), len(lines) - 1)


def _runs(found: list[Row], size: float) -> Iterator[list[Row]]:
    """Neighbouring rows that all leave some stretch of the width empty, as long as they do.

    A row that closes the last stretch with words on both sides begins a new run.
    """
    left, right = min((row.x0 for row in found), default=0.0), max((row.x1 for row in found), default=0.0)
    run: list[Row] = []
    empty: list[Interval] = []
    for row in found:
        free = row.gaps(left, right, _GUTTER * size)
        common = _common(empty, free, _GUTTER * size) if run else free
        if run and (not common or (_inner(empty, run) and not _inner(common, [*run, row]))):
            kept, run, common = _released(run, row, left, right, size)
            yield kept
        run.append(row)
        empty = common
    if run:
        yield run


def _inner(stretches: list[Interval], run: Sequence[Row]) -> bool:
    """True where one of the stretches has words of the run on both sides."""
    left, right = min(row.x0 for row in run), max(row.x1 for row in run)
    return any(left < start and end < right for start, end in stretches)


def _released(run: list[Row], row: Row, left: float, right: float, size: float) -> tuple[list[Row], list[Row], list[Interval]]:
    """A run that `row` ended, the last rows of it that belong to what `row` begins, and what these leave empty."""
    empty = row.gaps(left, right, _GUTTER * size)
    for back in range(1, min(len(run), _LAST_ROWS + 1)):
        own = run[-back].gaps(left, right, _GUTTER * size)
        empty = _common(empty, own, _GUTTER * size)
        if not empty or (_inner(own, run[-back:][:1]) and not _inner(empty, [run[-back], row])):
            break
        if run[-back].y0 - run[-back - 1].y1 > _BAND * size:
            return run[:-back], run[-back:], empty
    return run, [], row.gaps(left, right, _GUTTER * size)


def _common(one: list[Interval], other: list[Interval], least: float) -> list[Interval]:
    shared = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return [stretch for stretch in shared if stretch[1] - stretch[0] >= least]


def _bands(run: list[Row], size: float) -> list[list[Row]]:
    """The run cut where the white between rows is clearly more than usual in it; a body in two columns is left whole."""
    white = between(run)
    if not white:
        return [run]
    if _is_body(run, size):
        return _body(run, white, size)
    usual = max(quantiles(white, n=4)[0], 0.0) if len(white) > _FEW_ROWS else 0.0
    more = 1.6 * usual + 0.2 * size
    bands = [[run[0]]]
    for before, row, gap in zip(run, run[1:], white, strict=False):
        least = _APART if _is_other_type(before, row) else _BAND
        if gap > max(least * size, more) or _is_headed(before, row, size):
            bands.append([])
        bands[-1].append(row)
    return bands


def _body(run: list[Row], white: list[float], size: float) -> list[list[Row]]:
    """A body in two columns as one band; a signature and a page's foot below it as their own."""
    end = len(run)
    bands: list[list[Row]] = []
    for at in range(len(white), max(len(white) - _LAST_ROWS, 0), -1):
        signed = white[at - 1] > _BAND * size and _is_signed(run[at:end], size)
        if signed or white[at - 1] > _FAR * size:
            bands.insert(0, run[at:end])
            end = at
    return [run[:end], *bands]


def _is_signed(rest: list[Row], size: float) -> bool:
    """A post on the left and nothing but a name on the right."""
    parts = _parts(rest, size)
    return len(parts) == 2 and len(beside := rows(parts[1], size)) == 1 and bool(NAME.fullmatch(beside[0].text))


def _is_other_type(before: Row, row: Row) -> bool:
    """True where one of the rows is printed in clearly smaller type."""
    one, other = sorted(median(type_of(item.word) for item in each.items) for each in (before, row))
    return other > _OTHER_TYPE * one


def _is_headed(before: Row, row: Row, size: float) -> bool:
    """Capitals on both sides of a wide blank (БҰЙРЫҚ … ПРИКАЗ), and a line that is not in capitals below."""
    apart = any(two.box.x0 - one.box.x1 > _WIDE_GUTTER * size for one, two in pairwise(before.items))
    return apart and before.text.isupper() and not row.text.isupper()


def _is_body(run: list[Row], size: float) -> bool:
    parts = _parts(run, size)
    return len(parts) == 2 and all(_is_prose(rows(part, size)) for part in parts)


def _is_prose(lines: list[Row]) -> bool:
    width = max(row.x1 for row in lines) - min(row.x0 for row in lines)
    full = [row for row in lines if row.x1 - row.x0 >= _FULL * width]
    words = sum(len(row.items) for row in full)
    return len(full) >= max(_PROSE_ROWS, 0.4 * len(lines)) and words >= _PROSE_WORDS * len(full)


def _columns(band: list[Row], size: float) -> list[list[Item]]:
    """The band's columns from left to right, or nothing where it is to be read row by row."""
    parts = _parts(band, size)
    if len(band) < 2 or len(parts) < 2 or _is_grid(band, parts):
        return []
    lines = [rows(part, size) for part in parts]
    level = all(one[0].y0 < other[-1].y1 - 0.5 * size and other[0].y0 < one[-1].y1 - 0.5 * size for one, other in _pairs(lines))
    if not level or any(_by_rows(one, other, size) for one, other in _pairs(lines)):
        return []
    return parts


def _pairs(lines: list[list[Row]]) -> list[tuple[list[Row], list[Row]]]:
    return list(pairwise(lines))


def _parts(band: list[Row], size: float) -> list[list[Item]]:
    """The band's items between its gutters. Two rows need a wider gutter than three: a wide blank may be chance."""
    left, right = min(row.x0 for row in band), max(row.x1 for row in band)
    gutters = band[0].gaps(left, right, _GUTTER * size)
    for row in band[1:]:
        gutters = _common(gutters, row.gaps(left, right, _GUTTER * size), _GUTTER * size)
    inner = [g for g in gutters if g[0] > left and g[1] < right]
    cuts = sorted(g[1] for g in inner if g[1] - g[0] >= _needed(band, g) * size)
    parts: list[list[Item]] = [[] for _ in range(len(cuts) + 1)]
    for row in band:
        for item in row.items:
            parts[sum(item.box.x0 >= cut for cut in cuts)].append(item)
    return [part for part in parts if part]


def _needed(band: list[Row], gutter: Interval) -> float:
    """How wide a gutter must be. A single row with words on both sides may be one that was spread over the width."""
    both = sum(row.x0 <= gutter[0] - 1 and row.x1 >= gutter[1] + 1 for row in band)
    if both == 1:
        return _WIDEST_GUTTER
    return _GUTTER if both > _FEW_ROWS or _staggered(band, gutter) >= _FEW_ROWS else _WIDE_GUTTER


def _staggered(band: list[Row], gutter: Interval) -> int:
    """How many times a row on one side stands half a line below its neighbour on the other: cells centred in a letterhead."""
    apart = _APART * (band[0].y1 - band[0].y0)
    sides = [(row, row.x1 <= gutter[0] + 1) for row in band]
    return sum(one[1] != two[1] and two[0].y0 < one[0].y1 - apart for one, two in pairwise(sides))


def _is_grid(band: list[Row], parts: list[list[Item]]) -> bool:
    """Three or more columns that most rows fill: a table without lines."""
    if len(parts) < _TABLE_COLUMNS or len(band) < _TABLE_COLUMNS:
        return False
    starts = [min(item.box.x0 for item in part) for part in parts]
    filled = [len({sum(item.box.x0 >= start for start in starts) for item in row.items}) for row in band]
    return sum(count >= len(parts) - (len(parts) > _TABLE_COLUMNS) for count in filled) >= _MOST * len(band)


def _by_rows(left: list[Row], right: list[Row], size: float) -> bool:
    """Numbers of a list before its items, figures beside their labels, names beside the posts: read along the row."""
    if all(row.x1 - row.x0 <= _MARKER_WIDTH * size and _MARKER.fullmatch(row.text) for row in left):
        return True
    several = len(right) > 1
    figures = sum(bool(_FIGURE.fullmatch(row.text)) for row in right)
    names = sum(bool(NAME.fullmatch(row.text)) for row in right)
    return several and (figures >= _MOST * len(right) or (names >= _MOST * len(right) and len(left) >= len(right)))
