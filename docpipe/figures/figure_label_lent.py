"""Labels that a figure takes from another: a change, an earlier value in brackets, a part or a share that say nothing of their own.

`импорт 43 млрд долларды құрап, 5 пайызға төмендеді (2023 жылы – 45)`: 5 % and 45 are of the import as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.figures import figure_part
from docpipe.figures.figure_marks import bracket
from docpipe.figures.figure_move import same
from docpipe.figures.figure_place import RELATIVE
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene

_LONGEST, _SIDE, _NEAR, _FEW = 160, 100, 6, 4
_WORD = lazy(r"[^\W\d_]{2,40}")
_GAP = " … "
_EDGE = " ,;:.–-(«\n\t"
_CLOSING = lazy(r"(?:-[^\W\d_]{1,5})?[\s,)–-]{1,6}")
_ALONE = lazy(r"\s?[,;)]")
_STOP = lazy(r"[,;(]\s?|$")


def lend(scene: Scene, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of running text, those whose own words say nothing with the label of the figure that they belong to."""
    done = list(figures)
    for at, one in enumerate(done):
        if one.sentence is not None:
            done[at] = replace(one, label=_label(scene, done, at))
    return done


def _label(scene: Scene, figures: Sequence[Figure], at: int) -> str | None:
    one = figures[at]
    language = scene.passage.language
    tail = _behind_share(scene, figures, at)
    if tail and not is_hollow(tail, language):
        return tail
    if _is_earlier(scene, one) and _is_right_behind(scene, figures, at, _outside(scene, one)):
        return _of_main(scene, figures, at, _outside(scene, one)) or one.label
    if is_hollow(one.label, language) or (_is_difference(one) and is_hollow(_without_noun(scene, one), language)):
        return _joined(_of_main(scene, figures, at, one.amount.span.start), one.label, language) or one.label
    if one.amount.unit == "count" and _is_bare(scene, one):
        return _joined(_of_whole(scene, figures, at) or _of_intro(scene, one), one.label, language) or one.label
    return one.label


def is_hollow(label: str | None, language: str) -> bool:
    """True where the label has only words of change, of comparison and such as join.

    >>> is_hollow("яғни … төмендеген", "kk"), is_hollow("бұл 2024 жылдың сәйкес кезеңінен … төмен", "kk"), is_hollow("импорт … төмендеді", "kk")
    (True, True, False)
    """
    return label is None or not any(len(word) > 1 and not _empty(language).fullmatch(word) for word in _WORD.findall(label))


def _only_joins(piece: str, language: str) -> bool:
    words = compiled("|".join(vocabulary.table("relations")["label"]["hollow"][language]), re.IGNORECASE)
    return all(len(word) < 2 or words.fullmatch(word) for word in _WORD.findall(piece))


@cache
def _empty(language: str) -> re.Pattern[str]:
    rows = vocabulary.table("relations")
    change = [word for side in ("up", "down") for words in rows["change"][language][side].values() for word in words]
    plain = [word for word in [*change, *rows["label"]["hollow"][language]] if " " not in word and "(?<" not in word]
    return compiled("|".join(plain), re.IGNORECASE)


def _joined(lent: str | None, own: str | None, language: str) -> str | None:
    """The lent words and then the figure's own, no longer than a label may be; what only joins or compares stays out."""
    if not lent:
        return None
    told = lent.split(_GAP)
    rest = [piece for piece in (own or "").split(_GAP) if piece and piece not in told]
    rest = [piece for piece in rest if not _only_joins(piece, language)] if is_hollow(own, language) else rest
    text = _GAP.join([*told, *rest])
    return text if len(text) <= _LONGEST else lent[:_LONGEST]


# ---------------------------------------------------------------- the figure that a change or an earlier value belongs to
def _of_main(scene: Scene, figures: Sequence[Figure], at: int, before: int) -> str | None:
    """The label of the nearest figure before the offset in the sentence that has one of its own; else of the sentence before."""
    sentence = figures[at].sentence or 0
    for one in reversed(figures[max(0, at - _NEAR) : at]):
        if _is_difference(one):
            continue
        if one.sentence == sentence and one.amount.span.end <= before and not is_hollow(one.label, scene.passage.language):
            return _head(one.label, scene.passage.language)
    if any(one.sentence == sentence and one.amount.span.end <= before for one in figures[max(0, at - _NEAR) : at]):
        return None
    previous = [one for one in figures[max(0, at - _NEAR) : at] if one.sentence == sentence - 1]
    if not previous or scene.sentences[sentence - 1].paragraph != scene.sentences[sentence].paragraph:
        return None
    roots = [one for one in previous if one.whole is None and not is_hollow(one.label, scene.passage.language)]
    return _head(roots[-1].label, scene.passage.language) if roots else None


def _without_noun(scene: Scene, one: Figure) -> str:
    """The label without what is counted: `бұл жыл басындағыдан … адамға көп` says no more than `көп`."""
    noun = set(_WORD.findall(scene.passage.quote(one.span)))
    return " ".join(word for word in _WORD.findall(one.label or "") if word not in noun)


def _is_difference(one: Figure) -> bool:
    return one.shift is not None and one.amount.unit not in RELATIVE and one.shift.end != one.amount.value


