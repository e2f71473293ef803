"""Changes: `выросло с 51 до 64 %`, `870-тен 1097-ге өсті`, `на 56 % меньше`.

First each figure by its own words (`figure_shift_words`), then what it shares with its neighbours: a direction (`экспорт вырос на 5 %, импорт
на 7 %`), the two ends (`с 870 до 1097, или на 26 %`), the figure that it is compared with (`1097 против 870 в 2015 году`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from docpipe.figures import figure_part, figure_shift_ends, figure_shift_sides, figure_shift_words
from docpipe.figures.figure_place import places
from docpipe.figures.figure_value import Shift
from docpipe.model import trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.figures.figure_move import Move
    from docpipe.figures.figure_place import Place
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene


def mark(scene: Scene, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of running text, those that are changes or results of changes with their `shift`."""
    done: list[Figure] = []
    for sentence, group in groupby(figures, key=lambda one: one.sentence):
        those = list(group)
        done += those if sentence is None else _of_sentence(scene, sentence, those)
    for at in range(len(done) - 2, -1, -1):
        if done[at].shift is None and (behind := done[at + 1].shift) and figure_shift_words.hangs_over(scene, done[at]):
            done[at] = replace(done[at], shift=Shift(behind.direction))
    return [figure_shift_sides.ended(scene, done, at) for at in range(len(done))]


def _of_sentence(scene: Scene, sentence: int, figures: list[Figure]) -> list[Figure]:
    around = places(scene, sentence, figures)
    moves = _shared(around, [figure_shift_words.move(place) for place in around])
    shifts = figure_shift_ends.settle(scene, around, moves)
    done = []
    for place, move, shift in zip(around, moves, shifts, strict=True):
        figure = place.figure if move is None else figure_shift_words.without_limit(place, move)
        if shift is not None:
            trace.note("statistics", "shift-" + (move.rule if move else "against"), figure.span, won=True, why=shift.direction)
        done.append(replace(figure, shift=shift))
    return done


def _shared(around: list[Place], moves: list[Move | None]) -> list[Move | None]:
    """Moves with those that lean on a neighbour's word."""
    moves = list(moves)
    for at in range(1, len(around)):
        former = at - 2 if at > 1 and moves[at - 1] is None and figure_part.is_aside(around[at - 1]) else at - 1
        if moves[at] is None and (before := moves[former]):
            moves[at] = figure_shift_words.like_before(around[at], around[former], before)
    for at in range(len(around) - 2, -1, -1):
        if moves[at] is None and (behind := moves[at + 1]):
            moves[at] = figure_shift_words.like_behind(around[at], behind)
    return moves
