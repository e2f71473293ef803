"""The one seam to text recognition: a page's picture in; words, boxes and confidences out. Tesseract behind it.

The Kazakh model has no № and the Russian one no Kazakh letters, so both are always loaded. The Kazakh model's Latin schwa is
folded to the Cyrillic one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from statistics import fmean
from typing import TYPE_CHECKING

from docpipe.model.text import Word
from docpipe.readers import (
    ocr_block,
    ocr_doubt,
    ocr_engine,
    ocr_initials,
    ocr_latin,
    ocr_leaf,
    ocr_missed,
    ocr_names,
    ocr_small,
    ocr_unknown,
    ocr_upright,
    scan_spread,
)

if TYPE_CHECKING:
    from PIL import Image

    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.scan import Ready

LANGUAGES = ocr_engine.LANGUAGES
_STROKE = frozenset(";:„“”{}`~^_'\"\\<>.,‘’")
"""Signs that stand alone only where a pen or a speck was taken for them."""

_UNREAD, _LETTERS = 55.0, 12
_SCHWA = str.maketrans("Əə", "Әә")


def recognise(image: Image.Image, dpi: int) -> list[Word]:
    """The words of a page's picture, their boxes in points (origin top left), confidences 0–1. `ProgramMissing`, `TimedOut`.

    A word without text is a line of ink that nothing was read from, or nothing that can be trusted. Two pages side by side are read one after the other.
    """
    ocr_engine.probe()
    pages = scan_spread.halves(image, dpi)
    return list(chain(*scan_spread.swapped([[half.placed(word) for word in _read(half.image, half.dpi)] for half in pages])))


def _read(image: Image.Image, dpi: int) -> list[Word]:
    page, first = ocr_upright.read(image, dpi)
    found, missed = ocr_missed.read(page, ocr_block.reread(page, ocr_block.without_arms(first)))
    known = ocr_unknown.reread(page.image, ocr_small.reread(page, found))
    words = ocr_initials.mended(ocr_names.mended(ocr_latin.reread(page, known)))
    words, unread = ocr_leaf.read(page, words)
    seen, doubts = ocr_doubt.checked(page.image, words)
    return _words(seen, page, doubts) + [Word("", page.place(*area), 0.0) for area in (*missed, *unread, *garbled(seen))]


def garbled(seen: Sequence[Seen]) -> Iterator[tuple[float, float, float, float]]:
    """Where lines lie of which something was read, but so unsurely that they are as good as unread: under a stamp, in broken small type."""
    for _, words in groupby(sorted(seen, key=lambda one: one.line), key=lambda one: one.line):
        line = list(words)
        letters = [sum(map(str.isalnum, one.text)) for one in line]
        if sum(letters) >= _LETTERS and fmean([one.confidence for one in line], letters) < _UNREAD:
            yield (
                min(one.left for one in line),
                min(one.top for one in line),
                max(one.right for one in line),
                max(one.bottom for one in line),
            )


def _words(seen: Sequence[Seen], page: Ready, doubts: Mapping[int, str]) -> list[Word]:
    words = []
    for at, one in enumerate(seen):
        printed = one.text.translate(_SCHWA)
        if not _is_noise(printed, one.confidence):
            box = page.place(one.left, one.top, one.right, one.bottom)
            words.append(Word(printed, box, max(0.0, min(1.0, round(one.confidence / 100, 4))), turn=page.turn, other=doubts.get(at)))
    return words


def _is_noise(text: str, confidence: float) -> bool:
    """Specks and strokes read as signs: nothing in it can be a word and Tesseract itself is unsure."""
    if any(character.isalnum() for character in text) or text in {"№", "-", "–"}:
        return False
    return confidence < (90 if set(text) <= _STROKE else 50)


def engine() -> str:
    """Version of the engine and digests of the models that pages are read with: `tesseract 5.5.4 (tesserocr); kaz 0123456789ab; rus …; eng …`."""
    return ocr_engine.described()
