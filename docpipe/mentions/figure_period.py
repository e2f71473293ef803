"""When a figure holds: by the date of its sentence that is its own, or by the sentence before where the paragraph goes on.

The date compared with, dates of papers and of other things told by the way (`в созданном в 2019 году центре`) say nothing of the figure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.mentions import figure_dates, figure_event, figure_marks
from docpipe.model.trace import note
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.mentions.figure_dates import Period
    from docpipe.mentions.figure_marks import Mark
    from docpipe.mentions.figure_value import Figure
    from docpipe.mentions.scene import Scene

_BACK = 8
"""So many sentences without a date may lie between a figure and the date of its paragraph."""


def period(scene: Scene, figure: Figure) -> Period | None:
    """First and last day, month or year, as exact as the text; None where nothing says it."""
    if figure.sentence is None:
        return figure.period
    span = scene.sentences[figure.sentence].span
    marks = figure_dates.marks(scene, figure.sentence)
    mark = _earlier(scene, figure, marks) or figure_marks.own(
        scene, figure, span, marks, lambda mark: figure_event.is_event(scene, mark.span, figure, span)
    )
    rule = "period-sentence"
    if mark is None:
        mark, rule = _from_before(scene, figure.sentence), "period-context"
    if mark is None or mark.value is None:
        return None
    note("statistics", rule, mark.span, won=True, why=str(mark.value))
    found: Period = figure_marks.member(scene, figure, span, mark)
    return found


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


def _from_before(scene: Scene, sentence: int) -> Mark | None:
    """The date that the paragraph, the line that opens the list, or the heading above has said."""
    paragraph = scene.sentences[sentence].paragraph
    for index in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        other = scene.sentences[index].paragraph
        if other != paragraph and not (index == sentence - 1 and _goes_on(scene, sentence)):
            break
        paragraph = other
        if marks := figure_dates.marks(scene, index):
            return _lasting(scene, marks)
    return _from_above(scene, scene.sentences[sentence].paragraph)


def _from_above(scene: Scene, paragraph: int) -> Mark | None:
    one = scene.paragraphs[paragraph]
    for index in (one.intro, one.heading):
        if (
            index is not None
            and (sentence := _last_sentence(scene, index)) is not None
            and (found := _lasting(scene, figure_dates.marks(scene, sentence)))
        ):
            return found
    return None


def _last_sentence(scene: Scene, paragraph: int) -> int | None:
    return scene.sentence(max(scene.paragraphs[paragraph].span.start, scene.paragraphs[paragraph].span.end - 1))


def _lasting(scene: Scene, marks: tuple[Mark, ...]) -> Mark | None:
    """The last of the marks that says a stretch of time, not a day or an open beginning; a day only as the state of things."""
    told = [mark for mark in marks if not mark.aside]
    return told[-1] if told and _lasts(scene, told[-1]) else None


def _lasts(scene: Scene, mark: Mark) -> bool:
    if mark.value is None:
        return False
    first, last = mark.value
    text = scene.passage.folded
    if first and last and first == last and len(first) == len("2023-10-01"):
        return (
            _state().search(text, max(0, mark.span.start - 30), mark.span.start) is not None
            or _state_behind().match(text, mark.span.end) is not None
        )
    return bool(first and last) or bool(first and first.endswith("-01-01"))


@cache
def _state() -> re.Pattern[str]:
    return re.compile(r"(?:состояни\w|положени\w|as of|as at)\s(?:на\s)?$|(?:^|[.\n]\s?)на\s$", re.IGNORECASE)


@cache
def _state_behind() -> re.Pattern[str]:
    return re.compile(r"\s?(?:жағдай|мәлімет|дерек)\w{0,6}", re.IGNORECASE)


@cache
def _goes(language: str) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{'|'.join(table('periods')['goes_on'][language])})(?!\w)".replace(" ", r"\s"), re.IGNORECASE)


def _goes_on(scene: Scene, sentence: int) -> bool:
    return _goes(scene.passage.language).match(scene.passage.folded, scene.sentences[sentence].span.start) is not None
