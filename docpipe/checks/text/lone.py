"""A Latin `c` or `o` that stands as a preposition before a figure: `c 15 июня`, `o 12 случаях`. Before a word the repair mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.text.ground import names_a_kind, note
from docpipe.language.alphabets import LOWER, as_cyrillic
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.text.ground import Ground
    from docpipe.model import record

_LETTER = lazy(r"[coCO] {1,2}\d")
_LONE = lazy(rf"(?:(?P<before>[{LOWER}]{{2,40}}),? {{1,2}}|^)(?P<letter>[coCO])(?= {{1,2}}\d[\d ,.:]{{0,12}} ?[{LOWER}]{{2}})")


def find(ground: Ground) -> Iterator[record.Finding]:
    """A note for each letter, with all its places; none where it names a kind (`гепатит C`, `подпункт c`)."""
    places: dict[str, list[tuple[int, int]]] = {}
    for paragraph in ground.running if ground.document.language == "ru" else ():
        for match in _LONE.finditer(paragraph.text) if _LETTER.search(paragraph.text) else ():
            if not names_a_kind(match["before"] or ""):
                start, end = (paragraph.span[0] + at for at in match.span("letter"))
                places.setdefault(match["letter"], []).append((start, end))
    for letter, spans in places.items():
        yield note("mixed-alphabet", ground.document, spans, letter, as_cyrillic(letter))
