"""Limits that keep one bad file from taking the machine: the defaults, each overridable by an environment variable.

The variable of a limit is `DOCPIPE_` and its name in capitals: `DOCPIPE_MAX_PAGES=500`. Two more say how scans are read:
`DOCPIPE_ENGINE` by what, `DOCPIPE_JOBS` by how many processes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from docpipe.errors import WrongCall


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask for. Sizes in bytes, times in seconds, rasters in pixels."""

    max_bytes: int = 100_000_000
    max_pages: int = 2_000
    max_characters: int = 5_000_000
    max_pixels: int = 64_000_000
    max_side: int = 10_000
    max_inflated: int = 256_000_000
    max_xml: int = 64_000_000
    max_ratio: int = 100
    ratio_from: int = 1_000_000
    max_members: int = 10_000
    ocr_seconds: int = 180
    office_seconds: int = 60
    document_seconds: int = 60
    page_seconds: int = 60
    worker_memory: int = 1_500_000_000
    max_depth: int = 3
    archive_seconds: int = 60


def limits(environ: Mapping[str, str] | None = None) -> Limits:
    """The limits in force; `WrongCall` where a variable is no positive whole number.

    >>> limits({"DOCPIPE_MAX_PAGES": "3"}).max_pages
    3
    """
    given = os.environ if environ is None else environ
    names = {field.name: f"DOCPIPE_{field.name.upper()}" for field in fields(Limits)}
    return Limits(**{name: _whole(variable, given[variable]) for name, variable in names.items() if variable in given})


ENGINES = ("auto", "tesserocr", "pytesseract")


def engine(environ: Mapping[str, str] | None = None) -> str:
    """Which engine reads scans, `auto` where nothing is said; `WrongCall` for one that there is not.

    >>> engine({"DOCPIPE_ENGINE": "pytesseract"})
    'pytesseract'
    """
    said = (os.environ if environ is None else environ).get("DOCPIPE_ENGINE") or "auto"
    if said not in ENGINES:
        raise WrongCall("The environment variable DOCPIPE_ENGINE names no engine", f"Unset it or give it one of: {', '.join(ENGINES)}")
    return said


def jobs(environ: Mapping[str, str] | None = None) -> int:
    """How many processes read scans: as many as this one may use cores, unless `DOCPIPE_JOBS` says otherwise.

    >>> jobs({"DOCPIPE_JOBS": "3"})
    3
    """
    given = os.environ if environ is None else environ
    if "DOCPIPE_JOBS" in given:
        return _whole("DOCPIPE_JOBS", given["DOCPIPE_JOBS"])
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def organisation(environ: Mapping[str, str] | None = None) -> str | None:
    """The body that works with this docpipe, by `DOCPIPE_ORGANISATION`, on one line; None where nothing is said.

    >>> organisation({"DOCPIPE_ORGANISATION": "Қаржы министрлігі"})
    'Қаржы министрлігі'
    """
    return " ".join((os.environ if environ is None else environ).get("DOCPIPE_ORGANISATION", "").split()) or None


def _whole(variable: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and 0 < len(value) < 16 and int(value)):
        message = f"The environment variable {variable} is no positive whole number"
        raise WrongCall(message, "Unset it or give it a number such as 100")
    return int(value)
