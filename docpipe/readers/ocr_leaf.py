"""The number of a page, alone at its foot or its head: layout analysis passes over so little ink, so it is looked at by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docpipe.model.lazy import lazy
from docpipe.readers import ocr_closer, ocr_engine
from docpipe.readers.ocr_seen import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

    from docpipe.readers.scan import Ready

_STRIPS = ((0.02, 0.08), (0.92, 0.999))
_MIDDLE = (0.36, 0.68)
_WHITE = 255
_DARK, _FAINTEST = 140, 190
_MM = 25.4
_HIGH, _WIDEST = (1.8, 5.0), 14.0
_FLAT = 0.35
_AROUND = 6
_SURE = 80.0
_RUNS = re.compile(rb"\x01+(?:\x00{1,2}\x01+)*")
_NUMBER = lazy(r"(?:[-–—] ?)?\d{1,3}(?: ?[-–—])?")

Area = tuple[float, float, float, float]


def read(page: Ready, seen: Sequence[Seen]) -> tuple[list[Seen], list[Area]]:
    """The words with such a number where `eng` surely reads one, and where one may lie: signs as large that are read unsurely, or as letters.

    Costs a call where a strip of the page has ink as large as a number that no word lies beside.
    """
    found, unread = list(seen), list[Area]()
    if ocr_engine.SECOND not in ocr_engine.languages():
        return found, unread
    for share, end in _STRIPS:
        top, bottom = int(share * page.image.height), int(end * page.image.height)
        words = [(one.top, one.bottom) for one in seen if one.bottom > top and one.top < bottom]
        ink = _ink(page, top, bottom, words)
        if ink is None:
            continue
        number, like = _number(page, Seen("", 0.0, *ink, 1 + max((one.line for one in found), default=0)))
        found += [number] if number else []
        unread += [ink] if like and not number else []
    return found, unread


def _ink(page: Ready, top: int, bottom: int, words: Sequence[tuple[float, float]]) -> Area | None:
    """The only ink of a strip, or the only row of it in the strip's middle, where that is as large as a number; None where words lie at its height."""
    for left, right in ((0, page.image.width), (int(_MIDDLE[0] * page.image.width), int(_MIDDLE[1] * page.image.width))):
        ink = _dark(page.image.crop((left, top, right, bottom)))
        rows = [(start, end, ink.crop((0, start, ink.width, end)).getbbox()) for start, end in _runs(ink, 1)]
        inked = [(left + box[0], top + start, left + box[2], top + end) for start, end, box in rows if box]
        found = [one for one in inked if _is_small(one, page.dpi) and all(one[3] < high or one[1] > low for high, low in words)]
        if len(found) == 1 and (left or len(rows) == 1):
            return found[0]
    return None


def _dark(crop: Image.Image) -> Image.Image:
    """Its ink, white on black: what is darker than the middle between the darkest and white, within bounds. Faint paper has faint ink."""
    # a picture of a few dots has strips without any
    darkest: Any = (crop.getextrema() or (_WHITE,))[0]
    dark = max(_DARK, min(_FAINTEST, (darkest + _WHITE) // 2))
    return crop.point([_WHITE if shade < dark else 0 for shade in range(256)])


def _runs(ink: Image.Image, axis: int) -> list[tuple[int, int]]:
    """From where to where there is ink, in columns (0) or rows (1)."""
    return [run.span() for run in _RUNS.finditer(bytes(ink.getprojection()[axis]))]


def _number(page: Ready, ink: Seen) -> tuple[Seen | None, bool]:
    """The number read surely, its dashes left out while it is read: beside so few digits they are taken for letters; and whether it looks like one."""
    between = _between_dashes(page.image.crop((int(ink.left), int(ink.top), int(ink.right), int(ink.bottom))))
    left, right = (ink.left + edge for edge in between or (-_AROUND, ink.right - ink.left + _AROUND))
    box, like = (left, ink.top - _AROUND, right, ink.bottom + _AROUND), False
    for again in _looks(page, box):
        text, sure = " ".join(one.text for one in again), min((one.confidence for one in again), default=0.0)
        if sure >= _SURE and _NUMBER.fullmatch(text):
            return replace(ink, text=f"-{text}-" if between else text, confidence=sure), True
        like |= any(map(str.isalnum, text))
    return None, like


def _looks(page: Ready, box: Area) -> Iterator[list[Seen]]:
    """As the page is read, and as large as it was scanned: either may fail with one digit."""
    yield ocr_engine.reread(page.image, box, page.dpi, (ocr_engine.SECOND,))
    yield ocr_closer.read(page, [Seen("", 0.0, *box, 0)], (ocr_engine.SECOND,))


def _between_dashes(crop: Image.Image) -> tuple[int, int] | None:
    """From where to where a number stands between two flat pieces of ink; None where there are none."""
    ink = _dark(crop)
    runs = _runs(ink, 0)
    flat = [_is_flat(ink.crop((start, 0, end, ink.height)).getbbox(), ink.height) for start, end in runs]
    return (runs[1][0], runs[-2][1]) if len(runs) > 2 and flat[0] and flat[-1] and not any(flat[1:-1]) else None


def _is_flat(box: tuple[int, int, int, int] | None, high: int) -> bool:
    return box is not None and box[3] - box[1] <= _FLAT * high


def _is_small(ink: Area, dpi: float) -> bool:
    left, top, right, bottom = (edge * _MM / dpi for edge in ink)
    return _HIGH[0] <= bottom - top <= _HIGH[1] and right - left <= _WIDEST
