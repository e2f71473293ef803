"""Parts of wholes: `из них`, `в том числе`, `оның ішінде`, `олардың 49-ы`; and what an elliptical part counts.

A turn like `из них` opens a group: its figure and the items that follow it in the sentence are parts of one whole, the nearest figure before
that can contain them. A turn inside a group opens a group within it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from docpipe.figures import figure_ellipsis, figure_lists, figure_part, figure_whole_choice
from docpipe.figures.figure_place import places
from docpipe.language import predicates
from docpipe.model import trace
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.figures.figure_place import Place
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene

_EARLIER = lazy(r"\([^()]{0,40}(?:(?:19|20)\d\d|былтыр|өткен|осындай|прошл|аналогичн|АППГ|last)[^()]{0,40}–?\s$", re.IGNORECASE)
_BASE = lazy(r"\d[\d\s]{0,11}-(?:тан|тен|дан|ден|нан|нен)\s\d[\d\s]{0,11}-(?:с?[іы]|[ае]уы?і?)(?!\w)")
"""`турбиналар: 44-тен 27-сі`: a whole of its own, whose part is behind it."""
_DEEP = 4
"""How many groups may be open, one within another."""
_ROUNDED = 1.3
"""How far the items of a list may exceed a whole that is itself no exact number (`более 200, в том числе 140 и 66`)."""


@dataclass(slots=True)
class Group:
    """An open list of parts: the index of its whole, the sum of its parts so far, the preposition that leads to the first of them.

    `inner` where the whole is itself an item of a list, so that a semicolon ends the group; `opening` where it opens the sentence, so that
    all that names nothing of its own is a part of it.
    """

    whole: int
    sum: float = 0.0
    verbal: bool = False
    lead: str | None = None
    inner: bool = False
    opening: bool = False


@dataclass(slots=True)
class _State:
    """What is known while the figures of a document are gone through: the wholes found, the open groups of the sentence."""

    around: list[Place]
    wholes: dict[int, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)


def join(scene: Scene, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of running text, parts with the index of their whole in `whole`, elliptical ones with what the whole counts."""
    figures = figure_ellipsis.with_unit(scene, figures)
    state = _State(_all_places(scene, figures))
    sentence: int | None = -1
    for at, one in enumerate(figures):
        if one.sentence != sentence:
            state.groups, sentence = [], one.sentence
        if one.sentence is not None:
            _place(scene, state, at)
    figure_lists.join(scene, state.around, state.wholes)
    for part, whole in state.wholes.items():
        trace.note("statistics", "part-of", figures[part].span, won=True, why=str(figures[whole].amount.value))
    joined = [replace(one, whole=state.wholes.get(at)) for at, one in enumerate(figures)]
    return figure_ellipsis.fill(scene, state.around, joined)


def _all_places(scene: Scene, figures: Sequence[Figure]) -> list[Place]:
    found: list[Place] = []
    for sentence, group in groupby(figures, key=lambda one: one.sentence):
        found += places(scene, sentence or 0, list(group))
    return found


def _place(scene: Scene, state: _State, at: int) -> None:
    """Find the whole of one figure."""
    place = state.around[at]
    if at and _beside(state, at) and _BASE.match(place.text, state.around[at - 1].figure.amount.figure.start):
        state.wholes[at] = at - 1
    elif figure_part.marker(place) is not None or figure_part.is_possessed(place):
        _open(scene, state, at)
    elif at and _beside(state, at) and (figure_part.is_owned(place) or figure_part.is_of_last(place)):
        state.wholes[at] = at - 1
    elif (
        at
        and _beside(state, at)
        and figure_part.is_whole_behind(place)
        and figure_whole_choice.contains(place, state.around[at - 1], loose=True)
    ):
        state.wholes[at - 1] = at
    elif figure_part.opens_sentence(place):
        state.groups = [Group(at, opening=True)]
    elif figure_part.is_same(place) or (at and figure_part.says_again(state.around[at - 1], place)):
        _place_share(state, at)
    elif what := figure_part.share_of(place):
        if (whole := figure_whole_choice.named(state.around, at, what)) is not None:
            state.wholes[at] = whole
    elif state.groups and not _is_earlier(place) and not _BASE.match(place.text, place.figure.amount.figure.start):
        _continue(state, at)


def _is_earlier(place: Place) -> bool:
    """`(2023 жылы – 58)`: a figure in brackets with its year is no item of the list that stands round it."""
    return _EARLIER.search(place.before) is not None


