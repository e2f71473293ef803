"""What came of reading a file, as workers hand it to the one who keeps it. They have no archive, and need not load what opens one."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Literal

from docpipe.archive.index import Indexed

State = Literal["done", "partial", "quarantined"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading a file: the record (deflated JSON) and its rows, or the code of an error."""

    state: State
    code: str | None = None
    media_type: str | None = None
    pages: int | None = None
    findings: int = 0
    record: bytes | None = field(default=None, repr=False)
    index: tuple[Indexed, ...] = field(default=(), repr=False)


def deflated(text: str) -> bytes:
    """A record as it is kept.

    >>> inflated(deflated("{}"))
    '{}'
    """
    return zlib.compress(text.encode())


def inflated(data: bytes) -> str:
    """A record as it was."""
    return zlib.decompress(data).decode()
