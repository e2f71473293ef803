"""Two sentences in one line without a full stop between them: `… 2 млрд тенге По итогам года …`.

Said only where the second begins with a word that no name or title begins with, and the first ends as a sentence does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.checks.text.ground import names_a_kind, note
from docpipe.language.alphabets import LOWER
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.text.ground import Ground
    from docpipe.model import record

_SENTENCE = 4
"""A sentence has at least so many words."""
_WORD = lazy(r"\w+")


def find(ground: Ground) -> Iterator[record.Finding]:
    """A note for each place, with the words around it."""
    pattern = _pattern(ground.document.language)
    for paragraph in ground.running if pattern else ():
        for match in pattern.finditer(paragraph.text) if pattern else ():
            at = paragraph.span[0]
            one_line = "\n" not in ground.text[at + match.start() : at + match.end()]
            labelled = len(match["begins"]) == 1 and names_a_kind(match["ends"])
            if one_line and not labelled and _is_sentence(paragraph.text, match.start("begins")):
                yield note("stop-missing", ground.document, [(at + match.start(), at + match.end())], match["ends"], match["begins"])


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """What ends one sentence and begins the next: in Kazakh a finite verb before it, in Russian any word that may end a sentence."""
    words = table("slips")["sentence"].get(language)
    if not words:
        return None
    ends = rf"[{LOWER}]{{0,20}}(?:{'|'.join(words['ends'])})" if "ends" in words else rf"[{LOWER}]{{3,30}}"
    return compiled(rf"(?<![\w-])(?P<ends>{ends}) {{1,3}}(?P<begins>{'|'.join(words['begins'])})(?= [{LOWER}\d])")


def _is_sentence(text: str, at: int) -> bool:
    """True where enough words stand on both sides, none of them behind an opened quotation mark or bracket."""
    before, after = text[max(0, at - 200) : at], text[at : at + 200]
    if any(before.rfind(mark) > before.rfind(end) for mark, end in ("«»", "()")) or before.count('"') % 2:
        return False
    return len(_WORD.findall(before)) >= _SENTENCE and len(_WORD.findall(after)) >= _SENTENCE
