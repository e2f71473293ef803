"""Whether a file in a folder is complete, or somebody is still bringing it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
from fnmatch import fnmatch
from pathlib import Path

_TEMPORARY = (
    "~$*",  # Word and Excel, beside a file that is open
    ".~lock.*#",  # LibreOffice, likewise
    "*.part",  # Firefox, many others
    "*.partial",  # Edge, curl
    "*.crdownload",  # Chrome
    "*.download",  # Safari
    "*.filepart",  # WinSCP
    "*.tmp",
    ".*.??????",  # rsync: .letter.pdf.Xk3a9Z
    ".goutputstream-*",  # GNOME
    ".nfs*",  # deleted on a server, still open here
)
_ENDS = ((b"%PDF-", b"%%EOF"), (b"PK\x03\x04", b"PK\x05\x06"), (b"\x89PNG", b"IEND"), (b"\xff\xd8\xff", b"\xff\xd9"))
_TAIL = 2048

Sign = tuple[int, int, int, int]
"""What tells that a file is another than before: inode, size, times of change of content and of inode."""


def sign(path: str) -> Sign | None:
    """The file's, None where it is not there or is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - called for every file of a folder, again and again
    except (OSError, ValueError):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def is_temporary(name: str) -> bool:
    """Whether programs give such names to what they have not finished; they rename it afterwards.

    >>> is_temporary("~$letter.docx"), is_temporary("letter.pdf.crdownload"), is_temporary(".letter.pdf.Xk3a9Z"), is_temporary("letter.pdf")
    (True, True, True, False)
    """
    return any(fnmatch(name.lower(), pattern) for pattern in _TEMPORARY)


def is_written(path: Path) -> bool:
    """Whether some process on this machine has the file open to write to it: the kernel then grants no lease to read it.

    False where that cannot be known: the file is another user's, or lies on another machine.
    """
    with contextlib.suppress(OSError), path.open("rb") as file:
        # a writer that comes in just now is told by a signal; by one that ends nobody
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
        try:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except BlockingIOError:
            return True
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


def ends_well(path: Path) -> bool:
    """Whether the last bytes are such as a whole file has: no mere zeros, and in a PDF, ZIP, PNG, JPEG the mark of its end.

    True where the file cannot be read: then waiting does not help.
    """
    try:
        with path.open("rb") as file:
            head = file.read(8)
            file.seek(-min(_TAIL, file.seek(0, os.SEEK_END)), os.SEEK_END)
            tail = file.read(_TAIL)
    except OSError:
        return True
    end = next((end for begin, end in _ENDS if head.startswith(begin)), b"")
    return bool(tail.strip(b"\0")) and end in tail
