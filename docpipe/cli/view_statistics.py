"""The figures of a document, one a line, for a clerk who checks them against the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docpipe.reports.values import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.model.record import Change, Statistic

WIDTH = 156
"""Characters a line may have."""
_WIDEST = {"counted": 18, "region": 22, "change": 34, "unit": 12}
_RIGHT = frozenset(("at", "number", "part_of"))
_SIGNS = {"up": "↑", "down": "↓"}


def lines(statistics: Sequence[Statistic], say: dict[str, Any]) -> list[str]:
    """A head and one line a figure, in columns; columns that no figure fills are left out. Figures are numbered as `part_of` counts, from 0."""
    names = [name for name in say["columns"] if name != "text"]
    rows = [_cells(at, one, say) for at, one in enumerate(statistics)]
    used = [name for name in names if any(row[name] for row in rows)]
    head = dict(say["columns"])
    widths = {name: max(len(row[name]) for row in [head, *rows]) for name in used}
    left = max(12, WIDTH - sum(widths.values()) - 2 * len(used))
    return [_line(row, used, widths, left) for row in [head, *rows]]


def _line(row: dict[str, str], used: Sequence[str], widths: dict[str, int], left: int) -> str:
    cells = [row[name].rjust(widths[name]) if name in _RIGHT else row[name].ljust(widths[name]) for name in used]
    return "  ".join([*cells, _short(row["text"], left)]).rstrip()


def _cells(at: int, one: Statistic, say: dict[str, Any]) -> dict[str, str]:
    ends = [one.value] if one.value is not None else [one.low, one.high]
    cells = {
        "at": str(at),
        "number": "–".join("…" if end is None else number(end, say["language"]) for end in ends),
        "unit": "" if one.unit == "count" else say["units"].get(one.unit, one.unit),
        "counted": one.counted or "",
        "qualifier": "" if one.qualifier == "exact" else say["qualifiers"].get(one.qualifier, one.qualifier),
        "period": _period(one.period.from_, one.period.to) if one.period else "",
        "region": one.region or "",
        "part_of": "" if one.part_of is None else str(one.part_of),
        "change": _change(one.change, say["language"]) if one.change else "",
        "text": " ".join(one.text.split()),
    }
    return {name: _short(text, _WIDEST[name]) if name in _WIDEST else text for name, text in cells.items()}


def _period(start: str | None, end: str | None) -> str:
    return start if start and start == end else f"{start or '…'}–{end or '…'}"


def _change(change: Change, language: str) -> str:
    ends = [] if change.from_ is None and change.to is None else [change.from_, change.to]
    told = " → ".join("…" if end is None else number(end, language) for end in ends)
    return " ".join(part for part in (_SIGNS[change.direction], told, f"({change.versus})" if change.versus else "") if part)


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
