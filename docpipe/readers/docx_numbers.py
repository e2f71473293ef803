"""The numbers that Word prints before the paragraphs of a list and keeps out of their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docpipe.model.lazy import lazy
from docpipe.readers.docx_styles import child, local, number, value

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    )
)
_PRIVATE = ("\ue000", "\uf8ff")
_MOST_ROMAN = 5_000
_PLACE = lazy(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbers:
    """Counts the lists of one Word file while its paragraphs pass by in order."""

    root: Any | None
    _lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        elements = [] if self.root is None else list(self.root)
        abstract = {value(one, "abstractNumId"): _levels(one) for one in elements if local(one) == "abstractNum"}
        for one in elements:
            if local(one) == "num":
                name, base = value(one, "numId") or "", value(child(one, "abstractNumId")) or ""
                starts = _restarts(one)
                levels = {
                    at: _Level(level.kind, level.pattern, starts.get(at, level.start)) for at, level in abstract.get(base, {}).items()
                }
                self._lists[name] = (f"{base}/{name}" if starts else base, levels)

    def label(self, listed: tuple[str, int] | None) -> str:
        """What is printed before the next paragraph of a list: "2.1.", "б)", "–"; "" where nothing is.

        >>> Numbers(None).label(("1", 0))
        ''
        """
        if listed is None or listed[0] not in self._lists:
            return ""
        key, levels = self._lists[listed[0]]
        at = listed[1]
        if at not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        return _label(levels, counts, at)


def _label(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.kind == "bullet":
        return "•" if not level.pattern or _PRIVATE[0] <= level.pattern[0] <= _PRIVATE[1] else level.pattern

    def shown(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        other = levels.get(place)
        return _written(counts.get(place, other.start), other.kind) if other else ""

    return "" if level.kind == "none" else _PLACE.sub(shown, level.pattern)


def _levels(abstract: Any) -> dict[int, _Level]:
    return {
        number(value(one, "ilvl")): _Level(
            value(child(one, "numFmt")) or "decimal", value(child(one, "lvlText")) or "", number(value(child(one, "start")) or "1")
        )
        for one in abstract
        if local(one) == "lvl"
    }


def _restarts(one: Any) -> dict[int, int]:
    overrides = ((number(value(o, "ilvl")), value(child(o, "startOverride"))) for o in one if local(o) == "lvlOverride")
    return {level: number(start) for level, start in overrides if start is not None}


def _written(count: int, kind: str) -> str:
    capital = kind.startswith("upper") or kind.endswith("Upper")
    lower = str(count)
    if kind.endswith("Roman"):
        lower = _roman(count)
    elif kind.endswith("Letter"):
        lower = _letter(count, _LATIN)
    elif kind.startswith("russian"):
        lower = _letter(count, _RUSSIAN)
    return lower.upper() if capital else lower


def _letter(count: int, alphabet: str) -> str:
    return alphabet[(count - 1) % len(alphabet)] * min((count - 1) // len(alphabet) + 1, 3) if count > 0 else str(count)


def _roman(count: int) -> str:
    if not 0 < count < _MOST_ROMAN:
        return str(count)
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (count // worth)
        count %= worth
    return written
