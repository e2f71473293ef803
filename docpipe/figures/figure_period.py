"""When a figure holds: by the date of its sentence that is its own, or by the sentence before where the paragraph goes on.

The date compared with, dates of papers and of other things told by the way (`в созданном в 2019 году центре`) say nothing of the figure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.figures import figure_carried, figure_event, figure_marks, figure_stretch
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.figures.figure_dates import Period
    from docpipe.figures.figure_marks import Mark
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene


def period(scene: Scene, figure: Figure) -> Period | None:
    """First and last day, month or year, as exact as the text; None where nothing says it."""
    if figure.sentence is None:
        return figure.period
    span = scene.sentences[figure.sentence].span
    marks = figure_stretch.marks(scene, figure.sentence)
    mark = (
        _earlier(scene, figure, marks)
        or _behind_dash(scene, figure, marks)
        or figure_marks.own(scene, figure, span, marks, lambda mark: figure_event.is_event(scene, mark.span, figure, span))
    )
    rule = "period-sentence"
    if mark is None:
        mark, rule = figure_carried.before(scene, figure.sentence), "period-context"
    if mark is None or mark.value is None:
        return None
    note("statistics", rule, mark.span, won=True, why=str(mark.value))
    found: Period = figure_marks.member(scene, figure, span, mark)
    return found


def _behind_dash(scene: Scene, figure: Figure, marks: Sequence[Mark]) -> Mark | None:
    """The time that alone stands behind the figure's dash: `4 800 – в первом полугодии, 5 200 – во втором`."""
    text, end = scene.passage.folded, figure.span.end
    return next((mark for mark in marks if mark.value and not mark.aside and _dash().fullmatch(text, end, mark.span.start)), None)


@cache
def _dash() -> re.Pattern[str]:
    return re.compile(r"\s?–\s?(?:(?:в|во|за|на|in|during)\s(?:the\s)?)?", re.IGNORECASE)


def _earlier(scene: Scene, figure: Figure, marks: Sequence[Mark]) -> Mark | None:
    """The year before the last of the sentence for what was: `было 14 %, стало 7,9 %`."""
    text, start, end = scene.passage.folded, figure.amount.span.start, figure.span.end
    if not _was().search(text, max(0, start - 12), start) or not _became().match(text, end, end + 30):
        return None
    told = [mark for mark in marks if mark.value and all(mark.value) and mark.span.end <= start]
    latest = max((mark.value[1] for mark in told), default="")
    return next((mark for mark in reversed(told) if mark.value[1] < latest), None)


@cache
def _was() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:был[оаи]?|болған|was|were)\s$", re.IGNORECASE)


@cache
def _became() -> re.Pattern[str]:
    return re.compile(r"\s?[,;–]?\s?(?:а\s|and\s|ал\s|енді\s)?(?:стал[оаи]?|болды|became|now|is now)(?!\w)", re.IGNORECASE)
