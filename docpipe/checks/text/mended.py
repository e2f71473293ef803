"""What had to be mended in the text: letters of the wrong alphabet inside a word, glued words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MIXED, _GLUED = "mixed-alphabet", "glued"
_MANY = 3
"""More different words than this in which the same letter is of the wrong alphabet are told as one."""


def find(text: str, repairs: Sequence[record.Repair], documents: Sequence[record.Document]) -> Iterator[record.Finding]:
    """One note a word of mixed alphabets (all its places together), one a letter that is wrong everywhere, one a paragraph of glued words.

    The paragraphs in which nothing but one stretch was glued are told together.
    """
    words: dict[tuple[str, str], list[record.Repair]] = {}
    glued: dict[int, list[record.Repair]] = {}
    for repair in repairs:
        if repair.rule == _MIXED:
            words.setdefault((repair.before, repair.after), []).append(repair)
        elif repair.rule == _GLUED:
            glued.setdefault(text.rfind("\n", 0, repair.span[0]) + 1, []).append(repair)
    for values, group in _gathered(words).items():
        yield _finding("letters-mixed" if len(values) > 2 else _MIXED, group, values, documents)
    single = [group[0] for group in glued.values() if len(group) == 1]
    for group in [*([single] if single else []), *(group for group in glued.values() if len(group) > 1)]:
        yield _finding("glued-words", group, (group[0].before, group[0].after), documents)


def _gathered(words: dict[tuple[str, str], list[record.Repair]]) -> dict[tuple[str | int, ...], list[record.Repair]]:
    """By word as printed and as meant; by letter, letter meant and number of places where a letter is wrong in many words."""
    often = Counter(_letter(*word) for word in words)
    counts = Counter({letter: sum(len(group) for word, group in words.items() if _letter(*word) == letter) for letter in often})
    found: dict[tuple[str | int, ...], list[record.Repair]] = {}
    for word, group in words.items():
        letter = _letter(*word)
        key: tuple[str | int, ...] = (*letter, counts[letter]) if often[letter] > _MANY else word
        found.setdefault(key, []).extend(group)
    return found


def _letter(before: str, after: str) -> tuple[str, str]:
    """The first letter that is of the wrong alphabet, and the one that is meant."""
    return next(((a, b) for a, b in zip(before, after, strict=False) if a != b), (before, after))


def _finding(
    code: str, group: Sequence[record.Repair], values: tuple[str | int, ...], documents: Sequence[record.Document]
) -> record.Finding:
    where = tuple(record.Where(document=_document(repair.span, documents), span=repair.span) for repair in group)
    return record.Finding(code=code, kind="text", severity="note", where=where, values=values)


def _document(span: tuple[int, int], documents: Sequence[record.Document]) -> str | None:
    return next((one.id for one in documents if one.span[0] <= span[0] < one.span[1]), None)
