"""Pages of a long file that others are to recognise: told first, each by the call that reads it; their words are given when the file is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from docpipe.errors import DocpipeError
from docpipe.model.text import Word

Answer = Sequence[Word] | DocpipeError
"""What came of a page: its words, or why there are none."""


@dataclass(frozen=True, slots=True)
class Call:
    """A page to be recognised: its words are what `function(path of the file, *arguments)` gives."""

    number: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Of a file with more than `most` pages to recognise none is read here, any number where it is None; `answers` are those that were read before."""

    most: int | None = None
    answers: Mapping[int, Answer] = field(default_factory=dict)


class Postponed(Exception):
    """The file has many pages to recognise: these."""

    def __init__(self, calls: tuple[Call, ...]) -> None:
        super().__init__(calls)
        self.calls = calls


_plan: ContextVar[Plan] = ContextVar("plan", default=Plan())  # noqa: B039 - it is never changed


def plan() -> Plan:
    """What holds for the file that is read now."""
    return _plan.get()


@contextmanager
def planned(which: Plan) -> Iterator[None]:
    """So the files are read inside."""
    token = _plan.set(which)
    try:
        yield
    finally:
        _plan.reset(token)
