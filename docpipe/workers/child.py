"""A worker process: reads tasks from standard input, does them one after the other, writes each outcome to standard output.

A task is a function, its arguments and the settings of the process that asks. Models stay loaded from task to task. When the
asking process ends, so does this one, in the middle of a task too.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from docpipe.errors import DocpipeError, NoSpace, OutOfMemory
from docpipe.workers import sandbox, tree

_END_SECONDS = 10
SETTINGS = ("PATH", "TESSDATA_PREFIX")
"""What a worker takes over from the asking process with every task, besides all `DOCPIPE_…`."""
PRIVATE = ("DOCPIPE_ARCHIVE", "DOCPIPE_ORIGINALS")
"""What no worker has: the address of the archive may hold a password."""


@dataclass(frozen=True, slots=True)
class Task:
    """One call to be made, under these environment variables."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task gave: a value, or the error it raised."""

    value: Any = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """A task that goes on may take so many seconds more."""

    seconds: float


def settings() -> dict[str, str]:
    """The variables of this process that a worker must share."""
    return settings_with(ours())


def settings_with(given: Mapping[str, str]) -> dict[str, str]:
    """The same with others of docpipe's own."""
    return {name: value for name, value in os.environ.items() if name in SETTINGS} | dict(given)


def ours() -> dict[str, str]:
    """Those of them that are docpipe's own: limits above all. They hold on another machine too."""
    return {name: value for name, value in os.environ.items() if name.startswith("DOCPIPE_") and name not in PRIVATE}


_answers: list[IO[bytes]] = []


def allow(seconds: float) -> None:
    """Asks for so many seconds from now on; said by a task that has seen how much there is to do. Nothing where no one waits."""
    for answers in _answers:
        _send(answers, Allowance(seconds))


def done(task: Task) -> Outcome:
    """The task's outcome; only what ends the process escapes."""
    try:
        return Outcome(task.function(*task.arguments))
    except DocpipeError as error:
        return Outcome(error=error)
    except MemoryError:
        return Outcome(error=OutOfMemory("It took more memory than a file may have", "Split the file, or raise DOCPIPE_WORKER_MEMORY"))
    except Exception as error:  # noqa: BLE001 - whatever it was, the asking process must hear of it
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return Outcome(error=NoSpace("The disk is full", "Free some space, or set TMPDIR to a disk that has some"))
        # told in words: not every library's error survives being sent
        return Outcome(error=RuntimeError(f"{type(error).__name__}: {error}"))


def main() -> None:
    """Work until standard input ends. Arguments: bytes of memory that this process may have (0: any), modules to load before the first task."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit(int(sys.argv[1]))
    sandbox.enter()
    _load(sys.argv[2:])
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    _send(answers, Outcome("ready"))
    _answers.append(answers)
    while True:
        task = tasks.get()
        _take_over(task.settings)
        _send(answers, done(task))


def _limit(memory: int) -> None:
    """No core dump, which would hold a letter; no more private memory than allowed, for this process and each that it starts."""
    if os.name != "posix":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _load(modules: Sequence[str]) -> None:
    """What every task needs; what is missing is said by the task that misses it."""
    for module in modules:
        with contextlib.suppress(ImportError):
            __import__(module)


def _listen(stream: IO[bytes], tasks: queue.SimpleQueue[Task]) -> None:
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            tasks.put(pickle.load(stream))  # noqa: S301 - comes from the process that started this one
    if os.name == "posix":
        _end()
    os._exit(0)


def _end() -> None:
    """Ends this process, which may be starting others at this moment, all that it has started, its scratch; done by one that is none of them."""
    worker, mark, helper = os.getpid(), os.environ.get(tree.MARK), -1
    if mark:
        with contextlib.suppress(OSError):
            helper = os.fork()
        if helper == 0:
            os.setsid()
            tree.kill(worker, mark)
            tree.clear(os.environ.get(tree.SCRATCH, ""))
            os._exit(0)
        if helper > 0:
            time.sleep(_END_SECONDS)
        tree.kill_marked(mark)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _take_over(given: Mapping[str, str]) -> None:
    for name in settings().keys() - given.keys():
        del os.environ[name]
    os.environ.update(given)


def _send(answers: IO[bytes], outcome: Outcome | Allowance) -> None:
    try:
        pickle.dump(outcome, answers)
        answers.flush()
    except BrokenPipeError:
        # nobody waits any more: the thread that listens hears it too, and ends this process in order
        time.sleep(_END_SECONDS)
