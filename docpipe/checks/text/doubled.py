"""A word that is printed twice running: `и и`, `және және`, `жылғы жылғы`.

Kazakh doubles words on purpose (`бөлек бөлек`), so there only words that bind or have an ending of case count; in Russian long words too.
The head of a table may say a word twice, so short lines that do not end as a sentence does are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.text.ground import note
from docpipe.language.alphabets import LOWER
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.text.ground import Ground
    from docpipe.model import record

_TWICE = lazy(rf"(?<![\w-])(?<!\w\. )([{LOWER}a-z]{{1,40}})[ \u00a0]{{1,3}}\1(?![\w-])(?!\.)")
_ENDS = lazy(r"[.;:,!?…][»”\")\s]{0,3}$")
_LONG, _LINE = 5, 55


def find(ground: Ground) -> Iterator[record.Finding]:
    """A note for each such word, with all its places in the document."""
    places: dict[str, list[tuple[int, int]]] = {}
    for paragraph in ground.running:
        for match in _TWICE.finditer(paragraph.text):
            at = paragraph.span[0]
            if _is_slip(match[1], ground.document.language) and _is_running(ground.text, at + match.start()):
                places.setdefault(match[1], []).append((at + match.start(), at + match.end()))
    for word, spans in places.items():
        yield note("word-doubled", ground.document, spans, word)


def _is_running(text: str, at: int) -> bool:
    """True in a line that is as long as a line of running text, or ends as a sentence or an item of a list does."""
    start, end = text.rfind("\n", at - _LINE, at), text.find("\n", at, at + _LINE)
    return start < 0 or end < 0 or end - start > _LINE or bool(_ENDS.search(text[start:end]))


def _is_slip(word: str, language: str) -> bool:
    words = table("slips")["doubled"]
    if word in words.get(language, ()):
        return True
    if len(word) < _LONG or word in words["on_purpose"]:
        return False
    return word.endswith(tuple(words["endings_kk"])) if language == "kk" else True
