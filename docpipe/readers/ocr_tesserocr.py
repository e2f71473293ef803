"""Tesseract inside this process, by tesserocr: its models are loaded once and kept.

Threads inside Tesseract are off: they fight each other. The variable must be there before the library is loaded.
"""

from __future__ import annotations

import os
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docpipe.errors import TimedOut
from docpipe.readers import ocr_models, ocr_unpacked
from docpipe.readers.ocr_seen import Seen
from docpipe.settings import limits

if TYPE_CHECKING:
    from PIL import Image

os.environ["OMP_THREAD_LIMIT"] = "1"
_QUIET = {"debug_file": os.devnull}
_ONE_AT_A_TIME = threading.Lock()


def read(grey: Image.Image, dpi: int, languages: str, psm: int) -> list[Seen]:
    """The words of a grey picture. `ProgramMissing`, `TimedOut`."""
    import tesserocr

    plain = grey if grey.mode == "L" else grey.convert("L")
    with _ONE_AT_A_TIME:
        api = _api(languages, ocr_models.folder())
        api.SetPageSegMode(psm)
        # raw bytes: tesserocr would encode a picture object first, and lossily where the picture came from a JPEG
        api.SetImageBytes(plain.tobytes(), plain.width, plain.height, 1, plain.width)
        api.SetSourceResolution(dpi)
        if not api.Recognize(limits().ocr_seconds * 1000):
            raise _late()
        found = api.GetIterator()
        seen = _words(tesserocr.iterate_level(found, tesserocr.RIL.WORD), tesserocr.RIL) if found else []
        api.Clear()
        if seen:
            _lines_unpacked()
    return seen


@cache
def _lines_unpacked() -> bool:
    return ocr_unpacked.keep_lines_unpacked()


def _words(level: Any, ril: Any) -> list[Seen]:
    seen, line = [], -1
    for word in level:
        line += bool(word.IsAtBeginningOf(ril.TEXTLINE))
        text = (word.GetUTF8Text(ril.WORD) or "").strip() if not word.Empty(ril.WORD) else ""
        box = word.BoundingBox(ril.WORD)
        if text and box:
            left, top, right, bottom = box
            seen.append(Seen(text, float(word.Confidence(ril.WORD)), left, top, right, bottom, max(line, 0)))
    return seen


def _late() -> TimedOut:
    """The error for a page that took too long."""
    return TimedOut(
        f"Recognising a page took longer than {limits().ocr_seconds} seconds",
        "Scan the page again at 300 dpi, or raise DOCPIPE_OCR_SECONDS",
    )


@cache
def _api(languages: str, folder: Path) -> Any:
    import tesserocr

    try:
        api = tesserocr.PyTessBaseAPI(path=str(folder), lang=languages)
    except RuntimeError as error:
        raise ocr_models.broken() from error
    for name, value in (_QUIET | ocr_models.VARIABLES).items():
        api.SetVariable(name, value)
    return api


def folder() -> Path:
    """The folder of models."""
    return ocr_models.folder()


@cache
def version() -> str:
    """Tesseract's version."""
    import tesserocr

    return str(tesserocr.tesseract_version()).split("\n", 1)[0].removeprefix("tesseract").strip()
