"""Numbers given in figures and again in words: `25 (двадцать шесть)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.arithmetic import reckon
from docpipe.checks.arithmetic.ground import doubt
from docpipe.language import numerals_scale, numerals_words
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.model.record import Finding

_TWICE = lazy(
    r"(?<![\w.,/-])(?P<figure>\d{1,3}(?:[ ]\d{3}){1,4}(?:,\d{1,4})?|\d{1,12}(?:,\d{1,4})?)(?:[ ]?(?P<scale>[^\W\d]{2,9})\.?)?[ \n]?\((?P<words>[^\W\d_][^()\d]{1,140})\)"
)
_BEHIND = lazy(r"(?<=[^\W\d_])(?= \((\d{1,6})\))")
_WINDOW, _TELLING = 80, 5
_REST = lazy(r"[ ]?[^\W\d]{0,14}(?:[ ][^\W\d]{1,14}){0,2}\.?[ ]?")


def find(ground: Ground) -> Iterator[Finding]:
    """A finding for each figure whose words, in brackets behind it or before its brackets, say another number."""
    yield from _after_words(ground)
    start, end = ground.document.span
    for match in _TWICE.finditer(ground.text, start, end):
        figure = float(match["figure"].replace(" ", "").replace(",", "."))
        said = _said(match["words"], ground.document.language)
        if said is not None and not _same(figure, match["scale"], said):
            values = (reckon.plain(figure), reckon.plain(said))
            yield doubt(ground, "words-differ", "error", [(match.start(), match.end())], values)


def _after_words(ground: Ground) -> Iterator[Finding]:
    """`десяти (15) дней`: the words first. A number in brackets may be a note's, so this is less sure."""
    start, end = ground.document.span
    low = ground.text.lower()
    for match in _BEHIND.finditer(low, start, end) if len(low) == len(ground.text) else ():
        first = max(start, match.start() - _WINDOW)
        found = numerals_words.find(low, first, match.start(), ground.document.language)
        last = found[-1] if found else None
        if last and last.end == match.start() and last.kind == "cardinal" and last.value != int(match[1]) and last.value >= _TELLING:
            values = (int(match[1]), reckon.plain(float(last.value)))
            yield doubt(ground, "words-differ", "warning", [(last.start, match.end())], values)


def _said(words: str, language: str) -> float | None:
    """The one number that the words are, a unit or two behind it left aside; None for anything else."""
    low = words.lower().strip().replace("\n", " ")
    for tongue in dict.fromkeys((language, "ru", "kk")):
        found = numerals_words.find(low, 0, len(low), tongue)
        if (
            len(found) == 1
            and found[0].start == 0
            and found[0].kind in ("cardinal", "half", "one", "zero")
            and _REST.fullmatch(low, found[0].end)
        ):
            return float(found[0].value)
    return None


def _same(figure: float, scale: str | None, said: float) -> bool:
    """Equal, with the word of scale behind the figure or without it; words may leave out what is behind the comma."""
    factor = numerals_scale.scale(scale.lower()) if scale else None
    values = [figure, *([figure * float(factor)] if factor else [])]
    return any(abs(value - said) < 1e-9 * max(1.0, said) or int(value) == said for value in values)
