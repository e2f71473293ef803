"""A worker without a network: what a hostile file might make it do, it can send nothing anywhere."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def enter() -> bool:
    """Puts this process, and all that it starts, into a network of its own that leads nowhere. False where the system does not allow it.

    To be called while the process has one thread only. Who is not root needs a name space of users for it, in which he is who he was.
    """
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    if unshare(_NEW_NETWORK) == 0:
        return True
    user, group = os.geteuid(), os.getegid()
    if unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return False
    with contextlib.suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def possible() -> bool:
    """Whether this system allows it; tried by a process of its own."""
    program = f"import sys; from {__name__} import enter; sys.exit(not enter())"
    path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
    call = [sys.executable, "-P", "-c", program]
    return subprocess.run(call, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=False).returncode == 0  # noqa: S603
