"""Numbers said in words, in Kazakh, Russian and English: where they stand, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docpipe.language.numerals_alone import begins, stands_alone
from docpipe.language.numerals_forms import lexicon
from docpipe.language.numerals_grammar import Value, whole
from docpipe.language.numerals_hits import Hit, chains
from docpipe.language.numerals_parts import decimal, fraction, ordinal_after

_ONE_AND_A_HALF = 1.5


class Spoken(NamedTuple):
    """A number in words, from `start` to `end` of the text.

    `kind`: `cardinal`; `one` for a lone один, бір, one, which is often no number; `scale` for a lone тысяча, мың, a million (a table's
    head may say it); `half` where a half is in it; `fraction` for a part of one (две трети, үштен бірі); `zero` for a lone nought.
    `about`: the word itself says that it is near (`жүздей`, `оншақты`).
    """

    start: int
    end: int
    value: int | float
    kind: str
    about: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """The place."""
        return self.start, self.end


def find(text: str, start: int, end: int, language: str) -> list[Spoken]:
    """All numbers in words of the lower-cased `text` between two places, in order.

    Two of them with a hyphen between (`бес-алты`) are two. Ordinals are none, nor a number that ends in one; a word of scale that
    belongs to a figure before it is none.

    >>> [(one.value, one.kind) for one in find("две с половиной тысячи и двадцать пять, двадцать пятого", 0, 55, "ru")]
    [(2500, 'half'), (25, 'cardinal')]
    """
    return [one for chain in chains(text, start, end, language) for one in _numbers(text, chain, language)]


def read(text: str, language: str) -> int | float | None:
    """The value of a text that is one number in words and nothing else, None for another.

    >>> read("екі бүтін оннан бес", "kk"), read("двумя тысячами семьюстами", "ru"), read("бесінші", "kk")
    (2.5, 2700, None)
    """
    low = text.lower().strip()
    known = lexicon(language).get(low)
    if known and known.role == "number":
        return known.value
    found = find(low, 0, len(low), language)
    return found[0].value if len(found) == 1 and found[0].span == (0, len(low)) else None


def _numbers(text: str, hits: list[Hit], language: str) -> Iterator[Spoken]:
    at = 0
    while at < len(hits):
        end, spoken = _number(text, hits, at, language)
        if spoken is not None:
            yield spoken
        at = max(end, at + 1)


def _number(text: str, hits: list[Hit], at: int, language: str) -> tuple[int, Spoken | None]:
    """Where to look on, and the number that begins at `at`."""
    if not begins(text, hits[at], language):
        return _after_scales(hits, at), None
    end, value = whole(hits, at)
    if value is None:
        return at + 1, None
    if parts := decimal(hits, end, value, language):
        return parts[0], _spoken(text, hits, at, parts[0], parts[1], "cardinal")
    if share := fraction(text, hits, at, end, value, language):
        return share[0], _spoken(text, hits, at, share[0], share[1], "fraction")
    if ordinal_after(hits, end):
        return end + 1, None
    if end == at + 1 and not stands_alone(text, hits, at, language):
        return end, None
    return end, _spoken(text, hits, at, end, value, _kind(hits, at, end))


def _after_scales(hits: list[Hit], at: int) -> int:
    """Behind the words of scale that belong to a figure or a vague word: `бірнеше жүз мың`."""
    end = at + 1
    while end < len(hits) and hits[end].join == " " and {hits[end - 1].word.role, hits[end].word.role} <= {"times", "scale"}:
        end += 1
    return end


def _kind(hits: list[Hit], at: int, end: int) -> str:
    roles = {hit.word.role for hit in hits[at:end]}
    if roles & {"half", "half-of", "halves"} or any(hit.word.value == _ONE_AND_A_HALF for hit in hits[at:end]):
        return "half"
    if end > at + 1:
        return "cardinal"
    ranged = "-" in (hits[at].join, hits[end].join if end < len(hits) else "")
    if hits[at].word.alone == "one" and not ranged:
        return "one"
    return hits[at].word.role if roles & {"scale", "zero"} else "cardinal"


def _spoken(text: str, hits: list[Hit], at: int, end: int, value: Value, kind: str) -> Spoken:
    exact = int(value) if value == int(value) else value
    start = hits[at].start
    if hits[at].word.alone == "article" and text[max(0, start - 2) : start] in ("a ", "a\n"):
        start -= 2
    return Spoken(start, hits[end - 1].end, exact, kind, hits[end - 1].word.case == "like")
