"""Names as patterns that find them in every case: the ends of their words left open."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BEGINNING = 3
_LONG = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at `start` … `end` of a text, by its code."""

    code: str
    start: int
    end: int


class Finder:
    """Patterns, each with its code; the longest that fits at a word is found, and nothing inside it again."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """`rows`: pattern and code; a pattern begins with at least three plain letters, lower case."""
        groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for pattern, code in rows:
            groups[pattern[:_BEGINNING]].append((pattern, code))
        self._tried = {
            beginning: tuple((lazy(pattern, re.IGNORECASE), code) for pattern, code in sorted(group, key=lambda one: -len(one[0])))
            for beginning, group in groups.items()
        }
        self._begins = compiled(self._opening())

    def _opening(self) -> str:
        """The beginnings by their first letter, large or small: a class of letters in front is what a search is quick with."""
        rests: defaultdict[str, list[str]] = defaultdict(list)
        for beginning in sorted(self._tried):
            rests[beginning[0]].append(re.escape(beginning[1:]))
        firsts = "".join(f"{first}{first.upper()}" for first in rests)
        ways = "|".join(rf"(?<=[{first}{first.upper()}])(?i:{'|'.join(rest)})" for first, rest in rests.items())
        return rf"[{firsts}](?<![^\W\d_].)(?:{ways})"

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """In the order of the text."""
        at, until = start, len(text) if end is None else end
        for word in self._begins.finditer(text, start, until):
            if word.start() < at:
                continue
            tried = self._tried[word[0].lower()]
            hits = [(match.end(), code) for pattern, code in tried if (match := pattern.match(text, word.start(), until))]
            if hits:
                at, code = max(hits)
                yield Found(code, word.start(), at)


def opened(name: str) -> str:
    """A name in any case as a pattern: each word may end otherwise, short words stand as they are.

    >>> re.fullmatch(opened("Верховный Суд"), "верховного суда").end()
    15
    """
    return r"[\s]{1,3}".join(map(_opened, name.lower().split()))


def _opened(word: str) -> str:
    letters = word.strip('«»",.')
    if not letters.isalpha() and "-" not in letters:
        return re.escape(word)
    stem = letters[: -2 if len(letters) > _LONG else -1] if len(letters) > _BEGINNING + 1 else letters
    comma = "," if word.endswith(",") else ""
    open_ = rf"\w{{0,{len(letters) - len(stem) + 3}}}" if len(letters) > _BEGINNING - 1 else ""
    return f"«?{re.escape(stem)}{open_}»?{comma}" if "«" in word or "»" in word else f"{re.escape(stem)}{open_}{comma}"
