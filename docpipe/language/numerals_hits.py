"""Number words where they stand in a text, and how each is joined to the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from docpipe.language.numerals_forms import Word, lexicon
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_WIDEST_GAP = 14
_JOINS = {
    "ru": {" ": " ", "-": "-", " с ": "with", " и ": "и", " с лишним ": "over", " с небольшим ": "over", ". ": "dot"},
    "kk": {" ": " ", "-": "-", ". ": "dot"},
    "en": {" ": " ", "-": "-", " and ": "and", "-and-": "and", " and a ": "half", "-and-a-": "half", " a ": "a", ", ": ","},
}


class Hit(NamedTuple):
    """A number word: its place, what it says, and its join to the hit before: a blank, `-`, `and`, `with` …, empty for none."""

    start: int
    end: int
    text: str
    word: Word
    join: str


def chains(text: str, start: int, end: int, language: str) -> Iterator[list[Hit]]:
    """Runs of number words that stand side by side, in order; a word that is part of a longer one is none.

    >>> [[hit.text for hit in chain] for chain in chains("екі мың, он-он бес, бір-бірі", 0, 28, "kk")]
    [['екі', 'мың'], ['он', 'он', 'бес']]
    """
    chain: list[Hit] = []
    for hit in _joined(text, _whole_words(text, start, end, language), language):
        if not hit.join:
            yield from _undoubled(chain)
            chain = []
        chain.append(hit)
    yield from _undoubled(chain)


def _whole_words(text: str, start: int, end: int, language: str) -> list[Hit]:
    known = lexicon(language)
    found = [
        Hit(match.start(), match.end(), match.group(), known[match.group()], "")
        for match in _letters().finditer(text, start, end)
        if match.group() in known
    ]
    starts, ends = {hit.start for hit in found}, {hit.end for hit in found}
    free = (_free_after(text, hit, starts, language) for hit in found if _free_before(text, hit.start, ends))
    return [hit for hit in free if hit]


@cache
def _letters() -> re.Pattern[str]:
    return compiled(r"[^\W\d_]+")


def _free_before(text: str, start: int, ends: set[int]) -> bool:
    before = text[max(0, start - 2) : start]
    if before[-1:] in ("-", "'"):
        return not before[:-1].isalnum() or start - 1 in ends or text.endswith("-a-", 0, start) or before[:-1].isdecimal()
    return not (before[-1:].isalnum() or before[-1:] == "_")


def _free_after(text: str, hit: Hit, starts: set[int], language: str) -> Hit | None:
    """The hit, longer by a Kazakh ending behind a hyphen; None where it goes on as another word."""
    after = text[hit.end : hit.end + 2]
    if after[:1].isalnum() or after[:1] == "_":
        return None
    if after[:1] not in ("-", "'") or not after[1:].strip("\n") or not (after[1:].isalpha() or after[1:] == "\n"):
        return None if after == "-\n" else hit
    if hit.end + 1 in starts or (language == "en" and text.startswith("-and-", hit.end)):
        return hit
    ending = _endings().match(text, hit.end) if language == "kk" else None
    return hit._replace(end=ending.end(), word=hit.word._replace(last=True)) if ending else None


@cache
def _endings() -> re.Pattern[str]:
    return compiled(rf"-(?:{'|'.join(table('numerals')['scale_endings']['kk'])})(?!\w)")


def _joined(text: str, hits: list[Hit], language: str) -> Iterator[Hit]:
    joins = _JOINS.get(language, {})
    end = -_WIDEST_GAP - 1
    for hit in hits:
        join = joins.get(_gap(text[end : hit.start]), "") if 0 < hit.start - end <= _WIDEST_GAP else ""
        yield hit._replace(join=join) if join else hit
        end = hit.end


def _gap(between: str) -> str:
    """White space as one blank; a tab or an empty line stays and joins nothing."""
    if between == " " or "\t" in between or between.count("\n") > 1:
        return between
    return re.sub(r"\s{1,14}", " ", between)


def _undoubled(chain: list[Hit]) -> Iterator[list[Hit]]:
    """The chain without pairs like `екі-екіден` and `бір-бірі` (two each, one another), unless it is empty then."""
    kept: list[Hit] = []
    for at, hit in enumerate(chain):
        after = chain[at + 1].join if at + 1 < len(chain) else ""
        if hit.join == "-" and kept and kept[-1].word.value == hit.word.value and (hit.word.last or not after):
            kept.pop()
        else:
            kept.append(hit)
    if kept:
        yield kept
