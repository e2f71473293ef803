"""Folders watched for as long as nobody ends it; each file is taken once it is complete.

What the system tells of changes is a hint where to look. A full look at the folders every so often finds what it has not told:
a network share tells nothing, a flood of changes may be cut short.
"""

from __future__ import annotations

import logging
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Never

from docpipe.batch import complete, ingest
from docpipe.batch.arrivals import Absent, Arrival, found
from docpipe.batch.complete import Sign
from docpipe.batch.tally import Tally
from docpipe.errors import WrongCall

if TYPE_CHECKING:
    from watchfiles import Change

    from docpipe.batch.ingest import Batch

_SETTLED = 1.0
"""Seconds for which a file must have stayed the same."""
_DOUBTFUL = 60.0
"""Seconds for which one must that looks cut off."""
_LOOK = 30.0
"""Seconds between two full looks, more where a look itself takes long."""
_SHARE = 20
_PAUSE, _GROWS, _LONGEST = 10.0, 2, 600.0
"""Seconds until a file that could not be copied is tried again; by how much they grow each time, up to which."""
_DEBOUNCE_MS, _STEP_MS, _IDLE_MS = 200, 50, 250


@dataclass(slots=True)
class _Waiting:
    """A file that may not be complete: how it was when it was seen, since when it has been so, when to look again."""

    sign: Sign
    since: float
    due: float


@dataclass(slots=True)
class _Missed:
    """A file that was complete and could not be copied: how it was, how long is waited now, when to try again."""

    sign: Sign
    pause: float
    due: float


