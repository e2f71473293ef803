"""Where a figure holds: the region, town or district that its sentence, its paragraph, its list or its heading names.

A body's region is that of what it did (`прокуратурой Жамбылской области проведено`); one in a person's post counts where no other is named.
The country by its name holds for its own sentence alone; `по стране` says that no region holds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from docpipe.figures import figure_marks, figure_places
from docpipe.figures.figure_marks import Mark
from docpipe.language.alphabets import UPPER
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.model.trace import note
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.figures.figure_places import Place
    from docpipe.figures.figure_value import Figure
    from docpipe.figures.scene import Scene
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.references import ReferenceMention

_BACK = 8
_JOINT = lazy(r"\s?(?:,\s?(?:и\s|and\s|және\s)?|\s(?:и|және|мен|бен|пен|and)\s)(?:в\s|in\s)?", re.IGNORECASE)
_OPENING = 90
_PART = 40


def region(scene: Scene, figure: Figure) -> str | None:
    """The region in the nominative, in the document's language; None where none is named or the whole country is meant."""
    if figure.sentence is None:
        return figure.region
    span = scene.sentences[figure.sentence].span
    if _is_between(scene, figure, span):
        return None
    marks = _marks(scene, figure.sentence)
    mark = figure_marks.behind_dash(scene, figure, marks) or figure_marks.own(scene, figure, span, marks)
    if mark is not None and not _is_of_a_part(scene, figure, mark) and not _is_of_countryside(scene, figure, mark):
        found = figure_marks.member(scene, figure, span, mark)
        note("statistics", "region-sentence", mark.span, won=True, why=str(found))
        return found if isinstance(found, str) else None
    return _from_before(scene, figure.sentence)


def _is_of_a_part(scene: Scene, figure: Figure, mark: Mark) -> bool:
    """True for a place behind the figure that a part alone is told with: `долг – 1,4 млрд тенге, из них 0,3 млрд – в Абайской области`."""
    start, end = figure.amount.span.end, mark.span.start
    return start < end and figure_marks.parted(scene.passage.language).search(scene.passage.folded, start, end) is not None


def _is_of_countryside(scene: Scene, figure: Figure, mark: Mark) -> bool:
    """`в городе Таразе – 187, в сельской местности – 130`: no place of the town's."""
    start, end = mark.span.end, figure.amount.span.start
    return (
        start < end
        and bool(figure_marks.starts(scene, Span(start, end)))
        and _countryside().search(scene.passage.folded, start, end) is not None
    )


@cache
def _countryside() -> re.Pattern[str]:
    return compiled(
        rf"(?<!\w)(?:{'|'.join(table('places')['countryside']['all'])})(?!\w)[^,;.\d]{{0,30}}$".replace(" ", r"\s"), re.IGNORECASE
    )


def _is_between(scene: Scene, figure: Figure, span: Span) -> bool:
    """True for what parts two places of the sentence: `разница – 2,2 п.п.`, `разрыв в 2 раза`."""
    text, start = scene.passage.folded, figure.amount.span.start
    if not _difference().search(text, max(span.start, start - _PART), start):
        return False
    return len({one.name for one in _places(scene, figure.sentence or 0) if one.span.end <= start}) > 1


@cache
def _difference() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{'|'.join(table('places')['difference']['all'])})(?!\w)[^,;.]{{0,30}}$", re.IGNORECASE)


def _places(scene: Scene, sentence: int) -> tuple[Place, ...]:
    """The places of a sentence; not those in references and titles, nor in posts where there are others."""
    key = ("places", sentence)
    if key not in scene.memo:
        span = scene.sentences[sentence].span
        found = [
            one
            for one in figure_places.find(scene.passage, span)
            if not _is_excepted(scene.passage.folded, one.span, span)
            and not _is_in(scene.found.references, one.span)
            and not figure_marks.in_title(scene, one.span, span)
        ]
        scene.memo[key] = tuple([one for one in found if not _is_in(scene.found.posts, one.span)] or found)
    places: tuple[Place, ...] = scene.memo[key]
    return places


def _is_excepted(text: str, place: Span, within: Span) -> bool:
    """`Атырау облысынан басқа барлық 19 облыс`, `кроме Алматы и Астаны`: said to be left out; not `Алматыда басқа қалалардан көп`."""
    before, behind = _excepted()
    if text.startswith((" (", " –"), place.end):
        return False
    return (
        before.search(text, max(within.start, place.start - 2 * _PART), place.start) or behind.match(text, place.end, within.end)
    ) is not None


