"""Many small crops of a page read at once: set side by side on strips of one line each, at one height. A call costs more than a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.readers import ocr_engine

if TYPE_CHECKING:
    from PIL import Image

    from docpipe.readers.ocr_seen import Seen

_HEIGHT = 40
_APART, _FARTHER, _MOST = 24, 90, 16
_FRAME = 12
_AROUND = 4
_LONGEST = 2_600
_WHITE = 255
_SHARED = 0.4
_NEIGHBOURHOOD = 300
_TALLEST = 1.6
_DPI = 200


@dataclass(frozen=True, slots=True)
class Reread:
    """What stands in a crop by another model, "" where it saw nothing; `confidence` of its worst word, 0–100."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The picture of one line of crops, and from where to where each of them (by its place in the list of crops) stands on it."""

    image: Image.Image
    places: tuple[tuple[int, float, float], ...]


def strips(grey: Image.Image, seen: Sequence[Seen], chosen: Sequence[int]) -> list[Strip]:
    """The words `seen[i]` for `i` in `chosen`, cut out of the page and set side by side."""
    lines: dict[int, list[Seen]] = {}
    for one in seen:
        lines.setdefault(one.line, []).append(one)
    rows: list[list[tuple[int, Image.Image]]] = [[]]
    width = _APART
    for at in chosen:
        crop = _crop(grey, seen[at], lines[seen[at].line])
        if rows[-1] and width + crop.width > _LONGEST:
            rows.append([])
            width = _APART
        rows[-1].append((at, crop))
        width += crop.width + _APART
    return [_strip(row) for row in rows if row]


def _crop(grey: Image.Image, word: Seen, line: Sequence[Seen]) -> Image.Image:
    """The word as high as its line is thereabouts, so that a comma does not look like a one."""
    from PIL import Image as Pillow

    tall = sorted(one.bottom - one.top for one in line)[len(line) // 2] * _TALLEST
    near = [one for one in line if abs(one.left - word.left) < _NEIGHBOURHOOD and one.bottom - one.top < tall]
    top, bottom = min(one.top for one in (*near, word)), max(one.bottom for one in (*near, word))
    left, upper = max(0, int(word.left) - _AROUND), max(0, int(top) - _AROUND)
    right, lower = min(grey.width, int(word.right) + _AROUND), min(grey.height, int(bottom) + _AROUND)
    crop = grey.crop((left, upper, max(right, left + 1), max(lower, upper + 1)))
    return crop.resize((max(1, round(crop.width * _HEIGHT / crop.height)), _HEIGHT), Pillow.Resampling.BICUBIC)


def _strip(row: Sequence[tuple[int, Image.Image]], apart: int = _APART) -> Strip:
    from PIL import Image as Pillow

    image = Pillow.new("L", (sum(crop.width + apart for _, crop in row) + apart, _HEIGHT + 2 * _FRAME), _WHITE)
    places, left = [], apart
    for at, crop in row:
        image.paste(crop, (left, _FRAME))
        places.append((at, float(left), float(left + crop.width)))
        left += crop.width + apart
    return Strip(image, tuple(places))


def read(every: Sequence[Strip], language: str) -> dict[int, Reread]:
    """What each crop says by this model; a crop is left out where the model took it for one word with its neighbour, farther apart too."""
    found = {at: reread for strip in every for at, reread in _read(strip, language)}
    left = [(at, _cut(strip, place)) for strip in every for at, *place in strip.places if at not in found]
    return found | dict(_read(_strip(left[:_MOST], _FARTHER), language)) if left else found


def _cut(strip: Strip, place: Sequence[float]) -> Image.Image:
    """One crop of the strip."""
    return strip.image.crop((round(place[0]), _FRAME, round(place[1]), _FRAME + _HEIGHT))


def _read(strip: Strip, language: str) -> Iterator[tuple[int, Reread]]:
    seen = ocr_engine.read(strip.image, _DPI, (language,), ocr_engine.LINE)
    under = [[at for at, left, right in strip.places if _is_on(one, left, right)] for one in seen]
    for at, _, _ in strip.places:
        words = [(one, homes) for one, homes in zip(seen, under, strict=True) if at in homes]
        if all(len(homes) == 1 for _, homes in words):
            text = " ".join(one.text for one, _ in words)
            yield at, Reread(text, min((one.confidence for one, _ in words), default=0.0))


def _is_on(word: Seen, left: float, right: float) -> bool:
    shared = min(word.right, right) - max(word.left, left)
    return shared > _SHARED * min(word.right - word.left, right - left)
