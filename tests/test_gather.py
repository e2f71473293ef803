"""Findings put together: once for the same thing, weaker where the reading was weak, not at all where only the reading differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.gather import gathered
from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "Барлығы 274 1952 48,2\nБасқа жол 12\n"
"""The figure 48,2 stands at 17, what it was reckoned from before it on its line."""


def finding(kind: record.FindingKind, *spans: tuple[int, int], values: tuple[float, ...] = (48.2, 712.4)) -> record.Finding:
    where = tuple(record.Where(document="1", span=span) for span in spans)
    return record.Finding(code="share-differs", kind=kind, severity="error", where=where, values=values)


def doubt(start: int, end: int, *others: str) -> Callable[[tuple[int, int]], list[str] | None]:
    """Words of this stretch may be read otherwise, all else was read surely."""
    return lambda span: list(others) if span[0] < end and start < span[1] else None


def test_what_was_read_surely_stays_an_error() -> None:
    assert [one.severity for one in gathered([finding("arithmetic", (17, 21))], TEXT, lambda _: None)] == ["error"]


def test_a_reckoning_is_as_sure_as_its_line() -> None:
    badly = doubt(12, 16, "132")
    assert [one.severity for one in gathered([finding("arithmetic", (17, 21))], TEXT, badly)] == ["warning"]
    assert [one.severity for one in gathered([finding("disagreement", (17, 21))], TEXT, badly)] == ["error"]
    assert [one.severity for one in gathered([finding("arithmetic", (32, 34))], TEXT, badly)] == ["error"]


def test_where_the_second_reading_is_the_right_figure_nothing_is_wrong() -> None:
    assert gathered([finding("arithmetic", (17, 21), values=(250.0, 25.0))], TEXT, doubt(17, 21, "25,0")) == []


def test_where_the_second_reading_is_what_the_other_version_says_nothing_differs() -> None:
    assert gathered([finding("disagreement", (12, 16), (32, 34), values=(1952.0, 1932.0))], TEXT, doubt(12, 16, "1932")) == []


def test_the_same_thing_twice_is_one_finding_with_all_places() -> None:
    (one,) = gathered([finding("disagreement", (17, 21)), finding("disagreement", (8, 11))], TEXT, lambda _: None)
    assert [where.span for where in one.where] == [(17, 21), (8, 11)]
