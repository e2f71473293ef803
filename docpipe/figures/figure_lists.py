"""Wholes that no turn tells, only a sum: `всего – 208: аттестованных – 100, вольнонаемных – 108`, `12 (7 школ, 5 больниц)`, items of a list."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docpipe.figures import figure_part, figure_whole_choice
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.figures.figure_place import Place
    from docpipe.figures.scene import Scene

_COLON = lazy(r"[^,;:.]{0,60}:\s")
_COMMA = lazy(r"[^,;:.()]{0,80}[,;:(]\s?")
_OPEN = lazy(r"[^,;:.()]{0,60}\(")
_ROW_ITEM = lazy(r"[^,;.()]{0,12}[,;]\s[^,;.()]{2,60}(?:–|:)\s?|[,;]\s[^,;.()]{2,60}\s")
_LEAST, _MOST = 2, 40
_WRONG_SUM = 1.01
"""Three items and more behind a colon are the parts of their whole, though the sum is a little off."""


def join(scene: Scene, around: Sequence[Place], wholes: dict[int, int]) -> None:
    """Add to `wholes` the parts of sums within a sentence, and of lists below an introduction."""
    for sentence, group in groupby(range(len(around)), key=lambda at: around[at].figure.sentence):
        if sentence is not None:
            _within(around, wholes, list(group))
    _below(scene, around, wholes)


def _within(around: Sequence[Place], wholes: dict[int, int], group: list[int]) -> None:
    for place, at in enumerate(group[:-1]):
        behind = around[group[place + 1]]
        items = _items(around, wholes, at, group[place + 1 : place + 1 + _MOST])
        if len(items) >= _LEAST and _is_sum(around, at, items, behind):
            wholes.update(dict.fromkeys(items, at))


def _items(around: Sequence[Place], wholes: dict[int, int], at: int, rest: list[int]) -> list[int]:
    """The figures behind that go on without a predicate of their own, in the unit of the first."""
    items: list[int] = []
    for index in rest:
        place = around[index]
        if place.figure.amount.unit != around[at].figure.amount.unit or place.figure.shift:
            continue
        if index in wholes or figure_part.leans(place) or (items and not figure_part.goes_on(place)):
            break
        items.append(index)
    return items


def _is_sum(around: Sequence[Place], at: int, items: list[int], behind: Place) -> bool:
    """True where the items make up the figure: exactly in a bracket, at most behind a colon or `всего`."""
    whole = around[at].figure.amount
    total = sum(around[index].figure.amount.value or 0.0 for index in items)
    if whole.value is None or total <= 0 or around[at].is_relative or around[at].figure.shift:
        return False
    exact = abs(total - whole.value) <= 0.005 * whole.value
    if _OPEN.match(behind.before) or not (_COLON.match(behind.before) or figure_part.is_total(around[at])):
        return exact and bool(_COMMA.match(behind.before))
    wrong = _WRONG_SUM if len(items) > _LEAST and not figure_part.is_total(around[at]) else 1.0
    most = whole.value * (wrong if whole.qualifier == "exact" else 1.3)
    return bool(_COMMA.match(behind.before)) and whole.value / 2 <= total <= most * 1.001


def _below(scene: Scene, around: Sequence[Place], wholes: dict[int, int]) -> None:
    """Items of a list below its introduction: `Построено 12 объектов, из них:`."""
    lists: dict[int, list[int]] = {}
    parted: dict[int, bool] = {}
    for at, place in enumerate(around):
        sentence = place.figure.sentence or 0
        paragraph = scene.sentences[sentence].paragraph
        intro = scene.paragraphs[paragraph].intro
        opens = sentence == 0 or scene.sentences[sentence - 1].paragraph != paragraph
        first = opens and (at == 0 or around[at - 1].figure.sentence != sentence)
        if intro is None or at in wholes:
            continue
        if intro not in parted:
            parted[intro] = figure_part.opens(place.text, *scene.paragraphs[intro].span, place.language)
        if first or (parted[intro] and intro in lists and _goes_on_in_row(around, lists[intro][-1], at)):
            lists.setdefault(intro, []).append(at)
    for intro, items in lists.items():
        if (whole := _head(scene, around, intro, items)) is not None:
            wholes.update({at: whole for at in items if figure_whole_choice.contains(around[whole], around[at])})


def _goes_on_in_row(around: Sequence[Place], before: int, at: int) -> bool:
    """True for the next of items that stand in one sentence: `ауыр – 231, орташа ауырлықтағы – 704`."""
    place = around[at]
    return before == at - 1 and around[before].figure.sentence == place.figure.sentence and _ROW_ITEM.fullmatch(place.before) is not None


def _head(scene: Scene, around: Sequence[Place], intro: int, items: list[int]) -> int | None:
    """The figure of the introduction that the items are parts of."""
    span = scene.paragraphs[intro].span
    inside = [at for at, place in enumerate(around[: items[0]]) if span.contains(place.figure.amount.span)]
    fit = [
        at
        for at in reversed(inside)
        if not figure_part.is_aside(around[at]) and all(figure_whole_choice.contains(around[at], around[item]) for item in items)
    ]
    if not fit:
        return None
    if figure_part.opens(around[fit[0]].text, around[inside[-1]].figure.amount.span.end, span.end, around[fit[0]].language):
        return fit[0]
    total = sum(around[item].figure.amount.value or 0.0 for item in items)
    return next(
        (at for at in fit if (around[at].figure.amount.value or 0.0) / 2 <= total <= (around[at].figure.amount.value or 0.0) * 1.001), None
    )
