"""What becomes of a page: stands in for `pdf_picture.words`, found by the workers under its name. Imports little: a worker waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from docpipe import errors
from docpipe.model.text import Box, Word


def page_named(_: str, number: int, __: int) -> list[Word]:
    return [Word(f"page{number}", Box(10, 10, 60, 20), 0.9)]


def second_hangs(path: str, number: int, dpi: int) -> list[Word]:
    if number == 2:
        subprocess.run(["sleep", "600"], check=False)
    return page_named(path, number, dpi)


def second_falls(path: str, number: int, dpi: int) -> list[Word]:
    if number == 2:
        os.kill(os.getpid(), signal.SIGSEGV)
    return page_named(path, number, dpi)


def falls_once(path: str, number: int, dpi: int) -> list[Word]:
    mark = Path(os.environ["DOCPIPE_TEST_MARK"])
    if number == 2 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return page_named(path, number, dpi)


def raises(_: str, number: int, __: int) -> list[Word]:
    raise KeyError(number)


def slower_first(path: str, number: int, dpi: int) -> list[Word]:
    time.sleep(0.4 / number)
    return page_named(path, number, dpi)


def who(_: str, __: int, ___: int) -> list[Word]:
    time.sleep(0.2)
    return [Word(str(os.getpid()), Box(10, 10, 60, 20), 0.9)]


def second_not_installed(path: str, number: int, dpi: int) -> list[Word]:
    if number == 2:
        raise errors.ProgramMissing("It is not installed", "Install it")
    return page_named(path, number, dpi)


def copied() -> None:
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"a letter")
    time.sleep(600)


def kept() -> str:
    with tempfile.NamedTemporaryFile(delete=False) as file:
        return file.name


def never_made(*_: object) -> None:
    time.sleep(600)
