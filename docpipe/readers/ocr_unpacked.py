"""Tesseract keeps the picture of each line of type as a PNG and unpacks it for each model: a tenth of its time. Here it is told to keep the picture as it is.

It has no setting for that. But the library calls Leptonica's `pixWriteMem(data, size, picture, format)` through its table of addresses, and
`pixWriteMemSpix(data, size, picture)` copies a picture just as it lies in memory; `pixReadMem` knows both. So the one address is put in the other's place.
"""

from __future__ import annotations

import ctypes
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PACKING, _COPYING = "pixWriteMem", "pixWriteMemSpix"
_MACHINES = {"x86_64", "aarch64"}
"""Where a function does not mind an argument too many, and an address has eight bytes."""

_ADDRESS = 8


@dataclass(frozen=True, slots=True)
class _Mapped:
    start: int
    end: int
    writable: bool
    path: str


def keep_lines_unpacked() -> bool:
    """To be called once a line was read, when the address is in the table, and none is being read. False where all stays as it was: the words are the same."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return False
    try:
        mapped = list(_mapped())
    except OSError:
        return False
    leptonica = next((one.path for one in mapped if Path(one.path).name.startswith("liblept")), None)
    if leptonica is None:
        return False
    try:
        library = ctypes.CDLL(leptonica)
        packing, copying = (ctypes.cast(getattr(library, name), ctypes.c_void_p).value or 0 for name in (_PACKING, _COPYING))
    except (OSError, AttributeError):
        return False
    tables = [one for one in mapped if one.writable and Path(one.path).name.startswith("libtesseract")]
    places = [place for table in tables for place in _places(table, packing)]
    for place in places:
        ctypes.c_size_t.from_address(place).value = copying
    return bool(places)


def _mapped() -> Iterator[_Mapped]:
    for line in Path("/proc/self/maps").read_text("utf-8", "surrogateescape").splitlines():
        span, allowed, _, _, _, *path = line.split(maxsplit=5)
        start, end = (int(edge, 16) for edge in span.split("-"))
        yield _Mapped(start, end, allowed.startswith("rw"), "".join(path))


def _places(table: _Mapped, address: int) -> Iterator[int]:
    """Where the address stands."""
    held = ctypes.string_at(table.start, table.end - table.start)
    sought = address.to_bytes(_ADDRESS, sys.byteorder)
    at = held.find(sought)
    while at >= 0:
        if at % _ADDRESS == 0:
            yield table.start + at
        at = held.find(sought, at + 1)
