"""The worker processes that read pages: as many as there are cores, kept from file to file."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from docpipe import settings
from docpipe.errors import Corrupt, TimedOut
from docpipe.workers import pool, process

_PROGRAM = process.PROGRAM
_WORN = 200
"""A worker grows by a tenth in so many pages; a new one starts in the time of one."""


def _too_late(seconds: float) -> TimedOut:
    message = f"Recognising a page took longer than {seconds:.0f} seconds"
    return TimedOut(message, "Scan the page again at 300 dpi, or raise DOCPIPE_OCR_SECONDS")


def _kind() -> process.Kind:
    fell = Corrupt("The program that reads scans fell over this page", "Scan the page again, or print it and scan it")
    loaded = ("PIL.Image", "pypdfium2", "tesserocr")
    return process.Kind("reads scans", fell, _too_late, loaded, worn=_WORN, program=_PROGRAM)


class Pool(pool.Pool):
    """Workers that read pages, each page in no more time than the limits say."""

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs, _kind())

    def read(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """The call made by a worker. Its future raises what the call raises; `TimedOut`; `Corrupt` where two workers fell over it."""
        return self.submit(float(settings.limits().ocr_seconds), function, *arguments)


_pools: list[Pool] = []


def shared() -> Pool:
    """The pool of this process, started anew where `DOCPIPE_JOBS` has changed or the process was forked."""
    if _pools and (_pools[0].jobs, _pools[0].process) == (settings.jobs(), os.getpid()):
        return _pools[0]
    stop()
    _pools.append(Pool(settings.jobs()))
    return _pools[0]


@atexit.register
def stop() -> None:
    """The workers of this process ended; the next scan starts new ones."""
    while _pools:
        _pools.pop().stop()
