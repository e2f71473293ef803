"""The dates of a sentence that may say when its figures hold, as marks; those of papers, births and deadlines are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.figures import figure_marks
from docpipe.figures.figure_compared import is_compared, spans_both
from docpipe.figures.figure_marks import Mark
from docpipe.mentions.dates_words import tenses
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docpipe.figures.scene import Scene
    from docpipe.language.passage import Passage
    from docpipe.mentions.dates import DateMention

Period = tuple[str | None, str | None]
_LIST = lazy(r"(?:\s?,\s?|\s(?:и|және|мен|бен|пен|and)\s)(?:в\s|in\s)?", re.IGNORECASE)
_BY = lazy(r"(?<!\w)(?:к|by)\s$", re.IGNORECASE)
_YEAR = 4
_REACH = 300
"""So far round a date are looked for the words that make it an aim, a deadline, what comes back."""


def marks(scene: Scene, sentence: int) -> tuple[Mark, ...]:
    """The marks of a sentence in order; a value is a period, None where the sentence speaks of the document's own day.

    What leans on another date (`за аналогичный период`) is still as it is printed: `figure_stretch` settles that.
    """
    key = ("periods", sentence)
    if key not in scene.memo:
        scene.memo[key] = _marks(scene, sentence)
    found: tuple[Mark, ...] = scene.memo[key]
    return found


def _marks(scene: Scene, sentence: int) -> tuple[Mark, ...]:
    text, passage, span = scene.passage.folded, scene.passage, scene.sentences[sentence].span
    found = [
        Mark(Span(*match.span()), None)
        for kind in ("now", "sliding")
        for match in _words(kind, passage.language).finditer(text, span.start, span.end)
    ]
    found += [
        Mark(one.span, _period(passage, one, around), aside=is_compared(passage, one, around, scene.year))
        for one in scene.dates_in(span)
        if (one.value or one.start or one.end)
        and not _is_told_today(one)
        and (around := _around(one.span, span))
        and not _is_of_another(scene, one, around)
    ]
    return tuple(_listed(text, sorted(found, key=lambda mark: mark.span)))


def _around(date: Span, within: Span) -> Span:
    return Span(max(within.start, date.start - _REACH), min(within.end, date.end + _REACH))


@cache
def _words(kind: str, language: str) -> re.Pattern[str]:
    return figure_marks.pattern(table("periods")[kind][language])


def _period(passage: Passage, one: DateMention, span: Span) -> Period:
    """From and to; a year that an aim is set for is both: `до 2025 года довести до 75 %`."""
    text, language = passage.folded, passage.language
    if spans_both(passage, one, span):
        return (one.end, one.end)
    if one.value and _since_event().search(text, max(span.start, one.span.start - 60), one.span.start):
        return (one.value, None)
    if one.rule == "until" and one.end and _since_new_year().search(text, max(span.start, one.span.start - 40), one.span.start):
        return (f"{one.end[:_YEAR]}-01-01", one.end)
    if one.rule == "until-the-end" and one.end:
        return (one.end[:_YEAR], one.end[:_YEAR])
    if one.rule == "until" and one.end and _words("aim", language).search(text, span.start, span.end):
        return one.end[:_YEAR], one.end
    return (one.start or one.value, one.end or one.value)


@cache
def _since_event() -> re.Pattern[str]:
    return compiled("(?:" + "|".join(table("periods")["since_event"]["all"]).replace(" ", r"\s") + r")\s[^\d,.;()]{0,40}$", re.IGNORECASE)


@cache
def _since_new_year() -> re.Pattern[str]:
    return compiled("(?:" + "|".join(table("periods")["since_new_year"]["all"]).replace(" ", r"\s") + r")\s?[,–(]?\s?$", re.IGNORECASE)


def _is_told_today(one: DateMention) -> bool:
    return one.relative and one.first is not None and one.first.unit == "day"


def _is_of_another(scene: Scene, one: DateMention, span: Span) -> bool:
    """A date of a paper, a birth, a deadline, a title, or of what comes back every year."""
    text, language = scene.passage.folded, scene.passage.language
    if _in_reference(scene, one.span) or figure_marks.in_title(scene, one.span, span):
        return True
    if (one.start or one.end) and not (one.start and one.end) and _words("habitual", language).search(text, span.start, span.end):
        return True
    if _words("moved_on", "all").match(text, min(span.end, one.span.end + 1), span.end):
        return True
    return _has_day(one) and (_is_of_paper(text, one.span) or _is_birth(text, one.span, span) or _is_deadline(text, one, span))


def _has_day(one: DateMention) -> bool:
    return len(one.value or one.end or one.start or "") > len("2023-10")


def _in_reference(scene: Scene, span: Span) -> bool:
    references = scene.found.references
    index = bisect_right(references, span.start, key=lambda one: one.span.start)
    return any(one.span.contains(span) for one in references[max(0, index - 2) : index])


@cache
def _papers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    paper = table("periods")["paper"]
    before = compiled(rf"(?<!\w)(?:{'|'.join(paper['before'])})\s$", re.IGNORECASE)
    return before, compiled(rf"\w{{0,6}}\s?(?:{'|'.join(paper['after'])})", re.IGNORECASE)


def _is_of_paper(text: str, date: Span) -> bool:
    before, after = _papers()
    return before.search(text, max(0, date.start - 20), date.start) is not None or after.match(text, date.end) is not None


@cache
def _birth() -> re.Pattern[str]:
    return compiled("|".join(table("periods")["birth"]["around"]).replace(" ", r"\s"), re.IGNORECASE)


def _is_birth(text: str, date: Span, span: Span) -> bool:
    return _birth().search(text, max(span.start, date.start - 15), min(span.end, date.end + 18)) is not None


def _is_deadline(text: str, one: DateMention, span: Span) -> bool:
    """A day by which something is to be done, where nothing in the sentence is over."""
    by = one.rule == "until" or _BY.search(text, max(0, one.span.start - 4), one.span.start)
    if not by:
        return False
    ahead, past = tenses()
    said = text[span.start : span.end].lower()
    return ahead.search(said) is not None or not past.search(said)


def _listed(text: str, marks: Sequence[Mark]) -> Iterable[Mark]:
    """`в 2020 и 2021 годах` as one mark with two members."""
    groups: list[list[Mark]] = []
    joined = {mark.span for before, mark in pairwise(marks) if _are_joined(text, before, mark)}
    for mark in marks:
        if mark.span in joined:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    for group in groups:
        first, last = group[0], group[-1]
        if len(group) == 1:
            yield first
        else:
            values = tuple(mark.value for mark in group)
            yield Mark(Span(first.span.start, last.span.end), (values[0][0], values[-1][1]), first.aside, values)


def _are_joined(text: str, before: Mark, mark: Mark) -> bool:
    same = before.value and mark.value and all(before.value) and all(mark.value) and len(before.value[0]) == len(mark.value[0])
    return bool(same) and before.aside == mark.aside and _LIST.fullmatch(text, before.span.end, mark.span.start) is not None
