"""What must not get out: packets, and words of the letters."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, made, seconds
from tests import fates_batch
from tests.test_hostile import HOSTILE

_FEWEST_CODES, _FEWEST_LETTERS = 11, 3
_POISON = (fates_batch.CRASH, fates_batch.HANG, fates_batch.MEMORY, fates_batch.RAISES)
_COMMANDS = (("ingest",), ("retry",), ("status", "--json"), ("verify", "--json"), ("acting",))
_CONNECTED = re.compile(r"connect\(\d+, \{sa_family=AF_INET6?|sendto\(\d+, .*sin6?_port")
_LARGE = {"100 MB", "very long text"}
_LETTER = (
    "МИНИСТЕРСТВО ФИНАНСОВ\n\n№ 5-{0}/17 от 03.02.2024\n\nАкимат города Семей\n\nДеньги ({1}) перечислены в срок.\n\nМинистр    {1} А.\n"
)


def run(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """Every kind of bad file and letters, each with a word of its own, are taken in where there is no network, each call of the system noted."""
    del times
    world = made(folder / "world", addresses(), "talkative" if control else "poison")
    words = _inbox(world, files)
    told, noted = "", ""
    for number, (command, *options) in enumerate(_COMMANDS):
        log = folder / f"calls{number}"
        given = [str(world.inbox), *options] if command == "ingest" else options
        told += _said(world, log, command, given)
        noted += log.read_text("utf-8", "replace")
    codes = set(re.findall(r"\bE_[A-Z_]+", told))
    return [
        Figure("words", len(words), len(words)),
        Figure("kinds of errors", len(codes), max(len(codes), min(_FEWEST_CODES, files // 5))),
        Figure("connections", len(_CONNECTED.findall(noted))),
        Figure("words in what was said", sum(word in told for word in words)),
        Figure("words in calls of programs", sum(word in noted for word in words)),
        Figure("tracebacks", told.count("Traceback")),
        Figure("open to others", sum(bool(path.lstat().st_mode & 0o077) for path in _kept(world))),
        Figure("processes left", world.stragglers()),
        Figure("scratch left", len(list(world.scratch.iterdir()))),
    ]


def _said(world: World, log: Path, command: str, options: list[str]) -> str:
    """Everything that the command prints, in a network of its own that leads nowhere; calls for networks and programs go into the log."""
    tracing = ["strace", "-f", "--seccomp-bpf", "-s", "8192", "-o", str(log), "-e", "trace=connect,sendto,sendmsg,execve"]
    limits = {"DOCPIPE_DOCUMENT_SECONDS": seconds(4), "DOCPIPE_PAGE_SECONDS": seconds(1)}
    running = world.start(command, *options, before=["unshare", "-n", "--", *tracing], **limits)
    said, complained = running.communicate(timeout=3600)
    return said.decode() + complained.decode()


def _inbox(world: World, files: int) -> list[str]:
    """All kinds of bad files and letters; the words that each has in its text and in its name."""
    words = []
    for number, (name, data) in enumerate(_contents(files)):
        word = f"Kanareika{uuid.uuid4().hex[:10]}"
        text = data.replace(b"KANAREIKA", word.encode()) if b"KANAREIKA" in data else data + f"\n%{word}\n".encode()
        (world.inbox / f"{number:04} {word} {name}").write_bytes(text)
        words.append(word)
    return words


def _contents(files: int) -> list[tuple[str, bytes]]:
    """Letters and bad files, so many together; of the bad ones every kind where there is room."""
    bad = [(f"{name}.bin", make) for name, (make, _) in HOSTILE.items() if name not in _LARGE]
    bad += [("poison.bin", partial(bytes, kind + b" KANAREIKA")) for kind in _POISON]
    room = min(len(bad), files - _FEWEST_LETTERS)
    chosen = [bad[number * len(bad) // room] for number in range(room)]
    found = [("letter.txt", _LETTER.format(number, "KANAREIKA").encode()) for number in range(files - room)]
    return found + [(name, make()) for name, make in chosen]


def _kept(world: World) -> Iterator[Path]:
    yield world.folder / "archive"
    yield from (world.folder / "archive").rglob("*")
