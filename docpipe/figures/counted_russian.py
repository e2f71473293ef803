"""The counted noun beside a figure in Russian: `2 336 ранее судимых лиц`, `в 250 городах`, `школ – 25`, `число осужденных составило 29 061`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.figures import counted_russian_before
from docpipe.figures.counted_russian_words import Governed, Word, gives_way, governed, head_of, modifies, words
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage
    from docpipe.mentions.amount_value import Amount

_REACH, _MOST_WORDS = 140, 9
_SHORTEST, _LONGEST = 2, 6
_GLOSS = lazy(r"(?:-(?:ти|и|ю|х|ми|м|го|й))?\s{0,2}(?:\([^()\d]{2,60}\)\s{0,2})?(?:[«\"](?=\w))?")


def find(passage: Passage, amount: Amount) -> tuple[Span, str] | None:
    """The span of the counted phrase and its head in dictionary form, or None."""
    return _after(passage, amount) or counted_russian_before.find(passage, amount)


def _after(passage: Passage, amount: Amount) -> tuple[Span, str] | None:
    start = max(amount.span.end, amount.figure.end)
    gloss = _GLOSS.match(passage.folded, start, passage.span.end)
    start = gloss.end() if gloss else start
    following = list(words(passage.folded, start, min(passage.span.end, start + _REACH)))[: _MOST_WORDS + 1]
    if not following or following[0].gap.strip(' «"'):
        return None
    found = _head(following, governed(amount))
    if found is None:
        return _abbreviated(following[0])
    place, head = found
    return Span(following[0].start, following[place].closed), head


def _abbreviated(word: Word) -> tuple[Span, str] | None:
    """What an abbreviation right behind the figure names: `912,6 тыс. ДФЭ`."""
    name = word.text
    if (
        not (name.isalpha() and name.isupper() and _SHORTEST <= len(name) <= _LONGEST)
        or name in table("counted")["russian"]["no_abbreviations"]
    ):
        return None
    return Span(word.start, word.closed), name


def _head(following: Sequence[Word], figure: Governed) -> tuple[int, str] | None:
    """Which of the words is the head, and its dictionary form: the noun that the figure governs, behind the modifiers that agree with it."""
    kept: tuple[int, str] | None = None
    agreed: frozenset[tuple[str, str]] | None = None
    participle = False
    for place, word in enumerate(following):
        if word.stops or (place and not word.joined_to(following[place - 1])):
            break
        if gives_way(following, place, figure):
            continue
        modifier = figure.modifier(word, agreed)
        noun = head_of(word, figure, agreed, kept=kept is not None)
        if noun and not (modifier and modifies(following, place, figure)):
            return place, noun
        if not modifier:
            if word.skipped and not noun:
                continue
            break
        kept = (place, substantive) if (substantive := word.substantive(modifier)) else kept
        agreed, participle = modifier, word.participle
    return kept or (_beyond(following, figure, agreed) if participle else None)


def _beyond(following: Sequence[Word], figure: Governed, agreed: frozenset[tuple[str, str]] | None) -> tuple[int, str] | None:
    """The head behind what hangs on a participle (`5 введенных в эксплуатацию объектов`): the last noun that agrees with it."""
    best = None
    for place, word in enumerate(following[1:], 1):
        if word.gap.strip() or word.verbal:
            break
        noun = None if word.joining else head_of(word, figure, agreed, kept=True)
        best = (place, noun) if noun else best
    return best
