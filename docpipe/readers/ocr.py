"""The one seam to text recognition: a page's picture in; words, boxes and confidences out. Tesseract behind it.

The Kazakh model has no № and the Russian one no Kazakh letters, so both are always loaded. The Kazakh model's Latin schwa is
folded to the Cyrillic one. Threads inside Tesseract are off: they fight each other.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docpipe.errors import ProgramMissing, TimedOut
from docpipe.model.text import Box, Word
from docpipe.settings import limits

if TYPE_CHECKING:
    from PIL import Image

LANGUAGES = ("kaz", "rus")
INSTALL = "Install it: apt-get install tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus"
_SCHWA = str.maketrans("Əə", "Әә")
_POINTS = 72
_BEST_DPI = 200
_SHADOW_CELL = 8
_PROBE_SECONDS = 20


def recognise(image: Image.Image, dpi: int) -> list[Word]:
    """The words of a page's picture, their boxes in points (origin top left), confidences 0–1. `ProgramMissing`, `TimedOut`."""
    probe()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    grey, used = _prepared(image, dpi)
    return _words(_table(grey, used), used)


def _prepared(image: Image.Image, dpi: int) -> tuple[Image.Image, float]:
    """The picture in grey without shadows, at the size that reads best, and its dots per inch afterwards."""
    from PIL import Image as Pillow  # noqa: PLC0415

    scale = _BEST_DPI / dpi
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    method = Pillow.Resampling.BOX if scale < 1 else Pillow.Resampling.BICUBIC
    return _without_shadow(image.convert("L").resize(size, method)), float(_BEST_DPI)


def _without_shadow(grey: Image.Image) -> Image.Image:
    """The page's own brightness, seen without its letters, taken away: paper is white everywhere."""
    from PIL import Image as Pillow  # noqa: PLC0415
    from PIL import ImageChops, ImageFilter  # noqa: PLC0415

    small = grey.reduce(_SHADOW_CELL) if min(grey.size) > 3 * _SHADOW_CELL else grey
    paper = small.filter(ImageFilter.MaxFilter(23)).filter(ImageFilter.GaussianBlur(8)).resize(grey.size, Pillow.Resampling.BICUBIC)
    return ImageChops.invert(ImageChops.subtract(paper, grey))


def _table(grey: Image.Image, dpi: float) -> dict[str, list[str]]:
    import pytesseract  # noqa: PLC0415

    config = f"--psm 3 --dpi {max(round(dpi), 70)}"
    try:
        read: dict[str, list[str]] = pytesseract.image_to_data(
            grey, lang="+".join(LANGUAGES), config=config, timeout=limits().ocr_seconds, output_type=pytesseract.Output.DICT
        )
    except RuntimeError as error:
        if "timeout" not in str(error).lower():
            raise _broken() from error
        message = f"Recognising a page took longer than {limits().ocr_seconds} seconds"
        raise TimedOut(message, "Scan the page again at 300 dpi, or raise DOCPIPE_OCR_SECONDS") from error
    return read


def _broken() -> ProgramMissing:
    return ProgramMissing("Tesseract is there but does not work", f"Run `docpipe doctor`. {INSTALL}")


def _words(table: dict[str, list[str]], dpi: float) -> list[Word]:
    scale = _POINTS / dpi
    rows = zip(table["text"], table["conf"], table["left"], table["top"], table["width"], table["height"], strict=True)
    words = []
    for text, confidence, *edges in rows:
        printed = str(text).strip().translate(_SCHWA)
        left, top, wide, high = (float(edge) * scale for edge in edges)
        if printed and not _is_noise(printed, float(confidence)):
            box = Box(round(left, 2), round(top, 2), round(left + wide, 2), round(top + high, 2))
            words.append(Word(printed, box, max(0.0, min(1.0, round(float(confidence) / 100, 4)))))
    return words


def _is_noise(text: str, confidence: float) -> bool:
    """Specks and strokes read as signs: nothing in it can be a word and Tesseract itself is unsure."""
    return not any(character.isalnum() for character in text) and confidence < 50 and text not in {"№", "-", "–"}  # noqa: PLR2004


@cache
def probe() -> str:
    """Tesseract's version; `ProgramMissing` with the command that installs what is not there."""
    if shutil.which("tesseract") is None:
        message = "This is a scan, and Tesseract, which reads scans, is not installed"
        raise ProgramMissing(message, INSTALL)
    missing = [language for language in LANGUAGES if language not in languages()]
    if missing:
        message = f"Tesseract has no model for {' and '.join(missing)}"
        raise ProgramMissing(message, "Install it: apt-get install " + " ".join(f"tesseract-ocr-{name}" for name in missing))
    return _asked("--version").split("\n", 1)[0].removeprefix("tesseract").strip()


@cache
def engine() -> str:
    """Version of the engine and digests of its models, for the record: `tesseract 5.3.0; kaz 0123456789ab; rus …`."""
    found = re.search(r'"([^"]+)"', _asked("--list-langs"))
    folder = Path(found[1]) if found else Path()
    models = (f"{language} {_digest(folder / f'{language}.traineddata')}" for language in LANGUAGES)
    return "; ".join((f"tesseract {probe()}", *models))


def languages() -> frozenset[str]:
    """The models that Tesseract has; `ProgramMissing` where it does not answer."""
    return frozenset(_asked("--list-langs").split("\n")[1:])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "unknown"


def _asked(option: str) -> str:
    try:
        done = subprocess.run(["tesseract", option], capture_output=True, text=True, timeout=_PROBE_SECONDS, check=True)  # noqa: S603, S607
    except (OSError, subprocess.SubprocessError) as error:
        raise _broken() from error
    return done.stdout
