"""What kind of file system is under a folder: SQLite's locks and shared memory hold on this machine's own only."""

from __future__ import annotations

import contextlib
from pathlib import Path

TABLE = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "orangefs", "davfs")
)
_FUSE = "fuse."
_NETWORK_FUSE = frozenset(
    ("sshfs", "rclone", "s3fs", "goofys", "gcsfuse", "davfs2", "ceph", "ceph-fuse", "glusterfs", "smbnetfs", "juicefs")
)


def network(folder: Path) -> str | None:
    """The kind of the network's file system that the folder lies on, or will lie on; None where it is no network's, or the system does not say."""
    with contextlib.suppress(OSError):
        kind = _kind(folder.resolve(), TABLE.read_text("utf-8", "surrogateescape"))
        if kind in _NETWORK or kind.removeprefix(_FUSE) in _NETWORK_FUSE:
            return kind.removeprefix(_FUSE)
    return None


def _kind(folder: Path, table: str) -> str:
    r"""The kind of the mount that is the nearest above the folder; of several in one place the last one is seen.

    >>> _kind(Path("/srv/our letters/a"), "1 0 8:1 / / rw - ext4 /dev/vda rw\n2 1 0:5 / /srv/our\\040letters rw shared:1 - nfs4 host:/x rw")
    'nfs4'
    """
    nearest, kind = 0, ""
    for line in table.splitlines():
        left, _, right = line.partition(" - ")
        place = Path(_plain(left.split(" ")[4]))
        if folder.is_relative_to(place) and len(place.parts) >= nearest:
            nearest, kind = len(place.parts), right.partition(" ")[0]
    return kind


def _plain(escaped: str) -> str:
    r"""A path as it is: the table writes blanks and some other signs in octal.

    >>> _plain("/srv/our\\040letters")
    '/srv/our letters'
    """
    for sign in (" ", "\t", "\n", "\\"):
        escaped = escaped.replace(f"\\{ord(sign):03o}", sign)
    return escaped
