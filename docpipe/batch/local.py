"""Files read by worker processes of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol

from docpipe import settings
from docpipe.archive.outcome import Outcome
from docpipe.batch import groups, task
from docpipe.batch.task import Opened
from docpipe.readers import apart
from docpipe.settings import limits
from docpipe.workers.pool import Pool
from docpipe.workers.process import Kind

AHEAD = 2
"""Files under way for each worker: the next is there when one is done."""


class Reader(Protocol):
    """Who reads the files of a run."""

    @property
    def jobs(self) -> int:
        """How many files are read at once."""

    def made_with(self) -> dict[str, str]:
        """The versions that files are read with."""

    def begin(self, data: bytes, name: str, depth: int, scratch: str) -> Future[Outcome | Opened]:
        """The file begins to be read; what is written for it on this machine lies in the folder `scratch`."""

    def stop(self) -> None:
        """No process left behind, what waits called off."""


@contextmanager
def workers(jobs: int | None = None) -> Iterator[Local]:
    """So many workers of this machine, one for each core unless it is said; they start at once, while others get ready too."""
    local = Local(jobs or settings.jobs())
    try:
        yield local
    finally:
        local.stop()


class Local:
    """The workers, which begin to start at once."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool = Pool(jobs, kind())
        self._threads = ThreadPoolExecutor(AHEAD * jobs, "docpipe-file")
        self._versions = self._pool.submit(limits().document_seconds, task.made_with)
        for _ in range(jobs - 1):
            self._pool.submit(limits().document_seconds, task.ready)

    def made_with(self) -> dict[str, str]:
        """The versions that this machine reads with."""
        found: dict[str, str] = self._versions.result()
        return found

    def begin(self, data: bytes, name: str, depth: int, scratch: str) -> Future[Outcome | Opened]:
        """The file begins to be read."""
        return self._threads.submit(self.read, data, name, depth, scratch)

    def read(self, data: bytes, name: str, depth: int, scratch: str) -> Outcome | Opened:
        """What comes of the file, waited for."""
        return groups.read(lambda *call: self.call(*call, scratch), self.jobs, data, name, depth)

    def call(self, function: Any, *arguments: Any) -> Future[Any]:
        """One call made by a worker."""
        return self._pool.submit(limits().document_seconds, function, *arguments)

    def stop(self) -> None:
        """No process left behind, what waits called off."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.stop()


def kind() -> Kind:
    """Workers that read whole files."""
    return apart.kind(task.LOADED, late_tries=2)
