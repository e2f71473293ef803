"""What numbers a stretch of text prints in any spelling, also where no statistic was read: figures, words, digits with a letter among them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from docpipe.checks.disagreement.amounts_figures import plain
from docpipe.language.passage import Passage
from docpipe.mentions import amounts
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docpipe.model.record import Document, Located

Place = tuple[int, int]

_FIGURE = lazy(r"(?<![\w.,/-])\d{1,3}(?:[ \u00a0]\d{3}(?!\d))+(?:,\d+)?|(?<![\d.,/])\d+(?:[.,]\d+)?")
_MIXED = lazy(
    r"[\dоОoOзЗlIІібБвВBsS](?<!\w.)(?<![.,/№-].)(?:(?<![оОoO])|(?=,))"
    r"(?:(?<=\d)|(?=[\dоОoOзЗlIІібБвВBsS \u00a0,]{0,13}\d))(?:(?<=\D)|(?=[\d \u00a0,]{0,11}[оОoOзЗlIІібБвВBsS]))"
    r"[\dоОoOзЗlIІібБвВBsS]{0,8}(?:[ \u00a0][\dоОoOзЗlIІібБвВBsS]{3}(?![\wёЁ])){0,4}(?:,[\dоОoOзЗlIІібБвВBsS]{1,4})?(?![^\W_]|[/])"
)
_AROUND = 40
_IN_REFERENCE = 6
"""What has more numbers is a table whose head was taken for the title of a plan."""
_ITEM = lazy(r"[ \t«(]{0,4}\d{1,3}[.)](?!\d)")
_MEANT = str.maketrans("оОoOзЗlIІібБвВBsS", "00003311116688855")


class Printed(NamedTuple):
    """A number and where it is printed; both as printed and with its scale it is one."""

    value: float
    span: Place


def printed(text: str, span: Place, language: str) -> list[Printed]:
    """Every number of a stretch of the folded text, in figures or words; those of dates, references and names too.

    The number of an item of a list is none.
    """
    item = _ITEM.match(text, *span)
    span = (item.end(), span[1]) if item else span
    found = [Printed(plain(match[0]), match.span()) for match in _FIGURE.finditer(text, *span)]
    for one in amounts.find(Passage(text, text, Span(*span), language)):
        found += [Printed(number, one.span) for number in (one.value, one.low, one.high, one.start) if number is not None]
    return found


def mixed(text: str, span: Place) -> Iterator[Place]:
    """Where digits have a letter among them that looks like one: `1 4З0`, `l418`.

    >>> list(mixed("штаты l 4З0 единиц, 5б сыныбы", (0, 29)))
    [(6, 11), (20, 22)]
    """
    for match in _MIXED.finditer(text, *span):
        if any(sign.isdigit() for sign in match[0]) and any(sign.isalpha() for sign in match[0]):
            yield match.span()


def mended(text: str, place: Place, language: str) -> list[Printed]:
    """What such a number means in digits: with the scale and unit around it, and alone.

    >>> [one.value for one in mended("3 млрд 85О млн теңге", (7, 10), "kk")]
    [3850000000.0, 850.0]
    """
    start, end = max(0, place[0] - _AROUND), place[1] + _AROUND
    meant = text[slice(*place)].translate(_MEANT)
    window = text[start : place[0]] + meant + text[place[1] : end]
    found = amounts.find(Passage(window, window, Span(0, len(window)), language))
    spans = [(one.value, (one.span[0] + start, one.span[1] + start)) for one in found]
    whole = [Printed(value, span) for value, span in spans if value is not None and span[0] < place[1] and place[0] < span[1]]
    return [*whole, Printed(plain(meant), place)]


class Claimed:
    """The places of facts."""

    def __init__(self, facts: Iterable[Located]) -> None:
        spans = sorted(one.span for one in facts)
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []
        for _, end in spans:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def __contains__(self, span: Place) -> bool:
        at = bisect_right(self._starts, span[1] - 1) - 1
        return at >= 0 and self._ends[at] > span[0]


def others(document: Document) -> Iterator[Located]:
    """The facts that say something else than how much: dates, references, numbers of documents."""
    single = (document.number, document.date, document.due_stated, document.enclosure, document.executor)
    yield from (one for one in single if one is not None)
    for many in (document.dates, document.registrations, document.in_reply_to, document.marks, document.people):
        yield from many
    yield from (one for one in document.references if sum(1 for _ in _FIGURE.finditer(one.text)) <= _IN_REFERENCE)
