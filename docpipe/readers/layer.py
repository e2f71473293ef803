"""Whether a page's text layer can be used, and if not, why: measured on every page, and recognised anew where it cannot.

Measured: official Kazakh and Russian text has 0.79–0.90 of its groups of three letters in the languages' profiles, the same read by a
fax still 0.80; a shuffled mapping 0.02–0.12, Cyrillic read as Latin 0.17–0.37, Kazakh read by a Russian model 0.73–0.79, lists of
names 0.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from docpipe.language import legacy
from docpipe.language.likeness import likeness
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    import pypdfium2

    from docpipe.model.text import Word
    from docpipe.readers.pdf_objects import Drawn

STAMP, SIGNS, NO_LETTERS, NO_WORDS, OLD = "stamp", "signs", "no-letters", "no-words", "old-recognition"
"""Why a layer is not used: it is short and lies over a scan; its signs are of no language, or are none at all; its letters make no
words; it was recognised once, worse than we do."""

_ODD = lazy(r"[^\s!-~Ѐ-ӿ«»‘-”„†•…–—№§°±×÷−€₸\u00a0\u00ad\uf0b7]")
_MOST_ODD = 0.15
_FEW = 150
_HALF = 0.5
_CYRILLIC = lazy("[Ѐ-ӿ]")
_SAMPLE = 250
_FEWEST_GROUPS = 60
_LEAST = {True: 0.4, False: 0.25}
"""How like a language the text must be, where most of it is Cyrillic, and where it is not: that may be some other language."""
_LEAST_OLD = 0.83
_MOST_OBJECTS = 20_000
_INVISIBLE = 3


def refusal(found: Sequence[Word], page: pypdfium2.PdfPage, things: Drawn) -> str:
    """Why the words of the page's text layer cannot be used, "" where they can."""
    scanned = things.pictured >= _HALF
    if not found:
        return NO_LETTERS if _written(page)[0] and page.get_textpage().get_text_range().strip() else STAMP
    text = legacy.mapped(" ".join(word.text for word in found))
    length = sum(len(word.text) for word in found)
    if len(_ODD.findall(text)) > _MOST_ODD * length:
        return SIGNS
    if scanned and length < _FEW:
        return STAMP
    like, groups = likeness(_sampled(text))
    if groups >= _FEWEST_GROUPS and like < _LEAST[len(_CYRILLIC.findall(text)) > length / 2]:
        return NO_WORDS
    return OLD if scanned and like < _LEAST_OLD and _is_hidden(page) else ""


def _sampled(text: str) -> str:
    words = text.split()
    return " ".join(words[:: max(1, len(words) // _SAMPLE)])


def _is_hidden(page: pypdfium2.PdfPage) -> bool:
    """All text is invisible: it was laid over the picture by a program that recognised it."""
    seen, hidden = _written(page)
    return hidden > seen


def _written(page: pypdfium2.PdfPage) -> tuple[int, int]:
    """How many pieces of text the page shows, and how many it holds unseen."""
    import pypdfium2.raw as pdfium

    pieces = islice(page.get_objects((pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=3), _MOST_OBJECTS)
    modes = [int(pdfium.FPDFTextObj_GetTextRenderMode(piece.raw)) for piece in pieces]
    hidden = modes.count(_INVISIBLE)
    return len(modes) - hidden, hidden
