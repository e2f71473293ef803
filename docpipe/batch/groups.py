"""A file read by a worker; one with many pages to recognise by several: its pages in groups, then the record by one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from docpipe.archive.outcome import Outcome
from docpipe.batch import task
from docpipe.batch.task import Opened
from docpipe.errors import ClusterUnavailable, Crashed, DocpipeError, NoSpace, ProgramMissing
from docpipe.readers.ocr_elsewhere import Answer, Call, Postponed
from docpipe.workers.pool import StoppedError

Submit = Callable[..., Future[Any]]
"""Has a worker make a call; its future raises what the call raises."""

_MOST_BYTES = 500_000_000
_SHARES, _LEAST = 4, 2
"""So many groups for each worker, so that they end together; so many pages in a group at least, since each group opens the file."""


def read(submit: Submit, jobs: int, data: bytes, name: str, depth: int) -> Outcome | Opened:
    """What comes of the file. A group that falls or hangs costs its pages, which are then `unread`."""
    found: Outcome | Opened | Postponed = submit(task.work, data, name, depth).result()
    if not isinstance(found, Postponed):
        return found
    running = [(group, submit(task.pages, data, group)) for group in grouped(found.calls, jobs, len(data))]
    answers = {number: answer for group, future in running for number, answer in _answers(group, future).items()}
    outcome: Outcome = submit(task.joined, data, name, answers).result()
    return outcome


def grouped(calls: Sequence[Call], jobs: int, size: int) -> list[tuple[Call, ...]]:
    """The calls in groups of neighbours; of a file of so many bytes no more groups than may lie in memory, each with its copy.

    >>> [len(group) for group in grouped([Call(number, print, ()) for number in range(1, 20)], 2, 1_000_000)]
    [3, 3, 3, 3, 3, 3, 1]
    """
    most = max(min(_SHARES * jobs, _MOST_BYTES // size), 1)
    pages = max(-(-len(calls) // most), _LEAST)
    return [tuple(calls[at : at + pages]) for at in range(0, len(calls), pages)]


def _answers(group: Sequence[Call], future: Future[Any]) -> dict[int, Answer]:
    try:
        found: dict[int, Answer] = future.result()
    except (NoSpace, ProgramMissing, StoppedError, ClusterUnavailable):
        raise
    except DocpipeError as error:
        return dict.fromkeys((call.number for call in group), error)
    except Exception as error:  # noqa: BLE001 - a fault of ours, and no reason to lose the other pages
        fell = Crashed("The process that read some pages fell", "Print the pages anew and scan them")
        fell.__cause__ = error
        return dict.fromkeys((call.number for call in group), fell)
    return found
