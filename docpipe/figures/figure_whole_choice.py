"""Which figure is the whole of a part: the nearest before it that can contain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.figures import figure_part
from docpipe.figures.figure_move import qualified
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docpipe.figures.figure_place import Place
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene

_BACK = 6
"""How many figures' sentences back a whole is looked for where the part opens its sentence."""
_MOST = 60
"""How many figures back at most."""
_SAME = 5
_MEASURES = {("kg", "t"): 1000.0, ("c", "t"): 10.0, ("kg", "c"): 100.0, ("m", "km"): 1000.0, ("l", "m³"): 1000.0}
"""How many of the first are one of the second."""
_FAR = 500
_PLAIN = frozenset(("общег", "числа", "колич", "жалпы", "total", "numbe", "казах", "облас", "респу"))
_ASIDE = lazy(r"[^()]{0,200}\)")
"""Behind a figure that stands in a bracket which is closed: it is said by the way."""
_BRACKETED = lazy(r"\([^()]*$")
_DASHED = lazy(r"\s–\s[^,;.:()]{3,80}")
_WORD = lazy(r"[^\W\d_]{4,40}")


def contains(whole: Place, part: Place, *, loose: bool = False) -> bool:
    """True where `part` can be a part of `whole`: not greater in the same unit, or a percentage of things, people or money."""
    large, small = whole.figure.amount, part.figure.amount
    if part.is_relative:
        if part.figure.shift is not None and part.figure.shift.end != small.value:
            return False
        return (
            not whole.is_relative and small.unit in ("%", "share") and (whole.figure.shift is None or whole.figure.shift.end == large.value)
        )
    factor = _MEASURES.get((small.unit, large.unit), 1.0)
    if (large.unit != small.unit and factor == 1.0) or (whole.figure.shift is not None and whole.figure.shift.end != large.value):
        return False
    most, value = large.value if large.value is not None else large.high, small.value if small.value is not None else small.high
    return most is not None and value is not None and (value <= most * factor or (loose and value == most))


def alike(part: Figure, whole: Figure) -> bool:
    """True where the two count the same, or the part says nothing of its own."""
    return part.counted is None or whole.counted is None or same_noun(part, whole)


def same_noun(one: Figure, other: Figure) -> bool:
    """True where both count the same noun."""
    return bool(one.counted and other.counted) and (one.counted or "").lower()[:_SAME] == (other.counted or "").lower()[:_SAME]


def choose(scene: Scene, around: Sequence[Place], wholes: Mapping[int, int], at: int) -> int | None:
    """The index of the whole of the part `at`."""
    here = [index for index in _same_sentence(around, at) if contains(around[index], around[at])]
    if here := [index for index in here if not figure_part.is_aside(around[index])] or here:
        return _nearest(around, at, here)
    if alike_units := [index for index in _same_sentence(around, at) if around[index].figure.amount.unit == around[at].figure.amount.unit]:
        return _exceeded(around, at, alike_units)
    for group in _earlier(scene, around, at):
        fit = [index for index in group if contains(around[index], around[at])]
        if fit:
            return _best(around, wholes, at, fit)
    return None


def _nearest(around: Sequence[Place], at: int, here: list[int]) -> int:
    """What counts the same; else the nearest, but `217 школ на 460 тыс. мест, в том числе 105 новых` are schools: the lesser by far.

    `104 объекта на 91,6 тыс. мест, включая 29 школ`: what is counted otherwise is no part of the measure behind `на`.
    """
    part = around[at].figure
    if same := [index for index in here if same_noun(part, around[index].figure)]:
        return same[0]
    first = around[here[0]]
    if part.counted is None:
        measure = part.amount.value and figure_part.is_led(first) and (first.figure.amount.value or 0) > _FAR * part.amount.value
    else:
        measure = first.figure.counted is not None and bool(qualified("на", first.language).search(first.before))
    if measure:
        return next((index for index in here[1:] if not figure_part.is_led(around[index])), here[0])
    return here[0]


def _exceeded(around: Sequence[Place], at: int, here: list[int]) -> int | None:
    """`148 нарушений, из них 161`: a part that is greater than the one figure that it can be meant of, by mistake."""
    part, whole = around[at].figure, around[here[0]].figure
    told = whole.counted is not None and (part.counted is None or same_noun(part, whole)) and not around[at].is_relative
    told = told or figure_part.is_possessed(around[at])
    most, value = whole.amount.value, part.amount.value
    near = most is not None and value is not None and most < value <= 2 * most
    return here[0] if told and near and len(here) == 1 else None


