"""A bag looked through: everything is there that its manifests name, is what they say, and nothing else is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from docpipe.errors import Changed

_ALGORITHM = "sha256"


def checked(folder: Path) -> None:
    """`Changed` where the bag does not hold: a file is missing, is another, is not named, or the sums differ."""
    if (folder / "bagit.txt").read_text("utf-8") != "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
        raise _broken("bagit.txt")
    for digest, name in _entries(folder, f"tagmanifest-{_ALGORITHM}.txt"):
        _hold(folder, name, digest)
    count, size = 0, 0
    for digest, name in _entries(folder, f"manifest-{_ALGORITHM}.txt"):
        size += _hold(folder, name, digest)
        count += 1
    if f"Payload-Oxum: {size}.{count}\n" not in (folder / "bag-info.txt").read_text("utf-8"):
        raise _broken("bag-info.txt")
    if count != sum(1 for one in (folder / "data").rglob("*") if not one.is_dir()):
        raise _broken("data")


def _entries(folder: Path, manifest: str) -> Iterator[tuple[str, str]]:
    with (folder / manifest).open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            digest, _, name = line.rstrip("\n").partition("  ")
            yield digest, name


def _hold(folder: Path, name: str, digest: str) -> int:
    """The size of the file, which is what its digest says."""
    try:
        with (folder / name).open("rb") as stream:
            if hashlib.file_digest(stream, _ALGORITHM).hexdigest() != digest:
                raise _broken(name)
            return stream.tell()
    except FileNotFoundError as error:
        raise _broken(name) from error


def _broken(name: str) -> Changed:
    return Changed(f"The bag was not written as it should be ({name})", "Check the disk, and export it again")
