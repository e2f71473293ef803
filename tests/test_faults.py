"""Everything that may go wrong is made to go wrong, a few times over; `python -m bench.faults` does it a few hundred times. Planted faults must be seen."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.faults import copies, durable, ends, poison, quiet, room, server, together
from bench.faults.world import DOCPIPE, Figure
from docpipe.archive import mounts, store
from docpipe.archive.place import named
from docpipe.errors import ArchiveUnavailable, Crashed, TimedOut
from docpipe.workers import sandbox
from docpipe.workers.pool import Pool
from docpipe.workers.process import Kind
from tests import fates_batch, postgres

Fault = Callable[..., list[Figure]]
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def database() -> Iterator[postgres.Server]:
    with postgres.running() as running:
        yield running


def wrong(fault: Fault, folder: Path, times: int, files: int, addresses: Callable[[], str | None] = lambda: None) -> list[Figure]:
    return [figure for figure in fault(folder, times, files, addresses, control=False) if not figure.good]


def seen(fault: Fault, folder: Path, times: int, files: int) -> set[str]:
    return {figure.name for figure in fault(folder, times, files, lambda: None, control=True) if not figure.good}


def test_ended_by_force_on_sqlite(tmp_path: Path) -> None:
    assert wrong(ends.kill, tmp_path, 4, 40) == []


def test_ended_by_force_on_postgresql(tmp_path: Path, database: postgres.Server) -> None:
    assert wrong(ends.kill, tmp_path, 2, 40, database.new) == []


def test_an_input_removed_before_the_commit_is_seen_to_be_lost(tmp_path: Path) -> None:
    assert {"lost", "inputs changed"} <= seen(ends.kill, tmp_path, 4, 200)


def test_asked_to_end(tmp_path: Path) -> None:
    assert wrong(ends.stop, tmp_path, 2, 400) == []


def test_two_at_once_and_others_beside_them(tmp_path: Path) -> None:
    assert wrong(together.pairs, tmp_path, 1, 40) == []


def test_poison_files(tmp_path: Path) -> None:
    assert wrong(poison.run, tmp_path, 4, 44) == []


def test_nothing_gets_out(tmp_path: Path) -> None:
    assert wrong(quiet.run, tmp_path, 1, 12) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make the small file systems")
def test_full_disks(tmp_path: Path) -> None:
    assert wrong(room.full, tmp_path, 1, 12) == []


def test_a_server_that_restarts(tmp_path: Path) -> None:
    assert wrong(server.restart, tmp_path, 1, 40) == []


def test_commits_whose_answer_is_lost(tmp_path: Path) -> None:
    assert wrong(server.commit, tmp_path, 2, 40) == []


def test_what_reaches_the_disk_first(tmp_path: Path) -> None:
    assert wrong(durable.run, tmp_path, 1, 2) == []


def test_an_original_that_is_not_flushed_is_seen(tmp_path: Path) -> None:
    assert "copy flushed" in seen(durable.run, tmp_path, 1, 2)


def test_ended_while_the_tables_are_brought_up_to_date(tmp_path: Path) -> None:
    assert wrong(copies.migrate, tmp_path, 1, 10) == []


def test_copies_made_meanwhile(tmp_path: Path) -> None:
    assert wrong(copies.backup, tmp_path, 2, 40) == []


def test_turned_bits(tmp_path: Path) -> None:
    assert wrong(copies.flips, tmp_path / "one", 20, 4) == []


def test_output_that_finds_no_room() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([DOCPIPE, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 5
    assert done.stderr.startswith("docpipe: The disk that the output goes to is full")
    assert done.stderr.count("\n") == 1


def test_output_that_nobody_reads_to_its_end() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([DOCPIPE, "schema"], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


MOUNTS = """
1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/vda rw
2 1 0:50 / /srv rw shared:2 - nfs4 host:/srv rw
3 1 0:51 / /srv/our\\040letters rw - cifs //host/letters rw
4 1 0:52 / /media/far rw master:3 - fuse.sshfs host: rw
5 1 0:53 / /srv/local rw - ext4 /dev/vdb rw
6 1 0:54 / /srv/local rw - tmpfs none rw
7 1 0:55 / /media/own rw - fuse.encfs encfs rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/archive", "nfs4"),
        ("/srv/our letters/2024", "cifs"),
        ("/media/far", "sshfs"),
        ("/srv/local/archive", None),
        ("/srv2/archive", None),
        ("/media/own/archive", None),
    ],
)
def test_sqlite_is_not_kept_on_the_network(folder: str, kind: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS.lstrip())
    monkeypatch.setattr(mounts, "TABLE", table)
    assert mounts.network(Path(folder)) == kind
    if kind:
        with pytest.raises(ArchiveUnavailable, match=rf"lies on the network \({kind}\).*postgresql://") as raised:
            store.opened(named(folder), make=True)
        assert raised.value.exit_code == 4


def test_where_the_system_does_not_say_it_is_taken_for_local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "TABLE", tmp_path / "none")
    assert mounts.network(tmp_path) is None


def test_workers_have_no_network() -> None:
    if not sandbox.possible():
        pytest.skip("this system lets no process leave its network")
    pool = Pool(1, Kind("reads files", Crashed("It fell"), lambda _: TimedOut("late")))
    try:
        assert pool.submit(60, fates_batch.networks).result() == ["lo"]
    finally:
        pool.stop()
