"""What becomes of a group of pages: stands in for `task.pages`, found by the workers under its name. Page 3 falls, page 5 hangs."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from docpipe.model.text import Box, Word
from docpipe.readers.ocr_elsewhere import Answer, Call

SAID = ("Алма", "Бидай", "Гүл", "Дала", "Ел", "Жол", "Зат", "Із")
"""What the pages say."""


def named(_: bytes, calls: Sequence[Call], __: str) -> dict[int, Answer]:
    """Words that tell the page and who read it; more of them than a running head has."""
    time.sleep(0.2)
    return {one.number: [*_line(f"{SAID[one.number - 1]}.", 300), *_line(f"by{os.getpid()}", 400)] for one in calls}


def _line(text: str, top: int) -> list[Word]:
    return [Word(text, Box(72, top, 300, top + 12), 0.9)]


def third_falls(data: bytes, calls: Sequence[Call], scratch: str) -> dict[int, Answer]:
    if 3 in {one.number for one in calls}:
        os.kill(os.getpid(), signal.SIGSEGV)
    return named(data, calls, scratch)


def fifth_hangs(data: bytes, calls: Sequence[Call], scratch: str) -> dict[int, Answer]:
    if 5 in {one.number for one in calls}:
        time.sleep(600)
    return named(data, calls, scratch)
