"""The date that a sentence without one takes over: from its paragraph, from the line that opens its list, from the headings above.

What is only compared with (`(в 2024 году – 70,1)`, `чем в 2023 году`) is not carried on: the sentence before it is asked.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from docpipe.figures import figure_dates, figure_marks
from docpipe.figures.figure_marks import Mark
from docpipe.mentions.dates_words import tenses
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.figures.scene import Scene

_BACK = 8
"""So many sentences without a date may lie between a figure and the date of its paragraph."""
_PLAN = lazy(
    r"(?<!\w)(?:план|прогноз|лимит|задание|проект\s\w{3,20}|бюджет\w{0,2})\s(?:\w{3,20}\s)?на\s$|(?<!\w)plan(?:ned)?\sfor\s$", re.IGNORECASE
)
_DAY = len("2023-10-01")
_DASHED = lazy(r"\d(?:-[^\W\d]{1,6}|\s[^\W\d]{2,10}\.?|\s?%)?\s–\s(?:(?:в|во|за|in)\s)?$", re.IGNORECASE)
"""A figure and a dash: the time behind it is that of one item (`4 800 – в первом полугодии`)."""


def before(scene: Scene, sentence: int) -> Mark | None:
    """The date that holds on for the sentence, None where nothing is said or the document's own day is meant."""
    key = ("carried", sentence)
    if key not in scene.memo:
        scene.memo[key] = _before(scene, sentence)
    found: Mark | None = scene.memo[key]
    return found


def _before(scene: Scene, sentence: int) -> Mark | None:
    paragraph, behind = scene.sentences[sentence].paragraph, None
    for index in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        other = scene.sentences[index].paragraph
        if other != paragraph and not (index == sentence - 1 and _goes_on(scene, sentence)):
            break
        paragraph = other
        told = main(scene, index)
        if told and all(_is_ahead(scene, mark) for mark in told) and _is_over(scene, sentence):
            continue
        if told and all(_is_by_the_way(scene.passage.folded, mark.span) for mark in told):
            behind = behind or _lasting(scene, told)
        elif told:
            return _lasting(scene, told)
        elif named := again(scene, index):
            return named[-1]
    return behind or _from_above(scene, paragraph)


def _is_by_the_way(text: str, span: Span) -> bool:
    """True for the year gone and for a plan (`план на 2025 год – 13,5 млрд тенге`): what follows goes on with what was told before."""
    return is_back(text, span, same=True) or _PLAN.search(text, max(0, span.start - 40), span.start) is not None


def _is_ahead(scene: Scene, mark: Mark) -> bool:
    """True for a time later than the document's year: an aim, a plan."""
    return bool(mark.value and mark.value[1] and scene.year) and int(mark.value[1][:4]) > (scene.year or 0)


def _is_over(scene: Scene, sentence: int) -> bool:
    """True where the sentence tells of what is done, and of nothing that is to come."""
    ahead, past = tenses()
    said = scene.passage.folded[slice(*scene.sentences[sentence].span)].lower()
    return past.search(said) is not None and ahead.search(said) is None


def is_back(text: str, span: Span, *, same: bool) -> bool:
    """True for a year told by its distance: `годом ранее`; with `same` also for `прошлый год`."""
    return _back(same=same).fullmatch(text, span.start, span.end) is not None


@cache
def _back(*, same: bool) -> re.Pattern[str]:
    words = table("periods")["year_back"]
    return figure_marks.pattern((*words["all"], *(words["looks_back"] if same else ())))


def again(scene: Scene, sentence: int) -> list[Mark]:
    """`за этот же период`: the stretch told last, in the sentence or before it."""
    key = ("again", sentence)
    if key not in scene.memo:
        scene.memo[key] = list(_again(scene, sentence))
    found: list[Mark] = scene.memo[key]
    return found


def _again(scene: Scene, sentence: int) -> Iterator[Mark]:
    span, dates = scene.sentences[sentence].span, figure_dates.marks(scene, sentence)
    for match in _named(scene.passage.language).finditer(scene.passage.folded, span.start, span.end):
        where = Span(*match.span())
        if any(mark.span.start < where.end and where.start < mark.span.end for mark in dates):
            continue
        own = [mark.value for mark in main(scene, sentence) if mark.span.end <= where.start and _is_stretch(mark)]
        if value := own[-1] if own else stretch(scene, sentence):
            yield Mark(where, value)


