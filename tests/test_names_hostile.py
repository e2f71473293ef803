"""Names that want to be more than names: paths, options, signs for the terminal, formulas, markup. Each is remembered as it came, and is nothing else."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest

from docpipe import pipeline
from docpipe.archive import bag, listing, store
from docpipe.archive.filters import Filters
from docpipe.archive.place import named
from docpipe.archive.store import Archive
from docpipe.batch import containers, ingest, task
from docpipe.batch.arrivals import found
from docpipe.batch.local import Local
from docpipe.model.printable import printable
from tests import fates_names
from tests.kills import DOCPIPE
from tests.outlook import Letter, message

_PARTS = (
    *("..", "../..", "/etc/passwd", "\\\\server\\share", "C:\\Windows\\x", "file:///etc/passwd", "~", "~root/.ssh/id", "$HOME", "`id`"),
    *("$(id)", "; rm -rf x", "| sh", "&& id", "> out", "-rf", "--archive=x", "-o", "--help", "@list", "*", "?", "[a-z]", "{a,b}", "%s%n"),
    *("\x1b[2J", "\x1b]0;title\x07", "\r\nInjected: yes", "\n", "\t", "\u202etxt.exe", "\u200b", "\ufeff", "\u2028", "\udcff\udcfe"),
    *(
        "=HYPERLINK(1)",
        "+1",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        '"; DROP TABLE file; --',
        "&lt;",
        "{{7*7}}",
        "%00",
        "%2e%2e%2f",
    ),
    *("CON", "NUL.txt", "aux", "a.", "a ", " a", ".", "...", ".bashrc", "a:b:$DATA", "ғ" * 100, "x" * 240, "e\u0301", "é", "😀", "a\0b"),
)
_WAYS = ("{0}", "{0}.pdf", "a/{0}", "{0}/b.txt", "хат {0}")
NAMES = tuple(dict.fromkeys(way.format(part) for part, way in product(_PARTS, _WAYS) if way.format(part) not in {".", "..", "/"}))


def data(number: int) -> bytes:
    return fates_names.QUICK + f" {number}".encode()


def whole(name: str) -> str:
    """The name as one may write it who cannot write NUL or half characters."""
    return printable(name.replace("\0", "0"))


def zipped(names: Sequence[str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for number, name in enumerate(names):
            info = zipfile.ZipInfo()
            # a writer that is not Python puts in what it likes
            info.filename = info.orig_filename = whole(name)
            packed.writestr(info, data(number))
    return made.getvalue()


def tarred(names: Sequence[str]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as packed:
        for number, name in enumerate(names):
            info = tarfile.TarInfo(name.replace("\0", "0"))
            info.size = len(data(number))
            packed.addfile(info, io.BytesIO(data(number)))
    return made.getvalue()


def mailed(names: Sequence[str]) -> bytes:
    made = b"From: a@example.kz\nTo: b@example.kz\nMessage-ID: <1@example.kz>\nMIME-Version: 1.0\n"
    made += b"Content-Type: multipart/mixed; boundary=part\n\n"
    for number, name in enumerate(names):
        quoted = "".join(f"%{byte:02X}" for byte in name.encode("utf-8", "surrogateescape")).encode()
        made += b"--part\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''" + quoted
        made += b"\n\n" + data(number) + b"\n"
    return made + b"--part--\n"


def saved(names: Sequence[str]) -> bytes:
    return message(Letter(attached=[(whole(name), data(number)) for number, name in enumerate(names)]))


WRITERS = {"a.zip": zipped, "a.tar": tarred, "a.eml": mailed, "a.msg": saved}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_container_gives_each_under_its_name(kind: str) -> None:
    packed = WRITERS[kind](NAMES)
    members = list(containers.members(packed, str(containers.kind(packed)), lambda _: pytest.fail("a member was not had")))
    assert [one.data for one in members] == [data(number) for number in range(len(NAMES))]
    told = {one.name for one in members} | {printable(one.name) for one in members}
    # what an e-mail cannot say, it says otherwise; tars write no stroke at the end
    odd = [name for name in NAMES if name not in told and whole(name).rstrip("/") not in told]
    assert len(odd) <= (len(NAMES) // 10 if kind == "a.eml" else len([name for name in NAMES if "\udcff" in name]))


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setattr(task, "work", fates_names.work)
    made = store.opened(named(str(tmp_path / "archive")), make=True)
    yield made
    made.close()


def outside(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if "archive" not in path.relative_to(folder).parts[0]}


def test_names_in_containers_lead_nowhere(archive: Archive, tmp_path: Path) -> None:
    some = NAMES[::8]
    inbox = tmp_path / "in"
    inbox.mkdir()
    for kind, write in WRITERS.items():
        (inbox / kind).write_bytes(write(some))
    before = outside(tmp_path)
    with ingest.batch(archive, Local(2)) as one:
        tally = ingest.run(one, found([str(inbox)]))
    # the containers, and each member once: all of them hold the same
    assert (tally.files, tally.done, tally.known) == (4 * len(some) + 4, len(some) + 4, 3 * len(some))
    assert outside(tmp_path) == before
    assert {path.name for path in (tmp_path / "archive").iterdir()} <= {
        "originals",
        *(f"archive.sqlite{end}" for end in ("", "-wal", "-shm")),
    }
    assert store.verify(archive).sound
    assert {f"{inbox}/a.zip/{whole(name)}" for name in some} <= {name for row in listing.listed(archive) for name in row.names}
    bag.write(archive, Filters(), tmp_path / "out")
    paths = [json.loads(line)["path"] for line in (tmp_path / "out/data/index.jsonl").read_text().rstrip("\n").split("\n")]
    assert len(paths) == tally.done
    assert all(path.isascii() and path.startswith("data/undated/") for path in paths)


def legal() -> list[bytes]:
    """The names that a folder may have, of one part."""
    last = (os.fsencode(name.replace("/", "_")) for name in NAMES if "\0" not in name)
    return sorted({name for name in last if 0 < len(name) <= 255 and name not in {b".", b".."}})


def ran(where: Path, *words: bytes | str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run([str(DOCPIPE), *words], cwd=where, env=environment, capture_output=True, check=False)


def test_names_in_a_folder_and_on_the_command_line(tmp_path: Path) -> None:
    where = tmp_path / "in"
    where.mkdir()
    # nothing to read in them: what counts is that each is taken, and told
    for number, name in enumerate(legal()):
        (where / os.fsdecode(name)).write_bytes(b"\0\1\2\3" + str(number).encode())
    names = sorted(os.fsencode(path.name) for path in where.iterdir())
    assert len(names) > 200
    before = sorted(tmp_path.iterdir())
    done = ran(where, "ingest", "--archive", "../archive", "--", *names, b"no\x07such\xff")
    assert f"{len(names)} files in: 0 done, 0 partial, {len(names)} quarantined".encode() in done.stderr, done.stderr[-400:]
    assert done.returncode == 2
    assert sorted(os.fsencode(path.name) for path in where.iterdir()) == names
    assert sorted(tmp_path.iterdir()) == [tmp_path / "archive", *before]
    listed = ran(where, "list", "--archive", "../archive")
    assert listed.stdout.count(b"\n") == len(names)
    told = [json.loads(line)["names"] for line in ran(where, "list", "--archive", "../archive", "--json").stdout.splitlines()]
    assert len({name for names in told for name in names}) == len(names)
    for said in (done.stderr, listed.stdout, listed.stderr):
        assert not {*range(32), 127} - {10} & set(said), said[:200]


def test_a_name_in_a_record_is_text_that_json_can_hold() -> None:
    for name in NAMES:
        record = pipeline.extract([(Path(name).name, b"Dear colleagues")]).model_dump_json(by_alias=True)
        json.loads(record.encode())
