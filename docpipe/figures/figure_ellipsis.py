"""Figures that leave out what they count: `из них 49`, `11 образовательных, 5 спортивных`, `аттестованных – 100`, `1541-і`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.figures import counted, figure_ellipsis_lists, figure_part
from docpipe.language import kazakh, predicates, russian
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.figures.figure_place import Place
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene

_MONEY = frozenset(("KZT", "USD", "EUR", "RUB"))
_NEAR, _REACH = 3, 160
_NO_COUNT = 10**10
_MILLIONTH = 10**5
_SUFFIX = lazy(r"-[а-яёәіңғүұқөһ]{1,5}(?!\w)", re.IGNORECASE)
_DASHED = lazy(r"\s?–\s(?P<word>[а-яёәіңғүұқөһ-]{3,40})(?=[\s,;.)]|$)")
_ADJECTIVE = lazy(r"\s(?P<word>[а-яё-]{3,40}(?:ых|их|ые|ие|ный|ная|ное))(?=\s?[,;.)]|\s(?:и|а также)\s|\s?$)")
_LED = lazy(
    r"(?:^|[,;:(]\s?|(?<!\w)(?:и|а также|және)\s|(?<=ішінде)\s|(?<=них)\s|(?<=числе)\s|(?<=оторых)\s)(?P<words>(?:[^\W\d_]{2,30}[\s-]){1,4})–\s$",
    re.IGNORECASE,
)
_BRACKET = lazy(r"(?<!\w)(?P<noun>[^\W\d_]{3,40})\s?\([^()\d]{0,40}$")
_ASIDE = lazy(r"\s?(?:(?:немесе|или|or)\s[\d.,]{1,8}\s?%|\([^()]{1,30}\))(?=\s)", re.IGNORECASE)
_CHANGE_OF = lazy(
    r"(?<!\w)(?:снижени|сокращени|уменьшени|увеличени|падени|рост|прирост|спад)[а-я]{0,2}\s(?:(?:числа|количества)\s)?(?P<words>[а-яё]{3,30}(?:\s[а-яё]{3,30}){0,2})",
    re.IGNORECASE,
)
_GOES_ON = lazy(r"\s[^\W\d_]")
_LEADING = lazy(r"[\s,]{0,3}(?:в|во|на|по|с|со|из|для|к|за|от|при)\s", re.IGNORECASE)
_WHEN = lazy(
    r"(?:аппг|годом ранее|год назад|(?:в )?прошл|ранее|сейчас|былтыр|биыл|қазір|бүгін|осы|сәйкес|алдыңғы|өткен|жылы?|айы?нда)",
    re.IGNORECASE,
)
_MANY = lazy(r"[лдт][ае]р\W{0,2}\Z")
_LIST = lazy(r"\s?(?:[^\W\d_-]{3,30}\s?)?(?:,|;|и|а также|және|and|,\s?(?:а также|и))\s?$", re.IGNORECASE)


def with_unit(scene: Scene, figures: Sequence[Figure]) -> list[Figure]:
    """Sums of money whose currency is told with the sum before: `5 млрд тенге, из них 3 млрд на школы`."""
    done = list(figures)
    for at in range(1, len(done)):
        one, before = done[at], done[at - 1]
        if at > 1 and before.amount.unit == "%" and (figure_ellipsis_lists.goes_on(scene, done[at - 2], one) or _is_sum(done[at - 2], one)):
            before = done[at - 2]
        if figure_ellipsis_lists.goes_on(scene, before, one):
            done[at] = figure_ellipsis_lists.measured(scene, before, one)
            continue
        if one.amount.unit == "count" and before.amount.unit.startswith("per ") and _is_rate_too(one, before):
            done[at] = replace(one, amount=replace(one.amount, unit=before.amount.unit))
        if one.amount.unit != "count" or before.amount.unit not in _MONEY:
            continue
        bare = one.counted is None and one.sentence == before.sentence
        bare = bare and (
            one.amount.step >= _MILLIONTH
            or figure_ellipsis_lists.is_of_same_head(scene, before, one)
            or (one.amount.step > 1 and figure_ellipsis_lists.is_elsewhere(scene.passage.folded, before, one))
        )
        if bare or ((one.amount.value or 0.0) >= _NO_COUNT and (one.sentence or 0) - (before.sentence or 0) <= 1):
            done[at] = replace(one, amount=replace(one.amount, unit=before.amount.unit), counted=None)
    return done


def _is_sum(before: Figure, one: Figure) -> bool:
    """`25,1 трлн тенге, или 21,8 % к ВВП, из которых 18,9 трлн`: the percentage tells of the sum by the way."""
    return before.amount.unit in _MONEY and before.sentence == one.sentence and one.counted is None and one.amount.step >= _MILLIONTH


def _is_rate_too(one: Figure, before: Figure) -> bool:
    """`100 мың тұрғынға шаққанда 32,4 (2023 жылы – 35,4)`: a fraction beside a rate is none of people."""
    return one.sentence == before.sentence and one.amount.step < 1 and one.counted in (None, before.counted)


def fill(scene: Scene, around: Sequence[Place], figures: list[Figure]) -> list[Figure]:
    """The figures, each that names nothing of its own with what its whole, its list or what it is compared with counts."""
    done = list(figures)
    for at, figure in enumerate(done):
        if figure.amount.unit != "count" or figure.sentence is None:
            continue
        topic = figure_ellipsis_lists.topic(around[at]) or _of_share(scene, around[at], done, at) if figure.counted is None else None
        done[at] = replace(figure, counted=topic) if topic else _filled(around, done, at)
    for at in range(len(done) - 2, -1, -1):
        done[at] = _from_behind(around, done, at)
    for at in (*range(len(done) - 1, -1, -1), *range(len(done))):
        done[at] = _from_paragraph(scene, done, at)
    return done


def _of_share(scene: Scene, place: Place, figures: list[Figure], at: int) -> str | None:
    """`96,2 % жилых домов (71 340)`, `үйлердің 96,2 %-ы (71 340)`: the things that the bracket gives the number of."""
    share = figures[at - 1] if at else None
    if share is None or share.amount.unit != "%" or share.sentence != place.figure.sentence or not place.before.endswith("("):
        return None
    beside = counted.find(scene.passage.within(*share.clause), share.amount)
    return beside.head if beside else None


def _from_paragraph(scene: Scene, figures: list[Figure], at: int) -> Figure:
    """`… 1 200 обращений. Годом ранее – 1 000.`: what still names nothing counts what the figure before it in the paragraph does."""
    one = figures[at]
    if one.amount.unit != "count" or one.counted is not None or one.sentence is None:
        return one
    if (found := _behind_bracket(scene, one) or _from_sentence(scene, one)).counted:
        return found
    if (changed := _of_change(scene, one)) is not None:
        return replace(one, counted=changed or None)
    paragraph = scene.sentences[one.sentence].paragraph
    behind = [other for other in figures[at + 1 : at + 1 + _NEAR] if other.sentence == one.sentence]
    for other in [*reversed(figures[max(0, at - _NEAR) : at]), *behind]:
        if other.counted and other.sentence is not None and scene.sentences[other.sentence].paragraph == paragraph:
            return replace(one, counted=other.counted)
    return one


def _of_change(scene: Scene, one: Figure) -> str | None:
    """`снижение мошенничеств на 21 % (с 544 до 428)`: the things that became more or fewer; empty for `рост цен`, which counts nothing."""
    if scene.passage.language != "ru" or one.shift is None:
        return None
    start = max(scene.sentences[one.sentence or 0].span.start, one.amount.span.start - _REACH)
    found = list(_CHANGE_OF.finditer(scene.passage.folded, start, one.amount.span.start))
    for word in found[-1]["words"].lower().split() if found else ():
        if (lemma := russian.lemma(word)) in vocabulary.table("tables")["silent"]["words"]:
            return ""
        many = [one for one in russian.readings(word)[:3] if one.number == "plur" and one.case == "gen"]
        if not many:
            return None
        if any(one.kind == "noun" for one in many):
            return lemma
    return None


def _behind_bracket(scene: Scene, one: Figure) -> Figure | None:
    """`облыста 7 562 (5,7 %) қылмыс тіркелді`: the noun stands behind the bracket."""
    span = scene.sentences[one.sentence or 0].span
    bracket = _ASIDE.match(scene.passage.folded, one.amount.span.end, span.end)
    if bracket is None:
        return None
    stretched = replace(one.amount, span=Span(one.amount.span.start, bracket.end()), figure=Span(one.amount.figure.start, bracket.end()))
    beside = counted.find(scene.passage.within(*span), stretched)
    return replace(one, counted=beside.head) if beside and beside.span.end > bracket.end() else None


def _from_sentence(scene: Scene, one: Figure) -> Figure:
    """`Число краж сократилось на 12 % (с 3 200 до 2 800)`: the noun stands before the figures of the same sentence."""
    if one.sentence is None:
        return one
    beside = counted.find(scene.passage.within(*scene.sentences[one.sentence].span), one.amount)
    return replace(one, counted=beside.head) if beside else one


def _filled(around: Sequence[Place], figures: list[Figure], at: int) -> Figure:
    figure, place = figures[at], around[at]
    noun = _source(figures, at) or (_before_bracket(place) if figure.counted is None else None)
    if noun and (
        figure_part.owns_scale(place)
        or (
            figure_part.is_possessed(place) and (_GOES_ON.match(place.text, figure.span.end, place.right) or not _are_people(place, figure))
        )
    ):
        return replace(figure, counted=noun, span=figure.amount.span)
    if figure.counted is not None and not (noun and place.language == "ru" and _is_adjective(figure.counted)):
        return figure
    bare = figure.counted is None
    head = noun or figure.counted
    return replace(figure, counted=head, span=_widened(place, figure)) if bare else replace(figure, counted=head)


def _are_people(place: Place, figure: Figure) -> bool:
    """`56-сы психологтар` are psychologists; `9-ы мемлекеттік мекеме` are nine of the organisations named, whatever they are."""
    if figure.counted is None or _MANY.search(place.text, figure.amount.span.end, figure.span.end):
        return True
    return figure.counted in vocabulary.table("counted")["kazakh"]["people"]


def _source(figures: list[Figure], at: int) -> str | None:
    """What the whole counts; or what the figure counts that is compared with this one."""
    figure = figures[at]
    if figure.whole is not None and figures[figure.whole].amount.unit == "count":
        return figures[figure.whole].counted
    before = figures[at - 1] if at else None
    if (
        before
        and before.sentence == figure.sentence
        and before.shift
        and before.shift.start == figure.amount.value
        and before.amount.unit == "count"
    ):
        return before.counted
    if figure.counted is None and before and before.sentence == figure.sentence and before.amount.unit == "count":
        return before.counted if not before.shift or (figure.shift and figure.shift == before.shift) else None
    return None


def _before_bracket(place: Place) -> str | None:
    """`психологи (всего – 208, …)`: the noun before the bracket."""
    match = _BRACKET.search(place.before) if figure_part.is_total(place) else None
    if match is None or place.language == "en":
        return None
    word = match["noun"].lower()
    if place.language == "kk":
        return kazakh.singular(kazakh.nominative(word))
    return russian.lemma(word) if any(one.kind == "noun" for one in russian.readings(word)) else None


def _is_adjective(word: str) -> bool:
    """True for what stands for a noun at best: an adjective or an abbreviation (`по статье 188 УК – 912`)."""
    if word.isupper():
        return True
    readings = russian.readings(word.lower())
    return bool(readings) and all(one.kind == "adjective" for one in readings)


def _widened(place: Place, figure: Figure) -> Span:
    """The span with the adjective or the ending that stands for the noun: `11 образовательных`, `140 – медицинских`, `1541-і`."""
    start, end = figure.span
    if match := _SUFFIX.match(place.text, end, place.right):
        end = match.end()
    elif (
        (match := _DASHED.match(place.text, end, place.right))
        and not (place.language == "kk" and place.text[match.end() : match.end() + 1] == " ")
        and not predicates.has(match["word"], place.language)
    ) or (match := _ADJECTIVE.match(place.text, end, place.right)):
        end = match.end("word")
    led = (
        None
        if _LEADING.match(place.text, figure_part.marker(place) or figure.clause.start, start)
        else _LED.search(place.text, figure_part.marker(place) or place.left, start)
        if end == figure.span.end
        else None
    )
    if led and not _WHEN.match(led["words"]) and (place.language == "kk" or not predicates.has(led["words"], place.language)):
        start = led.start("words")
    return Span(start, end)


def _from_behind(around: Sequence[Place], figures: list[Figure], at: int) -> Figure:
    """`построено 11 образовательных, 5 спортивных и 8 иных объектов`: the noun stands behind the last."""
    figure, behind = figures[at], figures[at + 1]
    if figure.amount.unit != "count" or behind.amount.unit != "count" or figure.sentence != behind.sentence or behind.counted is None:
        return figure
    if figure_ellipsis_lists.shares_noun(around[at].text, figure, behind):
        return replace(figure, counted=behind.counted, span=figure.amount.span)
    if figure.counted is not None and not (
        around[at].language == "ru" and _is_adjective(figure.counted) and not _is_adjective(behind.counted)
    ):
        return figure
    if not _LIST.fullmatch(around[at].text[figure.amount.span.end : behind.amount.span.start]):
        return figure
    return replace(figure, counted=behind.counted, span=_widened(around[at], figure) if figure.counted is None else figure.span)
