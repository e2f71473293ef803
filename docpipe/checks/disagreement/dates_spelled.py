"""Whether a date stands in a text in some spelling that was not read as a date there."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BETWEEN = r"(?:[\s\d#.,«»\"–—-]|и|по|до|және|мен|бен|пен|[дтн][ае]н){0,16}?"
"""What may stand between a day and the month that it shares with another day."""


def spelled(values: Iterable[str | None], text: str, read: Sequence[tuple[int, int]]) -> bool:
    """True where each of these ISO dates stands in `text` outside the stretches `read`, which are dates already; a day beside its month.

    >>> spelled(["2021-07-14"], "с 14 по 31 июля", [(8, 15)]), spelled(["2021-07-14"], "с 15 июля", []), spelled(["2021"], "План-2021", [])
    (True, False, True)
    >>> spelled(["2021-06-01"], "01.06 және 1.6.", []), spelled(["2021-06-01"], "1 шілдеден бастап 1,6 есе", [])
    (True, False)
    """
    days, rest = _blanked(text, tuple(read))
    given = [one for one in values if one]
    return bool(given) and all(_pattern(one).search(days if len(one) > len("2021-07") else rest) is not None for one in given)


@lru_cache(maxsize=4)
def _blanked(text: str, read: tuple[tuple[int, int], ...]) -> tuple[str, str]:
    """The text in small letters with `#` for the digits of what is read, and for all its signs: asked for by each date of a paragraph."""
    lowered = text.lower()
    inside = bytearray(len(lowered))
    for start, end in read:
        for at in range(max(0, start), min(end, len(lowered))):
            inside[at] = 1
    days = "".join("#" if within and one.isdecimal() else one for one, within in zip(lowered, inside, strict=True))
    rest = "".join("#" if within and not one.isspace() else one for one, within in zip(lowered, inside, strict=True))
    return days, rest


@cache
def _pattern(iso: str) -> re.Pattern[str]:
    year, month, day, *_ = [*iso.split("-"), "", ""]
    if not month:
        return re.compile(rf"(?<!\d){year}(?!\d)|(?<=\d{{4}}[-–]){year[2:]}(?!\d)")
    names = "|".join(sorted(_beginnings(int(month))))
    if not day:
        return re.compile(rf"(?<!\w)(?:{names})\w|(?<!\d){month}[./]{year}(?!\d)")
    figure = month if month[0] == "1" else rf"(?:{month}|{int(month)}(?=[./]\d))"
    return re.compile(rf"(?<!\d)0?{int(day)}(?!\d){_BETWEEN}(?:(?<!\w)(?:{names})\w|(?<=[./]){figure}(?!\d))")


def _beginnings(number: int) -> set[str]:
    """How the month's name begins in either language, cut so that every case fits."""
    row = next((one for one in table("months")["month"] if one["number"] == number), None)
    return {re.escape(word[: max(3, len(word) - 2)]) for word in (row["kk"], *row["ru"][:1], *row["en"][:1])} if row else {r"\Z"}
