"""Where Tesseract's models lie on this machine, which there are, their digests for the record; and what Tesseract is told besides."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from docpipe.errors import ProgramMissing

INSTALL = "Install it: apt-get install tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus"
VARIABLES = {"textord_all_prop": "1"}
"""What both engines tell Tesseract: letters are of different widths, so that it need not look for the pitch of a typewriter."""

_SECONDS = 20
_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_MODEL = ".traineddata"


def folder() -> Path:
    """The folder of models: where TESSDATA_PREFIX points, where packages put it, where the program `tesseract` says."""
    said = os.environ.get("TESSDATA_PREFIX")
    if said:
        return _holding(Path(said)) or _holding(Path(said) / "tessdata") or Path(said)
    return next((found for name in _FOLDERS if (found := _holding(Path(name)))), None) or of_program()


def _holding(path: Path) -> Path | None:
    return path if path.is_dir() and any(path.glob(f"*{_MODEL}")) else None


def of_program() -> Path:
    """The folder that the program `tesseract` names; `ProgramMissing` where it is not there or does not answer."""
    found = re.search(r'"([^"]+)"', asked("--list-langs"))
    return Path(found[1]) if found else Path()


def there(path: Path) -> frozenset[str]:
    """The languages whose models lie in a folder."""
    return frozenset(model.name.removesuffix(_MODEL) for model in path.glob(f"*{_MODEL}"))


@cache
def digest(path: Path, language: str) -> str:
    """The first twelve signs of a model's SHA-256, `unknown` where there is no such file."""
    model = path / f"{language}{_MODEL}"
    return hashlib.sha256(model.read_bytes()).hexdigest()[:12] if model.is_file() else "unknown"


def asked(option: str) -> str:
    """What `tesseract OPTION` prints; `ProgramMissing` where it is not there or does not answer."""
    if shutil.which("tesseract") is None:
        raise ProgramMissing("This is a scan, and Tesseract, which reads scans, is not installed", INSTALL)
    try:
        done = subprocess.run(["tesseract", option], capture_output=True, text=True, timeout=_SECONDS, check=True)  # noqa: S603, S607
    except (OSError, subprocess.SubprocessError) as error:
        raise broken() from error
    return done.stdout


def broken() -> ProgramMissing:
    """The error for an engine that is installed and does not do its work."""
    return ProgramMissing("Tesseract is there but does not work", f"Run `docpipe doctor`. {INSTALL}")