def main(scene: Scene, sentence: int) -> list[Mark]:
    """The dates that the sentence is about: not what it compares with, be it by its words or by a figure of its own in brackets.

    What only a part is told with (`в том числе в 2024 году – 24`) gives way to the date of the whole.
    """
    span, text = scene.sentences[sentence].span, scene.passage.folded
    told = [
        mark
        for mark in figure_dates.marks(scene, sentence)
        if not mark.aside
        and not _DASHED.search(text, max(span.start, mark.span.start - 24), mark.span.start)
        and not ((hull := figure_marks.bracket(text, span, mark.span.start)) and figure_marks.starts(scene, hull))
    ]
    parted = figure_marks.parted(scene.passage.language)
    whole = list(takewhile(lambda mark: not parted.search(text, max(span.start, mark.span.start - 40), mark.span.start), told))
    return whole or told


def _from_above(scene: Scene, paragraph: int) -> Mark | None:
    """The date of the line that opens the list or of what that line goes on with; else of the nearest heading that has one."""
    one = scene.paragraphs[paragraph]
    if one.intro is not None and (sentence := _last_sentence(scene, one.intro)) is not None:
        told = main(scene, sentence)
        return _lasting(scene, told) if told else before(scene, sentence)
    heading = one.heading
    while heading is not None:
        sentence = _last_sentence(scene, heading)
        if sentence is not None and (found := _lasting(scene, main(scene, sentence), headed=True)):
            return found
        if _ahead().search(scene.passage.quote(scene.paragraphs[heading].span)):
            return None
        heading = scene.paragraphs[heading].heading
    return None


@cache
def _ahead() -> re.Pattern[str]:
    return figure_marks.pattern(table("periods")["ahead"]["all"])


def _last_sentence(scene: Scene, paragraph: int) -> int | None:
    return scene.sentence(max(scene.paragraphs[paragraph].span.start, scene.paragraphs[paragraph].span.end - 1))


def _lasting(scene: Scene, told: Sequence[Mark], *, headed: bool = False) -> Mark | None:
    """The latest in time of the marks that say a stretch of time, not a day or an open beginning; a day only as the state of things."""
    if not told or not _lasts(scene, told[-1], headed=headed):
        return None
    last = told[-1]
    return max((mark for mark in told if _lasts(scene, mark, headed=headed)), key=lambda mark: (mark.value[1] or "", mark is last))


def _lasts(scene: Scene, mark: Mark, *, headed: bool) -> bool:
    if mark.value is None:
        return False
    first, last = mark.value
    if first and last and first == last and len(first) == _DAY:
        text, start = scene.passage.folded, mark.span.start
        state = _state_headed() if headed else _state()
        if state.search(text, max(0, start - 30), start) or _state_behind().match(text, mark.span.end):
            return True
        return text.endswith((", на ", ", as of "), 0, start) and not _told_before(scene, start)
    return bool(first and last) or bool(first and first.endswith("-01-01"))


def _told_before(scene: Scene, at: int) -> bool:
    """True where a figure of the sentence stands before the offset."""
    sentence = scene.sentence(at)
    return sentence is not None and bool(figure_marks.starts(scene, Span(scene.sentences[sentence].span.start, at)))


@cache
def _state() -> re.Pattern[str]:
    return compiled(r"(?:состояни\w|положени\w|as of|as at)\s(?:на\s)?$|(?:^|[.(\n]\s?)на\s$", re.IGNORECASE)


@cache
def _state_headed() -> re.Pattern[str]:
    return compiled(r"(?<!\w)(?:на|as of|as at)\s$", re.IGNORECASE)


@cache
def _state_behind() -> re.Pattern[str]:
    return compiled(r"\s?(?:жағдай|мәлімет|дерек)\w{0,6}", re.IGNORECASE)


@cache
def _goes(language: str) -> re.Pattern[str]:
    return compiled(rf"\W{{0,3}}(?:{'|'.join(table('periods')['goes_on'][language])})(?!\w)".replace(" ", r"\s"), re.IGNORECASE)


def _goes_on(scene: Scene, sentence: int) -> bool:
    return _goes(scene.passage.language).match(scene.passage.folded, scene.sentences[sentence].span.start) is not None


@cache
def _named(language: str) -> re.Pattern[str]:
    return figure_marks.pattern(table("periods")["again"][language])


def stretch(scene: Scene, sentence: int) -> tuple[str, str] | None:
    """The last stretch of time that the text before the sentence has told, be it in another paragraph or a heading."""
    for index in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        if closed := [mark for mark in main(scene, index) if _is_stretch(mark)]:
            first, last = closed[-1].value
            return first, last
    above = _from_above(scene, scene.sentences[sentence].paragraph)
    return above.value if above and _is_stretch(above) else None


def _is_stretch(mark: Mark) -> bool:
    """True where the mark has two ends and is more than a day."""
    return bool(mark.value) and all(mark.value) and not (mark.value[0] == mark.value[1] and len(mark.value[0]) == _DAY)
