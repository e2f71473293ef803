"""What becomes of a file with a hostile name: stands in for `task.work`. Containers are opened, their members need no reading."""

from __future__ import annotations

from docpipe.archive.outcome import Outcome
from docpipe.batch import task
from docpipe.batch.task import Opened
from docpipe.readers.ocr_elsewhere import Postponed

QUICK = b"QUICK"


def work(data: bytes, name: str, depth: int, scratch: str) -> Outcome | Opened | Postponed:
    return Outcome("done", media_type="text/plain") if data.startswith(QUICK) else task.work(data, name, depth, scratch)
