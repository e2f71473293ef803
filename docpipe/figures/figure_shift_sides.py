"""The ends of a difference among the figures round it: those that make it exactly, the one in brackets with its year, the one just reached.

`өндіріс 123 млн тонна болды (2023 жылы – 118), яғни 4 пайызға артты`; `инвестиция 947 млрд теңгені құрап, 1,2 есе ұлғайды`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.figures import figure_part
from docpipe.figures.figure_marks import bracket
from docpipe.figures.figure_place import RELATIVE
from docpipe.figures.figure_subject import is_another
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene
    from docpipe.mentions.amount_value import Amount
    from docpipe.model.text import Span

_NEAR = 4
"""So many figures back and ahead are looked at."""
_VIEW = 70
_REACHED = lazy(
    r"[^,;.()]{0,30}(?<!\w)(?:құрап|жетіп|болып|асып|жинақталып|тең келіп)(?!\w),?\s[^;.()]{0,60}$|,\s[^\W\d_]{3,20}вшись\s[^,;.()]{0,30}$",
    re.IGNORECASE,
)
_WHICH = lazy(r",\s(?:бұл|это|что)\s[^;.()]{0,60}$", re.IGNORECASE)
_THIS = lazy(r"\s?(?:бұл|это|this|that)(?!\w)", re.IGNORECASE)
_WORDS = lazy(r"[^,;.(]{0,40}\($")


def ended(scene: Scene, figures: Sequence[Figure], at: int) -> Figure:
    """The figure; a difference whose ends its own words do not tell has those that stand round it in its paragraph."""
    one = figures[at]
    if one.sentence is None or not _is_difference(one):
        return one
    near = list(_near(scene, figures, at))
    found = _exact(figures, at, near) or _in_brackets(scene, figures, at, near) or (None, _reached(scene, figures, at))
    start, end = found
    if one.shift is None or (start is None and end is None):
        return one
    return replace(one, shift=replace(one.shift, start=start, end=one.shift.end if end is None else end))


def _is_difference(one: Figure) -> bool:
    """True for a change told by how much, not by what came of it, whose beginning is not known."""
    if one.shift is None or one.shift.start is not None:
        return False
    return one.shift.end is None or (one.amount.unit in RELATIVE and one.shift.end != one.amount.value)


def _near(scene: Scene, figures: Sequence[Figure], at: int) -> Iterator[int]:
    """The figures round one in its paragraph, nearest first."""
    paragraph = scene.sentences[figures[at].sentence or 0].paragraph
    for index in sorted(range(max(0, at - _NEAR), min(len(figures), at + _NEAR)), key=lambda index: abs(index - at)):
        sentence = figures[index].sentence
        if (
            index != at
            and sentence is not None
            and scene.sentences[sentence].paragraph == paragraph
            and figures[index].amount.value is not None
        ):
            yield index


def _exact(figures: Sequence[Figure], at: int, near: Sequence[int]) -> tuple[float, float] | None:
    """The two of which one stands beside the difference, and that make exactly it; the nearest, of its own sentence before others."""
    one, pairs = figures[at], []
    for first in near:
        for second in near:
            start, end = figures[first].amount, figures[second].amount
            beside = 1 in (abs(first - at), abs(second - at))
            if beside and first != second and start.unit == end.unit and _agrees(one, start, end) and _makes(one.amount, start, end):
                strange = sum(figures[index].sentence != one.sentence for index in (first, second))
                pairs.append((strange, abs(first - at) + abs(second - at), start.value or 0.0, end.value or 0.0))
    return min(pairs)[2:] if pairs else None


def _agrees(one: Figure, start: Amount, end: Amount) -> bool:
    """True where the way from one end to the other is that of the change."""
    if (
        one.shift is None
        or not start.value
        or end.value is None
        or start.value == end.value
        or one.shift.end not in (None, start.value, end.value)
    ):
        return False
    return (end.value > start.value) == (one.shift.direction == "up")


def _makes(difference: Amount, start: Amount, end: Amount) -> bool:
    """True where the difference is the growth from `start` to `end`, rounded as it is printed."""
    first, last, told = start.value, end.value, difference.value
    if told is None or not first or last is None:
        return False
    if difference.unit in ("%", "times"):
        if start.unit in RELATIVE:
            return False
        right = abs(last / first - 1) * 100 if difference.unit == "%" else max(last / first, first / last if last else 0.0)
        return abs(right - abs(told)) <= difference.step / 2 + 1e-9
    same = start.unit == "%" if difference.unit == "pp" else start.unit == difference.unit and difference.unit != "count"
    return same and abs(abs(last - first) - abs(told)) <= 1e-6 * max(1.0, abs(told))


# ---------------------------------------------------------------- the earlier figure in brackets
def _in_brackets(scene: Scene, figures: Sequence[Figure], at: int, near: Sequence[int]) -> tuple[float | None, float | None] | None:
    """`(2023 жылы – 870)` before or right behind the difference, with the figure before it as the later end."""
    earlier = next((index for index in near if abs(index - at) == 1 and _is_earlier(scene, figures, at, index)), None)
    if earlier is None:
        return None
    start = figures[earlier].amount
    said = scene.passage.folded[scene.sentences[figures[at].sentence or 0].span.start : start.span.start]
    if is_another(said, scene.passage.folded[start.span.end : figures[at].amount.span.start], scene.passage.language):
        return None
    ends = [index for index in near if index < min(at, earlier) and _of_kind(figures[index], figures[earlier])]
    fit = [figures[index].amount for index in ends if _agrees(figures[at], start, figures[index].amount)]
    return start.value, fit[0].value if fit else None


def _is_earlier(scene: Scene, figures: Sequence[Figure], at: int, index: int) -> bool:
    """True for a figure alone in brackets that, or the words before which, name the earlier time."""
    one, other = figures[at], figures[index]
    if (
        other.shift is not None
        or one.sentence != other.sentence
        or one.sentence is None
        or (other.amount.unit in RELATIVE) != (one.amount.unit == "pp")
    ):
        return False
    text, within = scene.passage.folded, scene.sentences[one.sentence].span
    hull = bracket(text, within, other.amount.figure.start)
    if hull is None or hull.start <= one.amount.figure.start < hull.end:
        return False
    behind = index > at and _WORDS.match(text, one.amount.span.end, hull.start + 1) is not None
    start = max(within.start, min(one.clause.start, hull.start - _VIEW) if behind else hull.start - _VIEW)
    return (index < at or behind) and _earlier().search(text, start, hull.end) is not None


def _of_kind(one: Figure, earlier: Figure) -> bool:
    """True where both have the same unit, or the earlier one is bare."""
    if one.amount.unit in RELATIVE or earlier.amount.unit in RELATIVE:
        return one.amount.unit == earlier.amount.unit
    return one.amount.unit == earlier.amount.unit or (earlier.amount.unit == "count" and earlier.counted is None)


@cache
def _earlier() -> re.Pattern[str]:
    words = "|".join(vocabulary.table("relations")["versus"]["earlier"])
    return compiled(rf"(?<!\w)(?:{words})".replace(" ", r"\s"), re.IGNORECASE)


# ---------------------------------------------------------------- what was reached
def _reached(scene: Scene, figures: Sequence[Figure], at: int) -> float | None:
    """`947 млрд теңгені құрап, 1,2 есе ұлғайды`; `… 103 млрд болды. Бұл 2023 жылмен салыстырғанда 5 %-ға көп`."""
    if not at or figures[at - 1].shift is not None or figures[at - 1].sentence is None:
        return None
    one, before, text = figures[at], figures[at - 1], scene.passage.folded
    if before.sentence == one.sentence:
        told = before.amount.unit not in RELATIVE and _REACHED.fullmatch(text, before.amount.span.end, one.amount.figure.start)
        told = told or (before.amount.unit == one.amount.unit and _WHICH.search(text, before.amount.span.end, one.amount.figure.start))
        return before.amount.value if told else None
    return _said_before(scene, figures, at)


def _said_before(scene: Scene, figures: Sequence[Figure], at: int) -> float | None:
    """The figure of the sentence before, where this one begins with `Бұл`; of a whole and its parts the whole."""
    sentence = figures[at].sentence or 0
    here, text = scene.sentences[sentence].span, scene.passage.folded
    told = [one for one in figures[max(0, at - 2 * _NEAR) : at] if one.sentence == sentence - 1 and one.amount.unit not in RELATIVE]
    if (
        not told
        or not _THIS.match(text, here.start, here.end)
        or scene.sentences[sentence - 1].paragraph != scene.sentences[sentence].paragraph
    ):
        return None
    parts = figure_part.has_marker(text, *_whole(scene, sentence - 1), scene.passage.language)
    return told[0 if parts else -1].amount.value


def _whole(scene: Scene, sentence: int) -> Span:
    return scene.sentences[sentence].span
