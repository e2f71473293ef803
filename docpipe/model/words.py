"""The words of a page as one text and columns of numbers: as objects those of a long scan would take many times the memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from docpipe.model.text import Box, Word

_GIVEN = -1.0
"""Stands for the confidence of a word that was not recognised."""


@dataclass(frozen=True, slots=True, eq=False)
class Packed(Sequence[Word]):
    """Words, each made anew whenever it is asked for; equal to a tuple of the same words.

    >>> Packed.of([Word("Хат", Box(1, 2, 3, 4), 0.5)])[0].box.y1
    4.0
    """

    _text: str
    _ends: array[int]
    _sides: array[float]
    _sure: array[float]
    _rest: dict[int, tuple[float, str | None, int]]

    @classmethod
    def of(cls, words: Iterable[Word]) -> Packed:
        """These words in their order."""
        pieces, rest = [], {}
        ends, sides, sure = array("l"), array("d"), array("d")
        length = 0
        for at, word in enumerate(words):
            pieces.append(word.text)
            length += len(word.text)
            ends.append(length)
            sides.extend(word.box)
            sure.append(_GIVEN if word.confidence is None else word.confidence)
            if (word.turn, word.other, word.half) != (0.0, None, 0):
                rest[at] = (word.turn, word.other, word.half)
        return cls("".join(pieces), ends, sides, sure, rest)

    def __iter__(self) -> Iterator[Word]:
        start, side = 0, iter(self._sides)
        for at, (end, sure, *box) in enumerate(zip(self._ends, self._sure, side, side, side, side, strict=False)):
            yield Word(self._text[start:end], Box(*box), None if sure == _GIVEN else sure, *self._rest.get(at, ()))
            start = end

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> Word: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Word]: ...

    def __getitem__(self, at: int | slice) -> Word | Sequence[Word]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Packed | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))
