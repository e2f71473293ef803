"""What number stands at the matching place of the other-language version: numbers are matched in their order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.model.record import Document

_NUMBER = lazy(r"\d{1,3}(?:[ \u00a0]\d{3}(?!\d))+|\d+")
_MOST = 2_000


class Twins:
    """The packet's numbers, document by document, held against those of the other version when they are first asked for."""

    def __init__(self, text: str, documents: Sequence[Document]) -> None:
        self._text = text
        self._documents = {one.id: one for one in documents}
        self._matched: dict[str, dict[int, str]] = {}

    @cached_property
    def _starts(self) -> list[tuple[int, str]]:
        return sorted((one.span[0], one.id) for one in self._documents.values())

    def other(self, place: tuple[int, int]) -> str | None:
        """The number in the other version where the one at `place` stands in this; None where there is none, or no telling."""
        at = bisect_right(self._starts, (place[0], "\U0010ffff")) - 1
        if at < 0:
            return None
        one = self._documents[self._starts[at][1]]
        if one.counterpart not in self._documents or place[1] > one.span[1]:
            return None
        if one.id not in self._matched:
            self._matched[one.id] = self._match(one, self._documents[one.counterpart])
        matched = self._matched[one.id]
        return next((matched[at] for at in range(*place) if at in matched), None)

    def _match(self, one: Document, twin: Document) -> dict[int, str]:
        """By the offsets of each number of `one` that has its place in `twin`: what stands there."""
        ours, theirs = list(self._numbers(one)), list(self._numbers(twin))
        if max(len(ours), len(theirs)) > _MOST:
            return {}
        matcher = SequenceMatcher(None, [value for _, value in ours], [value for _, value in theirs], autojunk=False)
        found: dict[int, str] = {}
        for _, start, end, other, other_end in matcher.get_opcodes():
            if end - start == other_end - other:
                for step in range(end - start):
                    found.update(dict.fromkeys(ours[start + step][0], theirs[other + step][1]))
        return found

    def _numbers(self, document: Document) -> Iterator[tuple[range, str]]:
        for match in _NUMBER.finditer(self._text, *document.span):
            yield range(*match.span()), "".join(match[0].split())
