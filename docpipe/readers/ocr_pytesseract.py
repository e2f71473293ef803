"""The program `tesseract`, started anew for each picture, by pytesseract: for machines without tesserocr."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docpipe.errors import TimedOut
from docpipe.readers import ocr_models
from docpipe.readers.ocr_seen import Seen
from docpipe.settings import limits

if TYPE_CHECKING:
    from PIL import Image

_PAGE, _WORD = 1, 5
"""Levels of the rows that Tesseract writes."""


def read(grey: Image.Image, dpi: int, languages: str, psm: int) -> list[Seen]:
    """The words of a grey picture. `ProgramMissing`, `TimedOut`."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    variables = " ".join(f"-c {name}={value}" for name, value in ocr_models.VARIABLES.items())
    table = _table(grey if grey.mode == "L" else grey.convert("L"), f"--psm {psm} --dpi {dpi} {variables}", languages)
    return _words(table, grey.size)


def _table(grey: Image.Image, config: str, languages: str) -> dict[str, list[Any]]:
    import pytesseract

    try:
        table: dict[str, list[Any]] = pytesseract.image_to_data(
            grey, lang=languages, config=config, timeout=limits().ocr_seconds, output_type=pytesseract.Output.DICT
        )
    except RuntimeError as error:
        if "timeout" not in str(error).lower():
            raise ocr_models.broken() from error
        message = f"Recognising a page took longer than {limits().ocr_seconds} seconds"
        raise TimedOut(message, "Scan the page again at 300 dpi, or raise DOCPIPE_OCR_SECONDS") from error
    except (OSError, KeyError, ValueError, IndexError, TypeError) as error:
        raise ocr_models.broken() from error
    return table


def _words(table: dict[str, list[Any]], size: tuple[int, int]) -> list[Seen]:
    """The rows that are words; a table without a row for the whole page was not made from this picture."""
    columns = ("level", "width", "height", "left", "top", "conf", "block_num", "par_num", "line_num", "text")
    try:
        rows = list(zip(*(table[name] for name in columns), strict=True))
    except (KeyError, ValueError) as error:
        raise ocr_models.broken() from error
    if not any(row[0] == _PAGE and (row[1], row[2]) == size for row in rows):
        raise ocr_models.broken()
    lines: dict[tuple[Any, ...], int] = {}
    seen = []
    for level, wide, high, left, top, confidence, *place, text in rows:
        if level == _WORD and (printed := str(text).strip()):
            line = lines.setdefault(tuple(place), len(lines))
            seen.append(Seen(printed, float(confidence), left, top, left + wide, top + high, line))
    return seen


def folder() -> Path:
    """The folder of models that the program reads."""
    return ocr_models.of_program()


@cache
def version() -> str:
    """Tesseract's version; `ProgramMissing` where the program is not there."""
    return ocr_models.asked("--version").split("\n", 1)[0].removeprefix("tesseract").strip()
