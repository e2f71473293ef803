"""Worker processes kept from task to task, replaced when one hangs or falls; a task that ends its worker takes no neighbour with it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from docpipe.errors import TimedOut
from docpipe.workers import child
from docpipe.workers.child import Outcome, Task
from docpipe.workers.process import FellError, Kind, Worker


class Pool:
    """Workers of one kind for as many tasks at once as `jobs` says; a worker is started when there is none free."""

    def __init__(self, jobs: int, kind: Kind) -> None:
        self.jobs = jobs
        self.process = os.getpid()
        self._kind = kind
        self._threads = ThreadPoolExecutor(jobs, "docpipe-worker")
        self._lock = threading.Lock()
        self._free: list[Worker] = []
        self._all: set[Worker] = set()
        self._stopped = False

    def submit(
        self, seconds: float, function: Callable[..., Any], *arguments: Any, settings: Mapping[str, str] | None = None
    ) -> Future[Any]:
        """The call made by a worker. Its future raises what the call raises, or what the kind says of a worker that fell or was late.

        `settings` are docpipe's own of another machine that asks, in the place of those of this process.
        """
        every = child.settings() if settings is None else child.settings_with(settings)
        return self._threads.submit(self._run, Task(function, arguments, every), seconds)

    def _run(self, task: Task, seconds: float) -> Any:
        falls = delays = 0
        while True:
            try:
                outcome = self._done(task, seconds)
            except FellError as error:
                falls += 1
                if falls >= self._kind.tries:
                    raise self._kind.fell from error
            except TimedOut:
                delays += 1
                if delays >= self._kind.late_tries:
                    raise
            else:
                if outcome.error is not None:
                    raise outcome.error
                return outcome.value

    def _done(self, task: Task, seconds: float) -> Outcome:
        worker = self._taken()
        try:
            outcome = worker.do(task, seconds)
        except BaseException:
            self._dropped(worker)
            raise
        self._given_back(worker)
        return outcome

    def _taken(self) -> Worker:
        with self._lock:
            if self._stopped:
                raise StoppedError("Reading was stopped", "Try again")
            worker = self._waiting() or Worker(self._kind)
            self._all.add(worker)
        return worker

    def _waiting(self) -> Worker | None:
        """A worker that is free; one that has waited until its folder was cleared away as an old one is ended."""
        while self._free:
            worker = self._free.pop()
            if worker.can_write():
                return worker
            self._all.discard(worker)
            worker.end()
        return None

    def _given_back(self, worker: Worker) -> None:
        if worker.tasks >= self._kind.worn:
            self._dropped(worker)
            return
        with self._lock:
            self._free.append(worker)

    def _dropped(self, worker: Worker) -> None:
        worker.end()
        with self._lock:
            self._all.discard(worker)

    def stop(self) -> None:
        """All workers ended, tasks that wait called off. A process forked from the one that started them leaves them alone."""
        if self.process != os.getpid():
            return
        with self._lock:
            self._stopped, workers = True, list(self._all)
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.end()


class StoppedError(TimedOut):
    """The pool was stopped before the task was done."""
