"""The engine that turns a grey picture into words: tesserocr where it is installed, else pytesseract. Both run Tesseract.

Which one is said by `DOCPIPE_ENGINE` (`auto`, `tesserocr`, `pytesseract`). No finder above the readers knows which it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from docpipe import settings
from docpipe.errors import ProgramMissing
from docpipe.readers import ocr_models
from docpipe.readers.ocr_seen import Seen

if TYPE_CHECKING:
    from PIL import Image

LANGUAGES = ("kaz", "rus")
SECOND = "eng"
"""The model of second looks, at Latin words and at digits; pages are read without it where it is not there."""

PAGE, BLOCK, LINE = 3, 6, 7
"""How Tesseract cuts a picture: a page by its own layout analysis, one block of text, one line."""

_WHITE = 255
_MARGIN = 8


def read(grey: Image.Image, dpi: float, languages: Sequence[str] = LANGUAGES, psm: int = PAGE) -> list[Seen]:
    """The words of a grey picture in Tesseract's order. `ProgramMissing`, `TimedOut`."""
    seen: list[Seen] = _engine().read(grey, max(round(dpi), 70), "+".join(languages), psm)
    return seen


def reread(
    grey: Image.Image, box: tuple[float, float, float, float], dpi: float, languages: Sequence[str], psm: int = LINE, enlarged: float = 1.0
) -> list[Seen]:
    """A crop of the picture read again with other models, on a white margin, `enlarged` times; edges are those of `grey`."""
    from PIL import Image as Pillow

    left, top = max(0, int(box[0])), max(0, int(box[1]))
    crop = grey.crop((left, top, max(left + 1, min(grey.width, round(box[2]))), max(top + 1, min(grey.height, round(box[3])))))
    if enlarged != 1.0:
        size = max(1, round(crop.width * enlarged)), max(1, round(crop.height * enlarged))
        crop = crop.resize(size, Pillow.Resampling.BICUBIC)
    framed = Pillow.new("L", (crop.width + 2 * _MARGIN, crop.height + 2 * _MARGIN), _WHITE)
    framed.paste(crop, (_MARGIN, _MARGIN))
    return [_put_back(one, left, top, enlarged) for one in read(framed, dpi * enlarged, languages, psm)]


def _put_back(one: Seen, left: int, top: int, enlarged: float) -> Seen:
    across = [left + (edge - _MARGIN) / enlarged for edge in (one.left, one.right)]
    down = [top + (edge - _MARGIN) / enlarged for edge in (one.top, one.bottom)]
    return replace(one, left=across[0], right=across[1], top=down[0], bottom=down[1])


def chosen() -> str:
    """`tesserocr` or `pytesseract`; `ProgramMissing` where the one that was asked for is not installed."""
    asked = settings.engine()
    if asked == "auto":
        return "tesserocr" if find_spec("tesserocr") else "pytesseract"
    if find_spec(asked) is None:
        raise ProgramMissing(f"The engine {asked} is not installed", f"Install it: pip install {asked}, or leave --engine out")
    return asked


def _engine() -> Any:
    return import_module(f"docpipe.readers.ocr_{chosen()}")


def languages() -> frozenset[str]:
    """The models that there are; `ProgramMissing` where Tesseract does not answer."""
    return ocr_models.there(_engine().folder())


def probe(needed: Sequence[str] = LANGUAGES) -> str:
    """Tesseract's version; `ProgramMissing` with the command that installs what is not there."""
    version: str = _engine().version()
    there = languages()
    missing = [language for language in needed if language not in there]
    if missing:
        message = f"Tesseract has no model for {' and '.join(missing)}"
        raise ProgramMissing(message, "Install it: apt-get install " + " ".join(f"tesseract-ocr-{name}" for name in missing))
    return version


def described() -> str:
    """Version of the engine and digests of the models that pages are read with, for the record: `tesseract 5.5.4 (tesserocr); kaz 0123456789ab; rus …; eng …`."""
    where = _engine().folder()
    used = (*LANGUAGES, SECOND) if SECOND in languages() else LANGUAGES
    models = (f"{language} {ocr_models.digest(where, language)}" for language in used)
    return "; ".join((f"tesseract {probe()} ({chosen()})", *models))