@cache
def _excepted() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows, name = table("places")["excepted"], rf"(?-i:[{UPPER}A-Z])[\w-]{{2,30}}(?:\s(?:област|облыс|қала|region)\w{{0,5}})?"
    listed = rf"(?:{name}(?:,\s|\s(?:и|and)\s)(?:(?:г\.|города?|the)\s)?){{0,4}}"
    others = rf"(?:(?:,\s|\s(?:мен|пен|бен|және)\s){name}){{0,4}}"
    return (
        compiled(rf"(?<!\w)(?:{'|'.join(rows['before'])})\s(?:(?:г\.|город(?:а|ов)?|the)\s)?{listed}$".replace(" ", r"\s"), re.IGNORECASE),
        compiled(rf"[\w-]{{0,8}}{others}(?<=[дтн][ае]н)\s(?:{'|'.join(rows['behind'])})(?!\w)", re.IGNORECASE),
    )


def _is_in(mentions: Sequence[ReferenceMention] | Sequence[PostMention], span: Span) -> bool:
    index = bisect_right(mentions, span.start, key=lambda one: one.span.start)
    return any(one.span.contains(span) for one in mentions[max(0, index - 2) : index])


def _marks(scene: Scene, sentence: int) -> list[Mark]:
    """The places as marks; those that a list joins are one mark that names none of them alone."""
    key = ("regions", sentence)
    if key not in scene.memo:
        scene.memo[key] = list(_joined(scene.passage.folded, _places(scene, sentence)))
    marks: list[Mark] = scene.memo[key]
    return marks


def _joined(text: str, places: Sequence[Place]) -> Iterator[Mark]:
    groups: list[list[Place]] = []
    joined = {
        one.span for before, one in pairwise(places) if one.name and before.name and _JOINT.fullmatch(text, before.span.end, one.span.start)
    }
    for one in places:
        if one.span in joined:
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        alone = len(group) == 1
        yield Mark(
            Span(group[0].span.start, group[-1].span.end),
            group[0].name if alone else None,
            members=() if alone else tuple(one.name for one in group),
        )


def _from_before(scene: Scene, sentence: int) -> str | None:
    """What the paragraph, the line that opens the list, or the heading above has named."""
    paragraph = scene.sentences[sentence].paragraph
    for index in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        if scene.sentences[index].paragraph != paragraph:
            break
        if places := _main(scene, index):
            return _lasting(scene, index, sentence, places)
    return _from_above(scene, paragraph)


def _main(scene: Scene, sentence: int) -> list[Place]:
    """The places of a sentence but those of its parts alone: `в т.ч. 318 – в г. Темиртау`."""
    text, start = scene.passage.folded, scene.sentences[sentence].span.start
    parted = figure_marks.parted(scene.passage.language)
    places = _places(scene, sentence)
    return list(takewhile(lambda one: not parted.search(text, max(start, one.span.start - _PART), one.span.start), places))


def _lasting(scene: Scene, index: int, sentence: int, places: Sequence[Place]) -> str | None:
    """The one place that the sentence before is about: named at its beginning, or meant again."""
    names = {one.name for one in places}
    start = scene.sentences[index].span.start
    span = scene.sentences[sentence].span
    if len(names) > 1 or places[0].kind in {"country", "whole"}:
        return None
    if places[0].span.start - start > _OPENING and not _again(scene.passage.language).search(scene.passage.folded, span.start, span.end):
        return None
    note("statistics", "region-context", places[0].span, won=True, why=str(places[0].name))
    return places[0].name


@cache
def _again(language: str) -> re.Pattern[str]:
    return figure_marks.pattern(table("places")["again"][language])


def _from_above(scene: Scene, paragraph: int) -> str | None:
    one = scene.paragraphs[paragraph]
    for index in (one.intro, *_headings(scene, paragraph)):
        sentence = None if index is None else scene.sentence(max(scene.paragraphs[index].span.start, scene.paragraphs[index].span.end - 1))
        names = (
            {place.name for place in _places(scene, sentence) if place.kind not in {"country", "whole"}} if sentence is not None else set()
        )
        if len(names) == 1:
            return names.pop()
    return None


def _headings(scene: Scene, paragraph: int) -> Iterator[int]:
    """The headings over a paragraph, the nearest first."""
    index = scene.paragraphs[paragraph].heading
    while index is not None:
        yield index
        index = scene.paragraphs[index].heading
