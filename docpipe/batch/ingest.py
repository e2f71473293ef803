"""Many files into an archive: the original first, then its reading by a worker, then one transaction. One writer; none lost, none twice.

Whatever moment the process is ended at, calling it again goes on: an original without a reading is found to be unknown and read.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docpipe.archive import originals, store
from docpipe.archive.store import Outcome
from docpipe.batch import containers, scratch, task
from docpipe.batch.arrivals import Absent, Arrival
from docpipe.batch.tally import Tally
from docpipe.batch.task import Opened
from docpipe.errors import Crashed, DocpipeError, NoSpace, TimedOut, TooLarge
from docpipe.readers import explained
from docpipe.settings import limits
from docpipe.workers.pool import Pool, StoppedError
from docpipe.workers.process import Kind

if TYPE_CHECKING:
    from docpipe.archive.originals import Kept
    from docpipe.archive.store import Archive, Extraction

Telling = Callable[[Tally], None]
Complaining = Callable[[str, DocpipeError], None]
_CONTAINERS = {containers.ZIP, containers.EMAIL}
_LOOK_SECONDS = 1.0
_AHEAD = 2
"""Files under way for each worker: the next is there when one is done."""


@dataclass(slots=True)
class _Under:
    """A file that a worker has."""

    kept: Kept
    names: list[str]
    depth: int
    attempt: int
    scratch: Path
    reopened: bool = False


@dataclass(slots=True)
class Batch:
    """A run: the archive, the workers, and what is under way."""

    archive: Archive
    pool: Pool
    scratch: Path
    again: bool = False
    tell: Telling = lambda _: None
    check: Callable[[], None] = lambda: None
    complain: Complaining = lambda _name, _error: None
    tally: Tally = field(default_factory=Tally)
    under: dict[Future[Any], _Under] = field(default_factory=dict)
    shas: dict[str, _Under] = field(default_factory=dict)
    members: deque[Arrival] = field(default_factory=deque)

    _made_with: dict[str, str] = field(default_factory=dict)

    @property
    def made_with(self) -> dict[str, str]:
        """The versions that this run reads with; asked of a worker when the first file is to be read."""
        if not self._made_with:
            self._made_with.update(self.pool.submit(limits().document_seconds, task.made_with).result())
        return self._made_with

    @property
    def versions(self) -> str:
        """The digest of them."""
        return store.versions_digest(self.made_with)


@contextmanager
def batch(archive: Archive, jobs: int, *, again: bool = False) -> Iterator[Batch]:
    """A run with its workers; whatever happens inside, no process and no scratch file is left."""
    pool = Pool(jobs, kind())
    try:
        with scratch.folder() as folder:
            yield Batch(archive, pool, folder, again=again)
    finally:
        pool.stop()


def kind() -> Kind:
    """Workers that read whole files."""
    fell = Crashed("The process that read the file fell, twice", "Open the file and save it anew, or print it and scan it")
    return Kind("reads files", fell, _late, task.LOADED, limits().worker_memory, late_tries=2)


def _late(seconds: float) -> TimedOut:
    return TimedOut(f"Reading the file took longer than {seconds:.0f} seconds", "Split the file, or raise DOCPIPE_DOCUMENT_SECONDS")


def run(one: Batch, arrivals: Iterable[Arrival | Absent]) -> Tally:
    """All arrivals taken in. `NoSpace`, `ArchiveUnavailable` end the run; what is wrong with a file is in the tally."""
    coming = iter(arrivals)
    more = True
    while more or one.under or one.members:
        while len(one.under) < _AHEAD * one.pool.jobs:
            arrival = one.members.popleft() if one.members else next(coming, None)
            if arrival is None:
                more = False
                break
            _take(one, arrival)
            one.tell(one.tally)
        _finish_some(one)
    return one.tally


def retry(one: Batch, waiting: Iterable[tuple[Kept, Extraction]]) -> Tally:
    """Files that the archive has read badly, read once more."""
    left = deque(waiting)
    while left or one.under or one.members:
        while len(one.under) < _AHEAD * one.pool.jobs and (left or one.members):
            if one.members:
                _take(one, one.members.popleft())
                continue
            kept, last = left.popleft()
            one.tally.files += 1
            _submit(one, kept, [], 0, last)
        _finish_some(one)
    return one.tally


def _finish_some(one: Batch) -> None:
    one.check()
    if not one.under:
        return
    finished, _ = wait(one.under, _LOOK_SECONDS, return_when=FIRST_COMPLETED)
    for future in finished:
        under = one.under.pop(future)
        one.shas.pop(under.kept.sha256, None)
        _finish(one, under, future)
        one.tell(one.tally)


def _take(one: Batch, arrival: Arrival | Absent) -> None:
    """The original kept; then read, unless it is known."""
    if isinstance(arrival, Absent):
        _absent(one, arrival.name, arrival.error)
        return
    try:
        with arrival.path.open("rb") as stream:
            kept = store.keep_original(one.archive, stream)
    except OSError as error:
        _absent(one, arrival.name, explained(error))
        return
    finally:
        if arrival.passing:
            arrival.path.unlink(missing_ok=True)
    one.tally.files += 1
    _kept(one, arrival, kept)


def _kept(one: Batch, arrival: Arrival, kept: Kept) -> None:
    twin = one.shas.get(kept.sha256)
    if twin is not None:
        twin.names.append(arrival.name)
        one.tally.known += 1
        return
    last = store.latest(one.archive, kept.sha256)
    if last is None or (one.again and last.versions != one.versions) or last.media_type in _CONTAINERS:
        _submit(one, kept, [arrival.name], arrival.depth, last)
        return
    store.keep_all(one.archive, [store.Entry(kept, [arrival.name])])
    one.tally.known += 1


def _submit(one: Batch, kept: Kept, names: list[str], depth: int, last: Extraction | None) -> None:
    """The file handed to a worker; one that is too large is only kept."""
    attempt = last.attempt + 1 if last and last.versions == one.versions else 1
    own = Path(tempfile.mkdtemp(dir=one.scratch))
    reopened = last is not None and last.media_type in _CONTAINERS and last.versions == one.versions
    under = _Under(kept, names, depth, attempt, own, reopened)
    if kept.size > limits().max_bytes:
        _keep(one, under, _quarantined(TooLarge("It is too large")))
        return
    data = originals.read(one.archive.originals, kept.sha256)
    name = names[0] if names else kept.sha256
    future = one.pool.submit(limits().document_seconds, task.work, data, name, depth, str(own))
    one.under[future], one.shas[kept.sha256] = under, under


def _finish(one: Batch, under: _Under, future: Future[Any]) -> None:
    """What a worker has made of the file, kept."""
    found = _result(future)
    if isinstance(found, Opened):
        _open(one, under, found)
        return
    shutil.rmtree(under.scratch, ignore_errors=True)
    if under.reopened:
        one.tally.known += 1
    else:
        _keep(one, under, found)


def _result(future: Future[Any]) -> Outcome | Opened:
    try:
        found: Outcome | Opened = future.result()
    except (NoSpace, StoppedError):
        raise
    except DocpipeError as error:
        return _quarantined(error)
    except Exception:  # noqa: BLE001 - a fault of ours; the file waits for a better docpipe, the others go on
        return Outcome("quarantined", Crashed.code)
    return found


def _open(one: Batch, under: _Under, found: Opened) -> None:
    """The container kept, its members taken in next. A known one is opened each time: an earlier run may have ended in the middle of it."""
    within = under.names[0] if under.names else under.kept.sha256[:12]
    one.members.extend(Arrival(f"{within}/{name}", Path(path), under.depth + 1, passing=True) for name, path in found.members)
    if under.reopened:
        for name in under.names:
            store.keep_all(one.archive, [store.Entry(under.kept, [name])])
        one.tally.known += 1
        return
    _keep(one, under, Outcome("partial" if found.code else "done", found.code, found.media_type))


def _keep(one: Batch, under: _Under, outcome: Outcome) -> None:
    if store.keep(one.archive, under.kept, under.names, outcome, one.made_with, under.attempt):
        one.tally.count(outcome.state, outcome.code, outcome.pages, outcome.findings)
    else:
        one.tally.known += 1


def _quarantined(error: DocpipeError) -> Outcome:
    return Outcome("quarantined", error.code)


def _absent(one: Batch, name: str, error: DocpipeError) -> None:
    one.tally.absent += 1
    one.complain(name, error)
