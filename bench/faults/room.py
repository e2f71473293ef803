"""Disks that are full: file systems of a few hundred kilobytes, which only root can make."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, figures, finished, letters, made, summed, undisturbed

_PLENTY = "256m"
_BALLAST = 250
_OUTPUTS = (
    ("stats", "-o", "figures.xlsx"),
    ("stats", "-o", "figures.csv"),
    ("stats", "-o", "figures.jsonl"),
    ("status", "--report", "page.html"),
    ("export", "--bag", "bag"),
)


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


def outputs(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """What commands write, on file systems of so many sizes: whole, or exit code 5 and nothing. `control`: the shell writes it."""
    world, told = made(folder / "world", addresses()), Counter[str]()
    letters(world, files)
    finished(world.ingest())
    (folder / "plenty").mkdir()
    for *words, name in (("list", "--json", ""),) if control else _OUTPUTS:
        whole = _written(world, words, folder / "plenty" / (name or "list"), told)
        for number in range(times):
            with small(folder / "small", max(whole * (2 * number + 1) // (2 * times), 1)):
                size = _written(world, words, folder / "small" / (name or "list"), told)
                told["truncated"] += 0 < size < whole * 9 // 10
                told["left behind"] += sum(path.name != (name or "list") for path in (folder / "small").iterdir())
    lines = [Figure(name, told[name]) for name in ("truncated", "left behind", "wrong exit code", "tracebacks")]
    return [Figure("written whole", told["whole"], told["whole"]), Figure("ended with 5", told["full"], told["full"]), *lines]


def _written(world: World, words: list[str], target: Path, told: Counter[str]) -> int:
    """How many bytes lie at the target after the command that shall write there."""
    option = words[-1].startswith("-") and words[-1] != "--json"
    shell = ["sh", "-c", 'out=$1; shift; exec "$@" > "$out"', "sh", os.devnull if option else str(target)]
    code, said = finished(world.start(words[0], *words[1:], *([str(target)] if option else []), before=shell))
    told["wrong exit code"] += code not in {0, 5, 10}
    told["whole"] += code in {0, 10}
    told["full"] += code == 5
    told["tracebacks"] += said.count("Traceback")
    return _used(target) if target.is_dir() else target.stat().st_size if target.exists() else 0
