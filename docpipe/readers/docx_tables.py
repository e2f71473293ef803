"""Whether a Word table that only places text on the page holds the two languages side by side."""

from __future__ import annotations

from collections.abc import Sequence

from docpipe.language import detect
from docpipe.model.lazy import lazy

_PROSE_CELL = 80
_FEWEST_ROWS = 2
_SIDES = 2
_MOST_NAMES = 0.5
_NUMBER = lazy(r"[\w/.-]{0,30}\d[\w/.-]{0,30}")
_NAME = lazy(r"(?:\w\.[ \u00a0]?){1,2}[ \u00a0]?[\w-]{2,40}|[\w-]{2,40}[ \u00a0](?:\w\.[ \u00a0]?){1,2}")


def sides(cells: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The two columns that are read one after the other, None where the table is read row by row.

    A column that is empty in every row (the arms between the names) counts as none.

    >>> sides([["БҰЙРЫҚ", "", "ПРИКАЗ"], ["Астана қаласы", "", "город Астана"]]), sides([["Министр", "А. Тестов"], ["Хатшы", "Б. Пробный"]])
    ((0, 2), None)
    """
    if len(cells) < _FEWEST_ROWS or len({len(row) for row in cells}) != 1:
        return None
    filled = [at for at in range(len(cells[0])) if any(row[at].strip() for row in cells)]
    if len(filled) != _SIDES:
        return None
    left, right = filled
    pairs = [(row[left].strip(), row[right].strip()) for row in cells]
    return (left, right) if _are_prose(pairs) or _are_languages(pairs) else None


def _are_prose(pairs: Sequence[tuple[str, str]]) -> bool:
    """Most rows have long text on both sides."""
    return 2 * sum(min(map(len, pair)) > _PROSE_CELL for pair in pairs) >= len(pairs)


def _are_languages(pairs: Sequence[tuple[str, str]]) -> bool:
    """Kazakh on one side and Russian on the other, not posts beside the names of those who sign."""
    languages = {detect.of_line(" ".join(_NUMBER.sub(" ", " ".join(side)).split())) for side in zip(*pairs, strict=True)}
    names = sum(bool(_NAME.fullmatch(cell)) for pair in pairs for cell in pair)
    return languages == {"kk", "ru"} and names < _MOST_NAMES * len(pairs)
