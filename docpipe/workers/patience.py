"""A limit on the time of a process that counts what it works, not how busy the machine is.

Where the kernel tells it (`/proc`), the limit is on the processor time of the process and of all that it has started. One that uses none hangs: it
sleeps, or waits for what never comes. Where nothing is told, the limit is on the clock.
"""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SOON = 1.0
"""Seconds after which one looks first: most tasks are done by then, and looking costs some milliseconds."""
_LONGEST = 20
"""No process may take so many times its limit on the clock, however little of the processor it gets."""
_IDLE = 0.01
"""The share of the time between two looks that a process uses at least, unless it hangs; on a machine of any load a process gets more."""
_SHORTEST = 0.5
"""The shortest time between two looks, as a share of the limit."""


@contextmanager
def limited(pid: int, seconds: float, end: Callable[[], None]) -> Iterator[threading.Event]:
    """For as long as this lasts the process may take so many seconds; then the event is set and `end` called."""
    late, over = threading.Event(), threading.Event()
    watch = threading.Thread(target=_watch, args=(pid, seconds, over, late, end), daemon=True)
    watch.start()
    try:
        yield late
    finally:
        over.set()


def _watch(pid: int, seconds: float, over: threading.Event, late: threading.Event, end: Callable[[], None]) -> None:
    soon = min(_SOON, seconds / 4)
    if over.wait(soon):
        return
    began = looked = time.monotonic()
    start = seen = spent(pid) or 0.0
    pause = seconds - soon
    while not over.wait(pause):
        now, used = time.monotonic(), spent(pid)
        if used is None or used - seen < _IDLE * (now - looked) or used - start >= seconds - soon or now - began >= _LONGEST * seconds:
            late.set()
            end()
            return
        looked, seen = now, used
        pause = max(seconds - soon - (used - start), _SHORTEST * seconds)


def spent(pid: int) -> float | None:
    """Seconds of the processor that the process has used, and all that it has started; None where the kernel does not tell.

    >>> spent(-1) is None
    True
    """
    used: dict[int, int] = {}
    started: defaultdict[int, list[int]] = defaultdict(list)
    for one in _processes():
        with suppress(OSError):
            # behind the name of the program, which may hold anything
            fields = Path(f"/proc/{one}/stat").read_bytes().rpartition(b")")[2].split()
            started[int(fields[1])].append(one)
            used[one] = sum(map(int, fields[11:15]))
    if pid not in used:
        return None
    family = [pid]
    for member in family:
        family += started[member]
    return sum(used.get(member, 0) for member in family) / os.sysconf("SC_CLK_TCK")


def _processes() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208 - called often
    except OSError:
        return []