def _head(label: str | None, language: str) -> str | None:
    """A label without the word of change at its end."""
    if label is None:
        return None
    pieces = label[:_SIDE].rstrip(_EDGE).split(_GAP)
    while len(pieces) > 1 and is_hollow(pieces[-1], language):
        pieces.pop()
    return _GAP.join(pieces)


def _is_earlier(scene: Scene, one: Figure) -> bool:
    """True for a figure in brackets with nothing but its date, or the words for now: `(2023 жылы – 45)`, `(қазір – 3,2 %)`."""
    hull = bracket(scene.passage.folded, scene.sentences[one.sentence or 0].span, one.amount.figure.start)
    if hull is None or one.shift is not None:
        return False
    start = max(hull.start + 1, one.clause.start)
    words = _WORD.findall(_undated(scene, Span(start, one.amount.span.start)))
    alone = _ALONE.match(scene.passage.folded, one.span.end) is not None
    return alone and not _is_share(scene, one) and all(_empty(scene.passage.language).fullmatch(word) for word in words)


def _is_share(scene: Scene, one: Figure) -> bool:
    """True where the figure in the brackets is a share of what stands before them."""
    return one.amount.unit in RELATIVE and not scene.dates_in(Span(one.clause.start, one.amount.span.start)) and one.whole is not None


def _is_right_behind(scene: Scene, figures: Sequence[Figure], at: int, opening: int) -> bool:
    """True where the bracket stands behind the words of the figure before, not behind a clause of its own."""
    before = [one for one in figures[max(0, at - _NEAR) : at] if one.sentence == figures[at].sentence and one.span.end <= opening]
    between = scene.passage.folded[before[-1].span.end : opening] if before else ""
    words = len(_WORD.findall(between))
    return words <= _FEW or (words <= 2 * _FEW and ", " not in between)


def _undated(scene: Scene, span: Span) -> str:
    """The text of the stretch without its dates."""
    text = scene.passage.folded
    pieces, at = [], span.start
    for date in scene.dates_in(span):
        pieces.append(text[at : date.span.start])
        at = date.span.end
    return " ".join([*pieces, text[at : span.end]])


def _outside(scene: Scene, one: Figure) -> int:
    hull = bracket(scene.passage.folded, scene.sentences[one.sentence or 0].span, one.amount.figure.start)
    return hull.start if hull else one.amount.span.start


# ---------------------------------------------------------------- a part and its share
def _behind_share(scene: Scene, figures: Sequence[Figure], at: int) -> str | None:
    """`оның 546 мың тоннасы, яғни 25 %-ы, өңделді`: what both say stands behind the second."""
    first = at if _is_restated(scene, figures, at) else at - 1 if at and _is_restated(scene, figures, at - 1) else None
    if first is None or not (figures[first].whole is not None or is_hollow(figures[first].label, scene.passage.language)):
        return None
    second, text = figures[first + 1], scene.passage.folded
    closing = _CLOSING.match(text, second.amount.span.end)
    start = closing.end() if closing else second.amount.span.end
    ahead = figures[first + 2].amount.span.start if first + 2 < len(figures) else len(text)
    end = min(scene.sentences[second.sentence or 0].span.end, ahead)
    stop = _STOP.search(text, start, end)
    words = scene.passage.quote((start, stop.start() if stop else end)).strip(_EDGE)
    return " ".join(words.split())[:_SIDE] if _WORD.search(words) and (stop is None or stop.end() < ahead or ahead == end) else None


def _is_restated(scene: Scene, figures: Sequence[Figure], at: int) -> bool:
    """True where the next figure says the same as a percentage or a fraction, and nothing else stands between."""
    if at + 1 >= len(figures) or figures[at].sentence != figures[at + 1].sentence or figures[at + 1].amount.unit not in ("%", "share"):
        return False
    between = scene.passage.folded[figures[at].amount.span.end : figures[at + 1].amount.span.start]
    joined = same(scene.passage.language).search(between)
    return bool(joined) and len(_WORD.findall(between)) <= 2 + (scene.passage.language != "kk")


# ---------------------------------------------------------------- wholes and lists
def _is_bare(scene: Scene, one: Figure) -> bool:
    """True where the label is no more than what is counted: `4 216 бала`."""
    own = set(_WORD.findall((one.label or "").lower()))
    return own <= set(_WORD.findall(scene.passage.quote(one.span).lower()))


def _of_whole(scene: Scene, figures: Sequence[Figure], at: int) -> str | None:
    whole = figures[at].whole
    if whole is None or figures[whole].sentence != figures[at].sentence:
        return None
    return _head(figures[whole].label, scene.passage.language)


def _of_intro(scene: Scene, one: Figure) -> str | None:
    """The line that opens the list."""
    intro = scene.paragraphs[scene.sentences[one.sentence or 0].paragraph].intro
    if intro is None:
        return None
    text = scene.passage.quote(scene.paragraphs[intro].span)
    if figure_part.opens(text.rstrip(" :").lower(), 0, len(text.rstrip(" :")), scene.passage.language):
        return None
    return " ".join(re.split(r"[.;]\s", text)[-1].split()).strip(_EDGE)[-_SIDE:]
