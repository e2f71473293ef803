"""Words of growth and fall against the figures that they speak of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.checks.arithmetic import ends, reckon
from docpipe.checks.arithmetic.ground import doubt, words
from docpipe.figures import figure_direction
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.model.record import Change, Finding, Statistic

_SIGN = lazy(r"[+–-][ ]?\Z")
_NEAR = 60
_BARRED = lazy(r"[,;:()]")


def find(ground: Ground) -> Iterator[Finding]:
    """A finding for each word of change that its figures gainsay, and for each fall that is only one of the rate of growth."""
    for at, one in enumerate(ground.figures):
        if one.change is None:
            continue
        yield from _gainsaid(ground, at, one.change)
        yield from _only_the_rate(ground, at, one.change)
    yield from _was(ground)
    yield from _of_table(ground)


def _way(old: float, new: float) -> str:
    return "up" if new > old else "down" if new < old else ""


def _gainsaid(ground: Ground, at: int, change: Change) -> Iterator[Finding]:
    one = ground.figures[at]
    pair = ends.find(ground, at)
    old, new = (pair.old, pair.new) if pair else (change.from_, change.to)
    if old is None or new is None or old == new:
        return
    told = _printed_sign(ground, at) if ground.in_table(at) else change.direction
    sure = pair is None or pair.sure
    if told == _way(old, new) and not ground.in_table(at) and one.value == change.to:
        told, sure = _told_before(ground, at) or told, False
    if (
        told
        and told != _way(old, new)
        and not (_told_near(ground, at, _way(old, new)) or _is_checked(ground, at) or _is_strength(ground, at))
    ):
        values = (reckon.plain(old), reckon.plain(new))
        yield doubt(ground, f"direction-not-{told}", "error" if sure and one.qualifier == "exact" else "warning", [at], values)


def _printed_sign(ground: Ground, at: int) -> str | None:
    """The direction that a cell's own sign tells; a figure without one tells none."""
    one = ground.figures[at]
    if one.text.startswith("+"):
        return "up"
    return "down" if (one.value or 0) < 0 else None


def _is_checked(ground: Ground, at: int) -> bool:
    """Whether the growth itself is said to slow down or to be held back."""
    return bool(words("checked").search(ground.before(at, 2 * _NEAR) + ground.after(at, 2 * _NEAR)))


def _is_strength(ground: Ground, at: int) -> bool:
    """Whether a currency is said to weaken or to firm: its rate then goes the other way."""
    start, end = ground.lines[at]
    return bool(words("strength").search(ground.text, start, end))


def _told_near(ground: Ground, at: int, way: str) -> bool:
    """Whether a word of this direction stands near a figure in its sentence."""
    start, end = ground.lines[at]
    one = ground.figures[at]
    found = figure_direction.find(ground.text, max(start, one.span[0] - _NEAR), min(end, one.span[1] + _NEAR), ground.document.language)
    return any(word.direction == way for word in found)


def _told_before(ground: Ground, at: int) -> str | None:
    """The direction of the word right before a result, where it is the only word of change in the sentence."""
    ways, last = _ways(ground.text, *ground.lines[at], ground.document.language)
    place = ground.figures[at].span[0]
    if len(ways) != 1 or last > place or place - last > _NEAR:
        return None
    gap = ground.text[last:place]
    return None if _BARRED.search(gap) or any(ch.isdigit() for ch in gap) else min(ways)


@lru_cache(maxsize=4)
def _ways(text: str, start: int, end: int, language: str) -> tuple[frozenset[str], int]:
    """The directions that a sentence tells, and where its last word of change ends: asked for by each of its figures."""
    found = figure_direction.find(text, start, end, language)
    return frozenset(word.direction for word in found), found[-1].span[1] if found else start


