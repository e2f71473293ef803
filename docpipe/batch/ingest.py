"""Many files into an archive: the original first, then its reading by a worker, then a transaction. One writer; none lost, none twice.

What is finished at about the same time is kept in one transaction, and counted only then. Whatever moment the process is ended at,
calling it again goes on: an original without a reading is found to be unknown and read.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docpipe.archive import originals, store
from docpipe.archive.outcome import Outcome
from docpipe.archive.store import Entry
from docpipe.batch import containers, scratch
from docpipe.batch.arrivals import Absent, Arrival
from docpipe.batch.local import AHEAD
from docpipe.batch.tally import Tally
from docpipe.batch.task import Opened
from docpipe.errors import ArchiveUnavailable, Changed, ClusterUnavailable, Crashed, DocpipeError, NoSpace, Secret, TooLarge
from docpipe.readers import explained
from docpipe.settings import limits
from docpipe.workers.pool import StoppedError

if TYPE_CHECKING:
    from docpipe.archive.originals import Kept
    from docpipe.archive.store import Archive, Extraction
    from docpipe.batch.local import Reader

Telling = Callable[[Tally], None]
Complaining = Callable[[str, DocpipeError], None]
_CONTAINERS = frozenset(containers.KINDS)
_LOOK_SECONDS = 1.0
_GROUP, _GROUP_SECONDS = 64, 0.2
"""As soon as there are so many readings they are kept together; so long one waits for others."""
_LONGEST_WITHIN = store.LONGEST_NAME // 4
"""Bytes of the name of a container that its members' names begin with; one that is longer stands there by its digest."""
_COPIES = 4
"""Originals put on the disk at once: a disk flushes several as quickly as one."""


@dataclass(slots=True)
class _Under:
    """A file under way: a worker has it, or its reading waits for being kept."""

    kept: Kept
    names: list[str]
    depth: int = 0
    attempt: int = 1
    scratch: Path | None = None
    reopened: bool = False
    outcome: Outcome | None = None
    """Its reading; None where it is known already."""


@dataclass(slots=True)
class Batch:
    """A run: the archive, who reads, and what is under way, from step to step."""

    archive: Archive
    reader: Reader
    scratch: Path
    copying: ThreadPoolExecutor
    again: bool = False
    tell: Telling = lambda _: None
    check: Callable[[], None] = lambda: None
    complain: Complaining = lambda _name, _error: None
    missed: Callable[[str], bool] = lambda _name: True
    """Told of a file that could not be copied; False where that is known already."""

    tally: Tally = field(default_factory=Tally)
    members: deque[Arrival] = field(default_factory=deque)
    copied: deque[tuple[Arrival, Future[Kept]]] = field(default_factory=deque)
    under: dict[Future[Outcome | Opened], _Under] = field(default_factory=dict)
    finished: list[_Under] = field(default_factory=list)
    since: float = 0.0
    """When the first of `finished` was."""

    shas: dict[str, _Under] = field(default_factory=dict)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self.members or self.copied or self.under or self.finished)

    @property
    def full(self) -> bool:
        """Whether enough is under way."""
        return len(self.copied) + len(self.under) >= AHEAD * self.reader.jobs

    @property
    def versions(self) -> str:
        """The digest of the versions that this run reads with."""
        return store.versions_digest(self.reader.made_with())


@contextmanager
def batch(archive: Archive, reader: Reader, *, again: bool = False) -> Iterator[Batch]:
    """A run with its workers, which are stopped with it; whatever happens inside, no process and no scratch file is left."""
    copying = ThreadPoolExecutor(_COPIES, "docpipe-copy")
    try:
        with scratch.folder() as folder, originals.taking_in(archive.originals):
            yield Batch(archive, reader, folder, copying, again=again)
    finally:
        reader.stop()
        copying.shutdown(wait=False, cancel_futures=True)


def run(one: Batch, arrivals: Iterable[Arrival | Absent]) -> Tally:
    """All arrivals taken in. `NoSpace`, `ArchiveUnavailable` end the run; what is wrong with a file is in the tally."""
    coming = iter(arrivals)
    more = True
    while more or one.busy:
        while not one.full:
            arrival = one.members.popleft() if one.members else next(coming, None)
            if arrival is None:
                more = False
                break
            _take(one, arrival)
            one.tell(one.tally)
        _go_on(one, more=more)
    return one.tally


def retry(one: Batch, waiting: Iterable[tuple[Kept, Extraction]]) -> Tally:
    """Files that the archive has read badly, read once more."""
    left = deque(waiting)
    while left or one.busy:
        while not one.full and (left or one.members):
            if one.members:
                _take(one, one.members.popleft())
                continue
            kept, last = left.popleft()
            one.tally.files += 1
            _submit(one, _Under(kept, []), last)
        _go_on(one, more=bool(left))
    return one.tally


def _go_on(one: Batch, *, more: bool) -> None:
    """The next step of whatever is ready for one. `more`: other files are still to come, whose readings may be kept together with these."""
    one.check()
    left = one.since + _GROUP_SECONDS - time.monotonic() if one.finished else _LOOK_SECONDS
    first: list[Future[Any]] = [future for _, future in list(one.copied)[:1]]
    wait([*one.under, *first], max(left, 0), return_when=FIRST_COMPLETED)
    while one.copied and one.copied[0][1].done():
        _copied(one, *one.copied.popleft())
    for future in [future for future in one.under if future.done()]:
        _finish(one, one.under.pop(future), future)
    more = more or bool(one.members or one.under or one.copied)
    if one.finished and (len(one.finished) >= _GROUP or time.monotonic() - one.since >= _GROUP_SECONDS or not more):
        _keep(one)
    one.tell(one.tally)


