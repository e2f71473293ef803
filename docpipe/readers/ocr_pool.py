"""Worker processes that read pages: as many as there are cores, kept from file to file, replaced when one hangs or falls.

They are started as plain programs, not by `multiprocessing`: so a script that calls docpipe needs no `if __name__ == "__main__"`,
and nothing of the calling process, which may be large, is copied.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from docpipe import settings
from docpipe.errors import Corrupt, DocpipeError, ProgramMissing, TimedOut
from docpipe.readers import ocr_worker
from docpipe.readers.ocr_worker import Outcome, Task

_PROGRAM = f"from {ocr_worker.__name__} import main; main()"
_START_SECONDS = 60
_TRIES = 2
_WORN = 500
"""After so many tasks a worker gives its place to a new one: what libraries leak does not add up."""


class _FellError(Exception):
    """The worker is gone, and with it the task."""


class _Worker:
    """One process; started with its first task."""

    def __init__(self) -> None:
        path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
        self.tasks = 0
        self._greeted = False
        self._process = subprocess.Popen(  # noqa: S603 - this Python itself, and no word from outside
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "OMP_THREAD_LIMIT": "1"},
            start_new_session=os.name == "posix",
        )

    def do(self, task: Task, seconds: float) -> Outcome:
        """The task's outcome; `_FellError` where the process falls, `TimedOut` where it takes longer, and is ended for it."""
        if not self._greeted:
            self._greet()
        self.tasks += 1
        return self._asked(task, seconds)

    def _greet(self) -> None:
        try:
            self._asked(None, _START_SECONDS)
        except (_FellError, TimedOut) as error:
            raise ProgramMissing("The process that reads scans does not start", "Run `docpipe doctor`") from error
        self._greeted = True

    def _asked(self, task: Task | None, seconds: float) -> Outcome:
        late = threading.Event()
        timer = threading.Timer(seconds, self._end_late, (late,))
        timer.daemon = True
        timer.start()
        try:
            outcome = self._answer(task)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            self.end()
            raise (_too_late() if late.is_set() else _FellError()) from error
        finally:
            timer.cancel()
        return outcome

    def _answer(self, task: Task | None) -> Outcome:
        requests, answers = self._process.stdin, self._process.stdout
        if requests is None or answers is None:
            raise EOFError
        if task is not None:
            pickle.dump(task, requests)
            requests.flush()
        outcome: Outcome = pickle.load(answers)  # noqa: S301 - comes from the process started here
        return outcome

    def _end_late(self, late: threading.Event) -> None:
        late.set()
        self._kill()

    def _kill(self) -> None:
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()

    def end(self) -> None:
        """No process is left behind, neither the worker nor what it has started."""
        self._kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _too_late() -> TimedOut:
    message = f"Recognising a page took longer than {settings.limits().ocr_seconds} seconds"
    return TimedOut(message, "Scan the page again at 300 dpi, or raise DOCPIPE_OCR_SECONDS")


class Pool:
    """Workers for as many tasks at once as `jobs` says; a worker is started when there is none free."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.process = os.getpid()
        self._threads = ThreadPoolExecutor(jobs, "docpipe-scan")
        self._lock = threading.Lock()
        self._free: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._stopped = False

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """The call made by a worker. Its future raises what the call raises; `TimedOut`; `Corrupt` where two workers fell over it."""
        return self._threads.submit(self._run, Task(function, arguments, ocr_worker.settings()), float(settings.limits().ocr_seconds))

    def _run(self, task: Task, seconds: float) -> Any:
        for _ in range(_TRIES):
            worker = self._taken()
            try:
                outcome = worker.do(task, seconds)
            except _FellError:
                self._dropped(worker)
                continue
            except DocpipeError:
                self._dropped(worker)
                raise
            self._given_back(worker)
            if outcome.error is not None:
                raise outcome.error
            return outcome.value
        raise Corrupt("The program that reads scans fell over this page", "Scan the page again, or print it and scan it")

    def _taken(self) -> _Worker:
        with self._lock:
            if self._stopped:
                raise TimedOut("Reading was stopped", "Try again")
            worker = self._free.pop() if self._free else _Worker()
            self._all.add(worker)
        return worker

    def _given_back(self, worker: _Worker) -> None:
        if worker.tasks >= _WORN:
            self._dropped(worker)
            return
        with self._lock:
            self._free.append(worker)

    def _dropped(self, worker: _Worker) -> None:
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