def _only_the_rate(ground: Ground, at: int, change: Change) -> Iterator[Finding]:
    """`динамика снижается (было 14 %, стало 7,9 %)` where both are growths: 610 -> 696 -> 751 still rises."""
    one = ground.figures[at]
    if one.unit != "%" or None in (change.from_, change.to) or words("of_rate").search(ground.before(at, 160)):
        return
    other = "down" if change.direction == "up" else "up"
    first, second = _rate(ground, change.from_, other, at), _rate(ground, change.to, other, at)
    if first is None or second is None or first[2] != second[1] or abs(change.to or 0) >= abs(change.from_ or 0):
        return
    values = (*first[1:], second[2], change.from_, change.to)
    yield doubt(ground, f"only-the-rate-{change.direction}", "warning", [at, first[0], second[0]], [reckon.plain(one) for one in values])


def _rate(ground: Ground, value: float | None, direction: str, not_at: int) -> tuple[int, float, float] | None:
    """A figure of that value that is itself a change the other way, and its two ends."""
    for at in ground.percents(value) if value is not None else ():
        change = ground.figures[at].change
        if at == not_at or change is None or change.direction != direction:
            continue
        pair = ends.find(ground, at)
        if pair is not None:
            return at, pair.old, pair.new
    return None


def _was(ground: Ground) -> Iterator[Finding]:
    """`10,9, было 9,4, что свидетельствует о снижении`: a figure and the earlier one behind it, and words of the other direction alone."""
    for at in range(len(ground.figures) - 1):
        one, other = ground.figures[at], ground.figures[at + 1]
        same = other.unit == one.unit or (other.unit == "count" and other.counted is None)
        if not same or ground.lines[at] != ground.lines[at + 1] or ground.in_table(at) or one.change or other.change:
            continue
        if one.value is None or other.value is None or one.value == other.value or not words("was").fullmatch(ground.between(at, at + 1)):
            continue
        ways, _ = _ways(ground.text, *ground.lines[at], ground.document.language)
        if len(ways) == 1 and ways != {_way(other.value, one.value)}:
            values = (reckon.plain(other.value), reckon.plain(one.value))
            yield doubt(ground, f"direction-not-{min(ways)}", "warning", [at], values)


def _of_table(ground: Ground) -> Iterator[Finding]:
    """`фрукты подорожали на 0,8 %` where the table has 99,2 % for them: the right distance from a hundred, on the wrong side."""
    for at, one in enumerate(ground.figures):
        if one.unit != "%" or one.value is None or one.change is None or one.change.from_ is not None or ground.in_table(at):
            continue
        side = 1 if one.change.direction == "up" else -1
        same = [i for value in (100 + one.value, 100 - one.value) for i in ground.percents(value) if ground.in_table(i)]
        mine = [ground.figures[i] for i in same if _same_row(ground, at, ground.figures[i])]
        right = any(_apart(cell, one) == side for cell in mine)
        wrong = [cell for cell in mine if _apart(cell, one) == -side]
        if wrong and not right:
            yield doubt(
                ground,
                f"index-not-{one.change.direction}",
                "warning",
                [at, wrong[0].span],
                (reckon.plain(wrong[0].value), reckon.plain(one.value)),
            )


def _apart(cell: Statistic, one: Statistic) -> int:
    """1 where the cell is as much above a hundred as the figure says, -1 where below, else 0."""
    distance = (cell.value or 0.0) - 100
    return 0 if abs(abs(distance) - (one.value or 0.0)) > 1e-6 or distance == 0 else 1 if distance > 0 else -1


def _same_row(ground: Ground, at: int, cell: Statistic) -> bool:
    """Whether the words beside a figure are those that the row begins with."""
    label = ground.text[ground.text.rfind("\n", 0, cell.span[0]) + 1 : cell.span[0]].partition("\t")[0]
    if words("total").search(label):
        return False
    row = re.findall(r"[^\W\d_]{4,}", label.lower())
    near = (ground.before(at, _NEAR) + ground.after(at, _NEAR)).lower()
    return bool(row) and all(word[: max(4, len(word) - 2)] in near for word in row)
