"""A first look at a file on this machine: whether it bears a mark for which it may not go to another one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal

from docpipe.archive.words import words
from docpipe.batch import containers, task
from docpipe.batch.task import Opened
from docpipe.errors import DocpipeError, NoText
from docpipe.readers.ocr_elsewhere import Call, Plan, Postponed, planned

_ALIKE = 0.8
"""So much of two words is the same where one of them may be the other, misread."""

Sight = Literal["free", "restricted", "secret", "unknown"]
"""What was seen; `unknown` where one could not look, or where a badly read word may be a mark."""


def look(data: bytes, name: str, depth: int, scratch: str) -> Sight | Opened:
    """Looked at: all text that the file gives without recognition, of a scan the top of its first page. A container is opened instead."""
    if containers.kind(data):
        opened = task.work(data, name, depth, scratch)
        return opened if isinstance(opened, Opened) else "unknown"
    task.begin(scratch)
    try:
        return sight(*_seen(data, name))
    except DocpipeError:
        return "unknown"


def sight(text: str, top: Sequence[str] | None) -> Sight:
    """What is seen in a text, and in the lines that were recognised at the top of a page; None where nothing could be.

    >>> sight("О паводке", ()), sight("Для служебного пользования", ()), sight("О паводке", ["Сскретно"]), sight("", None)
    ('free', 'restricted', 'unknown', 'unknown')
    """
    from docpipe.language.passage import fold
    from docpipe.layout import roles

    if top is None:
        return "unknown"
    marks = {mark for line in (*text.splitlines(), *top) for mark in roles.marks(fold(line.strip()))}
    if "secret" in marks or "restricted" in marks:
        return "secret" if "secret" in marks else "restricted"
    read = {word for word, _, _ in words(text)}
    return "unknown" if read & _suspected()[0] or any(map(_may_be_a_mark, _words(top))) else "free"


def _seen(data: bytes, name: str) -> tuple[str, list[str] | None]:
    """The text that needs no recognition; the lines at the top of the first page that does."""
    from docpipe import readers
    from docpipe.layout.compose import compose

    try:
        with planned(Plan(most=0)):
            return compose([readers.read(data, name)]).text, []
    except Postponed as postponed:
        calls = postponed.calls
    try:
        with planned(Plan(answers={call.number: () for call in calls})):
            text = compose([readers.read(data, name)]).text
    except NoText:
        text = ""
    return text, _top(data, calls[0])


def _top(data: bytes, call: Call) -> list[str] | None:
    from docpipe.readers import ocr_top

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        path.write_bytes(data)
        # beside `words` stands, in every module that reads pages, `image`: the picture that the words are read from
        return ocr_top.lines(*import_module(call.function.__module__).image(str(path), *call.arguments))


def _words(lines: Sequence[str]) -> Iterator[str]:
    return (word for line in lines for word, _, _ in words(line))


def _may_be_a_mark(word: str) -> bool:
    short, long = _suspected()
    return word in short or bool(get_close_matches(word, long, 1, _ALIKE))


@cache
def _suspected() -> tuple[frozenset[str], frozenset[str]]:
    """Words of marks, folded: short ones, which must stand so, and long ones, which may be misread."""
    from docpipe.vocabulary import table

    every = table("cues")["mark_suspected"]
    short, long = (frozenset(word for one in every[kind] for word, _, _ in words(one)) for kind in ("short", "long"))
    return short, long
