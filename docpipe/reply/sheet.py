"""One language's letter as it is printed: strings only, the same for PDF and Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

_WORDY, _ABREAST, _WIDE = 300, 52, frozenset("жмфшщыюmw")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the body or of an annex. `note`: shown in the working copy alone; `table`: `rows`, the first being its head."""

    kind: Literal["text", "heading", "note", "title", "table"]
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def wordy(self) -> bool:
        """Whether a table has a cell of so much text that columns are made equally wide."""
        return any(len(cell) > _WORDY for row in self.rows for cell in row)

    @property
    def whole(self) -> bool:
        """Whether the longest words of a table's columns fit beside each other, so that none need be broken."""
        columns = (" ".join(column).split(" ") for column in zip_longest(*self.rows, fillvalue=""))
        return sum(1 + max(map(_width, column)) for column in columns) <= _ABREAST


def _width(word: str) -> float:
    """About how wide a word is, in letters; capitals and some letters are nearly twice as wide."""
    return len(word) + 0.7 * sum(letter.isupper() + (letter.lower() in _WIDE) for letter in word)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the pages, from the mark of a draft to the executor, then the annex and, in a working copy, the sources."""

    language: str
    layout: str
    heading: str
    """The name of the file's document, as a reader's window shows it."""
    head: Mapping[str, tuple[str, ...]]
    contacts: Mapping[str, tuple[str, ...]]
    strip: str
    post: tuple[str, ...]
    name: str
    mark: str = ""
    kind: str = ""
    title: str = ""
    addressee: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    reference: str = ""
    salutation: str = ""
    blocks: tuple[Block, ...] = ()
    enclosure: str = ""
    closing: str = ""
    executor: tuple[str, ...] = ()
    annex_head: tuple[str, ...] = ()
    annex: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    made: str = ""
    """The day of the letter, ISO 8601, for the file's own data; the clock is not asked."""
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    """Pages of annexed PDFs, for Word."""
