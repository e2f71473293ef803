"""What a Dask worker does with a call: checks that it reads as the asking machine does, then has a child process make it."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from docpipe.batch import scratch, task
from docpipe.batch.local import kind
from docpipe.errors import ClusterUnavailable, DocpipeError, NoSpace
from docpipe.workers.pool import Pool


@dataclass(frozen=True, slots=True)
class Sealed:
    """The arguments of a call. Dask writes a call that fails into its log; of a document it must see nothing."""

    arguments: tuple[Any, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked: a function of ours, the limits of the asking machine, and the versions that it reads with."""

    function: Callable[..., Any]
    sealed: Sealed
    settings: Mapping[str, str]
    made_with: Mapping[str, str]
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A value or an error; as a value, since Dask would write an error into its log."""

    value: Any = field(default=None, repr=False)
    error: Exception | None = field(default=None, repr=False)


_lock = threading.Lock()
_pools: list[Pool] = []
_versions: dict[str, str] = {}


def answer(call: Call) -> Answer:
    """The call made by a child process, whose scratch is this worker's own."""
    try:
        pool = _pool()
        _check(pool, call.made_with)
        with scratch.folder() as own:
            asked = pool.submit(call.seconds, call.function, *call.sealed.arguments, str(own), settings=call.settings)
            return Answer(asked.result())
    except NoSpace as error:
        return Answer(error=NoSpace("The disk of a worker of the cluster is full", error.hint))
    except DocpipeError as error:
        return Answer(error=error)
    except Exception as error:  # noqa: BLE001 - told in words: not every error survives being sent
        return Answer(error=RuntimeError(f"{type(error).__name__}: {error}"))


def _pool() -> Pool:
    """The child processes of this Dask worker: one for each call that it does at once."""
    with _lock:
        if not _pools:
            _pools.append(Pool(_dask_worker().state.nthreads, kind()))
            atexit.register(_pools[0].stop)
        return _pools[0]


def _dask_worker() -> Any:
    return import_module("distributed").get_worker()


def _check(pool: Pool, wanted: Mapping[str, str]) -> None:
    with _lock:
        if not _versions:
            _versions.update(pool.submit(60.0, task.made_with).result())
    differing = [f"{name} {_versions.get(name)} there, {wanted.get(name)} here" for name in wanted if _versions.get(name) != wanted[name]]
    if differing:
        told = f"A worker of the cluster reads with other versions ({_dask_worker().address}: {'; '.join(differing)})"
        raise ClusterUnavailable(told, "Install the same docpipe and the same Tesseract models there, and call the same command again")