def _same_sentence(around: Sequence[Place], at: int) -> Iterator[int]:
    for index in range(at - 1, max(at - _MOST, 0) - 1, -1):
        if around[index].figure.sentence != around[at].figure.sentence:
            return
        if not is_aside_closed(around[index], around[at]):
            yield index


def is_aside_closed(whole: Place, part: Place) -> bool:
    """True where the bracket that the whole stands in is closed before the part."""
    return _ASIDE.match(whole.text, whole.figure.amount.span.end, part.figure.amount.span.start) is not None


def _earlier(scene: Scene, around: Sequence[Place], at: int) -> Iterator[list[int]]:
    """The figures of the sentences before, nearest sentence first, each list nearest figure first."""
    own = around[at].figure.sentence or 0
    groups: dict[int, list[int]] = {}
    for index in range(at - 1, max(at - _MOST, 0) - 1, -1):
        sentence = around[index].figure.sentence
        if len(groups) > _BACK:
            break
        if sentence is not None and sentence < own:
            if scene.sentences[sentence].paragraph < scene.sentences[own].paragraph - 1:
                break
            groups.setdefault(sentence, []).append(index)
    yield from groups.values()


def _best(around: Sequence[Place], wholes: Mapping[int, int], at: int, fit: list[int]) -> int:
    """Across sentences: what is itself no part first, of these what counts the same, then what no preposition leads to."""
    fit = [index for index in fit if not (figure_part.is_aside(around[index]) or _in_bracket(around[index]))] or fit
    roots = [index for index in fit if index not in wholes] or fit
    same = [index for index in roots if same_noun(around[at].figure, around[index].figure)] or _called(around, at, roots)
    plain = [index for index in roots if not figure_part.leans(around[index])]
    return (same or plain or roots)[0]


def _in_bracket(place: Place) -> bool:
    """`292 тыс. учителей (108 – в городах, 184 – в сёлах)`: what stands in brackets is told by the way."""
    start = place.figure.amount.span.start
    return _BRACKETED.search(place.text, max(0, start - _FAR // 5), start) is not None


def _called(around: Sequence[Place], at: int, fit: list[int]) -> list[int]:
    """`Оның 2 874-і – шағын жинақты мектеп`: what the part is by the words behind its dash."""
    match = _DASHED.match(around[at].text, around[at].figure.amount.span.end, around[at].right)
    said = {word.lower()[:_SAME] for word in _WORD.findall(match.group())} if match else set()
    return [index for index in fit if (around[index].figure.counted or "-").lower()[:_SAME] in said]


def base(around: Sequence[Place], at: int) -> int | None:
    """The figure before, in this sentence or the last, of which the one before `at` makes the percentage `at`."""
    part, share = around[at - 1].figure, around[at].figure.amount
    if share.unit != "%" or share.value is None or not part.amount.value or part.shift or around[at - 1].is_relative:
        return None
    own = around[at].figure.sentence or 0
    best: tuple[float, int] | None = None
    for index in range(at - 2, max(at - _MOST, 0) - 1, -1):
        whole = around[index].figure
        if own - (whole.sentence or 0) > 1:
            break
        if whole.amount.unit == part.amount.unit and whole.amount.value:
            off = abs(part.amount.value / whole.amount.value * 100 - share.value)
            if off <= max(share.step, 0.05) and (best is None or off < best[0] / 2):
                best = (off, index)
    return best[1] if best else None


def owned(around: Sequence[Place], at: int, whole: int, owner: str) -> int | None:
    """The whole of a part whose owner is named; in an earlier sentence only a figure that tells of the same: `портфельдің жартысы` of no income."""
    if around[whole].figure.sentence == around[at].figure.sentence:
        return whole
    stem = owner.lower()[:_SAME]
    figure = around[whole].figure
    said = _WORD.findall(around[whole].text[figure.clause.start : figure.clause.end])
    if any(word.lower()[:_SAME] == stem for word in [*said, figure.counted or ""]):
        return whole
    return named(around, at, owner)


def named(around: Sequence[Place], at: int, what: str) -> int | None:
    """`17 % от общего числа пострадавших`: the figure before, in this sentence or the last two, that counts what is named."""
    stems = {word.lower()[:_SAME] for word in _WORD.findall(what)} - _PLAIN
    own = around[at].figure.sentence or 0
    for index in range(at - 1, max(at - _MOST, 0) - 1, -1):
        figure = around[index].figure
        if own - (figure.sentence or 0) > 2:
            return None
        said = {word.lower()[:_SAME] for word in _WORD.findall(around[index].text[figure.clause.start : figure.clause.end])} | {
            (figure.counted or "").lower()[:_SAME]
        }
        if stems & said and contains(around[index], around[at]):
            return index
    return None
