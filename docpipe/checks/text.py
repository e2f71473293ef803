"""What had to be mended in the text: letters of the wrong alphabet inside a word, glued words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAID = {"mixed-alphabet": "mixed-alphabet", "glued": "glued-words"}


def check(text: str, repairs: Sequence[record.Repair], documents: Sequence[record.Document]) -> list[record.Finding]:
    """One note a mended word of mixed alphabets (all its places together), one a paragraph of glued words."""
    grouped: dict[tuple[str, str, str], list[record.Repair]] = {}
    for repair in repairs:
        code = _SAID.get(repair.rule)
        if code:
            key = (code, repair.before, repair.after) if code == "mixed-alphabet" else (code, str(_paragraph(text, repair.span[0])), "")
            grouped.setdefault(key, []).append(repair)
    return [_finding(key[0], group, documents) for key, group in grouped.items()]


def _paragraph(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _finding(code: str, group: Sequence[record.Repair], documents: Sequence[record.Document]) -> record.Finding:
    where = tuple(record.Where(document=_document(repair.span, documents), span=repair.span) for repair in group)
    values = (group[0].before, group[0].after)
    return record.Finding(code=code, kind="text", severity="note", where=where, values=values)


def _document(span: tuple[int, int], documents: Sequence[record.Document]) -> str | None:
    return next((one.id for one in documents if one.span[0] <= span[0] < one.span[1]), None)
