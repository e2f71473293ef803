"""Letters for a batch, and the account that must come out whatever happened to it."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from docpipe.archive import store, tables
from docpipe.archive.place import ORIGINALS, named
from docpipe.archive.store import Archive

DOCPIPE = Path(sys.executable).with_name("docpipe")
_BODY = "МИНИСТЕРСТВО ФИНАНСОВ\n\n№ 5-{0}/17 от 03.02.2024\n\nАкимат города Семей\n\nДеньги, {0} тысяч тенге, перечислены в срок.\n\nМинистр    А. Омаров\n"


@dataclass(frozen=True, slots=True)
class Account:
    """What is wrong after all: files lost, done twice, originals that do not hold; and each file's result."""

    lost: tuple[str, ...]
    twice: tuple[str, ...]
    unsound: bool
    results: Mapping[str, tuple[str, str | None, int]]


def inbox(folder: Path, files: int) -> dict[Path, bytes]:
    """Letters, all different, every tenth damaged."""
    folder.mkdir()
    made = {folder / f"{number:04}.txt": _BODY.format(number).encode() for number in range(files)}
    made |= {folder / f"{number:04}.pdf": b"%%PDF-1.7 %d\n" % number for number in range(0, files, 10)}
    for path, data in made.items():
        path.write_bytes(data)
    return made


def environment(originals: Path) -> dict[str, str]:
    """Of a docpipe that is started by a test."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), ORIGINALS: str(originals)}


def account(archive: Archive, inputs: Mapping[Path, bytes]) -> Account:
    """The archive held against what went in."""
    digests = {hashlib.sha256(data).hexdigest() for data in inputs.values()}
    one = tables.extraction.c
    rows = archive.read(lambda connection: connection.execute(select(one.sha256, one.state, one.code, one.record)).all())
    times = Counter(row[0] for row in rows)
    results = {row[0]: (row[1], row[2], zlib.crc32(zlib.decompress(row[3])) if row[3] else 0) for row in rows}
    fixity = store.verify(archive)
    unsound = not fixity.sound or any(path.read_bytes() != data for path, data in inputs.items())
    return Account(tuple(sorted(digests - set(times))), tuple(sorted(sha for sha, number in times.items() if number > 1)), unsound, results)


def opened(archive: str, originals: Path) -> Archive:
    """The archive for looking at."""
    return store.opened(named(archive, {ORIGINALS: str(originals)}))