def _take(one: Batch, arrival: Arrival | Absent) -> None:
    """The original is being kept."""
    if isinstance(arrival, Absent):
        _absent(one, arrival.name, arrival.error)
    else:
        one.copied.append((arrival, one.copying.submit(_copy, one.archive, arrival)))


def _copy(archive: Archive, arrival: Arrival) -> Kept:
    try:
        with arrival.path.open("rb") as stream:
            return store.keep_original(archive, stream)
    finally:
        if arrival.passing:
            arrival.path.unlink(missing_ok=True)
            with suppress(OSError):
                # the last member's: a run that watches never ends
                arrival.path.parent.rmdir()


def _copied(one: Batch, arrival: Arrival, copy: Future[Kept]) -> None:
    """The original is kept; then read, unless it is known."""
    try:
        kept = copy.result()
    except OSError as error:
        if one.missed(arrival.name):
            _absent(one, arrival.name, explained(error))
        return
    one.tally.files += 1
    twin = one.shas.get(kept.sha256)
    if twin is not None:
        twin.names.append(arrival.name)
        one.tally.known += 1
        return
    last = store.latest(one.archive, kept.sha256)
    under = _Under(kept, [arrival.name], arrival.depth)
    if last is None or (one.again and last.versions != one.versions) or last.media_type in _CONTAINERS:
        _submit(one, under, last)
    else:
        _finished(one, under, None)


def _submit(one: Batch, under: _Under, last: Extraction | None) -> None:
    """The file handed to a worker; one that is too large is only kept."""
    if last and last.versions == one.versions:
        under.attempt, under.reopened = last.attempt + 1, last.media_type in _CONTAINERS
    if under.kept.size > limits().max_bytes:
        _finished(one, under, _quarantined(TooLarge("It is too large")))
        return
    data = _bytes(one, under)
    if data is None:
        return
    under.scratch = Path(tempfile.mkdtemp(dir=one.scratch))
    name = under.names[0] if under.names else under.kept.sha256
    one.under[one.reader.begin(data, name, under.depth, str(under.scratch))] = under
    one.shas[under.kept.sha256] = under


def _bytes(one: Batch, under: _Under) -> bytes | None:
    """The original's, as they came. One that has changed lies in quarantine, one that is missing is only counted: the disk may be."""
    try:
        return originals.read_true(one.archive.originals, under.kept.sha256)
    except Changed as error:
        _finished(one, under, _quarantined(error))
    except ArchiveUnavailable as error:
        if not isinstance(error.__cause__, FileNotFoundError):
            raise
        one.tally.codes[Changed.code] += 1
        _finished(one, under, None)
    return None


def _finish(one: Batch, under: _Under, future: Future[Outcome | Opened]) -> None:
    """What a worker has made of the file."""
    found = _result(future)
    if isinstance(found, Opened):
        _open(one, under, found)
        return
    if under.scratch is not None:
        shutil.rmtree(under.scratch, ignore_errors=True)
    _finished(one, under, None if under.reopened else found)


def _result(future: Future[Outcome | Opened]) -> Outcome | Opened:
    try:
        return future.result()
    except (NoSpace, StoppedError, ClusterUnavailable):
        raise
    except DocpipeError as error:
        return _quarantined(error)
    except Exception:  # noqa: BLE001 - a fault of ours; the file waits for a better docpipe, the others go on
        return Outcome("quarantined", Crashed.code)


def _open(one: Batch, under: _Under, found: Opened) -> None:
    """The container kept, its members taken in next. A known one is opened each time: an earlier run may have ended in the middle of it."""
    named = under.names and len(under.names[0].encode(errors="replace")) <= _LONGEST_WITHIN
    within = under.names[0] if named else under.kept.sha256[:12]
    one.members.extend(Arrival(f"{within}/{name}", Path(path), under.depth + 1, passing=True) for name, path in found.members)
    outcome = Outcome("partial" if found.code else "done", found.code, found.media_type)
    _finished(one, under, None if under.reopened else outcome)


def _finished(one: Batch, under: _Under, outcome: Outcome | None) -> None:
    """The reading waits for others to be kept together with."""
    if not one.finished:
        one.since = time.monotonic()
    under.outcome = outcome
    one.finished.append(under)
    one.shas[under.kept.sha256] = under


def _keep(one: Batch) -> None:
    """Everything that is finished kept in one transaction, and only then counted."""
    finished, one.finished = one.finished, []
    made_with = one.reader.made_with() if any(under.outcome for under in finished) else {}
    news = store.keep_all(one.archive, [Entry(each.kept, each.names, each.outcome, made_with, each.attempt) for each in finished])
    for under in finished:
        one.shas.pop(under.kept.sha256, None)
        if under.outcome and under.kept.sha256 in news:
            one.tally.count(under.outcome.state, under.outcome.code, under.outcome.pages, under.outcome.findings)
            if under.outcome.code == Secret.code:
                one.complain(under.names[0] if under.names else under.kept.sha256, Secret())
        else:
            one.tally.known += 1


def _quarantined(error: DocpipeError) -> Outcome:
    return Outcome("quarantined", error.code)


def _absent(one: Batch, name: str, error: DocpipeError) -> None:
    one.tally.absent += 1
    one.complain(name, error)
