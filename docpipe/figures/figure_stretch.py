"""The dates of a sentence with those settled that lean on another date: `за тот же период`, `аналогичный период прошлого года`, `a year earlier`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.figures import figure_carried, figure_dates
from docpipe.figures.figure_compared import is_same_stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.figures.figure_dates import Period
    from docpipe.figures.figure_marks import Mark
    from docpipe.figures.scene import Scene

_YEAR = 4


def marks(scene: Scene, sentence: int) -> tuple[Mark, ...]:
    """The marks of the sentence in order, each with the stretch of time that it means."""
    key = ("stretches", sentence)
    if key not in scene.memo:
        found = [*figure_dates.marks(scene, sentence), *figure_carried.again(scene, sentence)]
        scene.memo[key] = tuple(_settled(scene, sentence, sorted(found, key=lambda mark: mark.span)))
    settled: tuple[Mark, ...] = scene.memo[key]
    return settled


def _settled(scene: Scene, sentence: int, found: Sequence[Mark]) -> Iterator[Mark]:
    """The same stretch of the other year for a year that means no more: `за аналогичный период прошлого года`, `годом ранее`."""
    span, text = scene.sentences[sentence].span, scene.passage.folded
    for mark in found:
        same = is_same_stretch(scene.passage, mark.span, span)
        back = figure_carried.is_back(text, mark.span, same=same)
        if not (mark.value and _is_year(mark.value) and (back or same)):
            yield mark
            continue
        others = [one for one in found if one is not mark]
        told = _told([one for one in others if not one.aside]) or _told(others) or figure_carried.stretch(scene, sentence)
        yield replace(mark, value=_moved(told, mark.value, back=back)) if told else mark


def _told(marks: Sequence[Mark]) -> tuple[str, str] | None:
    """The first stretch of time within one year."""
    for one in marks:
        first, last = one.value or (None, None)
        if first and last and first[:_YEAR] == last[:_YEAR] and not (first == last and len(first) > len("2025-01")):
            return first, last
    return None


def _moved(told: tuple[str, str], value: Period, *, back: bool) -> Period:
    """The stretch in the year of `value`; a year before is told from the stretch, not from the document's year."""
    first, last = told
    if first[:_YEAR] != last[:_YEAR]:
        return value
    year = str(int(first[:_YEAR]) - 1) if back or value[0] == first[:_YEAR] else (value[0] or "")[:_YEAR]
    return (year + first[_YEAR:], year + last[_YEAR:])


def _is_year(value: Period) -> bool:
    return value[0] is not None and value[0] == value[1] and len(value[0]) == _YEAR
