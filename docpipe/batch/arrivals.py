"""What a chancery has dropped: files, folders with all that is in them, patterns. Only found here, never opened."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docpipe.errors import DocpipeError, WrongCall
from docpipe.readers import explained


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to be taken in: the name to remember it by, and where its bytes are now.

    `depth` counts the ZIPs and e-mails around it; what is `passing` is a copy of ours, to be thrown away once it is kept.
    """

    name: str
    path: Path
    depth: int = 0
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Absent:
    """What was named and cannot be taken in."""

    name: str
    error: DocpipeError


def found(names: Sequence[str], spared: Sequence[Path] = ()) -> Iterator[Arrival | Absent]:
    """Every file that the names mean, in a fixed order. Folders in `spared`, the archive's own, are passed over.

    Links to files are followed, links to folders below a named one are not: they may lead in a circle.
    """
    for name in names:
        paths = _meant(name)
        if not paths:
            yield Absent(name, WrongCall("There is no such file", "Check the path"))
        for path in paths:
            yield from _below(path, [one.resolve() for one in spared])


def _meant(name: str) -> list[Path]:
    """The path itself, else what it means as a pattern."""
    if "\0" in name:
        return []
    if os.path.lexists(name):
        return [Path(name)]
    return [Path(one) for one in sorted(glob.glob(name, recursive=True))]  # noqa: PTH207 - a pattern may begin at the root


def _below(path: Path, spared: Sequence[Path]) -> Iterator[Arrival | Absent]:
    if not path.is_dir():
        yield from _file(path)
        return
    lost: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=lost.append):
        folders[:] = sorted(one for one in folders if (Path(folder) / one).resolve() not in spared)
        for file in sorted(files):
            yield from _file(Path(folder) / file)
    for error in lost:
        yield Absent(str(error.filename), explained(error))


def _file(path: Path) -> Iterator[Arrival | Absent]:
    """The file, unless it is none: a pipe or a socket would never end."""
    try:
        meant = path.is_file()
    except OSError as error:
        yield Absent(str(path), explained(error))
        return
    yield Arrival(str(path), path) if meant else Absent(str(path), WrongCall("It is no file", "Name files, or folders with files in them"))
