"""The commands of the archive as a clerk calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docpipe.archive import originals, store
from docpipe.archive.place import named
from docpipe.cli import group
from docpipe.errors import ArchiveUnavailable, Changed, WrongCall
from tests.archives import filled, put, samples
from tests.test_archive import BAD


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive with the samples and one file that could not be read."""
    folder = tmp_path_factory.mktemp("kept") / "archive"
    archive = store.opened(named(str(folder)), make=True)
    filled(archive)
    put(archive, b"%PDF-1.7 cut off", BAD, "\x1b[31mcut.pdf\ud800")
    archive.close()
    return str(folder)


def said(place: str, *words: str) -> Result:
    return CliRunner().invoke(group, [*words, "--archive", place], standalone_mode=False)


def rows(place: str, *words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in said(place, *words, "--json").stdout.splitlines()]


def test_status_counts_and_says_that_something_awaits_a_person(place: str) -> None:
    done = said(place, "status")
    assert done.return_value == 10
    assert [line.split() for line in done.stdout.splitlines()] == [[str(len(samples())), "done"], ["1", "quarantined", "E_CORRUPT"]]
    assert rows(place, "status")[1] == {"state": "quarantined", "code": "E_CORRUPT", "files": 1}


def test_list_has_one_file_a_line_and_sends_no_signs_to_the_terminal(place: str) -> None:
    lines = said(place, "list").stdout.splitlines()
    assert len(lines) == len(samples()) + 1
    assert "\x1b" not in "".join(lines)
    assert [row["names"] for row in rows(place, "list", "--kind", "inquiry")] == [["inquiry-health-2023.txt"]]
    assert len(rows(place, "list", "--state", "quarantined")) == 1


def test_show_gives_the_record_or_the_original(place: str) -> None:
    [row] = rows(place, "list", "--kind", "inquiry")
    beginning = str(row["sha256"])[:10]
    assert json.loads(said(place, "show", beginning).stdout)["documents"][0]["kind"] == "inquiry"
    assert said(place, "show", beginning, "--original").stdout_bytes == samples()["inquiry-health-2023"]
    [bad] = rows(place, "list", "--state", "quarantined")
    failed = said(place, "show", str(bad["sha256"]))
    assert (failed.return_value, failed.stdout) == (10, "")
    assert "E_CORRUPT" in failed.stderr
    for wrong in ("", "ab", "zzzzzz", "%%%%%%", "____"):
        assert isinstance(said(place, "show", wrong).exception, WrongCall)


def test_search_tells_where_the_words_stand(place: str) -> None:
    lines = said(place, "search", "степной", "пожар").stdout.splitlines()
    assert "№ 08-11/2640" in lines[0]
    assert "степных пожаров" in lines[1]
    assert rows(place, "search", "степной", "--kind", "order") == []
    for day in ("yesterday", "2", "2024-", "2024-W10-1", "20240311"):
        assert isinstance(said(place, "search", "степной", "--from", day).exception, WrongCall)


def test_acting_tells_who_held_the_post_on_a_day(place: str) -> None:
    assert "Байжигитов Нурлан Серикович" in said(place, "acting", "--post", "министр", "--on", "2023-10-30").stdout
    assert said(place, "acting", "--post", "министр", "--on", "2023-11-06").stdout == ""
    assert isinstance(said(place, "acting", "--on", "2023-10", "--from", "2023-01-01").exception, WrongCall)
    assert isinstance(said(place, "acting", "--on", "2023-10").exception, WrongCall)


def test_verify_ends_with_6_where_an_original_has_changed(place: str) -> None:
    assert said(place, "verify").return_value == 0
    [row] = rows(place, "list", "--kind", "inquiry")
    found = originals.path(Path(place) / "originals", str(row["sha256"]))
    data = found.read_bytes()
    found.chmod(0o600)
    found.write_bytes(data[:-1] + b"?")
    try:
        failed = said(place, "verify", "--json")
        assert failed.return_value == 6
        assert json.loads(failed.stdout) == {"changed": [row["sha256"]], "missing": [], "untracked": []}
        assert isinstance(said(place, "show", str(row["sha256"]), "--original").exception, Changed)
    finally:
        found.write_bytes(data)


def test_no_archive_is_said(tmp_path: Path) -> None:
    for words in (["status"], ["list"], ["search", "x"], ["acting"], ["verify"], ["retry"], ["show", "abcd"]):
        assert isinstance(said(str(tmp_path / "none"), *words).exception, ArchiveUnavailable)
    assert list(tmp_path.iterdir()) == []
