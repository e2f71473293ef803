"""What becomes of a file: stands in for `task.work`, found by the workers under its name. The bytes say it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

from docpipe.archive.outcome import Outcome
from docpipe.batch import task
from docpipe.batch.task import Opened
from docpipe.readers.ocr_elsewhere import Postponed
from docpipe.workers import child

CRASH, HANG, MEMORY, SLOW, RAISES, MANY = b"CRASH", b"HANG", b"MEMORY", b"SLOW", b"RAISES", b"MANY"
SLEEPER = f"617.{os.environ.get('PYTEST_XDIST_WORKER', '')[2:]}1"
"""Seconds, by which the processes of a file that hangs are known, and told from those of other tests that run meanwhile."""


def work(data: bytes, name: str, depth: int, scratch: str) -> Outcome | Opened | Postponed:
    if data.startswith(CRASH):
        os.kill(os.getpid(), signal.SIGSEGV)
    if data.startswith(HANG):
        subprocess.Popen(["sleep", SLEEPER], start_new_session=True)
        subprocess.Popen([sys.executable, "-c", f"import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep({SLEEPER})"])
        time.sleep(float(SLEEPER))
    if data.startswith(MANY):
        for _ in range(int(data.split()[1])):
            subprocess.Popen(["sh", "-c", f"trap '' TERM INT HUP; sleep {SLEEPER}; :"], start_new_session=True)
        time.sleep(float(SLEEPER))
    if data.startswith(MEMORY):
        return Outcome("done", code=str(len(bytearray(20_000_000_000))))
    if data.startswith(RAISES):
        raise ValueError(data)
    if data.startswith(SLOW):
        time.sleep(0.3)
        return Outcome("done")
    return task.work(data, name, depth, scratch)


def newer() -> dict[str, str]:
    return {"docpipe": "999"}


def asks(seconds: float) -> str:
    child.allow(seconds)
    time.sleep(3)
    return "done"


def starved(cycles: int) -> str:
    """Works a little and waits longer, as a process of a busy machine does; each cycle is a fiftieth of a second of work."""
    for _ in range(cycles):
        until = time.process_time() + 0.02
        while time.process_time() < until:
            pass
        time.sleep(0.1)
    return "done"


def starts(program: str) -> str:
    subprocess.run([sys.executable, "-c", program], check=True)
    return "done"


def networks() -> list[str]:
    return [name for _, name in socket.if_nameindex()]
