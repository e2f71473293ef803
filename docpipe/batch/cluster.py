"""Files read by the workers of a Dask cluster. Bytes go there and results come back; paths, the archive and its address never do.

A Dask worker hands each call to a child process, with the limits that hold here: a file that crashes, hangs or eats memory ends the
child. Where a Dask worker is lost the scheduler gives its calls to another. Every file is looked at here first (`look`), and what bears
a mark, or could not be looked at, is read here.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from docpipe import settings
from docpipe.archive.outcome import Outcome
from docpipe.batch import groups, there
from docpipe.batch.local import AHEAD, Local
from docpipe.batch.look import Sight, look
from docpipe.batch.task import Opened
from docpipe.batch.there import Call, Sealed
from docpipe.errors import ClusterUnavailable, DocpipeError, ProgramMissing, WrongCall
from docpipe.settings import limits
from docpipe.workers import child
from docpipe.workers.pool import StoppedError

Client = Any
"""Dask's; it ships no types."""
_CONNECT_SECONDS = 10
_COUNT_SECONDS = 5.0
_MOST_JOBS = 256
_CONFIG = {"distributed.admin.large-graph-warning-threshold": "1GB"}
"""A letter with its bytes is a large call to Dask, and none to us."""


@contextmanager
def workers(address: str, jobs: int | None, *, include_restricted: bool = False) -> Iterator[Cluster]:
    """The cluster whose scheduler is at this address, and so many workers here, one for each core unless it is said. `ClusterUnavailable`, `ProgramMissing`."""
    local = Local(jobs or settings.jobs())
    try:
        client = _connected(address)
        try:
            yield Cluster(client, local, include_restricted=include_restricted)
        finally:
            with suppress(Exception):
                client.close(timeout=2)
    finally:
        local.stop()


def _connected(address: str) -> Client:
    if not re.fullmatch(r"(tcp|tls)://[^/\s]+:\d+", address):
        raise WrongCall("This is no address of a scheduler", "It looks so: tls://host:8786")
    try:
        dask, distributed = import_module("dask"), import_module("distributed")
    except ImportError as error:
        raise ProgramMissing("A cluster needs Dask, which is not installed", "pip install 'docpipe-kz[cluster]'") from error
    dask.config.set(_CONFIG)
    _hush()
    if address.startswith("tls:"):
        _check_certificates(distributed)
    try:
        client = distributed.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False, name="docpipe")
    except Exception as error:
        # Dask tells a silent machine, a certificate that does not fit and a stranger who answers each in another way
        hint = "Check the address, that `dask scheduler` runs there, and for tls:// that the certificates are of one authority"
        raise ClusterUnavailable(f"The scheduler of the cluster does not answer ({type(error).__name__})", hint) from error
    try:
        client.wait_for_workers(1, timeout=limits().archive_seconds)
    except TimeoutError as error:
        client.close(timeout=2)
        raise _no_workers() from error
    return client


def _hush() -> None:
    """What Dask writes of lost connections is said by an error of ours."""
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _check_certificates(distributed: Any) -> None:
    """That Dask's own settings name the certificates of this machine."""
    hint = "Name the files in Dask's own settings, distributed.comm.tls.ca-file and distributed.comm.tls.client; see docs/scale.md"
    try:
        found = distributed.Security().get_connection_args("client").get("ssl_context")
    except (OSError, ValueError, TypeError) as error:
        raise ClusterUnavailable(f"The certificates for the cluster cannot be read ({type(error).__name__})", hint) from error
    if found is None:
        raise ClusterUnavailable("A tls:// address needs certificates, and none are named", hint)


class Cluster:
    """Who reads the files of a run: the cluster's workers, and for what may not leave this machine those here."""

    def __init__(self, client: Client, local: Local, *, include_restricted: bool = False) -> None:
        self._client = client
        self._local = local
        self._may_go = ("free", "restricted") if include_restricted else ("free",)
        self._executor = client.get_executor(pure=False)
        self._threads = ThreadPoolExecutor(AHEAD * _MOST_JOBS, "docpipe-file")
        self._counted, self._seen, self._jobs = 0.0, time.monotonic(), 1
        self._stopped = False

    @property
    def jobs(self) -> int:
        """How many calls the cluster does at once; looked up anew every so often. `ClusterUnavailable` where nobody is left for too long."""
        now = time.monotonic()
        if now - self._counted < _COUNT_SECONDS:
            return self._jobs
        try:
            found = sum(self._client.ncores().values())
        except Exception as error:
            raise ClusterUnavailable("The scheduler of the cluster does not answer any more", _AGAIN) from error
        self._counted = time.monotonic()
        if found:
            self._seen, self._jobs = now, min(found, _MOST_JOBS)
        elif now - self._seen > limits().archive_seconds:
            raise _no_workers()
        return self._jobs

    def made_with(self) -> dict[str, str]:
        """The versions that this machine reads with; a worker with others refuses."""
        return self._local.made_with()

    def begin(self, data: bytes, name: str, depth: int, scratch: str) -> Future[Outcome | Opened]:
        """The file begins to be looked at, then read."""
        return self._threads.submit(self.read, data, name, depth, scratch)

    def read(self, data: bytes, name: str, depth: int, scratch: str) -> Outcome | Opened:
        """What comes of the file, waited for. What every worker of the cluster is lost over is read here, by a child like any other."""
        seen = self._look(data, name, depth, scratch)
        if isinstance(seen, Opened):
            return seen
        if seen in self._may_go:
            try:
                return groups.read(self._call, self.jobs, data, Path(name).name, depth)
            except StoppedError:
                if self._stopped:
                    raise
        return self._local.read(data, name, depth, scratch)

    def _look(self, data: bytes, name: str, depth: int, scratch: str) -> Sight | Opened:
        try:
            found: Sight | Opened = self._local.call(look, data, name, depth, scratch).result()
        except StoppedError:
            raise
        except DocpipeError:
            return "unknown"
        return found

    def _call(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        call = Call(function, Sealed(arguments), child.ours(), self.made_with(), limits().document_seconds)
        asked: Future[there.Answer] = self._executor.submit(there.answer, call)
        told: Future[Any] = Future()
        asked.add_done_callback(lambda done: _pass_on(done, told))
        return told

    def stop(self) -> None:
        """What waits called off; the cluster goes on without us."""
        self._stopped = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        with suppress(Exception):
            self._executor.shutdown(wait=False)
        self._local.stop()


def _pass_on(done: Future[there.Answer], told: Future[Any]) -> None:
    """What a worker answered; what Dask itself says of a call in our words."""
    try:
        answer = done.result()
    except CancelledError:
        told.set_exception(ClusterUnavailable("The scheduler of the cluster has gone", _AGAIN))
    except Exception as error:  # noqa: BLE001 - Dask's own errors have no common class
        told.set_exception(_explained(error))
    else:
        if answer.error is not None:
            told.set_exception(answer.error)
        else:
            told.set_result(answer.value)


def _explained(error: Exception) -> Exception:
    if type(error).__name__ == "KilledWorker":
        return StoppedError("Several workers of the cluster were lost over the file", "It is read here")
    return ClusterUnavailable(
        f"The cluster cannot do the work ({type(error).__name__})",
        "Scheduler and workers need the same docpipe and the same Dask as this machine: `docpipe doctor`, `pip list`",
    )


def _no_workers() -> ClusterUnavailable:
    return ClusterUnavailable("The cluster has no workers", "Start some: `dask worker SCHEDULER`; then call the same command again")


_AGAIN = "Start it again and call the same command again; it goes on where it stopped"
