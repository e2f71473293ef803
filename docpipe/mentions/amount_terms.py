"""What an amount is put together from: a number as it stands in the text, with its scale and, later, its unit.

All places here are offsets into the lower-cased text of one passage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby

from docpipe.model.lazy import lazy

LETTER = "a-zа-яёәғқңөұүһі"
_LETTERS = f"[{LETTER}]{{0,16}}+"
"""Small letters of the three languages, for the inside of a character class."""


@dataclass(frozen=True, slots=True)
class Term:
    """A number from `start` to `end`, its Kazakh ending, scale and unit with it; `figure_end` is where the number with its scale ends.

    `raw` is the number before its scale. `said`: `figures`, `words`, or the kind of a number in words that is doubtful alone (`one`,
    `scale`, `zero`). `inner` is where a unit may stand inside the bracket that repeats the number in words, 0 where there is none.
    """

    start: int
    end: int
    figure_start: int
    figure_end: int
    raw: Decimal
    scale: int = 1
    step: Decimal = Decimal(1)
    said: str = "figures"
    unit: str = "count"
    per: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    from_: Decimal | None = None
    qualifier: str = "exact"
    inner: int = 0
    rule: str = "figure"

    @property
    def value(self) -> Decimal:
        """The number with its scale."""
        return self.raw * self.scale


@cache
def forms(*lists: tuple[str, ...]) -> str:
    """An alternative of vocabulary forms, longest first: `*` is letters, a blank none to two, `.` a full stop or none.

    >>> bool(re.fullmatch(forms(("кв. м.", "тонн*")), "кв.м")), bool(re.fullmatch(forms(("тонн*",)), "тоннадан"))
    (True, True)
    """
    rows = sorted({form for each in lists for form in each}, key=lambda form: (-len(form), _tail(form), form))
    # forms of one ending share it: it takes longer to compile than they do
    parts = [f"(?:{'|'.join(map(_head, same))}){tail}" for tail, same in groupby(rows, _tail)]
    return "(?:" + "|".join(parts) + ")"


def _head(form: str) -> str:
    pattern = re.escape(form.removesuffix("*")).replace(r"\*", _LETTERS).replace(r"\.", r"\.?").replace(r"\ ", "[ \n]{0,2}")
    return pattern.removesuffix(r"\.?") if form.endswith(".") else pattern


def _tail(form: str) -> str:
    """What stands behind such a form: more letters, no more letters, a full stop."""
    if form.endswith("."):
        return rf"(?:\.|(?![{LETTER}0-9]))"
    if form.endswith("*"):
        return rf"{_LETTERS}(?![{LETTER}0-9])"
    return rf"(?![{LETTER}0-9])" if form[-1].isalnum() else ""


@cache
def phrases(*lists: tuple[str, ...]) -> str:
    """As `forms`, but a blank must be there: for words that must not run together."""
    return forms(*lists).replace("[ \n]{0,2}", "[ \n]{1,2}")


_ABLATIVE = lazy(r"[дтн][ае]н\Z")
_DATIVE = lazy(r"[ае]\Z")


def case(text: str, start: int, end: int) -> str:
    """The Kazakh case that a word's ending shows: `ablative`, `dative`, or nothing.

    >>> case("51-ден", 0, 6), case("64 пайызға", 0, 10), case("45 %", 0, 4)
    ('ablative', 'dative', '')
    """
    tail = text[max(start, end - 4) : end].rstrip(".")
    return "ablative" if _ABLATIVE.search(tail) else "dative" if _DATIVE.search(tail) else ""
