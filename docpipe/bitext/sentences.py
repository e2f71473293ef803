"""Where the sentences of a paragraph stand, a list's parts between semicolons with them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = lazy(rf"(?:(?P<stop>[.!?…])[»)]?\s{{1,3}}(?=[«(]?[{UPPER}A-Z\d])|;\s{{1,3}}|[.;]\n)")
_BEFORE = lazy(rf"(?<![\w.])(?P<word>[{UPPER}{LOWER}A-Za-z](?:[\w/-]|\.(?=\w)){{0,6}})$")


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Their spans; `start` is where the text stands.

    >>> list(sentences("Выделено 5 млн. тенге. Из них г. Алматы – 2."))
    [(0, 22), (23, 44)]
    """
    begin = 0
    for match in _END.finditer(text):
        if match["stop"] == "." and _abbreviated(text[max(0, match.start() - 8) : match.start()]):
            continue
        yield start + begin, start + match.start() + 1
        begin = match.end()
    if text[begin:].strip():
        yield start + begin, start + len(text.rstrip())


def _abbreviated(before: str) -> bool:
    word = _BEFORE.search(before)
    return word is not None and (len(word["word"]) == 1 or word["word"].lower() in _abbreviations())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(one.replace("\\", "") for one in table("sentences")["never"])
