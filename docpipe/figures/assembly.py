"""Every figure of a document: of the running text and of the tables, with what it counts, when, where, of what it is a part.

Amounts are found in the survey; here each gets its sentence and clause, then label, period, region; then changes and wholes are joined.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from docpipe.figures import (
    counted,
    figure_announced,
    figure_clause,
    figure_label,
    figure_label_lent,
    figure_period,
    figure_region,
    figure_shift,
    figure_table,
    figure_whole,
    scene,
)
from docpipe.figures.figure_value import Figure
from docpipe.layout import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docpipe.figures.scene import Scene
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.amount_value import Amount
    from docpipe.mentions.survey import Mentions


def find(sheet: Sheet, found: Mentions, year: int | None) -> list[Figure]:
    """The figures in the order of the text; `whole` is an index in the list returned."""
    stage = scene.lay(sheet, found, year)
    grids = tables.find(sheet, found.passage)
    inside = [span for grid in grids for span in (grid.span, *figure_table.units_of(stage, grid))]
    prose = _prose(stage, [one for one in found.amounts if not any(span.contains(one.span) for span in inside)])
    return _in_order([prose, *(figure_table.find(stage, grid) for grid in grids)])


def _prose(stage: Scene, amounts: Sequence[Amount]) -> list[Figure]:
    """Sentence by sentence: what is counted first, then what is said of it, then what binds figures together."""
    figures: list[Figure] = []
    for sentence, group in groupby(amounts, key=lambda one: stage.sentence(one.figure.start)):
        if sentence is not None:
            figures += _of_sentence(stage, sentence, list(group))
    figures = [_announced(stage, one) for one in figure_whole.join(stage, figure_shift.mark(stage, figures))]
    figures = [replace(one, period=figure_period.period(stage, one), region=figure_region.region(stage, one)) for one in figures]
    return figure_label_lent.lend(stage, [replace(one, label=figure_label.label(stage, one)) for one in figures])


def _of_sentence(stage: Scene, sentence: int, amounts: list[Amount]) -> list[Figure]:
    found = []
    for amount, clause in zip(amounts, figure_clause.clauses(stage, sentence, amounts), strict=True):
        if told := figure_announced.measure(stage, sentence, amount):
            found.append(Figure(figure_announced.scaled(amount, told), amount.span, clause, sentence, told.noun))
            continue
        beside = counted.find(stage.passage.within(*clause), amount) if amount.unit == "count" else None
        span = beside.with_figure(amount) if beside else amount.span
        found.append(Figure(amount, span, clause, sentence, beside.head if beside else None))
    return found


def _announced(stage: Scene, one: Figure) -> Figure:
    """An item of a list that names nothing counts what the line above the list names."""
    intro = None if one.sentence is None else stage.paragraphs[stage.sentences[one.sentence].paragraph].intro
    if intro is None or one.counted is not None or one.amount.unit != "count":
        return one
    return replace(one, counted=counted.announced(stage.passage.within(*stage.paragraphs[intro].span)))


def _in_order(lists: Iterable[Sequence[Figure]]) -> list[Figure]:
    """All lists as one in the order of the text, their indices of wholes moved along."""
    numbered: list[tuple[Figure, int, int]] = [(one, at, number) for number, each in enumerate(lists) for at, one in enumerate(each)]
    numbered.sort(key=lambda item: item[0].span)
    places = {(number, at): place for place, (_, at, number) in enumerate(numbered)}
    return [replace(one, whole=None if one.whole is None else places[number, one.whole]) for one, _, number in numbered]