def _place_share(state: _State, at: int) -> None:
    """`10,4 млрд, или 86 %`: of what the figure before makes that percentage, else of what it is a part."""
    if not at or not _beside(state, at):
        return
    if not state.around[at].is_relative:
        if (whole := state.wholes.get(at - 1)) is not None and figure_whole_choice.contains(state.around[whole], state.around[at]):
            state.wholes[at] = whole
        return
    base = figure_whole_choice.base(state.around, at)
    whole = state.wholes.get(at - 1) if base is None else base
    if whole is not None:
        state.wholes[at] = whole
    if base is not None and state.around[at - 1].figure.counted is None:
        state.wholes.setdefault(at - 1, base)


def _beside(state: _State, at: int) -> bool:
    """True where the figure before stands in the same sentence."""
    return state.around[at].figure.sentence == state.around[at - 1].figure.sentence


def _open(scene: Scene, state: _State, at: int) -> None:
    """A turn of parts: the figure opens a group of its own, or goes on with the one that is open where it is only possessed."""
    possessed_only = figure_part.marker(state.around[at]) is None
    if possessed_only and state.groups and _fits(state, at, state.groups[-1]):
        _add(state, at, state.groups[-1])
        return
    if figure_part.is_weak(state.around[at]) and not (at and _beside(state, at)):
        return
    whole = figure_whole_choice.choose(scene, state.around, state.wholes, at)
    if possessed_only and whole is not None and figure_part.is_possessed(state.around[whole]):
        whole = state.wholes.get(whole)
    if possessed_only and whole is not None and (owner := figure_part.owner(state.around[at])):
        whole = figure_whole_choice.owned(state.around, at, whole, owner)
    if whole is not None:
        lead, inner = figure_part.lead(state.around[at]), figure_part.is_item(scene, state.around[whole])
        state.groups = [*state.groups[-_DEEP:], Group(whole, lead=lead, inner=inner)]
        _add(state, at, state.groups[-1])


def _add(state: _State, at: int, group: Group) -> None:
    state.wholes[at] = group.whole
    place = state.around[at]
    group.verbal = group.verbal or (place.language == "ru" and predicates.has(place.before, "ru"))
    group.sum += place.figure.amount.value or 0.0


def _continue(state: _State, at: int) -> None:
    """One more item of a list of parts, of the innermost group that has room for it."""
    place = state.around[at]
    if ";" in place.before:
        turned = place.is_relative and not state.around[at - 1].is_relative
        state.groups = [] if turned else [group for group in state.groups if not group.inner]
    state.groups = [group for group in state.groups if not figure_whole_choice.is_aside_closed(state.around[group.whole], place)]
    if not state.groups:
        return
    whole = state.around[state.groups[-1].whole]
    after_base = state.groups[-1].whole == at - 1 and not state.groups[-1].sum
    verbal = state.groups[-1].verbal and figure_whole_choice.alike(place.figure, whole.figure)
    parallel = state.groups[-1].lead is not None and state.groups[-1].lead == figure_part.lead(place, listed=True)
    parallel = parallel or _is_of_opening(state, at)
    if not ((after_base and not figure_part.is_led(place)) or parallel or figure_part.goes_on(place, verbal=verbal)):
        state.groups = state.groups if figure_part.leans(place) else []
        return
    if after_base and predicates.has(place.before, place.language) and not figure_whole_choice.alike(place.figure, whole.figure):
        return
    for depth in range(len(state.groups) - 1, -1, -1):
        if _fits(state, at, state.groups[depth]):
            del state.groups[depth + 1 :]
            _add(state, at, state.groups[depth])
            return


def _is_of_opening(state: _State, at: int) -> bool:
    """`Из 1 200 заявлений удовлетворено 900, отказано по 250`."""
    group, place = state.groups[0], state.around[at]
    bare = place.figure.counted is None and place.figure.shift is None and not place.is_relative
    return group.opening and bare and _fits(state, at, group)


def _fits(state: _State, at: int, group: Group) -> bool:
    """True where the whole of the group can contain the figure beside the parts that it has."""
    whole, part = state.around[group.whole], state.around[at]
    if not figure_whole_choice.contains(whole, part):
        return False
    most = (whole.figure.amount.value or whole.figure.amount.high or 0.0) * (1.0 if whole.figure.amount.qualifier == "exact" else _ROUNDED)
    return part.is_relative or len(state.groups) == 1 or group.sum + (part.figure.amount.value or 0.0) <= most * 1.001
