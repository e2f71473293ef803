"""Tars, compressed or not: each file in one a file of its own. Nothing is unpacked to a disk, so no name and no link in it leads anywhere."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from typing import IO, Any, cast

from docpipe.batch.member import Failed, Member, bomb
from docpipe.errors import Bomb, Corrupt, UnknownType
from docpipe.settings import limits

_OPENERS: dict[bytes, Any] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
_MAGIC, _MAGIC_AT = b"ustar", 257
_BLOCK = 512
_DAMAGED = (tarfile.TarError, lzma.LZMAError, zlib.error, OSError, EOFError, ValueError, OverflowError)


class _Unpacked:
    """What comes out of a file that may be compressed, counted: `Bomb` where it is far more than went in."""

    def __init__(self, data: bytes) -> None:
        opener = next((opener for magic, opener in _OPENERS.items() if data.startswith(magic)), None)
        self._stream: IO[bytes] = opener(io.BytesIO(data)) if opener else io.BytesIO(data)
        self._packed, self._came = len(data), 0

    def read(self, size: int) -> bytes:
        """So many bytes, or fewer at the end."""
        most = limits()
        data = self._stream.read(min(size, most.max_inflated))
        self._came += len(data)
        if self._came > most.max_inflated or (self._came > most.ratio_from and self._came > most.max_ratio * self._packed):
            raise _too_far()
        return data


def _too_far() -> Bomb:
    return bomb("The archive unfolds to far more than it should")


def is_tar(data: bytes) -> bool:
    """Whether the bytes are a tar, or one compressed by gzip, bzip2 or xz."""
    try:
        head = _Unpacked(data).read(_BLOCK)
    except _DAMAGED:
        return False
    return head[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] == _MAGIC


def members(data: bytes, failed: Failed) -> Iterator[Member]:
    """The files one after the other. `Bomb` where they unfold too far; what is no file, or is cut off, is told to `failed`."""
    left, count = limits().max_inflated, 0
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", _Unpacked(data)), mode="r|") as archive:
            for one in archive:
                count += 1
                if count > limits().max_members:
                    raise bomb("The archive holds far too many members")
                # holes in a file are zeros that the archive does not hold
                left -= one.size
                if left < 0:
                    raise _too_far()
                if one.isreg() and (stream := archive.extractfile(one)):
                    yield Member(one.name, stream.read())
                elif not one.isdir():
                    failed(UnknownType("A member of the archive is a link or no file", "Ask for the file itself"))
    except _DAMAGED as error:
        damaged = Corrupt("The archive is damaged or cut off", "Ask for it again")
        damaged.__cause__ = error
        failed(damaged)
