"""What a web page prints around a text, run together when it was copied: the words are set apart, none is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docpipe.language.repair_edit import Edit, edit
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table


def find(text: str) -> Iterator[Edit]:
    """`Версия для печатиPDF` → `Версия для печати PDF`.

    >>> [found.after for found in find("Версия для печатиPDFPDF")]
    ['Версия для печати PDF PDF']
    """
    several, one = _patterns()
    for m in several.finditer(text):
        yield edit(*m.span(), " ".join(one.findall(m[0])), "glued")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two phrases or more without a blank between, and one phrase."""
    phrases = "|".join(re.escape(phrase) for phrase in sorted(table("repair")["furniture"]["phrases"], key=len, reverse=True))
    return compiled(rf"(?<!\w)(?:{phrases}){{2,20}}+(?!\w)"), compiled(phrases)
