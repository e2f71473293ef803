"""When a figure holds: by the date of its sentence that is its own, or by the sentence before where the paragraph goes on.

The date compared with, dates of papers and of other things told by the way (`в созданном в 2019 году центре`) say nothing of the figure.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import TYPE_CHECKING

from docpipe.figures import figure_carried, figure_event, figure_marks, figure_stretch
from docpipe.model.patterns import compiled
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
        or figure_marks.behind_dash(scene, figure, marks)
        or figure_marks.own(scene, figure, span, marks, lambda mark: figure_event.is_event(scene, mark.span, figure, span))
    )
    rule = "period-sentence"
    if mark is None:
        mark, rule = figure_carried.before(scene, figure.sentence), "period-context"
    if mark is None or mark.value is None:
        return None
    note("statistics", rule, mark.span, won=True, why=str(mark.value))
    found: Period = figure_marks.member(scene, figure, span, mark)
    if found and found[1] and _yearly().search(scene.passage.folded, span.start, figure.amount.span.start):
        return found[1][:4], found[1][:4]
    return _later_part(scene, figure, mark, found)


@cache
def _yearly() -> re.Pattern[str]:
    """`План на год – 700`, `годового плана (700)` in a report of half a year."""
    return compiled(
        r"(?<!\w)(?:план\w{0,2}\sна\sгод|годов\w{2,3}\sплан\w{0,2}|жылдық\sжоспар\w{0,5})(?:\s[–:(]|:|\sсоставл?я?\w{1,3})?\s?$",
        re.IGNORECASE,
    )


_PARTS = {"втор": 2, "трет": 3, "четв": 4, "екін": 2, "үшін": 3, "төрт": 4}


def _later_part(scene: Scene, figure: Figure, mark: Mark, told: Period) -> Period | None:
    """`в первом квартале – 12, во втором – 15`: the later quarter or half that an ordinal alone stands for; None beyond the year."""
    start = figure.amount.span.start
    match = _ordinal().search(scene.passage.folded, mark.span.end, start) if mark.span.end < start else None
    first, last = told
    months = {"03-31": 3, "06-30": 6}.get((last or "")[5:])
    if match is None or months is None or first is None or first[4:] != "-01-01":
        return told
    end = months * _PARTS[(match["part"] or match["kk"]).lower()]
    if end > 12:
        return None
    return f"{first[:4]}-{end - months + 1:02}-01", f"{first[:4]}-{end:02}-{monthrange(int(first[:4]), end)[1]}"


@cache
def _ordinal() -> re.Pattern[str]:
    return compiled(
        r"[,;]\s(?:(?:а|и|ал)\s)?(?:(?:во?|за)\s(?P<part>втор|трет|четв)[а-яё]{2,5}|(?P<kk>екін|үшін|төрт)[а-яәіңғүұқөһ]{2,4}с[іы]нде)\s(?:–\s)?$",
        re.IGNORECASE,
    )


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
    return compiled(r"(?<!\w)(?:был[оаи]?|болған|was|were)\s$", re.IGNORECASE)


@cache
def _became() -> re.Pattern[str]:
    return compiled(r"\s?[,;–]?\s?(?:а\s|and\s|ал\s|енді\s)?(?:стал[оаи]?|болды|became|now|is now)(?!\w)", re.IGNORECASE)
