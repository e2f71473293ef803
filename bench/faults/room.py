"""Disks that are full: file systems of a few hundred kilobytes, which only root can make."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, figures, finished, letters, made, summed, undisturbed

_PLENTY = "256m"
_BALLAST = 250


def full(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """The archive, then the scratch, on file systems of so many sizes that are all too small; then there is room."""
    spared = made(folder / "spared")
    _inbox(spared, files)
    plain = undisturbed(spared, folder / "plain")
    rounds, told = [], Counter[str]()
    for stage, needed in (("archive", _used(folder / "plain" / "archive")), ("tmp", _used(spared.inbox) * 8)):
        for number in range(times):
            world = made(folder / f"{stage}{number}", addresses(), "short_copies" if control else None)
            with small(world.folder / stage, needed * (number + 1) // (times + 2)):
                inputs = _inbox(world, files)
                told += _squeezed(world, stage)
                rounds.append(figures(world, inputs, plain))
    lines = [Figure(name, told[name]) for name in ("tracebacks", "wrong exit code", "wrong when there was room")]
    return [Figure("sizes", len(rounds), 2 * times), Figure("ended with 5", told["full"], told["full"]), *lines, *summed(rounds)]


def _inbox(world: World, files: int) -> dict[Path, bytes]:
    """Letters of several kilobytes, and some of them once more in a ZIP, which passes through the scratch."""
    found = letters(world, files)
    for path in list(found)[: files // 2]:
        found[path] += ("Примечание.\n" * _BALLAST).encode()
        path.write_bytes(found[path])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in list(found.items())[: files // 4]:
            archive.writestr(zipfile.ZipInfo(path.name), data + b"\n")
    target = world.inbox / "letters.zip"
    target.write_bytes(out.getvalue())
    return found | {target: out.getvalue()}


def _squeezed(world: World, stage: str) -> Counter[str]:
    """A run where there is no room, one where there is."""
    told = Counter[str]()
    code, said = finished(world.ingest("--jobs", "1"))
    told["full"] += code == 5
    told["wrong exit code"] += code not in {5, 10}
    told["tracebacks"] += said.count("Traceback")
    subprocess.run(["mount", "-o", f"remount,size={_PLENTY}", world.folder / stage], check=True)
    code, said = finished(world.ingest())
    told["wrong when there was room"] += code not in {0, 10}
    told["tracebacks"] += said.count("Traceback")
    return told


def _used(folder: Path) -> int:
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in folder.rglob("*") if path.is_file())


@contextmanager
def small(folder: Path, size: int) -> Iterator[None]:
    """A file system of so many bytes in this place."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={max(size, 4096)}", "none", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=False)
