"""One worker process as the asking process sees it.

It is started as a plain program, not by `multiprocessing`: so a script that calls docpipe needs no `if __name__ == "__main__"`,
and nothing of the calling process, which may be large, is copied.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docpipe.errors import DocpipeError, ProgramMissing, TimedOut
from docpipe.workers import child, patience, tree
from docpipe.workers.child import Allowance, Outcome, Task

PROGRAM = f"from {child.__name__} import main; main()"
_START_SECONDS = 60
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
"""There are as many workers as cores; threads inside them would only be in each other's way."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What all workers of a pool have in common.

    `name` says what they do, for the errors; `loaded` are modules to be loaded before the first task; `memory` is in bytes, 0 for any.
    `fell` is raised where a task has ended `tries` workers, `late` (of the seconds) where it took longer than allowed `late_tries` times.
    After `worn` tasks a worker gives its place to a new one: what libraries leak does not add up.
    """

    name: str
    fell: DocpipeError
    late: Callable[[float], TimedOut]
    loaded: tuple[str, ...] = ()
    memory: int = 0
    tries: int = 2
    late_tries: int = 1
    worn: int = 500
    program: str = PROGRAM


def _shared() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in child.PRIVATE}


def _folder() -> str:
    """A folder for what one worker writes on its way; none where none can be made: not every file needs it."""
    try:
        return tempfile.mkdtemp(prefix="docpipe-")
    except OSError:
        return ""


def _told(scratch: str) -> dict[str, str]:
    return {tree.SCRATCH: scratch, **({"TMPDIR": scratch} if scratch else {})}


class FellError(Exception):
    """The worker is gone, and with it the task."""


class Worker:
    """One process; started with its first task."""

    def __init__(self, kind: Kind) -> None:
        path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
        self.tasks = 0
        self._kind = kind
        self._greeted = False
        self._mark = tree.new_mark()
        self._scratch = _folder()
        self._process = subprocess.Popen(  # noqa: S603 - this Python itself, and no word from outside
            [sys.executable, "-P", "-c", kind.program, str(kind.memory), *kind.loaded],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**_shared(), "PYTHONPATH": path, **_ONE_THREAD, tree.MARK: self._mark, **_told(self._scratch)},
            start_new_session=os.name == "posix",
        )

    def do(self, task: Task, seconds: float) -> Outcome:
        """The task's outcome; `FellError` where the process falls, `TimedOut` where it takes longer, and is ended for it."""
        if not self._greeted:
            self._greet()
        self.tasks += 1
        return self._asked(task, seconds)

    def _greet(self) -> None:
        try:
            self._asked(None, _START_SECONDS)
        except (FellError, TimedOut) as error:
            raise ProgramMissing(f"The process that {self._kind.name} does not start", "Run `docpipe doctor`") from error
        self._greeted = True

    def _asked(self, task: Task | None, seconds: float) -> Outcome:
        while True:
            with patience.limited(self._process.pid, seconds, self._kill) as late:
                try:
                    outcome = self._answer(task)
                except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
                    self.end()
                    raise (self._kind.late(seconds) if late.is_set() else FellError()) from error
            if isinstance(outcome, Outcome):
                return outcome
            task, seconds = None, outcome.seconds

    def _answer(self, task: Task | None) -> Outcome | Allowance:
        requests, answers = self._process.stdin, self._process.stdout
        if requests is None or answers is None:
            raise EOFError
        if task is not None:
            pickle.dump(task, requests)
            requests.flush()
        outcome: Outcome | Allowance = pickle.load(answers)  # noqa: S301 - comes from the process started here
        return outcome

    def can_write(self) -> bool:
        """Whether its folder is still there: a system may clear away what nobody has touched for days."""
        return not self._scratch or Path(self._scratch).is_dir()

    def _kill(self) -> None:
        tree.kill(self._process.pid, self._mark)

    def end(self) -> None:
        """Nothing is left behind, neither the worker nor what it has started or written."""
        self._kill()
        self._process.wait()
        tree.clear(self._scratch)
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