@dataclass(slots=True)
class Watch:
    """Files as they become complete: an iterator that stops where there is none now, and goes on when it is asked again.

    `tell` is told when a folder has gone or come back, and of a file that will be tried again.
    """

    names: Sequence[str]
    spared: Sequence[Path] = ()
    tell: Callable[[str], None] = lambda _: None
    unfinished: set[str] = field(default_factory=set)
    """What bears the name of an unfinished copy."""

    _waiting: dict[str, _Waiting] = field(default_factory=dict)
    _seen: dict[str, Sign | None] = field(default_factory=dict)
    _missed: dict[str, _Missed] = field(default_factory=dict)
    _refused: list[Absent] = field(default_factory=list)
    _roots: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    _hints: Iterator[set[tuple[Change, str]]] | None = None
    _look_at: float = 0.0

    def __post_init__(self) -> None:
        self.spared = [one.resolve() for one in self.spared]
        self._roots = {name: _identity(name) for name in self.names if "\0" not in name and Path(name).is_dir()}
        if not self._roots:
            raise WrongCall("There is no folder to watch", "Name a folder with --watch")

    def __iter__(self) -> Watch:
        return self

    def __next__(self) -> Arrival | Absent:
        if not self._waiting or not (one := self._complete()):
            self._listen()
            one = self._complete()
        if one is None:
            raise StopIteration
        return one

    def missed(self, name: str) -> bool:
        """The file could not be copied: as long as it is there it comes again, after longer and longer pauses. False where it did so as it is now."""
        sign, before = self._seen.get(name), self._missed.get(name)
        if sign is None:
            return True
        known = before is not None and before.sign == sign
        pause = min(before.pause * _GROWS, _LONGEST) if before and known else _PAUSE
        self._missed[name] = _Missed(sign, pause, time.monotonic() + pause)
        if not known:
            self.tell(f"{name}: could not be copied; it is tried again, after longer and longer pauses")
        return not known

    def _complete(self) -> Arrival | Absent | None:
        """The first file that has stayed as it was for long enough. Those that wait stand in the order in which they are due."""
        if self._refused:
            return self._refused.pop()
        now = time.monotonic()
        while self._waiting:
            path, one = next(iter(self._waiting.items()))
            if one.due > now:
                return None
            del self._waiting[path]
            if self._is_complete(path, one, now):
                self._seen[path] = one.sign
                return Arrival(path, Path(path))
        return None

    def _is_complete(self, path: str, one: _Waiting, now: float) -> bool:
        sign = complete.sign(path)
        if sign is None:
            return False
        if sign != one.sign:
            one = _Waiting(sign, now, 0)
        elif not complete.is_written(Path(path)) and (now - one.since > _DOUBTFUL or complete.ends_well(Path(path))):
            return True
        one.due = now + _SETTLED
        self._waiting[path] = one
        return False

    def _listen(self) -> None:
        """What the system tells of changes; a full look where it is time for one."""
        if time.monotonic() >= self._look_at:
            self._look()
        self._try_again()
        for path in self._changed():
            if name := self._named(path):
                for one in found([name], self.spared) if os.path.lexists(name) else ():
                    self._notice(one)
                self.unfinished -= {name} if not os.path.lexists(name) else set()

    def _try_again(self) -> None:
        now = time.monotonic()
        for path, one in self._missed.items():
            if one.due <= now:
                one.due = math.inf
                self._seen.pop(path, None)
                self._notice(Arrival(path, Path(path)))

    def _changed(self) -> set[str]:
        try:
            self._hints = self._hints or _hints([name for name, root in self._roots.items() if root])
            return {path for _, path in next(self._hints)}
        except (OSError, RuntimeError, StopIteration):
            # no more can be watched, a name that is no text, no folder there: looking helps
            self._hints = None
            self._look_at = min(self._look_at, time.monotonic() + _SETTLED)
            time.sleep(_IDLE_MS / 1000)
            return set()

    def _named(self, path: str) -> str | None:
        """The path as it begins with the name by which its folder was given; None for what lies in the archive or behind a link."""
        real = Path(path).parent.resolve() / Path(path).name
        if any(real.is_relative_to(one) for one in self.spared) or (real.is_symlink() and real.is_dir()):
            return None
        for name in self._roots:
            whole = os.path.abspath(name)  # noqa: PTH100 - links are not followed
            if path.startswith(whole + os.sep) and real.is_relative_to(Path(name).resolve()):
                return str(Path(name) / path[len(whole) + 1 :])
        return None

    def _look(self) -> None:
        """A full look at everything; what is no longer there is forgotten."""
        began = time.monotonic()
        self._look_at_roots()
        gone = {*self._seen, *self._missed, *self.unfinished}
        for one in found([name for name in self.names if self._roots.get(name, True)], self.spared):
            gone.discard(one.name)
            self._notice(one)
        for name in gone:
            self._seen.pop(name, None)
            self._missed.pop(name, None)
        self.unfinished -= gone
        now = time.monotonic()
        pause = _SETTLED if None in self._roots.values() else _LOOK
        self._look_at = now + max(pause, _SHARE * (now - began))

    def _look_at_roots(self) -> None:
        for name, before in self._roots.items():
            now = _identity(name)
            if now == before:
                continue
            self._hints = None
            self._roots[name] = now
            self.tell(f"{name}: the folder has gone; waiting for it" if now is None else f"{name}: another folder has taken its place")

    def _notice(self, one: Arrival | Absent) -> None:
        """A file that is there: new, as it was, or changed."""
        if isinstance(one, Absent):
            # what was renamed or taken away between two looks is no fault
            if one.name not in self._seen and (one.name in self.names or os.path.lexists(one.name)):
                self._seen[one.name] = None
                self._refused.append(one)
        elif complete.is_temporary(one.path.name):
            self.unfinished.add(one.name)
        elif (sign := complete.sign(one.name)) and self._seen.get(one.name) != sign and one.name not in self._waiting:
            now = time.monotonic()
            self._waiting[one.name] = _Waiting(sign, now, now + _SETTLED)


def follow(one: Batch, watch: Watch, tell: Callable[[Tally], None]) -> Never:
    """Files taken in as they become complete; each time that all of them are kept, `tell` is told the account of those since the last time.

    Ends by what ends the run: `NoSpace`, `ArchiveUnavailable`, a request to end.
    """
    one.missed = watch.missed
    while True:
        one.tally = Tally()
        ingest.run(one, watch)
        if one.tally.files or one.tally.absent:
            tell(one.tally)


def _hints(folders: Sequence[str]) -> Iterator[set[tuple[Change, str]]]:
    """What has changed in the folders and below, again and again; nothing, soon, where nothing has."""
    from watchfiles import watch

    # it warns of a request to end, which is ours to hear
    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    return watch(
        *folders,
        watch_filter=None,
        debounce=_DEBOUNCE_MS,
        step=_STEP_MS,
        rust_timeout=_IDLE_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )


def _identity(name: str) -> tuple[int, int] | None:
    """What tells a folder from another of the same name; None where there is none."""
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if Path(name).is_dir() else None
