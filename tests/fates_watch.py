"""What becomes of a file in a watched folder: stands in for `task.work`. One takes long, the others do not."""

from __future__ import annotations

import time

from docpipe.archive.outcome import Outcome

SLOW = b"SLOW"


def work(data: bytes, name: str, depth: int, scratch: str) -> Outcome:
    del name, depth, scratch
    time.sleep(6 if data == SLOW else 0)
    return Outcome("done", media_type="text/plain")
