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
from docpipe.model.text import Word
from docpipe.readers.scan import Ready, ready
from docpipe.settings import limits

if TYPE_CHECKING:
    from PIL import Image

LANGUAGES = ("kaz", "rus")
INSTALL = "Install it: apt-get install tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus"
_SCHWA = str.maketrans("Əə", "Әә")
_PROBE_SECONDS = 20


def recognise(image: Image.Image, dpi: int) -> list[Word]:
    """The words of a page's picture, their boxes in points (origin top left), confidences 0–1. `ProgramMissing`, `TimedOut`."""
    probe()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    page = ready(image, dpi)
    return _words(_table(page.image, page.dpi), page)


def _table(grey: Image.Image, dpi: float) -> dict[str, list[str]]:
    import pytesseract

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


def _words(table: dict[str, list[str]], page: Ready) -> list[Word]:
    rows = zip(table["text"], table["conf"], table["left"], table["top"], table["width"], table["height"], strict=True)
    words = []
    for text, confidence, *edges in rows:
        printed = str(text).strip().translate(_SCHWA)
        left, top, wide, high = map(float, edges)
        if printed and not _is_noise(printed, float(confidence)):
            box = page.place(left, top, left + wide, top + high)
            words.append(Word(printed, box, max(0.0, min(1.0, round(float(confidence) / 100, 4)))))
    return words


def _is_noise(text: str, confidence: float) -> bool:
    """Specks and strokes read as signs: nothing in it can be a word and Tesseract itself is unsure."""
    return not any(character.isalnum() for character in text) and confidence < 50 and text not in {"№", "-", "–"}


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
